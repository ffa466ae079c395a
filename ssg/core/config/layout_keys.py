"""The keys of `site.toml` about layouts, sponsored content and related articles in texts. Data only."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

import msgspec

LAYOUT_TYPES: Final = ("article", "live", "page")
"""What may have a layout of its own in `[layouts]`."""

Shown = Literal["picks", "most-read", "lead", "news-sitemap"]
SHOWN: Final[tuple[Shown, ...]] = get_args(Shown)


class SponsoredConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Content that somebody has paid for, which has the layout `sponsored`: `[sponsored]`."""

    show_in: tuple[Shown, ...] = ()
    """Where it may stand beside the newsroom's own: nowhere of these unless given."""


class RelatedConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Related articles in the text of articles: `[related]`."""

    in_text_after: Annotated[int, msgspec.Meta(ge=0, le=50)] = 0
    """After which paragraph one related article is shown in a box; 0: none is."""
