"""What lies in `.ssg/` may have been written by somebody else: nothing of it runs, and nothing of others is removed."""

from __future__ import annotations

import os
import pickle
import re
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ssg.cli.clean import command as clean
from ssg.core.digest import digest_bytes
from ssg.core.errors import SiteProblem
from ssg.store.delta import Delta, lay_delta
from ssg.store.doubt import doubt, may_be_ours
from ssg.store.lock import only_build
from ssg.store.memo import Memo
from ssg.store.nodes import Entry
from ssg.store.outputs import Outputs, journal_file, name_of
from ssg.store.private import NotPrivate, read_private, remove_private, write_private
from ssg.store.seal import MemoryDamaged
from ssg.store.templates import Templates, cache_folder
from tests.conftest import TinySite
from tests.store.test_publish import files, publication_into, publish

TEMPORARY = ".ssg-0123456789abcdef.tmp"


class Bomb:
    """Runs code when it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.mkdir, (str(self.file),)


def journal(root: Path) -> Path:
    (root / ".ssg").mkdir(exist_ok=True)
    return journal_file(root / ".ssg", name_of(root, root / "public"))


def forged(root: Path, **entries: Entry) -> None:
    """Put entries into the list of what was published."""
    memo = Memo(root / ".ssg/memo.sqlite", None)
    Outputs(memo.nodes(name_of(root, root / "public")), memo.save).change(entries, ())
    memo.keep()
    memo.close()


# The journal


def test_the_journal_names_only_temporary_files_of_ours(tmp_path: Path) -> None:
    publish(tmp_path, a="1")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    kept = [elsewhere / "mine.tmp", elsewhere / TEMPORARY, tmp_path / "public/mine.tmp", tmp_path / TEMPORARY]
    for file in kept:
        file.write_text("mine")
    (tmp_path / "public/link").symlink_to(elsewhere)
    (tmp_path / "public" / TEMPORARY).write_text("ours")
    lines = [*map(str, kept), "mine.tmp", f"../{TEMPORARY}", f"link/{TEMPORARY}", f"x/../../{TEMPORARY}", TEMPORARY, ""]
    journal(tmp_path).write_text("\n".join([*lines, "a", "."]))
    publish(tmp_path, a="1")
    assert all(file.read_text() == "mine" for file in kept)
    assert not (tmp_path / "public" / TEMPORARY).exists()
    assert files(tmp_path)["a"] == "1"


@pytest.mark.parametrize("what", ["pipe", "link", "folder", "link to a folder"])
def test_what_stands_in_the_place_of_the_journal_goes(tmp_path: Path, what: str) -> None:
    publish(tmp_path, a="1")
    file = journal(tmp_path)
    target = tmp_path / "target"
    file.unlink(missing_ok=True)
    if what == "pipe":
        os.mkfifo(file)
    elif what == "link":
        target.write_text("theirs")
        file.symlink_to(target)
    elif what == "link to a folder":
        target.mkdir()
        (target / "x").write_text("theirs")
        file.symlink_to(target)
    else:
        (file / "x").mkdir(parents=True)
    publish(tmp_path, a="2", b="2")
    assert publish(tmp_path, a="2").removed == ("b",)
    assert not file.is_symlink()
    assert not file.is_fifo()
    if target.exists():
        assert (target / "x" if target.is_dir() else target).read_text() == "theirs"


# The list of what was published


@pytest.mark.parametrize("path", ["../elsewhere/mine", "ABSOLUTE", "link/mine", "x/../../elsewhere/mine"])
def test_the_list_leads_nowhere_out_of_the_output(tmp_path: Path, path: str) -> None:
    mine = tmp_path / "elsewhere/mine"
    mine.parent.mkdir()
    mine.write_text("mine")
    publish(tmp_path, a="1")
    (tmp_path / "public/link").symlink_to(mine.parent)
    path = str(mine) if path == "ABSOLUTE" else path
    info = mine.stat()
    forged(tmp_path, **{path: Entry(digest_bytes(b"mine"), info.st_size, info.st_mtime_ns)})
    assert publish(tmp_path, a="1").removed == ()
    assert mine.read_text() == "mine"


def test_size_and_time_do_not_make_a_file_ours(tmp_path: Path) -> None:
    publish(tmp_path, a="1")
    mine = tmp_path / "public/CNAME"
    mine.write_text("mine")
    info = mine.stat()
    forged(tmp_path, CNAME=Entry(digest_bytes(b"ours"), info.st_size, info.st_mtime_ns))
    published = publish(tmp_path, a="1")
    assert [d.code for d in published.diagnostics] == ["W709"]
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("what", ["link", "pipe"])
def test_what_is_no_file_any_more_stays(tmp_path: Path, what: str) -> None:
    publish(tmp_path, a="1", b="1")
    file = tmp_path / "public/b"
    file.unlink()
    (tmp_path / "same").write_text("1")
    os.mkfifo(file) if what == "pipe" else file.symlink_to("../same")
    assert [d.code for d in publish(tmp_path, a="1").diagnostics] == ["W709"]
    assert file.is_fifo() if what == "pipe" else file.is_symlink()


def test_a_file_that_must_make_way_is_looked_at(tmp_path: Path) -> None:
    publish(tmp_path, a="1", b__c="1")
    (tmp_path / "public/a").write_text("mine")
    with pytest.raises(SiteProblem):
        publish(tmp_path, a__x="1")
    (tmp_path / "public/b/c").write_text("mine")
    with pytest.raises(SiteProblem):
        publish(tmp_path, b="1")
    assert files(tmp_path) == {"a": "mine", "b/c": "mine"}


def test_a_temporary_file_is_never_written_through(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    (tmp_path / "public").mkdir()
    name = f".ssg-{digest_bytes(b'a')[:16]}.tmp"
    (tmp_path / "public" / name).hardlink_to(mine)
    publish(tmp_path, a="1")
    assert (mine.read_text(), files(tmp_path)) == ("mine", {"a": "1"})


# A publication that was killed


def killed(root: Path, monkeypatch: pytest.MonkeyPatch, **outputs: str) -> None:
    """Publish, and be killed after the note and before the first rename."""

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with publication_into(root) as publication, monkeypatch.context() as patch:
        for name, text in outputs.items():
            publication.stage(name, text.encode())
        patch.setattr(os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            publication.commit()


def test_a_stranger_at_a_name_that_was_only_announced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, a="1")
    killed(tmp_path, monkeypatch, CNAME="ours", a="1")
    (tmp_path / "public/CNAME").write_text("mine")
    published = publish(tmp_path, a="1")
    assert [d.code for d in published.diagnostics] == ["W709"]
    assert files(tmp_path) == {"a": "1", "CNAME": "mine"}


def test_what_a_kill_left_of_ours_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be it as before, as it was to be, or as it was to be in one of several builds that were killed."""
    publish(tmp_path, a="1", b="old", c="old", d="old")
    killed(tmp_path, monkeypatch, a="1", b="new", c="new", d="new")
    killed(tmp_path, monkeypatch, a="1", b="newer", c="newer", d="newer")
    (tmp_path / "public/c").write_text("new")
    (tmp_path / "public/d").write_text("newer")
    published = publish(tmp_path, a="1")
    assert (published.removed, published.diagnostics) == (("b", "c", "d"), ())
    assert files(tmp_path) == {"a": "1"}


