"""Versions of texts and sections at other sites of the newspaper, by their URLs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from ssg.build import build
from ssg.request import Choice
from ssg.work import Work
from tests.conftest import CONFIG, TinySite
from tests.test_section_translations import sections
from tests.test_translations import ARTICLE, EN, EN_PAGE, OTHERS, VI, VI_PAGE, alternates, clean, ways

EDITIONS = (
    '[[translations]]\nlanguage = "FR"\nurl = "https://fr.example.vn"\n'
    '[[translations]]\nlanguage = "lo"\nurl = "https://example.vn/lo/"\n'
)
HEAD = f"-- site.toml --\n{CONFIG}[blocks.tin-khac]\ncount = 0\n[blocks.lien-quan]\ncount = 0\n{EDITIONS}"
SECTIONS = (
    '[[categories]]\nname = "Tin"\ntranslations = ["https://fr.example.vn/actu/"]\n[[categories]]\nname = "Khác"\n'
)
FRENCH, LAO = "https://fr.example.vn/actu/eau/", "https://example.vn/lo/nam/"
ELSEWHERE = VI.replace("date:", f"translations: [{FRENCH}, {LAO}]\ndate:")
OF = VI.replace("date:", f"translation_of: {FRENCH}\ndate:")


def every(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"', html))


def article_in(html: str) -> dict[str, object]:
    found: list[dict[str, object]] = json.loads(re.findall(r'ld\+json">(.*?)</script>', html)[0])
    return next(one for one in found if "headline" in one)


def test_all_versions_say_those_elsewhere(site: Callable[[str], TinySite]) -> None:
    tiny = site(HEAD + SECTIONS + ELSEWHERE + EN)
    tiny.build()
    vi, en = tiny.read(VI_PAGE), tiny.read(EN_PAGE)
    assert every(vi) == every(en)
    assert every(vi) == {
        "vi": "https://example.vn/tin/2026/11/nuoc-len/",
        "en": "https://example.vn/tin/2026/11/water-rises/",
        "fr": FRENCH,
        "lo": LAO,
        "x-default": "https://example.vn/tin/2026/11/nuoc-len/",
    }
    assert ways(vi) == [("en", "Bản tiếng Anh"), ("fr", "Bản tiếng Pháp"), ("lo", "Bản tiếng Lào")]
    assert f'href="{FRENCH}"' in en
    assert sections(vi) == []  # French is there
    assert tiny.read("sitemap-2026-11.xml").count(f'hreflang="fr" href="{FRENCH}"') == 2
    assert article_in(vi)["workTranslation"][1:] == [{"@id": f"{FRENCH}#article"}, {"@id": f"{LAO}#article"}]  # type: ignore[index]


def test_the_original_may_lie_elsewhere(site: Callable[[str], TinySite]) -> None:
    tiny = site(HEAD + SECTIONS + OF + EN)
    tiny.build()
    for page in (VI_PAGE, EN_PAGE):
        found = every(tiny.read(page))
        assert list(found) == ["fr", "vi", "en", "x-default"]
        assert found["x-default"] == found["fr"] == FRENCH
        assert article_in(tiny.read(page))["translationOfWork"] == {"@id": f"{FRENCH}#article"}


def test_articles_fall_back_to_a_section_elsewhere(site: Callable[[str], TinySite]) -> None:
    tiny = site(HEAD + SECTIONS + VI + OTHERS)
    tiny.build()
    assert sections(tiny.read(VI_PAGE)) == [("fr", "https://fr.example.vn/actu/", "Tin (Français)")]
    assert alternates(tiny.read(VI_PAGE)) == {}
    assert sections(tiny.read("khac/2026/11/khac-5/index.html")) == []
    front = tiny.read("tin/index.html")
    assert every(front) == {
        "vi": "https://example.vn/tin/",
        "fr": "https://fr.example.vn/actu/",
        "x-default": "https://example.vn/tin/",
    }
    assert ways(front) == [("fr", "Bản tiếng Pháp")]
    assert 'hreflang="fr" href="https://fr.example.vn/actu/"' in tiny.read("sitemap-lists.xml")


EDITS: list[Callable[[TinySite], None]] = [
    lambda tiny: tiny.edit("content/tin/a.md", f", {LAO}]", "]"),
    lambda tiny: tiny.edit("content/tin/a.md", f"translations: [{FRENCH}, {LAO}]", f"translation_of: {FRENCH}"),
    lambda tiny: tiny.edit("content/tin/a.md", f"translations: [{FRENCH}, {LAO}]\n", ""),
    lambda tiny: tiny.edit("content/khac/5.md", "date:", f"translations: {FRENCH}\ndate:"),
    lambda tiny: tiny.edit("site.toml", 'language = "FR"', 'language = "it"'),
    lambda tiny: tiny.edit("site.toml", 'language = "lo"', 'language = "km"'),
    lambda tiny: tiny.edit("site.toml", "fr.example.vn/actu/", "fr.example.vn/nouvelles/"),
    lambda tiny: tiny.edit(
        "site.toml", "translations = [", 'translation_of = "https://example.vn/lo/"\ntranslations = ['
    ),
    lambda tiny: tiny.write("content/tin/a-en.md", EN.partition("\n")[2]),
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_gives_a_clean_build(edit: Callable[[TinySite], None], site: Callable[[str], TinySite]) -> None:
    tiny = site(HEAD + SECTIONS + ELSEWHERE + OTHERS)
    tiny.build()
    before = tiny.tree()
    edit(tiny)
    tiny.build()
    assert tiny.tree() != before
    assert tiny.tree() == clean(tiny)


WRONG = [
    ("translations: https://en.example.vn/a/\n", "W347 content/tin/x.md:4:15"),
    ("translation_of: https://fr.example.vn.evil.example/\n", "W347 content/tin/x.md:4:17"),
    ("translations: [https://example.vn/tin/a/]\n", "E348 content/tin/x.md:4:16"),
    ("translation_of: https://example.vn/tin/a/\n", "E348 content/tin/x.md:4:17"),
    (f"translations: [{FRENCH}, https://fr.example.vn/b/]\n", "W343 content/tin/x.md:4:49"),
    (f"translations: {FRENCH}\nlanguage: fr\n", "W343 content/tin/x.md:4:15"),
    ("translations: /fr/a/\n", "E114 content/tin/x.md:4:15"),
    ("translations: javascript:alert(1)\n", "E114 content/tin/x.md:4:15"),
    ('translation_of: "javascript://a"\n', "E114 content/tin/x.md:4:17"),
]


@pytest.mark.parametrize(("more", "said"), WRONG)
def test_what_is_wrong_is_said(more: str, said: str, site: Callable[[str], TinySite]) -> None:
    article = ARTICLE.format(title="X", day=3, more=more)
    tiny = site(f"{HEAD}{SECTIONS}-- content/tin/x.md --\n{article}")
    assert [f"{d.code} {d.place}" for d in tiny.diagnostics()] == [said]


def test_a_url_of_this_site_takes_no_page_away(site: Callable[[str], TinySite]) -> None:
    tiny = site(HEAD + SECTIONS + VI.replace("date:", "translations: https://example.vn/tin/b/\ndate:"))
    built = tiny.try_build(keep_going=True)
    assert built.published is not None
    assert [one.code for one in built.diagnostics if one.code == "E348"] == ["E348"]
    assert every(tiny.read(VI_PAGE)) == {}
    drafts = build(tiny.request()._replace(choice=Choice(tiny.now, drafts=True)), Work())
    assert "E348" in [one.code for one in drafts.diagnostics]
