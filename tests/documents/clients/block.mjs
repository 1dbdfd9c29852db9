// The only block of a language in a page of Markdown.
// usage: node block.mjs PAGE LANGUAGE

import { readFile } from "node:fs/promises";

const [page, language] = process.argv.slice(2);
const blocks = (await readFile(page, "utf8")).split(`\n\`\`\`${language}\n`).slice(1);
if (blocks.length !== 1) throw new Error(`${page} has ${blocks.length} blocks of ${language}`);
process.stdout.write(`${blocks[0].split("\n```\n")[0]}\n`);
