"""Suggests what a reference to a missing file probably means. It knows names of files only."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Collection
from itertools import takewhile
from typing import Final

from ssg.core.message import Message, say
from ssg.index.places import CONTENT, STATIC

_LONG: Final = 24  # letters of a name: two headlines of that length have more than half of them in common by chance
_OF_COMPUTERS: Final = ("Users/", "home/", "Volumes/", "Documents and Settings/", "~/", "Desktop/", "Downloads/")
"""How paths begin that are copied from a computer."""


def nearest_file(path: str, known: Collection[str], *, in_static: bool = False) -> Message:
    """Suggest what was meant: the same name elsewhere, or a name much like it in the same folder; else what to do.

    `in_static`: static/ was looked through as well.
    """
    plain = posixpath.normpath(path)
    if plain.lstrip("/").startswith(_OF_COMPUTERS):
        return say("this is a path on a computer: save the file beside the article, and write its name")
    if not path.startswith(STATIC) and (plain == "." or plain.startswith(("..", "/"))):
        return say("the path leads outside {content}/", content=CONTENT)
    name, folder = posixpath.basename(path), posixpath.dirname(path)
    same = (p for p in known if posixpath.basename(p).casefold() == name.casefold())
    elsewhere = sorted(same, key=lambda p: (-_ends_alike(p, path), p))
    if elsewhere:
        return say("did you mean /{elsewhere}?", elsewhere=elsewhere[0])
    beside = {posixpath.splitext(posixpath.basename(p))[0]: p for p in sorted(known) if posixpath.dirname(p) == folder}
    stem = posixpath.splitext(name)[0]
    close = difflib.get_close_matches(stem, list(beside), 1, 0.6 if len(stem) < _LONG else 0.85)
    if close:
        return say(
            "did you mean {posixpath}? if it was deleted, remove the reference",
            posixpath=posixpath.basename(beside[close[0]]),
        )
    if in_static:
        return say(
            "no file of this name in content/ or static/; "
            "if it was renamed, use the new name; if it was deleted, remove the reference"
        )
    return say(
        "no file of this name in content/; if it was renamed, use the new name; if it was deleted, remove the reference"
    )


def article_meant(target: str, path: str, articles: Collection[str]) -> Message:
    """Suggest the article that a `target` without a file means; it may be a URL, which no file has as its name."""
    if "://" not in target and not target.endswith("/"):
        return nearest_file(path, articles)
    if found := article_of(target.partition("://")[2] or target, articles):
        return say("name the file of the article in place of its URL: `/{path}`", path=found)
    return say("name the file of the article, such as `/thoi-su/2026/11/bai.md`, in place of a URL")


def article_of(path: str, articles: Collection[str]) -> str:
    """Return the article that a link to a page means, such as `../hop-bao/` or `hop-bao.html`; "" if none or several.

    An article's file bears the name of its page, or is the `index.md` of a folder of that name.
    """
    stem = posixpath.normpath(path).removesuffix(".html").removesuffix("/index").lstrip("/.")
    if not stem or "." in posixpath.basename(stem):
        return ""
    for exact in (f"{stem}.md", f"{stem}/index.md"):
        if exact in articles:
            return exact
    name = posixpath.basename(stem)
    ends = (f"/{name}.md", f"/{name}/index.md")
    found = [known for known in articles if known.endswith(ends)]
    return found[0] if len(found) == 1 else ""


def _ends_alike(one: str, other: str) -> int:
    """Count the parts that two paths have in common at their ends: `/content/a/b.md` means `a/b.md`."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), pairs))
