"""A build after which nothing has changed is recognised without planning anything; and only then."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import AGED, ROOT, ssg
from tests.conftest import TinySite

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


@pytest.fixture
def tiny(tmp_path: Path) -> TinySite:
    made = TinySite(tmp_path / "site", SITE)
    run(made)
    return made


def run(tiny: TinySite, now: str = NOW, *options: str, ahead: int = AGED) -> tuple[bool, list[str]]:
    """Build; say whether anything was looked at, and what was written or removed."""
    report = tiny.root.parent / "report.json"
    done = ssg("build", "-C", tiny.root, "--now", now, "--report", report, "--jobs", "1", *options, ahead=ahead)
    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    return "plan" in found["seconds"], found["written"] + found["removed"]


def test_times_are_told_in_the_zone_of_the_site(tiny: TinySite) -> None:
    assert run(tiny) == (False, [])
    assert "next publication: 25/11/2026 06:00" in ssg("build", "-C", tiny.root, "--now", NOW, ahead=AGED).stdout


def test_nothing_is_planned_when_nothing_has_changed(tiny: TinySite) -> None:
    first = ssg("build", "-C", tiny.root, "--now", NOW, ahead=AGED)
    assert run(tiny) == (False, [])
    again = ssg("build", "-C", tiny.root, "--now", NOW, ahead=AGED)
    assert first.stderr == again.stderr != ""
    told = [line for line in first.stdout.splitlines()[1:] if not line.startswith("  new: ")]
    assert told == again.stdout.splitlines()[1:]
    assert "published 0 of " in again.stdout


def test_nothing_is_imported_that_only_building_needs(tiny: TinySite) -> None:
    code = "import sys; from ssg.cli.app import run; run(sys.argv[1:]); print(*sys.modules)"
    call = (sys.executable, "-c", code, "build", "-q", "-C", tiny.root, "--now", NOW, "--jobs", "2")
    loaded = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert "ssg.steps.unchanged" in loaded
    heavy = {"ssg.build", "ssg.steps.context", "ssg.content.markdown", "numpy", "jinja2", "markdown_it", "nh3"}
    assert heavy.intersection(loaded) == set()


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
    run(tiny, ahead=0)
    assert run(tiny, ahead=0)[0]


def test_a_damaged_note_proves_nothing(tiny: TinySite) -> None:
    assert run(tiny) == (False, [])
    with contextlib.closing(sqlite3.connect(tiny.root / ".ssg/memo.sqlite")) as state, state:
        damage = "update note set value = substr(value, 1, 40) where name like 'still %'"
        assert state.execute(damage).rowcount == 1
    assert run(tiny) == (True, [])
