"""`ssg most-read`: what counts as a read, what is left out and told, and that no line of a log can stop it."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.cli import app
from ssg.core.text.accesslog import Hit, read_hit
from ssg.index.readership import count_reads
from ssg.store.logs import lines_of
from tests.conftest import TinySite


class Done(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def ssg(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run a command in this process."""

    def run(*arguments: str | Path) -> Done:
        return Done(app.run(list(map(str, arguments))), *capsys.readouterr())

    return run


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
COCCOC = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/125.0 Chrome/119.0"
A, B = "/bao/tin/2026/11/a/", "/bao/tin/2026/11/b/"
SITE = """
-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
-- content/tin/a.md --
---
title: A
date: 2026-11-20
---
Văn.
-- content/tin/b.md --
---
title: B
date: 2026-11-21
aliases: [/cu/b/]
---
Văn.
-- content/tin/c.md --
---
title: C
date: 2026-11-29
---
Chưa đến giờ.
"""
NOW = "2026-11-24 12:00"


def line(at: str = A, time: str = "24/Nov/2026:08:00:00 +0700", who: str = "203.0.113.7", agent: str = FIREFOX) -> str:
    return f'{who} - - [{time}] "GET {at} HTTP/1.1" 200 512 "-" "{agent}"\n'


def made(tiny: TinySite) -> list[tuple[str, int]]:
    items = json.loads((tiny.root / "data/most-read.json").read_text(encoding="utf-8"))["items"]
    return [(item["path"], item["reads"]) for item in items]


def test_it_makes_the_file_that_the_block_reads(
    site: Callable[[str], TinySite], tmp_path: Path, ssg: Callable[..., Done]
) -> None:
    tiny = site(SITE)
    log, packed = tmp_path / "access.log", tmp_path / "access.log.1.gz"
    log.write_text(
        line()
        + line(B, who="198.51.100.1")
        + line(B + "?utm_source=zalo#x", who="198.51.100.2")
        + line(B + "index.html", who="198.51.100.3", agent=COCCOC)
        + line("/bao/tin/2026/11/%62/", who="198.51.100.4")
        + line("http://example.vn" + B, who="198.51.100.5")
        + line(B, agent=GOOGLE)
        + line(B, agent="-")
        + line("/tin/2026/11/b/")
        + line("/bao/tin/2026/11/c/")
        + line("/bao/cu/b/")
        + line("http://khac.example" + B, who="198.51.100.6")
        + line(B, who="198.51.100.7").replace("GET", "HEAD")
        + line(B, who="198.51.100.8").replace('" 200 ', '" 404 ')
        + line(B, who="198.51.100.9").replace('" 200 ', '" 304 ')
        + f"khac.example:443 {line(B, who='198.51.100.10')}"
        + f"www.example.vn:443 {line(B, who='2001:db8::1')}"
        + "rác\n\n",
        encoding="utf-8",
    )
    packed.write_bytes(gzip.compress(line(time="23/Nov/2026:08:00:00 +0700").encode()))
    done = ssg("most-read", "-C", tiny.root, "--now", NOW, "--from", log, packed)
    assert (done.returncode, done.stdout) == (0, f"{tiny.root}/data/most-read.json\n")
    assert done.stderr.splitlines() == [
        "20 lines: 9 reads of 2 articles",
        "ignored: 2 by programs, 7 of other pages and files",
        f"{log}:18: 2 lines in an unknown format; this is the first",
    ]
    assert made(tiny) == [("tin/b.md", 7), ("tin/a.md", 2)]
    text = (tiny.root / "data/most-read.json").read_text(encoding="utf-8")
    assert "203.0.113" not in text
    assert tiny.build().edition.site.most_read == ("tin/b.md", "tin/a.md")


def test_the_same_reader_within_half_an_hour_counts_once(
    site: Callable[[str], TinySite], tmp_path: Path, ssg: Callable[..., Done]
) -> None:
    tiny = site(SITE)
    times = ["08:00:00", "08:29:59", "08:59:58", "09:29:58", "23:59:50"]
    today, yesterday = tmp_path / "a", tmp_path / "b"
    today.write_text("".join(line(time=f"24/Nov/2026:{t} +0700") for t in times) + line(agent=COCCOC), encoding="utf-8")
    yesterday.write_text(line(time="23/Nov/2026:23:59:59 +0000"), encoding="utf-8")
    done = ssg("most-read", "-C", tiny.root, "--now", NOW, "--from", today, "--from", yesterday)
    # Each of the first three follows the one before in less than half an hour; 23:59:59 UTC is 06:59:59 here.
    assert "5 reads of 1 article\nignored: 2 repeated\n" in done.stderr
    other_way_round = (tiny.root / "data/most-read.json").read_bytes()
    ssg("most-read", "-C", tiny.root, "--now", NOW, "--from", yesterday, "--from", today)
    assert (tiny.root / "data/most-read.json").read_bytes() == other_way_round


