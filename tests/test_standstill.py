"""A build after which nothing has changed is recognised without planning anything; and only then."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator

import pytest

from tests.conftest import TinySite
from tests.test_commands import ssg

SITE = """
-- content/thoi-su/a.md --
---
title: Một tin
date: 2026-11-23 08:24
tags: [hoà, hòa, hòa]
---
Văn bản. ![a](a.svg)
-- content/thoi-su/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>
-- content/thoi-su/b.md --
---
title: Tin mai
date: 2026-11-25 06:00
---
Văn bản.
-- content/thoi-su/c.md --
---
title: Tin sắp hết hạn
date: 2026-11-20 06:00
expires: 2026-11-26 06:00
---
Văn bản.
-- data/x.json --
[1]
-- static/ads.txt --
x
"""
NOW = "2026-11-24 12:00"


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TinySite]:
    """Sites of which no file is too young for its time to prove anything: they all age at once."""
    made = [TinySite(tmp_path_factory.mktemp("aged") / "site", SITE) for _ in range(32)]
    time.sleep(2.1)
    return iter(made)


@pytest.fixture
def tiny(aged: Iterator[TinySite]) -> TinySite:
    made = next(aged)
    run(made)
    return made


def run(tiny: TinySite, now: str = NOW, *options: str) -> tuple[bool, list[str]]:
    """Build; say whether anything was looked at, and what was written or removed."""
    report = tiny.root.parent / "report.json"
    done = ssg("build", "-C", tiny.root, "--now", now, "--report", report, "--jobs", "1", *options)
    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    return "plan" in found["seconds"], found["written"] + found["removed"]


def test_times_are_told_in_the_zone_of_the_site(tiny: TinySite) -> None:
    assert run(tiny) == (False, [])
    assert "next publication: 25/11/2026 06:00" in ssg("build", "-C", tiny.root, "--now", NOW).stdout


def test_nothing_is_planned_when_nothing_has_changed(tiny: TinySite) -> None:
    first = ssg("build", "-C", tiny.root, "--now", NOW)
    assert run(tiny) == (False, [])
    again = ssg("build", "-C", tiny.root, "--now", NOW)
    assert first.stderr == again.stderr != ""
    assert first.stdout.splitlines()[1:] == again.stdout.splitlines()[1:]
    assert "published 0 of " in again.stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/thoi-su/a.md", "---\ntitle: Một tin\ndate: 2026-11-23 08:24\n---\nĐoạn văn.\n"),
        ("content/thoi-su/d.md", "---\ntitle: Mới\ndate: 2026-11-22\n---\nVăn.\n"),
        ("content/thoi-su/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>\n'),
        ("static/ads.txt", "y\n"),
        ("site.toml", 'title = "Báo Khác"\nbase_url = "https://example.vn"\n'),
        ("templates/404.html", "x"),
        ("templates/assets/css/site.css", "x"),
    ],
)
def test_every_input_is_looked_at(tiny: TinySite, name: str, text: str) -> None:
    if (tiny.root / name).exists():
        info = (tiny.root / name).stat()
        tiny.write(name, text)
        os.utime(tiny.root / name, ns=(info.st_mtime_ns, info.st_mtime_ns + 1))
    else:
        tiny.write(name, text)
    planned, written = run(tiny)
    assert planned
    assert written


def test_data_is_looked_at(tiny: TinySite) -> None:
    tiny.write("data/x.json", "[2]")
    assert run(tiny)[0]


@pytest.mark.parametrize(
    ("now", "written"),
    [("2026-11-25 05:59", False), ("2026-11-25 06:00", True), ("2026-11-26 06:00", True), ("2026-11-24 11:59", False)],
)
def test_time_is_looked_at(tiny: TinySite, now: str, written: bool) -> None:
    assert bool(run(tiny, now)[1]) is written


def test_options_are_looked_at(tiny: TinySite) -> None:
    assert run(tiny, NOW, "--future")[1]
    assert run(tiny, NOW, "--future") == (False, [])
    assert run(tiny, NOW, "--base-url", "https://moi.example")[1]


@pytest.mark.parametrize("change", ["edit", "remove", "touch"])
def test_the_output_is_looked_at(tiny: TinySite, change: str) -> None:
    page = tiny.public / "thoi-su/index.html"
    before = page.read_bytes()
    if change == "remove":
        page.unlink()
    elif change == "edit":
        page.write_bytes(b"x" * len(before))
    else:
        page.touch()
    assert run(tiny)[0]
    assert page.read_bytes() == before


def test_a_file_that_is_too_young_proves_nothing(tiny: TinySite) -> None:
    tiny.edit("content/thoi-su/a.md", "Văn bản", "Đoạn văn")
    run(tiny)
    assert run(tiny)[0]


def test_a_damaged_note_proves_nothing(tiny: TinySite) -> None:
    (note,) = (tiny.root / ".ssg").glob("*.still")
    note.write_bytes(note.read_bytes()[:40])
    assert run(tiny) == (True, [])
