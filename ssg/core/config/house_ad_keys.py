"""The keys of a house advertisement, `data/ads/*.toml`, each with its type and default. Data only."""

from __future__ import annotations

from typing import Annotated

import msgspec

from ssg.core.config.menu_keys import Url
from ssg.core.config.picture_keys import Name


class AdKeys(msgspec.Struct, frozen=True, kw_only=True):
    """A house advertisement: one file of `data/ads/`. Its times, `from` and `until`, are read by themselves."""

    slot: Name
    """The name of the slot that it is for."""
    url: Url = ""
    """Where it leads."""
    advertiser: str = ""
    """Who has paid for it."""
    image: Url = ""
    """Its picture, below `content/` or `static/`."""
    images: dict[str, Url] = {}
    """Other pictures by the least width of the screen."""
    alt: str = ""
    """What the picture shows, for those who do not see it."""
    title: str = ""
    """Its headline, where it has no picture."""
    text: str = ""
    """A sentence below the headline."""
    weight: Annotated[int, msgspec.Meta(ge=1, le=10)] = 1
    """How often it is shown compared with the others of the slot."""
    exclusive: bool = False
    """Whether no other is shown in the slot as long as it runs."""
