"""`language` of a category: its pages and its texts, which wins, and how little a change of it touches."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from ssg.build import Built
from ssg.core.errors import SiteProblem
from tests.conftest import CONFIG, TinySite
from tests.test_translations import alternates, changed, clean

TEXT = "Một[^1].\n\n::: chu\nx\n:::\n\n[^1]: Hai.\n"
ARTICLE = "---\ntitle: {title}\ndate: 2026-11-{day:02}\n{more}---\n\n" + TEXT
WORLD = '[[categories]]\nname = "World"\nslug = "world"\n'
BELOW = '[[categories]]\nname = "Asia"\nparent = "world"\n[[categories]]\nname = "Châu Á"\nslug = "chau-a"\n'
HEAD = f'{CONFIG}[blocks.tin-khac]\ncount = 0\n[blocks.lien-quan]\ncount = 0\n[[categories]]\nname = "Tin"\n'
EN = HEAD + WORLD + 'language = "en"\n' + BELOW + 'parent = "world"\nlanguage = "vi"\n'


def article(title: str, day: int, more: str = "") -> str:
    return ARTICLE.format(title=title, day=day, more=more)


FILES = {
    "templates/boxes/chu.html": '<p class="hop">{{ _("Footnotes") }}</p>\n',
    "content/tin/a.md": article("Nuoc", 1),
    "content/tin/b.md": article("Gio", 2),
    "content/world/a.md": article("Water", 3, "translation_of: ../tin/a.md\n"),
    "content/world/own.md": article("Eau", 4, "language: fr\n"),
    "content/x/y.md": article("Deep", 5, "category: Asia\n"),
    "content/world/z.md": article("Back", 6, "category: Châu Á\n"),
    "content/world/_index.md": f"---\ntitle: World\n---\n{TEXT}",
    "content/misspelt/m.md": article("Slip", 7, "category: wrold\n"),
}


def page(title: str, category: str) -> str:
    return f"{category}/2026/11/{title}/index.html"


WATER, DEEP, SLIP = page("water", "world"), page("deep", "asia"), page("slip", "world")
EAU, BACK, NUOC = page("eau", "world"), page("back", "chau-a"), page("nuoc", "tin")


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    tiny = site(f"-- site.toml --\n{EN}")
    for name, text in FILES.items():
        tiny.write(name, text)
    return tiny


def language(html: str) -> str:
    return str(re.findall('<html lang="([^"]*)"', html)[0])


def in_language(html: str) -> set[str]:
    graph = json.loads(re.findall(r'ld\+json">(.*?)</script>', html)[0])
    return {one["inLanguage"] for one in graph if "inLanguage" in one and one["@type"] != "WebSite"}


def texts(built: Built) -> set[str]:
    """Return the pages that a build has written."""
    assert built.published is not None
    return {path for path in built.published.written if path.endswith(".html")}


def test_pages_and_texts_are_in_the_language_of_the_category(tiny: TinySite) -> None:
    tiny.build()
    of = {path: language(tiny.read(path)) for path in (WATER, DEEP, SLIP, EAU, BACK, NUOC)}
    assert of == {WATER: "en", DEEP: "en", SLIP: "en", EAU: "fr", BACK: "vi", NUOC: "vi"}
    lists = {slug: language(tiny.read(f"{slug}/index.html")) for slug in ("world", "asia", "chau-a", "tin")}
    assert lists == {"world": "en", "asia": "en", "chau-a": "vi", "tin": "vi"}
    water, world = tiny.read(WATER), tiny.read("world/index.html")
    for html in (water, world):
        assert in_language(html) == {"en"}
        assert ">Home</a>" in html
        assert 'class="hop">Footnotes<' in html
        assert 'aria-label="Footnotes"' in html
        assert '<div class="frame" lang="vi">' in html
        assert "css/versions" in html
    assert "min read" in water
    assert "In this section" in world
    assert ">Trang chủ</a>" in tiny.read("chau-a/index.html")
    both = {"vi": "/tin/2026/11/nuoc/", "en": "/world/2026/11/water/", "x-default": "/tin/2026/11/nuoc/"}
    assert alternates(water) == both
    assert 'hreflang="en" href="https://example.vn/world/2026/11/water/"' in tiny.read("sitemap-2026-11.xml")


def test_feeds_are_in_the_language_of_the_category(tiny: TinySite) -> None:
    tiny.build()
    world, every = tiny.read("world/feed.xml"), tiny.read("feed.xml")
    assert 'xml:lang="en">\n<id>' in world
    assert re.findall(r'<entry(?: xml:lang="(.*?)")?>', world) == ["", "vi", "", "fr", ""]
    assert "News about World" in world
    assert re.findall(r'<entry(?: xml:lang="(.*?)")?>', every) == ["en", "", "en", "fr", "en", "", ""]
    assert "<language>en</language>" in tiny.read("world/rss.xml")
    assert tiny.read("world/rss.xml").count("<dc:language>vi</dc:language>") == 1
    feed = json.loads(tiny.read("asia/feed.json"))
    assert (feed["language"], feed["items"][0].get("language")) == ("en", None)


def test_it_is_as_if_each_text_said_it(tiny: TinySite) -> None:
    tiny.build()
    lent = tiny.tree()
    for name, text in FILES.items():
        if name.startswith(("content/world/a", "content/x/", "content/world/_", "content/misspelt/")):
            tiny.write(name, text.replace("title:", "language: en\ntitle:", 1))
    tiny.build()
    assert changed(lent, tiny.tree()) == set()


def test_a_change_touches_the_pages_of_the_category(tiny: TinySite) -> None:
    tiny.write("site.toml", HEAD + WORLD + BELOW + 'parent = "world"\n')
    tiny.build()
    plain = tiny.tree()
    # Their own pages, the list that they are in, and the original of the translation; no other article is parsed.
    own = {WATER, DEEP, SLIP, NUOC, "world/index.html", "asia/index.html"}
    tiny.write("site.toml", EN)
    built = tiny.build()
    assert texts(built) == own
    feeds = 3 * len(("the site", "world", "asia"))
    assert (tiny.work.parsed, tiny.work.rendered) == (4, len(own) + feeds)
    assert tiny.tree() == clean(tiny)
    tiny.write("site.toml", EN.replace('"en"', '"km"'))
    built = tiny.build()
    assert (texts(built), tiny.work.rendered) == (own, len(own) + feeds)
    assert "min read" in tiny.read(WATER)
    assert tiny.tree() == clean(tiny)
    tiny.write("site.toml", EN)
    tiny.build()
    assert tiny.work.parsed == 0  # the results of the build before the last are still known
    assert tiny.tree() == clean(tiny)
    tiny.write("site.toml", HEAD + WORLD + BELOW + 'parent = "world"\n')
    built = tiny.build()
    assert texts(built) == own
    assert tiny.tree() == plain == clean(tiny)


@pytest.mark.slow
def test_articles_move_into_and_out_of_the_category(tiny: TinySite) -> None:
    tiny.build()
    tiny.write("content/tin/b.md", article("Gio", 2, "category: World\n"))
    tiny.build()
    assert tiny.work.parsed == 1
    assert language(tiny.read(page("gio", "world"))) == "en"
    assert tiny.tree() == clean(tiny)
    tiny.write("content/tin/b.md", FILES["content/tin/b.md"])
    tiny.build()
    assert tiny.work.parsed == 0
    assert language(tiny.read(page("gio", "tin"))) == "vi"
    assert tiny.tree() == clean(tiny)
    tiny.remove("content/x/y.md")
    tiny.write("content/tin/y.md", article("Deep", 5))
    tiny.build()
    assert language(tiny.read(page("deep", "tin"))) == "vi"
    assert tiny.tree() == clean(tiny)


def test_renaming_a_category_changes_whose_language_texts_have(tiny: TinySite) -> None:
    tiny.build()
    renamed = EN.replace('name = "World"\nslug = "world"', 'name = "Thế giới"\nslug = "world"')
    tiny.write(
        "site.toml", renamed.replace('slug = "world"\n', 'slug = "tg"\n').replace('parent = "world"', 'parent = "tg"')
    )
    tiny.build()
    assert language(tiny.read(WATER)) == "vi"
    assert language(tiny.read(DEEP)) == "en"
    assert tiny.tree() == clean(tiny)


def test_a_language_that_is_none_is_an_error(site: Callable[[str], TinySite]) -> None:
    tiny = site(f'-- site.toml --\n{CONFIG}[[categories]]\nname = "Tin"\nlanguage = "tiếng Anh"\n')
    with pytest.raises(SiteProblem) as problem:
        tiny.try_build()
    (found,) = problem.value.diagnostics
    assert (found.code, found.place.path, found.place.line) == ("E505", "site.toml", CONFIG.count("\n") + 3)
    assert str(found.message) == "`language` is not a language tag such as `vi` or `en-GB`: `tiếng Anh`"
