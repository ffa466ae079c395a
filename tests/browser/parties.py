"""A site with every third party, and stand-ins for them: no request of a test leaves the machine."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Route

from ssg.core.third_parties import THIRD_PARTIES, filled
from tests.conftest import TinySite

SERVICE = "https://{0}.example.vn"
ARTICLE = "-- content/tin/a.md --\n---\ntitle: Bài A\ndate: 2026-11-20\n---\nMột.\n\nHai.\n\nBa.\n\nBốn.\n"
ENGLISH = "-- content/tin/b.md --\n---\ntitle: Text B\ndate: 2026-11-20\nlanguage: en\n---\nOne.\n"
SLOTS = {"masthead": "google-ad-manager", "paragraph": "adsense", "rail": "own"}
ADVERTISING = tuple(dict.fromkeys(SLOTS.values()))
# What fills the slots, as far as readers see it: a frame of the size that was asked for.
FRAME = "const f = document.createElement('iframe'); f.srcdoc = '<p>qc'; f.title = 'qc';"
STAND_INS = {
    "google-ad-manager": FRAME
    + """
      const slots = [], later = googletag.cmd;
      const slotOf = (id) => {
        const slot = { defineSizeMapping: () => slot, addService: () => slot, getSlotElementId: () => id };
        return slot;
      };
      const listeners = [];
      const mapping = { addSize: () => mapping, build: () => mapping };
      const ads = { setForceSafeFrame: () => 0, addEventListener: (name, run) => listeners.push(run) };
      Object.assign(googletag, { sizeMapping: () => mapping, pubads: () => ads, enableServices: () => {},
        defineSlot: (unit, sizes, id) => (slots.push([id, sizes[0]]), slotOf(id)),
        display: (id) => {
          const isEmpty = Boolean(window.nobodyBooked);
          for (const run of listeners) run({ slot: slotOf(id), isEmpty });
          if (isEmpty) return;
          [f.width, f.height] = slots.find(([one]) => one === id)[1];
          document.getElementById(id).append(f); } });
      later.push = (run) => run();
      for (const run of later) run();""",
    "adsense": FRAME
    + """
      f.width = 300;
      f.height = 250;
      window.adsbygoogle = { push: () => document.querySelector('ins.adsbygoogle').append(f) };""",
    "own": FRAME + "document.querySelector('[data-provider=own]').replaceChildren(f);",
}


def config(scripts: str, files: str = '["nginx"]') -> str:
    """Write the `site.toml` of a site with all of them."""
    lines = [
        'title = "Báo Thử"',
        'base_url = "http://example.vn"',
        'compress = ["gzip"]',
        "[search]",
        "enabled = false",
    ]
    lines += ["[deploy]", f"files = {files}", f'scripts = "{scripts}"']
    if "caddy" in files:
        lines.append('includes = "caddy"')
    for one in THIRD_PARTIES:
        purpose = "advertising" if one.slots else "analytics"
        lines += ["[[providers]]", f'provider = "{one.name}"', f'purpose = "{purpose}"']
        lines += [f'id = "{one.example}"'] if "id" in one.needs else []
        lines += [f'url = "{url_of(one.name)}"'] if "url" in one.needs else []
    for place, provider in SLOTS.items():
        lines += ["[[ads.slots]]", f'name = "{place}"', f'place = "{place}"', 'sizes = { 0 = "300x250" }']
        lines += [f'provider = "{provider}"', f'unit = "/1/{place}"']
    return "\n".join(lines) + "\n"


def url_of(name: str) -> str:
    """Return the address of a service; of the newsroom's own, its script."""
    return SERVICE.format(name) + ("/qc.js" if name == "own" else "")


def scripts_of() -> dict[str, str]:
    """Return the address of each script, by provider."""
    return {
        one.name: url_of(one.name) if one.name == "own" else filled(one.script, one.example, url_of(one.name))
        for one in THIRD_PARTIES
    }


def build(folder: Path, scripts: str, files: str = '["nginx"]') -> TinySite:
    """Build the site."""
    tiny = TinySite(folder, ARTICLE + ENGLISH)
    tiny.write("site.toml", config(scripts, files))
    tiny.write("data/ads/cua-bao.toml", 'slot = "masthead"\ntitle = "Đặt báo"\nuntil = "open"\n')
    tiny.build()
    return tiny


def policy_of(tiny: TinySite) -> str:
    """Return the policy that a build has written for servers."""
    text = (tiny.root / "public-deploy/nginx/server.conf").read_text(encoding="utf-8")
    found = re.search('^add_header Content-Security-Policy "(.*)" always;$', text, re.MULTILINE)
    assert found
    return found[1]


def stand_in(context: BrowserContext) -> list[str]:
    """Answer all third parties; gives the addresses that are asked for, as they are."""
    asked: list[str] = []
    scripts = {url: name for name, url in scripts_of().items()}

    def answer(route: Route) -> None:
        url = route.request.url
        asked.append(url)
        name = scripts.get(url, "")
        body = f"(window.came ??= []).push('{name}'); {{ {STAND_INS.get(name, '')} }}"
        route.fulfill(content_type="text/javascript", body=body)

    context.route(re.compile("^https://"), answer)
    return asked
