"""Texts in several languages: how pages, feeds and sitemaps tell of one another, and how little an edit touches."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.conftest import CONFIG, TinySite

ARTICLE = "---\ntitle: {title}\ndate: 2026-11-{day:02}\n{more}---\n\nMột[^1].\n\n[^1]: Hai.\n"
VI = "-- content/tin/a.md --\n" + ARTICLE.format(title="Nước lên", day=2, more="")
EN = "-- content/tin/a-en.md --\n" + ARTICLE.format(
    title="Water rises", day=3, more="translation_of: a.md\nlanguage: en\n"
)
OTHERS = "".join(
    f"-- content/khac/{n}.md --\n" + ARTICLE.format(title=f"Khác {n}", day=n, more="") for n in range(5, 9)
)
QUIET = (
    f"-- site.toml --\n{CONFIG}"
    "[blocks.tin-khac]\ncount = 0\n[blocks.lien-quan]\ncount = 0\n"
    '[[categories]]\nname = "Tin"\n[[categories]]\nname = "Khác"\n'
)
ARTICLES = re.compile(r"\w+/2026/11/[\w-]+/index.html")
VI_PAGE, EN_PAGE = "tin/2026/11/nuoc-len/index.html", "tin/2026/11/water-rises/index.html"


def alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="https://example.vn([^"]*)"', html))


def ways(html: str) -> list[tuple[str, str]]:
    found = re.search(r'<ul class="versions">.*?</ul>', html, re.DOTALL)
    return re.findall(r'hreflang="([^"]*)"[^>]*>([^<]*)<', found[0]) if found else []


def clean(tiny: TinySite) -> dict[str, bytes]:
    other = TinySite(tiny.root.parent / f"{tiny.root.name}-clean", "")
    for name in [name for name in other.tree(other.root) if name.startswith("content/")]:
        other.remove(name)
    for name, text in tiny.tree(tiny.root).items():
        if not name.startswith(("public/", ".ssg/")):
            other.write(name, text)
    other.build(allow_removals=True)
    return other.tree()


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_pages_lead_to_one_another(site: Callable[[str], TinySite]) -> None:
    tiny = site(QUIET + VI + EN)
    tiny.build()
    vi, en = tiny.read(VI_PAGE), tiny.read(EN_PAGE)
    both = {
        "vi": "/tin/2026/11/nuoc-len/",
        "en": "/tin/2026/11/water-rises/",
        "x-default": "/tin/2026/11/nuoc-len/",
    }
    assert alternates(vi) == alternates(en) == both
    assert ways(vi) == [("en", "Bản tiếng Anh")]
    assert ways(en) == [("vi", "Read in Vietnamese")]
    assert '<html lang="vi">' in vi
    assert '<html lang="en">' in en
    assert 'content="en_GB"' in en


def test_words_of_a_page_are_in_its_language(site: Callable[[str], TinySite]) -> None:
    tiny = site(QUIET + VI + EN)
    tiny.build()
    vi, en = tiny.read(VI_PAGE), tiny.read(EN_PAGE)
    assert "phút đọc" in vi
    assert "min read" in en
    assert 'aria-label="Footnotes"' in en
    assert "Chú thích" not in en
    assert 'aria-label="Chú thích"' in vi
    frame = re.search(r'<div class="frame" lang="vi">.*?<main', en, re.DOTALL)
    assert frame
    assert "Trang chủ" in frame[0]
    assert 'class="frame"' not in vi


def test_machines_are_told(site: Callable[[str], TinySite]) -> None:
    tiny = site(QUIET + VI + EN)
    tiny.build()
    sitemap = tiny.read("sitemap-2026-11.xml")
    assert 'xmlns:xhtml="http://www.w3.org/1999/xhtml"' in sitemap
    assert sitemap.count('hreflang="en" href="https://example.vn/tin/2026/11/water-rises/"') == 2
    assert '<entry xml:lang="en">' in tiny.read("feed.xml")
    assert tiny.read("rss.xml").count("<dc:language>en</dc:language>") == 1
    assert [item.get("language") for item in json.loads(tiny.read("feed.json"))["items"]] == ["en", None]
    things = [
        next(t for t in json.loads(re.findall(r'ld\+json">(.*?)</script>', tiny.read(page))[0]) if "headline" in t)
        for page in (VI_PAGE, EN_PAGE)
    ]
    assert [thing["inLanguage"] for thing in things] == ["vi", "en"]
    assert things[1]["translationOfWork"] == {"@id": things[0]["@id"]}
    assert things[0]["workTranslation"] == [{"@id": things[1]["@id"]}]


def test_plain_pages_have_translations(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/lien-he.md --\n---\ntype: page\ntitle: Liên hệ\n---\nx\n")
    tiny.write(
        "content/contact.md", "---\ntype: page\ntitle: Contact\ntranslation_of: lien-he.md\nlanguage: en\n---\nx\n"
    )
    tiny.build()
    assert ways(tiny.read("lien-he/index.html")) == [("en", "Bản tiếng Anh")]
    assert ways(tiny.read("contact/index.html")) == [("vi", "Read in Vietnamese")]
    assert tiny.tree() == clean(tiny)


def test_pages_without_translations_have_nothing_of_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(QUIET + VI)
    tiny.build()
    html = tiny.read(VI_PAGE)
    assert alternates(html) == {}
    assert "versions" not in html
    assert "xhtml" not in tiny.read("sitemap-2026-11.xml")


def test_an_edit_touches_the_other_version_and_no_more(site: Callable[[str], TinySite]) -> None:
    tiny = site(QUIET + VI + OTHERS)
    tiny.build()
    before = tiny.tree()
    tiny.write("content/tin/a-en.md", EN.partition("\n")[2])
    tiny.build()
    assert set(filter(ARTICLES.fullmatch, changed(before, tiny.tree()))) == {VI_PAGE, EN_PAGE}
    assert tiny.tree() == clean(tiny)
    before = tiny.tree()
    tiny.edit("content/tin/a-en.md", "Một", "One")
    tiny.build()
    assert set(filter(ARTICLES.fullmatch, changed(before, tiny.tree()))) == {EN_PAGE}


EDITS: list[Callable[[TinySite], None]] = [
    lambda tiny: tiny.remove("content/tin/a-en.md"),
    lambda tiny: tiny.edit("content/tin/a-en.md", "language: en", "language: fr"),
    lambda tiny: tiny.edit("content/tin/a-en.md", "translation_of: a.md\n", ""),
    lambda tiny: tiny.edit("content/tin/a.md", "date:", "slug: nuoc\ndate:"),
    lambda tiny: tiny.edit("content/tin/a.md", "date:", "draft: true\ndate:"),
    lambda tiny: tiny.edit("content/tin/a.md", "date:", "language: lo\ndate:"),
    lambda tiny: tiny.edit("content/khac/5.md", "date:", "translation_of: ../tin/a.md\nlanguage: fr\ndate:"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_edited_translations_are_a_clean_build(
    edit: Callable[[TinySite], None], site: Callable[[str], TinySite]
) -> None:
    tiny = site(QUIET + VI + EN + OTHERS)
    tiny.build()
    edit(tiny)
    tiny.build(allow_removals=True)
    assert tiny.tree() == clean(tiny)


def test_an_original_that_comes_later(site: Callable[[str], TinySite]) -> None:
    tiny = site(QUIET + VI.replace("date:", "draft: true\ndate:") + EN + OTHERS)
    tiny.build()
    assert ways(tiny.read(EN_PAGE)) == []
    tiny.edit("content/tin/a.md", "draft: true\n", "")
    tiny.build()
    assert ways(tiny.read(EN_PAGE)) == [("vi", "Read in Vietnamese")]
    assert tiny.tree() == clean(tiny)


WRONG = [
    ("translation_of: khong.md\nlanguage: en\n", "E301 content/tin/a-en.md:4:17"),
    ("translation_of: a-en.md\nlanguage: en\n", "W340 content/tin/a-en.md:4:17"),
    ("translation_of: ../khac/5.md\nlanguage: en\n", "W341 content/tin/a-en.md:4:17"),
    ("translation_of: ../khac/6.md\nlanguage: en\n", "W342 content/tin/a-en.md:4:17"),
    ("translation_of: a.md\nlanguage: fr\n", "W343 content/tin/b-fr.md:5:11"),
    ("translation_of: a.md\n", "W344 content/tin/a-en.md:4:17"),
    ("language: tiếng Anh\n", "E114 content/tin/a-en.md:4:11"),
]


@pytest.mark.parametrize(("more", "said"), WRONG)
def test_translations_that_are_wrong(more: str, said: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(
        QUIET
        + VI
        + "-- content/tin/a-en.md --\n"
        + ARTICLE.format(title="Water rises", day=3, more=more)
        + "-- content/tin/b-fr.md --\n"
        + ARTICLE.format(title="Eau", day=4, more="translation_of: a.md\nlanguage: fr\n")
        + "-- content/khac/5.md --\n"
        + ARTICLE.format(title="Năm", day=5, more="draft: true\n")
        + "-- content/khac/6.md --\n"
        + ARTICLE.format(title="Sáu", day=6, more="translation_of: ../tin/a.md\nlanguage: de\n")
    )
    assert [f"{d.code} {d.place}" for d in tiny.diagnostics()] == [said]
