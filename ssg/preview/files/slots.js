/* Fills the slots of a front page: buttons, drag and drop, search. What the server writes comes back as any change of a
   file does (client.js); this script only asks, announces what came of it, and keeps the focus where the editor is. */
"use strict";
(() => {
  const slots = document.querySelector("#slots");
  if (!slots || !slots.dataset.token) return;
  const said = document.querySelector("#said");
  let version = slots.dataset.version;
  let busy = Promise.resolve();
  /* The page is brought up to date in place: then the file may be another one. */
  new MutationObserver(() => { version = slots.dataset.version; }).observe(slots, { attributeFilter: ["data-version"] });

  const names = () => [...slots.querySelectorAll("[data-slot]")].map((slot) => slot.dataset.slot);
  const slot_of = (element) => element.closest("[data-slot]")?.dataset.slot;

  function ask(change, focus) {
    busy = busy.then(() => send(change, focus));
  }

  async function send(change, focus) {
    said.textContent = "";
    try {
      const reply = await fetch("/_preview/front/", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Preview-Token": slots.dataset.token },
        body: JSON.stringify({ front: slots.dataset.front, version, ...change }),
      });
      const type = reply.headers.get("Content-Type") || "";
      const answer = type.startsWith("application/json") ? await reply.json() : { said: await reply.text() };
      if (answer.version !== undefined && (reply.ok || answer.version)) version = answer.version;
      said.textContent = answer.said;
      said.className = reply.ok ? "done" : "bad";
      if (reply.ok && focus) focus_on(focus);
    } catch (problem) {
      said.textContent = String(problem);
      said.className = "bad";
    }
  }

  function focus_on({ slot, does }) {
    const place = document.getElementById(`slot-${slot}`);
    const button = place?.querySelector(`[data-do="${does}"]`) || place?.querySelector("[data-do]");
    button?.focus();
    place?.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    const slot = slot_of(button);
    const does = button.dataset.do;
    if (does === "up" || does === "down") {
      const order = names();
      const other = order[order.indexOf(slot) + (does === "up" ? -1 : 1)];
      if (other) ask({ do: "move", slot, to: other }, { slot: other, does });
    } else if (does === "unpin") {
      ask({ do: "unpin", slot }, { slot, does: "choose" });
    } else if (does === "pin") {
      ask({ do: "edit", slot }, { slot, does: "choose" });
    } else if (does === "choose") {
      document.querySelector("#target").value = slot;
      document.querySelector("#find input[type=search]").focus();
    } else if (does === "put") {
      const target = document.querySelector("#target").value;
      ask({ do: "pin", slot: target, article: button.closest("[data-article]").dataset.article }, { slot: target, does: "choose" });
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.do === "edit") {
      event.preventDefault();
      const data = new FormData(form);
      ask({ do: "edit", slot: slot_of(form), title: data.get("title"), until: data.get("until") });
    } else if (form.closest("#find")) {
      event.preventDefault();
      search(form);
    }
  });

  /* Search as one types: the page itself answers, and its list is taken. */
  let waiting = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("#find form");
    if (!form || event.target.type !== "search") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => search(form), 250);
  });

  async function search(form) {
    clearTimeout(waiting);
    const data = new FormData(form);
    const reply = await fetch(`/_preview/front/?${new URLSearchParams(data)}`);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const found = page.querySelector("#find .found");
    const list = document.querySelector("#find .found");
    if (found && list) list.replaceChildren(...found.childNodes);
  }

  /* Drag and drop: a slot, or an article that was found, onto a slot. */
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    const item = event.target.closest?.("[data-slot], [data-article]");
    if (!item) return;
    dragged = { slot: item.dataset.slot, article: item.dataset.article };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.article || item.dataset.slot);
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest?.("[data-slot]");
    for (const one of slots.querySelectorAll(".over")) if (one !== over) one.classList.remove("over");
    if (!over) return;
    event.preventDefault();
    over.classList.add("over");
  });
  document.addEventListener("drop", (event) => {
    const over = dragged && event.target.closest?.("[data-slot]");
    if (!over) return;
    event.preventDefault();
    const slot = over.dataset.slot;
    if (dragged.article) ask({ do: "pin", slot, article: dragged.article }, { slot, does: "choose" });
    else if (dragged.slot !== slot) ask({ do: "move", slot: dragged.slot, to: slot }, { slot, does: "choose" });
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    for (const one of slots.querySelectorAll(".over")) one.classList.remove("over");
  });
})();
