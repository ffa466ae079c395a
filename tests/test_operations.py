"""The recipes of `docs/operations.md`, run as they are printed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ssg.cli.build import command as build_command
from ssg.cli.watch import command as watch_command
from tests.another_user import as_user, give, passable
from tests.conftest import TinySite, article_file
from tests.documents import DOCS, ROOT

PAGE = (DOCS / "operations.md").read_text("utf-8")
RECIPES: dict[str, str] = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
SITE = article_file("tin/a.md", title="Tin A", date="2026-11-20") + "-- .gitignore --\n/public/\n/.ssg/\n/releases/\n"


class Machine:
    """A folder with the recipes as programs, and `ssg` on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        ssg = f'#!/bin/sh\nexec "{sys.executable}" -m ssg "$@"\n'
        for name, text in {"ssg": ssg, **RECIPES}.items():
            (self.bin / name).write_text(text, "utf-8")
            (self.bin / name).chmod(0o755)
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            **{f"GIT_{who}_{what}": "x@y.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }

    def run(self, *command: str | Path, status: int = 0, cwd: Path | None = None, **env: str) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd or self.folder,
            env=self.env | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout
        return done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.slow
def test_a_push_is_checked_and_published(machine: Machine) -> None:
    tiny = TinySite(machine.folder / "desk", SITE)
    bare, served = machine.folder / "bare.git", machine.folder / "served"
    machine.run("git", "init", "-q", "--bare", "-b", "main", bare)
    for hook in ("pre-receive", "post-receive"):
        shutil.copy2(machine.bin / hook, bare / "hooks" / hook)
    git = ("git", "-C", tiny.root)

    def push(*, status: int = 0) -> str:
        machine.run(*git, "add", "-A")
        machine.run(*git, "commit", "-q", "-m", "x")
        return machine.run(*git, "push", bare, "main", status=status, SITE=str(served))

    machine.run(*git, "init", "-q", "-b", "main")
    push()
    page = served / "public/tin/2026/11/tin-a/index.html"
    assert "Văn bản." in page.read_text("utf-8")
    tiny.edit("content/tin/a.md", "Văn bản.", "Khác.")
    push()
    assert "Khác." in page.read_text("utf-8")
    assert json.loads((served / ".ssg/report.json").read_bytes())["outcome"] == "published"
    tiny.edit("content/tin/a.md", "2026-11-20", "2026-13-45")
    said = push(status=1)
    assert "content/tin/a.md:3:7: error[E115]" in said
    assert "pre-receive hook declined" in said
    assert "Khác." in page.read_text("utf-8")


@pytest.mark.slow
def test_release_and_rollback(machine: Machine) -> None:
    tiny = TinySite(machine.folder / "site", SITE)
    page = tiny.root / "current/tin/2026/11/tin-a/index.html"
    seen: list[str] = []
    for text in ("Văn bản.", "Hai.", "Ba."):
        tiny.edit("content/tin/a.md", seen[-1] if seen else text, text)
        (machine.bin / "date").write_text(f"#!/bin/sh\necho 20261124T00000{len(seen)}\n", "utf-8")
        (machine.bin / "date").chmod(0o755)
        machine.run("release", tiny.root)
        assert text in page.read_text("utf-8")
        seen.append(text)
    assert machine.run("rollback", tiny.root) == "releases/20261124T000001\n"
    assert "Hai." in page.read_text("utf-8")
    machine.run("rollback", tiny.root)
    assert "there is no older release" in machine.run("rollback", tiny.root, status=1)
    assert "Văn bản." in page.read_text("utf-8")
    tiny.edit("content/tin/a.md", "2026-11-20", "2026-13-45")
    (machine.bin / "date").write_text("#!/bin/sh\necho 20261124T000009\n", "utf-8")
    machine.run("release", tiny.root, status=3)
    assert "Ba." in page.read_text("utf-8")


def test_backup_and_restore(machine: Machine) -> None:
    tiny = TinySite(machine.folder / "site", SITE)
    machine.run("ssg", "build", "-C", tiny.root)
    machine.run("backup", tiny.root, "site.tar.gz")
    before = tiny.tree()
    assert "published 0 of " in machine.run("restore", "site.tar.gz", "again")
    assert tiny.tree(machine.folder / "again/public") == before


def test_alerts(machine: Machine) -> None:
    now = datetime.now(UTC)
    good: dict[str, object] = {"outcome": "published", "held": [], "next_publication": None}
    bad = {
        "outcome": "not_published",
        "held": [{"file": "content/a.md", "since": (now - timedelta(hours=1)).isoformat(), "shown": "previous"}],
        "next_publication": (now - timedelta(hours=1)).isoformat(),
    }
    report = machine.folder / "report.json"
    report.write_text(json.dumps(good), "utf-8")
    assert machine.run("alerts", report) == "\n"
    report.write_text(json.dumps(bad), "utf-8")
    os.utime(report, (0, 0))
    said = machine.run("alerts", report, status=1)
    assert [line.partition(":")[0].split(" for ")[0] for line in said.splitlines()[:2]] == [
        "no build",
        "the last build",
    ]
    assert "content/a.md" in said
    assert "an article was due" in said
    feed = machine.folder / "feed.json"
    feed.write_text('{"items": [{"date_published": "2020-01-01T00:00:00+07:00"}]}', "utf-8")
    report.write_text(json.dumps(good), "utf-8")
    assert "readers see is of 2020-01-01" in machine.run("alerts", report, feed.as_uri(), status=1)
    assert "no report" in machine.run("alerts", machine.folder / "none", status=1)


def test_users_of_a_group_build_one_site_and_the_server_reads_it(open_folder: Path) -> None:
    tiny = TinySite(open_folder / "group", SITE)
    tiny.build()  # by one alone, and here: all modules are imported
    root = os.getuid() == 0
    lan, bao, server, group = (2001, 2002, 2003, 3001) if root else (os.getuid(),) * 3 + (os.getgid(),)
    give(tiny.root, lan)
    lines = [line for line in RECIPES["group"].splitlines() if line.startswith(("chgrp", "find"))]
    script = "\n".join(lines).replace("toasoan", str(group)).replace("/srv/example.vn", str(tiny.root))
    subprocess.run(["sh", "-euc", script], check=True)
    page = tiny.public / "tin/2026/11/tin-a/index.html"

    def publish(old: str, new: str) -> str:
        tiny.edit("content/tin/a.md", old, new)
        tiny.build()
        return page.read_text("utf-8")

    def overwrite() -> str:
        page.write_text("x")
        return "written"

    with passable(tiny.root):
        for user, old, new in ((lan, "Văn bản.", "Hai."), (bao, "Hai.", "Ba."), (lan, "Ba.", "Bốn.")):
            assert new in as_user(user, lambda old=old, new=new: publish(old, new), [group], 0o002)  # type: ignore[misc]
        for path in (*tiny.public.rglob("*"), *(tiny.root / ".ssg").rglob("*")):
            info = path.stat()
            assert (info.st_gid, info.st_mode & 0o060) == (group, 0o060), path
        assert "Bốn." in as_user(server, lambda: page.read_text("utf-8"))
        assert not root or "PermissionError" in as_user(server, overwrite)
        assert "Năm." in as_user(bao, lambda: publish("Bốn.", "Năm."), [group], 0o027)
        assert not root or "PermissionError" in as_user(server, lambda: page.read_text("utf-8"))
        assert "Năm." in as_user(server, lambda: page.read_text("utf-8"), [group])


def unit(name: str) -> ConfigParser:
    found = ConfigParser(interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(RECIPES[name])
    return found


def test_the_publisher_runs_a_command_that_exists(machine: Machine) -> None:
    service = unit("ssg-watch.service")["Service"]
    program, name, *options = service["ExecStart"].split()
    assert (Path(program).name, name, service["Type"]) == ("ssg", "watch", "notify")
    context = watch_command.make_context("watch", options, resilient_parsing=True)
    assert (context.params["status"], str(context.params["report"])) == ("127.0.0.1:9108", ".ssg/report.json")
    if shutil.which("systemd-analyze"):
        file = machine.folder / "ssg-watch.service"
        text = RECIPES[file.name].replace("/usr/local/bin/ssg", str(machine.bin / "ssg"))
        file.write_text(text.replace("/srv/example.vn", str(machine.folder)), "utf-8")
        assert "Unknown" not in machine.run("systemd-analyze", "verify", "--man=no", file)


def test_the_service_runs_a_command_that_exists() -> None:
    units = {name: unit(name) for name in ("ssg-build.service", "ssg-build.timer")}
    program, name, *options = units["ssg-build.service"]["Service"]["ExecStart"].split()
    assert (Path(program).name, name) == ("ssg", "build")
    context = build_command.make_context("build", options, resilient_parsing=True)
    assert (context.params["if_due"], context.params["keep_going"], context.params["wait"]) == (True, True, 50)
    assert units["ssg-build.service"]["Service"]["SuccessExitStatus"] == "3"
