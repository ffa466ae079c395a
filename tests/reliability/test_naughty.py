"""Odd strings as headlines, tags, authors, topics, categories and slugs: all are text, all are shown, none is lost."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from ssg.content.frontmatter import decode, read_front_matter
from ssg.core.errors import Severity
from ssg.core.text import control_characters
from ssg.core.text.slug import DEVICE_NAMES, clean, identity
from tests.conftest import TinySite
from tests.documents import ZONE
from tests.reliability.naughty import BYTES, KINDS, REFUSED, every

TEXTS = every()
CONFIG = 'title = "Báo Thử"\nbase_url = "https://example.vn"\nper_page = 200\n'


def article(text: str, number: int) -> str:
    t = json.dumps(text, ensure_ascii=False)
    return (
        f"---\ntitle: {t}\ndate: 2026-11-01T{number // 60:02}:{number % 60:02}\n"
        f"summary: {t}\nauthors: [{t}]\ntags: [{t}]\ntopic: {t}\n"
        f"category: {t}\nsource: {t}\nslug: bai-{number}\n---\n\nVăn bản.\n"
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    tiny = TinySite(tmp_path_factory.mktemp("naughty") / "site", f"-- site.toml --\n{CONFIG}")
    for number, text in enumerate(TEXTS):
        tiny.write(f"content/tin/{number}.md", article(text, number))
    tiny.try_build(keep_going=True)
    return tiny


def left_out(tiny: TinySite) -> set[int]:
    """The articles of which it was said that they cannot be published."""
    return {int(n) for n in re.findall(r"content/tin/(\d+)\.md:\d+(?::\d+)?: error", tiny.said(keep_going=True))}


def pages_of(tiny: TinySite) -> dict[str, str]:
    return {
        path: data.decode() for path, data in tiny.tree().items() if path.endswith(".html") and b'class="page-' in data
    }


def test_every_headline_is_shown_or_its_article_is_refused_aloud(built: TinySite) -> None:
    refused = left_out(built)
    assert {TEXTS[number] for number in refused} <= {"\u200b", "\u2060", "\u3164", "\u00a0", "　a　"}
    pages = pages_of(built)
    heads = [unescape(found) for text in pages.values() for found in re.findall(r"<h1>(.*?)</h1>", text)]
    for number, text in enumerate(TEXTS):
        assert number in refused or clean(text) in heads, (number, text)


def test_names_are_shown_as_they_were_written(built: TinySite) -> None:
    refused = left_out(built)
    for kind, names in {"tag": "tag", "author": "author", "topic": "topic"}.items():
        shown = {
            identity(unescape(found))
            for path, text in pages_of(built).items()
            if path.startswith(f"{names}/")
            for found in re.findall(r"<h1>(.*?)</h1>", text)
        }
        missing = [text for number, text in enumerate(TEXTS) if number not in refused and identity(text) not in shown]
        # Written with its tone mark in the other place, it is the same name: N402 says so.
        assert missing == ["hòa"], kind
        assert f"{kind} “hòa” is read as “hoà”" in built.said(keep_going=True)


def test_every_file_has_a_name_for_every_disk(built: TinySite) -> None:
    seen: set[str] = set()
    for path in built.tree():
        key = unicodedata.normalize("NFC", path).casefold()
        assert key not in seen, path
        seen.add(key)
        for name in path.split("/"):
            # Letters and marks of other scripts (`[slugs]`), but no sign, space or character that is not to be seen.
            assert all(letter in "._-" or unicodedata.category(letter)[0] in "LMN" for letter in name), path
            assert unicodedata.normalize("NFC", name) == name
            assert len(name.encode()) <= 240
            assert name.partition(".")[0].lower() not in DEVICE_NAMES
            assert name.strip(" .") == name or name.startswith(".")


def test_what_machines_read_is_well_formed_and_whole(built: TinySite) -> None:
    refused = left_out(built)
    titles = {clean(text) for number, text in enumerate(TEXTS) if number not in refused}
    rows = [row for file in built.public.glob("search/rows/*/*.json") for row in json.loads(file.read_text("utf-8"))]
    assert titles <= {row[0] for row in rows}
    found = set()
    for file in built.public.rglob("*.xml"):
        tree = ElementTree.parse(file)  # noqa: S314 - our own output
        found |= {e.text for e in tree.iter() if e.tag.endswith("title")}
    assert titles & set(filter(None, found))
    for file in built.public.rglob("*.json"):
        json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("key", ["title", "tags", "authors", "topic", "category", "summary", "slug", "source", "x"])
def test_what_cannot_be_printed_is_refused_or_left_out_with_its_place(key: str) -> None:
    for text in REFUSED:
        for written in ('"' + "".join(f"\\U{ord(c):08X}" for c in text) + '"', json.dumps(text, ensure_ascii=False)):
            title = "" if key == "title" else "title: T\n"
            block = f"---\n{title}date: 2026-11-01\n{key}: {written}\n---\nx\n"
            split = read_front_matter(block, path="a.md", zone=ZONE)
            errors = [d for d in split.diagnostics if d.severity is Severity.ERROR]
            told = any(d.code == "N147" for d in split.diagnostics)
            assert split.front is None or told or text[1] in "\x85\x0b\x0c\u2028\u2029", (text, written)
            assert all(d.place.line in (3, 4) for d in errors)
            # What was white space to somebody is a space; nothing else gets through.
            assert split.front is None or not control_characters(str(msgspec.to_builtins(split.front)))


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    for data in BYTES:
        for before, line in ((b"---\ntitle: ", 2), (b"---\ntitle: T\n---\n", 4), (b"", 1)):
            text, said = decode(before + data + b"\n---\nx\n", "a.md")
            assert text is None
            assert [(d.code, d.place.line) for d in said] == [("E101", line)], data


def test_site_toml_takes_them_as_names(site: Callable[[str], TinySite]) -> None:
    """One category, one author and one topic for each, unless two would have one address, which is said."""
    for kind, texts in KINDS.items():
        tables = "".join(
            f"[[{table}]]\nname = {json.dumps(text, ensure_ascii=False)}\n"
            for table in ("categories", "authors", "topics")
            for text in texts
        )
        tiny = site(f"-- site.toml --\n{CONFIG}{tables}")
        said = tiny.said()
        errors = re.findall(r"error\[(E\d+)\]", said)
        assert set(errors) <= {"E502", "E505", "E506", "E511", "E514"}, (kind, said)
        assert said or (Path(tiny.public) / "index.html").exists()
