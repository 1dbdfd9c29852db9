// Writes the document of a service with one operation, which answers with every response of the components.
// usage: node service.mjs ERRORS SERVICE

import { readFile, writeFile } from "node:fs/promises";

const [errors, service] = process.argv.slice(2);
const document = JSON.parse(await readFile(errors, "utf8"));
const names = Object.keys(document.components.responses);
const responses = names.map((name) => [name.slice(1), { $ref: `#/components/responses/${name}` }]);
const get = {
  operationId: "things",
  summary: "Lists things.",
  security: [],
  responses: { 204: { description: "Done." }, ...Object.fromEntries(responses) },
};
document.paths = { "/things": { get } };
await writeFile(service, JSON.stringify(document, null, 2));
