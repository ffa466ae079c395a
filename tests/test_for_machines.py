"""What commands say to programs: the report, the times of `ssg next`, `--if-due`, `--wait`, `--log`."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ssg.deploy.purge import changed_urls
from tests.command import AGED, ssg
from tests.conftest import TinySite

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
redirects = "cu.csv"
[deploy]
files = ["nginx", "apache"]
-- cu.csv --
/cũ/,/tin/
-- content/tin/a.md --
---
title: Tin một
date: 2026-11-20
---
Văn bản một.
-- content/tin/b.md --
---
title: Tin hai
date: 2026-11-21
expires: 2026-11-24 15:00
---
Văn bản hai.
-- content/tin/hen.md --
---
title: Tin hẹn
date: 2026-12-01 06:00
---
Văn bản ba.
-- content/tin/nhap.md --
---
title: Tin nháp
date: 2026-11-21
draft: true
---
Văn bản bốn.
"""
NOW = "2026-11-24T12:00:00+07:00"
A = "content/tin/a.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built once."""
    tiny = TinySite(tmp_path_factory.mktemp("machines") / "site", SITE)
    assert ssg("build", "-C", tiny.root, "--now", NOW, "-q", "--jobs", "1", ahead=AGED).returncode == 0
    return tiny.root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "site", copy_function=shutil.copy2))


def build(root: Path, *options: str, now: str = NOW, status: int = 0) -> dict[str, Any]:
    """Build, and give the report."""
    report = root / "report.json"
    done = ssg("build", "-C", root, "--now", now, "-q", "--jobs", "1", "--report", report, *options, ahead=AGED)
    assert done.returncode == status, done.stderr
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def spoil(root: Path, name: str = A) -> None:
    text = (root / name).read_text("utf-8")
    (root / name).write_text(re.sub("date: .*", "date: 2026-13-45", text), "utf-8")


def test_report_of_a_publication(root: Path) -> None:
    (root / "content/tin/c.md").write_text("---\ntitle: C\ndate: 2026-11-22\n---\nx\n", "utf-8")
    (root / "content/tin/b.md").unlink()
    (root / "cu.csv").write_text("/cũ/,/tin/,302\n/moi,/tin/\n", "utf-8")
    report = build(root)
    assert (report["outcome"], report["held"]) == ("published", [])
    assert datetime.fromisoformat(report["started"]).utcoffset() is not None
    assert re.fullmatch(r"\d+\.\d+\.\d+", report["version"])
    assert report["left_out"] == {
        "scheduled": [{"file": "content/tin/hen.md", "time": "2026-12-01T06:00:00+07:00"}],
        "expired": [],
        "withdrawn": [],
        "drafts": ["content/tin/nhap.md"],
    }
    assert report["server_files_changed"] == [
        "public-deploy/nginx/http.conf",
        "public-deploy/nginx/server.conf",
        "public/.htaccess",
    ]
    urls = report["urls_changed"]
    assert urls == sorted(urls)
    base = "https://example.vn/bao"
    expected = ("/tin/", "/tin/2026/11/c/", "/tin/2026/11/c", "/tin/2026/11/tin-hai/", "/c%C5%A9/", "/moi", "/")
    assert {base + path for path in expected} <= set(urls)
    assert base + "/tin" not in urls
    assert not [url for url in urls if "htaccess" in url or url.endswith("index.html")]


def test_nothing_changed(root: Path) -> None:
    report = build(root)
    assert (report["outcome"], report["urls_changed"], report["server_files_changed"]) == ("published", [], [])


def test_held_articles_keep_their_time(root: Path) -> None:
    spoil(root)
    report = build(root, status=1)
    assert (report["outcome"], report["held"], report["urls_changed"]) == ("not_published", [], [])
    (root / "content/tin/moi.md").write_text("---\ntitle: M\ndate: 2026-13-45\n---\nx\n", "utf-8")
    report = build(root, "--keep-going", status=3)
    held = [
        {"file": A, "since": NOW, "shown": "previous"},
        {"file": "content/tin/moi.md", "since": NOW, "shown": "omitted"},
    ]
    assert (report["outcome"], report["held"]) == ("published_with_held", held)
    (root / "content/tin/nua.md").write_text("---\ntitle: N\ndate: 2026-11-22\n---\n[x](khong.md)\n", "utf-8")
    later = "2026-11-24T13:00:00+07:00"
    report = build(root, "--keep-going", now=later, status=3)
    assert report["held"] == [*held, {"file": "content/tin/nua.md", "since": later, "shown": "degraded"}]
    report = build(root, "--keep-going", "--if-due", now="2026-11-24T14:00:00+07:00")
    assert (report["outcome"], len(report["held"]), report["articles"]) == ("unchanged", 3, 3)


def test_addresses_for_a_purge() -> None:
    written = ["a/index.html", "a/index.html.gz", "b.html", "index.html", "_redirects", "tin/bài 1.pdf", "tai/x.gz"]
    assert changed_urls("https://e.vn", written, ["c/index.html"], {"a/index.html"}, ["/old"]) == [
        "https://e.vn/",
        "https://e.vn/a",
        "https://e.vn/a/",
        "https://e.vn/b.html",
        "https://e.vn/c",
        "https://e.vn/c/",
        "https://e.vn/old",
        "https://e.vn/tai/x.gz",
        "https://e.vn/tin/b%C3%A0i%201.pdf",
    ]


