/* Asks the search of the default theme under Node: `node search_ask.mjs PUBLIC < questions > answers`, a line of JSON
   each. Answers hold the URLs in their order, and what the question cost: bytes as they lie on the disk and as a server
   sends them (text compressed), files, milliseconds of this machine. Every question begins with nothing at hand but
   what `--warm` lets stay: the index's list and heads. */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";

const [engine, root, warm] = process.argv.slice(2);
const source = await readFile(engine, "utf8");
const { Search } = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
const known = new Map();
let cost;

async function load(path) {
  let data = known.get(path);
  if (!data) {
    data = await readFile(`${root}/search/${path}`);
    known.set(path, data);
  }
  cost.files += 1;
  cost.bytes += data.length;
  cost.sent += path.endsWith(".json") ? gzipSync(data).length : data.length;
  return new Uint8Array(data);
}

const kept = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { query, typing = false } = JSON.parse(line);
  const search = new Search(load);
  if (warm) for (const [path, file] of kept) search.files.set(path, file);
  cost = { files: 0, bytes: 0, sent: 0 };
  let begun = performance.now();
  const answer = await search.search({ query, typing });
  const first = performance.now() - begun;
  const { files, bytes, sent } = cost;
  if (warm) for (const [path, file] of search.files) if (/(index\.json|[ts]\.bin)$/.test(path)) kept.set(path, file);
  begun = performance.now();
  await search.search({ query, typing }); /* again, all files at hand: the work alone */
  const work = performance.now() - begun;
  const urls = answer.results.map((row) => row.url);
  console.log(JSON.stringify({ urls, total: answer.total, older: answer.older, files, bytes, sent, first, work }));
}
