"""The keys of `[[outputs]]`: further forms of each article, and further lists of articles. Data only."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

import msgspec

from ssg.core.config.partner_keys import PROFILES, LimitsConfig, PodcastConfig, Profile
from ssg.core.config.query_keys import QueryConfig, QueryOrder

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: Final[tuple[str, ...]] = get_args(Weekday)
ARTICLE_TEMPLATE: Final = "article.json"
ARTICLE_FILE: Final = "index.json"
LIST_TEMPLATE: Final = "outputs/list.json"
PODCAST_TEMPLATE: Final = "outputs/podcast.xml"
PARTNER_TEMPLATE: Final = "feeds/rss.xml"


class OutputConfig(QueryConfig, frozen=True, kw_only=True):
    """A further form of each article, or a further list of articles, such as a feed for a partner: `[[outputs]]`."""

    name: str
    """What it is called: letters, digits and hyphens."""
    kind: Literal["list", "article"] = "list"
    """Of what it is a form: of a list of articles, or of each article."""
    template: str = ""
    """The template that prints it, such as `outputs/widget.html`; unless given, one that prints JSON."""
    path: str = ""
    """Where a list is, such as `/doi-tac/tin.xml`; of articles, the name of the file in the folder of the page."""
    title: str = ""
    """What readers and programs see as its title; unless given, that of the site."""
    description: str = ""
    """A sentence about it; unless given, the tagline of the site."""
    count: Annotated[int, msgspec.Meta(ge=1, le=200)] = 20
    """How many articles a list has at most."""
    order: QueryOrder = "latest"
    """In which order they are."""
    every: Literal["", "day", "week"] = ""
    """How often a list begins anew: each edition has the articles since the one before, and a file of its own."""
    at: str = "06:00"
    """The time of the day at which an edition ends and is published, with `every`."""
    weekday: Weekday = "monday"
    """The day of the week on which it is published, with `every = "week"`."""
    keep: Annotated[int, msgspec.Meta(ge=1, le=400)] = 30
    """How many of the latest editions are published."""
    frames: tuple[str, ...] = ()
    """Sites that may show it in a frame, such as `https://doi-tac.example`; `*`: any."""
    styles: bool = False
    """Whether its elements have styles, as in mails: its policy then allows them."""
    content_type: str = ""
    """What servers send it as, where its ending says nothing to them, such as `text/calendar`."""
    profile: Profile = ""
    """Whose limits `ssg check` goes by."""
    limits: LimitsConfig = LimitsConfig()
    """Limits of another partner, or in place of those of the profile."""
    podcast: PodcastConfig | None = None
    """What makes it a podcast."""
    params: dict[str, Any] = msgspec.field(default_factory=dict)
    """Anything that its template wants to know."""

    @property
    def template_used(self) -> str:
        """The template that prints it."""
        if self.template or self.kind == "article":
            return self.template or ARTICLE_TEMPLATE
        return PODCAST_TEMPLATE if self.podcast else PARTNER_TEMPLATE if self.profile else LIST_TEMPLATE

    @property
    def bounds(self) -> dict[str, int]:
        """The limits that it has: those of its profile, unless it gives others."""
        usual, own = PROFILES.get(self.profile, LimitsConfig()), self.limits
        found = {name: getattr(own, name) or getattr(usual, name) for name in LimitsConfig.__struct_fields__}
        return {name: limit for name, limit in found.items() if limit}

    @property
    def file(self) -> str:
        """The name of the file beside the page of each article."""
        return self.path or ARTICLE_FILE

    @property
    def url(self) -> str:
        """The URL of a list, site-relative, with its fields."""
        return f"/{self.path.lstrip('/')}"


FIELDS: Final = ("{yyyy}", "{mm}", "{dd}")
"""The fields of the path of editions: the day on which each is published."""
