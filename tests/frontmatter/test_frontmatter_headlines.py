"""Lines of text that YAML would refuse or change: taken as they are, with what to write instead (CONTRACT)."""

from __future__ import annotations

import pytest

from ssg.content.frontmatter import quoted, read_front_matter
from tests.documents import ZONE
from tests.frontmatter.reading import said
from tests.frontmatter.reading import with_date as read

# What stands after `title: `; the same text is the title.
TAKEN = [
    "Hà Nội: Triệt phá đường dây",
    "Hà Nội: Triệt phá: bắt năm người",
    '"Khí cười" ở Hà Nội',
    "'Khí cười' ở Hà Nội: khó kiểm soát",
    "'Khí cười''",
    '"Một" và "hai"',
    '"Một": hai',
    "Còn nữa:",
    "@toasoan trả lời",
    "`mã nguồn` là gì",
    "%100 tăng trưởng",
    "* Ghi chú",
    "*Nóng* tin",
    "*nong",
    "& con",
    "&quot;Khí cười&quot; ở Hà Nội",
    "&a Tin",
    "!Nóng tin",
    "!",
    "| Tin nóng",
    "> Tin nóng",
    ">> Tin nóng",
    "|x",
    "- Tin nóng",
    "-",
    "? Ai",
    ": hai chấm",
    ", phẩy",
    "] đóng",
    "} đóng",
    "[Video] Lũ về",
    "[Video]",
    "[Video",
    "[]",
    "{Video} Lũ về",
    "{a: b}",
    "{a",
]

# What YAML reads as the text that it is: nothing to say.
LEFT = [
    "Hà Nội triệt phá",
    "10:30",
    "0777",
    "2026",
    "2026-11-24",
    "12:30:45",
    "No",
    "yes",
    "true",
    "1_000",
    "0x1F",
    ".5",
    "-5 độ ở Sa Pa",
    "--- ba gạch",
    "?Ai",
    ":hai chấm",
    "C#",
    "a#b",
    "http://example.vn/a:b",
    "“Khí cười” ở Hà Nội",
    "‘Khí cười’ ở Hà Nội",
    "it's",
    'nói "không" với rác',
    "a [b] {c} & d * e ! f % g @ h ` | > i",
    "a, b",
    "=",
    "<<",
]


@pytest.mark.parametrize("key", ["title", "Tiêu đề", "summary", "sapo"])
@pytest.mark.parametrize("text", TAKEN)
def test_line_that_yaml_refuses(key: str, text: str) -> None:
    other = "" if key in ("title", "Tiêu đề") else "title: T\n"
    split = read(f"{other}{key}: {text}")
    (problem,) = (one for one in split.diagnostics if one.code != "W151")  # `&quot;` in a headline
    assert split.front is not None
    assert (split.front.summary if other else split.front.title) == text
    assert problem.code in ("N130", "W124")
    assert (problem.place.line, problem.place.column) == (2 + bool(other), len(key) + 3)
    form = f"{key}: {quoted(text)}"
    assert str(problem.hint).endswith(f"write `{form}`")
    # What the hint says to write reads as the same, without another word.
    mended = read(f"{other}{form}")
    assert ({one.code for one in mended.diagnostics} <= {"W151"}, mended.front) == (True, split.front)


@pytest.mark.parametrize("text", LEFT)
@pytest.mark.parametrize("key", ["title", "category", "topic", "sapo"])
def test_line_that_yaml_gives_back(key: str, text: str) -> None:
    split = read(f"title: T\n{key}: {text}" if key != "title" else f"title: {text}")
    assert split.diagnostics == ()
    assert split.front is not None
    field = {"sapo": "summary"}.get(key, key)
    assert getattr(split.front, field) == text


