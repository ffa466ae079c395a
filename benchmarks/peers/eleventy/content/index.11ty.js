import { groups, news } from "../newsroom.js";

export const data = { layout: "base.11ty.js", title: "Trang nhất", permalink: "/" };

export function render({ categories }) {
  const panel = ({ name, slug }) => `<section>
<h2><a href="/${slug}/">${name}</a></h2>
<ul>
${(groups.get(`/${slug}/`)?.items || []).slice(0, 5).map((a) => a.line).join("\n")}
</ul>
</section>`;
  return `<section>
<h2>Mới nhất</h2>
${news.slice(0, 10).map((article) => article.card).join("\n")}
</section>
${categories.map(panel).join("\n")}`;
}
