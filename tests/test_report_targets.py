"""Files that users name for commands to write: pipes, devices, links, streams. The status says what is published."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.store.files import write_out
from tests.command import ssg
from tests.conftest import TinySite, mostly_slow
from tests.hunt.lengths import TIMES
from tests.previewing import REPOSITORY
from tests.reliability.faults import Disk

LITERAL = "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n"
BUILD = "build --jobs 1 --now 2026-11-24T12:00"
COMMAND = f'cd "$1" && exec "$0" -m ssg {BUILD}'


def run(folder: Path, rest: str, command: str = COMMAND) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        ["sh", "-c", f"{command} {rest}", sys.executable, str(folder)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def run_plainly(folder: Path, rest: str) -> subprocess.CompletedProcess[str]:
    """Run a build that nothing is done to the streams of."""
    done = ssg(*BUILD.split(), *shlex.split(rest), cwd=folder)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def folder(site: Callable[[str], TinySite]) -> Path:
    """A site beside which lies one of each."""
    root = site(LITERAL).root
    os.mkfifo(root / "pipe")
    for link, target in {"full": "/dev/full", "null": "/dev/null", "loop": "loop", "topipe": "pipe"}.items():
        (root / link).symlink_to(target)
    (root / "tofolder").symlink_to("content")
    (root / "dangling").symlink_to("made.json")
    return root


@pytest.mark.parametrize(
    ("name", "why"),
    {
        "pipe": "nobody reads from this pipe",
        "topipe": "nobody reads from this pipe",
        "full": "No space left on device",
        "loop": "Too many levels of symbolic links",
        "no/r.json": "No such file or directory",
        "site.toml/r.json": "Not a directory",
        "/dev/fd/99": "No such file or directory",
        "a" * 300: "File name too long",
    }.items(),
)
def test_a_report_that_cannot_be_written_is_told_after_the_site_is_published(folder: Path, name: str, why: str) -> None:
    done = run_plainly(folder, f"--report {name}")
    assert done.returncode == 3
    assert done.stderr == f"Error: cannot write the report to {name}: {why}\n"
    assert done.stdout.startswith("published ")
    assert (folder / "public/index.html").exists()


def test_where_nothing_was_published_the_status_says_so_too(folder: Path) -> None:
    (folder / "content/tin/a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    done = run_plainly(folder, "--report full")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "nothing was published: 1 error"


@pytest.mark.parametrize("option", ["--report", "--delta", "-o", "-C"])
def test_an_empty_path_is_wrong_usage(folder: Path, option: str) -> None:
    done = run_plainly(folder, f"{option} ''")
    assert done.returncode == 2
    assert "the path must not be empty" in done.stderr


@pytest.mark.parametrize("name", ["content", "tofolder"])
def test_a_folder_is_no_report(folder: Path, name: str) -> None:
    assert run_plainly(folder, f"--report {name}").returncode == 2
    assert not (folder / "public").exists()


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_report_on_standard_output_is_all_that_is_there(folder: Path, name: str) -> None:
    done = run(folder, f"--report {name}")
    assert (done.returncode, json.loads(done.stdout)["articles"]) == (0, 1)
    assert done.stderr.startswith("published ")
    assert not (folder / "-").exists()


@pytest.mark.slow
def test_a_report_on_a_stream_or_a_descriptor_overwrites_nothing(folder: Path) -> None:
    for rest, file in (("--report - >> log", "log"), ("-q --report /dev/stderr 2>> err", "err")):
        (folder / file).write_text("before\n", encoding="utf-8")
        assert run(folder, rest).returncode == 0
        before, after = (folder / file).read_text(encoding="utf-8").split("\n", 1)
        assert (before, json.loads(after.partition("\npublished")[0])["articles"]) == ("before", 1)
    assert run(folder, "--report /dev/fd/3 3> three").returncode == 0
    assert json.loads((folder / "three").read_bytes())["articles"] == 1


def test_a_report_goes_where_a_link_leads(folder: Path) -> None:
    assert run_plainly(folder, "--report dangling").returncode == 0
    assert (folder / "dangling").is_symlink()
    assert json.loads((folder / "made.json").read_bytes())["articles"] == 1
    assert run_plainly(folder, "--report null").returncode == 0
    assert (folder / "null").is_symlink()


@pytest.mark.slow
def test_a_report_goes_nowhere_where_standard_output_is_closed(folder: Path) -> None:
    for rest in ("--report - >&-", "--report /dev/stdout >&-"):
        assert run(folder, rest).returncode == 0


def test_a_report_that_fills_the_disk_leaves_nothing_and_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(b"before")
    with Disk(tmp_path, "ENOSPC", 1).failing(), pytest.raises(OSError, match="No space"):
        write_out(tmp_path / "r.json", b"after")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"before"]


@pytest.mark.parametrize("option", ["-o", "--delta"])
@pytest.mark.parametrize("name", ["pipe", "null", "loop", "dangling", "site.toml/x"])
def test_a_folder_that_is_none_is_refused_before_the_build(folder: Path, option: str, name: str) -> None:
    done = run_plainly(folder, f"{option} {name}")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: error[E708]: "), done.stderr
    assert not (folder / "public").exists()


COMMANDS = {
    "check": 0,
    "explain content/tin/a.md": 0,
    "explain /no/": 1,
    "next": 0,
    "most-read --from /dev/null": 1,
    "most-read --from -": 1,
    "new Tin --now 2026-11-24": 0,
    "clean": 0,
    "--help": 0,
    "nosuch": 2,
}
STREAMS = [">&-", "2>&-", ">&- 2>&- <&-", "<&-", "> full 2> full", "| true", "2>&1 | head -c 3"]


@pytest.mark.parametrize("command", mostly_slow(COMMANDS, "check"))
def test_no_command_fails_for_a_stream_that_is_gone(folder: Path, command: str) -> None:
    streams = STREAMS if command == "check" or TIMES > 1 else STREAMS[list(COMMANDS).index(command) % 3 :: 3]
    for how in streams:
        for made in folder.glob("content/**/tin.md"):
            made.unlink()
        words = f'cd "$1"; {{ "$0" -m ssg {command}; echo $? > status; }}'
        done = run(folder, f"{how} < /dev/null" if "<&-" not in how else how, words)
        assert (folder / "status").read_text(encoding="utf-8") == f"{COMMANDS[command]}\n", (how, done.stderr)
        assert "Exception ignored" not in done.stderr, how


@pytest.mark.parametrize("name", ["site.toml", "content/tin/a.md", "public/index.html", "redirects.csv"])
def test_no_report_replaces_what_is_none(folder: Path, name: str) -> None:
    (folder / "redirects.csv").write_text("from,to\n")
    assert run_plainly(folder, "").returncode == 0
    before = (folder / name).read_bytes()
    done = run_plainly(folder, f"--report {name}")
    said = f"Error: cannot write the report to {name}: the file has another content, which is kept"
    assert (done.returncode, said in done.stderr) == (3, True), done.stderr
    assert (folder / name).read_bytes() == before


def test_a_report_replaces_a_report_and_an_empty_file(folder: Path) -> None:
    (folder / "r.json").touch()
    for _ in range(2):
        assert run_plainly(folder, "--report r.json").returncode == 0
        assert json.loads((folder / "r.json").read_bytes())["outcome"] == "published"