def test_a_doubt_names_all_bytes_that_a_file_may_have() -> None:
    old, new = digest_bytes(b"old"), digest_bytes(b"new")
    note = doubt("", old, before=doubt(new))
    assert may_be_ours("", note, b"old")
    assert may_be_ours("", note, b"new")
    assert not may_be_ours("", note, b"mine")
    assert not may_be_ours("", f"in doubt after {old}", b"old")
    assert may_be_ours(old, "", b"old")
    assert not may_be_ours(old, doubt(new), b"new")
    for number in range(99):
        note = doubt(digest_bytes(b"%d" % number), before=note)
    assert len(note) < 500


# The state folder and its lock


def test_a_group_can_build_a_site_together(site: Callable[[str], TinySite]) -> None:
    old = os.umask(0o002)
    try:
        tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
        with only_build(tiny.root / ".ssg", lambda: None):
            tiny.build()
    finally:
        os.umask(old)
    made = [tiny.root / ".ssg", *(tiny.root / ".ssg").iterdir(), *tiny.public.rglob("*")]
    assert {"memo.sqlite", "lock"} <= {file.name for file in made}
    assert [file for file in made if not file.stat().st_mode & stat.S_IWGRP] == []


@pytest.mark.parametrize("what", ["link", "file", "pipe"])
def test_what_is_no_folder_is_no_state_folder(tmp_path: Path, what: str) -> None:
    state, other = tmp_path / ".ssg", tmp_path / "other"
    other.mkdir()
    if what == "link":
        state.symlink_to(other)
    elif what == "pipe":
        os.mkfifo(state)
    else:
        state.write_text("x")
    with pytest.raises(SiteProblem) as raised, only_build(state, lambda: None):
        pass
    (found,) = raised.value.diagnostics
    assert (found.code, str(found.message)) == (
        "E707",
        "cannot write to folder: it is a link or a file, not a folder",
    )
    assert list(other.iterdir()) == []


