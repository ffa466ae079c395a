"""`ssg fix`: writes down what was understood, shows it first, and leaves every other byte as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.content.fixing import fixed
from ssg.content.frontmatter import decode, read_front_matter
from ssg.content.markdown import MarkdownOptions, render
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


def test_lines_of_a_mapping_are_quoted_at_once() -> None:
    file = "---\ntitle: A\ndate: 2026-11-20\nimage:\n  src: a.jpg\n  caption: {}\n  credit: {}\n---\nx\n"
    old = file.format('Cầu: "đẹp" lắm', "Ảnh: Lan")
    assert fix(old.encode()).decode() == file.format('"Cầu: \\"đẹp\\" lắm"', '"Ảnh: Lan"')
    continued = "---\ntitle: Hà Nội: mở\n  rộng: thêm\ndate: 2026-11-20\n---\nx\n"
    assert fix(fix(continued.encode())) == fix(continued.encode())
    assert b'title: "H' not in fix(continued.encode())


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
        b"\xef\xbb\xbf" + (HEAD + "Hà Nội\r\n").encode(),
        (HEAD + "```\n•\tMột\n```\n").encode(),
        b"\xff\xfe\x00",
        "Không có đầu.\n•\tMột\n".encode(),
        b"",
    ],
)
def test_all_else_stays(data: bytes) -> None:
    assert fix(data) == data


def test_decomposed_letters_are_composed_and_nothing_else_in_their_lines() -> None:
    before = b"\xef\xbb\xbf" + (HEAD + "Ha\u0300 No\u0323\u0302i  \r\n\n```\nHa\u0300\n```\n").encode()
    assert fix(before) == b"\xef\xbb\xbf" + (HEAD + "Hà Nội  \r\n\n```\nHà\n```\n").encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: Thứ Ba, 24/11/2026, 08:30 (GMT+7)", "date: 2026-11-24 08:30"),
        ("date: 24 tháng 11 năm 2026", "date: 2026-11-24"),
        ("ngày: Nov 24, 2026 8:30 PM", "ngày: 2026-11-24 20:30"),
        ("date: 24/11/2026 08:30", None),
        ("date: 2026-11-24T08:30:00+07:00", None),
        ("date: 2026-11-24\nupdated: 25.11.2026", "date: 2026-11-24\nupdated: 2026-11-25"),
        ("date: 2026-11-24\nauthors: Lan, Điệp", "date: 2026-11-24\nauthors: [Lan, Điệp]"),
        (
            "date: 2026-11-24\ntags:  lũ, bão: số 3, 2026, no",
            'date: 2026-11-24\ntags:  [lũ, "bão: số 3", "2026", "no"]',
        ),
        ("date: 2026-11-24\nauthor: Lan và Điệp", None),
        ("date: 2026-11-24\ntags: lũ", None),
        ("date: 2026-11-24\ntype: post\nlayout: post # cũ", "date: 2026-11-24\nlayout: post # cũ"),
        ("type: Bài viết\ndate: 2026-11-24", "date: 2026-11-24"),
        ("date: 2026-11-24\npublished: false", "date: 2026-11-24\ndraft: true"),
        ("date: 2026-11-24\nhidden: true", None),
        ("date: 2026-11-24\ndraft: 'yes'\nslug: Tin Mới", "date: 2026-11-24\ndraft: true\nslug: tin-moi"),
        ("date: >-\n  24 tháng 11 năm 2026", None),
    ],
)
def test_what_other_systems_and_people_write(old: str, new: str | None) -> None:
    file = "---\ntitle: A\n{}\n# ghi chú\nx: [a,  b]\n---\nVăn bản.\n"
    done = fix(file.format(old).encode()).decode()
    assert done == file.format(old if new is None else new)
    assert fix(done.encode()) == done.encode()


LINES = st.sampled_from(
    (
        *(
            "Hà Nội\u00a0và  39\u00a0°C",
            "•\tMột",
            "– Hai",
            "Ba",
            "",
            "Năm\tKhách",
            "2024\t1",
            "    bốn cột",
            "# Đầu đề",
            "Ha\u0300",
        ),
        *(
            "```",
            "**đậm **chữ",
            "[x](/a)",
            "| a | b |",
            "> trích",
            "1. một",
            "::: ghi-chu",
            ":::",
            "<b>x</b>",
            "\u200bkín",
        ),
    )
)
FRONTS = st.sampled_from(
    (
        *(
            "title: A: b",
            "title: “A”",
            "date: 24/11/26",
            "date: 24 tháng 11 năm 2026 8h30",
            "tags: a, b",
            "authors: [Lan, ]",
        ),
        *(
            "type: post",
            "published: no",
            "draft: có",
            "x: 1",
            "# chú",
            "slug: Tin Mới",
            "sapo: A # b",
            "summary: >-",
            "  tiếp",
        ),
    )
)


@given(st.lists(FRONTS, max_size=6), st.lists(LINES, max_size=12), st.sampled_from(("\n", "\r\n")))
@settings(max_examples=150)
def test_words_stay_and_a_second_time_changes_nothing(front: list[str], body: list[str], end: str) -> None:
    data = end.join(["---", *front, "---", *body, ""]).encode()
    done = fix(data)
    assert fix(done) == done
    before, after = (decode(one, "a.md")[0] or "" for one in (data, done))
    read = [read_front_matter(text, path="a.md", zone=ZoneInfo("Asia/Ho_Chi_Minh")) for text in (before, after)]
    shown = [render(one.body, path="a.md", first_line=1, options=OPTIONS).text.split() for one in read]
    assert "".join(shown[0]) == "".join(shown[1])
    assert (read[0].front is None) == (read[1].front is None)
    kept = [line for line in front if line in ("x: 1", "# chú")]
    assert [line for line in after.split("\n") if line in ("x: 1", "# chú")][: len(kept)] == kept


def test_links_to_moved_addresses(site: Callable[[str], TinySite]) -> None:
    before = """[một](/cu/mot#y), [bao](/bao/cu/mot), [hai](https://example.vn/bao/cu/hai.html "Hai"),
[ba](/cu/ba.html), [4](/cu/).
`[một](/cu/mot)` https://example.vn/bao/cu/mot/ <a href="/cu/mot/">năm</a> [sáu][s]

[s]: /cu/mot/
"""
    tiny = site(f"""-- site.toml --
title = "B"
base_url = "https://example.vn/bao"
redirects = "r.csv"
deploy = {{files = ["nginx"]}}
-- r.csv --
/cu/hai.html,content/tin/a.md
/cu/ba.html,,410
-- content/tin/a.md --
{HEAD.replace("title", "aliases: [/cu/mot/]" + chr(10) + "title")}x
-- content/tin/b.md --
{HEAD.replace("title: A", "title: B")}{before}""")
    asked = ("fix", "--links", "--yes", "-C", tiny.root, "--now", tiny.now.isoformat())
    assert "1 file written" in ssg(*asked).stdout
    after = (tiny.root / "content/tin/b.md").read_text(encoding="utf-8").rpartition("---\n")[2]
    new = "/tin/2026/11/a/"
    expected = before.replace("(/cu/mot#y", f"({new}#y").replace("/bao/cu/hai.html", f"/bao{new}")
    assert after == expected.replace('"/cu/mot/"', f'"{new}"').replace("]: /cu/mot/", f"]: {new}")
    assert ssg(*asked).stdout == "nothing to write down\n"


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


def test_an_output_folder_without_addresses_is_refused(site: Callable[[str], TinySite]) -> None:
    done = ssg("fix", "-C", site("").root, "-o", "elsewhere")
    assert done.returncode == 2
    assert "`-o` goes with `--addresses` only" in done.stderr
