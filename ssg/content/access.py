"""Who may read a text whole, and the place at which it breaks off for all others. Pure; nothing else decides it.

It is settled when a file is parsed: what is guarded is then in `Body.rest` alone, which only the guarded page reads. No
list, feed, search or other form of the article can print it. It is a part of the key of the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import Final

import msgspec

from ssg.content.frontmatter import FrontMatter
from ssg.content.markdown import Rendered
from ssg.core.config import CategoryConfig
from ssg.core.config.access_keys import FREE
from ssg.core.config.meant import inherited, meant_category, written_category
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import many, say
from ssg.core.model import PLAIN, Ref
from ssg.core.text.kinds import count_words
from ssg.core.text.paragraphs import ends_of_paragraphs

_TAG: Final = re.compile("<[^>]*>")
_MARKER: Final = re.compile("\0(\\d+)\0")
_NOT_READY: Final = "!"
_OMITTED: Final = "-"
_LONG: Final = 100  # words of a text of which a part is a measure
_LEFT: Final = 5  # a fifth of the words, at least, should be guarded


class AccessRules(msgspec.Struct, frozen=True):
    """What limits who may read a text that does not say so: the categories if one of them does, and a default.

    `fallback` is the name of the category of articles that name none. `paragraphs` are those that everybody may read;
    `is_ready` says that readers can sign in, or need not; `omits` that the rest is in no file of the site. `known`: the
    site has rules at all.
    """

    categories: tuple[CategoryConfig, ...] = ()
    fallback: str = ""
    default: str = FREE
    paragraphs: int = 2
    is_ready: bool = False
    omits: bool = False
    known: bool = False

    @property
    def guards(self) -> tuple[str, ...]:
        """All guards that a text may have; empty is none."""
        return ("", *(_guard(self, level) for level in ("registered", "paid"))) if self.known else ("",)


def guard_of(rules: AccessRules, path: str, category: str, kind: str, own: str) -> str:
    """Return who may read a text whole, and how much everybody may: `paid 2`; empty for one that is free.

    `category` and `own` are as the text at `path` writes them, `kind` is its type.
    """
    if kind in PLAIN or not (own or rules.known):
        return ""
    level = own or _inherited(rules, written_category(path, category))
    return "" if level == FREE else _guard(rules, level)


def _guard(rules: AccessRules, level: str) -> str:
    return f"{level} {rules.paragraphs}{'' if rules.is_ready else _NOT_READY}{_OMITTED if rules.omits else ''}"


def _paragraphs(guard: str) -> int:
    """Return how many paragraphs a guard leaves to everybody."""
    return int(guard.split()[1].rstrip(_NOT_READY + _OMITTED))


def omits(guard: str) -> bool:
    """Return whether the rest of a guarded text is in no file of the site."""
    return guard.endswith(_OMITTED)


@lru_cache(1_000)
def _inherited(rules: AccessRules, written: str) -> str:
    if not rules.categories:
        return rules.default
    slug = meant_category(written, rules.categories, rules.fallback)
    return inherited(rules.categories, lambda category: category.access or "").get(slug) or rules.default


class Parted(msgspec.Struct, frozen=True):
    """A text in two: what everybody may read, and the rest."""

    teaser: str
    rest: str


def parted(rendered: Rendered, guard: str) -> Parted:
    """Divide the HTML of a guarded text behind a paragraph. Something is left of it; of a live one, all entries are."""
    paragraphs = _paragraphs(guard)
    before = rendered.intro if rendered.entries else rendered.html
    ends = list(ends_of_paragraphs(before))
    count = min(paragraphs, len(ends) if rendered.entries else len(ends) - 1)
    end = ends[count - 1] if count > 0 else 0
    teaser = before[:end] if rendered.html.startswith(before) else ""
    return Parted(teaser, rendered.html[len(teaser) :])


def with_own_refs(teaser: str, refs: Sequence[Ref]) -> tuple[str, tuple[Ref, ...]]:
    """Return the beginning of a text with what it alone points to: the files of the rest are not published either."""
    numbers = {found: at for at, found in enumerate(dict.fromkeys(_MARKER.findall(teaser)))}
    renumbered = _MARKER.sub(lambda found: f"\0{numbers[found[1]]}\0", teaser)
    return renumbered, tuple(refs[int(number)] for number in numbers)


def lede_in(teaser: str, excerpt: str) -> str:
    """Return the beginning of a guarded text, the fallback of a missing summary, if everybody may read it."""
    return excerpt if excerpt and " ".join(excerpt.split()) in _plain(teaser) else ""


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def said_of(front: FrontMatter, rendered: Rendered, guard: str, path: str, line: int) -> Iterator[Diagnostic]:
    """Yield what editors should know of a guarded text, whose body begins at a line of the file `path`."""
    mark = front.marks.get("access")
    place = Place(path, mark.line, mark.column) if mark else Place(path, line)
    if _NOT_READY in guard and mark:
        message = say("`access: {level}`, but readers cannot sign in", level=front.access)
        hint = say('add `sign_in = "https://…"` below `[access]` of site.toml, or `paid_body = "omit"`')
        yield error("E473", message, place, hint)
    if rendered.entries:
        hint = say("everybody sees the summary above the entries; remove `access`, or write `access: free`")
        yield warning("W475", say("guarded live report: its readers are not offered new entries"), place, hint)
        return
    paragraphs, wanted = sum(1 for _ in ends_of_paragraphs(rendered.html)), _paragraphs(guard)
    if paragraphs <= wanted and wanted:
        message = many(
            "guarded text with {n} paragraph only; everybody may read {wanted} of others",
            "guarded text with {n} paragraphs only; everybody may read {wanted} of others",
            n=paragraphs,
            wanted=wanted,
        )
        yield warning("W474", message, place, say("the last one is guarded; write more, or `access: free`"))
        return
    two = parted(rendered, guard)
    shown, left = count_words(_plain(two.teaser)), count_words(_plain(two.rest))
    if shown + left >= _LONG and left * _LEFT < shown + left:
        message = say("only {left} of {words} words of a guarded text are guarded", left=left, words=shown + left)
        hint = say("lists, tables and boxes stay with the paragraphs before them; move them behind the first ones")
        yield warning("W474", message, place, hint)
