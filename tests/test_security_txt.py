"""`security.txt` that has run out is warned of, by builds and checks, also where nothing else has changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ssg.deploy.security_txt import check_security_txt
from tests.command import AGED, ssg
from tests.conftest import TinySite

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Contact: x\nExpires: 2026-11-25T00:00:00Z\n", None),
        ("Contact: x\nExpires: 2026-11-24T07:30:00+07:00\n", None),
        ("Contact: x\n# a\nexpires: 2026-11-23T00:00:00Z\n", (3, "security.txt expired on 2026-11-23T00:00:00+00:00")),
        ("Contact: x\n", (0, "security.txt does not say when it expires")),
        ("Expires: tomorrow\n", (0, "security.txt does not say when it expires")),
    ],
)
def test_validity(text: str, said: tuple[int, str] | None) -> None:
    found = check_security_txt("static/.well-known/security.txt", text, NOW)
    assert (found and (found.place.line, str(found.message).partition(": ")[0])) == said


def test_builds_and_checks_warn(tmp_path: Path) -> None:
    tiny = TinySite(
        tmp_path / "site",
        "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n"
        "-- static/.well-known/security.txt --\nContact: mailto:a@example.vn\nExpires: 2026-11-25T00:00:00Z\n",
    )
    codes = []
    for day in ("24", "24", "26", "26"):
        done = ssg("build", "-C", tiny.root, "--now", f"2026-11-{day}", "--report", tiny.root / "r.json", ahead=AGED)
        assert done.returncode == 0, done.stderr
        codes.append([d["code"] for d in json.loads((tiny.root / "r.json").read_bytes())["diagnostics"]])
    assert codes == [[], [], ["W767"], ["W767"]]
    assert (
        "static/.well-known/security.txt:2:10: warning[W767]"
        in ssg("check", "-C", tiny.root, "--now", "2026-11-26").stdout
    )