def test_next_is_read_right_by_date(root: Path) -> None:
    done = ssg("next", "-C", root, "--now", NOW)
    first, ends = done.stdout.splitlines()
    assert first == "2026-12-01T06:00:00+07:00  01/12/2026 06:00  content/tin/hen.md  Tin hẹn"
    assert ends.startswith("2026-11-24T15:00:00+07:00  24/11/2026 15:00  ")
    read = subprocess.run(
        ["date", "-u", "-d", first.split("  ")[0], "+%F %R"], capture_output=True, text=True, check=True
    )
    assert read.stdout == "2026-11-30 23:00\n"
    found = json.loads(ssg("next", "-C", root, "--now", NOW, "--json").stdout)
    assert found == {
        "now": NOW,
        "next_publication": "2026-12-01T06:00:00+07:00",
        "next_change": "2026-11-24T15:00:00+07:00",
        "scheduled": [{"time": "2026-12-01T06:00:00+07:00", "file": "content/tin/hen.md", "title": "Tin hẹn"}],
        "rights": [],
        "ads": [],
    }


def test_a_build_that_is_not_due_does_nothing(root: Path) -> None:
    build(root)  # a copy has other inodes
    manifest = next((root / ".ssg").glob("*.manifest"))
    before = manifest.read_bytes()
    done = ssg("build", "-C", root, "--now", NOW, "--if-due", ahead=AGED)
    assert (done.returncode, done.stdout, done.stderr, manifest.read_bytes()) == (0, "", "", before)


def edit(root: Path) -> None:
    (root / A).write_text((root / A).read_text("utf-8") + "Thêm.\n", "utf-8")


@pytest.mark.parametrize(
    ("change", "now", "options"),
    [
        pytest.param(edit, NOW, (), id="source"),
        pytest.param(lambda root: None, "2026-11-24T15:00:00+07:00", (), id="expired"),
        pytest.param(lambda root: None, "2026-11-23T15:00:00+07:00", (), id="clock set back"),
        pytest.param(lambda root: None, NOW, ("--drafts",), id="option"),
        pytest.param(lambda root: shutil.rmtree(root / "public"), NOW, (), id="no output"),
        pytest.param(lambda root: shutil.rmtree(root / ".ssg"), NOW, (), id="no state"),
        pytest.param(lambda root: next((root / ".ssg").glob("*.manifest")).write_text("{}"), NOW, (), id="damaged"),
    ],
)
def test_a_build_that_is_due(root: Path, change: Callable[[Path], object], now: str, options: tuple[str, ...]) -> None:
    build(root)
    assert build(root, "--if-due")["outcome"] == "unchanged"
    change(root)
    assert build(root, "--if-due", *options, now=now)["outcome"] == "published"
    assert build(root, "--if-due", *options, now=now)["outcome"] == "unchanged"


def test_a_build_that_failed_is_due_again(root: Path) -> None:
    spoil(root)
    for _ in range(2):
        assert build(root, "--if-due", status=1)["outcome"] == "not_published"


def test_waiting_ends(root: Path) -> None:
    with (root / ".ssg/lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        report = build(root, "--wait", "0", status=1)
    assert (report["outcome"], [d["code"] for d in report["diagnostics"]]) == ("not_published", ["E719"])


def is_timed(line: str) -> bool:
    time, _, text = line.partition(" ")
    try:
        return datetime.fromisoformat(time).utcoffset() is not None and text != ""
    except ValueError:
        return False


def test_times_before_lines(root: Path) -> None:
    spoil(root)
    lines = ssg("build", "-C", root, "--now", NOW, "--log", "time").stderr.splitlines()
    assert len(lines) > 4
    assert all(map(is_timed, lines))
    assert lines[0].partition(" ")[2].startswith(f"{A}:3:7: error[E115]: ")
    assert ssg("build", "-C", root, "--now", NOW, "--log", "plain").stderr.startswith(f"{A}:3:7: error")
    assert ssg("build", "-C", root, "--now", NOW, SSG_LOG="sometimes").returncode == 2


def test_problems_begin_with_their_file_unless_times_are_asked_for(root: Path) -> None:
    spoil(root)
    done = ssg("build", "-C", root, "--now", NOW, "--keep-going", "--log", "auto")
    problem, *rest = done.stderr.splitlines()
    assert problem.startswith(f"{A}:3:7: error[E115]: ")
    assert not any(map(is_timed, rest))
    assert all(map(is_timed, done.stdout.splitlines()))
    assert "published" in done.stdout


def test_output_for_machines_has_no_times(root: Path) -> None:
    spoil(root)
    found = ssg("build", "-C", root, "--now", NOW, "--log", "auto", "--format", "json").stdout
    assert json.loads(found)["errors"] == 1
    assert ssg("build", "-C", root, "--now", NOW, "--log", "time", "--format", "github").stdout.startswith("::error ")


def test_the_journal_notes_times_itself(root: Path, tmp_path: Path) -> None:
    with (tmp_path / "journal").open("w") as file:
        info = (tmp_path / "journal").stat()
        for named, has_time in ((f"{info.st_dev}:{info.st_ino}", False), ("0:0", True)):
            file.truncate(0)
            file.seek(0)
            command = 'exec "$0" -m ssg build --log auto -C "$1" --now 2026-11-24'
            subprocess.run(
                ["env", f"JOURNAL_STREAM={named}", "sh", "-c", command, sys.executable, str(root)],
                stdout=file,
                check=True,
            )
            assert bool(re.match(r"20\d\d-", (tmp_path / "journal").read_text("utf-8"))) == has_time


def test_log_as_json(root: Path) -> None:
    spoil(root)
    done = ssg("build", "-C", root, "--now", NOW, "--keep-going", "--log", "json")
    (problem,) = map(json.loads, done.stderr.splitlines())
    assert (problem["level"], problem["code"], problem["path"], problem["line"]) == ("error", "E115", A, 3)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["level"] for line in lines} == {"info"}
    assert lines[0]["message"].startswith("published ")
    assert all(datetime.fromisoformat(line["time"]).utcoffset() is not None for line in (problem, *lines))
