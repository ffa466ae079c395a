"""An output folder in which publishing could destroy something is refused before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssg.store.output_folder import refuse_output

REFUSED = ["content", "content/x", "templates", "static/a/b", ".", "..", ".ssg", ".git/x", "data", "/", "~", "~/.."]


@pytest.mark.parametrize("output", REFUSED)
def test_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    site, home = tmp_path / "site", tmp_path / "home/editor"
    site.mkdir()
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    found = refuse_output(site / Path(output).expanduser(), site)
    assert found is not None
    assert found.code == "E708"


def test_a_link_to_the_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "content")
    assert refuse_output(tmp_path / "public", tmp_path) is not None


@pytest.mark.parametrize("output", ["public", "dist/site", "../public", "contents"])
def test_allowed(tmp_path: Path, output: str) -> None:
    (tmp_path / "site").mkdir()
    assert refuse_output(tmp_path / "site" / output, tmp_path / "site") is None


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("")
    assert refuse_output(tmp_path / "public", tmp_path) is not None
