"""One helper opens files: only regular ones, without waiting, and within the folder that was asked for."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from ssg.core.errors import SiteProblem
from ssg.inputs import read_config, read_table_of_redirects
from ssg.store.excerpt import excerpt_of
from ssg.store.files import make_shared, write_out, write_whole
from ssg.store.inside import is_inner, way_is_plain
from ssg.store.open import NotRegular, Outside, TooLarge, append_to, read_named, read_regular, real, write_fresh
from ssg.store.output_folder import refuse_output
from ssg.store.source import FileEntry, read_file

SPECIAL = ["pipe", "socket", "device", "link to a pipe", "link to itself", "folder"]


def put(path: Path, what: str) -> None:
    """Put something that is not a regular file at a path."""
    if what == "pipe":
        os.mkfifo(path)
    elif what == "socket":
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket must be short
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(path.name)
        finally:
            os.chdir(here)
    elif what == "device":
        path.symlink_to("/dev/zero")
    elif what == "link to a pipe":
        os.mkfifo(path.with_name("far-pipe"))
        path.symlink_to("far-pipe")
    elif what == "link to itself":
        path.symlink_to(path.name)
    else:
        path.mkdir()


@pytest.mark.parametrize("what", SPECIAL)
def test_only_regular_files_are_read_and_nothing_waits(tmp_path: Path, what: str) -> None:
    put(tmp_path / "a", what)
    with pytest.raises(OSError, match=r"."):
        read_regular(tmp_path / "a")


@pytest.mark.parametrize("what", SPECIAL)
def test_every_input_that_became_something_else_is_one_diagnostic(tmp_path: Path, what: str) -> None:
    put(tmp_path / "site.toml", what)
    with pytest.raises(SiteProblem) as raised:
        read_config(tmp_path, None)
    assert [d.code for d in raised.value.diagnostics] == ["E520"]
    with pytest.raises(SiteProblem) as raised:  # it was listed as a file, and has been replaced since
        read_file(tmp_path, FileEntry("site.toml", "site.toml", 1, 1, 1), "content")
    assert [d.code for d in raised.value.diagnostics] == ["E701"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other/site.toml").write_text('title = "Báo"\nredirects = "cu.csv"\n', encoding="utf-8")
    config, _ = read_config(tmp_path / "other", None)
    put(tmp_path / "other/cu.csv", what)
    table = read_table_of_redirects(tmp_path / "other", config)
    assert [d.code for d in table.diagnostics] == ["E742"]
    place = raised.value.diagnostics[0].place
    assert excerpt_of(tmp_path, type(place)("site.toml", 1)) is None


def test_a_link_is_followed_within_the_folder_and_not_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a").write_bytes(b"1")
    (tmp_path / "secret").write_bytes(b"2")
    (tmp_path / "in/near").symlink_to("a")
    (tmp_path / "in/far").symlink_to("../secret")
    (tmp_path / "in/up").symlink_to("..")  # a folder that was replaced by a link after it was listed
    assert read_regular(tmp_path / "in/near", tmp_path / "in") == b"1"
    for name in ("far", "up/secret"):
        with pytest.raises(Outside):
            read_regular(tmp_path / "in" / name, tmp_path / "in")
    with pytest.raises(NotRegular):
        read_regular(tmp_path / "in/near", follow=False)


def test_where_the_system_does_not_tell_what_is_open_the_path_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssg.store.open._DESCRIPTORS", str(tmp_path / "none"))
    test_a_link_is_followed_within_the_folder_and_not_out_of_it(tmp_path)


def test_a_size_may_be_bounded(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_regular(tmp_path / "a", most=5) == b"12345"
    assert read_regular(tmp_path / "a", most=3, cut=True) == b"123"
    with pytest.raises(TooLarge):
        read_regular(tmp_path / "a", most=4)


@pytest.mark.parametrize("what", ["pipe", "link", "hard link", "link to itself"])
def test_nothing_is_written_through_what_is_there(tmp_path: Path, what: str) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    for name in ("a", ".b.tmp"):
        if what == "link":
            (tmp_path / name).symlink_to("mine")
        elif what == "hard link":
            (tmp_path / name).hardlink_to(tmp_path / "mine")
        else:
            put(tmp_path / name, what)
    write_fresh(tmp_path / "a", b"new")
    write_whole(tmp_path / "b", b"new")
    assert [(tmp_path / name).read_bytes() for name in ("mine", "a", "b")] == [b"mine", b"new", b"new"]
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.parametrize("what", ["pipe", "link to a pipe", "link to itself", "folder"])
def test_nothing_special_is_appended_to(tmp_path: Path, what: str) -> None:
    put(tmp_path / "a", what)
    with pytest.raises(OSError, match=r"."):
        append_to(tmp_path / "a")


def test_the_users_own_pipe_is_read(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"a line\n")
    os.close(writing)
    assert read_named(f"/dev/fd/{reading}") == b"a line\n"
    os.close(reading)


def test_a_report_goes_through_pipes_and_links_and_leaves_them(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    write_out(tmp_path / "link", b"1")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "real").read_bytes()) == (True, b"1")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="nobody reads"):
        write_out(tmp_path / "pipe", b"1")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_out(tmp_path / "pipe", b"2")
    assert os.read(reader, 9) == b"2"
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    (tmp_path / "null").symlink_to("/dev/null")
    write_out(tmp_path / "null", b"3")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError, match=r"."):
        write_out(tmp_path / "loop", b"4")


def test_links_in_a_circle_and_no_home_are_no_exceptions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert real(tmp_path / "a").parent == tmp_path.resolve()
    found = refuse_output(tmp_path / "a", tmp_path / "site")
    assert found is not None
    assert found.code == "E708"

    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert refuse_output(tmp_path / "site/public", tmp_path / "site") is None


def test_paths_that_leave_a_folder() -> None:
    assert is_inner("a") and is_inner("a/b.html") and is_inner("a/..b")
    for path in ("", "/", "/a", "a//b", "..", "a/../b", "./a", "a/.", "a/", "a\0b"):
        assert not is_inner(path), path


def test_a_way_through_a_link_is_not_plain(tmp_path: Path) -> None:
    (tmp_path / "out/a").mkdir(parents=True)
    (tmp_path / "root").symlink_to("out")  # the output folder itself may be one
    (tmp_path / "out/b").symlink_to("a")
    assert way_is_plain(str(tmp_path / "root"), "x")
    assert way_is_plain(str(tmp_path / "root"), "a/x")
    assert not way_is_plain(str(tmp_path / "root"), "b/x")
    assert not way_is_plain(str(tmp_path / "root"), "none/x")
    assert not way_is_plain(str(tmp_path / "root"), "../x")


def test_a_shared_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o002)
    try:
        make_shared(tmp_path / "a")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o664
    (tmp_path / "a").write_bytes(b"1")
    make_shared(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"1"
