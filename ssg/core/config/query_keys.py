"""The keys of a query of articles, as templates and `site.toml` write them. Data only."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

import msgspec

Kind = Literal["article", "live"]
Has = Literal["picture", "video", "audio", "gallery"]
QueryOrder = Literal["latest", "oldest", "featured", "most-read"]

NAMES: Final = ("category", "tag", "topic", "author")
"""Keys whose values are names, or slugs."""
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "type": get_args(Kind),
    "has": get_args(Has),
    "order": get_args(QueryOrder),
}
"""Keys that have one of a few values."""
TIMES: Final = ("since", "until")
BOUNDS: Final = {"count": (1, 200), "skip": (0, 1000)}
"""Keys that have numbers, each with the least and the greatest."""
SWITCHES: Final = ("featured", "unseen")
KEYS: Final = (*NAMES, "type", "layout", "has", "featured", *TIMES, "order", *BOUNDS, "unseen")
"""All keys, in the order in which the documentation lists them."""
LAYOUTS: Final = ("standard", "photo", "longread", "opinion", "video", "sponsored")
"""Layouts that may be asked for even if the theme has no template for them."""
USUAL_COUNT: Final = 10


class QueryConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of a query in `site.toml`; see `docs/templates.md`."""

    category: str = ""
    """Articles of a category and of those below it."""
    tag: str = ""
    """Articles with a tag."""
    topic: str = ""
    """Articles of a running story."""
    author: str = ""
    """Articles of an author."""
    type: Literal["", Kind] = ""
    """Articles of a type."""
    layout: str = ""
    """Articles with a layout, their own or that of their category."""
    has: Literal["", Has] = ""
    """Articles that have something."""
    featured: bool | None = None
    """The editors' picks, or all others."""
    since: str = ""
    """Articles from a time on."""
    until: str = ""
    """Articles before a time, or up to a day."""
    skip: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    """How many of the first ones are passed over."""

    @property
    def given(self) -> dict[str, str | int]:
        """The keys that the table gives, with their values."""
        unset = QueryConfig()  # `msgspec.structs.fields` would compile all annotations: a millisecond each time
        values = {name: getattr(self, name) for name in QueryConfig.__struct_fields__}
        found = {name: value for name, value in values.items() if value != getattr(unset, name)}
        order: str = getattr(self, "order", "latest")
        return found if order == "latest" else found | {"order": order}
