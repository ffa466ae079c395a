/* The page of the search: hands what is typed to the engine, in a worker where there are workers, and shows what it
   finds. What comes from articles is only ever put in as text. The address says what was searched for. */

const form = document.querySelector("form.search");
const input = form.elements.q;
const box = document.querySelector("[data-results]");
const list = box.querySelector(".results");
const status = box.querySelector("[data-status]");
const [more, older] = ["more", "older"].map((name) => box.querySelector(`[data-${name}]`));
const words = form.dataset;
const WAIT = 160; /* ms between the last key and the search */

/* ── The engine ────────────────────────────────────────────────────────────────────────────────────────────────── */

const base = `${words.base}/search/`;
let engine = null;
let failures = 0;

/* A function that asks the engine: in a worker; where that cannot be had, here. */
function begin() {
  const pending = new Map();
  let worker, here;
  const asHere = async ({ ask, from, count }) => {
    /* A module that did not load is not asked for again under the same name. */
    here ??= import(failures ? `${words.engine}?${failures}` : words.engine).then((module) => module.searchAt(base));
    const search = await here;
    return ask ? search.search(ask) : search.page(from, count);
  };
  try {
    worker = new Worker(words.engine, { type: "module" });
  } catch {
    return asHere;
  }
  worker.onmessage = ({ data: { id, answer, problem } }) => {
    const { done, fail } = pending.get(id);
    pending.delete(id);
    if (problem) fail(new Error(problem));
    else done(answer);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker = null; /* too old for modules in workers, or not loaded */
    for (const { done, message } of pending.values()) done(asHere(message));
    pending.clear();
  };
  let count = 0;
  return (message) => {
    if (!worker) return asHere(message);
    return new Promise((done, fail) => {
      const id = (count += 1);
      pending.set(id, { done, fail, message });
      worker.postMessage({ id, base, ...message });
    });
  };
}

const ask = (message) => (engine ??= begin())(message);

/* ── Results ───────────────────────────────────────────────────────────────────────────────────────────────────── */

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const folded = (word) =>
  word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[đð]/g, "d").normalize("NFC");

/* A text, with the words that were searched for in <mark>. */
function marked(text, wanted) {
  return text.split(/([\p{L}\p{M}\p{N}]+)/u).map((part, number) => {
    const word = number % 2 ? folded(part) : "";
    const hit = word && wanted.some(({ text: one, prefix }) => word === one || (prefix && word.startsWith(one)));
    return hit ? make("mark", {}, part) : part;
  });
}

const two = (number) => String(number).padStart(2, "0");

/* A plain page: it has no time and no section. */
const plain = (row, wanted) =>
  make(
    "li",
    {},
    make("h2", { className: "title" }, make("a", { href: words.base + row.url }, ...marked(row.title, wanted))),
    make("p", { className: "summary" }, ...marked(row.summary, wanted)),
  );

function item(row, wanted) {
  const at = new Date(row.minutes * 60_000); /* the newspaper's own clock, read as if it were UTC */
  const [day, month, year] = [two(at.getUTCDate()), two(at.getUTCMonth() + 1), at.getUTCFullYear()];
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  const [since, shown] = row.day ? ["", ""] : [`T${clock}`, ` ${clock}`];
  const time = make("time", { dateTime: `${year}-${month}-${day}${since}` }, `${day}/${month}/${year}${shown}`);
  const link = make("a", { href: words.base + row.url }, ...marked(row.title, wanted));
  return make(
    "li",
    {},
    make("h2", { className: "title" }, link),
    make("p", { className: "summary" }, ...marked(row.summary, wanted)),
    make("p", { className: "meta" }, make("span", {}, row.section), time),
  );
}

const say = (text, values = {}) =>
  (status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => (name in values ? values[name] : "")));

/* ── Searching ─────────────────────────────────────────────────────────────────────────────────────────────────── */

let turn = 0; /* the search that counts; an older one that comes late is not shown */
let shown = null;
let reach = 1;

