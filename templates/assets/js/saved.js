/* Lists the articles that a reader has saved, the last first. They stand in this browser's storage and nowhere else. */
const place = document.querySelector(".saved");
const nothing = place.firstElementChild;
const saved = () => {
  try {
    return JSON.parse(localStorage.getItem("saved")) ?? [];
  } catch {
    return []; /* storage is forbidden */
  }
};
const make = (name, fields, ...inside) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...inside);
  return made;
};
const show = () => {
  const items = saved().map(({ url, title }) => {
    const remove = make("button", { className: "quiet", textContent: place.dataset.remove });
    remove.setAttribute("aria-label", `${place.dataset.remove}: ${title}`);
    remove.onclick = () => {
      localStorage.setItem("saved", JSON.stringify(saved().filter((one) => one.url !== url)));
      show();
    };
    /* Only paths of this site: whatever else is in the storage leads nowhere. */
    const href = url.startsWith("/") && !url.startsWith("//") ? url : "/";
    return make("li", {}, make("a", { className: "title", href, textContent: title }), remove);
  });
  place.replaceChildren(items.length ? make("ul", { className: "lines" }, ...items) : nothing);
};
show();
addEventListener("storage", show);