@pytest.mark.parametrize("what", ["pipe", "link", "socket"])
@pytest.mark.parametrize("name", ["lock", "lock.soft", "memo.sqlite", "memo.sqlite-wal", "output-1.staging"])
def test_nothing_special_stays_in_the_state_folder(tmp_path: Path, name: str, what: str) -> None:
    state, mine = tmp_path / ".ssg", tmp_path / "mine"
    state.mkdir()
    mine.write_text("mine")
    if what == "link":
        (state / name).symlink_to(mine)
    else:
        os.mkfifo(state / name)
    with only_build(state, lambda: None):
        assert not (state / name).is_fifo()
        assert not (state / name).is_symlink()
    assert mine.read_text() == "mine"


def test_a_disk_without_locks_gets_along_with_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", none)
    state = tmp_path / ".ssg"
    waited: list[int] = []
    for left in ("", "lock", "lock.soft"):  # nothing, a lock of the other kind, one that was cut off at a kill
        state.mkdir(exist_ok=True)
        if left:
            (state / left).write_bytes(b"")
            os.utime(state / left, (1_700_000_000, 1_700_000_000))
        with only_build(state, lambda: waited.append(1)):
            assert (state / "lock.soft").exists()
        assert not (state / "lock.soft").exists()
    assert waited == []


@pytest.mark.parametrize("locks", [True, False])
def test_a_second_build_waits_with_and_without_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locks: bool
) -> None:
    if not locks:
        monkeypatch.setattr("ssg.store.lock._has_locks", lambda file: file.touch())
    waits, done = threading.Event(), threading.Event()

    def second() -> None:
        with only_build(tmp_path / ".ssg", waits.set):
            done.set()

    thread = threading.Thread(target=second)
    with only_build(tmp_path / ".ssg", lambda: None):
        thread.start()
        assert waits.wait(20)
        assert not done.is_set()
    thread.join(20)
    assert done.is_set()


