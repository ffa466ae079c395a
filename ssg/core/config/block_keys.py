"""The keys of `[home]` and `[blocks.<name>]`, and what their types cannot say. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

import msgspec

from ssg.core.config.convert import WRONG
from ssg.core.config.layout import KeyPath
from ssg.core.config.query_keys import CHOICES, QueryConfig
from ssg.core.config.report import Report, closest, dotted, shown
from ssg.core.message import both, say

Count = Annotated[int, msgspec.Meta(ge=0, le=100)]  # how many of something a page shows; 0 shows none

BLOCK_COUNTS: Final = {
    "tin-khac": 10,
    "lien-quan": 5,
    "nen-xem": 5,
    "lead": 5,
    "latest": 10,
    "topic": 8,
    "most-read": 5,
    "breaking": 3,
    "ticker": 5,
    "opinion": 4,
    "photos": 4,
    "videos": 4,
    "ad": 1,
    "masthead": 1,
    "menu": 1,
    "footer": 1,
}
"""The blocks that `[blocks.<name>]` may set, and how many articles each shows unless told otherwise."""

FRAME: Final = ("masthead", "menu", "footer")
"""The blocks around every page: only their delivery may be set."""

OF_QUERIES: Final = ("latest", "ticker", "opinion", "photos", "videos")
"""The blocks whose articles a query may select; all others choose them in their own way."""
_OF_BLOCKS: Final = {
    **dict.fromkeys(QueryConfig.__struct_fields__, OF_QUERIES),
    "order": ("tin-khac", *OF_QUERIES),
    "half_life": ("lien-quan",),
    "least": ("lien-quan",),
    "title": (),
    "count": tuple(name for name in BLOCK_COUNTS if name not in FRAME),
}
"""Keys that only some of the built-in blocks have."""
_TAKEN: Final = (*("articles", "consent", "deferred", "panel", "picks", "panels", "topics"),)
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


SECTIONS: Final = (
    *("lead", "ticker", "topic", "latest", "picks", "most-read", "opinion", "photos", "videos", "panels", "topics"),
)
"""The sections that a front page may have besides blocks of the site's own."""


class HomeConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The sections of the front page, and how many articles some of them show: `[home]`."""

    sections: tuple[str, ...] = (
        *("lead", "opinion", "latest", "topic", "picks", "most-read", "photos", "videos", "panels", "topics"),
    )
    """What the front page shows, in this order; blocks of the site's own as well."""
    latest: Count = 10
    """The newest articles."""
    picks: Count = 4
    """The editors' picks."""
    panel: Count = 5
    """Each category's panel."""
    topic: Count = 3
    """Each running story."""


def usual_count() -> int:
    """Return the default number of articles in a block; reading the file replaces it by that of `BLOCK_COUNTS`."""
    return 10


class BlockConfig(QueryConfig, frozen=True, kw_only=True):
    """A block of pages, or one of the site's own with a query: `[blocks.<name>]`."""

    count: Count = msgspec.field(default_factory=usual_count)
    """How many articles it shows; 0 leaves the block out."""
    delivery: Literal["inline", "ssi", "client"] = "inline"
    """How it comes into pages: as a part of them, put in by the server, or fetched by a script."""
    order: str = "latest"
    """Of a query; `tin-khac`: the newest articles of the section, or those just before the one that is read."""
    half_life: Annotated[int, msgspec.Meta(ge=0, le=36_500)] = 365
    """`lien-quan` only: the days apart at which articles count half; 0: age does not count."""
    least: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    """`lien-quan` only: how much alike articles must be, in hundredths of one and the same text, to be listed."""
    title: str = ""
    """Its heading; only of blocks of the site's own."""


def default_blocks() -> dict[str, BlockConfig]:
    """Return every block with its count."""
    return {name: BlockConfig(count=count) for name, count in BLOCK_COUNTS.items()}


def check_blocks(good: dict[str, Any], report: Report) -> dict[str, Any]:
    """Report unknown blocks and sections, and keys that a block does not have; return all blocks with their counts."""
    blocks: dict[str, Any] = good.get("blocks", {})
    own = [name for name in blocks if name not in BLOCK_COUNTS]
    for name in own:
        _check_own(name, blocks[name], report)
    for name, table in blocks.items():
        for key, those in _OF_BLOCKS.items():
            if name in BLOCK_COUNTS and name not in those and key in table:
                hint = say("only {those} accepts it", those=both(those) if len(those) < 3 else ", ".join(those))
                hint = hint if those else say("change its heading with `[words]`")
                hint = say("of the frame of pages only `delivery` may be set") if name in FRAME else hint
                message = say("block `{name}` has no key `{key}`", name=name, key=key)
                report.at_key("E503", message, ("blocks", name, key), hint)
        if name not in BLOCK_COUNTS or name in _OF_BLOCKS["order"]:
            allowed = ("latest", "older") if name == "tin-khac" else CHOICES["order"]
            _check_choice(table.get("order", "latest"), allowed, ("blocks", name, "order"), report)
    for name in ("ad", *FRAME):
        if blocks.get(name, {}).get("delivery") == "client":
            message = say("`{name}` cannot be fetched by a script: no room would be kept for it", name=name)
            hint = say('write `delivery = "ssi"`, or remove it')
            report.at_value("E505", message, ("blocks", name, "delivery"), hint)
    _check_sections(good, own, report)
    usual = {name: {"count": count, **blocks.get(name, {})} for name, count in BLOCK_COUNTS.items()}
    return usual | {name: blocks[name] for name in own}


def _check_own(name: str, table: dict[str, Any], report: Report) -> None:
    """Report a block of the site's own that has no query, and so is none; or that has a name it cannot have."""
    if not table.keys() & {*QueryConfig.__struct_fields__, "title", "order"}:
        hint = closest(name, BLOCK_COUNTS) or say("blocks: {block_counts}", block_counts=", ".join(BLOCK_COUNTS))
        report.at_key("E503", say("unknown block `{value}`", value=dotted((name,))), ("blocks", name), hint)
    elif not _NAME.fullmatch(name) or name in _TAKEN:
        hint = say("use a-z, 0-9 and single hyphens, and no name of another block")
        report.at_key("E650", say("a block cannot be called `{name}`", name=dotted((name,))), ("blocks", name), hint)


def _check_sections(good: dict[str, Any], own: list[str], report: Report) -> None:
    """Report sections of the front page that are neither ours nor blocks of the site's own."""
    home = good.get("home", {})
    if home is WRONG or "sections" not in home:
        return
    known = (*SECTIONS, *own)
    for place, name in enumerate(home["sections"]):
        _check_choice(name, known, ("home", "sections", place), report)
    home["sections"] = [name for name in home["sections"] if name in known]


def _check_choice(value: str, allowed: Sequence[str], path: KeyPath, report: Report) -> None:
    """Report a text that is none of those that are allowed, in the words for types of the schema."""
    if value not in allowed:
        known = say("one of {values}", values=", ".join(f'"{one}"' for one in sorted(allowed)))
        message = say("`{path}` must be {kind}, not {value}", path=dotted(path), kind=known, value=shown(value))
        report.at_value("E505", message, path, closest(value, allowed))
