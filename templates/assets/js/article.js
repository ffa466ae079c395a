/* What a reader of an article may do: enlarge its pictures, set letters and colours, save it, have it read out. All but
   saving is a file of its own, loaded when it is asked for. Buttons that cannot work here stay hidden. */
const button = (name) => document.querySelector(`[data-do="${name}"]`);
const load = ({ dataset }) => import(dataset.module);
const ready = (one, deed) => {
  if (!one) return;
  one.hidden = false;
  one.onclick = deed;
};

const box = document.querySelector("dialog.lightbox");
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.zoom");
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  (await load(box)).default(link);
});

const settings = button("reader");
ready(settings, async () => (await load(settings)).default(settings));

/* Saved articles stay in this browser; js/saved.js lists them. */
const saved = () => {
  try {
    return JSON.parse(localStorage.getItem("saved")) ?? [];
  } catch {
    return []; /* storage is forbidden */
  }
};
const save = button("save");
const url = location.pathname;
const say = () => save?.setAttribute("aria-pressed", saved().some((one) => one.url === url));
ready(save, () => {
  const others = saved().filter((one) => one.url !== url);
  const mine = { url, title: document.querySelector("h1").textContent };
  const now = save.ariaPressed === "true" ? others : [mine, ...others].slice(0, 200);
  try {
    localStorage.setItem("saved", JSON.stringify(now));
  } catch {} /* forbidden, or full */
  say();
});
say();

/* Only where the browser has a voice of the article's language. */
const speech = window.speechSynthesis;
const listen = button("listen");
const offer = () => {
  const { lang } = listen.closest("[lang]");
  const voice = speech.getVoices().find((one) => one.lang.replace("_", "-").startsWith(lang));
  if (voice) ready(listen, async () => (await load(listen)).default(listen, lang, voice));
};
if (speech && listen) {
  offer();
  speech.addEventListener?.("voiceschanged", offer);
}
