"""Every page of two sites before the Nu HTML checker, the one behind the W3C's validator.

It comes from npm (`vnu-jar`) into `tests/.cache`, which Git does not see, and runs in Java.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser import parties
from tests.external.judges import judge, run_judge
from tests.samples import everything_once, sample_once

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("vnu")]

RULES = Path(__file__).with_name("htmlvalidate.json")
# Warnings and remarks that we live with, each with its reason.
ALLOWED: dict[str, str] = {}


@pytest.fixture(scope="module")
def vnu() -> Path:
    """The checker's jar, fetched once."""
    if shutil.which("java") is None:
        pytest.skip("the HTML checker needs java (Debian: apt-get install default-jre-headless)")
    return judge("vnu-jar") / "vnu-jar/build/dist/vnu.jar"


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


def test_every_page_is_valid(vnu: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    sample, everything = sample_once(tmp_path_factory), everything_once(tmp_path_factory)
    assert len([*sample.rglob("*.html"), *everything.rglob("*.html")]) > 300
    assert complaints(vnu, sample, everything) == []


def test_pages_with_advertisements_and_third_parties_are_valid(vnu: Path, tmp_path: Path) -> None:
    tiny = parties.build(tmp_path / "site", "digests")
    tiny.write("data/ads/b.toml", 'slot = "rail"\nimage = "b.svg"\nurl = "/"\nalt = "B"\nuntil = "open"\n')
    tiny.write("static/b.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="250"/>')
    tiny.edit("site.toml", "[search]", '[ads]\nchoose = "reader"\n[search]')
    tiny.write("data/ads/c.toml", 'slot = "rail"\ntitle = "C"\nuntil = "open"\n')
    tiny.build()
    assert complaints(vnu, tiny.public) == []
    pages = [tiny.public / "index.html", tiny.public / "tin/2026/11/bai-a/index.html"]
    done = run_judge("html-validate", "html-validate", "--config", RULES, *pages)
    assert done.returncode == 0, done.stdout


def test_the_checker_sees_what_is_wrong(vnu: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="vi"><title>Sai</title><p><div id=a>x</div></p><i id=a>y</i>', "utf-8")
    said = complaints(vnu, page)
    assert [words.split(": ", 1)[1] for words in said] == [
        "error: No “p” element in scope but a “p” end tag seen.",
        "error: Duplicate ID “a”.",
        "warning: The first occurrence of ID “a” was here.",
    ]
