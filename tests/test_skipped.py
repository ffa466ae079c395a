"""Continuous integration runs all tests: with SSG_NO_SKIP=1 a run of which one was skipped has failed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.documents import ROOT

PASSED = "def test_passed(): pass\n"
SKIPPED = {
    "as a whole": "import pytest\npytest.skip('no_tool', allow_module_level=True)\n",
    "by its mark": "import pytest\n@pytest.mark.skip(reason='no_tool')\ndef test_a(): pass\n",
    "by itself": "import pytest\ndef test_a(): pytest.skip('no_tool')\n",
    "by a fixture": "import pytest\n@pytest.fixture\ndef f(): pytest.skip('no_tool')\ndef test_a(f): pass\n",
    "by an import": "import pytest\ndef test_a(): pytest.importorskip('no_tool')\n",
}


def run(folder: Path, *options: str, no_skip: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", *options, "."]
    # A temporary folder of its own: pytest removes what earlier runs have left in the common one, which takes minutes.
    own = {"SSG_NO_SKIP": no_skip, "PYTHONPATH": str(ROOT), "PYTEST_DEBUG_TEMPROOT": str(folder)}
    environment = {**os.environ, **own}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    names = {how: f"test_{how.replace(' ', '_')}" for how in SKIPPED}
    for how, name in names.items():
        (tmp_path / f"{name}.py").write_text(PASSED + SKIPPED[how].replace("no_tool", f"no_{name}"), encoding="utf-8")
    (tmp_path / "test_passed.py").write_text(PASSED, encoding="utf-8")
    done = run(tmp_path, no_skip="1")
    assert (done.returncode, done.stderr) == (1, ""), done.stdout
    named = done.stdout.partition("SSG_NO_SKIP=1 allows none")[2]
    for name in names.values():
        assert re.search(rf"{name}\.py.*no_{name}", named), named


def test_workers_tell_of_theirs(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(PASSED + SKIPPED["by itself"], encoding="utf-8")
    done = run(tmp_path, "-n", "1", no_skip="1")
    assert done.returncode == 1
    assert "test_it.py::test_a: Skipped: no_tool" in done.stdout


def test_elsewhere_tests_may_be_skipped(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(PASSED + SKIPPED["by itself"], encoding="utf-8")
    assert run(tmp_path, no_skip="").returncode == 0
