"""Files that editors write below `data/`: what is no TOML is said alike, whatever the file is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import TinySite

SITE = "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n"
FILES = {"data/front/home.toml": "E488", "data/ads/mot.toml": "W465", "data/picture-rights.toml": "E492"}


@pytest.mark.parametrize(("file", "code"), FILES.items())
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (b"a = 1\nb = 2\na = 3\n", ":3:1", ("duplicate key", "{file}:1:1")),
        (b"a = \n", ":1:", ()),
        (b"a = '\xff'\n", "", ("not UTF-8",)),
        (b"a = " + b"[" * 200 + b"]" * 200 + b"\n", ":1:", ("nested",)),
        (b"#" * 5_000_001, "", ("longer than",)),
    ],
    ids=["twice", "no value", "not UTF-8", "deep", "long"],
)
def test_what_is_no_toml(
    site: Callable[[str], TinySite], file: str, code: str, text: bytes, place: str, words: tuple[str, ...]
) -> None:
    tiny = site(SITE)
    tiny.write(file, text)
    said = tiny.said()
    severity = "warning" if code.startswith("W") else "error"
    (line,) = [one for one in said.splitlines() if f"{severity}[{code}]" in one]
    assert line.startswith(f"{file}{place}")
    for word in words:
        assert word.format(file=file) in said
