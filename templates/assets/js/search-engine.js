/* Searches the static index below /search/ (its form: docs/search-format.md in the repository of ssg).
   Runs in a Web Worker, in the page where there is none, and under Node, where its ranking is measured. It shows nothing
   and remembers nothing but files. Folding is that of ssg/core/text/search.py, letter by letter. */

const SIGNS =
  "\\x00-/:-@\\[-`{-©«-±´¶-¸»-¿×÷\u02c2-\u02ff\u2000-\u206f\u20a0-\u20cf\u2100-\u2bff" +
  "\u3000-\u303f\ufd3e-\ufd3f\ufe00-\ufe4f\uff00-\uff0f\uff1a-\uff20";
const WORD = new RegExp(`[^${SIGNS}]+`, "g");
const LONGEST = 40;
const TONES = { "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5 };
const SHAPES = { "\u0306": 1, "\u0302": 2, "\u031b": 3, đ: 4 };
const WHOLE = {
  đ: "d", ð: "d", ɖ: "d", ø: "o", ł: "l", ħ: "h", ŧ: "t", ı: "i", ſ: "s", ß: "ss", æ: "ae", œ: "oe", þ: "th", ŋ: "ng",
  ĸ: "k", ŉ: "n", ς: "σ",
};
const WHOLE_LETTER = new RegExp(`[${Object.keys(WHOLE).join("")}]`, "g");

export const wordsOf = (text) => text.normalize("NFC").toLowerCase().match(WORD) || [];

const fold = (word) =>
  word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(WHOLE_LETTER, (letter) => WHOLE[letter]).normalize("NFC");

/* A word folded, and its form: tone × 32, and five bits of ă â ê ô ơ ư đ. */
export function termOf(word) {
  if (word.length > LONGEST) word = [...word].slice(0, LONGEST).join("");
  const text = fold(word);
  let [tone, shape, letter] = [0, 0, 0];
  if (text !== word)
    for (const character of word.replace(/ð/g, "đ").normalize("NFD")) {
      if (TONES[character]) {
        tone = TONES[character];
        continue;
      }
      const kind = SHAPES[character];
      if (kind) shape = (shape * 5 + letter * 4 + kind) % 32;
      if (!/[\u0300-\u036f]/.test(character)) letter += 1;
    }
  return { text, form: tone * 32 + shape };
}

/* ── The files ─────────────────────────────────────────────────────────────────────────────────────────────────── */

const LAYERS = { t: 5, s: 6 }; /* bits of a place */
const DECODER = new TextDecoder();

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  number() {
    let [value, shift, byte] = [0, 0, 128];
    while (byte > 127) {
      byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      shift += 7;
    }
    return value;
  }
  text(before) {
    const shared = this.number();
    const length = this.number();
    this.at += length;
    return before.slice(0, shared) + DECODER.decode(this.bytes.subarray(this.at - length, this.at));
  }
}

function readHead(bytes) {
  const reader = new Reader(bytes);
  const bounds = [], counts = [], sizes = [];
  for (let left = reader.number(), bound = ""; left > 0; left -= 1) {
    bounds.push((bound = reader.text(bound)));
    counts.push(reader.number());
    sizes.push(reader.number());
  }
  return { bounds, counts, sizes, bytes: bytes.length };
}

/* Every list of a shard whose term is `wanted`, or begins so: each(exact, form, bytes). */
function readShard(bytes, wanted, prefix, each) {
  const reader = new Reader(bytes);
  for (let term = ""; reader.at < bytes.length; ) {
    term = reader.text(term);
    const hit = term === wanted || (prefix && term.startsWith(wanted));
    for (let forms = reader.number(); forms > 0; forms -= 1) {
      const form = bytes[reader.at++];
      const length = reader.number();
      reader.at += length;
      if (hit) each(term === wanted, form, bytes.subarray(reader.at - length, reader.at));
    }
    if (!hit && term > wanted) return;
  }
}

/* The last shard that does not begin after a text. */
function shardOf(bounds, text) {
  let [low, high] = [0, bounds.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bounds[middle] <= text) low = middle;
    else high = middle - 1;
  }
  return low;
}

/* ── The query ─────────────────────────────────────────────────────────────────────────────────────────────────── */

const MOST_WORDS = 32;

