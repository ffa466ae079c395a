"""Files in folders that a build creates itself: nothing can be in their way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ssg.store.nodes import Entry
from ssg.store.staging import InTheWay, Stager


def test_only_paths_in_older_folders_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public, looked = tmp_path / "public", list[str]()
    (public / "old" / "taken.html").mkdir(parents=True)
    (public / "old" / "taken.html" / "hers.txt").write_text("hers")
    lstat = os.lstat

    def noting(path: str) -> os.stat_result:
        looked.append(path)
        return lstat(path)

    monkeypatch.setattr(os, "lstat", noting)
    stager = Stager(str(public), str(tmp_path / "journal"), frozenset())
    staged = [
        stager.stage(path, b"x", Entry("", 1), None) for path in ("new/a/index.html", "new/b.html", "old/c.html", "d")
    ]
    stager.close()
    assert [path.removeprefix(f"{public}/") for path in looked] == ["old", "old/c.html", "d"]
    assert [one.made for one in staged] == [("new", "new/a"), (), (), ()]
    assert all(one.new and (public / one.temporary).read_bytes() == b"x" for one in staged)
    with pytest.raises(InTheWay):
        stager.stage("old/taken.html", b"x", Entry("", 1), None)
