"""A disk that is really full, or may only be read, and workers that are really lost: one line, and the site is whole.

Full disks are small ones in memory (tmpfs), by bytes and by the number of files; without the right to mount, skipped.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

import ssg.steps.batches
from ssg.build import build
from ssg.cli.workers import workers
from ssg.core.errors import SiteProblem
from ssg.store.staging import Stager
from ssg.work import Work
from tests.conftest import TinySite
from tests.previewing import Looking
from tests.reliability.readers import check, tree_of
from tests.reliability.test_faults import FULL, Ended, Newsroom, publish

ROOMY = "size=64m,nr_inodes=20000"


def mount(folder: Path, options: str, *more: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", ",".join((options, *more)), "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no right to mount here: {done.stderr.strip()}")


class SmallDisk:
    """A file system in memory at a folder, whose size can be changed under the files that it holds."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        mount(folder, ROOMY)
        self.folder = folder
        self.mounted: list[Path] = []

    def set(self, options: str) -> None:
        mount(self.folder, f"remount,{options}")

    def used(self) -> tuple[int, int]:
        """Give bytes and inodes in use."""
        info = os.statvfs(self.folder)
        return (info.f_blocks - info.f_bfree) * info.f_frsize, info.f_files - info.f_ffree


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    if os.name != "posix" or os.getuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount")
    made = SmallDisk(tmp_path / "disk")
    yield made
    for folder in (*made.mounted, made.folder):
        subprocess.run(["umount", "-l", folder], check=True)


def laid_out(disk: SmallDisk, tmp_path: Path, what: str) -> Newsroom:
    """Put the output or the state of a published site onto the small disk."""
    newsroom = Newsroom(tmp_path / "newsroom", FULL)
    name = "public" if what == "output" else ".ssg"
    shutil.copytree(newsroom.root / name, disk.folder / name)
    shutil.rmtree(newsroom.root / name)
    (newsroom.root / name).mkdir()
    command = ["mount", "--bind", str(disk.folder / name), str(newsroom.root / name)]  # a link to the state is refused
    subprocess.run(command, check=True)
    disk.mounted.append(newsroom.root / name)
    assert newsroom.command().status == 0  # another output folder, as far as the memory knows
    newsroom.old = tree_of(newsroom.public)
    return newsroom


@pytest.mark.parametrize("by", ["bytes", "files"])
@pytest.mark.parametrize("what", ["output", "state"])
def test_a_full_disk_is_one_line_and_the_site_is_whole(disk: SmallDisk, tmp_path: Path, what: str, by: str) -> None:
    newsroom = laid_out(disk, tmp_path, what)
    publish(newsroom)
    other = Newsroom(tmp_path / "other", FULL)
    publish(other)
    assert other.command().status == 0
    new = tree_of(other.public)
    refused = 0
    size, files = disk.used()
    for more in (0, 1, 3, 9):
        disk.set(f"size={size + more * 8192}" if by == "bytes" else f"nr_inodes={files + more}")
        ended = newsroom.command()
        check(tree_of(newsroom.public), newsroom.old, new)
        if ended.status == 0:
            break
        refused += 1
        assert ended.status == 1
        lines = [line for line in ended.said.splitlines() if not line.startswith(("    hint", "nothing was"))]
        assert len(lines) == 1, ended.said
        assert lines[0].startswith(str(newsroom.root))
        assert "error[E707]" in lines[0]
        assert "No space left" in lines[0] or "full" in lines[0] or "unable to open" in lines[0], lines
    assert refused
    disk.set(ROOMY)
    assert newsroom.command().status == 0
    assert tree_of(newsroom.public) == new
    assert not list(newsroom.public.rglob("*.tmp"))


def test_the_preview_needs_no_room(disk: SmallDisk, tmp_path: Path) -> None:
    newsroom = laid_out(disk, tmp_path, "state")
    size, _ = disk.used()
    disk.set(f"size={size}")
    publish(newsroom)
    looking = Looking(newsroom)
    assert "Tin mới" in looking.text("/")
    newsroom.edit("content/thoi-su/moi.md", "Tin mới", "Tin khác")
    assert looking.tell("content/thoi-su/moi.md") == 1
    assert "Tin khác" in looking.text("/")


@pytest.mark.parametrize("what", ["output", "state"])
def test_a_disk_that_may_only_be_read_is_one_line(disk: SmallDisk, tmp_path: Path, what: str) -> None:
    newsroom = laid_out(disk, tmp_path, what)
    publish(newsroom)
    disk.set("ro")
    ended = newsroom.command()
    disk.set("rw")
    assert ended.status == 1
    lines = [line for line in ended.said.splitlines() if not line.startswith(("    hint", "nothing was"))]
    assert len(lines) == 1, ended.said
    assert lines[0].startswith(str(newsroom.root))
    assert "error[E707]" in lines[0]
    assert "Read-only file system" in lines[0]
    assert tree_of(newsroom.public) == newsroom.old
    assert newsroom.command() == Ended(0, "")


_made = 0


def die_in_the_second(task: object, jobs: object) -> object:
    """Make pages, as a worker does, until it is killed in the midst of one."""
    from ssg.steps.tasks import make_batch

    global _made  # noqa: PLW0603 - of this process alone
    _made += 1
    if _made == 2:
        stage = Stager.stage

        def killed(*given: object) -> None:
            stage(*given)  # type: ignore[arg-type]
            os.kill(os.getpid(), signal.SIGKILL)

        Stager.stage = killed  # type: ignore[method-assign,assignment]
    return make_batch(task, jobs)  # type: ignore[arg-type]


def test_a_worker_that_is_killed_leaves_the_published_site_whole(
    site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = "".join(
        f"-- content/thoi-su/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-{1 + n % 20:02}\n---\nVăn.\n"
        for n in range(150)
    )
    tiny = site(articles)
    tiny.build()
    before = tiny.tree()
    tiny.edit("site.toml", "Báo Thử", "Báo Khác")
    two = workers(2)
    assert two is not None
    request = tiny.request()._replace(workers=two._replace(worth_pages=1))
    with monkeypatch.context() as patch:
        patch.setattr(ssg.steps.batches, "make_batch", die_in_the_second)
        with pytest.raises(SiteProblem) as raised:
            build(request, Work())
    assert [d.code for d in raised.value.diagnostics] == ["E715"]
    assert tiny.tree() == before
    assert not list((tiny.root / ".ssg").glob("*.staging"))
    assert build(request, Work()).published is not None
    after = tiny.tree()
    shutil.rmtree(tiny.root / ".ssg")
    shutil.rmtree(tiny.public)
    tiny.build()
    assert tiny.tree() == after


def test_workers_that_cannot_be_had_are_one_line(site: Callable[[str], TinySite]) -> None:
    def none() -> Executor:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    tiny = site("-- content/thoi-su/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nVăn.\n")
    two = workers(2)
    assert two is not None
    for found in (two._replace(worth_pages=1, open=none), two._replace(worth_texts=1, open=none)):
        with pytest.raises(SiteProblem) as raised:
            build(tiny.request()._replace(workers=found), Work())
        (said,) = raised.value.diagnostics
        assert (said.code, str(said.message)) == (
            "E715", "cannot start worker processes: Resource temporarily unavailable"
        )  # fmt: skip
