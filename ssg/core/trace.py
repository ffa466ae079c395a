"""The facts of the site that a node has read, by kind and key. Plain data; it knows no values of facts.

A trace is divided so that many nodes share most of theirs. `shared` has the facts that concern no article except the
node's own subject, which is written `$` there: pages of one section have equal ones. `alone` has facts that few nodes
share, such as the name of a tag. `about` has the other articles that the node has read facts of, each with the kinds of
these facts as bits.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, Protocol

Fact = tuple[str, str]
"""A fact's kind and key, such as `("CARD", "thu-do/a.md")`."""

SELF: Final = "$"
"""The node's own subject in a shared trace."""
BETWEEN: Final = "\x1f"
"""Separates the parts of a key."""

ARTICLE_KINDS: Final = (
    "TEXT",
    "CARD",
    "METADATA",
    "LINK",
    "ADDRESS",
    "STATUS",
    "NEIGHBOURS",
    "RELATED",
    "AT_FRONT",
)
"""The kinds of facts whose key is an article's path. Their order is that of the bits in a trace."""
BITS: Final = {kind: 1 << number for number, kind in enumerate(ARTICLE_KINDS)}


OF_BLOCKS: Final = ("BLOCK", "EMPTY", "USES")
"""The kinds of facts that have no stamps: nodes tell what blocks are."""
_ALONE: Final = frozenset(("FIELD", "NAME", "MEDIA", "SLICE", "COUNT", "SLUG", "AFTER"))
MAY_BE_ALONE: Final = _ALONE | {"FRONT"}
"""The kinds of facts that a trace may have among those that few nodes share."""
_NOT_SHARED: Final = MAY_BE_ALONE.union(ARTICLE_KINDS)
"""The kinds of facts that are looked at one by one."""
_NOTHING: Final[frozenset[Fact]] = frozenset()
_NEVER_ABOUT: Final = frozenset(("ASSET", "AUDIENCE", "CODE", "CONFIG", "DATA", "DRAWING", "SITE", "TEMPLATE"))
"""The kinds of facts that are of the whole site: their key is never an article."""


class Trace(NamedTuple):
    """The facts that a node has read; see the module."""

    shared: frozenset[Fact] = frozenset()
    alone: tuple[Fact, ...] = ()
    about: tuple[tuple[str, int], ...] = ()

    def facts(self, subject: str) -> list[Fact]:
        """Yield every fact, in order, with the subject filled in."""
        found = [(kind, subject if key == SELF else key) for kind, key in self.shared]
        found += self.alone
        found += [(kind, path) for path, bits in self.about for kind, bit in BITS.items() if bits & bit]
        return sorted(found)


class Signatures(NamedTuple):
    """Signatures of all articles by path, and of all lists by name: equal signatures mean equal facts."""

    articles: dict[str, int]
    lists: dict[str, str]


class Touched(NamedTuple):
    """Everything that may have changed since signatures were stored: articles by path, lists by name, and new files."""

    articles: frozenset[str]
    lists: frozenset[str]
    media: frozenset[str] = frozenset()

    def subjects(self, about: str) -> Iterator[str]:
        """Yield the subjects of a kind that may have changed: `article`, `text`, `media`, or a kind of lists."""
        if about in ("article", "text", "media"):
            yield from sorted(self.media if about == "media" else self.articles)
            return
        for name in sorted(self.lists):
            kind, _, slug = name.partition("/")
            if kind == about and slug:
                yield slug


class Stamps(Protocol):
    """Returns the current stamps of facts: short texts that are equal as long as the values of the facts are.

    `touched` is everything that may have changed; None: anything may have.
    """

    touched: Touched | None

    def stamp(self, fact: Fact) -> str:
        """Return the stamp of a fact."""

    def keep(self, fact: Fact, stamp: str) -> None:
        """Take the stored stamp of a fact that has not changed, so that it need not be computed."""

    def front(self, name: str, depth: int) -> str:
        """Return the paths of the first articles of a list, with `BETWEEN` between them."""

    def signatures(self, before: Signatures) -> Signatures:
        """Return signatures of all public articles and lists; `before` are the stored ones."""

    def of_article(self, path: str) -> tuple[str, ...]:
        """Return the stamps of one public article, in the order of `ARTICLE_KINDS` except `AT_FRONT`."""

    def is_touched(self, fact: Fact, lists: Container[str], articles: AbstractSet[str]) -> bool:
        """Return whether a fact may have changed, as the signatures of these lists and articles have."""

    def where_touched(self, lists: Collection[str]) -> Iterator[Fact]:
        """Yield kinds of facts, each with what keys begin with: `is_touched` rejects all others."""


def trace_of(facts: AbstractSet[Fact], subject: str, known: set[Fact] | None = None) -> Trace:
    """Divide the facts that a node with this subject has read.

    `known` has facts that were seen before and are shared whatever the subject; more are added.
    """
    known = set() if known is None else known
    common = known & facts  # nine of ten, without looking at each
    shared: list[Fact] = []
    alone: list[Fact] = []
    about: dict[str, int] = {}
    for fact in facts - common:
        kind, key = fact
        if kind in _NEVER_ABOUT:
            known.add(fact)
            shared.append(fact)
            continue
        if kind == "AT_FRONT":  # the list does not matter here: fronts are compared separately
            key = key.split(BETWEEN)[1]
        if subject and key == subject:
            shared.append((kind, SELF))
        elif (bit := BITS.get(kind)) is not None:
            about[key] = about.get(key, 0) | bit
        elif kind in _ALONE or (kind == "FRONT" and "/" in key):
            alone.append(fact)
        else:
            shared.append(fact)
    return Trace(_NOTHING.union(common, shared), tuple(sorted(alone)), tuple(sorted(about.items())))


def joined(*parts: str | int) -> str:
    """Return a key of several parts."""
    return BETWEEN.join(map(str, parts))
