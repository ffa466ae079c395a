"""`translation_of` of a category: its pages, the switch of its articles, and how little a change of it touches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import CONFIG, TinySite
from tests.test_translations import alternates, changed, clean, ways

ARTICLE = "---\ntitle: {title}\ndate: 2026-11-{day:02}\n{more}---\n\nx\n"
HEAD = f"{CONFIG}per_page = 2\n[blocks.tin-khac]\ncount = 0\n[blocks.lien-quan]\ncount = 0\n"
OTHER = '[[categories]]\nname = "Kinh tế"\n'
SECTIONS = OTHER + '[[categories]]\nname = "Thế giới"\n[[categories]]\nname = "Châu Á"\nparent = "the-gioi"\n'
WORLD = '[[categories]]\nname = "World"\nlanguage = "en"\n'
MONDE = '[[categories]]\nname = "Monde"\nlanguage = "fr"\n'
ASIA = '[[categories]]\nname = "Asia"\nparent = "World"\n'
OF = 'translation_of = "Thế giới"\n'
PLAIN = HEAD + SECTIONS + WORLD + ASIA + MONDE
LINKED = HEAD + SECTIONS + WORLD + OF + ASIA + MONDE + 'translation_of = "the-gioi"\n'


def article(title: str, day: int, more: str = "") -> str:
    return ARTICLE.format(title=title, day=day, more=more)


FILES = {
    "content/kinh-te/k.md": article("Khac", 1),
    "content/the-gioi/a.md": article("Nuoc", 2),
    "content/the-gioi/b.md": article("Gio", 3),
    "content/chau-a/c.md": article("Mua", 4),
    "content/world/a.md": article("Water", 5, "translation_of: ../the-gioi/a.md\n"),
    "content/world/d.md": article("Rain", 6),
    "content/world/e.md": article("Snow", 7),
    "content/world/f.md": article("Hail", 8),
}


def page(title: str, category: str) -> str:
    return f"{category}/2026/11/{title}/index.html"


OTHERS = {page("khac", "kinh-te"), "kinh-te/index.html", "asia/index.html", "index.html", "chau-a/index.html"}
BOTH = {"vi": "/the-gioi/", "en": "/world/", "fr": "/monde/", "x-default": "/the-gioi/"}


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    tiny = site(f"-- site.toml --\n{LINKED}")
    for name, text in FILES.items():
        tiny.write(name, text)
    return tiny


def sections(html: str) -> list[tuple[str, str, str]]:
    """Return the language, the address and the words of each section in the switch."""
    found = re.search(r'<ul class="versions">.*?</ul>', html, re.DOTALL)
    return re.findall(r'<a lang="([^"]*)" href="([^"]*)">([^<]*)<', found[0]) if found else []


def test_categories_lead_to_one_another(tiny: TinySite) -> None:
    tiny.build()
    the_gioi, world, monde = (tiny.read(f"{slug}/index.html") for slug in ("the-gioi", "world", "monde"))
    assert alternates(the_gioi) == alternates(world) == alternates(monde) == BOTH
    assert ways(the_gioi) == [("en", "Bản tiếng Anh"), ("fr", "Bản tiếng Pháp")]
    assert ways(world) == [("vi", "Read in Vietnamese"), ("fr", "Read in French")]
    assert 'href="/world/">Bản tiếng Anh<' in the_gioi
    for html in (the_gioi, world):
        assert "css/versions" in html
    for name in ("asia", "chau-a", "kinh-te"):
        html = tiny.read(f"{name}/index.html")
        assert (alternates(html), ways(html), sections(html)) == ({}, [], [])


def test_older_pages_of_a_list_have_none(tiny: TinySite) -> None:
    tiny.build()
    html = tiny.read("world/page/1/index.html")
    assert (alternates(html), ways(html)) == ({}, [])


def test_the_sitemap_has_them(tiny: TinySite) -> None:
    tiny.build()
    sitemap = tiny.read("sitemap-lists.xml")
    assert 'xmlns:xhtml="http://www.w3.org/1999/xhtml"' in sitemap
    links = [
        (code, url.removeprefix("https://example.vn")) for code, url in re.findall('lang="(.*?)" href="(.*?)"', sitemap)
    ]
    assert links == [*BOTH.items()] * 3


def test_an_article_without_a_translation_leads_to_the_section(tiny: TinySite) -> None:
    tiny.build()
    gio, mua, rain = (
        tiny.read(page("gio", "the-gioi")),
        tiny.read(page("mua", "chau-a")),
        tiny.read(page("rain", "world")),
    )
    assert (
        sections(gio) == sections(mua) == [("en", "/world/", "World (English)"), ("fr", "/monde/", "Monde (Français)")]
    )
    assert sections(rain) == [("vi", "/the-gioi/", "Thế giới (Tiếng Việt)"), ("fr", "/monde/", "Monde (Français)")]
    for html in (gio, mua, rain):
        assert (alternates(html), ways(html)) == ({}, [])  # the section is no translation
        assert "css/versions" in html
    assert "xhtml:link" not in "".join(re.findall(".*/gio/.*", tiny.read("sitemap-2026-11.xml")))


def test_a_translation_comes_before_the_section(tiny: TinySite) -> None:
    tiny.build()
    nuoc, water = tiny.read(page("nuoc", "the-gioi")), tiny.read(page("water", "world"))
    assert ways(nuoc) == [("en", "Bản tiếng Anh")]
    assert ways(water) == [("vi", "Read in Vietnamese")]
    assert sections(nuoc) == sections(water) == [("fr", "/monde/", "Monde (Français)")]
    assert set(alternates(nuoc)) == {"vi", "en", "x-default"}


def test_the_nearest_section_is_meant(tiny: TinySite) -> None:
    tiny.write("site.toml", LINKED.replace(ASIA, ASIA + 'translation_of = "chau-a"\n'))
    tiny.build()
    html = tiny.read(page("mua", "chau-a"))
    assert sections(html) == [("en", "/asia/", "Asia (English)"), ("fr", "/monde/", "Monde (Français)")]
    assert tiny.tree() == clean(tiny)


def test_an_article_in_the_language_of_another_section(tiny: TinySite) -> None:
    tiny.write("content/the-gioi/b.md", article("Gio", 3, "language: en\n"))
    tiny.write("content/the-gioi/la.md", article("La", 9, "language: ast\n"))
    tiny.build()
    assert [found[0] for found in sections(tiny.read(page("gio", "the-gioi")))] == ["fr"]
    assert [found[0] for found in sections(tiny.read(page("la", "the-gioi")))] == ["en", "fr"]
    assert tiny.tree() == clean(tiny)


def test_names_are_escaped(tiny: TinySite) -> None:
    odd = LINKED.replace('name = "World"', 'name = "<b>&World"\nslug = "world"').replace(
        'parent = "World"', 'parent = "world"'
    )
    tiny.write("site.toml", odd.replace('"fr"', '"gsw"'))
    tiny.build()
    found = sections(tiny.read(page("gio", "the-gioi")))
    assert [words for *_, words in found] == ["&lt;b&gt;&amp;World (English)", "Monde (gsw)"]


def test_without_an_address_nothing_is_told_to_search_engines(tiny: TinySite) -> None:
    tiny.write("site.toml", re.sub("base_url.*\n", "", LINKED))
    tiny.build()
    html = tiny.read("the-gioi/index.html")
    assert '<link rel="alternate" hreflang' not in html
    assert len(ways(html)) == 2


def test_sites_without_it_have_nothing_of_it(tiny: TinySite) -> None:
    tiny.write("site.toml", PLAIN)
    tiny.build()
    for path in ("the-gioi/index.html", page("gio", "the-gioi")):
        assert "versions" not in tiny.read(path)
    assert "xhtml" not in tiny.read("sitemap-lists.xml")


def test_a_link_touches_its_sections_and_no_more(tiny: TinySite) -> None:
    tiny.write("site.toml", PLAIN)
    tiny.build()
    plain = tiny.tree()
    tiny.write("site.toml", LINKED)
    tiny.build()
    assert tiny.work.parsed == 0
    own = changed(plain, tiny.tree())
    assert not own & OTHERS
    assert own == {
        *(f"{slug}/index.html" for slug in ("the-gioi", "world", "monde")),
        *(page(title, "the-gioi") for title in ("nuoc", "gio")),
        page("mua", "chau-a"),
        *(page(title, "world") for title in ("water", "rain", "snow", "hail")),
        "sitemap-lists.xml",
    }
    assert tiny.tree() == clean(tiny)
    tiny.write("site.toml", PLAIN)
    tiny.build()
    assert tiny.tree() == plain == clean(tiny)


EDITS: list[Callable[[TinySite], None]] = [
    lambda tiny: tiny.write("site.toml", LINKED.replace(OF, "")),
    lambda tiny: tiny.write("site.toml", LINKED.replace(OF, 'translation_of = "Kinh tế"\n')),
    lambda tiny: tiny.write("site.toml", LINKED.replace('"fr"', '"lo"')),
    lambda tiny: tiny.write("site.toml", LINKED.replace('name = "Monde"', 'name = "Le monde"')),
    lambda tiny: tiny.write("site.toml", LINKED.replace(MONDE + 'translation_of = "the-gioi"\n', "")),
    lambda tiny: tiny.write("content/the-gioi/b-en.md", article("Wind", 9, "translation_of: b.md\nlanguage: en\n")),
    lambda tiny: tiny.remove("content/world/a.md"),
    lambda tiny: tiny.edit("content/world/a.md", "translation_of: ../the-gioi/a.md\n", ""),
    lambda tiny: tiny.edit("content/world/d.md", "date:", "category: Kinh tế\ndate:"),
    lambda tiny: tiny.edit("content/kinh-te/k.md", "date:", "category: Asia\ndate:"),
    lambda tiny: tiny.edit("content/the-gioi/b.md", "date:", "language: fr\ndate:"),
    lambda tiny: tiny.write("content/world/_index.md", "---\ntitle: The world\n---\nx\n"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_edits_are_a_clean_build(edit: Callable[[TinySite], None], tiny: TinySite) -> None:
    tiny.build()
    before = tiny.tree()
    edit(tiny)
    tiny.build(allow_removals=True)
    assert changed(before, tiny.tree())
    assert tiny.tree() == clean(tiny)


def test_a_new_article_does_not_touch_the_others(tiny: TinySite) -> None:
    tiny.build()
    before = tiny.tree()
    tiny.edit("content/the-gioi/b.md", "x\n", "y\n")
    tiny.build()
    written = {path for path in changed(before, tiny.tree()) if path.endswith(".html")}
    assert page("gio", "the-gioi") in written
    assert not written & {page(title, "world") for title in ("water", "rain", "snow", "hail")}
    assert tiny.tree() == clean(tiny)


def test_english_of_britain_is_english(tiny: TinySite) -> None:
    tiny.edit("site.toml", 'name = "World"\nlanguage = "en"', 'name = "World"\nlanguage = "EN"')
    tiny.edit("content/world/a.md", "translation_of:", "language: en_gb\ntranslation_of:")
    tiny.build()
    original, translation = tiny.read(page("nuoc", "the-gioi")), tiny.read(page("water", "world"))
    assert '<html lang="en-GB">' in translation
    assert ways(original) == [("en-GB", "Bản tiếng Anh")]
    assert [language for language, _, _ in sections(original)] == ["fr"]  # not to the section in English, too
    assert [language for language, _, _ in sections(translation)] == ["fr"]
