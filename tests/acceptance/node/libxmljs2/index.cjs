// The one function that the CycloneDX library calls. libxml2-wasm is a module that only `import` loads, so it comes later.
exports.parseXml = () => {
  throw new Error("validate.mjs has to set parseXml");
};