def test_days_and_top(site: Callable[[str], TinySite], tmp_path: Path, ssg: Callable[..., Done]) -> None:
    tiny, log = site(SITE), tmp_path / "access.log"
    log.write_text(line(time="01/Nov/2026:08:00:00 +0700") + line(B, time="23/Nov/2026:12:00:01 +0700"), "utf-8")
    assert ssg("most-read", "-C", tiny.root, "--now", NOW, "--from", log, "--days", "1").returncode == 0
    assert made(tiny) == [("tin/b.md", 1)]
    assert ssg("most-read", "-C", tiny.root, "--from", log, "--top", "1").returncode == 0
    assert made(tiny) == [("tin/a.md", 1)]


def test_standard_input(
    site: Callable[[str], TinySite], ssg: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = site(SITE)
    for data in (line().encode(), gzip.compress(line(B).encode())):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert ssg("most-read", "-C", tiny.root, "--from", "-").returncode == 0
    assert made(tiny) == [("tin/b.md", 1)]


def test_what_ends_it(site: Callable[[str], TinySite], tmp_path: Path, ssg: Callable[..., Done]) -> None:
    tiny, log, cut = site(SITE), tmp_path / "access.log", tmp_path / "cut.gz"
    log.write_text("x\n" * 3, encoding="utf-8")
    nothing = ssg("most-read", "-C", tiny.root, "--from", log)
    assert nothing.returncode == 1
    assert nothing.stderr.endswith(
        "Error: the logs contain no article of this site: data/most-read.json was not changed\n"
    )
    assert not (tiny.root / "data").exists()
    missing = ssg("most-read", "-C", tiny.root, "--from", tmp_path / "no.log")
    assert (missing.returncode, missing.stderr) == (
        1,
        f"Error: cannot read {tmp_path}/no.log: No such file or directory\n",
    )
    data = gzip.compress(
        line().encode() + b"".join(line(B, who=f"10.0.{n % 250}.{n // 250}").encode() for n in range(9999))
    )
    cut.write_bytes(data[: len(data) // 2])
    done = ssg("most-read", "-C", tiny.root, "--from", cut)
    assert done.returncode == 0
    assert f"{cut}: read in part: Compressed file ended before the end-of-stream marker was reached" in done.stderr
    tiny.write("data/most-read.toml", "items = []\n")
    rival = ssg("most-read", "-C", tiny.root, "--from", log)
    assert rival.returncode == 1
    assert "data/most-read.toml conflicts with most-read.json: remove one of them" in rival.stderr


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        (line(), Hit(1795482000, "", "203.0.113.7", "GET", A, 200, FIREFOX)),
        (
            '2001:db8::1 - hà [24/Nov/2026:01:00:00 +0000] "GET /x HTTP/2.0" 304 -',
            Hit(1795482000, "", "2001:db8::1", "GET", "/x", 304, ""),
        ),
        (f"Example.vn:443 {line()}", Hit(1795482000, "example.vn", "203.0.113.7", "GET", A, 200, FIREFOX)),
        (
            '1.2.3.4 - - [24/Nov/2026:08:00:00 +0700] "\\x16\\x03\\"" 400 0 "-" "-"',
            Hit(1795482000, "", "1.2.3.4", "", "", 400, "-"),
        ),
        ('1.2.3.4 - - [31/Feb/2026:08:00:00 +0700] "GET / HTTP/1.1" 200 0', None),
        ('1.2.3.4 - - [24/Noe/2026:08:00:00 +0700] "GET / HTTP/1.1" 200 0', None),
        ('1.2.3.4 - - [24/Nov/2026:08:00:00 +0700] "GET / HTTP/1.1 200 0', None),
        ("", None),
    ],
)
def test_lines(text: str, hit: Hit | None) -> None:
    assert read_hit(text) == hit


PIECES = st.sampled_from(
    [
        '"',
        "\\",
        "[",
        "]",
        " ",
        "-",
        "GET",
        "/",
        "//[",
        "%",
        "%ff",
        "200",
        "24/Nov/2026:08:00:00 +0700",
        "é",
        "\0",
        "\x1b",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_line_and_no_target_stops_it(text: str) -> None:
    read_hit(text)
    hit = read_hit(f'1.2.3.4 - - [24/Nov/2026:08:00:00 +0700] "GET {text} HTTP/1.1" 200 1 "-" "{text}"')
    targets = [Hit(0, text, text, "GET", text, 200, "x")] + ([hit] if hit else [])
    assert sum(count_reads(targets, {A: "a.md"}, "example.vn", lambda agent: False, 0).reads.values()) <= 2


def test_lines_without_end_are_not_held(tmp_path: Path) -> None:
    log, broken = tmp_path / "a", list[str]()
    log.write_bytes(b"a\n" + b"x" * 500_000 + b"\nb\n" + b"y" * 65_536)
    assert list(lines_of(log.open("rb"), broken)) == ["a\n", None, "b\n", None]
    assert broken == []


def test_a_hostile_line_takes_no_longer_than_others() -> None:
    """Counted by length: twice as long a line must not be tried in more than twice as many ways (possessive parts)."""
    for piece in ('"', "\\", "a ", "[", '\\"', "a b [", '" 200 "'):
        assert read_hit(piece * 30_000) is None
