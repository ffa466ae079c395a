import { escape } from "../newsroom.js";

export const data = {
  layout: "base.11ty.js",
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => list.url,
};

export function render({ list }) {
  return `<h1>${escape(list.title)}</h1>
${list.items.map((article) => article.card).join("\n")}
<p>${list.newer ? `<a href="${list.newer}">Mới hơn</a> ` : ""}${list.older ? `<a href="${list.older}">Cũ hơn</a>` : ""}</p>`;
}
