import resolve from "@rollup/plugin-node-resolve";
import { copyFileSync, mkdirSync } from "node:fs";

const page = {
  name: "page",
  buildStart() {
    mkdirSync("dist", { recursive: true });
    copyFileSync("index.html", "dist/index.html");
  },
};

export default {
  input: "src/main.js",
  output: { file: "dist/main.js", format: "es" },
  plugins: [resolve({ browser: true }), page],
};
