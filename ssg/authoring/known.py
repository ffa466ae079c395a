"""The names that a site has of its own, as far as they can be read: what editors are offered to choose from. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from ssg.core.config import Config
from ssg.core.slots import slots_of
from ssg.core.theme import Theme

_LAYOUTS: Final = "layouts/"


class Known(NamedTuple):
    """Names of categories, authors, topics, layouts and slots, in the order of the files that name them.

    `ad_slots` are those of advertisements.
    """

    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    ad_slots: tuple[str, ...] = ()


def known_names(config: Config, theme: Theme) -> Known:
    """Return the names of `site.toml` and of the theme."""
    layouts = (name.removeprefix(_LAYOUTS).removesuffix(".html") for name in theme.templates if _is_layout(name))
    fronts = ("home.html", "category.html", *(one.template for one in config.categories if one.template))
    return Known(
        tuple(one.name for one in config.categories),
        tuple(one.name for one in config.authors),
        tuple(one.name for one in config.topics),
        ("standard", *sorted(layouts)),
        tuple(dict.fromkeys(slot for front in fronts for slot in slots_of(theme, front))),
        tuple(slot.name for slot in config.ads.slots),
    )


def _is_layout(name: str) -> bool:
    return name.startswith(_LAYOUTS) and name.endswith(".html") and "/" not in name.removeprefix(_LAYOUTS)
