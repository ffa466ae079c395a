/* Shows the pictures of a page over it, one after the other: by click, arrow keys, swipe; a click on one shows it as large
   as it is. Loaded by js/article.js; without it they are links to themselves. */
const box = document.querySelector("dialog.lightbox");
const [words, count] = ["figcaption", "output"].map((name) => box.querySelector(name));
const picture = Object.assign(new Image(), { draggable: false });
words.before(picture);
let [all, at, from] = [[], 0, 0];

const show = (to) => {
  at = (to + all.length) % all.length;
  const link = all[at];
  const { alt, width, height } = link.querySelector("img");
  Object.assign(picture, { src: link.href, alt });
  picture.style.aspectRatio = `${width} / ${height}`;
  words.textContent = link.closest("figure").querySelector("figcaption")?.textContent.trim() ?? "";
  count.value = `${at + 1}/${all.length}`;
  box.classList.remove("whole");
  for (const button of box.querySelectorAll("[data-step]")) button.hidden = all.length < 2;
};

export default (link) => {
  all = [...document.querySelectorAll("a.zoom")];
  show(all.indexOf(link));
  box.showModal();
};

box.addEventListener("click", ({ target, clientX }) => {
  const step = target.closest("[data-step]")?.dataset.step;
  if (step) show(at + Number(step));
  else if (target !== picture) box.close();
  else if (Math.abs(clientX - from) < 40) box.classList.toggle("whole");
});
box.addEventListener("keydown", ({ key }) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step) show(at + step);
});
box.addEventListener("pointerdown", ({ clientX }) => (from = clientX));
box.addEventListener("pointerup", ({ clientX, target }) => {
  const way = clientX - from;
  if (target === picture && Math.abs(way) >= 40 && !box.classList.contains("whole")) show(at - Math.sign(way));
});
/* The reader goes on at the picture that was seen last. */
box.addEventListener("close", () => all[at].focus());
