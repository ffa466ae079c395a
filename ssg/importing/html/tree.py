"""Parses HTML, however broken, into elements. The only place that imports lxml.html. No network, no entities of DTDs.

What is never text (scripts, styles, comments) is left out here, so that nothing above meets it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree
from lxml import html as parser

from ssg.importing.html.elsewhere import made_usual

Element = Any
"""An element of lxml, which has no types."""

_NUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,8}));?")
# Tags of whole documents and of frames: libxml2 drops all that follows such an end, where browsers go on.
_DOCUMENT: Final = re.compile(
    r"<!doctype\b[^<>]*>|</?(?:html|head|body|frameset|frame|plaintext)\b[^<>]*>", re.IGNORECASE
)
# An `<embed>` holds nothing, and a frame that closes itself neither; libxml2 puts into them all that follows.
_CLOSED: Final = re.compile(r"(<embed\b[^<>]*>|<(?:iframe|video|audio|object)\b[^<>]*/>)", re.IGNORECASE)
_PLAYERS: Final = frozenset(
    ("kg-audio-player", "kg-audio-thumbnail", "kg-video-overlay", "kg-video-player-container", "kg-video-player")
)
# Elements whose ends HTML implies, so that they are never within each other, and those that hold nothing.
_NESTING: Final = re.compile(r"<(?!/?(?:p|br|hr|img|h[1-6])\b)/?[A-Za-z][^<>]*>")
SILENT: Final = frozenset(("script", "style", "template", "noscript", "head", "meta", "link", "title", "base"))
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


def parsed(text: str) -> Element:
    """Return the element that holds a fragment of HTML; every text has one.

    A whole document, or several, is what its bodies hold. Elements within each other beyond what libxml2 follows (256)
    are left out, their text stays.
    """
    text = _NUL.sub("", text) if not text.isprintable() else text
    text = _REFERENCE.sub(_reference, text) if "&#" in text else text
    text = _DOCUMENT.sub("\n", text)
    text = _CLOSED.sub(_closed, text) if "/>" in text or "<embed" in text.lower() else text
    reader = _parser()
    root = _parsed(text, reader)
    if any("depth" in entry.message for entry in reader.error_log):
        root = _parsed(_NESTING.sub(" ", text), _parser())
    return made_usual(_without_players(root) if "kg-" in text else root, text)


def _without_players(root: Element) -> Element:
    """Remove the buttons and clocks of Ghost's players, which are no words of the article."""
    for one in list(root.iter()):
        if _PLAYERS.intersection((one.get("class") or "").split()):
            one.drop_tree()
    return root


def _parsed(text: str, reader: Element) -> Element:
    try:
        return parser.fragment_fromstring(text, create_parent="div", parser=reader)
    except (etree.ParserError, ValueError, AssertionError):
        return parser.fragment_fromstring("", create_parent="div")


def _closed(found: re.Match[str]) -> str:
    name = re.match(r"<([a-z]+)", found[1], re.IGNORECASE)
    return f"{found[1].removesuffix('/>').removesuffix('>')}></{name[1] if name else 'embed'}>"


def _reference(found: re.Match[str]) -> str:
    """Return a reference to a character; a space for one that no text may have."""
    number = int(found[1], 16) if found[1] else int(found[2])
    bad = number < 0x20 and number not in (9, 10, 13)
    bad = bad or 0xD800 <= number <= 0xDFFF or number & 0xFFFE == 0xFFFE or number > 0x10FFFF
    return " " if bad else found[0]


def _parser() -> Element:
    return parser.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding=None)
