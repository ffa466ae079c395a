"""The versions of installed distributions."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

from ssg.store.installed import installed_version
from ssg.store.salt import versions


def test_versions_are_those_of_the_metadata() -> None:
    known = {name: version for name, version in versions().items() if name not in ("ssg", "python", "unicode", "zlib")}
    assert known == {name: importlib.metadata.version(name) for name in known}
    assert {"jinja2", "pyyaml", "markdown-it-py"} <= known.keys()


def test_the_first_folder_of_the_path_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a/Zero_One.Two-2.1.dist-info", "b/zero-one-two-1.0.dist-info", "b/three-4.0-py3.11.egg-info"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "zip").write_bytes(b"PK")
    monkeypatch.setattr(sys, "path", [str(tmp_path / name) for name in ("none", "zip", "a", "b")])
    assert [installed_version(name) for name in ("zero.one-two", "three", "four")] == ["2.1", "4.0", ""]


def test_a_build_imports_no_reader_of_metadata() -> None:
    code = "import sys, ssg.build, ssg.cli.build; sys.exit('importlib.metadata' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
