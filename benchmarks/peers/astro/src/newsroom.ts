// Lists of articles, gathered once a build: by section, category, keyword, author, topic and month.
import { getCollection } from "astro:content";
import categories from "../_data/categories.json";

const PER_PAGE = 20;
const NEWEST = 100; // the newest articles of a group that may be related

export const menu = categories;

export const slug = (text: string) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D")
    .toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

const TIMES = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Ho_Chi_Minh", year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit",
});

export function keysOf(data: any): [string, string][] {
  const keys = data.keywords.map((name: string) => [`/tag/${slug(name)}/`, name]);
  if (data.topic) keys.push([`/topic/${slug(data.topic)}/`, data.topic]);
  return keys;
}

async function gather() {
  const groups = new Map<string, { title: string; items: any[] }>();
  const entries = await getCollection("articles");
  const news = entries.map((entry) => {
    const [day, clock] = TIMES.format(entry.data.date).split(" ");
    const [year, month, date] = day.split("-");
    return {
      entry, data: entry.data, url: `/${entry.id}/`, machine: `${day}T${clock}+07:00`,
      time: `${date}/${month}/${year} ${clock.slice(0, 5)}`, month: `${year}/${month}`,
    };
  });
  news.sort((a, b) => b.data.date.getTime() - a.data.date.getTime());
  const add = (url: string, title: string, article: any) => {
    const found = groups.get(url);
    if (found) found.items.push(article);
    else groups.set(url, { title, items: [article] });
  };
  for (const article of news) {
    const { section, sectionName, category, categoryName, authors } = article.data;
    add(`/${section}/`, sectionName, article);
    if (category !== section) add(`/${category}/`, categoryName, article);
    for (const name of authors) add(`/author/${slug(name)}/`, name, article);
    add(`/archive/${article.month}/`, article.month, article);
    for (const [url, name] of keysOf(article.data)) add(url, name, article);
  }
  return { news, groups };
}

let gathered: ReturnType<typeof gather> | undefined;
export const newsroom = () => (gathered ??= gather());

export async function pagesOfLists() {
  const { groups } = await newsroom();
  const found = [];
  for (const [url, { title, items }] of groups) {
    const last = Math.ceil(items.length / PER_PAGE);
    const at = (page: number) => (page === 1 ? url : `${url}page/${page}/`);
    for (let page = 1; page <= last; page++)
      found.push({
        title, url: at(page), items: items.slice((page - 1) * PER_PAGE, page * PER_PAGE),
        newer: page > 1 ? at(page - 1) : "", older: page < last ? at(page + 1) : "",
      });
  }
  return found;
}

export async function related(article: any) {
  const { groups } = await newsroom();
  const weights = new Map<any, number>();
  for (const [key] of keysOf(article.data)) {
    const weight = key.startsWith("/topic/") ? 3 : 1;
    for (const other of groups.get(key)!.items.slice(0, NEWEST))
      if (other !== article) weights.set(other, (weights.get(other) || 0) + weight);
  }
  return [...weights].sort((a, b) => b[1] - a[1] || b[0].data.date - a[0].data.date).slice(0, 5).map(([other]) => other);
}
