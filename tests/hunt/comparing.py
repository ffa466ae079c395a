"""What the hunts compare: a tree with that of a build from nothing, and a page with a page, in few words."""

from __future__ import annotations

import shutil
from pathlib import Path

from ssg.build import build
from ssg.request import Choice, Request
from ssg.work import Work

LATER = 2**62
"""A time of day (nanoseconds) at which all files are old, so that their times are trusted and not their bytes alone."""


def tree_of(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def clean_tree(root: Path, choice: Choice, aside: Path) -> dict[str, bytes]:
    """Build a copy of a site's sources from nothing in the folder `aside`, and give what is published."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(root, aside, ignore=shutil.ignore_patterns("public*", ".ssg"))
    built = build(Request(aside, aside / "public", choice, keep_going=True), Work())
    assert built.published is not None
    return tree_of(aside / "public")


def differences(found: dict[str, bytes], wanted: dict[str, bytes]) -> str:
    """Say how a tree differs from a clean one: empty where it does not."""
    if found == wanted:
        return ""
    said = [f"not there: {name}" for name in sorted(wanted.keys() - found.keys())]
    said += [f"still there: {name}" for name in sorted(found.keys() - wanted.keys())]
    both = sorted(name for name in found.keys() & wanted.keys() if found[name] != wanted[name])
    said += [f"stale: {name}\n{_where(found[name], wanted[name])}" for name in both]
    return "\n".join([*said[:12], f"({len(said)} in all)"])


def _where(found: bytes, wanted: bytes) -> str:
    """Show the place at which two files begin to differ."""
    pairs = zip(found, wanted, strict=False)
    place = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(found), len(wanted)))
    around = slice(max(0, place - 120), place + 160)
    return f"  is   …{found[around].decode(errors='replace')}…\n  want …{wanted[around].decode(errors='replace')}…"
