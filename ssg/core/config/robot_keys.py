"""The keys of `[robots]`: what crawlers may do with the site's texts; and what their types cannot say. Pure."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

import msgspec

from ssg.core.config.convert import WRONG
from ssg.core.config.layout_keys import LAYOUT_TYPES
from ssg.core.config.report import Report, closest, dotted
from ssg.core.message import Invalid, say

Length = Annotated[int, msgspec.Meta(ge=-1, le=100_000)]
Size = Literal["none", "standard", "large"]

IN_ROBOTS_TXT: Final = ("search", "ai_input", "ai_train", "allow", "refuse", "license_url")
"""The keys that are rules of robots.txt."""

_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
"""As operators name their crawlers, with figures too (`AI2Bot`), which RFC 9309 does not foresee."""


class PreviewConfig(msgspec.Struct, frozen=True, kw_only=True):
    """How much search engines may show of the articles of a type: `[robots.types.<type>]`."""

    max_snippet: Length | None = None
    """Characters of an excerpt; -1: any number, 0: none. Unless given, that of `[robots]`."""
    max_image_preview: Size | None = None
    """How large pictures may be. Unless given, that of `[robots]`."""
    max_video_preview: Length | None = None
    """Seconds of a video; -1: any number, 0: none. Unless given, that of `[robots]`."""


class RobotsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What crawlers may do with the site's texts: `[robots]`. They obey, or they do not: nothing of it is a lock."""

    search: bool | None = None
    """Whether search engines may show links and short excerpts. Unless given, nothing is said of it."""
    ai_input: bool | None = None
    """Whether models may answer somebody with the texts. Unless given, nothing is said of it."""
    ai_train: bool | None = None
    """Whether models may be trained on the texts. Unless given, nothing is said of it."""
    allow: tuple[str, ...] = ()
    """Crawlers that may read the site whatever they do, such as `OAI-SearchBot`: partners with a contract."""
    refuse: tuple[str, ...] = ()
    """Crawlers that may not read the site whatever they do, such as `ExampleBot`."""
    license_url: str = ""
    """The terms as an RSL file, such as `https://example.vn/license.xml`."""
    max_snippet: Length = -1
    """Characters of an excerpt in search results; -1: any number, 0: none."""
    max_image_preview: Size = "large"
    """How large pictures in search results may be."""
    max_video_preview: Length = -1
    """Seconds of a video in search results; -1: any number, 0: none."""
    types: dict[str, PreviewConfig] = {}
    """What differs for texts of a type: `[robots.types.live]`."""


def check_license_url(url: str) -> str:
    """Return `url`, a whole URL, or "". Raises Invalid."""
    if url and not url.startswith(("https://", "http://")):
        raise Invalid(say("must begin with https:// or http://"))
    if url and not re.fullmatch(r"https?://[^\s/?#\\<>\"]+[^\s#\\<>\"]*", url):
        raise Invalid(say("is not a URL"))
    return url


def check_robots(good: dict[str, Any], report: Report) -> None:
    """Report crawlers that cannot have such a name, or are both allowed and refused; and types that texts have not."""
    robots = good.get("robots")
    if not isinstance(robots, dict):
        return
    allowed = {name.casefold() for name in robots.get("allow", ())}
    for key in ("allow", "refuse"):
        for name in robots.get(key, ()):
            where = ("robots", key)
            if not _NAME.fullmatch(name):
                message = say("invalid name of a crawler in `{key}`: `{name}`", key=dotted(where), name=name[:60])
                hint = say("write the name alone, without a version: letters, figures, `-` and `_`")
                report.at_value("E505", message, where, hint)
            elif key == "refuse" and name.casefold() in allowed:
                message = say("crawler both allowed and refused: `{name}`", name=name)
                report.at_value("E505", message, where, say("keep one"), also=(("robots", "allow"),))
    types = robots.get("types", {})
    for name in tuple(types) if types is not WRONG else ():
        if name not in LAYOUT_TYPES:
            place = ("robots", "types", name)
            hint = closest(name, LAYOUT_TYPES) or say("types: {types}", types=", ".join(LAYOUT_TYPES))
            report.at_key("E503", say("unknown type `{key}`", key=dotted(place)), place, hint)
            del types[name]
