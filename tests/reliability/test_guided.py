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
@pytest.mark.parametrize("reader", READERS)
def test_no_reader_raises(reader: str, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.reliability.guided",
        reader,
        f"-runs={4000 * TIMES}",
        "-seed=7",
        "-max_len=400",
        "-timeout=10",
    ]
    done = subprocess.run(
        [*command, f"-artifact_prefix={tmp_path}/"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"Done {4000 * TIMES} runs" in done.stderr
