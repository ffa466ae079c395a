"""What each key may hold, under all of its names, and where its value stands."""

from __future__ import annotations

import unicodedata
from typing import Any, get_type_hints

import msgspec
import pytest

from ssg.content.frontmatter import FrontMatter
from ssg.content.frontmatter.declared import FIELDS
from ssg.core.model import Assistance, Audio, Correction, Credit, Installment, Mark, Picture
from tests.documents import ZONE
from tests.frontmatter.reading import at, read, said, with_title


def test_table_names_and_schema_agree() -> None:
    fields = set(get_type_hints(FrontMatter)) - {"extra", "has_time", "marks", "featured_until"}
    assert fields == {field.names[0] for field in FIELDS}


def test_a_whole_article() -> None:
    split = read(
        "title: Hà Nội vào đông\n"
        "date: 24/11/2026 08:24\n"
        "category: Thủ đô\n"
        "summary: Trời trở lạnh.\n"
        "authors: [Minh Hà, Lê Thu An]\n"
        "tags:\n"
        "  - thời tiết\n"
        "  - 2026\n"
        "image: {src: a.jpg, alt: Phố, caption: Phố sớm, credit: TTX, focus: 50% 30%}\n"
        "updated: 2026-11-24T02:00:00Z\n"
        "slug: ha-noi\n"
        "id: b_7-X\n"
        "aliases: [/cu/, /cu/hon.html]\n"
        "featured: 3\n"
        "related: [../x.md, /y.md]\n"
        "topic: Mùa đông\n"
        "source: {name: TTX, url: https://example.vn/a}\n"
        "draft: true\n"
        "expires: 2027-01-01\n"
        "type: live\n"
        "corrections:\n"
        "  - date: 2026-11-25 09:00\n"
        "    text: Sửa nhiệt độ.\n"
        "breaking: 2026-11-24 12:00\n"
        "permalink: /Tin-Cu/Bai.12.html\n"
        "withdrawn: {date: 2026-12-01, reason: Theo yêu cầu}\n"
        "layout: longread\n"
        "audio: {src: a.mp3, title: Nghe, duration: 1:02:03}\n"
        "ended: 2026-11-24 20:00\n"
        "kicker: rộng"
    )
    assert split.diagnostics == ()
    front = split.front
    assert front is not None
    assert msgspec.structs.asdict(front) == {
        "title": "Hà Nội vào đông",
        "date": at(2026, 11, 24, 8, 24),
        "category": "Thủ đô",
        "summary": "Trời trở lạnh.",
        "authors": ("Minh Hà", "Lê Thu An"),
        "tags": ("thời tiết", "2026"),
        "image": Picture("a.jpg", "Phố", "Phố sớm", "TTX", "50% 30%"),
        "updated": at(2026, 11, 24, 9),
        "slug": "ha-noi",
        "id": "b_7-X",
        "aliases": ("/cu/", "/cu/hon.html"),
        "featured": 3,
        "related": ("../x.md", "/y.md"),
        "topic": "Mùa đông",
        "source": Credit("TTX", "https://example.vn/a"),
        "draft": True,
        "expires": at(2027, 1, 1),
        "type": "live",
        "corrections": (Correction(at(2026, 11, 25, 9), "Sửa nhiệt độ."),),
        "has_time": True,
        "breaking": at(2026, 11, 24, 12),
        "ended": at(2026, 11, 24, 20),
        "permalink": "/Tin-Cu/Bai.12.html",
        "withdrawn": at(2026, 12, 1),
        "series": None,
        "translation_of": "",
        "translations": (),
        "language": "",
        "featured_until": None,
        "layout": "longread",
        "audio": Audio("a.mp3", "Nghe", 3723),
        "ai": None,
        "access": "",
        "extra": {"kicker": "rộng"},
        "marks": front.marks,
    }
    assert front.updated is not None
    assert front.updated.tzinfo is ZONE
    assert {name: (mark.line, mark.column) for name, mark in front.marks.items()} == {
        "title": (2, 8),
        "date": (3, 7),
        "category": (4, 11),
        "summary": (5, 10),
        "authors": (6, 10),
        "authors[0]": (6, 11),
        "authors[1]": (6, 20),
        "tags": (8, 3),
        "tags[0]": (8, 5),
        "tags[1]": (9, 5),
        "image": (10, 8),
        "image.src": (10, 14),
        "image.alt": (10, 26),
        "image.caption": (10, 40),
        "image.credit": (10, 57),
        "image.focus": (10, 69),
        "updated": (11, 10),
        "slug": (12, 7),
        "id": (13, 5),
        "aliases": (14, 10),
        "aliases[0]": (14, 11),
        "aliases[1]": (14, 17),
        "featured": (15, 11),
        "related": (16, 10),
        "related[0]": (16, 11),
        "related[1]": (16, 20),
        "topic": (17, 8),
        "source": (18, 9),
        "source.name": (18, 16),
        "source.url": (18, 26),
        "draft": (19, 8),
        "expires": (20, 10),
        "type": (21, 7),
        "corrections": (23, 3),
        "corrections[0]": (23, 5),
        "corrections[0].date": (23, 11),
        "corrections[0].text": (24, 11),
        "breaking": (25, 11),
        "permalink": (26, 12),
        "withdrawn": (27, 12),
        "withdrawn.date": (27, 19),
        "layout": (28, 9),
        "audio": (29, 8),
        "audio.src": (29, 14),
        "audio.title": (29, 28),
        "audio.duration": (29, 44),
        "ended": (30, 8),
        "kicker": (31, 9),
    }


