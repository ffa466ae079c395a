"""What `make dist` makes, as users get it: the same bytes twice, in an empty environment, and put to use."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ssg import __version__
from ssg.cli.app import COMMANDS
from tests.samples import once

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
WHEEL = f"toasoan-{__version__}-py3-none-any.whl"
NOW = ("--now", "2026-11-24 12:00")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command that must succeed, and give what it printed."""
    given = [str(part) for part in command]
    env = {**os.environ, **environment}
    done = subprocess.run(given, cwd=cwd, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make dist` makes from the repository."""

    def build(folder: Path) -> None:
        folder.mkdir()
        run(sys.executable, ".ci/dist", folder, cwd=ROOT, PYTHONPATH=".")

    return once(tmp_path_factory, "dist", build)


@pytest.fixture(scope="module")
def archive(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive, unpacked where there is no Git."""
    folder = tmp_path_factory.mktemp("archive")
    with tarfile.open(dist / f"toasoan-{__version__}.tar.gz") as opened:
        opened.extractall(folder, filter="data")
    return folder / f"toasoan-{__version__}"


@pytest.fixture(scope="module")
def venv(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment in which the steps of the image were taken."""
    install, user = steps()
    assert install.startswith("pip install ")
    assert user.startswith("useradd ")  # only root of a container may

    def build(folder: Path) -> None:
        run(sys.executable, "-m", "venv", folder, cwd=dist)
        run("sh", "-c", install.replace("/tmp/ssg", str(dist)), cwd=dist, PATH=f"{folder}/bin:{os.environ['PATH']}")  # noqa: S108

    return once(tmp_path_factory, "venv", build)


def steps() -> list[str]:
    """The `RUN` lines of the Containerfile."""
    text = (ROOT / ".ci/dist/Containerfile").read_text(encoding="utf-8")
    return re.findall(r"^RUN (.+)$", text, re.MULTILINE)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def files_below(folder: str) -> set[str]:
    """The files of a folder of the repository that Git has, or all where there is no Git."""
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.stdout:
        return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    return {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix != ".pyc"}


def test_the_archive_makes_the_same_bytes_elsewhere(dist: Path, archive: Path, tmp_path: Path) -> None:
    run(sys.executable, ".ci/dist", tmp_path / "again", cwd=archive, PYTHONPATH=".")
    first, second = tree(dist), tree(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    run("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=dist)
    assert len((dist / "SHA256SUMS").read_text().splitlines()) == len(first) - 1


def test_it_holds_the_package_and_the_theme_and_nothing_else(dist: Path) -> None:
    with zipfile.ZipFile(dist / WHEEL) as opened:
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


def test_wheel_and_pyz_build_a_new_site_in_an_empty_environment(dist: Path, venv: Path, tmp_path: Path) -> None:
    python = venv / "bin" / "python"
    assert run(python, "-m", "ssg", "--version", cwd=tmp_path) == f"ssg {__version__}\n"
    run(venv / "bin" / "ssg", "init", "x", cwd=tmp_path)
    shutil.copytree(tmp_path / "x", tmp_path / "y")
    run(venv / "bin" / "ssg", "build", "-C", "x", *NOW, cwd=tmp_path)
    public = tmp_path / "x" / "public"
    home = (public / "index.html").read_text(encoding="utf-8")
    assert '<html lang="vi">' in home
    assert "Đến nội dung chính" in home, "the Vietnamese catalogue is not in use"
    assert list(public.rglob("newsreader*.woff2"))
    assert run(python, "-W", "error", "-c", "import ssg; print(ssg.__file__)", cwd=tmp_path).startswith(str(venv))
    assert run(venv / "bin" / "ssg", "check", "-C", "x", cwd=tmp_path) is not None
    # The interpreter of the environment without its libraries: what is in the file has to do.
    bare = (python.resolve(), "-I", dist / "ssg.pyz")
    run(*bare, "build", "-C", "y", "--jobs", "2", *NOW, cwd=tmp_path, PEX_ROOT=str(tmp_path / "unpacked"))
    assert tree(tmp_path / "y" / "public") == tree(public)


def test_the_archive_builds_its_newsroom(archive: Path, venv: Path) -> None:
    run("make", "build", f"VENV={venv}", cwd=archive)
    assert (archive / "public/index.html").is_file()


def test_the_image_takes_what_is_there(dist: Path) -> None:
    text = (dist / "Containerfile").read_text(encoding="utf-8")
    (copied,) = re.findall(r"^COPY (.+) /tmp/ssg/$", text, re.MULTILINE)
    assert all(len(list(dist.glob(name))) == 1 for name in copied.split())
    for step in steps():
        run("sh", "-n", "-c", step, cwd=dist)


def test_the_bill_of_materials_is_valid_and_names_what_is_in_the_pyz(dist: Path) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    told = json.loads((dist / "sbom.cdx.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(dist / "ssg.pyz") as opened:
        info = json.loads(opened.read("PEX-INFO"))
    wheels = {"-".join(name.split("-")[:2]).lower().replace("_", "-") for name in info["distributions"]}
    named = {f"{part['name']}-{part['version']}" for part in (*told["components"], told["metadata"]["component"])}
    assert named == wheels
    assert all(part["hashes"] and part["purl"] for part in told["components"])
    (ours,) = (one for one in told["dependencies"] if one["ref"] == f"pkg:pypi/toasoan@{__version__}")
    assert "pkg:pypi/jinja2@" in " ".join(ours["dependsOn"])
    text = (dist / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_every_command_has_a_man_page(dist: Path) -> None:
    pages = {file.name: file.read_text(encoding="utf-8") for file in (dist / "man").iterdir()}
    assert pages.keys() == {"ssg.1", *(f"ssg-{name}.1" for name in COMMANDS)}
    for name, text in pages.items():
        assert text.startswith('.TH "SSG'), name
        assert ".SH DESCRIPTION" in text, name
    assert r"\-\-keep\-going" in pages["ssg-build.1"]
