"""Translations: which articles and plain pages are the same in another language, and what is wrong with that. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ssg.core.config import Config
from ssg.core.config.meant import edition_at
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import say
from ssg.core.model import SECTION, Article, Brief
from ssg.core.text.paths import is_elsewhere
from ssg.index.places import CONTENT, place_of

Versions = tuple[tuple[str, str], ...]
"""The languages of a text with the path of each, or its URL at another site, the original first."""


class Translated(NamedTuple):
    """The versions of each text that has several, by its path, and diagnostics."""

    versions: dict[str, Versions]
    diagnostics: tuple[Diagnostic, ...]


def arrange(briefs: Mapping[str, Brief], config: Config, articles: Callable[[Brief], Article]) -> Translated:
    """Gather translations around their originals: those of the site, then those at other sites of the newspaper."""
    language = config.language
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
            said.append(_second(own, known[own], place("language")))
    said += _add_elsewhere(briefs, found, config, articles)
    versions: dict[str, Versions] = {}
    for known in found.values():
        if len(known) > 1:
            versions |= dict.fromkeys((one for one in known.values() if not is_elsewhere(one)), tuple(known.items()))
    return Translated(versions, tuple(said))


def _translations(briefs: Iterable[Brief]) -> list[Brief]:
    return sorted((one for one in briefs if one.original and one.type != SECTION), key=lambda one: one.path)


def _add_elsewhere(
    briefs: Mapping[str, Brief],
    found: dict[str, dict[str, str]],
    config: Config,
    articles: Callable[[Brief], Article],
) -> Iterable[Diagnostic]:
    """Add the versions at other sites to those of the site, which all show them, and yield what is wrong with them."""
    root = {path: first for first, known in found.items() for path in known.values()}
    for brief in sorted((one for one in briefs.values() if one.elsewhere), key=lambda one: one.path):
        first = root.get(brief.path, brief.path)
        known = found.setdefault(first, {brief.language or config.language: brief.path})
        for number, url in enumerate(brief.elsewhere):
            if not url:
                continue
            at = "translation_of" if number == 0 else f"translations[{number - 1}]"
            place = place_of(articles(brief), at, "translations")
            language = edition_at(url, config.translations)
            if not language:
                yield _nowhere(url, config, place)
            elif known.get(language) == brief.path:
                message = say("version elsewhere in the language of the text itself (`{language}`)", language=language)
                yield warning("W343", message, place, say("correct the URL, or write `language`, what the text is in"))
            elif known.setdefault(language, url) != url:
                yield _second(language, known[language], place)
            elif number == 0:
                others = {one: path for one, path in known.items() if one != language}
                known.clear()
                known |= {language: url} | others


def _second(language: str, first: str, place: Place) -> Diagnostic:
    other = first if is_elsewhere(first) else f"{CONTENT}/{first}"
    message = say("two versions in one language (`{language}`): the other is {file}", language=language, file=other)
    also = () if is_elsewhere(first) else (Place(other, 1),)
    return warning("W343", message, place, say("keep one"), also)


def _nowhere(url: str, config: Config, place: Place) -> Diagnostic:
    """Report a version at an address that is no edition's; one of this site would be said by one side alone."""
    if config.base_url and f"{url}/".startswith(f"{config.base_url}/"):
        message = say("version given by its URL, though it is on this site: {url}", url=url)
        hint = say("name the original's file by `translation_of` in the translation; then both pages say it")
        return error("E348", message, place, hint)
    message = say("version at an address of no edition; ignored: {url}", url=url)
    hint = say("declare the site with its language in `[[translations]]`")
    return warning("W347", message, place, hint)
