import { escape, moreNews, related, slug, times } from "../newsroom.js";

export const data = { layout: "base.11ty.js" };

export function render({ title, category, categoryName, section, summary, authors, keywords, topic, content, page }) {
  const own = { keywords, topic };
  const time = times.get(page.url);
  const near = related(page.url, own);
  return `<article>
<p><a href="/">Trang chủ</a> › <a href="/${category}/">${categoryName}</a></p>
<h1>${escape(title)}</h1>
<p>${time}</p>
${summary ? `<p><strong>${escape(summary)}</strong></p>` : ""}
${content}
<p>${authors.map((name) => `<a href="/author/${slug(name)}/">${escape(name)}</a> `).join("")}</p>
${topic ? `<p>Dòng sự kiện: <a href="/topic/${slug(topic)}/">${escape(topic)}</a></p>` : ""}
<ul>${keywords.map((name) => `<li><a href="/tag/${slug(name)}/">${escape(name)}</a></li>`).join("")}</ul>
</article>
${near.length ? `<section>
<h2>Có thể bạn quan tâm</h2>
<ul>
${near.map((a) => a.line).join("\n")}
</ul>
</section>` : ""}
${moreNews(section)}`;
}
