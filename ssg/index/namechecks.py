"""Checks of names: topics of a single article, authors that `site.toml` does not list, names without accents. Pure.

Languages, too, which other systems name by another key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.i18n import is_same_language, normal_tag
from ssg.core.message import NOTHING, Message, say
from ssg.core.model import Article
from ssg.core.text.near import nearest
from ssg.core.text.slug import slugify
from ssg.index.model import Site
from ssg.index.places import place_of
from ssg.index.taxonomy import same_name

LONGREAD = "longread"
_LANGUAGE_KEYS = ("lang", "locale")

if TYPE_CHECKING:
    from ssg.index.checks import Surroundings


def names(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Topics of a single article, and authors whom `site.toml` does not list though it lists others."""
    listed = {topic.name for topic in site.config.topics}
    common = [*listed, *(group.name for group in site.topics.values() if len(group.paths) > 1)]
    for group in site.topics.values():
        if len(group.paths) == 1:
            article = site.stories[group.paths[0]].article
            message = say("topic “{name}” has only this article", name=group.name)
            yield notice("N428", message, place_of(article, "topic"), _meant(group.name, common))
    known = {same_name(author.name) for author in site.config.authors}
    authors = [author.name for author in site.config.authors]
    for group in site.authors.values() if known else ():
        if same_name(group.name) not in known:
            article = site.stories[group.paths[0]].article
            message = say("author “{name}” is not in site.toml", name=group.name)
            yield warning("W430", message, _place_in(article, "authors", group.name), _meant(group.name, authors))


def colours(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Accents of long reads that `site.toml` does not have."""
    known = site.config.theme.accents
    for path, story in site.stories.items():
        if story.article.layout != LONGREAD:
            continue
        name = around.bodies(path).extra.get("accent", "")
        if name and name not in known:
            message = say("unknown accent `{name}`; the accent of the newspaper is used", name=str(name))
            hint = say("accents in `[theme.accents]` of site.toml: {names}", names=", ".join(known) or "–")
            yield warning("W434", message, place_of(story.article, "accent"), hint)


def languages(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Languages under the name that other systems have for the key, if they are not those of the pages."""
    for path, story in site.stories.items():
        article = story.article
        for written, value in around.bodies(path).extra.items() if not article.language else ():
            tag = normal_tag(str(value)) if written.lower() in _LANGUAGE_KEYS else ""
            if tag and not is_same_language(tag, site.config.language):
                message = say(
                    "`{written}` is ignored: the key of another system for `{ours}`", written=written, ours="language"
                )
                hint = say("write `{ours}` in place of `{written}`", ours="language", written=written)
                yield warning("W129", message, place_of(article, written), hint)


def accents(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Authors, tags and topics of which one is written without any accents, and may be another one."""
    for kind, key, groups in (
        (say("author “{name}” has the letters of “{others}”, without accents"), "authors", site.authors),
        (say("tag “{name}” has the letters of “{others}”, without accents"), "tags", site.tags),
        (say("topic “{name}” has the letters of “{others}”, without accents"), "topic", site.topics),
    ):
        spelled: dict[str, list[str]] = {}
        for group in groups.values():
            if " " in group.name and not group.name.isascii():
                spelled.setdefault(slugify(group.name), []).append(group.name)
        for group in groups.values():
            others = spelled.get(slugify(group.name), []) if group.name.isascii() else []
            if others:
                article = site.stories[group.paths[0]].article
                message = msgspec.structs.replace(
                    kind, values=(("name", group.name), ("others", "”, “".join(sorted(others))))
                )
                hint = (
                    say("write “{others}” if it is the same", others=others[0])
                    if len(others) == 1
                    else say("write the accents")
                )
                yield warning("W432", message, _place_in(article, key, group.name), hint)


def _place_in(article: Article, key: str, name: str) -> Place:
    """Return the place of a name in an article's list of names."""
    listed = getattr(article, key)
    at = listed.index(name) if isinstance(listed, tuple) and name in listed else 0
    return place_of(article, f"{key}[{at}]", key)


def _meant(name: str, known: Iterable[str]) -> Message:
    """Return the hint for a name that is a slip from a known one."""
    near = nearest(name, (other for other in known if other != name))
    return say("did you mean “{near}”?", near=near) if near else NOTHING
