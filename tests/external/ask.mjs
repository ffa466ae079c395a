/* Runs the engine of the default theme: `node ask.mjs ENGINE < questions`, one line of JSON each, answers likewise. */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const source = await readFile(process.argv[2], "utf8");
const engine = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
const searches = new Map();

const answers = {
  terms: ({ text }) => engine.wordsOf(text).map(engine.termOf).map(({ text: term, form }) => [term, form]),
  parse: ({ text, typing }) => engine.parseQuery(text, typing),
  slips: ({ text }) => engine.slipsOf(text),
  told: ({ query, title, summary }) => engine.told({ title, summary }, engine.parseQuery(query, false)).parts,
  near: ({ one, other }) => engine.near(one, other),
  async search({ root, ask, more }) {
    const asked = [];
    const load = async (path) => {
      asked.push(path);
      return new Uint8Array(await readFile(`${root}/search/${path}`));
    };
    if (!searches.has(root)) searches.set(root, new engine.Search(load));
    const search = searches.get(root);
    search.load = load;
    const answer = await search.search(ask);
    if (more) answer.results.push(...(await search.page(10, more)));
    return { ...answer, asked };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  console.log(JSON.stringify(await answers[question.what](question)));
}
