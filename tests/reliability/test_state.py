"""What becomes of `.ssg/` is of no account: damaged, gone or of another time, the next build gives the same bytes.

`tests/test_memory.py` has more on the memory itself.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ssg.store.outputs import journal_file, name_of
from ssg.store.text_reader import TextReader
from tests.another_user import another_user
from tests.hunt.lengths import TIMES
from tests.previewing import REPOSITORY
from tests.reliability.faults import Disk
from tests.reliability.test_faults import FULL, NOW, Ended, Newsroom, correct, news, publish

SLOW = pytest.mark.slow
FILES = ("memo.sqlite", "memo.sqlite-sums", *(pytest.param(name, marks=SLOW) for name in ("staging", "lock")))
_YEAR = 365 * 86_400 * 10**9


@pytest.fixture(scope="module")
def newsroom(open_folder: Path) -> Newsroom:
    made = Newsroom(open_folder / "state", FULL)
    time.sleep(
        2.1
    )  # until no file is too young for its time to prove anything: only then is it noted that nothing is left to do
    assert made.command() == Ended(0, "")
    made.save()
    assert TextReader(made.root / ".ssg/memo.sqlite").recall("still public")
    return made


def state_file(newsroom: Newsroom, name: str) -> Path:
    """Give the path of a file of the state; `staging` is the journal of the output folder."""
    state = newsroom.root / ".ssg"
    return journal_file(state, name_of(newsroom.root, newsroom.public)) if name == "staging" else state / name


_CLEAN: dict[str, dict[str, bytes]] = {}


def clean(newsroom: Newsroom) -> dict[str, bytes]:
    """Build the site as it is now from nothing."""
    for folder in (".ssg", "public", "public-deploy"):
        shutil.rmtree(newsroom.root / folder, ignore_errors=True)
    assert newsroom.command() == Ended(0, "")
    return newsroom.everything()


def mended(newsroom: Newsroom) -> list[str]:
    """Build the site with its damaged state, then a correction of it; compare with clean builds; give what is said."""
    ended = newsroom.command()
    assert ended.status == 0, ended.said
    newsroom.edit("content/thoi-su/3.md", "Văn bản.", "Văn bản khác.")
    assert newsroom.command() == Ended(0, "")
    corrected = newsroom.everything()
    newsroom.edit("content/thoi-su/3.md", "Văn bản khác.", "Văn bản.")
    assert newsroom.command() == Ended(0, "")
    what = "published" if (newsroom.root / "content/thoi-su/moi.md").exists() else "another text"
    if what not in _CLEAN:
        _CLEAN[what] = clean(newsroom)
        newsroom.edit("content/thoi-su/3.md", "Văn bản.", "Văn bản khác.")
        _CLEAN[f"{what}, corrected"] = clean(newsroom)
    else:
        assert newsroom.everything() == _CLEAN[what]
    assert corrected == _CLEAN[f"{what}, corrected"]
    return [line for line in ended.said.splitlines() if not line.startswith("    hint")]


def flip(file: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(file.read_bytes() or b"\0")
    for _ in range(chance.choice([1, 8, 200])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def turn_into_a_folder(file: Path) -> None:
    file.unlink(missing_ok=True)
    (file / "x").mkdir(parents=True)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "one byte short": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "bits flipped": lambda file: flip(file, 1),
    "another file": lambda file: file.write_bytes("đây là chuyện khác\n".encode() * 300),
    "gone": lambda file: file.unlink(missing_ok=True),
    "a folder": turn_into_a_folder,
}


@pytest.mark.parametrize("name", FILES)
def test_whatever_becomes_of_a_file_the_bytes_are_the_same(newsroom: Newsroom, name: str) -> None:
    for what, damage in DAMAGES.items():
        if name == "lock" and what == "a folder":
            continue  # see below
        newsroom.back()
        # Of a lost state nothing is removed, and publishing gives a block another file.
        (correct if name.startswith("memo") else publish)(newsroom)
        file = state_file(newsroom, name)
        if not file.exists():
            file.write_bytes(b"\nthoi-su/.ssg-0123456789abcdef.tmp\n")
        damage(file)
        said = mended(newsroom)
        assert len(said) <= 1, (what, said)
        assert all("W716" in line or "W714" in line for line in said), (what, said)
        if name == "memo.sqlite" and what not in ("empty", "gone"):
            assert "W716" in said[0]


def test_a_folder_in_the_place_of_the_lock_is_one_line(newsroom: Newsroom) -> None:
    newsroom.back()
    (newsroom.root / ".ssg/lock").unlink()
    (newsroom.root / ".ssg/lock").mkdir()
    ended = newsroom.command()
    assert ended.status == 1
    assert ended.said.startswith(f"{newsroom.root}/.ssg/lock: error[E707]: cannot write file: a folder has this name")
    assert "Traceback" not in ended.said


def test_files_that_only_a_damaged_state_named_are_not_kept_in_silence(newsroom: Newsroom) -> None:
    newsroom.back()
    publish(newsroom)
    assert newsroom.command() == Ended(0, "")
    state = state_file(newsroom, "memo.sqlite")
    state.write_bytes(state.read_bytes()[:-1])
    newsroom.remove("content/thoi-su/moi.md")
    ended = newsroom.command()
    assert ended.status == 0
    assert "warning[W714]" in ended.said
    assert "warning[W716]" in ended.said


@SLOW
@pytest.mark.parametrize("name", ["memo.sqlite", "memo.sqlite-sums"])
def test_cut_at_any_length_and_with_any_bits_flipped(newsroom: Newsroom, name: str) -> None:
    newsroom.back()
    size = state_file(newsroom, name).stat().st_size
    edge = [length + by for length in range(0, size, 4096) for by in (-1, 0, 1, 24, 100) if 0 <= length + by < size]
    lengths = edge[:: max(1, 6 // TIMES)] if name == "memo.sqlite" else range(0, size, max(1, size // (20 * TIMES)))
    for length in lengths:
        newsroom.back()
        file = state_file(newsroom, name)
        file.write_bytes(file.read_bytes()[:length])
        built_again(newsroom)
    for seed in range(25 * TIMES):
        newsroom.back()
        flip(state_file(newsroom, name), seed)
        built_again(newsroom)
    print(f"damages: {len(lengths) + 25 * TIMES}", file=sys.stderr)  # noqa: T201 - counted in docs/reliability.md


def built_again(newsroom: Newsroom) -> None:
    """Correct a text and build: the bytes must be those of a build to which nothing has happened."""
    correct(newsroom)
    ended = newsroom.command()
    assert ended.status == 0, ended.said
    assert "Traceback" not in ended.said
    key = "corrected"
    if key not in _CLEAN:
        _CLEAN[key] = clean(newsroom)
    assert newsroom.everything() == _CLEAN[key]


@pytest.mark.parametrize("what", ["memo.sqlite", pytest.param(".", marks=SLOW)])
def test_deleted_in_the_midst_of_a_build(newsroom: Newsroom, what: str) -> None:
    newsroom.back()
    correct(newsroom)
    operations = Disk(newsroom.root)
    assert newsroom.failing(operations).status == 0
    after = newsroom.everything()
    for number in range(1, len(operations.done), len(operations.done) // 4):
        newsroom.back()
        correct(newsroom)
        disk = Disk(newsroom.root)
        disk.at = number, lambda: throw_away(newsroom.root / ".ssg" / what)
        ended = newsroom.failing(disk)
        assert "Traceback" not in ended.said
        assert ended.status == 0 or "error[E707]" in ended.said, ended
        assert newsroom.command().status == 0
        assert newsroom.everything() == after


def throw_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
        return
    for end in ("", "-wal", "-shm", "-sums"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def test_a_lock_that_a_killed_build_held_holds_no_one(newsroom: Newsroom) -> None:
    from ssg.store.lock import only_build

    newsroom.back()
    publish(newsroom)
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        with only_build(newsroom.root / ".ssg", lambda: None):
            os.write(writable, b"held")
            time.sleep(60)
    assert os.read(readable, 4) == b"held"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(readable)
    os.close(writable)
    assert newsroom.command() == Ended(0, "")


@SLOW
def test_four_builds_at_once(newsroom: Newsroom) -> None:
    newsroom.back()
    publish(newsroom)
    expected = clean(newsroom)
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "ssg", "build", "-q", "-C", str(newsroom.root), "--now", NOW]
    for cold in (True, False):
        if cold:
            shutil.rmtree(newsroom.root / ".ssg")
            shutil.rmtree(newsroom.public)
        else:
            newsroom.write("content/thoi-su/moi.md", news(8, title="Tin khác"))
        builds = [subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        ended = [(build.communicate(timeout=120)[1], build.returncode) for build in builds]
        assert [code for _, code in ended] == [0, 0, 0, 0], ended
        assert not any("Traceback" in said or "error" in said for said, _ in ended)
        assert newsroom.everything() == (expected if cold else clean(newsroom))


def test_a_clock_that_goes_back_and_files_from_the_future(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.back()
    real = time.time_ns
    for step, (clock, file_time) in enumerate([(0, _YEAR), (-_YEAR, 0), (2 * _YEAR, 0)]):
        monkeypatch.setattr(time, "time_ns", lambda shift=clock: real() + shift)
        path = newsroom.root / "content/thoi-su/2.md"
        for text in ("a", "b"):  # two edits of one size and, as far as the file tells, one time
            newsroom.write("content/thoi-su/2.md", news(2, title=f"Bước {step}", more=f"{text}\n"))
            os.utime(path, ns=(1_700_000_000 * 10**9 + file_time,) * 2)
            assert newsroom.command() == Ended(0, "")
        with monkeypatch.context() as patch:
            patch.setattr(time, "time_ns", real)
            built = newsroom.everything()
            state = newsroom.root.with_name("state")
            newsroom.root.joinpath(".ssg").rename(state)
            assert clean(newsroom) == built
            shutil.rmtree(newsroom.root / ".ssg")
            state.rename(newsroom.root / ".ssg")


@contextlib.contextmanager
def somebody_else(newsroom: Newsroom) -> Iterator[Callable[[], Ended]]:
    """Build as a user who is not root, and to whom the site belongs; root can take files of it away."""
    if os.getuid() != 0:
        pytest.skip("only root can be somebody else")

    def command() -> str:
        ended = newsroom.command()
        return f"{ended.status} {ended.said}"

    def ended_of(said: str) -> Ended:
        status, _, rest = said.partition(" ")
        return Ended(int(status), rest)

    with another_user(newsroom.root) as run:
        yield lambda: ended_of(run(command))


def test_a_memory_of_another_user_that_may_not_be_read_is_left_alone(newsroom: Newsroom) -> None:
    newsroom.back()
    before = newsroom.everything()
    correct(newsroom)
    with somebody_else(newsroom) as command:
        memo = newsroom.root / ".ssg/memo.sqlite"
        os.chown(memo, 0, 0)
        memo.chmod(0o600)
        ended = command()
        assert ended.status == 1
        assert ended.said.startswith(
            ".ssg/memo.sqlite: error[E726]: build cache cannot be used: it belongs to the user "
        )
        assert newsroom.everything() == before
        memo.chmod(0o666)
        assert command().status == 0
        assert newsroom.everything() == (clean(newsroom))


def test_a_memory_that_another_program_holds_is_left_alone(newsroom: Newsroom) -> None:
    newsroom.back()
    before, memo = newsroom.everything(), newsroom.root / ".ssg/memo.sqlite"
    correct(newsroom)
    inode = memo.stat().st_ino
    with contextlib.closing(sqlite3.connect(memo, isolation_level=None)) as other:
        other.execute("begin immediate")
        ended = newsroom.command()
        said = f"{memo}: error[E707]: cannot write file: database is locked\nnothing was published: 1 error\n"
        assert ended == Ended(1, said)
        other.execute("rollback")
    assert newsroom.everything() == before
    assert newsroom.command() == Ended(0, "")
    assert memo.stat().st_ino == inode  # not made anew
    assert newsroom.everything() == clean(newsroom)


@pytest.mark.parametrize(
    "folder", ["public", "public/thoi-su", "public-deploy/nginx", ".ssg"], ids=["output", "below", "beside", "state"]
)
def test_a_folder_that_may_not_be_written_is_one_line(newsroom: Newsroom, folder: str) -> None:
    newsroom.back()
    before = newsroom.everything()
    publish(newsroom)
    newsroom.edit("site.toml", "[deploy]", 'redirects = "cu.csv"\n[deploy]')
    newsroom.write("cu.csv", "old,new\n/cu/,/thoi-su/\n")
    with somebody_else(newsroom) as command:
        closed = newsroom.root / folder
        for path in (closed, *closed.rglob("*")) if folder == ".ssg" else (closed,):
            os.chown(path, 0, 0)
        ended = command()
        assert ended.status == 1
        first, *rest = ended.said.splitlines()
        assert first.startswith(f"{closed}")
        assert "error[E707]" in first
        assert "Permission denied" in first
        assert not [line for line in rest if "error[" in line]
        if folder != "public-deploy/nginx":
            assert newsroom.everything() == before
    after = newsroom.command()
    assert after.status == 0
    assert newsroom.everything() == clean(newsroom)