const wanted = () => Object.fromEntries(["category", "year", "order"].map((name) => [name, form.elements[name]?.value || ""]));

async function search(typing) {
  const query = input.value.trim();
  const mine = (turn += 1);
  if (!query) {
    box.hidden = true;
    shown = null;
    return;
  }
  box.hidden = false;
  const patience = setTimeout(() => mine === turn && say(words.wait), 300);
  try {
    const answer = await ask({ ask: { ...wanted(), query: input.value, typing, reach } });
    if (mine === turn) show(query, answer);
  } catch {
    engine = null; /* begun anew by the next try */
    failures += 1;
    if (mine === turn) {
      list.replaceChildren();
      more.hidden = older.hidden = true;
      shown = null;
      say(words.failed);
    }
  } finally {
    clearTimeout(patience);
  }
}

function show(query, answer) {
  const { pages } = answer;
  const total = pages.length + (answer.full || !pages.length ? answer.total : 0);
  const count = total.toLocaleString(document.documentElement.lang);
  const exact = answer.full || pages.length;
  const sentence = !total ? words.none : !exact ? words.close : answer.older ? words.searched : words.found;
  const instead = answer.corrected.map(([wrong, right]) => words.instead.replace("{right}", right).replace("{wrong}", wrong));
  const results = answer.full || !pages.length ? answer.results : []; /* what merely comes close is not wanted then */
  list.replaceChildren(
    ...pages.map((row) => plain(row, answer.words)),
    ...results.map((row) => item(row, answer.words)),
  );
  shown = { words: answer.words, count: results.length };
  more.hidden = !answer.more || !results.length;
  older.hidden = !answer.older;
  say(sentence, { count, query });
  if (instead.length) status.append(` ${instead.join(" ")}`);
}

more.addEventListener("click", async () => {
  const [mine, before] = [turn, shown];
  try {
    const rows = await ask({ from: before.count, count: 10 });
    if (mine !== turn) return;
    const items = rows.map((row) => item(row, before.words));
    list.append(...items);
    before.count += rows.length;
    more.hidden = rows.length < 10;
    items[0]?.querySelector("a").focus();
  } catch {
    say(words.failed);
  }
});

older.addEventListener("click", () => {
  reach += 1;
  search(false);
});

/* ── The address ───────────────────────────────────────────────────────────────────────────────────────────────── */

function address() {
  const values = Object.entries({ q: input.value.trim(), ...wanted() }).filter(([, value]) => value);
  const query = new URLSearchParams(values).toString();
  return location.pathname + (query && `?${query}`);
}

function keep(replace) {
  const to = address();
  if (to === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
}

function restore() {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") || "";
  for (const name of ["category", "year", "order"]) if (form.elements[name]) form.elements[name].value = asked.get(name) || "";
  for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.value = "";
  reach = 1;
  search(false);
}

/* ── Keys and events ───────────────────────────────────────────────────────────────────────────────────────────── */

let timer = 0;
const now = (typing, replace) => {
  clearTimeout(timer);
  reach = 1;
  keep(replace);
  search(typing);
};

input.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(() => now(true, true), WAIT);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  now(false, false);
});
form.addEventListener("change", (event) => event.target !== input && now(false, false));
addEventListener("popstate", restore);

const links = () => [...list.querySelectorAll("h2 a")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = document.activeElement;
  const typing = at.matches("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    input.focus();
    input.select();
    return;
  }
  const all = links();
  const place = all.indexOf(at);
  if (at !== input && place < 0) return;
  if (event.key === "ArrowDown" && all[place + 1]) {
    event.preventDefault();
    all[place + 1].focus();
  } else if (event.key === "ArrowUp" && place >= 0) {
    event.preventDefault();
    (all[place - 1] || input).focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (at === input && input.value) {
      input.value = "";
      now(false, true);
    }
    input.focus();
  }
});

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
for (const other of form.querySelectorAll("input[type=hidden]")) other.disabled = true;
form.removeAttribute("action");
restore();
if (!input.value) input.focus();
