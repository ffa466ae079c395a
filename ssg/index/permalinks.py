"""`Permalinks`: the URL of each article by its pattern. Pure; it knows one article at a time.

The article's own pattern comes first, then that of its type, that of its category or the nearest one above it that has
one, and last that of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ssg.core.config import Config
from ssg.core.model import PLAIN, Brief
from ssg.core.permalinks import PLACEHOLDER
from ssg.core.text.scripts import slug_of
from ssg.index.urls import stable_id

# In no URL: placeholders for what differs between articles of a day.
_OF_ONE: Final = {name: f"\0{name}" for name in ("slug", "id", "name", "path")}
_DAY_IN_NAME: Final = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)")
_FORMS: Final = {"yyyy": r"\d{4}", "mm": r"\d{2}", "dd": r"\d{2}", "path": r"[^\0]+?"}
_KEYS: Final = {
    "category": ("category",),
    "section": ("category",),
    "yyyy": ("date",),
    "mm": ("date",),
    "dd": ("date",),
    "slug": ("slug", "title"),
    "id": ("id",),
}


class Permalinks:
    """The function that returns URLs of articles: `link(brief, category)`."""

    def __init__(self, config: Config) -> None:
        """Use the patterns of `site.toml`."""
        self._usual = config.permalink
        self._of_types = config.permalinks
        parents = {category.slug: category.parent for category in config.categories}
        own = {category.slug: category.permalink for category in config.categories}
        self._sections = {slug: list(_line(slug, parents))[-1] for slug in parents}
        self._of_categories = {
            slug: next(filter(None, (own.get(above, "") for above in _line(slug, parents))), "") for slug in parents
        }
        # The pattern with category and day filled in.
        self._begun: dict[tuple[str, str, int], str] = {}

    def __call__(self, brief: Brief, category: str) -> str:
        """Return the URL of an article in a category, given by its slug."""
        pattern = brief.permalink
        if pattern and "{" not in pattern:
            return pattern
        pattern = pattern or self._pattern(brief, category)
        day = brief.day
        text = self._begun.get((pattern, category, day))
        if text is None:
            text = self._begin(pattern, category, day)
        return _finished(text, brief) if "\0" in text else text

    def _pattern(self, brief: Brief, category: str) -> str:
        return self._of_types.get(brief.type, "") or self._of_categories.get(category, "") or self._usual

    def _begin(self, pattern: str, category: str, day: int) -> str:
        values = {
            "category": category,
            "section": self._sections.get(category, category),
            "yyyy": f"{day // 10_000:04d}",
            "mm": f"{day // 100 % 100:02d}",
            "dd": f"{day % 100:02d}",
            **_OF_ONE,
        }
        text = PLACEHOLDER.sub(lambda found: values[found[1]], pattern)
        self._begun[pattern, category, day] = text
        return text

    def decided_by(self, url: str, brief: Brief, category: str) -> tuple[str, ...]:
        """Return the keys of front matter that make an article's URL differ from another one, the likeliest first.

        None: its file, or `site.toml`.
        """
        if brief.permalink:
            return ("permalink",)
        if brief.type in PLAIN:
            return ("slug", "type")
        pattern = self._pattern(brief, category)
        names: list[str] = []
        expression = ""
        for text, name in zip(*(iter([*PLACEHOLDER.split(pattern), ""]),) * 2, strict=True):
            expression += re.escape(text) + (f"({_FORMS.get(name, '[^/]+?')})" if name else "")
            names += [name] if name else []
        before = re.fullmatch(expression, url)
        now = re.fullmatch(expression, self(brief, category))
        if before is None or now is None:
            return ("type",) if brief.type in self._of_types else ()
        found = zip(names, before.groups(), now.groups(), strict=True)
        differing = [name for name, old, new in found if old != new and not self._is_another_slug(name, old)]
        return tuple(dict.fromkeys(key for name in differing for key in _KEYS.get(name, ())))

    def _is_another_slug(self, field: str, old: str) -> bool:
        """Return whether `site.toml` has another slug for a category now."""
        return field in ("category", "section") and bool(self._sections) and old not in self._sections


def filled(pattern: str, brief: Brief) -> str:
    """Return a pattern that has the fields `OF_ONE` alone, filled in for a page."""
    return _finished(PLACEHOLDER.sub(lambda found: _OF_ONE[found[1]], pattern), brief)


def _finished(text: str, brief: Brief) -> str:
    if "\0id" in text:
        text = text.replace("\0id", brief.id or stable_id(brief.path))
    if "\0name" in text:
        text = text.replace("\0name", name_of(brief.path))
    if "\0path" in text:
        text = text.replace("\0path", _folders(brief.path))
    return text.replace("\0slug", brief.slug or f"bai-{stable_id(brief.path)}")


def name_of(path: str) -> str:
    """Return a file's name for a URL: without extension and leading day; for `index.md`, the folder's name."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() in ("index", "_index") and folders:
        stem = folders[-1]
    return _segment(_DAY_IN_NAME.sub("", stem, count=1))


def _folders(path: str) -> str:
    """Return an article's path below `content/` for a URL, without the extension."""
    *folders, name = path.split("/")
    if name.rpartition(".")[0].lower() in ("index", "_index") and folders:
        folders.pop()
    return "/".join([*map(_segment, folders), name_of(path)])


def _segment(name: str) -> str:
    return slug_of(name) or f"muc-{stable_id(name)}"


def _line(slug: str, parents: dict[str, str]) -> Iterator[str]:
    """Yield a category, then its ancestors."""
    while slug:
        yield slug
        slug = parents.get(slug, "")
