"""Files whose names the disk has in NFD, as macOS writes them: commands find them by the name that they print."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from tests.command import ssg
from tests.conftest import TinySite

FILE = "content/thời sự/đường phố.md"
LITERAL = """-- site.toml --
title = "B"
base_url = "https://example.vn"
categories = [{name = "Thời sự"}]
-- content/thời sự/đường phố.md --
---
title: Đường phố
date: 2026-11-20
authors: Lan, Điệp
---
Một nguời.

> <!-- ssg: ignore w435 -->
> Hai nguời.
"""


def test_commands_find_them(site: Callable[[str], TinySite]) -> None:
    tiny = site(unicodedata.normalize("NFD", LITERAL).replace(unicodedata.normalize("NFD", "nguời"), "nguời"))
    at = ("-C", tiny.root, "--lang", "en")
    assert not (tiny.root / FILE).exists(), "this disk has one name for both forms"
    told = ssg("check", *at).stdout
    assert [line for line in told.splitlines() if "warning[W435]" in line] == [
        f"{FILE}:6:5: warning[W435]: “nguời” is no Vietnamese syllable"
    ]
    assert "    Một nguời." in told, "the line of the file is shown"
    for name in (FILE, unicodedata.normalize("NFD", FILE)):
        assert "/thoi-su/2026/11/duong-pho/" in ssg("explain", name, *at).stdout
        assert ssg("share", name, *at).stdout.startswith("http")
    given = ssg("fix", tiny.root / FILE, "--dry-run", *at).stdout
    assert "+authors: [Lan, Điệp]" in given
    assert "1 file written" in ssg("fix", "--yes", *at).stdout
    assert "nothing to write down" in ssg("fix", *at).stdout
