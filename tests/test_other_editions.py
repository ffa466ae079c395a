"""`[[translations]]`: the newspaper in other languages at other addresses, for search engines and for readers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import CONFIG, TinySite
from tests.test_translations import clean

ENGLISH = '[[translations]]\nlanguage = "en"\nurl = "https://en.example.vn/"\n'
LAO = '[[translations]]\nlanguage = "lo"\nurl = "https://lo.example.vn/"\nname = "<b>Lao"\n'
ARTICLES = "".join(f"-- content/tin/{n}.md --\n---\ntitle: B{n}\ndate: 2026-11-0{n}\n---\n\nx\n" for n in (1, 2))
PAGE = "tin/2026/11/b1/index.html"
LINK = re.compile(r'<a lang="([^"]*)" href="([^"]*)">([^<]*)</a>')
IN_ENGLISH = ("en", "https://en.example.vn/", "English")
IN_LAO = ("lo", "https://lo.example.vn/", "&lt;b&gt;Lao")


def told(html: str) -> list[tuple[str, str]]:
    return re.findall(r'hreflang="([^"]*)" href="([^"]*)"', html)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(f"-- site.toml --\n{CONFIG}{ENGLISH}{LAO}{ARTICLES}")


def test_masthead_and_footer_lead_to_the_editions(tiny: TinySite) -> None:
    tiny.build()
    for path in ("index.html", PAGE, "tin/index.html"):
        html = tiny.read(path)
        for part in ("header", "footer"):
            found = re.findall(rf"<{part} class=.*?</{part}>", html, re.DOTALL)
            assert LINK.findall("".join(found)) == [IN_ENGLISH, IN_LAO], (path, part)
    assert told(tiny.read(PAGE)) == []  # the front page is no translation of this one


def test_the_tagline_stays(tiny: TinySite) -> None:
    tiny.write("site.toml", CONFIG + 'tagline = "Tin & bài"\n' + ENGLISH)
    tiny.build()
    html = tiny.read(PAGE)
    assert '<span class="tagline">Tin &amp; bài</span><br><a lang="en"' in html
    tiny.write("site.toml", CONFIG + 'tagline = "Tin & bài"\n')
    tiny.build()
    assert '<p class="masthead-side tagline">Tin &amp; bài</p>' in tiny.read(PAGE)


def test_the_edition_for_all_other_languages(tiny: TinySite) -> None:
    tiny.write("site.toml", CONFIG + ENGLISH + "default = true\n" + LAO)
    tiny.build()
    assert told(tiny.read("index.html")) == [
        ("vi", "https://example.vn/"),
        ("en", "https://en.example.vn/"),
        ("lo", "https://lo.example.vn/"),
        ("x-default", "https://en.example.vn/"),
    ]


EDITS = [
    CONFIG,
    CONFIG + ENGLISH,
    CONFIG + LAO + ENGLISH,
    CONFIG + ENGLISH + "default = true\n" + LAO,
    CONFIG + ENGLISH.replace("en.example", "english.example") + LAO,
    CONFIG + ENGLISH + 'name = "In English"\n' + LAO,
]


@pytest.mark.parametrize("edited", EDITS)
def test_edits_are_a_clean_build(edited: str, tiny: TinySite) -> None:
    tiny.build()
    before = tiny.tree()
    tiny.write("site.toml", edited)
    tiny.build()
    after = tiny.tree()
    assert after != before
    assert after == clean(tiny)
    tiny.write("site.toml", CONFIG + ENGLISH + LAO)
    tiny.build()
    assert tiny.tree() == before
