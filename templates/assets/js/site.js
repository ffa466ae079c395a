/* What the pages can do only in the browser: today's date, share buttons, videos on demand, closing the menu.
   Everything else works without this file. No dependencies, nothing is sent anywhere. */
"use strict";
{
  const all = (selector) => document.querySelectorAll(selector);

  for (const today of all("[data-today]")) {
    const now = new Date();
    const [day, month] = [now.getDate(), now.getMonth() + 1].map((n) => String(n).padStart(2, "0"));
    const weekday = now.toLocaleDateString(document.documentElement.lang, { weekday: "long" }).toLowerCase();
    /* "Thứ ba, 24/11/2026": day first in every language, as everywhere on the site */
    today.textContent = `${weekday[0].toUpperCase()}${weekday.slice(1)}, ${day}/${month}/${now.getFullYear()}`;
    today.hidden = false;
  }

  const canonical = document.querySelector("link[rel=canonical]");
  const address = () => (canonical ? canonical.href : location.href);
  const deeds = {
    share: navigator.share && (() => navigator.share({ title: document.title, url: address() }).catch(() => {})),
    copy: navigator.clipboard && (async (button) => {
      await navigator.clipboard.writeText(address());
      const words = button.querySelector("span");
      const before = words.textContent;
      words.textContent = button.dataset.done;
      setTimeout(() => (words.textContent = before), 2500);
    }),
    print: () => print(),
  };
  for (const button of all("[data-do]")) {
    const deed = deeds[button.dataset.do];
    if (!deed) continue;
    button.hidden = false;
    button.addEventListener("click", () => deed(button));
  }

  /* A video loads only when it is asked for. Where the site's policy forbids the frame, the link is followed instead. */
  const players = {
    youtube: (v) => `https://www.youtube-nocookie.com/embed/${v.videoId}?autoplay=1&start=${v.videoStart || 0}`,
    vimeo: (v) => `https://player.vimeo.com/video/${v.videoId}?autoplay=1&dnt=1${v.videoSecret ? `&h=${v.videoSecret}` : ""}`,
  };
  for (const video of all("figure[data-video-id]")) {
    const player = players[video.dataset.videoProvider];
    const link = video.querySelector(".video-link");
    if (!player || !link) continue;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      frame.title = link.getAttribute("aria-label");
      document.addEventListener("securitypolicyviolation", () => location.assign(link.href), { once: true });
      frame.src = player(video.dataset);
      link.replaceWith(frame);
      frame.focus();
    });
  }

  for (const menu of all(".menu-all")) {
    const close = () => (menu.open = false);
    document.addEventListener("click", (event) => menu.contains(event.target) || close());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (menu.open) menu.querySelector("summary").focus();
      close();
    });
  }
}
