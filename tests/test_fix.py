"""`ssg fix`: writes down what was understood, shows it first, and leaves every other byte as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.content.fixing import fixed
from ssg.content.markdown import MarkdownOptions
from ssg.content.markdown.options import PASTED
from tests.command import ssg
from tests.conftest import TinySite

OPTIONS = MarkdownOptions(pasted=PASTED)
HEAD = "---\ntitle: A\ndate: 2026-11-20\n---\n"


def fix(data: bytes) -> bytes:
    return fixed(data, "content/a.md", "Asia/Ho_Chi_Minh", OPTIONS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Hà Nội: mở đường", 'title: "Hà Nội: mở đường"'),
        ('title: "Khí cười" ở Hà Nội', 'title: "\\"Khí cười\\" ở Hà Nội"'),
        ("title:\u00a0Tin", "title: Tin"),
        ("title: Tin\u0007 một", "title: Tin một"),
    ],
)
def test_front_matter(old: str, new: str) -> None:
    file = "---\n{}\ndate: 20/11/26 08:30 # sửa\nx: [a,  b]\n---\nVăn bản.\n"
    done = fix(file.format(old).replace(" # sửa", "").encode()).decode()
    assert done == file.format(new).replace("/26", "/2026").replace(" # sửa", "")


def test_line_ends_and_the_last_line_stay() -> None:
    text = HEAD + "Một  \n\n•\tHai\n•\tBa\n\nNăm\tKhách\n2024\t1"
    expected = HEAD + "Một  \n\n- Hai\n- Ba\n\n| Năm | Khách |\n|---|---|\n| 2024 | 1 |"
    for end in ("\n", "\r\n", "\r"):
        assert fix(text.replace("\n", end).encode()) == expected.replace("\n", end).encode()
    mixed = HEAD.replace("\n", "\r\n") + "•\tHai\nBa\r\n"
    assert fix(mixed.encode()) == (HEAD.replace("\n", "\r\n") + "- Hai\nBa\r\n").encode()


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + "Bình thường.  \n\n\tint x = 3;\n").encode(),
        b"\xef\xbb\xbf" + (HEAD + "Ha\u0300 No\u0323\u0302i\r\n").encode(),
        (HEAD + "```\n•\tMột\n```\n").encode(),
        b"\xff\xfe\x00",
        "Không có đầu.\n•\tMột\n".encode(),
        b"",
    ],
)
def test_all_else_stays(data: bytes) -> None:
    assert fix(data) == data


def test_a_line_of_decomposed_letters_stays_beside_one_that_changes() -> None:
    before = (HEAD + "Ha\u0300 Nội\n\n•\tMột\n").encode()
    assert fix(before) == (HEAD + "Ha\u0300 Nội\n\n- Một\n").encode()


def test_the_command(site: Callable[[str], TinySite], tmp_path: Path) -> None:
    tiny = site(f"-- content/tin/a.md --\n{HEAD}•\tMột\n-- content/tin/b.md --\n{HEAD}Hai\n")
    file, other = tiny.root / "content/tin/a.md", tiny.root / "content/tin/b.md"
    before, untouched = file.read_bytes(), other.stat().st_mtime_ns
    for options in (["--dry-run"], []):
        shown = ssg("fix", "-C", tiny.root, *options)
        assert shown.returncode == 0
        assert "-•\tMột\n+- Một" in shown.stdout
        assert file.read_bytes() == before
    assert "1 file written" in ssg("fix", "-C", tiny.root, "--yes").stdout
    assert file.read_text() == f"{HEAD}- Một\n"
    assert other.stat().st_mtime_ns == untouched
    assert ssg("fix", "-C", tiny.root, file).stdout == "nothing to write down\n"


def test_rules_that_are_off_are_not_written_down(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- content/tin/a.md --\n{HEAD}•\tMột\n")
    with (tiny.root / "site.toml").open("a") as config:
        config.write('\n[markdown]\npasted = ["rows"]\n')
    assert ssg("fix", "-C", tiny.root).stdout == "nothing to write down\n"
