"""Distinguishes missing files from withdrawn articles, by the number that are removed at once. Pure.

An unmounted disk or a failed checkout looks as if everything had been deleted. This module reads no disk.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import say
from ssg.index.places import CONTENT

FEW: Final = 10
"""As many articles may always be removed at once."""
PART: Final = 10
"""Of more, at most one in as many."""
_NAMED = 3


def are_too_many(gone: int, published: int) -> bool:
    """Return whether the removal of so many published articles must be confirmed."""
    return gone > FEW and gone * PART > published


def too_many_gone(published: Mapping[str, str], now: Mapping[str, str], expected: Collection[str]) -> Diagnostic | None:
    """Compare the published articles with those of this build, both as path → URL.

    An article still exists if its file does, or if another one has its URL. Removals that are `expected` do not count.
    """
    taken = set(now.values())
    gone = sorted(p for p, url in published.items() if p not in now and url not in taken and p not in expected)
    if not are_too_many(len(gone), len(published)):
        return None
    named = ", ".join(f"{CONTENT}/{path}" for path in gone[:_NAMED])
    message = say(
        "this build would remove {number:,} of {number2:,} published articles, such as {named}",
        number=len(gone),
        number2=len(published),
        named=named,
    )
    hint = say("check that all files are there; if the removal is intended, build with `--allow-removals`")
    return error("E718", message, Place(CONTENT), hint)


def too_many_lost(before: Collection[str], now: Collection[str]) -> Diagnostic | None:
    """Compare the articles that a preview has shown with the existing files, by path.

    Files that appeared at the same time are taken for the same ones, moved.
    """
    there = set(now)
    lost = len(there) - len(before)
    if lost >= 0 or not are_too_many(-lost, len(before)):
        return None
    named = ", ".join(f"{CONTENT}/{path}" for path in sorted(path for path in before if path not in there)[:_NAMED])
    message = say(
        "{value:,} of {number:,} articles are missing, such as {named}; the preview still shows them",
        value=-lost,
        number=len(before),
        named=named,
    )
    hint = say("a build would stop as well; if the removal is intended, restart the preview")
    return error("E718", message, Place(CONTENT), hint)
