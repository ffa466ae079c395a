/* Lists the articles that a reader has saved, the last first, and lets those that were opened be forgotten, or not be noted
   at all. All of it stands in this browser's storage and nowhere else. */
const place = document.querySelector(".saved");
const nothing = place.firstElementChild;
const recall = (name, none) => {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? none;
  } catch {
    return none; /* storage is forbidden */
  }
};
const saved = () => recall("saved", []);
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

const history = document.querySelector("[data-history]");
const [quiet, forget] = history.querySelectorAll("input, button");
const settings = recall("reader", {});
quiet.checked = !settings.read;
forget.hidden = !recall("read", []).length;
history.hidden = false;
forget.onclick = () => {
  localStorage.removeItem("read");
  forget.hidden = true;
  quiet.focus();
};
quiet.onchange = () => {
  settings.read = quiet.checked ? "" : "off";
  localStorage.setItem("reader", JSON.stringify(settings));
  if (settings.read) forget.onclick();
};