def test_a_link_in_the_place_of_the_state_is_all_that_is_cleaned(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    other = tiny.root / "other"
    other.mkdir()
    os.mkfifo(other / "pipe")
    (other / "link").symlink_to("pipe")
    (tiny.root / ".ssg").symlink_to("other")
    assert CliRunner().invoke(clean, ["-C", str(tiny.root)]).exit_code == 0
    assert sorted(file.name for file in other.iterdir()) == ["link", "pipe"]
    assert not (tiny.root / ".ssg").is_symlink()


def test_a_memory_that_is_a_link_leads_to_no_other_database(tmp_path: Path) -> None:
    """Commands that only look take no lock, so nobody has swept before them."""
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as db:
        db.execute("create table theirs (x)")
    db.close()
    before = other.read_bytes()
    (tmp_path / "memo.sqlite").symlink_to(other)
    with pytest.raises(MemoryDamaged):
        Memo(tmp_path / "memo.sqlite", "salt")
    assert other.read_bytes() == before


# Compiled templates


def forge_templates(file: Path, bomb: Bomb) -> None:
    """Put a bomb wherever a memory has ever held compiled templates."""
    import zlib

    from jinja2.bccache import bc_magic

    data = bc_magic + pickle.dumps(bomb)
    with sqlite3.connect(file) as db:
        db.execute("create table if not exists template (key text primary key, data blob)")
        rows = [(str(number), zlib.crc32(data).to_bytes(4, "big") + data) for number in range(3)]
        db.executemany("insert or replace into template values (?, ?)", rows)
        names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
    db.close()
    assert names


def test_a_memory_of_somebody_else_runs_no_code(site: Callable[[str], TinySite], tmp_path: Path) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    tiny.build()
    forge_templates(tiny.root / ".ssg/memo.sqlite", Bomb(tmp_path / "owned"))
    tiny.write("content/tin/b.md", "---\ntitle: B\ndate: 2026-11-21\n---\nx\n")
    tiny.build()
    assert not (tmp_path / "owned").exists()
    assert (tiny.public / "tin").exists()


def test_nothing_of_ours_unpickles_or_unmarshals_but_private_files() -> None:
    found = [
        file.name
        for file in (Path(__file__).parents[2] / "ssg").rglob("*.py")
        if re.search(r"pickle\.load|Unpickler|marshal\.load|bytecode_from", file.read_text(encoding="utf-8"))
    ]
    # Workers and we talk through pipes that nobody else can write; workers elsewhere through the executor's connection,
    # which could run code anyway.
    assert sorted(found) == ["compiled.py", "pool.py", "private.py", "remote.py", "worker.py"]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Give a folder that only this user can write to, below others that only root or this user can write to."""
    tmp_path.chmod(0o700)
    return tmp_path / "caches/toasoan/templates"


def test_compiled_templates_come_back(cache: Path, tmp_path: Path) -> None:
    one = Templates(tmp_path / "site", "salt", cache)
    assert one.recall("a") is None
    one.note("a", b"code")
    assert one.recall("a") == b"code"
    assert Templates(tmp_path / "site", "salt", cache).recall("a") == b"code"
    assert Templates(tmp_path / "site", "other", cache).recall("a") is None
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    (file,) = cache.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(file.read_bytes()[:-1] + b"!")  # damaged
    assert Templates(tmp_path / "site", "salt", cache).recall("a") is None


@pytest.mark.parametrize("what", ["open to others", "its parent is", "far above", "a link", "of somebody else"])
def test_a_folder_that_others_can_write_to_is_not_used(cache: Path, tmp_path: Path, what: str) -> None:
    Templates(tmp_path / "site", "salt", cache).note("a", b"code")
    if what == "open to others":
        cache.chmod(0o770)
    elif what == "its parent is":
        cache.parent.chmod(0o777)
    elif what == "far above":
        cache.parent.parent.chmod(0o777)
    elif what == "a link":
        cache.rename(tmp_path / "elsewhere")
        cache.symlink_to(tmp_path / "elsewhere")
    elif os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    else:
        os.chown(cache, 65534, 65534)
    other = Templates(tmp_path / "site", "salt", cache)
    assert other.recall("a") is None
    other.note("b", b"code")
    assert other.recall("b") is None


@pytest.mark.parametrize("what", ["writable", "a link", "a pipe", "of somebody else"])
def test_a_file_that_others_can_write_to_is_not_read(cache: Path, tmp_path: Path, what: str) -> None:
    Templates(tmp_path / "site", "salt", cache).note("a", b"code")
    (file,) = cache.iterdir()
    if what == "writable":
        file.chmod(0o620)
    elif what == "of somebody else":
        if os.geteuid() != 0:
            pytest.skip("only root can give a file away")
        os.chown(file, 65534, 65534)
    elif what == "a pipe":
        file.unlink()
        os.mkfifo(file)
    else:
        file.rename(tmp_path / "elsewhere")
        file.symlink_to(tmp_path / "elsewhere")
    assert Templates(tmp_path / "site", "salt", cache).recall("a") is None


def test_a_cache_within_the_site_is_none(cache: Path, tmp_path: Path) -> None:
    inside = Templates(tmp_path, "salt", cache)
    inside.note("a", b"code")
    assert not cache.exists()
    assert inside.recall("a") is None


def test_the_cache_is_bounded(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.store.templates._MOST_FILES", 10)
    for number in range(30):
        Templates(tmp_path / "site", "salt", cache).note(str(number), b"code")
        assert len(list(cache.iterdir())) <= 11
    assert Templates(tmp_path / "site", "salt", cache).recall("29") == b"code"


def test_where_the_cache_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_folder() == Path("/somewhere/toasoan/templates")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/people/an")
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder() == Path("/people/an/.cache/toasoan/templates")
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder() == Path("/people/an/Library/Caches/toasoan/templates")

    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert cache_folder() is None


# What spawned workers are told


def test_what_workers_are_told_is_ours_alone(tmp_path: Path) -> None:
    file = write_private({"a": 1})
    try:
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert read_private(file) == {"a": 1}
        file.parent.chmod(0o755)
        with pytest.raises(NotPrivate):
            read_private(file)
        file.parent.chmod(0o700)
        file.write_bytes(pickle.dumps(Bomb(tmp_path / "owned")))
        file.chmod(0o644)
        with pytest.raises(NotPrivate):
            read_private(file)
        assert not (tmp_path / "owned").exists()
    finally:
        remove_private(file)
    assert not file.parent.exists()


# Folders of changes


def test_lists_of_earlier_changes_lead_nowhere(tmp_path: Path) -> None:
    mine, output, delta = tmp_path / "mine", tmp_path / "public", tmp_path / "delta"
    for folder in (output, delta, tmp_path / "elsewhere"):
        folder.mkdir()
    mine.write_text("mine")
    (tmp_path / "elsewhere/x").write_text("mine")
    (delta / "link").symlink_to(tmp_path / "elsewhere")
    (output / "a").write_text("new")
    (delta / "a").symlink_to(mine)
    (delta / ".written").write_text(f"../mine\n{mine}\nlink/x\n")
    lay_delta(delta, output, Delta(("a",), ("link/x",)))
    assert (mine.read_text(), (tmp_path / "elsewhere/x").read_text()) == ("mine", "mine")
    assert ((delta / "a").read_text(), (delta / "a").is_symlink()) == ("new", False)
    assert (delta / ".written").read_text() == "a\n"
