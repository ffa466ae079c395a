/* Asks the engine of Netlify: `node netlify.mjs REDIRECTS HEADERS ROOT < paths`, two of its packages and an output
   folder; one line of JSON for each path: the rule of `_redirects` that matches, and the headers of `_headers`. */
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [redirects, headers, root] = process.argv.slice(2);
const { RedirectsHandler } = await import(pathToFileURL(`${redirects}/dist/main.js`));
const { HeadersHandler } = await import(pathToFileURL(`${headers}/dist/main.js`));
const rules = new RedirectsHandler({ projectDir: root, publicDir: root, jwtSecret: "none", jwtRoleClaim: "none" });
const lists = new HeadersHandler({ projectDir: root, publishDir: root, logger: console });

for await (const path of createInterface({ input: process.stdin })) {
  const request = new Request(`http://localhost${path}`);
  const rule = await rules.match(request);
  const found = rule && [rule.statusCode, rule.target.href.replace(/^http:\/\/localhost(?=\/)/, ""), rule.force];
  console.log(JSON.stringify([found ?? null, await lists.apply(request)]));
}
