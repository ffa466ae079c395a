// Lists of articles, gathered once a build: by section, category, keyword, author, topic and month.
const PER_PAGE = 20;
const NEWEST = 100; // the newest articles of a group that may be related

export const groups = new Map();
const others = new Map();
export let news = [];
export const times = new Map();

export const slug = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D")
    .toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

export const escape = (text) =>
  text.replace(/[&<>"]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&quot;"));

function add(url, title, article) {
  const found = groups.get(url);
  if (found) found.items.push(article);
  else groups.set(url, { url, title, items: [article] });
}

export function keysOf(data) {
  const keys = data.keywords.map((name) => [`/tag/${slug(name)}/`, name]);
  if (data.topic) keys.push([`/topic/${slug(data.topic)}/`, data.topic]);
  return keys;
}

const TIMES = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Ho_Chi_Minh", year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit",
});

function dress(article) {
  const [day, clock] = TIMES.format(article.date).split(" ");
  const [year, month, date] = day.split("-");
  const time = `<time datetime="${day}T${clock}+07:00">${date}/${month}/${year} ${clock.slice(0, 5)}</time>`;
  const { title, summary, category, categoryName } = article.data;
  article.month = `${year}/${month}`;
  times.set(article.url, time);
  article.line = `<li><a href="${article.url}">${escape(title)}</a> ${time}</li>`;
  article.card = `<article>
<h2><a href="${article.url}">${escape(title)}</a></h2>
<p>${escape(summary || "")}</p>
<p><a href="/${category}/">${escape(categoryName)}</a> ${time}</p>
</article>`;
}

export function gather(articles) {
  groups.clear();
  others.clear();
  news = articles.sort((a, b) => b.date - a.date);
  for (const article of news) {
    dress(article);
    const { section, sectionName, category, categoryName, authors } = article.data;
    add(`/${section}/`, sectionName, article);
    if (category !== section) add(`/${category}/`, categoryName, article);
    for (const name of authors) add(`/author/${slug(name)}/`, name, article);
    add(`/archive/${article.month}/`, article.month, article);
    for (const [url, name] of keysOf(article.data)) add(url, name, article);
  }
  const lists = [];
  for (const { url, title, items } of groups.values()) {
    const last = Math.ceil(items.length / PER_PAGE);
    const at = (page) => (page === 1 ? url : `${url}page/${page}/`);
    for (let page = 1; page <= last; page++)
      lists.push({
        title, url: at(page), items: items.slice((page - 1) * PER_PAGE, page * PER_PAGE),
        newer: page > 1 ? at(page - 1) : "", older: page < last ? at(page + 1) : "",
      });
  }
  return lists;
}

export function moreNews(section) {
  if (!others.has(section))
    others.set(section, `<section>
<h2>Tin khác</h2>
<ul>
${groups.get(`/${section}/`).items.slice(0, 10).map((a) => a.line).join("\n")}
</ul>
</section>`);
  return others.get(section);
}

export function related(url, data) {
  const weights = new Map();
  for (const [key] of keysOf(data)) {
    const weight = key.startsWith("/topic/") ? 3 : 1;
    for (const other of groups.get(key).items.slice(0, NEWEST))
      if (other.url !== url) weights.set(other, (weights.get(other) || 0) + weight);
  }
  return [...weights].sort((a, b) => b[1] - a[1] || b[0].date - a[0].date).slice(0, 5).map(([other]) => other);
}