@pytest.mark.parametrize(
    ("key", "field"),
    [(name, field.names[0]) for field in FIELDS for name in field.names]
    + [("TIÊU ĐỀ", "title"), ("Tiêu  Đề", "title"), ("Timestamp", "date"), ("TỪ KHOÁ", "tags"), ("Ảnh", "image")],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_of_keys(key: str, field: str, form: Any) -> None:
    values: dict[str, tuple[str, object]] = {
        "date": ("2026-11-25", at(2026, 11, 25)),
        "updated": ("2026-11-25", at(2026, 11, 25)),
        "expires": ("2026-11-25", at(2026, 11, 25)),
        "breaking": ("2026-11-25", at(2026, 11, 25)),
        "ended": ("2026-11-25", at(2026, 11, 25)),
        "withdrawn": ("2026-11-25", at(2026, 11, 25)),
        "permalink": ("/Tin/a.html", "/Tin/a.html"),
        "authors": ("a, b", ("a", "b")),
        "tags": ("a, b", ("a", "b")),
        "aliases": ("/a/", ("/a/",)),
        "related": ("/a.md", ("/a.md",)),
        "translations": ("https://en.example/a/", ("https://en.example/a/",)),
        "image": ("a.jpg", Picture("a.jpg")),
        "audio": ("a.mp3", Audio("a.mp3")),
        "access": ("paid", "paid"),
        "ai": ("Máy dịch", Assistance("Máy dịch")),
        "source": ("A", Credit("A")),
        "series": ("A", Installment("A")),
        "featured": ("true", 1),
        "draft": ("true", True),
        "type": ("live", "live"),
        "corrections": ("{date: 2026-11-25, text: a}", (Correction(at(2026, 11, 25), "a"),)),
    }
    written, value = values.get(field, ("abc", "abc"))
    base = {"title": "T", "date": "2026-11-24"}
    base.pop(field, None)
    block = "".join(f"{name}: {text}\n" for name, text in base.items())
    split = read(f"{block}{unicodedata.normalize(form, key)}: {written}")
    assert split.diagnostics == ()
    assert split.front is not None
    assert getattr(split.front, field) == value
    assert split.front.extra == {}


@pytest.mark.parametrize(
    ("block", "field", "value"),
    [
        ("author: Minh Hà", "authors", ("Minh Hà",)),
        ("author: Minh Hà, Lê An", "authors", ("Minh Hà", "Lê An")),
        ("author: [Minh Hà]", "authors", ("Minh Hà",)),
        ("tags: [2026, no, 10:30, null, 0777, 1e3]", "tags", ("2026", "no", "10:30", "null", "0777", "1e3")),
        ("tags:\n- một\n- hai", "tags", ("một", "hai")),
        ("tags: [\nmột,\nhai\n]", "tags", ("một", "hai")),
        ("tags: []", "tags", ()),
        ('tags: ""', "tags", ()),
        ("tags: ~", "tags", ()),
        ("category: null", "category", ""),
        ('category: "null"', "category", "null"),
        ("category: 'No'", "category", "No"),
        ("topic: !!str 2026", "topic", "2026"),
        ("featured: false", "featured", 0),
        ("featured: True", "featured", 1),
        ("draft: FALSE", "draft", False),
        ("type: Live", "type", "live"),
        ("image:\n  src: a.jpg", "image", Picture("a.jpg")),
        ("image: {SRC: a.jpg, alt: }", "image", Picture("a.jpg")),
        ("image: https://example.vn/a b.jpg", "image", Picture("https://example.vn/a b.jpg")),
        ("source: https://www.example.vn/a", "source", Credit("example.vn", "https://www.example.vn/a")),
        ("source: {url: https://example.vn/a}", "source", Credit("example.vn", "https://example.vn/a")),
        ("source: {name: TTX}", "source", Credit("TTX")),
        ("corrections: {date: 2026-11-25, text: a}", "corrections", (Correction(at(2026, 11, 25), "a"),)),
        ("updated: '2026-11-24T08:24:00Z'", "updated", at(2026, 11, 24, 15, 24)),
        ("updated: 2026-11-24 08:24:00 +0000", "updated", at(2026, 11, 24, 15, 24)),
        ("updated: 24-11-2026", "updated", at(2026, 11, 24)),
        ("related:\n  - a, b.md", "related", ("a, b.md",)),
        ("related: a, b.md", "related", ("a, b.md",)),
        ("author: a\nauthors: [a]", "authors", ("a",)),
        ("summary: x\nsapo: x", "summary", "x"),
        ("tags: [\"]]>\", 'a]', \"b, [c\"]", "tags", ("]]>", "a]", "b, [c")),
    ],
)  # fmt: skip
def test_accepted_without_a_word(block: str, field: str, value: object) -> None:
    split = with_title(block)
    assert split.diagnostics == ()
    assert split.front is not None
    assert getattr(split.front, field) == value


@pytest.mark.parametrize(
    ("block", "expected", "field", "value"),
    [
        ("tags: a, , b,", [("N132", 4, 10)], "tags", ("a", "b")),
        ("tags: [a, '', b]", [("N132", 4, 11)], "tags", ("a", "b")),
        ("tags:\n  - a\n  -\n  - b", [("N132", 6, 4)], "tags", ("a", "b")),
        ("tags: Hà Nội, hà nội, a", [("N133", 4, 15)], "tags", ("Hà Nội", "a")),
        ("authors: [a, b, a]", [("N133", 4, 17)], "authors", ("a", "b")),
        ("slug: Hà Nội", [("N131", 4, 7)], "slug", "ha-noi"),
        ("expires: 2026-11-23", [("W122", 4, 10)], "expires", at(2026, 11, 23)),
        ("expires: 2026-11-24", [("W122", 4, 10)], "expires", at(2026, 11, 24)),
        ("updated: 2026-11-23", [("W123", 4, 10)], "updated", at(2026, 11, 23)),
        ("updated: 2026-11-24", [], "updated", at(2026, 11, 24)),
        ("image: {src: a.jpg, credt: x}", [("W125", 4, 21)], "image", Picture("a.jpg")),
        ("audio: {src: a.mp3, duration: lâu}", [("W161", 4, 31)], "audio", Audio("a.mp3")),
        ("audio: {src: a.mp3, duration: 750}", [], "audio", Audio("a.mp3", duration=750)),
        ("layout: Standard", [], "layout", "Standard"),
        ("layout: post", [("N137", 4, 9)], "layout", ""),
        ("sumary: x", [("W120", 4, 1)], "extra", {"sumary": "x"}),
        ("Autor: x", [("W120", 4, 1)], "extra", {"Autor": "x"}),
        ("tieu-de: x", [("W120", 4, 1)], "extra", {"tieu-de": "x"}),
        ("kicker: x\nlang: vi\nuid: 7\nkhác: [a]", [], "extra",
         {"kicker": "x", "lang": "vi", "uid": 7, "khác": ["a"]}),
    ],
)  # fmt: skip
def test_accepted_with_a_word(block: str, expected: list[tuple[str, int, int]], field: str, value: object) -> None:
    split = with_title(block)
    assert said(split) == expected
    assert split.front is not None
    assert getattr(split.front, field) == value


def test_marks_of_commas() -> None:
    split = with_title("tags: 'Hà Nội,  đá: bóng'\nauthor: Hà: a, b")
    assert split.front is not None
    marks = split.front.marks
    assert (marks["tags[0]"], marks["tags[1]"]) == (Mark(4, 7), Mark(4, 17))
    assert (marks["authors[0]"], marks["authors[1]"]) == (Mark(5, 9), Mark(5, 16))
    mended = with_title("tags: a: một, b\n  hai, ba").front
    assert mended is not None
    assert mended.tags == ("a: một", "b hai", "ba")
    assert [mended.marks[f"tags[{n}]"] for n in range(3)] == [Mark(4, 7), Mark(4, 15), Mark(4, 7)]
    escaped = with_title("tags: 'it''s, b'").front
    assert escaped is not None
    assert [escaped.marks[f"tags[{n}]"] for n in range(2)] == [Mark(4, 7), Mark(4, 7)]
    two_names = with_title("author: a\nauthors: [a]").front
    assert two_names is not None
    assert two_names.marks["authors[0]"] == Mark(4, 9)
    folded = with_title("tags: một,\n  hai").front
    assert folded is not None
    assert folded.marks["tags[1]"] == Mark(4, 7)


def test_updated_on_the_day_of_publication_is_not_before_it() -> None:
    for date in ("2026-11-24 08:24", "2026-11-24T01:24:00Z"):
        split = read(f"title: T\ndate: {date}\nupdated: 24/11/2026")
        assert split.diagnostics == ()
        assert split.front is not None
        assert split.front.updated == split.front.date == at(2026, 11, 24, 8, 24)
    assert said(read("title: T\ndate: 2026-11-24 08:24\nupdated: 2026-11-24 08:00")) == [("W123", 4, 10)]
