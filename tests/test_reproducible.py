"""The same inputs and the same now give the same bytes, wherever and however they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TinySite

REPOSITORY = Path(__file__).parent.parent


def build_sample(folder: Path, output: Path, **environment: str) -> dict[str, bytes]:
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
    command = [
        sys.executable,
        "-m",
        "ssg",
        "build",
        "-q",
        "-C",
        str(folder),
        "-o",
        str(output),
        "--now",
        "2026-11-24 12:00",
    ]
    subprocess.run(command, check=True, env=env, capture_output=True)
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}


@pytest.mark.slow  # `reliability/test_circumstances.py` does more with a smaller site
def test_path_zone_locale_and_hash_seed_make_no_difference(tmp_path: Path) -> None:
    other = tmp_path / "một nơi khác"
    other.mkdir()
    for name in ("content", "site.toml", "redirects.csv", "templates", "data", "static"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, other / name)
        elif source.is_file():
            shutil.copy(source, other / name)
    here = build_sample(REPOSITORY, tmp_path / "a", PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh", LC_ALL="C")
    there = build_sample(other, tmp_path / "b", PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert here == there
    assert len(here) > 200


def test_the_order_of_files_makes_no_difference(site: Callable[[str], TinySite]) -> None:
    articles = [
        f"-- content/thoi-su/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-{20 + n % 3}\ntags: [a, B, b]\n---\nVăn.\n"
        for n in range(8)
    ]
    one, other = site("".join(articles)), site("".join(reversed(articles)))
    one.build()
    other.build()
    assert one.tree() == other.tree()


def test_nothing_of_the_machine_is_in_the_output(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/thoi-su/a.md --\n---\ntitle: Một\ndate: 2026-11-23\n---\nVăn.\n")
    tiny.build()
    for path, data in tiny.tree().items():
        assert str(tiny.root).encode() not in data, path
        assert os.uname().nodename.encode() not in data or len(os.uname().nodename) < 6, path
