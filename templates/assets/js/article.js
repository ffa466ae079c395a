/* What a reader may do with an article. All but saving is a file of its own, loaded when it is asked for. */
const button = (name) => document.querySelector(`[data-do="${name}"]`);
const load = ({ dataset }) => import(dataset.module);
const ready = (one, deed) => {
  if (!one) return;
  one.hidden = false;
  one.onclick = deed;
};
/* The storage may be forbidden, or full. */
const recall = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? [];
  } catch {
    return [];
  }
};
const keep = (name, all, most) => {
  try {
    localStorage.setItem(name, JSON.stringify(all.slice(0, most)));
  } catch {}
};

const box = document.querySelector("dialog.lightbox");
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.zoom");
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  (await load(box)).default(link);
});

for (const name of ["reader", "qr"]) {
  const one = button(name);
  ready(one, async () => (await load(one)).default(one));
}

/* For js/saved.js and js/site.js. */
const url = location.pathname;
const save = button("save");
const say = () => save.setAttribute("aria-pressed", recall("saved").some((one) => one.url === url));
if (save) {
  ready(save, () => {
    const others = recall("saved").filter((one) => one.url !== url);
    const mine = { url, title: document.querySelector("h1").textContent };
    keep("saved", save.ariaPressed === "true" ? others : [mine, ...others], 200);
    say();
  });
  say();
  if (!recall("reader").read) keep("read", [url, ...recall("read").filter((one) => one !== url)], 500);
}

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