/* Words in quotes are a phrase; the last word, while it is being typed, may go on. */
export function parseQuery(text, typing) {
  const words = [];
  let phrase = 0;
  text.normalize("NFC").split(/["“”]/).forEach((part, number, parts) => {
    if (number % 2) phrase += 1;
    const within = number % 2 && (typing || number + 1 < parts.length); /* a mark without its partner means nothing */
    for (const word of wordsOf(part)) {
      if (words.length < MOST_WORDS) words.push({ word, ...termOf(word), phrase: within ? phrase : 0, prefix: false });
    }
  });
  const last = words.at(-1);
  if (typing && last && last.text.length > 1 && !/["”\s]$/.test(text)) last.prefix = true;
  return words;
}

/* How well a word of an article fits one that was typed: accents rank, and never exclude. */
export function fits(typed, found, bare) {
  if (typed === found || bare) return 1;
  if (typed === 0) return 0.85;
  if (found === 0) return 0.5;
  return typed >> 5 === found >> 5 || (typed & 31) === (found & 31) ? 0.4 : 0.25;
}

/* Syllables that Vietnamese could have, without marks: to tell slips from names. */
const SYLLABLE =
  /^(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?(?:a(?:ch?|i|m|nh?|ng|o|p|t|u|y)?|e(?:ch?|m|nh?|ng|o|p|t|u)?|i(?:a|ch?|e(?:c|m|ng?|p|t|u)|m|nh?|p|t|u)?|o(?:a(?:ch?|i|m|nh?|ng|o|p|t|y)?|ch?|e(?:n|o|t)?|i|m|ng?|p|t)?|u(?:a(?:n|ng|t|y)?|c|e(?:ch|nh)?|i|m|ng?|o(?:c|i|m|ng?|p|t|u)?|p|t|u|y(?:a|ch|en|et|nh|t|u)?)?|y(?:e(?:m|n|t|u))?)$/;

/* What may have been meant by a word with one slip, likeliest first. */
export function slipsOf(word) {
  const found = new Set();
  const letters = "abcdeghiklmnopqrstuvxy";
  const cut = (from, to, middle = "") => found.add(word.slice(0, from) + middle + word.slice(to));
  for (let at = 0; at + 1 < word.length; at += 1) cut(at, at + 2, word[at + 1] + word[at]);
  for (let at = 0; at < word.length; at += 1) cut(at, at + 1);
  for (let at = word.length; at >= 0; at -= 1)
    for (const letter of letters) {
      cut(at, at, letter);
      if (at < word.length) cut(at, at + 1, letter);
    }
  found.delete(word);
  return [...found].filter((text) => SYLLABLE.test(text));
}

/* ── The search ────────────────────────────────────────────────────────────────────────────────────────────────── */

const BUDGET = 32_000; /* bytes of shards that one layer may cost before the oldest spans are left for later */
const IN_TEXTS = 40_000; /* bytes that summaries may cost a long question */
const MOST_BYTES = 100_000; /* that a question may load besides rows, of which it needs 40 KB at most as they are sent */
const HEADS = 150_000; /* articles of the spans whose heads are loaded together; those of older ones only when needed */
const RAREST = 7; /* what a word can tell at most: as much as one that one article in a thousand has */
const MOST_SPANS = 12;
const MOST_TERMS = 6;
const ENOUGH = 10;
const RERANKED = 12;
const FIRST = [10, 6]; /* of a long question: by titles, by summaries */
const KEPT = 300; /* candidates that can be paged through */
const TITLE = 0xffffff, TAGS = 0xff000000; /* places 0 to 23, 24 to 31 */

export class Search {
  /* `load(path, version)` gives a file below /search/ as bytes. */
  constructor(load) {
    this.load = load;
    this.files = new Map();
    this.last = null;
    this.loaded = 0; /* bytes that the present question has cost, without rows */
  }

  file(path, version, read) {
    let found = this.files.get(path);
    if (!found) {
      found = this.load(path, version).then((bytes) => {
        if (!path.startsWith("rows/")) this.loaded += bytes.length;
        return read(bytes);
      });
      this.files.set(path, found);
      found.catch(() => this.files.delete(path)); /* asked for again next time */
    }
    return found;
  }

  async spans() {
    const index = await this.file("index.json", "", (bytes) => JSON.parse(DECODER.decode(bytes)));
    if (index.format !== 1) throw new Error(`an index of format ${index.format}`);
    this.rows = index.rows;
    this.plain = index.pages || [];
    for (const span of index.spans) span.total ??= span.counts.reduce((sum, count) => sum + count, 0);
    return index.spans;
  }

  head(span, layer) {
    return this.file(`${span.name}/${layer}.bin`, span.version, readHead);
  }

  shard(span, layer, number) {
    return this.file(`${span.name}/${layer}${number}.bin`, span.version, (bytes) => bytes);
  }

  /* The plain pages whose titles have all of the words; they are in no section and of no year. */
  plainPages(words) {
    const has = (title, { text, prefix }) => title.some((word) => word === text || (prefix && word.startsWith(text)));
    return this.plain
      .filter(([title]) => {
        const there = wordsOf(title).map((word) => termOf(word).text);
        return words.every((word) => has(there, word));
      })
      .map(([title, summary, url]) => told({ title, summary, url }, words));
  }

  /* Gives {total, exact, words, results, more, older, corrected, pages}. `total` counts all that was found, `exact`
     what has it: all words, and not merely as syllables that stand apart; other results are `near`. `pages` are plain
     pages; `older` says that spans are left that a larger `reach` (1, 2, …) would search. */
  async search({ query, category = "", year = "", order = "best", typing = false, reach = 1 }) {
    const words = parseQuery(query, typing);
    this.loaded = 0;
    this.last = { words, found: [], order };
    if (!words.length) return { total: 0, exact: 0, words, results: [], more: false, older: false, corrected: [], pages: [] };
    let spans = (await this.spans()).map((span) => ({ ...span, from: 0, to: span.total }));
    const pages = category || year ? [] : this.plainPages(words);
    if (year) spans = spans.map((span) => within(span, Number(year))).filter((span) => span.from < span.to);
    let left = spans.length - MOST_SPANS * reach;
    spans = spans.slice(0, MOST_SPANS * reach);
    let known = []; /* the spans whose heads are loaded */
    const know = async () => {
      let articles = 0;
      const next = spans.slice(known.length).filter((span) => (articles += span.total) - span.total < HEADS);
      await Promise.all(next.map(async (span) => (span.t = await this.head(span, "t"))));
      known = spans.slice(0, known.length + next.length);
    };
    await know();

    const budget = BUDGET * 4 ** (reach - 1);
    const most = MOST_BYTES * 4 ** (reach - 1);
    const long = words.length > 4; /* who types that much wants one article */
    const enough = long ? 1 : ENOUGH;
    const [terms, rest] = choose(words, known, budget, long);
    const needed = category ? [{ text: `@${category}`, form: 0, needed: true }] : [];
    let searched = [], matches = null;
    for (let spent = 0; searched.length < spans.length; ) {
      /* As many spans as the budget allows, the newest first; more of them only while too little is found. */
      if (searched.length === known.length) await know();
      const next = [];
      for (const span of known.slice(searched.length)) {
        const cost = price([...terms, ...needed], [span], "t");
        if (next.length && spent + cost > budget) break;
        spent += cost;
        next.push(span);
      }
      await Promise.all(next.map((span) => this.gather(span, "t", [...terms, ...needed])));
      searched = spans.slice(0, searched.length + next.length);
      matches = weigh(terms, searched);
      if ((long ? matches.full : matches.exact) >= enough || spent > (long ? 2 : 0.75) * budget || this.loaded > most) break;
    }
    /* Of a long question word after word, the rarest first, until a title says what was asked for. */
    let cost = price(terms, known, "t");
    const settle = async () => long && matches.whole > 0 && this.titled(matches.found);
    let settled = await settle();
    while (long && !settled && rest.length && terms.length < MOST_TERMS && (matches.whole !== 1 || matches.met < 3) && (cost += price(rest.slice(0, 1), searched, "t")) <= budget) {
      terms.push(rest.shift());
      terms.sort((a, b) => a.at - b.at);
      await Promise.all(searched.map((span) => this.gather(span, "t", terms)));
      matches = weigh(terms, searched);
      settled = await settle();
    }
    let texts = null;
    if (!settled && long) {
      const all = [...terms, ...rest];
      const near = this.affordable(known, rarest(all, known, "t").slice(0, 2), most);
      const [chosen, read] = await this.inTexts(all, near, most);
      texts = weigh(chosen, read);
      left = Math.max(left, 0) + known.length - read.length;
    } else if (!settled && (matches.full < enough || !matches.exact)) {
      const near = this.affordable(searched, [], most - 0.75 * budget);
      await Promise.all(near.map(async (span) => (span.s = await this.head(span, "s"))));
      /* Two words at least, the rarest, in as many spans as the budget allows. */
      const asked = [];
      let spent = 0;
      for (const term of rarest(terms, near, "s")) {
        const cost = price([term], near, "s");
        if (asked.length < 2 || spent + cost <= 0.75 * budget) asked.push(term);
        spent += cost;
      }
      spent = 0;
      const next = near.filter((span, number) => (spent += price(asked, [span], "s")) <= 0.75 * budget || !number);
      await Promise.all(next.map((span) => this.gather(span, "s", asked)));
      matches = weigh(terms, searched);
    }
    const corrected = settled || matches.full || texts?.alike ? [] : await this.correct(terms, searched, most);
    if (corrected.length) matches = weigh(terms, searched);
    const { full } = matches;
    const found = texts ? merged(matches, texts) : matches.found;
    if (order === "new") found.sort((a, b) => b.month - a.month || b.number - a.number);
    else if (!texts) found.sort(byScore);
    const apart = () => !long && this.last.found.sort((a, b) => a.near - b.near); /* what has it comes first */
    this.last.found = found;
    apart();
    this.last.found = this.last.found.slice(0, KEPT);
    if (order !== "new") await this.rerank(0, texts ? FIRST[0] + FIRST[1] : RERANKED);
    apart();
    const results = await this.page(0, ENOUGH);
    /* Of a long question a few words were looked for: what is shown of the likeliest tells whether the others are there. */
    if (long) results.forEach((row, at) => (row.near = !this.last.found[at].alike && !tells(row, words)));
    const exact = long ? results.filter((row) => !row.near).length : matches.exact;
    const older = left > 0 || searched.length < spans.length;
    const more = long ? this.last.found.length > ENOUGH : exact > ENOUGH;
    return { total: found.length, exact, full, words, results, more, older, corrected, pages };
  }

  /* The newest of some spans of whose summaries heads, and lists of some terms, may still be loaded: one at least. That
     is guessed from titles: summaries have twice as many words. */
  affordable(spans, terms, most) {
    let cost = this.loaded;
    const guess = (span) => (this.files.has(`${span.name}/s.bin`) ? 0 : 2 * span.t.bytes) + 2 * price(terms, [span], "t");
    const end = spans.findIndex((span, at) => (cost += guess(span)) > most && at);
    return end < 0 ? spans : spans.slice(0, end);
  }

  /* Look for the rarest of many words in the summaries of some spans, word after word, until one article has them as far
     apart as they were typed. Gives the words that were looked for, and the spans. */
  async inTexts(words, spans, most) {
    await Promise.all(spans.map(async (span) => (span.s = await this.head(span, "s"))));
    const chosen = words.filter((word) => word.phrase);
    const room = most - this.loaded, order = rarest(words, spans, "s");
    const cost = (spans) => price([...new Set([...chosen, ...order.slice(0, 2)])], spans, "s");
    while (spans.length > 1 && cost(spans) > room) spans = spans.slice(0, -1);
    let spent = price(chosen, spans, "s");
    for (const term of order) {
      const cost = price([term], spans, "s");
      if (chosen.includes(term) || (chosen.length >= 2 && spent + cost > Math.min(IN_TEXTS, room))) continue;
      spent += cost;
      chosen.push(term);
      if (chosen.length < 3) continue;
      const there = await this.alike(chosen, spans);
      if (chosen.length >= MOST_TERMS || there === 1) break;
    }
    await this.alike(chosen, spans);
    return [chosen, spans];
  }

  /* Mark the articles that have all of some words in their summary, as far apart as they were typed. Gives how many. */
  async alike(terms, spans) {
    terms.sort((a, b) => a.at - b.at);
    await Promise.all(spans.map((span) => this.gather(span, "s", terms)));
    let count = 0;
    const there = terms.filter((term) => spans.some((span) => counted(span, term)));
    for (const span of there.length > 1 ? spans : []) {
      const lists = there.map((term) => span.lists.get(term));
      span.alike = new Uint8Array(span.total);
      span.alikes = 0;
      for (let article = span.from; article < span.to; article += 1) {
        let text = places(lists[0], article);
        for (let at = 1; at < lists.length && (text.low | text.high); at += 1)
          text = apartInText(text, places(lists[at], article), Math.min(there[at].at - there[at - 1].at, 31));
        if (text.low | text.high) span.alikes += span.alike[article] = 1;
      }
      count += span.alikes;
    }
    return count;
  }

  /* More of the last search's results. */
  async page(from, count) {
    const { found } = this.last;
    const rows = await Promise.all(found.slice(from, from + count).map((match) => this.row(match)));
    return rows.map((row) => told(row, this.last.words));
  }

  async row(match) {
    if (match.row) return match.row;
    let number = match.number, month = 0;
    while (number >= match.span.counts[month]) number -= match.span.counts[month++];
    const at = match.span.first + month;
    const name = `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
    const path = `rows/${name}/${Math.floor(number / this.rows)}.json`;
    const rows = await this.file(path, match.span.version, (bytes) => JSON.parse(DECODER.decode(bytes)));
    const [title, summary, url, minutes, section, day = 0, signs = "", picture = ""] = rows[number % this.rows];
    const slug = () => wordsOf(title).map((word) => termOf(word).text).join("-");
    return (match.row = { title, summary, url: url.replace("*", slug), minutes, section, day, signs, picture, near: match.near });
  }

  /* Enter the lists of terms in one layer of a span: which article has which term in what places. */
  async gather(span, layer, terms) {
    await Promise.all(
      terms.map(async (term) => {
        const lists = ((span.lists ??= new Map()).get(term) || span.lists.set(term, blank(span)).get(term));
        if (lists[layer]) return;
        lists[layer] = true;
        for (const number of shardsOf(term, span[layer])) {
          const bytes = await this.shard(span, layer, number);
          readShard(bytes, term.text, term.prefix, (exact, form, data) =>
            enter(data, LAYERS[layer], lists, layer, term.needed ? 1 : fits(term.form, form, term.bare) * (exact ? 1 : 0.8)),
          );
        }
      }),
    );
  }

  /* A word that is nowhere, and is no Vietnamese syllable, may hold a slip: put in its place the syllable that stands
     with the other words most often. */
  async correct(terms, spans, bytes) {
    const corrected = [];
    for (const term of terms) {
      if (term.prefix || term.text.length < 3 || SYLLABLE.test(term.text)) continue;
      if (spans.some((span) => counted(span, term))) continue;
      const asked = spans.slice(0, 3);
      const others = terms.filter((other) => other !== term);
      let best = null, most = 0, spent = 0;
      for (const text of slipsOf(term.text)) {
        const guess = { ...term, text, bare: true };
        spent += price([guess], asked, "t");
        if (spent > BUDGET / 2 && best) break;
        await Promise.all(asked.map((span) => this.gather(span, "t", [guess])));
        const turned = [...text].sort().join("") === [...term.text].sort().join("") ? 4 : 1; /* the commonest slip */
        const met = asked.reduce((sum, span) => sum + counted(span, guess) + 50 * together(span, guess, others), 0);
        const count = turned * met;
        if (count > most) [best, most] = [text, count];
        for (const span of asked) span.lists.delete(guess);
      }
      if (!best) continue;
      corrected.push([term.word, best]);
      for (const word of this.last.words) if (word.text === term.text) Object.assign(word, { text: best, form: 0 });
      Object.assign(term, { text: best, form: 0, bare: true });
      for (const span of spans) span.lists.set(term, blank(span));
      let cost = this.loaded;
      const next = spans.filter((span) => (cost += price([term], [span], "t")) <= bytes);
      await Promise.all(next.map((span) => this.gather(span, "t", [term])));
    }
    return corrected;
  }

  /* Whether the title of one of the likeliest has all that was typed, in that order, or all but a word with a slip. */
  async titled(found) {
    const words = this.last.words;
    const typed = words.map((word) => word.text).join(" ");
    const rows = await Promise.all(found.sort(byScore).slice(0, 4).map((match) => this.row(match)));
    return rows.some((row) => {
      const title = wordsOf(row.title).map((word) => termOf(word).text);
      const missing = words.filter((word) => !title.includes(word.text));
      if (!missing.length) return title.join(" ").includes(typed);
      return missing.length <= words.length / 5 && missing.every((word) => !SYLLABLE.test(word.text));
    });
  }

  /* Look at the likeliest closely: their rows say all of the title, in order and with accents. */
  async rerank(from, to) {
    const { found, words } = this.last;
    const part = found.slice(from, to);
    const rows = await Promise.all(part.map((match) => this.row(match)));
    const bare = words.every((word) => word.form === 0);
    part.forEach((match, number) => (match.score *= closeness(words, rows[number], bare, match.share) + match.alike));
    part.sort(byScore);
    found.splice(from, part.length, ...part);
  }
}

const byScore = (a, b) => b.score - a.score || b.month - a.month || b.number - a.number;

function blank(span) {
  const masks = () => new Uint32Array(span.total);
  return { title: masks(), low: masks(), high: masks(), fit: new Float32Array(span.total) };
}

/* The articles of a span that fall into a year. */
function within(span, year) {
  let [from, to, sum] = [0, 0, 0];
  span.counts.forEach((count, at) => {
    const month = span.first + at;
    if (month < year * 12) from = sum + count;
    sum += count;
    if (month < (year + 1) * 12) to = sum;
  });
  return { ...span, from, to };
}

function shardsOf(term, head) {
  const first = shardOf(head.bounds, term.text);
  const found = [first];
  if (term.prefix && term.text.length > 1) {
    const last = shardOf(head.bounds, `${term.text}\uffff`);
    for (let at = first + 1; at <= Math.min(last, first + 2); at += 1) found.push(at);
  }
  return found.filter((number) => head.sizes[number]);
}

/* The bytes of all shards with these terms. */
function price(terms, spans, layer) {
  let sum = 0;
  for (const { [layer]: head } of spans) for (const term of terms) for (const number of shardsOf(term, head)) sum += head.sizes[number];
  return sum;
}

/* Terms in the order of how rare they are, as far as heads tell: by the bytes that a term of their shards has. */
function rarest(terms, spans, layer) {
  const common = new Map();
  for (const term of terms) {
    let bytes = 0;
    for (const { [layer]: head } of spans) for (const number of shardsOf(term, head)) bytes += head.sizes[number] / head.counts[number];
    common.set(term, bytes);
  }
  return [...terms].sort((a, b) => common.get(a) - common.get(b) || a.at - b.at);
}

/* The words to look for, the rarest first; and those that are left. Of a long question
   only two, and its phrases: more are taken as they are needed. */
function choose(words, spans, budget, long) {
  const bare = words.every((word) => word.form === 0);
  const distinct = words.filter((word, at) => words.findIndex((other) => other.text === word.text) === at);
  const terms = rarest(distinct.map((word) => ({ ...word, bare, at: words.indexOf(word) })), spans, "t");
  let spent = 0;
  const chosen = terms.filter((term, place) => {
    const cost = price([term], spans, "t");
    const fit = !long && place < MOST_TERMS && spent + cost <= budget;
    const taken = place < (long ? 2 : 3) || fit || (term.phrase && place < 2 * MOST_TERMS);
    if (taken) spent += cost;
    return taken;
  });
  return [chosen.sort((a, b) => a.at - b.at), terms.filter((term) => !chosen.includes(term))];
}

/* One list, occurrence by occurrence, into the masks of places of each article. */
function enter(data, bits, lists, layer, fit) {
  const mask = (1 << bits) - 1;
  const reader = new Reader(data);
  for (let article = 0; reader.at < data.length; ) {
    const value = reader.number();
    article += value >>> bits;
    const place = value & mask;
    if (layer === "t") lists.title[article] |= 1 << place;
    else if (place < 32) lists.low[article] |= 1 << place;
    else lists.high[article] |= 1 << (place - 32);
    if (fit > lists.fit[article]) lists.fit[article] = fit;
  }
}

const has = (lists, article) => lists.title[article] | lists.low[article] | lists.high[article];

function counted(span, term) {
  const lists = span.lists?.get(term);
  let count = 0;
  if (lists) for (let article = span.from; article < span.to; article += 1) if (has(lists, article)) count += 1;
  return count;
}

function together(span, term, others) {
  const lists = span.lists.get(term);
  const rest = others.map((other) => span.lists.get(other)).filter(Boolean);
  let count = 0;
  for (let article = span.from; article < span.to; article += 1)
    if (has(lists, article) && rest.some((other) => has(other, article))) count += 1;
  return count;
}

/* Where words stand as far apart as in the query: in titles and tags (one mask of both), and in summaries. */
const apart = (a, b, far) => (((a & 0x7fffff) << far) & b & 0x7fffff) | (((a & 0x7f000000) << far) & b & 0x7f000000);
const apartInText = (a, b, far) => ({
  low: (a.low << far) & b.low,
  high: ((a.high << far) | (a.low >>> (32 - far))) & b.high & 0x7fffffff,
});

/* What titles and what summaries have answered to a long question: the best of each come first. */
function merged(titles, texts) {
  const known = new Map();
  const lists = [titles, texts].map(({ found, all }) => {
    for (const match of found) match.score /= all || 1;
    return found.sort(byScore);
  });
  const best = lists.map((list, layer) => list.splice(0, FIRST[layer]));
  const order = [...best.flat(), ...lists.flat().sort(byScore)];
  for (const match of order) {
    const name = `${match.span.name} ${match.number}`;
    const other = known.get(name);
    if (!other) known.set(name, match);
    else if (match.score > other.score) Object.assign(other, match);
  }
  return [...known.values()];
}

/* All articles that match, each with its score. BM25 without lengths: rare words count more, a title more than a
   summary, neighbours more than strangers, accents as typed more than others, today more than last year. */
function weigh(terms, spans) {
  const articles = spans.reduce((sum, span) => sum + span.to - span.from, 0);
  const rarity = terms.map((term) => {
    const count = spans.reduce((sum, span) => sum + counted(span, term), 0);
    /* A word that is nowhere tells nothing; a very rare one may be a slip. */
    return count && Math.min(Math.log(1 + (articles - count + 0.5) / (count + 0.5)), RAREST);
  });
  const all = rarity.reduce((sum, value) => sum + value, 0);
  const newest = spans.length ? spans[0].first + spans[0].counts.length : 0;
  const met = rarity.filter((value) => value).length;
  const found = [];
  let full = 0, exact = 0, whole = 0, alike = 0;
  const told = Math.min(1, 3 / (spans.reduce((sum, span) => sum + (span.alikes || 0), 0) || 1)); /* by being alike */
  for (const span of spans) {
    const needed = [...span.lists].filter(([term]) => term.needed).map(([, lists]) => lists);
    const lists = terms.map((term) => span.lists.get(term));
    let month = 0, before = 0;
    for (let article = 0; article < span.to; article += 1) {
      while (article >= before + span.counts[month]) before += span.counts[month++];
      if (article < span.from || needed.some((one) => !one.title[article])) continue;
      let [score, matched, count] = [0, 0, 0];
      for (let at = 0; at < lists.length; at += 1) {
        const one = lists[at];
        if (!has(one, article)) continue;
        const text = one.low[article] | (one.high[article] & 0x7fffffff);
        const title = one.title[article] & TITLE ? 1 : one.title[article] & TAGS ? 0.7 : 0;
        score += rarity[at] * one.fit[article] * (title + (text ? (title ? 0.2 : 0.6) : title ? 0 : 0.3));
        matched += rarity[at];
        count += 1;
      }
      if (!count || (matched < 0.5 * all && count * 2 <= met) || (terms.length === 2 && count < 2 && full)) continue;
      if (!phrased(terms, lists, article)) continue;
      for (let at = 0; at + 1 < lists.length; at += 1) {
        const far = terms[at + 1].at - terms[at].at;
        const [one, other] = [lists[at], lists[at + 1]];
        if (far > 16 || !has(one, article) || !has(other, article)) continue;
        const weight = (rarity[at] + rarity[at + 1]) * Math.min(one.fit[article], other.fit[article]);
        if (apart(one.title[article], other.title[article], far)) score += 0.5 * weight;
        else {
          const text = apartInText(places(one, article), places(other, article), far);
          if (text.low | text.high) score += 0.5 * weight;
        }
      }
      const near = count < terms.length || !joined(terms, lists, article);
      if (!near) exact += 1;
      if (count === terms.length) full += 1;
      if (count === met) whole += 1;
      if (span.alike?.[article]) {
        score += 0.4 * all * told;
        alike += 1;
      }
      const age = newest - span.first - month;
      score *= (matched / all) ** 2 * (1 + 0.2 * 2 ** (-age / 12));
      found.push({ span, number: article, month: span.first + month, score, near, count, share: count / terms.length, alike: span.alike?.[article] ? told : 0 });
    }
  }
  return { found: full && terms.length < 3 ? found.filter((match) => match.count === terms.length) : found, full, exact, whole, met, all, alike };
}

const places = (lists, article) => ({ low: lists.low[article], high: lists.high[article] });

/* Whether an article that has all words has them together: most stand with a neighbour of the query's, in its order
   and hardly further apart than there, or are words that say something alone, which a Vietnamese syllable seldom does.
   Those with accents of their own must be the ones that were typed, by and large. */
const SLACK = [2, 1]; /* words in between that are too many, in titles and in summaries; of two words none */
function joined(terms, lists, article) {
  let sure = 0;
  const linked = terms.map((term, at) => (sure += lists[at].fit[article]) < 0 || terms.length === 1 || !SYLLABLE.test(term.text));
  if (sure < terms.length / 2 && !terms.every((term) => term.bare)) return false;
  for (let at = 0; at + 1 < terms.length; at += 1) {
    const [one, other] = [lists[at], lists[at + 1]];
    const far = terms[at + 1].at - terms[at].at;
    let met = false; /* of words far down no places are known: they are together nowhere */
    for (let more = 0; !met && far + more < 32 && more <= (terms.length > 2 ? SLACK[0] : 0); more += 1) {
      met = apart(one.title[article], other.title[article], far + more) !== 0;
      if (met || more > SLACK[1]) continue;
      const text = apartInText(places(one, article), places(other, article), far + more);
      met = (text.low | text.high) !== 0;
    }
    if (met) linked[at] = linked[at + 1] = true;
  }
  return linked.filter((one) => !one).length <= Math.floor(terms.length / 3);
}

/* Whether what is shown of an article has nearly all words of a long question, and half of them as they follow there. */
function tells(row, words) {
  const there = ` ${wordsOf(`${row.title} ${row.summary}`).map((word) => termOf(word).text).join(" ")} `;
  const has = words.filter((word) => there.includes(` ${word.text} `)).length;
  const pairs = words.filter((word, at) => at && there.includes(` ${words[at - 1].text} ${word.text} `)).length;
  return has >= 0.8 * words.length && pairs * 2 >= words.length - 1;
}

/* Whether the words of each phrase follow one another, all in the title or tags, or all in the summary. */
function phrased(terms, lists, article) {
  for (const phrase of new Set(terms.map((term) => term.phrase))) {
    if (!phrase) continue;
    const chain = terms.map((term, at) => ({ at: term.at, lists: lists[at], phrase: term.phrase }));
    let before = null, title = 0, text = null;
    for (const next of chain.filter((one) => one.phrase === phrase)) {
      const [mask, other] = [next.lists.title[article], places(next.lists, article)];
      const far = before && Math.min(next.at - before.at, 31);
      title = before ? apart(title, mask, far) : mask;
      text = before ? apartInText(text, other, far) : other;
      before = next;
    }
    if (!title && !text.low && !text.high) return false;
  }
  return true;
}

/* Whether two words differ by one letter, or by two in the wrong order. */
export function near(one, other) {
  if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 3) return false;
  let [start, end] = [0, 0];
  while (start < one.length && one[start] === other[start]) start += 1;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return (a.length < 2 && b.length < 2) || (a.length === 2 && a[0] === b[1] && a[1] === b[0]);
}

/* How close a row is to what was typed, all words counted: 1 to 4. `share` of the words is in the article. */
function closeness(words, row, bare, share) {
  const title = wordsOf(row.title).map(termOf);
  const summary = new Set(wordsOf(row.summary).map((word) => termOf(word).text));
  let inTitle = 0, inText = 0, follow = 0, before = -2;
  const used = new Set();
  for (const word of words) {
    let best = 0, place = -2;
    title.forEach((term, at) => {
      const same = term.text === word.text || (word.prefix && term.text.startsWith(word.text));
      const fit = same ? fits(word.form, term.form, bare) : near(term.text, word.text) ? 0.4 : 0;
      const placed = fit && fit + (at === before + 1 ? 0.5 : 0);
      if (placed > best) [best, place] = [placed, at];
    });
    if (best && place === before + 1) follow += 1;
    if (best) used.add(place);
    inTitle += Math.min(best, 1);
    if (best || summary.has(word.text)) inText += 1;
    before = place;
  }
  const count = words.length;
  const order = count > 1 ? follow / (count - 1) : 0;
  const text = Math.max(inText / count, share);
  return 1 + (0.6 * inTitle) / count + text ** 2 + 0.4 * order + (0.4 * used.size) / (title.length || 1);
}

/* ── What is shown ─────────────────────────────────────────────────────────────────────────────────────────────── */

const SHOWN = 150, BEFORE = 40; /* characters of a summary, and of them before what was searched for */

/* Where a text has words of the question, one after another as there: {start, end, first, count}. */
function runsOf(text, words) {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [];
  const found = [...lower.matchAll(WORD)];
  const terms = found.map(([word]) => termOf(word.normalize("NFC")));
  const bare = words.every((word) => word.form === 0);
  const same = (word, term) =>
    word && term && (term.text === word.text || (word.prefix && term.text.startsWith(word.text))) && fits(word.form, term.form, bare) >= 0.4;
  const runs = [];
  for (let at = 0; at < found.length; at += Math.max(runs.at(-1)?.at === at ? runs.at(-1).count : 1, 1)) {
    let [first, count] = [0, 0];
    words.forEach((_, place) => {
      let length = 0;
      while (same(words[place + length], terms[at + length])) length += 1;
      if (length > count) [first, count] = [place, length];
    });
    if (!count) continue;
    const last = found[at + count - 1];
    if (count === 1 && fits(words[first].form, terms[at].form, bare) < 0.85) continue; /* another word */
    runs.push({ at, start: found[at].index, end: last.index + last[0].length, first, count });
  }
  return runs;
}

/* A text in parts: the second, the fourth, … are what was searched for. */
function partsOf(text, runs, start, end) {
  const parts = [];
  let at = start;
  for (const run of runs) {
    if (run.start < at || run.end > end) continue;
    parts.push(text.slice(at, run.start), text.slice(run.start, run.end));
    at = run.end;
  }
  return [...parts, text.slice(at, end)];
}

/* The part of a summary around the longest run, cut between words. */
function around(text, runs) {
  if (text.length <= SHOWN) return [0, text.length];
  const best = runs.reduce((one, other) => (other.count > (one?.count || 0) ? other : one), null);
  const late = best && best.end > SHOWN - 20;
  const start = late ? text.lastIndexOf(" ", Math.min(best.start - BEFORE, text.length - SHOWN)) + 1 : 0;
  const end = start + SHOWN < text.length ? text.lastIndexOf(" ", start + SHOWN) : text.length;
  return [start, end > start ? end : text.length];
}

/* A row with its title and a piece of its summary in parts. A syllable that stands alone is marked only if the row has
   it nowhere among its neighbours. */
export function told(row, words) {
  const all = [row.title, row.summary].map((text) => runsOf(text, words));
  const met = new Set();
  for (const { first, count } of all.flat()) if (count > 1) for (let at = first; at < first + count; at += 1) met.add(words[at].text);
  const [title, summary] = all.map((runs) => runs.filter((run) => run.count > 1 || !met.has(words[run.first].text)));
  const [start, end] = around(row.summary, summary);
  const snippet = partsOf(row.summary, summary, start, end);
  if (start) snippet[0] = `… ${snippet[0]}`;
  if (end < row.summary.length) snippet.push(`${snippet.pop().replace(/[\s,;:.–-]+$/, "")}…`);
  return { ...row, parts: { title: partsOf(row.title, title, 0, row.title.length), summary: snippet } };
}

/* ── In a worker ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* A search that loads its files from below `base`, the URL of /search/. */
export function searchAt(base) {
  return new Search(async (path, version) => {
    const response = await fetch(`${base}${path}${version && `?v=${version}`}`, version ? {} : { cache: "no-cache" });
    if (!response.ok) throw new Error(`${response.status} ${path}`);
    return new Uint8Array(await response.arrayBuffer());
  });
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  let search;
  self.onmessage = async ({ data: { id, base, ask, from, count } }) => {
    search ??= searchAt(base);
    try {
      self.postMessage({ id, answer: await (ask ? search.search(ask) : search.page(from, count)) });
    } catch (problem) {
      self.postMessage({ id, problem: String(problem) });
    }
  };
}
