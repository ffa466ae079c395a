"""Looks at a page as a reader does, by computing: texts over texts, texts that are cut off, scrolling sideways.

Everything is measured in the browser, line of text by line of text, as far as it can be seen: what is hidden, closed,
clipped away or meant for screen readers alone is no text here.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

LOOK = r"""() => {
  const ways = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
  const unread = "script, style, noscript, option, template, .unseen, ssg-preview, math";
  const shown = (e) => !e.closest(unread) && e.checkVisibility(ways);
  const style = new Map();
  const of = (e) => style.get(e) || style.set(e, getComputedStyle(e)).get(e);
  const fixed = (e) => e && (of(e).position === "fixed" ? e : fixed(e.parentElement)); /* over the page on purpose */
  const own = (e) => e.localName + (e.id ? `#${e.id}` : e.classList.length ? `.${e.classList[0]}` : "");
  const name = (e) => {
    const parts = [];
    for (; e && e !== document.body && parts.length < 3; e = e.parentElement) parts.unshift(own(e));
    return parts.join(" ") || "body";
  };
  const tell = (line) => `${name(line.parent)} “${line.text.trim().slice(0, 40)}”`;
  const lines = [], clipped = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      let [left, right, top, bottom] = [box.left, box.right, box.top, box.bottom];
      let cut = "";
      for (let at = parent; at && at !== document.documentElement; at = at.parentElement) {
        const { overflowX, overflowY, position } = of(at);
        if (overflowX !== "visible" || overflowY !== "visible") {
          const edge = at.getBoundingClientRect();
          const hides = (how) => how === "hidden" || how === "clip";
          const inside = Math.min(right, edge.right) - Math.max(left, edge.left);
          if (hides(overflowX) && inside > 2 && inside < right - left - 2) cut ||= name(at);
          const tall = Math.min(bottom, edge.bottom) - Math.max(top, edge.top);
          /* the room above and below letters may be cut, letters may not */
          const clamped = of(at).webkitLineClamp !== "none";
          if (hides(overflowY) && !clamped && tall > 2 && tall < (bottom - top) * 0.7) cut ||= name(at);
          if (overflowX !== "visible") [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
          if (overflowY !== "visible") [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
        }
        if (position === "fixed") break;
      }
      if (right - left < 2 || bottom - top < 2) continue;
      const line = { parent, text: node.data, left, right, top, bottom, fixed: fixed(parent) };
      if (cut) clipped.push(`${tell(line)} is cut off by ${cut}`);
      if (right > innerWidth + 1 || left < -1) clipped.push(`${tell(line)} is beyond the edge`);
      /* letters without accents: lines may overlap by the room above and below these */
      const part = (bottom - top) * 0.28;
      lines.push({ ...line, top: top + part, bottom: bottom - part });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  const over = [];
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 1; next += 1) {
      const other = lines[next];
      if (one.parent === other.parent || one.fixed !== other.fixed) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (wide > 2) over.push(`${tell(one)} overlaps ${tell(other)}`);
    }
  });
  const before = scrollX;
  scrollTo({ left: 9999, behavior: "instant" });
  const sideways = scrollX > 1 ? [`the page scrolls sideways by ${Math.round(scrollX)}px`] : [];
  scrollTo({ left: before, behavior: "instant" });
  return [...new Set([...over, ...clipped, ...sideways])];
}"""

TWICE = r"""() => {
  const count = new Map();
  for (const link of document.querySelectorAll("main a[href]")) {
    const text = link.textContent.trim();
    const article = /\/\d{4}\//.test(link.pathname) && text.length > 8 && !link.closest("nav, .unseen");
    if (article && link.checkVisibility({ visibilityProperty: true }))
      count.set(link.pathname, [...(count.get(link.pathname) || []), text]);
  }
  const more = [...count].filter(([, all]) => all.length > 1);
  return more.map(([url, all]) => `${url} stands ${all.length} times: ${all[0].slice(0, 40)}`);
}"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page as it is laid out now."""
    found: list[str] = page.evaluate(LOOK)
    return found


def twice(page: Page) -> list[str]:
    """Return the articles whose headline stands more than once."""
    found: list[str] = page.evaluate(TWICE)
    return found


def violations(page: Page) -> list[str]:
    """Run axe, which is in the page, and return all that it finds, however grave."""
    found: dict[str, Any] = page.evaluate(
        """() => axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })"""
    )
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
