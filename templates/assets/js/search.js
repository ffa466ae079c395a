/* The page of the search: hands what is typed to the engine, in a worker where there are workers, and shows what it
   finds. What comes from articles is only ever put in as text. The address says what was searched for. */

const form = document.querySelector("form.search");
const input = form.elements.q;
const box = document.querySelector("[data-results]");
const [list, nearList] = box.querySelectorAll(".results");
const nearBox = box.querySelector("[data-near]");
const status = box.querySelector("[data-status]");
const [more, older] = ["more", "older"].map((name) => box.querySelector(`[data-${name}]`));
const words = form.dataset;
const WAIT = 160; /* ms between the last key and the search */
const MOST_NEAR = 5; /* articles that merely come close */

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

/* A text in parts, of which every second is what was searched for. */
const marked = (parts) => parts.map((part, number) => (number % 2 ? make("mark", {}, part) : part));

const two = (number) => String(number).padStart(2, "0");

const KINDS = { v: "video", p: "photo", s: "paid" };

/* What an article is: a letter each, photos with their number. */
const signs = (text) =>
  [...text.matchAll(/([a-z])(\d*)/g)].map(([, kind, count]) => {
    const said = words[`sign${kind.toUpperCase()}`] || "";
    return make("strong", { className: `sign${KINDS[kind] ? ` sign-${KINDS[kind]}` : ""}` }, said.replace("{count}", count));
  });

/* A picture beside the title, for pointers; it goes where it cannot be had. */
function picture(row) {
  const image = make("img", { className: "crop", alt: "", loading: "lazy", decoding: "async", width: 320, height: 213 });
  const kinds = [/v/.test(row.signs) && "with-video", /p/.test(row.signs) && "with-photos"].filter(Boolean);
  const link = make("a", { className: ["card-picture", ...kinds].join(" "), href: words.base + row.url, tabIndex: -1 }, image);
  link.setAttribute("aria-hidden", "true");
  image.onerror = () => link.remove();
  image.src = row.picture;
  return link;
}

function meta(row) {
  const at = new Date(row.minutes * 60_000); /* the newspaper's own clock, read as if it were UTC */
  const [day, month, year] = [two(at.getUTCDate()), two(at.getUTCMonth() + 1), at.getUTCFullYear()];
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  const [since, shown] = row.day ? ["", ""] : [`T${clock}`, ` ${clock}`];
  const time = make("time", { dateTime: `${year}-${month}-${day}${since}` }, `${day}/${month}/${year}${shown}`);
  return make("p", { className: "meta" }, ...signs(row.signs), make("span", {}, row.section), time);
}

/* One result; a plain page has no time and no section. */
function item(row, level = "h2") {
  const link = make("a", { href: words.base + row.url }, ...marked(row.parts.title));
  const title = make(level, { className: "title" }, link);
  const summary = make("p", { className: "summary" }, ...marked(row.parts.summary));
  const text = make("div", {}, ...("minutes" in row ? [meta(row)] : []), title, ...(row.summary ? [summary] : []));
  return make("li", {}, text, ...(row.picture ? [picture(row)] : []));
}

const say = (text, values = {}) =>
  (status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => (name in values ? values[name] : "")));

/* ── Searching ─────────────────────────────────────────────────────────────────────────────────────────────────── */

let turn = 0; /* the search that counts; an older one that comes late is not shown */
let shown = 0;
let reach = 1;

const wanted = () => Object.fromEntries(["category", "year", "order"].map((name) => [name, form.elements[name]?.value || ""]));

async function search(typing) {
  const query = input.value.trim();
  const mine = (turn += 1);
  if (!query) {
    box.hidden = true;
    return;
  }
  box.hidden = false;
  const patience = setTimeout(() => {
    if (mine !== turn) return;
    say(words.wait);
    box.setAttribute("aria-busy", "true");
  }, 300);
  try {
    const answer = await ask({ ask: { ...wanted(), query: input.value, typing, reach } });
    if (mine === turn) show(query, answer);
  } catch {
    engine = null; /* begun anew by the next try */
    failures += 1;
    if (mine === turn) {
      list.replaceChildren();
      more.hidden = older.hidden = nearBox.hidden = true;
      say(words.failed);
    }
  } finally {
    clearTimeout(patience);
    if (mine === turn) box.removeAttribute("aria-busy");
  }
}

function show(query, answer) {
  const { pages } = answer;
  const results = answer.results.filter((row) => !row.near);
  const near = results.length || pages.length > 2 ? [] : answer.results.slice(0, MOST_NEAR);
  const total = pages.length + answer.exact;
  const count = total.toLocaleString(document.documentElement.lang);
  const nothing = !near.length ? words.none : answer.older ? words.closer : words.close;
  const sentence = !total ? nothing : answer.older ? words.searched : words.found;
  const instead = answer.corrected.map(([wrong, right]) => words.instead.replace("{right}", right).replace("{wrong}", wrong));
  list.replaceChildren(...[...pages, ...results].map((row) => item(row)));
  nearList.replaceChildren(...near.map((row) => item(row, "h3")));
  nearBox.hidden = !near.length;
  shown = results.length;
  more.hidden = !answer.more || results.length < 10;
  older.hidden = !answer.older;
  dispatchEvent(new Event("blocks")); /* js/site.js marks what has been read */
  say(sentence, { count, query });
  if (instead.length) status.append(` ${instead.join(" ")}`);
}

more.addEventListener("click", async () => {
  const mine = turn;
  try {
    const rows = await ask({ from: shown, count: 10 });
    if (mine !== turn) return;
    const fresh = rows.filter((row) => !row.near);
    const items = fresh.map((row) => item(row));
    list.append(...items);
    dispatchEvent(new Event("blocks"));
    shown += rows.length;
    more.hidden = fresh.length < 10;
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

const links = () => [...box.querySelectorAll(".title a")];

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
