import { escape } from "../newsroom.js";

let menu = "";

export function render(data) {
  menu ||= data.categories.map((main) => `<li><a href="/${main.slug}/">${main.name}</a>
<ul>${main.children.map((child) => `<li><a href="/${child.slug}/">${child.name}</a></li>`).join("")}</ul></li>`).join("\n");
  const title = data.list?.title || data.title;
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>${escape(title)} – Báo Thử Máy</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${data.summary ? `<meta name="description" content="${escape(data.summary)}">` : ""}
<link rel="canonical" href="https://baothumay.example${data.page.url}">
</head>
<body>
<header><a href="/">Báo Thử Máy</a></header>
<nav>
<ul>
${menu}
</ul>
</nav>
<main>
${data.content}
</main>
<footer><p>Báo Thử Máy</p></footer>
</body>
</html>
`;
}
