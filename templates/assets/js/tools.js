/* What the buttons of an article do, by their names; js/article.js makes them, and loads this when one is used. */
const address = () => (document.querySelector("link[rel=canonical]") ?? location).href;
const load = async ({ dataset }) => (await import(dataset.module)).default;

export const share = () => navigator.share({ title: document.title, url: address() }).catch(() => {});

/* Saves the article before all others, or forgets it; the storage may be forbidden, or full. */
export const save = () => {
  try {
    const url = location.pathname;
    const saved = JSON.parse(localStorage.getItem("saved")) ?? [];
    const others = saved.filter((one) => one.url !== url);
    const mine = { url, title: document.querySelector("h1").textContent };
    const all = others.length < saved.length ? others : [mine, ...others].slice(0, 200);
    localStorage.setItem("saved", JSON.stringify(all));
  } catch {}
};

export const listen = async (button) => (await load(button))(button, button.voice);

export const copy = async (button) => {
  await navigator.clipboard.writeText(address());
  const words = button.lastChild;
  words.ariaLive = "polite";
  words.textContent = button.dataset.said = button.dataset.words;
  setTimeout(() => {
    words.textContent = button.title;
    delete button.dataset.said;
  }, 2500);
};

export const qr = async (button) => (await load(button))(button);

export const print = () => window.print();
