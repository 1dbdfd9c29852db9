// The example bodies of an OpenAPI document, a line each: the code, a tab, the body.
// usage: node examples.mjs OPENAPI

import { readFile } from "node:fs/promises";

const { components } = JSON.parse(await readFile(process.argv[2], "utf8"));
for (const { content } of Object.values(components.responses)) {
  for (const { examples } of Object.values(content)) {
    for (const [code, { value }] of Object.entries(examples)) {
      process.stdout.write(`${code}\t${JSON.stringify(value)}\n`);
    }
  }
}
