/* Polls the entries of a live article. Nothing moves until the reader presses the button. */
const live = document.querySelector("[data-live]");
const button = live.querySelector("button");
const here = (entry) => document.getElementById(entry.id);
const all = (root) => [...root.querySelectorAll(".entry")];
const seen = new Map(all(live).map((entry) => [entry.id, entry.outerHTML]));
let got;

/* Over: by what was built since, or because nothing has come for twelve hours. */
const over = () => {
  clearInterval(asking);
  document.onvisibilitychange = null;
  const state = live.querySelector(".live");
  state.className = "over";
  state.textContent = live.dataset.over;
};

/* The summary and the key moments. */
const renew = () => live.querySelector(".live-head").replaceWith(got.querySelector(".live-head"));

const look = async () => {
  if (document.hidden) return;
  const last = live.querySelector(".entry time").dateTime;
  if (Date.now() - Date.parse(last) > 432e5) return over();
  const answer = await fetch(live.dataset.live, { cache: "no-cache" }).catch(Object);
  if (!answer.ok) return;
  got = new DOMParser().parseFromString(await answer.text(), "text/html");
  let count = 0;
  for (const entry of all(got)) {
    if (!here(entry)) count++;
    else if (seen.get(entry.id) !== entry.outerHTML) here(entry).replaceWith(entry.cloneNode(true));
    seen.set(entry.id, entry.outerHTML);
  }
  if (!count) renew();
  button.textContent = button.dataset[count > 1 ? "many" : "one"].replace("#", count);
  button.hidden = !count;
  if (!got.querySelector("[data-live]")) over();
};

button.onclick = () => {
  const entries = all(got).map((entry) => here(entry) ?? entry);
  const fresh = entries.find((entry) => !here(entry));
  live.querySelector(".entries").replaceChildren(...entries);
  renew();
  button.hidden = true;
  fresh.focus();
};

const asking = setInterval(look, 3e4);
document.onvisibilitychange = look;
