"""The keys of `[ads]` and `[[ads.slots]]`, and what their types cannot say. Pure; it knows no advertisement."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec

from ssg.core.config.convert import WRONG
from ssg.core.config.layout import KeyPath
from ssg.core.config.picture_keys import Name
from ssg.core.config.provider_keys import SlotProvider
from ssg.core.config.report import Report
from ssg.core.message import say

AdPlace = Literal["masthead", "section", "paragraph", "rail", "panels"]
COUNTED: Final = ("paragraph", "rail", "panels")
"""The places of which a page has several, told apart by `after`."""
HIDDEN: Final = "none"
"""The size of a slot on screens that do not show it."""
WIDEST: Final = 10_000
"""Pixels of a screen, at most."""
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SIZE: Final = re.compile(r"([1-9][0-9]{0,3})x([1-9][0-9]{0,3})")
_LONGEST: Final = 60
"""Characters of a name, which is part of the name of a file with `delivery = "ssi"`."""
_AFTER: Final = {"panels": (1, 50), "rail": (0, 2)}
"""What `after` may be where that is not 0 to 50."""
_WIDTH: Final = re.compile(r"0|[1-9][0-9]{0,4}")


class AdSlotConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A place for advertisements: one `[[ads.slots]]`."""

    name: Name
    """A name for machines, which advertisements give, such as `dau-trang`."""
    place: AdPlace
    """Where it is: above the page, at the head of a section, in articles, beside them, between panels."""
    after: Annotated[int, msgspec.Meta(ge=0, le=50)] = 1
    """The paragraph, the panel or the block of the rail that it follows."""
    provider: SlotProvider = ""
    """Who fills it, once a reader has agreed; until then, house advertisements do."""
    unit: str = ""
    """What the provider calls it, such as `/1234567/dau-trang`."""
    sizes: dict[str, str] = {}
    """Its size in pixels by the least width of the screen: `{ 0 = "320x100", 768 = "728x90" }`; `"none"`: not shown."""


class AdsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Advertisements: `[ads]`."""

    slots: tuple[AdSlotConfig, ...] = ()
    """The places that pages have for them."""
    choose: Literal["page", "reader"] = "page"
    """Who chooses among several for one slot: the build, for each page; or a script, for each visit."""
    label: str = ""
    """What stands above each; unless given, `Quảng cáo` in the language of the site."""


class Size(NamedTuple):
    """A size in pixels, from a width of the screen on; none where it has no width."""

    least: int
    width: int
    height: int


def sizes_of(slot: AdSlotConfig) -> tuple[Size, ...]:
    """Return the sizes of a slot, that for the narrowest screens first."""
    found = ((int(least), _SIZE.fullmatch(size)) for least, size in slot.sizes.items())
    return tuple(sorted(Size(least, *(map(int, size.groups()) if size else (0, 0))) for least, size in found))


def check_ads(good: dict[str, Any], report: Report) -> None:
    """Report slots with a malformed or duplicate name, or without a size, and two slots in one place."""
    ads = good["ads"]
    if ads is WRONG:
        return
    names: dict[str, KeyPath] = {}
    places: dict[tuple[str, int], KeyPath] = {}
    for number, slot in enumerate(ads.get("slots", ())):
        if slot is WRONG:
            continue
        path: KeyPath = ("ads", "slots", number)
        name, place = slot.get("name", ""), slot.get("place", "")
        if len(name) > _LONGEST:
            message = say("name longer than {most} characters", most=_LONGEST)
            report.at_value("E514", message, (*path, "name"))
        elif name and not _NAME.fullmatch(name):
            message = say("invalid name `{name}` (use a-z, 0-9 and single hyphens)", name=name)
            report.at_value("E514", message, (*path, "name"))
        elif name and (first := names.setdefault(name, (*path, "name"))) != (*path, "name"):
            message = say("two advertising slots called `{name}`", name=name)
            report.at_value("E517", message, (*path, "name"), say("give one of them another `name`"), also=(first,))
        if "after" in slot and place and place not in COUNTED:
            message = say("`after` is for the places {places}", places=", ".join(f"`{one}`" for one in COUNTED))
            report.at_value("E505", message, (*path, "after"), say("remove it"))
        _check_place(slot, path, places, report)
        _check_sizes(slot, path, report)


def _check_place(slot: dict[str, Any], path: KeyPath, places: dict[tuple[str, int], KeyPath], report: Report) -> None:
    place, after = slot.get("place", ""), slot.get("after", 1)
    if not place or (place in COUNTED and report.has((*path, "after"))):
        return
    least, most = _AFTER.get(place, (0, 50))
    if place in COUNTED and not least <= after <= most:
        message = say("`after` of the place `{place}` is {least} to {most}", place=place, least=least, most=most)
        report.at_value("E505", message, (*path, "after"))
        return
    where = (*path, "place")
    first = places.setdefault((place, after if place in COUNTED else 0), where)
    if first != where:
        message = say("two advertising slots in one place: `{place}`", place=place)
        hint = say("keep one, and let its advertisements share it by `weight`")
        if place in COUNTED:
            hint = say("give one of them another `after`")
        report.at_value("E517", message, where, hint, also=(first,))


def _check_sizes(slot: dict[str, Any], path: KeyPath, report: Report) -> None:
    sizes = slot.get("sizes")
    hint = say('for example `sizes = {{ 0 = "320x100", 768 = "728x90" }}`')
    if report.has((*path, "sizes")):
        return
    if not sizes:
        report.at_key("E504", say("missing `{value}`", value="ads.slots.sizes"), (*path, "sizes"), hint)
        return
    for least, size in sizes.items():
        where = (*path, "sizes", least)
        if not _WIDTH.fullmatch(least) or int(least) > WIDEST:
            report.at_key("E505", say("`{key}` is not a width in pixels", key=least), where, hint)
        elif size != HIDDEN and not _SIZE.fullmatch(size):
            report.at_value("E505", say("`{size}` is not a size such as `320x100`", size=size), where, hint)
    if "0" not in sizes:
        message = say("no size for narrow screens: `sizes` needs one for the width 0")
        report.at_value("E505", message, (*path, "sizes"), hint)
