"""What a card shows only if a template asks for it: each detail is a fact of its own, recorded for the page that asks.

A card is made once for all pages, and its details are read for each: it must never keep one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ssg.core.frozen import freeze
from ssg.core.model import Correction
from ssg.core.trace import joined
from ssg.index.fields import field_of
from ssg.pages.head import HeadReader
from ssg.pages.views.shared import Link, Person

if TYPE_CHECKING:
    from ssg.pages.reader import Reader


class DetailReader(HeadReader):
    """Reads the details of articles."""

    def field(self, path: str, name: str) -> Any:  # noqa: ANN401 - see `ssg/index/fields.py`
        """Return a field of a public article; raises as `article`."""
        self.facts.add(("FIELD", joined(path, name)))
        return field_of(self._site, path, name)

    def front_matter(self, path: str) -> Mapping[str, Any]:
        """Return the front matter of a public article that has no meaning for ssg; raises as `article`."""
        if not self.field(path, "extra"):  # the digest of it
            return {}
        return self.kept(f"extra {path}", lambda: self._front_matter(path))

    def _front_matter(self, path: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = freeze(self._source.library.body(self._site.briefs[path]).extra)
        return found

    def corrections(self, path: str) -> tuple[Correction, ...]:
        """Return the corrections of a public article, in the order of its file; raises as `article`."""
        self.field(path, "corrections")  # the digest of them
        return self._source.library.article(self._site.briefs[path]).corrections

    def comments_url(self, path: str) -> str:
        """Return where readers comment on an article, if `site.toml` says so; otherwise ""."""
        pattern: str = self.config.comments
        return pattern.replace("{url}", self.href(self.address(path))) if pattern else ""


class Details:
    """The details of the card of one article."""

    __slots__ = ("_path", "_read")

    def __init__(self, read: Reader, path: str) -> None:
        """Read them from `read`, which has the card: it must be a proxy, as a circle would keep a whole site alive."""
        self._read = read
        self._path = path

    def __repr__(self) -> str:
        """Return the same text in every process."""
        return "…"

    def __eq__(self, other: object) -> bool:
        """Return whether they are those of the same article."""
        return isinstance(other, Details) and self._path == other._path

    def __hash__(self) -> int:
        """Return a hash, as cards are hashable."""
        return hash(self._path)

    @property
    def authors(self) -> tuple[Person, ...]:
        """The authors."""
        return tuple(map(self._read.person, self._read.field(self._path, "authors")))

    @property
    def tags(self) -> tuple[Link, ...]:
        """The tags."""
        return tuple(map(self._read.tag, self._read.field(self._path, "tags")))

    @property
    def has_video(self) -> bool:
        """Whether the text has a video."""
        return bool(self._read.field(self._path, "has_video"))

    @property
    def gallery_count(self) -> int:
        """The number of pictures in galleries."""
        return int(self._read.field(self._path, "gallery_count"))

    @property
    def comments_url(self) -> str:
        """The URL of comments."""
        return self._read.comments_url(self._path)

    @property
    def extra(self) -> Mapping[str, Any]:
        """The front matter that is no key of ours."""
        return self._read.front_matter(self._path)
