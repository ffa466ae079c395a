"""What pages may know of an article besides its text and its card. Pure; it records nothing."""

from __future__ import annotations

import msgspec

from ssg.core.model import Brief
from ssg.index.layouts import layout_of
from ssg.index.model import Site
from ssg.index.stories import Filing, filing


class Metadata(msgspec.Struct, frozen=True):
    """What pages may know of an article besides its text and its card: where it is filed, and its times.

    `category`, `section`, `authors`, `tags`, `topic` and `series` are slugs; `part` is 0 where it is not said.
    `language` is empty where it is the site's, `versions` has the languages of a text with the path of each.
    Times are microseconds since 1970 (0: none). `picture` is the path of its own picture below `content/`, `picks` are
    the hand-picked related articles. `layout` is that of the page, if the theme has it; for `boxed` see `Brief`.
    `access` says who alone may read it whole (`registered`, `paid`), and is empty where everybody may.

    A plain page and the text of a section are filed nowhere.
    """

    category: str
    section: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    topic: str
    series: str
    part: int
    language: str
    versions: tuple[tuple[str, str], ...]
    id: str
    type: str
    time: int
    day: int
    updated: int
    picture: str
    illustrated: bool
    focus: str
    picks: tuple[str, ...]
    layout: str
    boxed: tuple[str, ...]
    access: str

    @property
    def changed(self) -> int:
        """When the article was last changed, as far as its readers are told."""
        return self.updated or self.time


def metadata_of(site: Site, path: str) -> Metadata:
    """Return the metadata of a public article.

    Raises KeyError for any other.
    """
    brief = site.briefs[path]
    return metadata(brief, filing(site.places, brief), layout_of(site, brief))


def metadata(brief: Brief, filed: Filing, layout: str) -> Metadata:
    """Return the metadata of an article that is filed there and has that layout."""
    return Metadata(
        category=filed.category,
        section=filed.section,
        authors=filed.authors,
        tags=filed.tags,
        topic=filed.topic,
        series=filed.series,
        part=brief.part,
        language=brief.language,
        versions=filed.versions,
        id=brief.id,
        type=brief.type,
        time=brief.time,
        day=brief.day,
        updated=brief.updated,
        picture=brief.picture,
        illustrated=brief.illustrated,
        focus=brief.focus,
        picks=brief.picks,
        layout=layout,
        boxed=brief.boxed,
        access=brief.guard and brief.guard.partition(" ")[0],
    )
