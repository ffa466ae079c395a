"""Output folders side by side: a folder for each release, those that are gone, and several users of one."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ssg.core.errors import SiteProblem
from tests.another_user import NOBODY, another_user
from tests.command import AGED, ssg
from tests.conftest import TinySite, article_file

NOW = "2026-11-24T12:00"
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
redirects = "cu.csv"
[deploy]
files = ["nginx"]
[[categories]]
name = "Thời sự"
-- cu.csv --
/cu/,/thoi-su/
"""


def literal(number: int) -> str:
    front = {"title": f"Tin {number}", "date": f"2026-11-{number % 20 + 1:02}"}
    return article_file(f"thoi-su/{number}.md", f"Văn bản {number}.", **front)


@pytest.fixture
def tiny(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path / "site", SITE + "".join(map(literal, range(60))))


def build(tiny: TinySite, output: str, *options: str, status: int = 0) -> dict[str, Any]:
    report = tiny.root / "report.json"
    arguments: tuple[str | Path, ...] = (
        "--now",
        NOW,
        "-q",
        "--jobs",
        "1",
        "--report",
        report,
        "-o",
        tiny.root / output,
        *options,
    )
    done = ssg("build", "-C", tiny.root, *arguments, ahead=AGED)
    assert done.returncode == status, done.stderr
    found: dict[str, Any] = json.loads(report.read_bytes())
    return found


def editions(tiny: TinySite) -> set[str]:
    db = sqlite3.connect(tiny.root / ".ssg/memo.sqlite")
    found = {str(name) for (name,) in db.execute("select output from edition where id in (select edition from node)")}
    db.close()
    return found


def test_a_new_release_makes_only_what_changed(tiny: TinySite) -> None:
    build(tiny, "releases/1")
    first = tiny.tree(tiny.root / "releases/1")
    tiny.edit("content/thoi-su/7.md", "Văn bản 7.", "Văn bản khác.")
    report = build(tiny, "releases/2")
    assert (report["parsed"], 0 < report["rendered"] <= 3, report["removed"]) == (1, True, [])
    assert tiny.tree(tiny.root / "releases/1") == first
    assert tiny.tree(tiny.root / "releases/1-deploy") == tiny.tree(tiny.root / "releases/2-deploy")
    untouched = "thoi-su/2026/11/tin-13/index.html"
    assert (tiny.root / "releases/1" / untouched).samefile(tiny.root / "releases/2" / untouched)
    tiny.remove("content/thoi-su/8.md")
    build(tiny, "releases/3")
    assert not (tiny.root / "releases/3/thoi-su/2026/11/tin-8").exists()
    build(tiny, "clean", "--no-cache")
    assert tiny.tree(tiny.root / "releases/3") == tiny.tree(tiny.root / "clean")


def test_a_release_that_fails_leaves_no_folder(tiny: TinySite) -> None:
    build(tiny, "releases/1")
    known = editions(tiny)
    tiny.edit("content/thoi-su/7.md", "title: Tin 7", "title:")
    build(tiny, "releases/2", status=1)
    assert sorted(path.name for path in (tiny.root / "releases").iterdir()) == ["1", "1-deploy"]
    assert editions(tiny) == known
    tiny.edit("content/thoi-su/7.md", "title:", "title: Tin 7")
    assert build(tiny, "releases/2")["written"] == []


def test_what_is_known_of_a_folder_goes_with_it(tiny: TinySite) -> None:
    build(tiny, "releases/1")
    build(tiny, "releases/2")
    assert editions(tiny) == {"releases/1", "releases/1-deploy", "releases/2", "releases/2-deploy"}
    shutil.rmtree(tiny.root / "releases/1")
    shutil.rmtree(tiny.root / "releases/1-deploy")
    tiny.edit("content/thoi-su/7.md", "Văn bản 7.", "Văn bản khác.")
    build(tiny, "releases/2")
    assert editions(tiny) == {"releases/2", "releases/2-deploy"}
    assert len(list((tiny.root / ".ssg").glob("*.manifest"))) == 1
    db = sqlite3.connect(tiny.root / ".ssg/memo.sqlite")
    assert not list(db.execute("select name from note where name like '%releases/1%'"))
    tables = ("node", "trace", "fact", "article", "signed", "plan", "page", "place", "front")
    for table in tables:
        rows = f"select count(*) from {table} where edition not in (select id from edition)"  # noqa: S608
        assert db.execute(rows).fetchone() == (0,), table
    db.close()


def test_a_folder_that_was_emptied_is_made_from_its_own_state(tiny: TinySite) -> None:
    build(tiny, "public")
    build(tiny, "staging", "--drafts")
    before = tiny.tree()
    shutil.rmtree(tiny.public)
    build(tiny, "public")
    assert tiny.tree() == before


def test_files_follow_umask_and_group(tiny: TinySite) -> None:
    tiny.write("content/thoi-su/anh.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>')
    tiny.edit("content/thoi-su/7.md", "Văn bản 7.", "![a](anh.svg)")
    tiny.edit("site.toml", "redirects", 'compress = ["gzip"]\nredirects')
    group = NOBODY if os.getuid() == 0 else os.getgid()
    os.chown(tiny.root, -1, group)
    tiny.root.chmod(0o2775)
    before = os.umask(0o002)
    try:
        for _ in range(2):
            done = ssg("build", "-C", tiny.root, "--now", NOW, "--delta", tiny.root / "delta", SSG_LOG="plain")
            assert done.returncode == 0
            tiny.edit("content/thoi-su/6.md", "Văn bản 6.", "Khác. Văn bản 6.")
    finally:
        os.umask(before)
    for folder in ("public", "public-deploy", ".ssg", "delta"):
        for path in (tiny.root / folder, *(tiny.root / folder).rglob("*")):
            info = path.stat()
            assert (info.st_mode & 0o7777, info.st_gid) == (0o2775 if path.is_dir() else 0o664, group), path


def test_a_state_of_another_user_is_kept_and_named(open_folder: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("needs another user")
    tiny = TinySite(open_folder / "state-of-another", SITE + literal(7))
    tiny.build()  # here, so that all modules are imported
    state = tiny.root / ".ssg/memo.sqlite"
    with another_user(tiny.root) as act:
        os.chown(state, 0, 0)
        state.chmod(0o640)
        before = state.read_bytes()
        tiny.edit("content/thoi-su/7.md", "Văn bản 7.", "Văn bản khác.")

        def run() -> str:
            try:
                built = tiny.try_build()
            except SiteProblem as problem:
                return "\n".join(f"{d.code} {d.message}" for d in problem.diagnostics)
            return str(built.diagnostics)

        said = act(run)
        assert said == "E726 build cache cannot be used: it belongs to the user root, and others may not write it"
        assert state.read_bytes() == before


@pytest.mark.parametrize("output", ["content/x", "static/x", "data", "templates/assets"])
def test_nothing_is_written_into_a_refused_folder(tiny: TinySite, output: str) -> None:
    build(tiny, "releases/1")
    before = sorted(path for path in tiny.root.rglob("*") if ".ssg" not in path.parts)
    build(tiny, output, status=1)
    assert sorted(path for path in tiny.root.rglob("*") if ".ssg" not in path.parts) == before


def test_a_build_that_cannot_begin_leaves_no_release(tiny: TinySite) -> None:
    build(tiny, "releases/1")
    tiny.write("site.toml", "title = [")
    build(tiny, "releases/2", status=1)
    assert not (tiny.root / "releases/2").exists()
    assert (tiny.root / "releases/1/index.html").exists()
