"""What the preview shows after changes of the look, of variants and of what cards show only where they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.conftest import TinySite
from tests.previewing import Looking
from tests.test_look import SITE


def test_the_look_and_variants_are_seen(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write(
        "templates/404.html",
        '{% for c in articles(count=3) %}{{ c.tags|map(attribute="name")|join(",") }}{% endfor %}'
        '{% set form = "nho" %}{{ block("latest", variant=form) }}',
    )
    looking = Looking(tiny)

    def style(name: str) -> str:
        (url,) = re.findall(rf'href="(/bao/assets/{name}\.[^"]+)"', looking.text("/bao/tin/2026/11/a/"))
        found = looking.see(url)
        assert found.copied is not None
        return found.copied.read().decode()

    assert "--accent: #0b6e4f" in style("look")
    tiny.edit("site.toml", "#0b6e4f", "#7a1fa2")
    assert looking.tell("site.toml") == 1
    assert "--accent: #7a1fa2" in style("look")
    tiny.edit("templates/assets/css/bao.css", "accent", "ink")
    assert looking.tell("templates/assets/css/bao.css") == 1
    assert "var(--ink)" in style("css/bao")
    looking.tiny.edit("content/tin/a.md", "title: A\n", "title: A\ntags: Lũ\n")
    assert looking.tell("content/tin/a.md") == 1
    assert looking.see("/bao/khong-co/").data.decode().startswith("Lũ")
    assert looking.write("templates/blocks/latest--nho.html", "<small>nhỏ</small>") == 1
    assert "<small>nhỏ</small>" in looking.see("/bao/khong-co/").data.decode()
    tiny.edit("site.toml", 'logo = "img/bao.svg"', 'logo = "img/bao.sgv"')
    looking.tell("site.toml")
    assert any("E681" in problem for problem in looking.problems())