@pytest.mark.parametrize(
    ("block", "title", "expected"),
    [
        # Between quotation marks and in blocks, YAML is YAML.
        ('title: "Hà Nội: \\"Khí cười\\""', 'Hà Nội: "Khí cười"', []),
        ("title: 'It''s: x #1'", "It's: x #1", []),
        ('title: "Một" # lời dặn', "Một", []),
        ('title: "Một\n  hai"', "Một hai", []),
        ("title: |\n  Hà Nội: một\n  - hai # ba", "Hà Nội: một - hai # ba", []),
        ("title: >-\n\n  “Một”: hai\n\n  ba", "“Một”: hai ba", []),
        ("title: |2\n    Một", "Một", []),
        ("title: Một\n  hai\n\n  ba", "Một hai ba", []),
        ("title:\n  Một hai", "Một hai", []),
        ('"title": Một', "Một", []),
        ("title : Một", "Một", []),
        # Comments: in headlines there are none, but it does not go without a word.
        ("title: Giá vàng #1", "Giá vàng #1", [("W121", 2, 8)]),
        ("title: #1 thế giới", "#1 thế giới", [("W121", 2, 8)]),
        ('title: "Một"#1', '"Một"#1', [("N130", 2, 8)]),
        ("title: Chiến dịch # 3.500 sinh mạng", "Chiến dịch # 3.500 sinh mạng", [("W121", 2, 8)]),
        ("title: Một # hai: ba", "Một # hai: ba", [("W121", 2, 8)]),
        ("title: Hà Nội: một # hai", "Hà Nội: một # hai", [("N130", 2, 8)]),
        # Quotation marks that are never closed swallow no other line.
        ('title: "Một', '"Một', [("W124", 2, 8)]),
        ("title: 'Một\nsummary: nó's", "'Một", [("W124", 2, 8)]),
        ('title: "Một\nsummary: "hai"', '"Một', [("W124", 2, 8)]),
        ('title: "Một\nlayout: x"\nx: "', None, [("W124", 2, 8), ("E110", 4, 4)]),
        # Backslashes that mean nothing: what stands between the quotation marks.
        ('title: "C:\\Tin\\Mới"', "C:\\Tin\\Mới", [("N130", 2, 8)]),
        ('title: "Một\\ud800"', '"Một\\ud800"', [("N130", 2, 8)]),
        # More than one line.
        ("title: Hà Nội: một\n  hai", "Hà Nội: một hai", [("N130", 2, 8)]),
        ('title: "Một" hai\n  ba: bốn', '"Một" hai ba: bốn', [("N130", 2, 8)]),
        ("title: Một\n  hai: ba", "Một hai: ba", [("N130", 2, 8)]),
        ("title:\n  Hà Nội: một", "Hà Nội: một", [("N130", 3, 3)]),
        ("title:\n  - một\n  - hai", "- một - hai", [("N130", 3, 3)]),
        ('title:\n\n  "Một" hai', '"Một" hai', [("N130", 4, 3)]),
        ("title:\n  [Video]", "[Video]", [("N130", 3, 3)]),
        # A key that is only indented wrongly is not swallowed either.
        ("title: Một\n  summary: hai", None, [("E110", 3, 3)]),
        ("title: Hà Nội: một\n  category: hai", None, [("E110", 3, 3)]),
        # White space that is no space.
        ("title:\u00a0Một", "Một", [("N135", 2, 7)]),
        ("title: \u00a0Hà Nội: một", "Hà Nội: một", [("N135", 2, 7), ("N130", 2, 9)]),
        ("title:\tMột", "Một", []),
        ("title: Một\u00a0hai   ba", "Một hai ba", []),
    ],
)
def test_title(block: str, title: str | None, expected: list[tuple[str, int, int]]) -> None:
    split = read(block)
    assert said(split) == expected
    assert (split.front and split.front.title) == title


