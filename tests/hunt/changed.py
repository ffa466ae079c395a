"""A changed copy of the package, and the series of edits run with it in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.documents import ROOT
from tests.hunt.recipes import write


def copy_package(root: Path) -> None:
    """Copy `ssg/` and `templates/` to `root`, with compiled modules: by their times, Python knows which are changed."""
    for name in ("ssg", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.pyc.*"))  # half written ones


def hunt(root: Path, templates: Mapping[str, str], at_once: int) -> str:
    """Edit, build and compare with the copy at `root` and a theme with these templates; say what was stale.

    There are `at_once` edits to a build.
    """
    theme = root / "theme-of-the-hunt"
    for name, text in templates.items():
        write(theme / name, text)
    theme.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.hunt.series", str(theme), str(at_once)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{ROOT}"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = done.stdout.strip()
    assert done.returncode == 0 or said, f"it ended with {done.returncode} and said nothing"
    return said


def templates_below(folder: Path) -> dict[str, str]:
    """Read the templates of a folder; assets are none."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for ending in ("html", "xml")
        for file in folder.rglob(f"*.{ending}")
    }
