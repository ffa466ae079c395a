/* What a reader may do with an article. What is large is a file of its own, loaded when it is asked for. */
const load = ({ dataset }) => import(dataset.module);
/* The storage may be forbidden. */
const recall = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? [];
  } catch {
    return [];
  }
};

const box = document.querySelector("dialog.lightbox");
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.zoom");
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  (await load(box)).default(link);
});

/* The tools: buttons of the words in `data-words`, after the plain links. */
const place = document.querySelector(".share");
if (place) {
  const url = location.pathname; /* also for js/saved.js and js/site.js */
  const words = place.dataset.words.split("|");
  const modules = place.dataset.modules.split(" ");
  const make = (name, fields, ...inside) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...inside);
    return made;
  };
  const tool = (name, title, data) => {
    const icon = make("i", { className: `tool-${name}` });
    const button = make("button", { type: "button", title }, icon, make("span", { textContent: title }));
    button.onclick = async () => say(await (await import(modules[0]))[name](button));
    Object.assign(button.dataset, { do: name, ...data });
    place.append(make("li", {}, button));
    return button;
  };

  /* Some browsers let nothing be shared or copied long after the touch. */
  place.onpointerover = () => import(modules[0]);
  const say = () => save.setAttribute("aria-pressed", recall("saved").some((one) => one.url === url));
  if (navigator.share) tool("share", words[0]);
  const save = tool("save", words[1]);
  say();
  const speech = window.speechSynthesis;
  if (speech && words[2]) {
    const listen = tool("listen", words[2], { module: modules[1] });
    const { lang } = place.closest("[lang]");
    const offer = () => {
      listen.voice = speech.getVoices().find((one) => one.lang.replace("_", "-").startsWith(lang));
      listen.hidden = !listen.voice;
    };
    offer();
    speech.addEventListener?.("voiceschanged", offer);
  }
  if (navigator.clipboard) tool("copy", words[3], { words: words[4] });
  tool("qr", words[5], { module: modules[2], words: `${words[6]}|${words[7]}` });
  tool("print", words[8]);

  try {
    const read = [url, ...recall("read").filter((one) => one !== url)].slice(0, 500);
    if (!recall("reader").read) localStorage.setItem("read", JSON.stringify(read));
  } catch {}
}
