/* Applies what a reader has chosen (js/settings.js) before anything is painted; hence no module. */
"use strict";
{
  const root = document.documentElement;
  const asked = /\(prefers-color-scheme:\s*(\w+)\)/g;
  const found = [];
  const collect = (rules) => {
    for (const { media, cssRules } of rules) {
      if (media && media.mediaText.match(asked)) found.push([media, "mediaText", media.mediaText]);
      if (cssRules) collect(cssRules);
    }
  };
  const apply = () => {
    let chosen = {};
    try {
      chosen = JSON.parse(localStorage.getItem("reader")) || chosen;
    } catch {} /* storage is forbidden */
    const { size = "", face = "", scheme = "" } = chosen;
    Object.assign(root.dataset, { size, face });
    root.style.colorScheme = scheme;
    if (scheme && !found.length) {
      for (const meta of document.querySelectorAll("meta[media]")) found.push([meta, "media", meta.media]);
      for (const sheet of document.styleSheets)
        try {
          collect(sheet.cssRules);
        } catch {} /* of another host */
    }
    const now = (_, one) => `(${one === scheme ? "min" : "max"}-width: 0)`;
    for (const [place, name, text] of found) place[name] = scheme ? text.replace(asked, now) : text;
  };
  apply();
  addEventListener("reader", apply);
}
