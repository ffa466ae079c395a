"""Publishing: only changed bytes are written, whole files only, and nothing of others' is ever deleted."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ssg.core.errors import SiteProblem
from ssg.store.memo import Memo, forget
from ssg.store.outputs import Outputs, journal_file, name_of
from ssg.store.publish import Publication, Published


@contextmanager
def publication_into(root: Path, folder: str = "public") -> Iterator[Publication]:
    """Begin a publication, with a state of its own; what it notes is kept if nothing goes wrong."""
    memo = Memo(root / ".ssg/memo.sqlite", None)
    name = name_of(root, root / folder)
    try:
        yield Publication(root / folder, journal_file(root / ".ssg", name), Outputs(memo.nodes(name), memo.save))
        memo.keep()
    finally:
        memo.close()


def publish(root: Path, folder: str = "public", **outputs: str) -> Published:
    """Publish files named `a__b` for `a/b`."""
    with publication_into(root, folder) as publication:
        for name, text in outputs.items():
            publication.stage(name.replace("__", "/"), text.encode())
        return publication.commit()


def files(root: Path) -> dict[str, str]:
    public = root / "public"
    return {p.relative_to(public).as_posix(): p.read_text() for p in sorted(public.rglob("*")) if p.is_file()}


def test_writes_only_what_changed(tmp_path: Path) -> None:
    assert publish(tmp_path, a="1", b__c="2")[:5] == (("a", "b/c"), (), 0, (), frozenset({"a", "b/c"}))
    before = (tmp_path / "public/a").stat().st_mtime_ns, (tmp_path / "public/a").stat().st_ino
    assert publish(tmp_path, a="1", b__c="3")[:5] == (("b/c",), (), 1, (), frozenset())
    assert ((tmp_path / "public/a").stat().st_mtime_ns, (tmp_path / "public/a").stat().st_ino) == before
    assert files(tmp_path) == {"a": "1", "b/c": "3"}


def test_removes_what_it_wrote_and_emptied_folders_only(tmp_path: Path) -> None:
    publish(tmp_path, a="1", b__c__d="2")
    (tmp_path / "public/mine").write_text("mine")
    assert publish(tmp_path, a="1").removed == ("b/c/d",)
    assert files(tmp_path) == {"a": "1", "mine": "mine"}
    assert not (tmp_path / "public/b").exists()


def test_keeps_a_file_of_its_own_that_someone_changed(tmp_path: Path) -> None:
    publish(tmp_path, a="1", b="2")
    (tmp_path / "public/b").write_text("by hand")
    published = publish(tmp_path, a="1")
    assert published.removed == ()
    assert [d.code for d in published.diagnostics] == ["W709"]
    assert files(tmp_path)["b"] == "by hand"


def test_mends_what_was_deleted_or_edited_under_it(tmp_path: Path) -> None:
    publish(tmp_path, a="1", b="2", c="3")
    (tmp_path / "public/a").unlink()
    (tmp_path / "public/b").write_text("9")
    assert publish(tmp_path, a="1", b="2", c="3").written == ("a", "b")
    assert files(tmp_path) == {"a": "1", "b": "2", "c": "3"}


def test_an_edit_of_equal_size_and_time_is_seen_as_an_edit(tmp_path: Path) -> None:
    publish(tmp_path, a="1")
    info = (tmp_path / "public/a").stat()
    publish(tmp_path, a="2")
    os.utime(tmp_path / "public/a", ns=(info.st_mtime_ns, info.st_mtime_ns))
    assert publish(tmp_path, a="1").written == ("a",)


def test_modes_follow_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        publish(tmp_path, a="1", b__c="2")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "public/a").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "public/b").stat().st_mode) == 0o750


def test_nothing_is_seen_before_commit_and_nothing_after_abandon(tmp_path: Path) -> None:
    publish(tmp_path, a="1")
    with publication_into(tmp_path) as publication:
        publication.stage("a", b"2")
        publication.stage("new/b", b"2")
        assert (tmp_path / "public/a").read_text() == "1"
        assert not (tmp_path / "public/new/b").exists()
        publication.abandon()
    assert files(tmp_path) == {"a": "1"}
    assert not (tmp_path / "public/new").exists()


def test_a_killed_publication_is_swept_by_the_next(tmp_path: Path) -> None:
    publish(tmp_path, a="1")
    with publication_into(tmp_path) as killed:
        killed.stage("a", b"2")
        killed.stage("b", b"2")
    assert len(files(tmp_path)) == 3
    assert publish(tmp_path, a="1").written == ()
    assert files(tmp_path) == {"a": "1"}


def test_a_publication_killed_between_renames_is_brought_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, a="1", b="1", c="1")
    renames = 0
    replace = os.replace

    def failing(source: str, target: str) -> None:
        nonlocal renames
        if str(target).endswith(("/a", "/b")):
            renames += 1
            if renames > 1:
                raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(SiteProblem) as raised:  # noqa: SIM117 - whatever was noted before the failure is kept
        with publication_into(tmp_path) as publication:
            publication.stage("a", b"2")
            publication.stage("b", b"2")
            publication.commit()
    assert [d.code for d in raised.value.diagnostics] == ["E707"]
    assert "No space left on device" in str(raised.value.diagnostics[0].message)
    assert files(tmp_path) == {"a": "2", "b": "1", "c": "1"}
    monkeypatch.undo()
    published = publish(tmp_path, a="2", b="2")
    assert published.written == ("b",)
    assert published.removed == ("c",)


def test_order_of_publication_is_the_order_of_staging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = os.replace

    def noting(source: str, target: str) -> None:
        order.append(Path(target).name)
        replace(source, target)

    publish(tmp_path, old="1")
    monkeypatch.setattr(os, "replace", noting)
    unlink = Path.unlink

    def noting_unlink(self: Path, missing_ok: bool = False) -> None:
        order.append(f"-{self.name}")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", noting_unlink)
    publish(tmp_path, page="1", list="1", home="1")
    seen = [name for name in order if name in ("page", "list", "home", "-old")]
    assert seen == ["page", "list", "home", "-old"]


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    publish(tmp_path, a="1", b__c="1")
    assert publish(tmp_path, a__x="1", b="1").written == ("a/x", "b")
    assert files(tmp_path) == {"a/x": "1", "b": "1"}


@pytest.mark.parametrize("what", ["link", "file", "folder"])
def test_what_is_in_the_way_and_not_ours_is_refused(tmp_path: Path, what: str) -> None:
    public, elsewhere = tmp_path / "public", tmp_path / "elsewhere"
    public.mkdir()
    elsewhere.mkdir()
    if what == "link":
        (public / "a").symlink_to(elsewhere)
    elif what == "file":
        (public / "a").write_text("mine")
    else:
        (public / "a/b").mkdir(parents=True)
        (public / "a/b/mine").write_text("mine")
    with pytest.raises(SiteProblem) as raised:
        publish(tmp_path, a__b="1")
    assert [d.code for d in raised.value.diagnostics] == ["E707"]
    assert list(elsewhere.iterdir()) == []


def test_a_lost_state_costs_comparison_and_removes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, a="1", b="1")
    forget(tmp_path / ".ssg/memo.sqlite")
    published = publish(tmp_path, a="1")
    assert (published.written, published.removed) == ((), ())
    assert [d.code for d in published.diagnostics] == ["W714"]
    assert files(tmp_path) == {"a": "1", "b": "1"}


def test_two_output_folders_are_remembered_apart(tmp_path: Path) -> None:
    publish(tmp_path, a="1", b="1")
    assert publish(tmp_path, "other", a="1").removed == ()
    assert files(tmp_path) == {"a": "1", "b": "1"}
