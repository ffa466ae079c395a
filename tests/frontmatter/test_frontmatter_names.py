"""Texts with several names are split where that is certain, asked about where it is not, and left alone else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.frontmatter.splitting import split_names
from tests.frontmatter.reading import with_title as read


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("A; B", ("A", "B")),
        ("Nguyễn Văn A và Trần Thị B", ("Nguyễn Văn A", "Trần Thị B")),
        ("Nguyễn Văn A - Trần Thị B", ("Nguyễn Văn A", "Trần Thị B")),
        ("Nguyễn An/Lê Bình", ("Nguyễn An", "Lê Bình")),
        ("Minh Hà, Thu Hà & Lê Lan", ("Minh Hà", "Thu Hà", "Lê Lan")),
        ('["Nguyễn An và Lê Bình", C]', ("Nguyễn An", "Lê Bình", "C")),
    ],
)
def test_people_are_split(value: str, names: tuple[str, ...]) -> None:
    split = read(f"author: {value}")
    assert split.front is not None
    assert (split.front.authors, [one.code for one in split.diagnostics]) == (names, ["N149"])
    line = f"author: {value}"
    for number, name in enumerate(names):
        assert line[split.front.marks[f"authors[{number}]"].column - 1 :].lstrip('"').startswith(name)


@pytest.mark.parametrize("value", ["Lan và Điệp", "Minh Hà - Thu Trang"])
def test_doubtful_people_are_asked_about(value: str) -> None:
    split = read(f"author: {value}")
    assert split.front is not None
    assert (split.front.authors, [one.code for one in split.diagnostics]) == ((value,), ["W148"])


@pytest.mark.parametrize(
    "value",
    ["Nguyễn Văn A - TTXVN", "Nguyễn Văn A - Hà Nội", "Sở Y tế và Ban Dân vận", "PV/TTXVN", "Theo VnExpress",
     "Jean-Luc Godard", "A-B", "Ban Thời sự", "Võ Hương"],
)  # fmt: skip
def test_others_are_one_without_a_word(value: str) -> None:
    split = read(f"author: {value}")
    assert split.front is not None
    assert (split.front.authors, split.diagnostics) == ((value,), ())


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ('"giá xăng, dầu", bão', ("giá xăng, dầu", "bão")),
        ("“giá xăng, dầu”, bão", ("giá xăng, dầu", "bão")),
        ("“Khí cười”, bão", ("“Khí cười”", "bão")),
        ("bão; lũ", ("bão", "lũ")),
        ("trẻ em và Internet", ("trẻ em và Internet",)),
        ("Nga - Ukraine", ("Nga - Ukraine",)),
        ('["c, d", bão]', ("c, d", "bão")),
        ("['\"Khí cười\"']", ('"Khí cười"',)),
    ],
)
def test_tags(value: str, tags: tuple[str, ...]) -> None:
    split = read(f"tags: {value}")
    assert split.front is not None
    assert split.front.tags == tags


@given(st.text('aă "“”,;\t', max_size=40))
def test_nothing_is_lost(text: str) -> None:
    parts = split_names(text, people=False).parts
    for part in parts:
        assert text[part.offset :].startswith(part.text)
    assert sorted("".join(part.text for part in parts).translate(_MARKS)) == sorted(text.translate(_MARKS))


_MARKS = str.maketrans("", "", ' "“”,;\t')


@pytest.mark.parametrize(
    ("block", "names", "codes"),
    [
        ("tags:\n- lũ\n - bão", ("lũ", "bão"), ["N149"]),
        ("tags:\n  -lũ\n  -bão", ("lũ", "bão"), ["N149"]),
        ("tags:\n  • lũ\n  • bão lớn", ("lũ", "bão lớn"), ["N149"]),
        ("tags:\n  - đê - điều\n  - bão", ("đê - điều", "bão"), []),
        ("tags:\n  - lũ\n    lụt", ("lũ lụt",), []),
        ("tags:\n  -5 độ", ("-5 độ",), []),
        ("tags: |\n  lũ\n  bão", ("lũ", "bão"), []),
        ("tags: lũ，bão、mưa", ("lũ", "bão", "mưa"), []),
        ("tags: 'lũ', 'bão'", ("lũ", "bão"), ["N130"]),
        ("tags: rock 'n' roll, bão", ("rock 'n' roll", "bão"), []),
    ],
)
def test_lists_whose_marks_or_commas_yaml_does_not_know(block: str, names: tuple[str, ...], codes: list[str]) -> None:
    split = read(block)
    assert split.front is not None
    assert (split.front.tags, [one.code for one in split.diagnostics]) == (names, codes)
