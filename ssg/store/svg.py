"""Reads an SVG as a browser would: what in it would run, and how large it says it is. Pure; it changes nothing.

A picture that a page shows runs nothing, but the same file opened by its own address is a page of the site. So it is
parsed, not searched: prefixes, character references, defaults of a DTD and other encodings are what a search is
deceived by.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.parsers import expat

# What browsers and expat read alike. In others (ISO-2022-JP) a tag can be written that only one of them sees.
_ENCODINGS: Final = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
_RUNS: Final = frozenset(("script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio"))
_FOREIGN: Final = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2001/xml-events")
_ANIMATED: Final = frozenset(("animate", "set", "animatetransform", "animatemotion", "discard"))
_LINKS: Final = frozenset(("href", "src", "action", "formaction", "to", "from", "values", "by"))
_STRIPPED: Final = re.compile(r"[\x00-\x20]+")
_UNSAFE: Final = re.compile(
    r"(?:^|;)(?:javascript|vbscript|livescript|data(?!:image/(?:png|jpe?g|gif|webp|avif)[;,])):"
)


class Svg(NamedTuple):
    """What is `active` in a picture (empty: nothing), why it is `broken`, and the attributes of its root."""

    active: str
    broken: str
    root: dict[str, str]


class _Found(Exception):
    """Ends the parsing: what runs is found."""


def read_svg(data: bytes) -> Svg:
    """Look at all of it. No entity is ever expanded, so that nothing grows beyond what stands there."""
    parser = expat.ParserCreate(namespace_separator=" ")
    root: dict[str, str] = {}
    parser.buffer_text = True

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise _Found(f"the encoding {encoding}")

    def entity(name: str, *_: object) -> None:
        raise _Found(f"the entity {name}")

    def instruction(target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _Found("a style sheet that may rewrite it")

    def element(name: str, attributes: dict[str, str]) -> None:
        if not root:
            root.update({"": name, **attributes})
        _refuse_element(name)
        for key, value in attributes.items():
            _refuse_attribute(name, key, value)

    parser.XmlDeclHandler = declared
    parser.EntityDeclHandler = entity
    parser.ProcessingInstructionHandler = instruction
    parser.StartElementHandler = element
    try:
        parser.Parse(data, True)
    except _Found as found:
        return Svg(str(found), "", root)
    except (expat.ExpatError, ValueError, LookupError) as problem:  # the last two: of an encoding that is none
        return Svg("", str(problem), root)
    return Svg("", "" if _local(root[""]) == "svg" else "it is XML, but no picture", root)


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _refuse_element(name: str) -> None:
    space, _, local = name.rpartition(" ")
    if local.lower() in _RUNS or space in _FOREIGN:
        raise _Found(f"<{local}>")


def _refuse_attribute(element: str, name: str, value: str) -> None:
    local = _local(name)
    if " " not in name and local.startswith("on"):
        raise _Found(local)
    plain = _STRIPPED.sub("", value).lower()
    if local in _LINKS and (found := _UNSAFE.search(plain)):
        raise _Found(f"{local}={found[0].lstrip(';')}…")
    if local == "attributename" and _local(element) in _ANIMATED:
        changed = plain.rpartition(":")[2]
        if changed.startswith("on") or changed == "href":
            raise _Found(f"<{_local(element)}> of {changed}")
