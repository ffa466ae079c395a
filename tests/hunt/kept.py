"""Which files may stay in an output folder though a clean build has none of them, and which must (`[deploy] keep`).

It follows the comparisons of a hunt: a file whose name carries a digest may stay for its days after the last build that
named it, with the bytes that it had then, and not when the articles that showed it are gone. A style sheet must stay.
The name of a block's file is of its key, so its bytes change for as long as pages name it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Tree = Mapping[str, bytes]
DAYS = 7
"""For how long, where `site.toml` says nothing."""
_DIGEST = re.compile(r"^(assets|media)/.*[.][0-9a-f]{8}([.]\w+)*$|^_blocks/.*_[0-9a-f]{10}[.]html$")
_BLOCK = "_blocks/"
_ARTICLE = re.compile(r"(^|/)s\d+/index\.html$")
_SPOILT = b"x"
"""What a hunt writes into files; somebody else's file stays for ever."""


@dataclass
class History:
    """What is known of the files of one output folder that carry a digest."""

    data: dict[str, bytes] = field(default_factory=dict)
    named: frozenset[str] = frozenset()  # at the last comparison
    unnamed: dict[str, datetime] = field(default_factory=dict)  # since then at the latest
    shown_on: dict[str, frozenset[str]] = field(default_factory=dict)  # articles' pages that named it last
    times: list[datetime] = field(default_factory=list)  # of the builds since the last comparison
    days: set[int] = field(default_factory=set)  # that were configured for these
    is_whole: bool = True  # nobody has interfered since then


class Kept:
    """The histories of all output folders."""

    def __init__(self) -> None:
        self._histories: dict[str, History] = {}

    def _of(self, output: str) -> History:
        return self._histories.setdefault(output, History())

    def forget(self) -> None:
        """The state was deleted, and all that was published with it."""
        self._histories.clear()

    def disturb(self, output: str, found: Tree) -> None:
        """Somebody has interfered, or a build was killed: `found` is there now."""
        history = self._of(output)
        history.is_whole = False
        self._see(history, found)

    def built(self, output: str, found: Tree, now: datetime, days: int) -> None:
        """A build has ended at a time."""
        history = self._of(output)
        history.times.append(now)
        history.days.add(days)
        self._see(history, found)

    def _see(self, history: History, found: Tree) -> None:
        unsure = not history.is_whole or len(history.times) > 1  # a build that nobody compared may have changed blocks
        for path, data in found.items():
            if unsure and path.startswith(_BLOCK) and path not in history.unnamed:
                history.data[path] = data
            elif _DIGEST.search(path):
                history.data.setdefault(path, data)

    def without(self, output: str, found: Tree, clean: Tree, now: datetime, days: int) -> tuple[dict[str, bytes], str]:
        """Compare with a clean build: give the tree without what may stay, and say what is wrong with what does."""
        history, said = self._of(output), []
        extra = [path for path in found if path not in clean and _DIGEST.search(path)]
        once = len(history.times) == 1  # otherwise it may have been named, or unnamed, in between
        unnamed: dict[str, datetime] = {}
        for path in extra:
            since = history.unnamed.get(path, now) if once else now
            unnamed[path] = min(since, now)
            if found[path] == _SPOILT:
                continue
            if found[path] != history.data.get(path, found[path]):
                said.append(f"kept with other bytes: {path}")
            if not days or now >= unnamed[path] + timedelta(days=days):
                said.append(f"kept for too long: {path}, since {unnamed[path]}")
            pages = history.shown_on.get(path, frozenset())
            if path.startswith("media/") and pages and not pages & clean.keys():
                said.append(f"kept, though {sorted(pages)} are gone: {path}")
        said += [f"not kept: {path}" for path in self._missing(history, found, clean, days)]
        articles = {path: data for path, data in clean.items() if _ARTICLE.search(path)}
        history.named = frozenset(path for path in clean if _DIGEST.search(path))
        for path in history.named:
            name = path.rpartition("/")[2].encode()
            if path.startswith("media/"):
                history.shown_on[path] = frozenset(page for page, data in articles.items() if name in data)
            elif path.startswith(_BLOCK):
                history.data[path] = clean[path]
        history.unnamed, history.times, history.days, history.is_whole = unnamed, [], {days}, True
        return {path: data for path, data in found.items() if path not in unnamed}, "\n".join(said)

    @staticmethod
    def _missing(history: History, found: Tree, clean: Tree, days: int) -> list[str]:
        """Return the assets that were named a moment ago, and are not there any more."""
        times = history.times
        if not (history.is_whole and times and history.days == {days} and days):
            return []
        if max(times) - min(times) >= timedelta(days=days) or times[-1] < max(times):
            return []
        return [
            path for path in history.named if path.startswith("assets/") and path not in found.keys() | clean.keys()
        ]
