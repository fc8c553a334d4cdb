// Validates CycloneDX 1.6 JSON files strictly: one line of JSON each, null where the file is valid, else its faults.
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
for (const path of process.argv.slice(2)) {
  console.log(JSON.stringify(await validator.validate(readFileSync(path, "utf8"))));
}
