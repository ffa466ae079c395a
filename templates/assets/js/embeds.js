/* What somebody else shows loads only when it is asked for. Where the site's policy forbids the frame, the link is
   followed instead. A PDF is the site's own: its frame is what the link leads to. */
const prepare = (root) => {
  for (const embed of root.querySelectorAll("figure[data-embed]")) {
    const link = embed.querySelector("a.embed-link[href]");
    if (!link) continue;
    const { embed: provider, embedFrame, embedAspect, embedHeight, embedNote } = embed.dataset;
    const name = link.getAttribute("aria-label");
    if (embedNote) {
      const note = document.createElement("span");
      note.className = "embed-note";
      note.textContent = embedNote;
      link.append(note);
      link.setAttribute("aria-label", `${name}. ${embedNote}`);
    }
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      frame.loading = "lazy";
      frame.title = name;
      /* Browsers show no PDF in a sandbox. */
      if (provider !== "pdf")
        frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation";
      if (embedAspect) frame.style.aspectRatio = embedAspect;
      else frame.style.blockSize = `${embedHeight || 700}px`;
      document.addEventListener("securitypolicyviolation", () => location.assign(link.href), { once: true });
      frame.src = embedFrame || link.href;
      link.replaceWith(frame);
      frame.focus();
    });
  }
};
prepare(document);
/* What js/access.js has put into the page. */
document.addEventListener("embeds", ({ target }) => prepare(target));
