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

  for (const button of all(".menu-set")) {
    button.title = button.lastChild.textContent;
    button.onclick = async () => (await import(button.dataset.module)).default(button);
  }

  for (const bar of all(".menu-bar")) {
    const menu = bar.parentElement;
    const every = menu.querySelector(".menu-all");
    if (!every) continue;

    /* The name comes into the row when the masthead has scrolled away. */
    const home = document.querySelector(".masthead a");
    if (home) {
      const name = home.cloneNode();
      name.textContent = home.textContent.trim() || home.querySelector("img").alt;
      name.className = name.textContent.length > 16 ? "menu-name name-long" : "menu-name";
      name.hidden = true;
      every.after(name);
      new IntersectionObserver(([seen]) => (name.hidden = seen.isIntersecting)).observe(home.closest(".masthead"));
    }

    /* On a wide screen the sections that the style lets fall into a second line stand under "More"; on a narrow one the
       bar is moved to the current one. While the list of all is open, nothing is hidden. */
    const items = [...bar.children].slice(0, -1);
    const more = every.cloneNode(true);
    const list = document.createElement("ul");
    more.className = "menu-more";
    more.firstElementChild.textContent = menu.dataset.last;
    more.append(list);
    menu.append(more);
    const arrange = () => {
      const { open } = every;
      menu.classList.toggle("menu-open", open);
      const falls = (item) => !open && item.offsetTop !== items[0].offsetTop;
      more.hidden = true;
      more.hidden = !items.some(falls);
      const rest = items.filter(falls);
      for (const item of items) item.inert = rest.includes(item);
      if (open) more.open = false;
      if (list.children.length === rest.length) return;
      list.replaceChildren(...rest.map(() => document.createElement("li")));
      rest.forEach((item, n) => list.children[n].append(item.firstElementChild.cloneNode(true)));
    };
    every.addEventListener("toggle", arrange);
    arrange();
    new ResizeObserver(arrange).observe(menu.parentElement);
    document.fonts.ready.then(arrange);
    const current = bar.querySelector(":scope > :not(:first-child) > [aria-current]");
    if (current) bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;

    document.addEventListener("click", ({ target }) => {
      if (!target.closest(".menu-all, .menu-bar, .menu-more")) every.open = more.open = false;
    });
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      for (const one of [every, more]) if (one.open) one.firstElementChild.focus();
      every.open = more.open = false;
    });
  }
}
