"""A fault at every step of a publication: readers see whole files, no list leads nowhere, and the next build mends all.

The Nth thing that is done to the disk fails (a full disk, an error of the device) or is the last one (the process is
killed), for every N in the long hunt, for some of them otherwise. Then the next build must give a clean build's bytes,
also if the edit has been taken back by then.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import ssg.build
from tests.conftest import TinySite
from tests.reliability.faults import KILLED, Disk
from tests.reliability.readers import check, tree_of

NEWS = "---\ntitle: {title}\ndate: 2026-11-{day}\ntags: [lũ, {tag}]\nauthor: {author}\n---\nVăn bản.\n{more}"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>\n'
PLAIN = """title = "Báo Thử"
base_url = "https://example.vn"
per_page = 2
"""
# Everything that has an order of its own: blocks that are files, copies for servers, files beside the output.
FULL = f"""{PLAIN}compress = ["gzip"]
[deploy]
files = ["nginx"]
keep = 0
[blocks.tin-khac]
delivery = "ssi"
[blocks.latest]
delivery = "client"
"""
NOW = "2026-11-24 12:00"


def news(number: int, tag: str = "", author: str = "", title: str = "", more: str = "") -> str:
    return NEWS.format(title=title or f"Bài {number}", day=10 + number, tag=tag or "a", author=author or "A", more=more)


def publish(newsroom: Newsroom) -> None:
    """A new article with a tag and an author of its own, a picture, and a link to an old one."""
    more = "" if "compress" not in newsroom.config else "[x](1.md) ![a](moi.svg)\n"
    newsroom.write("content/thoi-su/moi.md", news(9, "mới", "Người mới", "Tin mới", more))
    if more:
        newsroom.write("content/thoi-su/moi.svg", PICTURE)


def correct(newsroom: Newsroom) -> None:
    newsroom.write("content/thoi-su/2.md", news(2, more="Thêm một câu.\n"))


def rename(newsroom: Newsroom) -> None:
    """A new title is a new address; the old one leads there."""
    front = news(3, "đổi", title="Tên khác").replace("author", "aliases: [/thoi-su/2026/11/bai-3/]\nauthor")
    newsroom.write("content/thoi-su/3.md", front)


def delete(newsroom: Newsroom) -> None:
    newsroom.remove("content/thoi-su/4.md")


EDITS: dict[str, Callable[[Newsroom], None]] = {
    "publish": publish,
    "correct": correct,
    "rename": rename,
    "delete": delete,
}
EVERY_FAULT = os.environ.get("SSG_EVERY_FAULT") == "1"
FAULTS = ("ENOSPC", "EIO", "kill", "kill-torn")


# An article that goes, or gets another title, has lost its URL: that is said, and is no fault.
LOST = re.compile(r"^.*: warning\[W44[01]\]: .*\n(?: {4}.*\n)*", re.MULTILINE)


class Ended(NamedTuple):
    """How a build ended: its status, and what it said on stderr but for lost URLs."""

    status: int
    said: str


class Newsroom(TinySite):
    """A site that has been published, and can be put back to that state. All builds are those of the command."""

    def __init__(self, root: Path, config: str) -> None:
        self.config = config
        self.runs: dict[str, Run] = {}
        articles = "".join(
            f"-- content/thoi-su/{n}.md --\n{news(n, 'riêng' if n == 4 else '', 'B' if n == 4 else '')}"
            for n in range(1, 7)
        )
        super().__init__(root / "site", f"-- site.toml --\n{config}{articles}")
        assert self.command() == Ended(0, "")
        self.old = tree_of(self.public)
        self._saved = root / "saved"
        self.save()

    def save(self) -> None:
        """Let this be the state to which everything is put back."""
        self.runs.clear()
        shutil.rmtree(self._saved, ignore_errors=True)
        shutil.copytree(self.root, self._saved)

    def back(self) -> None:
        """Put everything back: the site, its memory and what is published."""
        shutil.rmtree(self.root)
        # What is published is never written in place: links will do, and are quicker.
        published = shutil.ignore_patterns("public", "public-deploy")
        shutil.copytree(self._saved, self.root, ignore=published)
        for name in ("public", "public-deploy"):
            if (self._saved / name).exists():
                shutil.copytree(self._saved / name, self.root / name, copy_function=os.link)

    def remembers_all(self) -> bool:
        """Return whether a build finds nothing to do: nothing of the last one was lost."""
        report = self.root / "report.json"
        assert self.command("--report", str(report)) == Ended(0, "")
        found = json.loads(report.read_text(encoding="utf-8"))
        report.unlink()
        return not any(found[what] for what in ("parsed", "rendered", "blocks", "spliced", "written", "removed"))

    def take_back(self) -> None:
        """Put the articles back, and nothing else."""
        shutil.rmtree(self.root / "content")
        shutil.copytree(self._saved / "content", self.root / "content")

    def command(self, *options: str) -> Ended:
        """Run `ssg build` in this process."""
        from ssg.cli.app import run

        out, errors = io.StringIO(), io.StringIO()
        arguments = ["build", "-C", str(self.root), "--jobs", "1", "--now", NOW, *options]
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
                status = run(arguments)
        finally:
            gc.enable()
        return Ended(status, LOST.sub("", errors.getvalue()))

    def failing(self, disk: Disk) -> Ended:
        with disk.failing():
            return self.command()

    def killed(self, disk: Disk) -> None:
        """Run it in a copy of this process, which ends when its time has come."""
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                self.failing(disk)
            os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == KILLED

    def everything(self) -> dict[str, bytes]:
        """Give all that was published, beside the output too, temporary files and all."""
        beside = self.root / "public-deploy"
        files = [file for folder in (self.public, beside) for file in folder.rglob("*") if file.is_file()]
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module", params=["plain", pytest.param("full", marks=pytest.mark.slow)])
def newsroom(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom(tmp_path_factory.mktemp(request.param), PLAIN if request.param == "plain" else FULL)


class Run(NamedTuple):
    """What an edit comes to without a fault: the kinds of operations, and what is published before and after."""

    operations: list[str]
    before: dict[str, bytes]
    after: dict[str, bytes]
    new: dict[str, bytes]


def without_fault(newsroom: Newsroom, edit: str) -> Run:
    """Publish an edit, looking at what readers see before every single operation; compare with a clean build.

    That is done once for all faults.
    """
    if edit not in newsroom.runs:
        newsroom.runs[edit] = _without_fault(newsroom, edit)
    return newsroom.runs[edit]


def _without_fault(newsroom: Newsroom, edit: str) -> Run:
    newsroom.back()
    before = newsroom.everything()
    EDITS[edit](newsroom)
    shutil.copytree(newsroom.root, newsroom.root.with_name("clean"), ignore=shutil.ignore_patterns(".ssg", "public*"))
    newsroom.root.rename(newsroom.root.with_name("aside"))
    newsroom.root.with_name("clean").rename(newsroom.root)
    assert newsroom.command() == Ended(0, "")
    after, new = newsroom.everything(), tree_of(newsroom.public)
    shutil.rmtree(newsroom.root)
    newsroom.root.with_name("aside").rename(newsroom.root)
    check(newsroom.old, newsroom.old, newsroom.old)
    check(new, new, new)
    disk = Disk(newsroom.root, watch=lambda: check(tree_of(newsroom.public), newsroom.old, new))
    assert newsroom.failing(disk) == Ended(0, "")
    assert newsroom.everything() == after
    return Run([kind for kind, _ in disk.done], before, after, new)


def with_fault(newsroom: Newsroom, edit: str, run: Run, fault: str, number: int, *, undo: bool) -> None:
    """Let one operation fail; look at what readers see; build again."""
    newsroom.back()
    EDITS[edit](newsroom)
    disk = Disk(newsroom.root, fault, number)
    if fault.startswith("kill"):
        newsroom.killed(disk)
    else:
        judge(newsroom, run, newsroom.failing(disk), f"{fault} at {number}")
    now = tree_of(newsroom.public)
    check(now, newsroom.old, run.new)
    if undo:
        newsroom.take_back()
    assert newsroom.command() == Ended(0, "")
    assert newsroom.everything() == (run.before if undo else run.after)
    left = {file.suffix or file.name for file in (newsroom.root / ".ssg").iterdir()}
    assert left <= {".sqlite", ".sqlite-sums", ".manifest", ".built", "lock"}


def judge(newsroom: Newsroom, run: Run, ended: Ended, what: str) -> None:
    """Fail unless status and lines say what became of the site: one line of error, or none where nothing was lost."""
    what = f"{what}: {ended}"
    now = newsroom.everything()
    said = [line for line in ended.said.splitlines() if not line.startswith("    hint")]
    if ended.status == 0:
        assert said == [], what
        assert now == run.after, what
        assert newsroom.remembers_all(), what
        return
    cut = [line for line in said if line.startswith("publication was cut short")]
    lines = [line for line in said if line not in cut and not line.startswith("nothing was published")]
    assert len(lines) == 1, what
    assert "error[E707]: " in lines[0], what
    assert lines[0].startswith(str(newsroom.root)), what
    assert ended.status == (3 if now == run.after else 1), what
    assert now in (run.before, run.after) or cut, what
    assert not cut or now not in (run.before, run.after), what


@pytest.mark.parametrize("edit", EDITS)
def test_readers_never_come_upon_a_dead_link_or_half_a_file(newsroom: Newsroom, edit: str) -> None:
    run = without_fault(newsroom, edit)
    assert len(run.operations) > 40
    for place, fault in enumerate(FAULTS, 1):  # one in each fifth of the work
        with_fault(newsroom, edit, run, fault, len(run.operations) * place // 5, undo=place % 2 == 1)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("edit", EDITS)
def test_a_fault_at_every_step(newsroom: Newsroom, edit: str, fault: str) -> None:
    """Every step with every fault if SSG_EVERY_FAULT=1; else each step has one of the faults, with two of the edits.

    It has it at one of the two sites.
    """
    run = without_fault(newsroom, edit)
    tried = 0
    turns = 4 * len(FAULTS)
    turn = FAULTS.index(fault) + len(FAULTS) * (list(EDITS).index(edit) % 2 + 2 * (newsroom.config == FULL))
    for number, kind in enumerate(run.operations):
        if not EVERY_FAULT and number % turns != turn:
            continue
        if fault != "kill-torn" or kind == "write":
            with_fault(newsroom, edit, run, fault, number, undo=number % 2 == 1)
            tried += 1
    print(f"faults: {tried}", file=sys.stderr)  # noqa: T201 - counted in docs/reliability.md


def test_what_was_published_but_not_remembered_can_be_taken_back(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory knows of the state before only, and the edit is gone: it looks as if nothing had happened."""
    newsroom.back()
    before = newsroom.everything()
    correct(newsroom)
    with monkeypatch.context() as patch:
        patch.setattr(ssg.build, "remember", die)
        assert newsroom.command().status == 130
    assert newsroom.everything() != before
    newsroom.take_back()
    assert newsroom.command() == Ended(0, "")
    assert newsroom.everything() == before


def die(*_: object) -> None:
    raise KeyboardInterrupt
