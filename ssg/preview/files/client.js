/* Keeps a previewed page up to date. Runs where it stands, at the end of the body, before deferred scripts: what the
   page is now is what the server sent, and is remembered as that. When the server sends it anew, only what *the server*
   has changed is changed here; whatever scripts and readers have done to the page meanwhile stays: open menus, text in
   forms, a playing video, the scroll position. */
"use strict";
(() => {
  const host = document.querySelector("ssg-preview");
  const shadow = host && (host.shadowRoot || attach(host));
  if (!shadow || window.ssgPreview === true) return; /* an article's id of this name is an element here */
  window.ssgPreview = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let epoch = host.dataset.epoch;
  let digest = host.dataset.digest;
  let changed = new Set();
  let behind = false;
  let busy = false;

  /* For each node of the page: what the server sent for it. */
  const sent = new WeakMap();
  remember(document.documentElement, document.documentElement.cloneNode(true));

  function remember(live, copy) {
    sent.set(live, copy);
    const [mine, other] = [live.childNodes, copy.childNodes];
    for (let i = 0; i < mine.length && i < other.length; i++) remember(mine[i], other[i]);
  }

  function attach(element) {
    const template = element.querySelector("template");
    if (!template) return null;
    const root = element.attachShadow({ mode: "open" });
    root.append(template.content);
    template.remove();
    return root;
  }

  /* The page, as it is on the server now. */

  function heard(text) {
    const news = JSON.parse(text);
    if (news.start) return tell(news.start);
    if (news.epoch === epoch) return;
    for (const file of news.changed) changed.add(file);
    epoch = news.epoch;
    behind = true;
    update();
  }

  /* The server has begun only now. A page that waits says how far it is, and becomes a first look as soon as there is
     one; pages of an earlier server stay as they are until this one is ready. */
  function isEarly() {
    return host.dataset.kind === "start" || host.dataset.kind === "glance";
  }

  function tell({ said, done, total, glance }) {
    if (!isEarly()) return;
    if (glance && host.dataset.kind === "start") return location.reload();
    (shadow.querySelector("#said") || document.querySelector("#said")).textContent = said;
    const bar = document.querySelector("main > progress");
    if (!bar) return;
    if (total) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute("value");
  }

  async function update() {
    if (busy || !behind || document.hidden) return;
    busy = true;
    try {
      while (behind) {
        behind = false;
        await renew();
      }
    } catch {
      behind = true;
      setTimeout(update, 500); /* the server has just gone */
    } finally {
      busy = false;
    }
  }

  async function renew() {
    const files = changed;
    changed = new Set();
    const headers = { "If-None-Match": `"${digest}"` };
    const response = await fetch(location.href.split("#")[0], { headers, cache: "no-store" });
    if (response.status === 503) throw new Error("not ready");
    if (response.status === 304) return;
    if (isEarly()) return location.reload();
    if (response.redirected) return location.replace(response.url + location.hash);
    if (!(response.headers.get("Content-Type") || "").startsWith("text/html")) return location.reload();
    const text = await response.text();
    if (response.status === 404 && host.dataset.kind !== "404" && (await follow())) return;
    const next = new DOMParser().parseFromString(text, "text/html");
    const fresh = next.querySelector("ssg-preview");
    const away = next.querySelector('meta[http-equiv="refresh" i]');
    if (away) {
      if (!(await follow())) location.reload();
      return;
    }
    if (!fresh || sameScripts(next) === false) return location.reload();
    const added = fresh.querySelector("template");
    fresh.nextElementSibling?.remove();
    fresh.nextElementSibling?.remove();
    fresh.remove();
    const places = morph(next);
    Object.assign(host.dataset, fresh.dataset);
    digest = fresh.dataset.digest;
    dress(added);
    mark();
    show(places, files.has(fresh.dataset.source));
  }

  /* An article whose slug has been edited is at another URL now. */
  async function follow() {
    const { kind, subject } = host.dataset;
    if (location.pathname.startsWith("/_preview/")) return false;
    const response = await fetch(`/_preview/where?kind=${kind}&subject=${encodeURIComponent(subject)}`);
    const { url } = await response.json();
    if (!url || url === location.pathname) return false;
    location.replace(url + location.hash);
    return true;
  }

  /* A script cannot be taken back once it has run. */
  function sameScripts(next) {
    const list = (page) => [...page.querySelectorAll("script:not([type]), script[type=module], script[type='text/javascript']")]
      .map((s) => s.getAttribute("src") || s.textContent)
      .filter((s) => !s.startsWith("/_preview/"))
      .join("\n");
    return list(sent.get(document.documentElement)) === list(next);
  }

  function morph(next) {
    const pristine = new WeakMap();
    const note = (node, copy) => {
      pristine.set(node, copy);
      for (let i = 0; i < node.childNodes.length; i++) note(node.childNodes[i], copy.childNodes[i]);
    };
    const copy = next.documentElement.cloneNode(true);
    note(next.documentElement, copy);
    attributes(document.documentElement, copy);
    head(next.head);
    const places = [];
    let coming = null;
    let becoming = null;
    const adopt = (live, from) => {
      if (from) remember(live, from);
    };
    Idiomorph.morph(document.body, next.body, {
      morphStyle: "outerHTML",
      restoreFocus: true,
      head: { style: "none" },
      callbacks: {
        beforeNodeMorphed(old, fresh) {
          if (old === host || host.contains(old)) return false;
          const before = sent.get(old);
          const after = pristine.get(fresh);
          if (before && after && before.isEqualNode(after)) return false;
          becoming = after;
          if (old.nodeType === Node.TEXT_NODE && old.data.trim() !== fresh.data.trim()) places.push(old);
        },
        afterNodeMorphed(old, fresh) {
          const after = pristine.get(fresh);
          if (after) sent.set(old, after);
        },
        beforeAttributeUpdated(name, node) {
          const before = sent.get(node);
          if (!before || !becoming) return true;
          return before.getAttribute(name) !== becoming.getAttribute(name);
        },
        beforeNodeAdded(fresh) {
          coming = pristine.get(fresh) || null;
        },
        afterNodeAdded(live) {
          adopt(live, coming);
          if (live.textContent.trim() || live.nodeType === Node.ELEMENT_NODE) places.push(live);
          coming = null;
        },
        /* what scripts, extensions and we have put in is not the server's to take out */
        beforeNodeRemoved: (node) => sent.has(node) && node !== host && node.localName !== "script",
      },
    });
    /* the order at the end of the body is ours again */
    document.body.append(host);
    sent.set(document.documentElement, copy);
    return places;
  }

  function attributes(live, copy) {
    const before = sent.get(live);
    for (const { name, value } of [...copy.attributes]) {
      if (before.getAttribute(name) !== value) live.setAttribute(name, value);
    }
    for (const { name } of [...before.attributes]) if (!copy.hasAttribute(name)) live.removeAttribute(name);
  }

  /* In the head, a new style sheet stands beside the old one until it is there, so that nothing is ever unstyled. */
  function head(next) {
    const before = [...sent.get(document.documentElement).querySelector("head").children];
    const after = [...next.children];
    const same = (list, one) => list.some((other) => other.isEqualNode(one));
    const out = before.filter((one) => !same(after, one));
    const going = [...document.head.children].filter((one) => same(out, one));
    const sheets = going.filter((one) => one.matches("link[rel~=stylesheet]"));
    for (const one of going) if (!sheets.includes(one)) one.remove();
    let loading = 0;
    const done = () => --loading > 0 || sheets.forEach((sheet) => sheet.remove());
    for (const one of after) {
      if (same(before, one)) continue;
      if (one.localName === "script" && one.type !== "application/ld+json") continue;
      const fresh = document.importNode(one, true);
      if (one.matches("link[rel~=stylesheet]")) {
        loading++;
        fresh.addEventListener("load", done, { once: true });
        fresh.addEventListener("error", done, { once: true });
        const old = sheets[loading - 1];
        if (old) old.after(fresh);
        else document.head.append(fresh);
      } else document.head.append(fresh);
    }
    if (!loading) sheets.forEach((sheet) => sheet.remove());
    if (document.title !== next.ownerDocument.title) document.title = next.ownerDocument.title;
  }

  /* What has changed, for the eye: brought into view if it is this page's own file that was edited, and lit up. */
  function show(places, mine) {
    const blocks = new Set();
    for (const place of places) {
      const element = place.nodeType === Node.ELEMENT_NODE ? place : place.parentElement;
      const block = element && element.closest("p, li, h1, h2, h3, h4, h5, h6, figure, blockquote, tr, pre, dt, dd, article, section, div");
      if (block && block.isConnected && document.body.contains(block)) blocks.add(block);
    }
    const inner = [...blocks].filter((b) => ![...blocks].some((other) => other !== b && b.contains(other)));
    inner.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    const main = document.querySelector("main") || document.body;
    const first = inner.find((b) => main.contains(b) && b.closest("nav, aside, footer, header:not(article *)") === null);
    if (mine && first) {
      const box = first.getBoundingClientRect();
      if (box.bottom < 0 || box.top > innerHeight) first.scrollIntoView({ block: "center", behavior: "instant" });
    }
    for (const block of inner.slice(0, 40)) {
      const glow = [{ outline: "2px solid #e0a100", outlineOffset: "3px" }, { outline: "2px solid #e0a10000", outlineOffset: "3px" }];
      if (calm.matches) glow[1] = glow[0];
      block.animate(glow, { duration: 1600, easing: calm.matches ? "steps(1)" : "ease-in" });
    }
  }

  /* The bar and the overlay. */

  function dress(template) {
    const open = shadow.querySelector(".bar")?.open;
    const parts = template.content;
    parts.querySelector("link")?.remove();
    for (const old of shadow.querySelectorAll("aside, .overlay")) old.remove();
    shadow.append(parts);
    settle(open);
  }

  function settle(open) {
    const bar = shadow.querySelector(".bar");
    if (bar) {
      const before = sessionStorage.getItem("ssg-preview-bar") || (innerWidth < 600 ? "closed" : "open");
      bar.open = open ?? before === "open";
      bar.title = host.dataset.built;
      /* by hand: before it toggles */
      bar.firstChild.addEventListener("click", () => sessionStorage.setItem("ssg-preview-bar", bar.open ? "closed" : "open"));
    }
    shadow.querySelector(".overlay .close")?.addEventListener("click", dismiss);
  }

  function dismiss() {
    shadow.querySelector(".overlay")?.remove();
  }

  addEventListener("keydown", (event) => event.key === "Escape" && dismiss());

  /* A path as the server names it; one that cannot be decoded (`/100%/`) names nothing. */
  function read(path) {
    try {
      return decodeURI(path);
    } catch {
      return "";
    }
  }

  /* Links to articles that readers do not see say so. */
  async function mark() {
    const all = await (await fetch("/_preview/unpublished")).json();
    for (const old of document.querySelectorAll("ssg-badge")) old.remove();
    for (const link of document.querySelectorAll("main a[href]")) {
      const found = all[read(link.pathname)];
      if (!found || !link.textContent.trim() || link.origin !== location.origin) continue;
      const badge = document.createElement("ssg-badge");
      const root = badge.attachShadow({ mode: "open" });
      const sheet = document.createElement("link");
      Object.assign(sheet, { rel: "stylesheet", href: "/_preview/preview.css" });
      const label = document.createElement("b");
      label.className = `badge ${found[0]}`;
      label.textContent = found[1];
      root.append(sheet, label);
      link.after(badge);
    }
  }

  /* One connection a browser where there are shared workers; elsewhere one for each tab that is in sight. */

  function listen() {
    if (window.SharedWorker) {
      const worker = new SharedWorker("/_preview/worker.js", "ssg-preview");
      worker.port.onmessage = (event) => heard(event.data);
      addEventListener("pagehide", () => worker.port.postMessage("bye"));
      addEventListener("pageshow", (event) => event.persisted && location.reload());
      return;
    }
    let source = null;
    const look = () => {
      if (document.hidden) {
        source?.close();
        source = null;
      } else if (!source) {
        source = new EventSource("/_preview/events");
        source.onmessage = (event) => heard(event.data);
      }
    };
    document.addEventListener("visibilitychange", look);
    look();
  }

  settle();
  if (!isEarly()) mark();
  listen();
  document.addEventListener("visibilitychange", update);
})();
