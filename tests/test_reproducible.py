"""The same inputs and the same now give the same bytes, wherever and however they are built."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import ssg
from tests.conftest import TinySite
from tests.samples import NOW, REPOSITORY, sample_once


@pytest.mark.slow  # `reliability/test_circumstances.py` does more with a smaller site
def test_path_zone_locale_and_hash_seed_make_no_difference(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other, output = tmp_path / "một nơi khác", tmp_path / "ra"
    other.mkdir()
    for name in ("content", "site.toml", "redirects.csv", "templates", "data", "static"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, other / name)
        elif source.is_file():
            shutil.copy(source, other / name)
    options = ("-q", "-C", other, "-o", output, "--now", NOW)
    built = ssg("build", *options, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert built.returncode == 0, built.stderr
    here, there = sample_once(tmp_path_factory), output
    found = [
        {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
        for root in (here, there)
    ]
    assert found[0] == found[1]
    assert len(found[0]) > 200


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
