"""The slots of front pages: how a template declares them, and in which sections. Pure text.

A template of a front page declares its slots in its first comment, a line each: `slot lead: lead 1` is the first place
of the section `lead`. A template has the slots of those that it extends, too. What an editor puts there is none of this
module's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from ssg.core.config import Config
from ssg.core.message import Message, say
from ssg.core.model import Picture
from ssg.core.theme import Theme

HOME: Final = "home"
"""The name of the front page among front pages: `data/front/home.toml`."""
LIST: Final = "list"
"""The section of a category's front page: its list, the newest first."""
SECTIONS: Final = ("lead", "picks", "opinion", "photos", "videos", LIST)
"""The sections that have slots: all whose articles are chosen for each place."""
MOST: Final = 100
"""The last place of a section that a slot may be."""

_COMMENT: Final = re.compile(r"\s*\{#(?:[^#]++|#(?!\}))*+")
_EXTENDS: Final = re.compile(r"""\{%[-+]?\s*extends\s+(?P<mark>["'])(?P<name>[^"']+)(?P=mark)""")
_LINE: Final = re.compile(r"^[\s\-]*slot\b(?P<rest>.*)$")
_SLOT: Final = re.compile(r"\s+(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\s*:\s*(?P<section>\S+)\s+(?P<place>[0-9]{1,3})\s*")


class Slot(msgspec.Struct, frozen=True):
    """A slot of a front page that an editor has filled: its section and place (from 1), and the article.

    `title`, `summary` and `image` are shown instead of the article's own, where they are not empty.
    """

    name: str
    section: str
    place: int
    path: str
    title: str = ""
    summary: str = ""
    image: Picture | None = None


class Declared(NamedTuple):
    """A slot that a template declares: the section and the place in it, from 1, and the line of the template."""

    name: str
    section: str
    place: int
    line: int


def count_of(config: Config, section: str) -> int:
    """Return how many articles a section of the front page shows, unless its template says otherwise."""
    of_home = {"picks": "picks", "latest": "latest", "panels": "panel", "topic": "topic", "topics": "topic"}
    if section in of_home:
        return int(getattr(config.home, of_home[section]))
    return config.blocks[section].count


def declared(text: str) -> tuple[dict[str, Declared], list[tuple[int, Message, Message]]]:
    """Return the slots of a template, by name, and what is wrong with its declarations: line, message, hint."""
    found: dict[str, Declared] = {}
    said: list[tuple[int, Message, Message]] = []
    comment = _COMMENT.match(text)
    for number, line in enumerate(comment[0].replace("{#", "  ", 1).split("\n") if comment else (), 1):
        written = _LINE.match(line)
        if written is None or not written["rest"].strip(" -").partition(":")[1]:
            continue  # prose that happens to begin with the word
        slot = _SLOT.fullmatch(written["rest"].rstrip("-"))
        if slot is None:
            message = say("invalid slot: `{line}`", line=line.strip())
            said.append((number, message, say("write `slot name: section place`, such as `slot lead: lead 1`")))
            continue
        one = Declared(slot["name"], slot["section"], int(slot["place"]), number)
        wrong = _wrong(one, found.values())
        if wrong is None:
            found[one.name] = one
        else:
            said.append((number, *wrong))
    return found, said


def slots_of(theme: Theme, name: str) -> dict[str, Declared]:
    """Return the slots of a template by name: those of the templates that it extends, and its own in their place."""
    slots: dict[str, Declared] = {}
    chain: list[str] = []
    while (file := theme.templates.get(name)) is not None and name not in chain:
        chain.append(name)
        parent = _EXTENDS.search(file.text)
        name = theme.named(parent["name"], name) if parent else ""
    for one in reversed(chain):
        own = declared(theme.templates[one].text)[0]
        places = {(slot.section, slot.place) for slot in own.values()}
        kept = (slot for slot in slots.values() if (slot.section, slot.place) not in places)
        slots = {slot.name: slot for slot in kept} | own
    return slots


def _wrong(one: Declared, others: Iterable[Declared]) -> tuple[Message, Message] | None:
    """Return what is wrong with a slot besides its form, and a hint."""
    if one.section not in SECTIONS:
        message = say("slot `{name}` of an unknown section `{section}`", name=one.name, section=one.section)
        return message, say("sections with slots: {sections}", sections=", ".join(SECTIONS))
    if not 1 <= one.place <= MOST:
        message = say("slot `{name}` at place {place}", name=one.name, place=one.place)
        return message, say("places are numbered from 1 to {most}", most=MOST)
    for other in others:
        if one.name == other.name:
            message = say("duplicate slot `{name}` (first on line {line})", name=one.name, line=other.line)
            return message, say("keep one")
        if (one.section, one.place) == (other.section, other.place):
            message = say("slots `{name}` and `{other}` are the same place", name=one.name, other=other.name)
            return message, say("keep one")
    return None
