"""The views of blocks: all that a template of `templates/blocks/` may see. Types only, as in `ssg.pages.views`."""

from __future__ import annotations

import msgspec

from ssg.pages.views.shared import Card, Link, PictureView


class ListBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `tin-khac`, `nen-xem`, `lien-quan`, `latest`, `most-read`, `breaking`: cards, a link to more.

    `title` is the heading of a block of the site's own; the others have theirs in their templates. `rail` says that
    `nen-xem` stands beside an article or a list, not on the front page.
    """

    name: str
    cards: tuple[Card, ...]
    more: Link | None = None
    title: str = ""
    rail: bool = False


class LeadBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `blocks/lead.html`: the lead story and those set beside it."""

    name: str
    lead: Card | None
    cards: tuple[Card, ...]


class PanelBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `blocks/panel.html`: a main category on the home page, its children as tabs."""

    name: str
    category: Link
    children: tuple[Link, ...]
    cards: tuple[Card, ...]


class TopicBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `blocks/topic.html`: a running story and its newest articles."""

    name: str
    topic: Link | None
    summary: str
    cards: tuple[Card, ...]


class FrameBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `masthead`, `menu` and `footer`: what they show is in `site`; this says what to mark as current.

    `corrections` leads from the footer to the page of all corrections, if there are any.
    """

    name: str
    home: bool = False
    section: str = ""
    url: str = ""
    corrections: Link | None = None


class AdSource(msgspec.Struct, frozen=True):
    """A picture of an advertisement for screens at least `width` pixels wide."""

    width: int
    picture: PictureView


class AdView(msgspec.Struct, frozen=True, kw_only=True):
    """A house advertisement: a picture, with others for wider screens, the widest first; or a `title` and a `text`.

    `advertiser` has paid for it; empty for the newsroom's own.
    """

    url: str
    advertiser: str
    alt: str
    title: str
    text: str
    picture: PictureView | None
    wider: tuple[AdSource, ...]
    weight: int


class AdBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `blocks/ad.html`: an advertising slot, its place in the page, what stands above it, what it shows.

    Of several `ads`, a script shows one. A `provider` fills it when a reader has agreed: its `unit` there, and its
    `sizes` as JSON, each the least width of the screen, the width and the height.
    """

    name: str
    slot: str
    place: str
    label: str
    ads: tuple[AdView, ...]
    provider: str = ""
    unit: str = ""
    sizes: str = ""


class PurposeView(msgspec.Struct, frozen=True):
    """What readers agree to or refuse: its name for scripts, and who is loaded for it."""

    name: str
    providers: tuple[str, ...]


class ConsentBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `blocks/consent.html`: what readers are asked before third parties are loaded.

    `providers` tells js/consent.js what to load, as JSON. `version` changes with what readers agree to, so that they
    are asked again. `language` is that of the page, in whose words it is asked; empty where it is the site's.
    """

    name: str
    purposes: tuple[PurposeView, ...]
    policy: str
    days: int
    text: str
    providers: str
    version: str
    language: str = ""


class DeferredBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`block` in `blocks/deferred.html`: the placeholder of a block that a script will fetch.

    `url` is the block's file, `more` leads to what it shows, `count` says for how many articles to leave space.
    """

    name: str
    url: str
    more: Link
    count: int
