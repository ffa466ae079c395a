"""Every page of two sites before the Nu HTML checker, the one behind the W3C's validator.

It comes from npm (`vnu-jar`) into `tests/.cache`, which Git does not see, and runs in Java. Skipped where Java or npm
is missing. SSG_NO_SKIP=1 makes a failure of the rest: an installation that does not succeed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.samples import REPOSITORY, build_everything, build_sample

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("vnu")]

VERSION = "26.9.27"
CACHE = REPOSITORY / "tests" / ".cache" / f"vnu-{VERSION}"

# Warnings and remarks that we live with, each with its reason.
ALLOWED: dict[str, str] = {}


@pytest.fixture(scope="module")
def vnu() -> Path:
    """The checker's jar, fetched once."""
    jar = CACHE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    for tool in ("java", "npm"):
        if shutil.which(tool) is None:
            pytest.skip(f"the HTML checker needs {tool} (Debian: apt-get install default-jre-headless npm)")
    if not jar.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        (CACHE / "package.json").write_text("{}\n", encoding="utf-8")
        fetched = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--no-save", f"vnu-jar@{VERSION}"],
            cwd=CACHE,
            capture_output=True,
            text=True,
            check=False,
        )
        if not jar.exists():
            message = f"npm could not install vnu-jar {VERSION}: {fetched.stderr.strip()[-500:]}"
            if os.environ.get("SSG_NO_SKIP") == "1":
                pytest.fail(message)
            pytest.skip(message)
    return jar


def complaints(jar: Path, *folders: Path) -> list[str]:
    """Check all HTML files below the folders; gives one line for each thing that is said, but for what is allowed."""
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", str(jar), "--skip-non-html", "--format", "json", *map(str, folders)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{m['url'].removeprefix('file:')}:{m.get('lastLine', 0)}: {m.get('subType', m['type'])}: {m['message']}"
        for m in messages
        if m["type"] in {"error", "non-document-error"} or m["message"] not in ALLOWED
    ]


def test_every_page_is_valid(vnu: Path, tmp_path: Path) -> None:
    sample, everything = build_sample(tmp_path / "sample"), build_everything(tmp_path / "everything")
    assert len([*sample.rglob("*.html"), *everything.rglob("*.html")]) > 300
    assert complaints(vnu, sample, everything) == []


def test_the_checker_sees_what_is_wrong(vnu: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="vi"><title>Sai</title><p><div id=a>x</div></p><i id=a>y</i>', "utf-8")
    said = complaints(vnu, page)
    assert [words.split(": ", 1)[1] for words in said] == [
        "error: No “p” element in scope but a “p” end tag seen.",
        "error: Duplicate ID “a”.",
        "warning: The first occurrence of ID “a” was here.",
    ]
