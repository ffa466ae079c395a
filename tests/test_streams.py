"""Standard streams that are closed, full or gone stop no command, and no file ever gets their numbers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.conftest import TinySite
from tests.previewing import REPOSITORY

LITERAL = "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n"


@pytest.mark.parametrize("how", ["2>&-", ">&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", ">/dev/full 2>/dev/full"])
def test_a_build_publishes_whatever_becomes_of_its_streams(site: Callable[[str], TinySite], how: str) -> None:
    tiny = site(LITERAL)
    command = f'exec "$0" -m ssg build --jobs 1 -C "$1" --now 2026-11-24T12:00 {how}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(tiny.root)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert (tiny.public / "index.html").exists()
    for file in (tiny.root / ".ssg").iterdir():
        assert not re.search(rb"published \d", file.read_bytes()[:64]), "a message of ours is in a file"


@pytest.mark.parametrize(
    "circumstances",
    [{"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}, {"TZ": "<+25>-25", "SSG_LOG": "time"}],
)
def test_words_that_a_stream_lacks_the_letters_of(
    site: Callable[[str], TinySite], circumstances: dict[str, str]
) -> None:
    tiny = site(LITERAL)
    command = [sys.executable, "-m", "ssg", "build", "--jobs", "1", "-C", str(tiny.root), "--now", "2026-11-24T12:00"]
    environment = {**os.environ, "SSG_LANG": "vi", "PYTHONPATH": str(REPOSITORY), **circumstances}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"ng 8 " in done.stdout


def test_a_reader_that_has_gone_is_no_error() -> None:
    code = "from ssg.cli.streams import hold_streams; hold_streams(); [print('x' * 999) for _ in range(999)]"
    command = f'"$0" -c "{code}" | head -c 1; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command, sys.executable], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "x", "")


def test_text_that_a_stream_takes_is_all_there() -> None:
    code = (
        "import sys; from ssg.cli.streams import hold_streams; hold_streams(); print('ữ' * 99999); sys.stdout.flush()"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "ữ" * 99999 + "\n"
