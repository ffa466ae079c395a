"""Previews of git branches: what each shows, that they follow commits, are shared apart, and end with the command."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.command import ssg
from tests.conftest import TinySite
from tests.previewing import Preview

ARTICLE = "---\ntitle: {title}\ndate: 2026-11-20\nslug: bai\n---\nVăn bản.\n"
SITE = "-- content/tin/a.md --\n" + ARTICLE.format(title="Bản chính")
PATH = "/tin/2026/11/bai/"
GREETING = r"{branch}: (?:preview|xem trước): (http://\S+)/"


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Minh Hà", "-c", "user.email=ha@bao.example", "-c", f"core.hooksPath={os.devnull}"]
    return subprocess.run(
        ["git", *who, "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


def commit(root: Path, branch: str, title: str, *options: str) -> None:
    git(root, "checkout", "-q", *options, branch)
    (root / "content/tin/a.md").write_text(ARTICLE.format(title=title), "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", title)
    git(root, "checkout", "-q", "main")


@pytest.fixture
def repository(tmp_path: Path) -> TinySite:
    """A site in a folder of a repository, with two branches besides `main`."""
    tiny = TinySite(tmp_path / "kho/bao", SITE)
    (tiny.root / ".gitignore").write_text(".ssg/\n")
    git(tmp_path / "kho", "init", "-q", "-b", "main")
    git(tiny.root, "add", "-A")
    git(tiny.root, "commit", "-q", "-m", "main")
    commit(tiny.root, "lũ-lụt", "Bản về lũ", "-b")
    commit(tiny.root, "xa/de-cuong", "Đề cương", "-b")
    return tiny


class Branches(Preview):
    """A command that shows branches; `origins` by branch."""

    def __init__(self, root: Path, branches: list[str], *options: str) -> None:
        self.root = root
        self.process = self._start(*(f"--branch={name}" for name in branches), "--port=0", *options)
        said = self.begun(f"(?s)({''.join(f'(?=.*{GREETING.format(branch=re.escape(b))})' for b in branches)}.*)")
        self.origins = {b: re.findall(GREETING.format(branch=re.escape(b)), said)[0] for b in branches}

    def title(self, branch: str) -> str:
        connection = http.client.HTTPConnection(urlsplit(self.origins[branch]).netloc, timeout=30)
        with contextlib.closing(connection):
            connection.request("GET", PATH)
            found = re.search(r"<h1[^>]*>([^<]*)", connection.getresponse().read().decode())
        return found[1] if found else ""


@contextlib.contextmanager
def showing(root: Path, branches: list[str], *options: str) -> Iterator[Branches]:
    running = Branches(root, branches, *options)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()


@pytest.mark.slow
def test_each_branch_is_shown_as_it_is_committed(repository: TinySite) -> None:
    hook = repository.root.parent / ".git/hooks/post-checkout"
    hook.write_text('#!/bin/sh\ntouch "$(git rev-parse --git-common-dir)/ran"\n')
    hook.chmod(0o755)
    repository.edit("content/tin/a.md", "Bản chính", "Chưa ai được xem")
    with showing(repository.root, ["lũ-lụt", "xa/de-cuong", "main"]) as running:
        assert {branch: running.title(branch) for branch in running.origins} == {
            "lũ-lụt": "Bản về lũ",
            "xa/de-cuong": "Đề cương",
            "main": "Bản chính",
        }
        assert git(repository.root, "status", "--porcelain") == "M bao/content/tin/a.md"
        git(repository.root, "checkout", "-q", "--", ".")
        commit(repository.root, "lũ-lụt", "Bản thứ hai")
        running.read_until("(lũ-lụt): (?:shows|hiện)")
        until = time.monotonic() + 60
        while running.title("lũ-lụt") != "Bản thứ hai" and time.monotonic() < until:
            running.drain()
        assert running.title("lũ-lụt") == "Bản thứ hai"
        assert running.title("main") == "Bản chính"
        git(repository.root, "branch", "-q", "-D", "xa/de-cuong")
        running.read_until("xa/de-cuong: (the branch is gone|nhánh không còn)")
        assert running.title("xa/de-cuong") == "Đề cương"
        status, _ = running.stop()
        assert status == 130
    assert not (repository.root.parent / ".git/ran").exists()


@pytest.mark.slow
def test_what_is_shared_of_a_branch_opens_that_branch_alone(repository: TinySite) -> None:
    root = repository.root
    waiting = ssg("share", "-C", root, "--branch", "lũ-lụt", "content/tin/a.md")
    assert waiting.returncode == 1
    assert "ssg serve --share --branch lũ-lụt" in waiting.stderr
    with showing(root, ["lũ-lụt", "main"], "--share", "--share-port=0"):
        link = ssg("share", "-C", root, "--branch", "lũ-lụt", "content/tin/a.md").stdout.strip()
        other = ssg("share", "-C", root, "--branch", "main", "content/tin/a.md").stdout.strip()
        assert urlsplit(link).netloc != urlsplit(other).netloc
        statuses = []
        for one, at in ((link, link), (link, other)):
            connection = http.client.HTTPConnection(urlsplit(at).netloc, timeout=30)
            with contextlib.closing(connection):
                connection.request("GET", urlsplit(one).path)
                statuses.append(connection.getresponse().status)
        assert statuses == [302, 403]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--branch", "khong-co"], "branch not found: khong-co"),
        (["--branch", "--upload-pack=x"], "not a branch"),
        (["--branch", "main", "--branch", "lũ-lụt", "--share", "--share-host", "xem.bao.example"], "{branch}."),
        (["--branch", "main", "--open"], "--branch"),
    ],
)
def test_what_cannot_be_shown_is_said(repository: TinySite, arguments: list[str], said: str) -> None:
    ended = ssg("serve", "-C", repository.root, *arguments)
    assert ended.returncode in (1, 2)
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_a_repository(tmp_path: Path) -> None:
    tiny = TinySite(tmp_path / "bao", SITE)
    ended = ssg("serve", "-C", tiny.root, "--branch", "main")
    assert (ended.returncode, "git" in ended.stderr) == (1, True)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a killed command leaves its previews")
def test_no_preview_outlives_a_killed_command(repository: TinySite) -> None:
    running = Branches(repository.root, ["main"])
    pid = running.process.pid
    children = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    assert children
    running.process.kill()
    running.process.communicate()
    until = time.monotonic() + 60
    while any(_runs(child) for child in children) and time.monotonic() < until:
        os.sched_yield()
    assert not any(_runs(child) for child in children)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
