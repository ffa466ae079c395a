"""A short run of coverage-guided fuzzing for each reader, where atheris is installed. Longer ones are run by hand."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import ROOT
from tests.hunt.lengths import TIMES

READERS = ("front_matter", "article", "markdown", "config", "redirects", "log", "data_files", "svg")


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
def test_no_reader_raises(tmp_path: Path) -> None:
    runs = 4_000 * TIMES
    module = "tests.reliability.guided"
    options = (f"-runs={runs}", "-seed=7", "-max_len=400", "-timeout=10", f"-artifact_prefix={tmp_path}/")
    command = [sys.executable, "-m", module, ",".join(READERS), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [f"{reader}: 0" for reader in READERS], done.stderr[-3000:]
    assert done.stderr.count(f"Done {runs} runs") == len(READERS)
