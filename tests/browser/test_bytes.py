"""What can be said of the same pages without a browser: fonts, the order of every article's text, no date of today."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from fontTools.ttLib import TTFont

from tests.samples import NOW, REPOSITORY, build_everything, build_sample, everything_once, sample_once

FONTS = sorted((REPOSITORY / "templates" / "assets" / "fonts").glob("*.woff2"))
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VIETNAMESE = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
ASCII = {chr(code) for code in range(32, 127)}
LETTERS = VIETNAMESE | {letter.upper() for letter in VIETNAMESE} | set("“”‘’–—…₫·›«»°×½") | ASCII


def test_the_alphabet_is_whole() -> None:
    assert len(VIETNAMESE) == 73  # 12 vowels in 6 tones, and đ
    assert all(len(letter) == 1 for letter in VIETNAMESE)


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_every_font_has_every_vietnamese_letter(font: Path) -> None:
    with TTFont(font) as opened:
        letters = opened.getBestCmap()
    assert "".join(sorted(letter for letter in LETTERS if ord(letter) not in letters)) == ""


def test_five_fonts_are_shipped() -> None:
    assert [font.name for font in FONTS] == [
        "be-vietnam-pro-400.woff2",
        "be-vietnam-pro-600.woff2",
        "newsreader-italic-700.woff2",
        "newsreader-italic.woff2",
        "newsreader.woff2",
    ]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Both sites, built."""
    return sample_once(tmp_path_factory), everything_once(tmp_path_factory)


@pytest.mark.slow
def test_no_page_knows_when_it_was_built(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """A day with nothing to publish or withdraw changes no byte of any page: the masthead's date is the reader's."""
    later = build_everything(tmp_path / "later", "2026-12-03T21:17")
    assert html_of(later) == html_of(folders[1])
    samples = (build_sample(tmp_path / at[-2:], at, copies=False) for at in (NOW, "2026-11-24T12:01"))
    assert html_of(next(samples)) == html_of(next(samples))


def html_of(public: Path) -> dict[str, bytes]:
    return {file.relative_to(public).as_posix(): file.read_bytes() for file in sorted(public.rglob("*.html"))}


def landmarks(tree: Element) -> Iterator[tuple[str, str]]:
    """Name the parts of an article in the order of the text, each with its text."""
    main = tree.find(".//main")
    assert main is not None
    for element in main.iter():
        tag, classes = str(element.tag), set((element.get("class") or "").split())
        text = " ".join("".join(element.itertext()).split())
        if tag in {"h1", "h2"} and element.get("id") in {None, "related", "picks", "others"}:
            yield (element.get("id") or tag), text
        elif tag == "time" and element.get("datetime"):
            yield "time", text
        else:
            for name in ("breadcrumb", "kicker", "sapo", "lead-picture", "text", "byline", "source", "tags"):
                if name in classes:
                    yield name, text


ORDER = ("breadcrumb", "kicker", "h1", "time", "sapo", "lead-picture", "text", "byline", "source", "tags",
         "related", "picks", "others")  # fmt: skip
NEVER_MISSING = {"breadcrumb", "kicker", "h1", "time", "text"}
HEADINGS = {"related": "Có thể bạn quan tâm", "picks": "Nên xem", "others": "Tin khác"}


@pytest.mark.slow
def test_every_article_keeps_the_promised_order(folders: tuple[Path, Path]) -> None:
    seen: set[str] = set()
    articles = 0
    for file in (file for public in folders for file in sorted(public.rglob("*.html"))):
        text = file.read_text(encoding="utf-8")
        if '<body class="page-article">' not in text:
            continue
        articles += 1
        tree: Any = html5lib.parse(text, namespaceHTMLElements=False)
        first: dict[str, str] = {}
        for name, words in landmarks(tree):
            first.setdefault(name, words)
        order = [name for name in first if name in ORDER]
        assert order == [name for name in ORDER if name in first], file
        assert set(first) >= NEVER_MISSING, file
        assert re.fullmatch(r"\d\d/\d\d/20\d\d \d\d:\d\d", first["time"]), file
        assert {name: first[name] for name in HEADINGS if name in first}.items() <= HEADINGS.items(), file
        seen |= first.keys()
    assert articles > 100
    assert seen >= set(ORDER)


@pytest.mark.slow
def test_no_picture_stands_twice_on_a_page_of_the_sample(folders: tuple[Path, Path]) -> None:
    """But for portraits, which stand where somebody is named."""
    twice: list[str] = []
    pages = 0
    for file in sorted(folders[0].rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        if not re.search(r'<body class="page-(?:home|category|article|page)"', text):
            continue
        pages += 1
        pictures = [tag for tag in re.findall(r"<img[^>]*>", text) if "portrait" not in tag]
        sources = [re.findall(r'src="([^"]+)"', tag)[0] for tag in pictures]
        twice += [f"{file.parent.relative_to(folders[0])}: {src}" for src in set(sources) if sources.count(src) > 1]
    assert pages > 100
    assert twice == []


@pytest.mark.slow
def test_no_line_of_a_page_ends_in_blanks(folders: tuple[Path, Path]) -> None:
    """What a macro or a condition leaves of a line when it prints nothing; readers' phones fetch it all the same."""
    ending = [
        f"{page.relative_to(folder)}:{number}"
        for folder in folders
        for page in folder.rglob("*.html")
        for number, line in enumerate(re.sub(r"(?s)<pre.*?</pre>", "", page.read_text("utf-8")).split("\n"), 1)
        if line != line.rstrip()
    ]
    assert ending == []
