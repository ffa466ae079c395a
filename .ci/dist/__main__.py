"""`python .ci/dist [FOLDER]`: wheel, source archive, ssg.pyz, Containerfile, man pages, SBOM and SHA256SUMS.

The same sources give the same bytes, in any folder, with or without Git. It needs the tools of `toasoan[release]`, and
the package index for the libraries that `ssg.pyz` contains.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from manual import write_manual
from sbom import sbom_of

ROOT: Final = Path(__file__).resolve().parents[2]
CONSTRAINTS: Final = ROOT / "constraints.txt"
SUMS: Final = "SHA256SUMS"


def distribute(folder: Path) -> None:
    """Make everything in a folder, which is emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    when = epoch()
    _run("hatchling", "build", "-d", folder, when=when)
    (wheel,) = folder.glob("*.whl")
    with tempfile.TemporaryDirectory() as name:
        libraries = Path(name)
        # Compiled libraries as the index has them: building them here would give other bytes.
        _run("pip", "download", *_QUIETLY, "-c", CONSTRAINTS, "-d", libraries, wheel, when=when)
        _run("pex", "toasoan", "--pre-resolved-dists", libraries, *_PYZ, "-o", folder / "ssg.pyz", when=when)
        (folder / "sbom.cdx.json").write_text(sbom_of(libraries, wheel.name, when), encoding="utf-8")
    write_manual(folder / "man", when)
    for file in (ROOT / ".ci/dist/Containerfile", CONSTRAINTS):
        shutil.copyfile(file, folder / file.name)
    (folder / SUMS).write_text(_sums(folder), encoding="utf-8")


_QUIETLY: Final = ("--quiet", "--disable-pip-version-check", "--only-binary", ":all:")
# Unpacked once, and found again by a few lines of shell: it then starts like an installed one, and not a second later.
_PYZ: Final = ("--console-script", "ssg", "--no-compile", "--venv", "--sh-boot")


def epoch() -> int:
    """Return the time of the sources: SOURCE_DATE_EPOCH, else that of the commit, else that of the source archive."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    if (ROOT / "PKG-INFO").exists():  # all files of an archive have the time that it was made for
        return int((ROOT / "PKG-INFO").stat().st_mtime)
    command = ("git", "log", "-1", "--format=%ct")
    return int(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def _run(module: str, *arguments: str | Path, when: int) -> None:
    given = [str(argument) for argument in arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(when), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-m", module, *given], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{module} {' '.join(given)}\n{done.stdout}{done.stderr}")


def _sums(folder: Path) -> str:
    """Return the lines that `sha256sum -c` reads."""
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return "".join(f"{hashlib.sha256((folder / file).read_bytes()).hexdigest()}  {file}\n" for file in files)


if __name__ == "__main__":
    distribute(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist")
