"""The wheel as users get it: built, installed into an empty environment, and put to use there."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ssg import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
QUIET = ("--quiet", "--disable-pip-version-check")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, and give what it printed."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as pip builds it: in isolation, from the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", *QUIET, "--no-deps", "-w", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    assert built.name == f"toasoan-{__version__}-py3-none-any.whl"
    return built


def files_below(folder: str) -> set[str]:
    """The files of a folder of the repository that Git has, or all where there is no Git."""
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.stdout:
        return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    return {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix != ".pyc"}


def test_it_holds_the_package_and_the_theme_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
        licences = sorted(name.rsplit("/", 1)[1] for name in opened.namelist() if "/licenses/" in name)
    theme = {name.replace("templates/", "ssg/theme/", 1) for name in files_below("templates")}
    wanted = files_below("ssg") | theme
    assert {name for name in wanted - names if not name.endswith("/_subset.py")} == set()
    assert {name for name in names if name.split("/")[0] != "ssg"} == set()
    for needed in (
        "ssg/py.typed",
        "ssg/locale/vi/LC_MESSAGES/ssg.mo",
        "ssg/starter/site.toml",
        "ssg/starter/gitignore",
        "ssg/theme/article.html",
        "ssg/theme/assets/css/site.css",
        "ssg/theme/assets/fonts/newsreader.woff2",
    ):
        assert needed in names
    assert not [
        name
        for name in names
        if "__pycache__" in name
        or (name.endswith((".pyc", ".md")) and "starter" not in name and "theme/new" not in name)
    ]
    assert licences == ["LICENSE", "LICENSE-idiomorph.txt", "OFL-be-vietnam-pro.txt", "OFL-newsreader.txt"]


def test_it_builds_a_new_site_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv, cwd=tmp_path)
    python = venv / "bin" / "python"
    run(python, "-m", "pip", "install", *QUIET, "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    assert run(python, "-m", "ssg", "--version", cwd=tmp_path) == f"ssg {__version__}\n"
    run(venv / "bin" / "ssg", "init", "x", cwd=tmp_path)
    run(venv / "bin" / "ssg", "build", "-C", "x", cwd=tmp_path)
    public = tmp_path / "x" / "public"
    home = (public / "index.html").read_text(encoding="utf-8")
    assert '<html lang="vi">' in home
    assert "Đến nội dung chính" in home, "the Vietnamese catalogue is not in use"
    assert list(public.rglob("newsreader*.woff2"))
    assert run(python, "-W", "error", "-c", "import ssg; print(ssg.__file__)", cwd=tmp_path).startswith(str(venv))
    assert run(venv / "bin" / "ssg", "check", "-C", "x", cwd=tmp_path) is not None
