"""What those who take articles from outputs ask of them: limits of partners, and the keys of podcasts. Data only."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

from ssg.core.config.picture_keys import Name

Most = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]


class LimitsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What a partner takes at most; 0: any. `ssg check` names what is beyond: `[outputs.limits]`."""

    items: Most = 0
    """How many articles."""
    title: Most = 0
    """Characters of a headline."""
    summary: Most = 0
    """Characters of a summary."""
    item_bytes: Most = 0
    """Bytes of an article's text, as HTML."""
    bytes: Most = 0
    """Bytes of all texts."""
    picture_side: Most = 0
    """Pixels that the shorter side of a lead picture has at least."""
    picture_bytes: Most = 0
    """Bytes of a lead picture."""


class PodcastConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What directories of podcasts show of the show: `[outputs.podcast]`."""

    image: Name
    """Its cover, a square JPEG or PNG of 1400 to 3000 pixels, such as `/images/podcast.jpg`."""
    category: Name = "News"
    """Its category in Apple's list, such as `News` or `Society & Culture`."""
    subcategory: str = ""
    """The one below that, such as `Daily News`."""
    author: str = ""
    """Who makes it; unless given, the press agency, or the title of the site."""
    email: str = ""
    """Where directories verify whose it is; everybody can read it in the feed."""
    explicit: bool = False
    """Whether it is not for children."""
    type: Literal["episodic", "serial"] = "episodic"
    """Whether its newest episode is heard first, or its first one."""
    guid: str = ""
    """Its UUID in other directories; unless given, that of its URL."""


Profile = Literal["", "google-news", "zalo"]
PROFILES: Final[dict[str, LimitsConfig]] = {
    # Google: "Technical feed requirements" (support.google.com/news/publisher-center/answer/9545420), and for pictures
    # "Feed-based inclusion guidelines" (support.google.com/news/producer/answer/4304250).
    "google-news": LimitsConfig(items=60, item_bytes=1_000_000, bytes=2_000_000, picture_side=800),
    # Zalo documents no feeds in public: these are the figures given for articles of an Official Account.
    "zalo": LimitsConfig(title=150, summary=300, picture_bytes=1_000_000),
}
"""What known partners take."""
