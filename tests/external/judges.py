"""Judges that npm brings: fetched once into `tests/.cache`, which Git does not see."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from filelock import FileLock

from tests.samples import REPOSITORY

VERSIONS = {
    "@sveltia/cms": "0.221.1",
    "@netlify/headers": "2.1.8",
    "@netlify/redirects": "3.1.9",
    "azurite": "3.35.0",
    "csp_evaluator": "1.1.8",
    "decap-cms": "3.16.3",
    "decap-server": "3.11.3",
    "html-validate": "10.17.0",
    "linkinator": "7.6.1",
    "sitemap": "9.0.1",  # ships the schema of sitemaps.org
    "structured-data-testing-tool": "4.5.0",
    "vnu-jar": "26.9.27",
    "wrangler": "4.86.0",
}


def judge(name: str) -> Path:
    """Give the folder in which a judge is installed; without npm, or where it cannot be had, the test is skipped."""
    if shutil.which("npm") is None:
        pytest.skip(f"{name} needs npm (Debian: apt-get install npm)")
    folder = REPOSITORY / "tests" / ".cache" / f"{name.replace('/', '-')}-{VERSIONS[name]}"
    folder.parent.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):  # of several workers one fetches it, and none sees half of it
        if not folder.exists():
            new = folder.with_name(f"{folder.name}.new")
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            (new / "package.json").write_text("{}\n", encoding="utf-8")
            command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", f"{name}@{VERSIONS[name]}"]
            fetched = subprocess.run(command, cwd=new, capture_output=True, text=True, check=False)
            if fetched.returncode or not (new / "node_modules" / name).exists():
                pytest.skip(f"npm could not install {name}: {fetched.stderr.strip()[-500:]}")
            new.rename(folder)
    return folder / "node_modules"


def run_judge(name: str, command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a judge. What it prints goes into a file: some end before a pipe has taken more than 64 KB."""
    program = judge(name) / ".bin" / command
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        done = subprocess.run([program, *arguments], stdout=printed, stderr=subprocess.PIPE, text=True, check=False)
        printed.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, printed.read(), done.stderr)
