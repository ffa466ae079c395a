"""What front matter says of the rights to pictures, by picture. Pure.

A right belongs to a file, so what one article says counts in all others: that of a draft too, or of one that is
scheduled, over or withdrawn. Its editor knows of the contract, and the contract is about the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ssg.core.errors import Place
from ssg.core.model import Article, Brief
from ssg.core.picture_rights import Grant
from ssg.index.files import Files
from ssg.index.places import place_of


class Granted(NamedTuple):
    """What one article says of the rights to its picture, and where."""

    grant: Grant
    place: Callable[[str], Place]
    """Returns the place of a key: the article is read only for diagnostics."""


def grants(
    briefs: Iterable[Brief], files: Files, article: Callable[[Brief], Article]
) -> Mapping[str, tuple[Granted, ...]]:
    """Return what articles say, by the path of the picture (as in `MediaFile`), in the order of the articles' paths."""
    found: dict[str, tuple[Granted, ...]] = {}
    respelled = None
    for brief in sorted((brief for brief in briefs if brief.rights is not None), key=lambda one: one.path):
        respelled = files.respelled() if respelled is None else respelled
        path = files.find(brief.picture) or respelled.get(brief.picture, "") or _meant(files, article(brief))
        if path and brief.rights is not None:
            found[path] = (*found.get(path, ()), Granted(brief.rights, _placed(brief, article)))
    return found


def says(brief: Brief | None) -> tuple[str, Grant] | None:
    """Return of which picture an article says what; None if it says nothing."""
    return (brief.picture, brief.rights) if brief is not None and brief.rights is not None else None


def _meant(files: Files, article: Article) -> str:
    return files.meant(article.picture.src) if article.picture else ""


def _placed(brief: Brief, article: Callable[[Brief], Article]) -> Callable[[str], Place]:
    return lambda key: place_of(article(brief), f"image.rights.{key}", "image.rights", "image")
