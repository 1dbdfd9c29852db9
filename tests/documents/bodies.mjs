// Every example body of every OpenAPI document is a known error to the TypeScript of its dialect, and a detail of another type
// makes an unknown one.
// usage: node bodies.mjs DOCUMENTS COMPILED

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [documents, compiled] = process.argv.slice(2);
for (const dialect of ["standard", "problem", "google", "flat", "agent"]) {
  const path = (folder, name) => resolve(folder, dialect, name);
  const openapi = JSON.parse(await readFile(path(documents, "errors.openapi.json"), "utf8"));
  const { ERRORS, isKnown, parseError } = await import(pathToFileURL(path(compiled, "errors.js")).href);
  const seen = new Set();
  for (const response of Object.values(openapi.components.responses)) {
    for (const { examples } of Object.values(response.content)) {
      for (const [code, { value }] of Object.entries(examples)) {
        const error = parseError(value);
        const named = error?.code ?? error?.error_code;
        if (error === undefined || !isKnown(error) || named !== code) {
          throw new Error(`${dialect}: the example of ${code} reads as ${JSON.stringify(error)}`);
        }
        seen.add(code);
      }
    }
  }
  const missing = Object.keys(ERRORS).filter((code) => !seen.has(code));
  if (seen.size === 0 || missing.length > 0) throw new Error(`${dialect}: no example of ${missing}`);
}

const { isKnown, parseError } = await import(pathToFileURL(resolve(compiled, "odd/odd_names/standard.js")).href);
for (const line of (await readFile(resolve(documents, "languages/typed.tsv"), "utf8")).trimEnd().split("\n")) {
  const [wanted, body] = line.split("\t");
  if (String(isKnown(parseError(JSON.parse(body)))) !== wanted) throw new Error(`known is not ${wanted}: ${body}`);
}
