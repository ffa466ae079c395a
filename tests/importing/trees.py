"""What tests of trees share: a folder from one literal, and the proof that nothing of it is lost."""

from __future__ import annotations

import csv
import re
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from tests.importing.imports import Moved

_WORD = re.compile(r"[^\W_]+")


def plant(folder: Path, literal: str) -> Path:
    """Write the files of a literal, each after a line `-- path --`; a name ends in a picture's ending: a picture."""
    name = ""
    files: dict[str, list[str]] = {}
    for line in literal.strip("\n").split("\n"):
        if line.startswith("-- ") and line.endswith(" --"):
            name = line[3:-3]
            files[name] = []
        else:
            files[name].append(line)
    for path, lines in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.lower().endswith((".png", ".jpg")):
            file.write_bytes(PIXEL)
        else:
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


# A picture of one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files of a folder with their bytes and times: a tree must be left as it was."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def prove(moved: Moved, system: str, tree: Path, addresses: str, drafts: tuple[str, ...] = ()) -> None:
    """Import a tree and build: all old addresses answer or redirect, no draft comes out, and the tree is untouched."""
    before = state_of(tree)
    moved.run(system, tree)
    assert state_of(tree) == before
    said = moved.build()
    assert "error" not in said
    assert moved.report["addresses"]["lost"] == []
    unanswered = [one for one in addresses.split() if not answers(moved, unquote(one).replace("%20", " "))]
    assert unanswered == []
    pages = {path: file.read_text("utf-8") for path, file in pages_of(moved).items()}
    for words in drafts:
        assert not [path for path, html in pages.items() if words in html]
    words = moved.report["words"]
    assert words["lost"] <= words["read"] / 1000
    again = moved.run(system, tree).report["files"]
    assert set(again) == {"unchanged"}


def answers(moved: Moved, url: str) -> bool:
    """Whether the published site has a page, a file or a redirect at a path, in pages or in the table."""
    table = moved.site / "redirects.csv"
    rows = csv.reader(table.read_text("utf-8").splitlines()) if table.exists() else ()
    return moved.answers(url) or url.rstrip("/") in {unquote(row[0]).rstrip("/") for row in rows}


def pages_of(moved: Moved) -> dict[str, Path]:
    """The HTML files of the published site, by path."""
    public = moved.site / "public"
    return {path.relative_to(public).as_posix(): path for path in public.rglob("*.html")}


def words_on(moved: Moved, url: str) -> Counter[str]:
    """The words of a published page."""
    path = moved.site / "public" / url.strip("/")
    html = (path if path.is_file() else path / "index.html").read_text("utf-8")
    return Counter(_WORD.findall(unescape(re.sub(r"<[^<>]*>", " ", html))))
