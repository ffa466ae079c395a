"""The addresses of Jekyll: patterns with placeholders, for posts, pages and collections. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from ssg.importing.trees.slugs import jekyll as slugify

_STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")
_MONTHS: Final = "January February March April May June July August September October November December".split()
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Dated(NamedTuple):
    """What the address of a post or a document of a collection is made of."""

    stem: str
    slug: str
    categories: Sequence[str]
    day: datetime
    collection: str = "posts"
    path: str = ""


def style_of(pattern: str) -> str:
    """Return the pattern of a style (`pretty`), or a pattern as it is."""
    return _STYLES.get(pattern, pattern)


def post_url(pattern: str, dated: Dated) -> str:
    """Return the address of a post."""
    return _finished(_filled(style_of(pattern), dated))


def document_url(pattern: str, dated: Dated) -> str:
    """Return the address of a document of a collection other than posts."""
    if pattern in _STYLES:
        pattern = "/:collection/:path/" if pattern == "pretty" else "/:collection/:path:output_ext"
    return _finished(_filled(pattern or "/:collection/:path:output_ext", dated))


def page_url(pattern: str, path: str) -> str:
    """Return the address of a page, `about.md`: its ending follows the pattern of the posts."""
    folder, name = posixpath.split(path)
    stem = name.rpartition(".")[0]
    start = f"/{folder}" if folder else ""
    if stem == "index":
        return _finished(f"{start}/")
    style = style_of(pattern)
    if style.endswith("/"):
        return _finished(f"{start}/{stem}/")
    if pattern in _STYLES or style.endswith((":output_ext", ".html")):
        return _finished(f"{start}/{stem}.html")
    return _finished(f"{start}/{stem}")


def given_url(permalink: str, dated: Dated) -> str:
    """Return the address that a text itself gives: a path, a pattern or the name of a style."""
    return post_url(permalink, dated) if permalink in _STYLES or ":" in permalink else _finished(permalink)


def _filled(pattern: str, dated: Dated) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        while name not in values and "_" in name:  # `:title_old` is `:title` and text, like `:year_month`
            name = name.rpartition("_")[0]
        return values[name] + found[1][len(name) :] if name in values else found[0]

    values = _values(dated)
    return _PLACEHOLDER.sub(value, pattern)


def _values(dated: Dated) -> dict[str, str]:
    day, stem = dated.day, dated.stem
    title = slugify(dated.slug or stem, "pretty", cased=True)
    year, week, weekday = day.isocalendar()
    return {
        "title": title,
        "slug": slugify(dated.slug or stem),
        "name": slugify(stem),
        "categories": "/".join(dict.fromkeys(one.lower() for one in dated.categories)),
        "slugified_categories": "/".join(dict.fromkeys(slugify(one) for one in dated.categories)),
        "collection": dated.collection,
        "path": dated.path or stem,
        "output_ext": ".html",
        "year": f"{day.year:04d}",
        "short_year": f"{day.year % 100:02d}",
        "month": f"{day.month:02d}",
        "i_month": str(day.month),
        "short_month": _MONTHS[day.month - 1][:3],
        "long_month": _MONTHS[day.month - 1],
        "day": f"{day.day:02d}",
        "i_day": str(day.day),
        "y_day": f"{day.timetuple().tm_yday:03d}",
        "short_day": _DAYS[day.weekday()][:3],
        "long_day": _DAYS[day.weekday()],
        "w_year": f"{year:04d}",
        "week": f"{week:02d}",
        "w_day": str(weekday),
        "hour": f"{day.hour:02d}",
        "minute": f"{day.minute:02d}",
        "second": f"{day.second:02d}",
    }


def _finished(path: str) -> str:
    """Return a path with one slash at its beginning and between its parts. Spaces and signs stay as they are."""
    return "/" + re.sub("/{2,}", "/", path).lstrip("/")
