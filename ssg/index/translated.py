"""Translations: which articles and plain pages are the same in another language, and what is wrong with that. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.core.model import SECTION, Article, Brief
from ssg.index.places import CONTENT, place_of

Versions = tuple[tuple[str, str], ...]
"""The languages of a text with the path of each, the original first."""


class Translated(NamedTuple):
    """The versions of each text that has several, by its path, and diagnostics."""

    versions: dict[str, Versions]
    diagnostics: tuple[Diagnostic, ...]


def arrange(briefs: Mapping[str, Brief], language: str, articles: Callable[[Brief], Article]) -> Translated:
    """Gather translations around their originals; `language` is that of texts that do not say theirs."""
    found: dict[str, dict[str, str]] = {}
    said: list[Diagnostic] = []
    for brief in _translations(briefs.values()):
        original = briefs.get(brief.original)
        if original is None or original is brief:
            continue  # `Look.original` reports it

        def place(key: str, brief: Brief = brief) -> Place:
            return place_of(articles(brief), key, "translation_of")

        if original.original:
            message = say("translation of a translation: {file}; ignored", file=f"{CONTENT}/{original.path}")
            hint = say("name the original: {file}", file=f"{CONTENT}/{original.original}")
            said.append(warning("W342", message, place("translation_of"), hint))
            continue
        own = brief.language or language
        known = found.setdefault(original.path, {original.language or language: original.path})
        if own not in known:
            known[own] = brief.path
        elif not brief.language:
            message = say("`translation_of` without `language`; ignored")
            said.append(
                warning("W344", message, place("translation_of"), say("write `language: en`, or what it is in"))
            )
        else:
            other = f"{CONTENT}/{known[own]}"
            message = say("two versions in one language (`{language}`): the other is {file}", language=own, file=other)
            said.append(warning("W343", message, place("language"), say("keep one"), (Place(other, 1),)))
    versions: dict[str, Versions] = {}
    for known in found.values():
        if len(known) > 1:
            versions |= dict.fromkeys(known.values(), tuple(known.items()))
    return Translated(versions, tuple(said))


def _translations(briefs: Iterable[Brief]) -> list[Brief]:
    return sorted((one for one in briefs if one.original and one.type != SECTION), key=lambda one: one.path)
