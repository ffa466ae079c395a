"""CommonMark's own examples, fetched from the npm registry when a test asks for them and kept in `tests/.cache`.

They are not ours, so they are not in the repository.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = "commonmark-spec@0.31.2"
_CACHE = Path(__file__).resolve().parent.parent / ".cache"
_FENCE = "`" * 32


class Example(NamedTuple):
    """One example of the specification: its number, the Markdown and the HTML."""

    number: int
    markdown: str
    html: str


def commonmark_examples() -> list[Example]:
    """Return the 652 examples; skip the test that asks if they cannot be had."""
    spec = _CACHE / f"{PACKAGE}.txt"
    if not spec.exists():
        _fetch(spec)
    pattern = re.compile(rf"^{_FENCE} example\n(.*?)^\.\n(.*?)^{_FENCE}$", re.DOTALL | re.MULTILINE)
    found = pattern.findall(spec.read_text(encoding="utf-8").replace("→", "\t"))
    assert len(found) == 652
    return [Example(number, markdown, html) for number, (markdown, html) in enumerate(found, 1)]


def _fetch(spec: Path) -> None:
    if not shutil.which("npm"):
        pytest.skip("npm is not installed, so CommonMark's examples cannot be fetched")
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE, "--pack-destination", folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            pytest.skip(f"npm could not fetch {PACKAGE}: {done.stderr.strip()[-300:]}")
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            member = archive.extractfile("package/spec.txt")
            assert member is not None
            data = member.read()
    _CACHE.mkdir(exist_ok=True)
    (_CACHE / ".gitignore").write_text("*\n", encoding="utf-8")
    part = spec.with_suffix(f".{os.getpid()}")  # other workers may fetch it as well
    part.write_bytes(data)
    part.replace(spec)
