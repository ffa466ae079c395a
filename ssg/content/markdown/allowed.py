"""Which HTML an article may hold, and the sanitiser that sees to it. The one place that imports nh3, and lazily.

The list serves news: text, pictures, tables, sound and moving pictures. Nothing that runs, restyles, embeds or asks.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ssg.content.markdown.targets import SAFE_SCHEMES

if TYPE_CHECKING:
    import nh3

TAGS: Final = frozenset(
    "a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl "
    "dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "section small source span strong sub summary sup table tbody td tfoot th thead time tr track u ul "
    "var video wbr".split()
)

# For any element. `tabindex` and `role` because our own scrolling tables and code blocks have them.
GENERAL: Final = frozenset("class id lang dir title role tabindex".split())
PREFIXES: Final = ("aria-",)

ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "a": frozenset(("href", "rel", "target", "hreflang", "download")),
    "audio": frozenset(("src", "controls", "preload", "loop", "muted")),
    "blockquote": frozenset(("cite",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "data": frozenset(("value",)),
    "del": frozenset(("cite", "datetime")),
    "details": frozenset(("open", "name")),
    "figure": frozenset(("data-embed", *(f"data-embed-{key}" for key in ("frame", "aspect", "height", "note")))),
    "img": frozenset(("src", "alt", "width", "height", "loading", "decoding")),
    "ins": frozenset(("cite", "datetime")),
    "li": frozenset(("value",)),
    "ol": frozenset(("start", "reversed", "type")),
    "q": frozenset(("cite",)),
    "source": frozenset(("src", "type")),
    "td": frozenset(("colspan", "rowspan", "headers")),
    "th": frozenset(("colspan", "rowspan", "headers", "scope")),
    "time": frozenset(("datetime",)),
    "track": frozenset(("src", "kind", "srclang", "label", "default")),
    "video": frozenset(("src", "controls", "preload", "loop", "muted", "poster", "width", "height", "playsinline")),
}

OWN_BOX: Final = {"ssg-box": {"data-box"}}
"""What stands for a box of the site's own: our rules write it, no article may."""

URL_ATTRIBUTES: Final = frozenset(("href", "src", "poster", "cite"))

MARKER_SCHEME: Final = "ssg-ref"


def is_allowed(tag: str, attribute: str) -> bool:
    """Return whether an allowed element may have the attribute."""
    return attribute in GENERAL or attribute.startswith(PREFIXES) or attribute in ATTRIBUTES.get(tag, ())


def sanitise(html: str, schemes: Set[str], nonce: str) -> str:
    """Return `html` without disallowed parts, its markers intact; `schemes` are allowed in URLs, too.

    A marker (NUL, `nonce`, a hyphen, a number, NUL) travels through the sanitiser as a URL.
    """
    clean = _cleaner(frozenset(schemes)).clean(re.sub(f"\0({nonce}-[0-9]+)\0", rf"{MARKER_SCHEME}:\1", html))
    # There are no comments left and no bare `<` in text: this can only stand in an attribute, where nh3 before 0.3 left
    # it as it was. Servers look for their directives (`<!--#include`) there, too.
    clean = clean.replace("<!--", "&lt;!--")
    return re.sub(rf'(?<==")({MARKER_SCHEME}):({nonce}-[0-9]+)(?=")', "\0\\2\0", clean)


@lru_cache(maxsize=8)
def _cleaner(schemes: frozenset[str]) -> nh3.Cleaner:
    import nh3  # only the few articles with raw HTML need it

    return nh3.Cleaner(
        tags={*TAGS, *OWN_BOX},
        clean_content_tags={"script", "style"},
        attributes={"*": set(GENERAL), **{tag: set(names) for tag, names in ATTRIBUTES.items()}, **OWN_BOX},
        generic_attribute_prefixes=set(PREFIXES),
        url_schemes={*SAFE_SCHEMES, *schemes, MARKER_SCHEME},
        link_rel=None,
        strip_comments=True,
    )
