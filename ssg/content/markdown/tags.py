"""Takes raw HTML apart the way that browsers do: comments, tags, attributes, and the text between.

A pure tokenizer in linear time. It never decides what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

# Between these tags everything is text up to the closing tag; only `script` and `style` hold nothing to read.
RAW_TEXT: Final = frozenset("script style textarea title xmp iframe noembed noframes noscript plaintext".split())

# Between these no space belongs into the plain text.
IN_WORDS: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q ruby s samp small span strong sub sup time u var "
    "wbr".split()
)

_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE_NAME: Final = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)")
_EQUALS: Final = re.compile(r"\s*+=\s*+")
_UNQUOTED: Final = re.compile(r"[^\s>]*+")
_TAG_END: Final = re.compile(r"[\s/]*+>")


class Attribute(msgspec.Struct, frozen=True):
    """An attribute: its name in lower case, its value as written (entities not decoded), and where that stands."""

    name: str
    value: str
    begin: int = -1
    end: int = -1


class Piece(msgspec.Struct, frozen=True):
    """A piece of raw HTML from `begin` to `end`.

    `kind` is `text`, `raw` (the text in a `script` and the like), `comment`, `other` (`<?…?>`, `<!…>`), `open`,
    `close`, or `broken`: a tag, comment or script that does not end, with all that follows it.
    """

    kind: str
    begin: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


def parts_words(tag: str) -> bool:
    """Return whether a tag, as it is written, separates two words, as `<br>` does."""
    name = _NAME.match(tag, 2 if tag.startswith("</") else 1)
    return name is not None and name.group().lower() not in IN_WORDS


def pieces(html: str) -> Iterator[Piece]:
    """Yield the pieces of `html` in order; together they are all of it."""
    at = begin = 0
    while True:
        at = html.find("<", at)
        if at < 0:
            break
        piece = _piece(html, at)
        if piece is None:
            at += 1
            continue
        if at > begin:
            yield Piece("text", begin, at)
        yield piece
        begin = at = piece.end
        if piece.kind == "open" and piece.name in RAW_TEXT and at < len(html):
            raw = _raw(html, at, piece.name)
            yield raw
            begin = at = raw.end
    if begin < len(html):
        yield Piece("text", begin, len(html))


def _piece(html: str, at: int) -> Piece | None:
    """Return the piece that the `<` at `at` begins; None if it is just a character."""
    if html.startswith("<!--", at):
        return _comment(html, at)
    mark = html[at + 1 : at + 2]
    if mark in ("!", "?"):
        ending = "]]>" if html.startswith("<![CDATA[", at) else "?>" if mark == "?" else ">"
        return _until(html, at, ending, "other", html[at : at + 2])
    name = _NAME.match(html, at + (2 if mark == "/" else 1))
    if not name:
        return None
    if mark == "/":
        return _until(html, at, ">", "close", name.group().lower())
    return _open(html, at, name.end(), name.group().lower())


def _comment(html: str, at: int) -> Piece:
    for empty in ("<!-->", "<!--->"):
        if html.startswith(empty, at):
            return Piece("comment", at, at + len(empty), "<!--")
    return _until(html, at, "-->", "comment", "<!--", skip=4)


def _until(html: str, at: int, ending: str, kind: str, name: str, skip: int = 2) -> Piece:
    end = html.find(ending, at + skip)
    return Piece("broken", at, len(html), name) if end < 0 else Piece(kind, at, end + len(ending), name)


def _raw(html: str, at: int, name: str) -> Piece:
    end = re.compile(f"</{name}(?![^\\s/>])", re.IGNORECASE).search(html, at)
    return Piece("raw", at, end.start(), name) if end else Piece("broken", at, len(html), name)


def _open(html: str, at: int, pos: int, name: str) -> Piece:
    attributes: list[Attribute] = []
    while True:
        end = _TAG_END.match(html, pos)
        if end:
            return Piece("open", at, end.end(), name, tuple(attributes))
        found = _ATTRIBUTE_NAME.match(html, pos)
        if not found:
            return Piece("broken", at, len(html), name)
        pos = found.end()
        equals = _EQUALS.match(html, pos)
        if not equals:
            attributes.append(Attribute(found.group(1).lower(), ""))
            continue
        begin = equals.end()
        quote = html[begin : begin + 1]
        if quote in ('"', "'"):
            begin += 1
            end_of_value = html.find(quote, begin)
            if end_of_value < 0:
                return Piece("broken", at, len(html), name)
            pos = end_of_value + 1
        else:
            unquoted = _UNQUOTED.match(html, begin)
            end_of_value = pos = unquoted.end() if unquoted else begin
        attributes.append(Attribute(found.group(1).lower(), html[begin:end_of_value], begin, end_of_value))