@pytest.mark.parametrize(
    ("block", "field", "value", "expected"),
    [
        ("category: [Nóng] Thời sự", "category", "[Nóng] Thời sự", [("N130", 3, 11)]),
        ("category: Thời sự # lời dặn", "category", "Thời sự", [("N134", 3, 11)]),
        ("category: Thời sự # lời: dặn", "category", "Thời sự", [("N134", 3, 11)]),
        ("category: Thời sự #1", "category", "Thời sự #1", [("W121", 3, 11)]),
        ("category: # tên", "category", "", [("N134", 3, 11)]),
        ("summary: # 3.500 người", "summary", "", [("N134", 3, 10)]),
        ("tags: # từ khóa\n- a: b", "tags", ("a: b",), [("N130", 4, 3)]),
        ("tags: #từ khóa\n  - a", "tags", ("a",), []),
        ("topic: Bão: số 9", "topic", "Bão: số 9", [("N130", 3, 8)]),
        ("author: @minhha", "authors", ("@minhha",), [("N130", 3, 9)]),
        ("author: [Minh Hà](https://example.vn)", "authors", ("[Minh Hà](https://example.vn)",), [("N130", 3, 9)]),
        ("authors: [Minh Hà, 'Lê: An'] # hai", "authors", ("Minh Hà", "Lê: An"), []),
        ("tags: #seagames, #bongda", "tags", ("seagames", "bongda"), [("W121", 3, 7)]),
        ("tags: vàng: giá, no", "tags", ("vàng: giá", "no"), [("N130", 3, 7)]),
        ("tags:\n- Giá: tăng\n- 'a' b\n- @c\n- x #1", "tags", ("Giá: tăng", "'a' b", "@c", "x #1"),
         [("N130", 4, 3), ("N130", 5, 3), ("N130", 6, 3), ("W121", 7, 3)]),
        ("tags:\n  -\u00a0một\n  - |\n    a: b\n  - 2026", "tags", ("một", "a: b", "2026"), [("N135", 4, 4)]),
        ("related:\n  - /a: b.md", "related", ("/a: b.md",), [("N130", 4, 5)]),
        ("slug: &x", "slug", "x", [("N130", 3, 7), ("N131", 3, 7)]),
    ],
)  # fmt: skip
def test_other_text(block: str, field: str, value: object, expected: list[tuple[str, int, int]]) -> None:
    split = read(f"title: T\n{block}")
    assert said(split) == expected
    assert split.front is not None
    assert getattr(split.front, field) == value


def test_text_inside_of_values() -> None:
    split = read(
        "title: T\n"
        "image:\n"
        "  src: a #1.jpg\n"
        "  caption: Ảnh: TTXVN\n"
        "  alt: |\n"
        "    caption: trong khối\n"
        '  credit: "Minh họa": Báo\n'
        "source:\n"
        "  name: @a\n"
        "corrections:\n"
        "  - date: 2026-11-25\n"
        "    text: Bản trước: sai\n"
        "  - text: [Sửa] tên\n"
        "    date: 2026-11-26"
    )
    assert said(split) == [
        *[("W121", 4, 8), ("N130", 5, 12), ("N130", 8, 11)],
        *[("N130", 10, 9), ("N130", 13, 11), ("N130", 14, 11)],
    ]
    front = split.front
    assert front is not None
    assert front.image is not None
    assert (front.image.src, front.image.caption) == ("a #1.jpg", "Ảnh: TTXVN")
    assert (front.image.alt, front.image.credit) == ("caption: trong khối", '"Minh họa": Báo')
    assert front.source is not None
    assert front.source.name == "@a"
    assert [one.text for one in front.corrections] == ["Bản trước: sai", "[Sửa] tên"]


@pytest.mark.parametrize(
    "block",
    [
        "date: 2026: 11",
        "updated: @x",
        "kieuin: a: b",
        "x: @y",
        "x: [a] b",
        "x: 'a' b",
        "draft: *x",
    ],
)
def test_what_is_no_text_is_an_error(block: str) -> None:
    split = read_front_matter(f"---\ntitle: T\n{block}\n---\n", path="a.md", zone=ZONE)
    assert split.front is None
    assert {one.code for one in split.diagnostics} <= {"E110", "E108", "E103"}
    assert split.diagnostics[-1].place.line == 3
