// Validates CycloneDX files with the library of CycloneDX: one line of JSON each, null where the file is valid, else its
// faults. JSON goes through the strict schema. XML goes through the XSD by libxmljs2, a native module; libxml2-wasm has
// the same libxml2 as WebAssembly and takes its place, so that nothing has to be compiled.
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { ParseOption, XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";
import libxmljs2 from "libxmljs2";

xmlRegisterFsInputProviders(); // the schema imports the one of SPDX ids, a file beside it

libxmljs2.parseXml = (text, { baseUrl } = {}) => {
  const document = XmlDocument.fromString(text, { url: baseUrl, option: ParseOption.XML_PARSE_NONET });
  const parsed = { document, validationErrors: [] };
  parsed.validate = (schema) => {
    schema.validator ??= XsdValidator.fromDoc(schema.document);
    parsed.validationErrors = faults(() => schema.validator.validate(document));
    return parsed.validationErrors.length === 0;
  };
  return parsed;
};

function faults(validate) {
  try {
    validate();
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details;
    throw error;
  }
}

const validators = new Map();

function validatorOf(text) {
  const xml = text.startsWith("<");
  const version = xml ? /cyclonedx\.org\/schema\/bom\/([\d.]+)/.exec(text)[1] : JSON.parse(text).specVersion;
  const Validator = xml ? Validation.XmlValidator : Validation.JsonStrictValidator;
  const name = `${Validator.name} ${version}`;
  if (!validators.has(name)) validators.set(name, new Validator(Spec.Version[`v${version.replace(".", "dot")}`]));
  return validators.get(name);
}

for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  console.log(JSON.stringify(await validatorOf(text).validate(text)));
}
