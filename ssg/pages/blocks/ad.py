"""An advertising slot: the house advertisement that a page shows in it, or all of which a script chooses one.

Which one a page shows follows from its URL and the names of the advertisements, so that the same files give the same
pages, and one more advertisement changes only the pages that show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from ssg.content.ads import Ad
from ssg.core.config.ads_keys import sizes_of
from ssg.core.message import say
from ssg.core.model import Picture
from ssg.pages.blocks.model import Arguments, BlockProblem, Key
from ssg.pages.blocks.views import AdBlock, AdSource, AdView
from ssg.pages.model import Page
from ssg.pages.reader import Reader


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the slot, and the advertisement that the page shows; "" for all of them, or none."""
    slot, slots = given.get("slot"), [one.name for one in read.config.ads.slots]
    if slot not in slots:
        raise BlockProblem(
            say("unknown advertising slot {slot}; slots: {slots}", slot=repr(slot), slots=", ".join(slots))
        )
    if read.config.ads.choose == "reader":
        return (slot, "")
    return (slot, chosen(read.query("ads", slot), page.url))


def view(read: Reader, key: Key) -> AdBlock | None:
    """Return the advertisements of the slot, or the one; None if there is nothing to show."""
    slot, name = map(str, key)
    config = next((one for one in read.config.ads.slots if one.name == slot), None)
    names = [name] if name else [one for one, _ in read.query("ads", slot)]
    ads = tuple(_shown(read, ad) for one in names if (ad := read.query("ad", slot, one)))
    provider = config.provider if config else ""
    if config is None or not read.config.blocks["ad"].count or (not ads and not provider):
        return None
    label = read.config.ads.label or read.gettext("Advertisement")
    sizes = msgspec.json.encode(sizes_of(config)).decode() if provider else ""
    return AdBlock(
        name="ad",
        slot=slot,
        place=config.place,
        label=label,
        ads=ads,
        provider=provider,
        unit=config.unit,
        sizes=sizes,
    )


def chosen(ads: Sequence[tuple[str, int]], url: str) -> str:
    """Return the name of the advertisement that the page with a URL shows; "" if there is none.

    Each has as many tickets as its weight, and the highest one wins.
    """
    if len(ads) < 2:
        return ads[0][0] if ads else ""
    tickets = ((_ticket(f"{url}\n{name}\n{n}"), name) for name, weight in ads for n in range(weight))
    return max(tickets)[1]


def _ticket(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def _shown(read: Reader, ad: Ad) -> AdView:
    said = ad.keys
    pictures = ((int(width), read.picture("", Picture(src))) for width, src in said.images.items())
    return AdView(
        url=read.href(said.url) if said.url.startswith("/") else said.url,
        advertiser=said.advertiser,
        alt=said.alt or said.title or said.advertiser,
        title=said.title,
        text=said.text,
        picture=read.picture("", Picture(said.image)) if said.image else None,
        wider=tuple(AdSource(width, found) for width, found in sorted(pictures, reverse=True) if found),
        weight=ad.weight,
    )
