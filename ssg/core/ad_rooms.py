"""The style of advertising slots: rules that keep room for what is not there yet, so that nothing moves. Pure.

The rules are added to the theme's own style sheet for advertisements. No size is an attribute: the policy forbids
those.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from ssg.core.config.ads_keys import AdsConfig, AdSlotConfig, Size, sizes_of
from ssg.core.theme import AssetFile, Theme

SHEET: Final = "css/ads.css"
"""The style sheet of advertisements, which only sites with slots load."""


def with_rooms(theme: Theme, ads: AdsConfig) -> Theme:
    """Return a theme whose style sheet of advertisements has the sizes of the site's slots."""
    found = theme.assets.get(SHEET)
    before = found.data if found else b""
    rules = "\n".join(rule for slot in ads.slots for rule in _rules(slot))
    data = before + f"\n@layer lists {{\n{rules}\n}}\n".encode()
    label = found.label if found else "site.toml"
    return msgspec.structs.replace(theme, assets={**theme.assets, SHEET: AssetFile(SHEET, data, label)})


def _rules(slot: AdSlotConfig) -> Iterator[str]:
    for size in sizes_of(slot):
        rules = _rule(slot.name, size)
        yield f"  @media (min-width: {size.least}px) {{ {rules} }}" if size.least else f"  {rules}"


def _rule(name: str, size: Size) -> str:
    if not size.width:
        return f".ad-slot-{name} {{ display: none; }}"
    room = f"inline-size: {size.width}px; block-size: {size.height}px;"
    return f".ad-slot-{name} {{ display: grid; }} .ad-slot-{name} .ad-room {{ {room} }}"
