"""`CHECKS`: what `ssg check` says beyond what a build would. Habits of a good newsroom, never a reason not to publish.

To add one, write a function from the site (and its surroundings) to diagnostics, and a line in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.model import Body
from ssg.site.briefs import microseconds
from ssg.site.model import Site
from ssg.site.places import CONTENT, place_of
from ssg.site.targets import PICTURE_TYPES, fragment, is_remote, target_path
from ssg.site.taxonomy import same_name

_TITLE = 110  # characters: what search engines and social networks show of a headline at most
_SUMMARY = 300
_WIDE = 1200  # pixels: below that search engines do not show a picture large
_MASTHEAD = ("name", "owner", "licence", "editor", "address", "phone", "email")

NO_BASE_URL = "site.toml has no base_url"
BASE_URL_HINT = 'Add `base_url = "https://…"`: feeds, sitemaps and social networks need whole addresses.'


class Surroundings(NamedTuple):
    """What checks may look at besides the site: the files beside the articles, and the articles' bodies by path."""

    files: Collection[str]
    bodies: Callable[[str], Body]


def titles(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Headlines and summaries that will be cut elsewhere, or are missing."""
    for story in site.stories.values():
        article = story.article
        if len(article.title) > _TITLE:
            message = f"the title has {len(article.title)} characters; search engines cut it at about {_TITLE}"
            yield warning("W420", message, place_of(article, "title"))
        if len(article.summary) > _SUMMARY:
            message = f"the summary has {len(article.summary)} characters, more than {_SUMMARY}"
            yield warning("W421", message, place_of(article, "summary"))
        if not article.summary:
            yield notice("N422", "this article has no summary: its first paragraph stands in for it", place_of(article))


def pictures(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Lead pictures that are too small to be shown large, or say nothing to those who cannot see them."""
    for story in site.stories.values():
        picture = story.article.picture
        if picture is None or not picture.src:
            continue
        place = place_of(story.article, "image")
        if not picture.alt and not picture.caption:
            yield warning("W424", "this picture has neither alt text nor a caption", place, "Add `alt:` to `image:`.")
        media = None if is_remote(picture.src) else site.media.get(target_path(story.path, picture.src))
        if media is not None and 0 < media.width < _WIDE:
            message = f"this picture is {media.width} pixels wide; from {_WIDE} on it can be shown large"
            yield warning("W423", message, place)


def places(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Pictures that tell everyone where they were taken: a source's home, perhaps."""
    for media in site.media.values():
        if media.placed:
            message = "this picture tells where it was taken (GPS), to whoever downloads it"
            hint = "Save it without its particulars; its smaller copies have none."
            yield warning("W763", message, Place(f"{CONTENT}/{media.path}"), hint)


def masthead(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """What press law asks every page to say."""
    missing = [name for name in _MASTHEAD if not getattr(site.config.publisher, name)]
    if missing:
        message = f"the masthead is incomplete: [publisher] lacks {', '.join(missing)}"
        yield warning(
            "W425", message, Place("site.toml", 1), "Vietnamese press law asks for these on a newspaper's site."
        )


def orphans(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Pictures beside the articles that nothing public shows."""
    for path in sorted(around.files):
        if path not in site.media and path.rsplit(".", 1)[-1].lower() in PICTURE_TYPES:
            yield notice("N426", "no public article shows this picture", Place(f"{CONTENT}/{path}"))


def anchors(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Links to a heading of another article that is not there."""
    for story in site.stories.values():
        for ref in story.article.refs:
            other = site.stories.get(target_path(story.path, ref.target)) if ref.kind == "link" else None
            wanted = fragment(ref.target)[1:]
            if other is not None and wanted and wanted not in {h.id for h in around.bodies(other.path).headings}:
                place = Place(f"{CONTENT}/{story.path}", ref.line, ref.column)
                yield warning("W427", f"{CONTENT}/{other.path} has no heading #{wanted}", place)


def names(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Topics of a single article, and authors whom `site.toml` does not list though it lists others."""
    for group in site.topics.values():
        if len(group.paths) == 1:
            article = site.stories[group.paths[0]].article
            yield notice("N428", f"the topic “{group.name}” has only this article", place_of(article, "topic"))
    known = {same_name(author.name) for author in site.config.authors}
    for group in site.authors.values() if known else ():
        if same_name(group.name) not in known:
            article = site.stories[group.paths[0]].article
            yield warning("W430", f"site.toml does not list the author “{group.name}”", place_of(article, "authors"))


def reach(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """What feeds and search engines need to know of the site as a whole."""
    config, place = site.config, Place("site.toml", 1)
    if not config.base_url:
        yield warning("W752", NO_BASE_URL, place, BASE_URL_HINT)
    elif config.feeds.items and not config.feeds.tag:
        host = urlsplit(config.base_url).hostname
        message = "the ids of feed entries are made of the host: with another host, feed readers show all as new"
        yield notice("N753", message, place, f'Settle them: [feeds] tag = "{host},{site.now.year}".')


def ids(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Two articles with one `id`, of which feed readers show one."""
    first: dict[str, str] = {}
    for path, brief in site.briefs.items():
        other = first.setdefault(brief.id, path) if brief.id else path
        if other != path:
            place = place_of(site.stories[path].article, "id")
            yield warning(
                "W754", f"{CONTENT}/{other} has the same id: {brief.id}", place, "Feed readers show one of them."
            )


def times(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Articles that say they were updated after now."""
    now = microseconds(site.now)
    for path, brief in site.briefs.items():
        if brief.updated > now:
            place = place_of(site.stories[path].article, "updated")
            yield warning(
                "W755", "`updated` lies in the future", place, "Readers and search engines are shown it as it is."
            )


CHECKS: tuple[Callable[[Site, Surroundings], Iterator[Diagnostic]], ...] = (
    titles,
    pictures,
    places,
    masthead,
    orphans,
    anchors,
    reach,
    ids,
    times,
    names,
)
