"""The command line as a newcomer and a script use it: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import ssg
from tests.conftest import TinySite

SITE = """
-- content/thoi-su/a.md --
---
title: Một tin
date: 2026-11-23 08:24
summary: Tóm tắt.
---
Văn bản.
-- content/thoi-su/b.md --
---
title: Tin mai
date: 2026-11-25 06:00
---
Văn bản.
"""


def test_build_says_what_it_did(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    done = ssg("build", "-C", tiny.root, "--now", "24/11/2026 12:00")
    assert (done.returncode, done.stderr) == (0, "")
    first, *rest = done.stdout.splitlines()
    assert first.startswith("published ")
    assert rest == [
        "  new: /thoi-su/2026/11/mot-tin/",
        "not published: 1 scheduled",
        "next publication: 25/11/2026 06:00, Thứ tư, 2026-11-25T06:00+07:00 (content/thoi-su/b.md)",
    ]
    again = ssg("build", "-C", tiny.root, "--now", "24/11/2026 12:00")
    assert again.stdout.startswith("published 0 of ")


def test_build_with_an_error(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("title: Một tin\n", ""))
    done = ssg("build", "-C", tiny.root, "--now", "2026-11-24")
    assert done.returncode == 1
    assert done.stderr.startswith("content/thoi-su/a.md:1:1: error[E102]: ")
    assert done.stderr.splitlines()[-1] == "nothing was published: 1 error"
    assert not (tiny.root / "public/index.html").exists()


def test_report(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    report = tiny.root / "report.json"
    ssg("build", "-C", tiny.root, "--report", report, "--now", "2026-11-24T12:00:00+07:00")
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["articles"] == 1
    assert found["parsed"] == 2
    assert found["rendered"] == found["pages"] + 4  # Atom and RSS of site and category
    assert found["spliced"] == 0
    assert "thoi-su/2026/11/mot-tin/index.html" in found["written"]
    assert (found["removed"], found["unchanged"], found["diagnostics"]) == ([], 0, [])
    assert found["next_publication"] == "2026-11-25T06:00:00+07:00"
    assert found["seconds"].keys() >= {"read", "parse", "plan", "render", "publish", "total"}
    tiny.remove("content/thoi-su/a.md")
    ssg("build", "-C", tiny.root, "--report", report, "--now", "2026-11-24T12:00:00+07:00")
    assert "thoi-su/2026/11/mot-tin/index.html" in json.loads(report.read_text(encoding="utf-8"))["removed"]


def test_a_site_is_not_built_without_base_url(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "-- site.toml --\ntitle = 'Báo'\n")
    done = ssg("build", "-C", tiny.root)
    assert done.returncode == 1
    assert "site.toml:1: error[E751]: missing `base_url` in site.toml" in done.stderr
    assert not tiny.public.exists()
    assert ssg("build", "-C", tiny.root, "--base-url", "https://a.example/").returncode == 0


def test_report_of_a_failure(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("title: Một tin\n", ""))
    report = tiny.root / "report.json"
    assert ssg("build", "-C", tiny.root, "--report", report).returncode == 1
    (problem,) = [d for d in json.loads(report.read_text(encoding="utf-8"))["diagnostics"] if d["severity"] == "error"]
    assert (problem["code"], problem["path"], problem["line"], problem["column"]) == (
        "E102",
        "content/thoi-su/a.md",
        1,
        1,
    )


def test_the_clock_can_be_fixed(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    late = ssg("build", "-C", tiny.root, SOURCE_DATE_EPOCH="1800000000")
    assert "left out" not in late.stdout
    early = ssg("build", "-C", tiny.root, "--now", "2026-11-24", SOURCE_DATE_EPOCH="1800000000")
    assert "not published: 1 scheduled" in early.stdout
    assert ssg("build", "-C", tiny.root, SOURCE_DATE_EPOCH="mai").returncode == 2
    assert ssg("build", "-C", tiny.root, "--now", "30/02/2026").returncode == 2


def test_base_url_and_output(site: Callable[[str], TinySite], tmp_path: Path) -> None:
    tiny = site(SITE)
    done = ssg("build", "-C", tiny.root, "-o", tmp_path / "out", "--base-url", "https://moi.example/x/", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = (tmp_path / "out/thoi-su/2026/11/mot-tin/index.html").read_text(encoding="utf-8")
    assert 'href="https://moi.example/x/thoi-su/2026/11/mot-tin/"' in page
    assert ssg("build", "-C", tiny.root, "--base-url", "moi.example").returncode == 2
    assert ssg("build", "-C", tiny.root, "-o", tiny.root / "content").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--version"], 0), (["--help"], 0), (["build", "--help"], 0), (["biuld"], 2), (["build", "--nope"], 2), ([], 2)],
)
def test_usage(arguments: list[str], status: int) -> None:
    done = ssg(*arguments)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert arguments != ["biuld"] or "Did you mean 'build'?" in done.stderr


def test_no_site(tmp_path: Path) -> None:
    for command in (["build"], ["check"], ["next"], ["new", "Một"]):
        done = ssg(*command, "-C", tmp_path)
        assert done.returncode == 1, command
        assert "error[E520]" in done.stdout + done.stderr
    assert "missing site.toml" in ssg("share", "--whole-site", "-C", tmp_path).stderr
    for name in ("build", "watch", "share"):  # a name with a typing error: no folder is made for it
        done = ssg(name, "-C", tmp_path / "bao-moi")
        assert (done.returncode, (tmp_path / "bao-moi").exists()) == (2, False)


def test_check_says_more_and_writes_nothing(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    before = set(tiny.root.rglob("*"))
    done = ssg("check", "-C", tiny.root, "--now", "2026-11-26")
    assert done.returncode == 0
    assert "site.toml:1: warning[W425]" in done.stdout
    assert "content/thoi-su/b.md:1: notice[N422]" in done.stdout
    assert set(tiny.root.rglob("*")) == before
    tiny.write("content/thoi-su/c.md", "x")
    assert ssg("check", "-C", tiny.root).returncode == 1


@pytest.mark.parametrize("value", ["mai", "", "31/02/2026"])
def test_an_error_names_the_option_that_was_given(value: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    for option, command in (("--at", ["new", "Một bài"]), ("--now", ["next"]), ("--now", ["build"])):
        found = ssg(*command, "-C", str(tiny.root), option, value)
        assert found.returncode == 2
        assert f"Invalid value for {option}:" in found.stderr
        assert ("--now" in found.stderr) is (option == "--now")


def test_new(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        SITE + "-- site.toml --\ntitle = 'Báo'\nbase_url = 'https://example.vn'\n"
        "[[categories]]\nname = 'Thủ đô'\n[[categories]]\nname = 'Nhịp sống'\nparent = 'thu-do'\n"
    )
    arguments: list[str | Path] = ["new", 'Hà Nội: "Khí cười"', "-C", tiny.root, "--now", "2026-11-24 08:24"]
    done = ssg(*arguments, "--category", "nhip-song")
    path = tiny.root / "content/thu-do/2026/11/ha-noi-khi-cuoi.md"
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    text = path.read_text(encoding="utf-8")
    assert "date: 2026-11-24T08:24:00+07:00\n" in text
    assert "Nhịp sống" in text
    again = ssg(*arguments, "--category", "Nhịp sống")
    assert (again.returncode, again.stdout) == (0, f"{path.with_name('ha-noi-khi-cuoi-24-11.md')}\n")
    assert path.read_text(encoding="utf-8") == text
    unknown = ssg(*arguments, "--category", "Nhip songg")
    assert unknown.returncode == 2
    assert "did you mean “Nhịp sống”?" in unknown.stderr
    path.write_text(text.replace("draft: true", "draft: false"), encoding="utf-8")
    assert ssg("build", "-C", tiny.root, "--now", "2026-11-24 09:00").returncode == 0
    assert (tiny.root / "public/nhip-song/2026/11/ha-noi-khi-cuoi/index.html").exists()


def test_next(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    assert (
        ssg("next", "-C", tiny.root, "--now", "2026-11-24").stdout
        == "2026-11-25T06:00:00+07:00  25/11/2026 06:00  content/thoi-su/b.md  Tin mai\n"
    )
    assert ssg("next", "-C", tiny.root, "--now", "2026-11-26").stdout == "no scheduled articles\n"


def test_init_makes_a_site_that_builds(tmp_path: Path) -> None:
    made = ssg("init", tmp_path / "bao")
    assert made.returncode == 0
    built = ssg("build", cwd=tmp_path / "bao")
    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "bao/public/thoi-su").is_dir()
    assert (tmp_path / "bao/.gitignore").exists()
    assert ssg("init", tmp_path / "bao").returncode == 1


def test_clean_removes_what_was_built_and_nothing_else(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    ssg("build", "-C", tiny.root)
    tiny.write("public/cua-toi.txt", "x")
    done = ssg("clean", "-C", tiny.root)
    assert done.returncode == 0
    assert list(tiny.tree()) == ["cua-toi.txt"]
    assert not (tiny.root / ".ssg").exists()
    tiny.remove("public/cua-toi.txt")
    ssg("build", "-C", tiny.root)
    ssg("clean", "-C", tiny.root)
    assert not tiny.public.exists()


def test_no_colour_unless_on_a_terminal(site: Callable[[str], TinySite]) -> None:
    done = ssg("build", "-C", site(SITE.replace("title: Một tin\n", "")).root)
    assert "\x1b" not in done.stdout + done.stderr


def test_a_build_ends_with_what_editors_want_to_know(site: Callable[[str], TinySite]) -> None:
    articles = "".join(f"-- content/tin/{n}.md --\n---\ntitle: Tin {n}\ndate: 2026-11-20\n---\nx\n" for n in range(5))
    rest = (
        "-- content/tin/nhap.md --\n---\ntitle: N\ndate: 2026-11-20\ndraft: true\n---\nx\n"
        "-- content/tin/cu.md --\n---\ntitle: C\ndate: 2026-11-20\nexpires: 2026-11-21\n---\nx\n"
        "-- content/tin/hen.md --\n---\ntitle: H\ndate: 2026-12-01 08:00\n---\nx\n"
        "-- content/tin/sai.md --\n---\ndate: 2026-11-20\n---\nx\n"
    )
    tiny = site(articles + rest)
    arguments = ("build", "-C", tiny.root, "--now", "2026-11-24T12:00:00+07:00", "--keep-going")
    lines = ssg(*arguments).stdout.splitlines()
    assert re.fullmatch(r"  new: (?:/tin/2026/11/tin-\d/, ){2}/tin/2026/11/tin-\d/ and 2 more", lines[1])
    assert lines[2:4] == [
        "not published: 1 scheduled, 1 expired, 1 draft, 1 with errors",
        "next publication: 01/12/2026 08:00, Thứ ba, 2026-12-01T08:00+07:00 (content/tin/hen.md)",
    ]
    assert len(lines) <= 6
    tiny.remove("content/tin/0.md")
    for number in (1, 4):
        tiny.edit(f"content/tin/{number}.md", "\nx\n", "\ny\n")
    lines = ssg(*arguments, "-v").stdout.splitlines()
    changed = [f"  changed: /tin/2026/11/tin-{number}/" for number in (4, 1)]
    assert lines[1:4] == [*changed, "  removed: /tin/2026/11/tin-0/"]
    assert {"  draft: content/tin/nhap.md", "  expired: content/tin/cu.md", "  error: content/tin/sai.md"} < set(lines)
    tiny.edit("content/tin/2.md", "title: Tin 2\n", "")
    tiny.edit("content/tin/3.md", "\nx\n", "\n[x](khong-co.md)\n")
    lines = ssg(*arguments).stdout.splitlines()
    assert "not published: 1 scheduled, 1 expired, 1 draft, 1 with errors" in lines
    assert "published in spite of errors: 1 in its last version, 1 without what is wrong" in lines
    assert ssg(*arguments, "-q").stdout == ""
