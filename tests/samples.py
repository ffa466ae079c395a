"""The two sites that the outer checks look at: the repository's own newsroom, and `tests/everything`.

Each is built from a copy, so that neither the repository's `.ssg` nor another test's is touched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

NOW = "2026-11-24T12:00"
REPOSITORY = Path(__file__).resolve().parent.parent


def folder_of_all(folders: pytest.TempPathFactory) -> Path:
    """Give the temporary folder that all workers of a run of tests have in common."""
    base = folders.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Give a folder that is made once in a run of tests, by one of its workers for all. Nobody may change it."""
    folder = folder_of_all(folders) / f"once-{name}"
    done = folder.with_name(f"{folder.name}.done")
    with FileLock(f"{folder}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
            make(folder)
            done.touch()
    return folder


def sample_once(folders: pytest.TempPathFactory) -> Path:
    """Give the output folder of the repository's own newsroom, with all copies of its pictures."""
    return once(folders, "sample", build_sample) / "public"


def everything_once(folders: pytest.TempPathFactory) -> Path:
    """Give the output folder of `tests/everything`."""
    return once(folders, "everything", build_everything) / "public"


def run_build(site: Path, now: str) -> Path:
    """Build the site in the folder `site` and give its output folder."""
    from ssg.cli.app import run

    assert run(["build", "-q", "-C", str(site), "--now", now]) == 0, f"{site} does not build"
    return site / "public"


def build_sample(folder: Path, now: str = NOW, *, copies: bool = True, toml: str = "") -> Path:
    """Build the repository's own newsroom in the new folder `folder`, with smaller copies of its pictures or without.

    Without, it takes a third of the time. `toml` is added to its `site.toml`.
    """
    shutil.copytree(REPOSITORY / "content", folder / "content", ignore=shutil.ignore_patterns("_studio", "__pycache__"))
    for name in ("templates", "static", "data"):
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, folder / name)
    for name in ("site.toml", "redirects.csv"):
        shutil.copy(REPOSITORY / name, folder)
    if not copies:
        with (folder / "site.toml").open("a", encoding="utf-8") as config:
            config.write("\n[pictures]\nwidths = []\nshapes = false\n")
    with (folder / "site.toml").open("a", encoding="utf-8") as config:
        config.write(toml)
    return run_build(folder, now)


def build_everything(folder: Path, now: str = NOW, edit: Callable[[Path], None] = lambda folder: None) -> Path:
    """Build `tests/everything` in the new folder `folder`, with short articles enough for a numbered list page.

    `edit` may change the site before it is built.
    """
    from PIL import Image

    shutil.copytree(REPOSITORY / "tests" / "everything", folder)
    edit(folder)
    pictures = folder / "content" / "thu-do" / "anh"
    pictures.mkdir()
    Image.new("RGB", (1200, 800), "#7a3b2e").save(pictures / "lon.jpg")
    Image.new("RGB", (320, 400), "#2e5c7a").save(pictures / "nho.jpg")
    for number in range(1, 46):
        day, section = number % 19 + 1, "thu-do" if number % 2 else "nhip-song-thu-do"
        text = (
            f"---\ntitle: Bài số {number:02}, phố Ngõ Gạch\ndate: 2026-11-{day:02}T{number % 24:02}:00:00+07:00\n"
            f"category: {section}\nauthor: Nguyễn Ngọc Ẩn\ntags: [đủ thứ]\nfeatured: {str(number % 15 == 0).lower()}\n"
            f"---\n\nĐoạn văn của bài {number}.\n"
        )
        (folder / "content" / "thu-do" / f"bai-{number:02}.md").write_text(text, encoding="utf-8")
    return run_build(folder, now)
