/* What only a browser can do. All pages work without it; nothing is sent anywhere. */
"use strict";
{
  const all = (selector) => document.querySelectorAll(selector);

  for (const today of all("[data-today]")) {
    const now = new Date();
    const [day, month] = [now.getDate(), now.getMonth() + 1].map((n) => String(n).padStart(2, "0"));
    const weekday = now.toLocaleDateString(today.closest("[lang]").lang, { weekday: "long" }).toLowerCase();
    today.textContent = `${weekday[0].toUpperCase()}${weekday.slice(1)}, ${day}/${month}/${now.getFullYear()}`;
    today.hidden = false;
  }

  /* Younger than half a day: "5 phút trước". */
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang);
  for (const time of all(".meta time")) {
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 6e4);
    if (!time.dateTime.includes("T") || minutes < 1 || minutes >= 720) continue;
    time.title = time.textContent;
    time.textContent = minutes < 60 ? ago.format(-minutes, "minute") : ago.format(-Math.floor(minutes / 60), "hour");
  }

  /* What has been read (js/article.js); storage may be forbidden. */
  const mark = () => {
    try {
      const read = JSON.parse(localStorage.getItem("read")) ?? [];
      for (const link of all("a.title, .title a, .ticker a")) link.toggleAttribute("data-read", read.includes(link.pathname));
    } catch {}
  };
  mark();
  for (const name of ["pageshow", "blocks"]) addEventListener(name, mark);

  const address = () => (document.querySelector("link[rel=canonical]") ?? location).href;
  const deeds = {
    share: navigator.share && (() => navigator.share({ title: document.title, url: address() }).catch(() => {})),
    copy: navigator.clipboard && (async (button) => {
      await navigator.clipboard.writeText(address());
      const words = button.querySelector("span");
      words.textContent = button.dataset.said = button.dataset.done;
      setTimeout(() => {
        words.textContent = button.title;
        delete button.dataset.said;
      }, 2500);
    }),
    print: () => print(),
  };
  for (const button of all("[data-do]")) {
    button.title = button.textContent;
    const deed = deeds[button.dataset.do];
    if (!deed) continue;
    button.hidden = false;
    button.onclick = () => deed(button);
  }

  for (const menu of all(".menu-all, .menu-more")) {
    const close = () => (menu.open = false);
    document.addEventListener("click", (event) => menu.contains(event.target) || close());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (menu.open) menu.querySelector("summary").focus();
      close();
    });
  }

  /* On a wide screen the sections that the style lets fall into a second line stand under "More"; on a narrow one the bar
     is moved to the current one. What is below a section comes from the list of all when the reader points or moves. */
  for (const bar of all(".menu-bar")) {
    const more = document.querySelector(".menu-more");
    const items = [...bar.children];
    const arrange = () => {
      if (more) more.hidden = true;
      const hides = (item) => item.offsetTop !== items[0].offsetTop;
      if (more && items.some(hides)) more.hidden = false;
      const rest = items.filter(hides);
      for (const item of items) item.inert = hides(item);
      const list = more?.querySelector("ul");
      if (!list || list.children.length === rest.length) return;
      list.replaceChildren(...rest.map(() => document.createElement("li")));
      rest.forEach((item, n) => list.children[n].append(item.firstElementChild.cloneNode(true)));
    };
    const sheet = document.querySelectorAll(".menu-sheet > ul > li");
    const open = new AbortController();
    const fill = () => {
      open.abort();
      for (const [n, item] of items.slice(1).entries()) {
        const below = sheet[n].querySelector("ul");
        if (below) item.append(below.cloneNode(true));
      }
    };
    for (const event of ["pointermove", "focusin"]) addEventListener(event, fill, { signal: open.signal });
    arrange();
    new ResizeObserver(arrange).observe(bar.parentElement.parentElement);
    document.fonts.ready.then(arrange);
    const current = bar.querySelector("li:not(:first-child) > [aria-current]");
    if (current) bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;

    const name = document.querySelector(".menu-name");
    const masthead = document.querySelector(".masthead");
    if (name && masthead)
      new IntersectionObserver(([seen]) => (name.hidden = seen.isIntersecting)).observe(masthead);
  }
}
