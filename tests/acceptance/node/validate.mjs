// Validates CycloneDX JSON files strictly: one line of JSON each, null where the file is valid, else its faults.
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const versions = { "1.6": Spec.Version.v1dot6, "1.7": Spec.Version.v1dot7 };
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  const validator = new Validation.JsonStrictValidator(versions[JSON.parse(text).specVersion]);
  console.log(JSON.stringify(await validator.validate(text)));
}
