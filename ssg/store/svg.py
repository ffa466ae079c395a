"""Reads an SVG as a browser does: what in it would run, and its stated size. Pure; it changes nothing.

HTML inside a drawing (`foreignObject`, into which draw.io and Mermaid put their text) is allowed if it is plain text. A
picture that a page shows runs nothing, but the same file opened at its own URL is a page of the site. So it is parsed,
not searched: prefixes, character references, defaults of a DTD and other encodings would deceive a search.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.parsers import expat

from ssg.core.message import NOTHING, Message, say, verbatim

# Encodings that browsers and expat read alike. In others (ISO-2022-JP) a tag may be visible to only one of them.
_ENCODINGS: Final = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
_RUNS: Final = frozenset(("script", "handler", "listener", "iframe", "embed", "object", "audio"))
_SVG: Final = "http://www.w3.org/2000/svg"
_HTML: Final = "http://www.w3.org/1999/xhtml"
_FOREIGN: Final = (_HTML, "http://www.w3.org/2001/xml-events")
# Namespaces whose attributes browsers obey. Others are private to a program (`only_selected` of Inkscape).
_OBEYED: Final = ("", _SVG, _HTML, "http://www.w3.org/1998/Math/MathML")
_HANDLER: Final = re.compile(r"on[a-z]+")
# The allowed HTML: text and its appearance. These attributes cannot contain URLs.
_TEXT: Final = frozenset(
    "body div span p br hr b i u s em strong small sub sup font center code pre ul ol li table tbody thead tr td th "
    "h1 h2 h3 h4 h5 h6 label blockquote".split()
)
_LOOKS: Final = frozenset(
    "style class id title lang dir align valign color face size width height bgcolor border cellpadding cellspacing "
    "colspan rowspan role xmlns nowrap start type".split()
)
_ANIMATED: Final = frozenset(("animate", "set", "animatetransform", "animatemotion", "discard"))
_LINKS: Final = frozenset(("href", "src", "action", "formaction", "to", "from", "values", "by"))
_STRIPPED: Final = re.compile(r"[\x00-\x20]+")
_UNSAFE: Final = re.compile(
    r"(?:^|;)(?:javascript|vbscript|livescript|data(?!:image/(?:png|jpe?g|gif|webp|avif)[;,])):"
)


class Svg(NamedTuple):
    """The `active` content of a picture (empty: none), why it is `broken`, and the attributes of its root."""

    active: Message
    broken: Message
    root: dict[str, str]


class _Found(Exception):
    """Ends the parsing: active content was found, named by `what`."""

    def __init__(self, what: Message) -> None:
        super().__init__(what)
        self.what = what


def read_svg(data: bytes) -> Svg:
    """Parse an SVG. No entity is ever expanded, so that nothing grows."""
    parser = expat.ParserCreate(namespace_separator=" ")
    root: dict[str, str] = {}
    above: list[bool] = []  # for each open element: whether it is a `foreignObject`, or in one
    parser.buffer_text = True

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise _Found(say("the encoding {encoding}", encoding=encoding))

    def entity(name: str, *_: object) -> None:
        raise _Found(say("the entity {name}", name=name))

    def instruction(target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _Found(say("an XSLT style sheet"))

    def element(name: str, attributes: dict[str, str]) -> None:
        if not root:
            root.update({"": name, **attributes})
        inside = bool(above) and above[-1]
        above.append(inside or name == f"{_SVG} foreignObject")
        _refuse_element(name, attributes, inside=inside)
        for key, value in attributes.items():
            _refuse_attribute(name, key, value)

    parser.XmlDeclHandler = declared
    parser.EntityDeclHandler = entity
    parser.ProcessingInstructionHandler = instruction
    parser.StartElementHandler = element
    parser.EndElementHandler = lambda _name: above.pop()
    try:
        parser.Parse(data, True)
    except _Found as found:
        return Svg(found.what, NOTHING, root)
    except (expat.ExpatError, ValueError, LookupError) as problem:  # the last two: for an unknown encoding
        return Svg(NOTHING, verbatim(str(problem)), root)
    is_svg = _local(root[""]) == "svg"
    return Svg(NOTHING, NOTHING if is_svg else say("it is XML, but not an SVG"), root)


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _refuse_element(name: str, attributes: dict[str, str], *, inside: bool) -> None:
    space, _, local = name.rpartition(" ")
    if space == _HTML and inside and local in _TEXT:
        for key in attributes:
            if key not in _LOOKS and not key.startswith(("data-", "aria-")) and " " not in key:
                raise _Found(verbatim(f"<{local} {key}>"))
        return
    if local.lower() in _RUNS or space in _FOREIGN or (local.lower() == "foreignobject" and local != "foreignObject"):
        raise _Found(verbatim(f"<{local}>"))


def _refuse_attribute(element: str, name: str, value: str) -> None:
    local = _local(name)
    if " " not in name and element.rpartition(" ")[0] in _OBEYED and _HANDLER.fullmatch(local):
        raise _Found(verbatim(local))
    plain = _STRIPPED.sub("", value).lower()
    if local in _LINKS and (found := _UNSAFE.search(plain)):
        raise _Found(verbatim(f"{local}={found[0].lstrip(';')}…"))
    if local == "attributename" and _local(element) in _ANIMATED:
        changed = plain.rpartition(":")[2]
        if changed.startswith("on") or changed == "href":
            raise _Found(say("<{element}> of {changed}", element=_local(element), changed=changed))
