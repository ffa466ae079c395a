"""Parses HTML, however broken, into elements. The only place that imports lxml.html. No network, no entities of DTDs.

What is never text (scripts, styles, comments) is left out here, so that nothing above meets it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree
from lxml import html as parser

Element = Any
"""An element of lxml, which has no types."""

_NUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
SILENT: Final = frozenset(("script", "style", "template", "noscript", "head", "meta", "link", "title", "base"))
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
DEEPEST: Final = 250
"""Elements within each other; libxml2 itself ends near 256, and Python's stack later."""


def parsed(text: str) -> Element:
    """Return the element that holds a fragment of HTML; every text has one."""
    try:
        return parser.fragment_fromstring(_NUL.sub("", text), create_parent="div", parser=_parser())
    except (etree.ParserError, ValueError, AssertionError):
        return parser.fragment_fromstring("", create_parent="div")


def _parser() -> Element:
    return parser.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding=None)
