"""Reads exports in XML element by element: in bounded memory, however broken, without entities, DTDs or network.

The only place that parses XML. A file that ends in the middle gives the elements that were whole; how many it should
have had is counted from its tags, not from what could be parsed.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, getincrementaldecoder, lookup
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from lxml import etree

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import many, say, verbatim
from ssg.importing.notes import Notes
from ssg.importing.wellformed import WellFormed
from ssg.store.open import open_named

Element = Any
"""An element of lxml, which has no types."""

# XML has no such characters; libxml2 would end a CDATA section at one, and with it the text.
_CONTROL: Final = bytes(one for one in range(0x20) if one not in b"\t\n\r")
_NO_CHARACTER: Final = b"\xef\xbf"  # U+FFFE and U+FFFF begin so
_PROLOGUE: Final = 65_536
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]*(\[)?", re.IGNORECASE)
_PACKED: Final = {b"PK\x03\x04": "ZIP", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zX": "xz", b"7z\xbc\xaf": "7z"}
_WIDE: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_NO_TEXT: Final = ("idna", "punycode", "undefined")
_LATIN: Final = ("iso8859-1", "ascii")
_LOST: Final = "\ufffd"


class _Source:
    """A file as the parser reads it: without control characters, well-formed, with a count of an element's tags."""

    def __init__(self, file: BinaryIO, tag: str) -> None:
        self._file = file
        self._opening = re.compile(rb"<" + tag.encode() + rb"[\s>]")
        self._closing = b"</" + tag.encode() + b">"
        self._rest = b""
        self.opened = self.closed = 0
        self._first = file.read(_PROLOGUE)
        self._text = WellFormed()
        self.encoding = _encoding(self._first)
        self.lost = 0
        """Characters that are not in the encoding of the file."""
        self._decoder = getincrementaldecoder(self.encoding)("replace")

    @property
    def head(self) -> bytes:
        """The beginning of the file."""
        return self._first

    def read(self, size: int) -> bytes:
        """Return the next bytes, in UTF-8 whatever the encoding of the file; empty at the end."""
        while True:
            read = self._first or self._file.read(max(size, 65_536))
            self._first = b""
            text = self._decoder.decode(read, not read)
            data = text.encode("utf-8", "replace").translate(None, _CONTROL)
            if _NO_CHARACTER in data:
                data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
            if _LOST in text:
                self.lost += max(text.count(_LOST) - read.count(_LOST.encode()), 0)
            self._count(data)
            if (found := self._text.feed(data)) or not read:
                return found

    def _count(self, data: bytes) -> None:
        text = self._rest + data
        self.opened += len(self._opening.findall(text))
        self.closed += text.count(self._closing)
        # Only the end of a chunk may hold the beginning of a tag; shorter than any whole one.
        tail = text[-(len(self._closing) - 1) :]
        while self._opening.search(tail) or self._closing in tail:
            tail = tail[1:]
        self._rest = tail


def elements(path: Path, tag: str, others: tuple[str, ...], notes: Notes) -> Iterator[Element]:
    """Yield the elements of a name (of any namespace) and `others`, each cleared when the next one is asked for.

    Raises SiteProblem for what is no XML at all, or declares entities; OSError. Damage is reported to `notes`.
    """
    with open_named(path) as file:
        source = _Source(file, tag)
        _refuse(path, source.head)
        yield from _elements(path, source, tag, others, notes)
        if source.lost:
            encoding = source.encoding.removesuffix("-sig").upper()
            notes.place = path.name
            notes.count(say("character that is not {encoding}, lost", encoding=encoding), path.name, source.lost)


def _encoding(head: bytes) -> str:
    """Return the encoding of a file by its first bytes or its declaration: UTF-8 if it has none that is known.

    Files that are said to be in ISO 8859-1 are in windows-1252, as browsers know: the quotation marks are in it.
    """
    if wide := _WIDE.get(head[:2]):
        return wide
    found = _DECLARED.match(head.removeprefix(BOM_UTF8))
    try:
        name = lookup(found[1].decode()).name if found is not None else "utf-8"
        "".encode(name if name not in _NO_TEXT else "utf-8")
    except (LookupError, UnicodeError):
        name = "utf-8"
    if name in (*_NO_TEXT, "utf-8") or name.startswith(("utf-16", "utf-32")) or head.startswith(BOM_UTF8):
        return "utf-8-sig"
    return "cp1252" if name in _LATIN else name


def refuse_packed(path: Path, head: bytes) -> None:
    """Raise SiteProblem if a file that begins with `head` must be unpacked first."""
    for magic, name in _PACKED.items():
        if head.startswith(magic):
            said = say("file is packed ({name}); unpack it first", name=name)
            raise SiteProblem(error("E803", said, Place(str(path))))


def _refuse(path: Path, head: bytes) -> None:
    refuse_packed(path, head)
    found = _DOCTYPE.search(head)
    if found and found[1]:
        said = say("file declares entities of its own; it is not read")
        raise SiteProblem(error("E803", said, Place(str(path)), say("export it again from the old system")))


def _elements(path: Path, source: _Source, tag: str, others: tuple[str, ...], notes: Notes) -> Iterator[Element]:
    wanted = (f"{{*}}{tag}", *(f"{{*}}{other}" for other in others))
    parse = etree.iterparse(
        source,
        events=("end",),
        tag=wanted,
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        encoding="utf-8",
    )
    waiting: Element | None = None
    found = 0
    try:
        for _, element in parse:
            above = element.getparent()
            if above is not None and local(above) == tag:
                continue  # a field of an item, whose name is that of something else as well
            if waiting is not None:
                yield waiting
                _clear(waiting)
            waiting = element
            found += local(element) == tag
    except etree.XMLSyntaxError:
        pass  # said below
    # The parser closes what the file leaves open: such an element is half an element.
    half = waiting is not None and local(waiting) == tag and source.closed < found
    if waiting is not None and not half:
        yield waiting
        _clear(waiting)
    whole = found - half
    log = [entry for entry in parse.error_log if entry.level_name == "FATAL" or source.opened > whole]
    if not found and not source.opened:
        reason = verbatim(log[0].message) if log else say("it has no `<{tag}>`", tag=tag)
        raise SiteProblem(error("E803", say("file cannot be read: {reason}", reason=reason), Place(str(path))))
    if source.opened > whole or half:
        _damaged(path, source.opened, whole, log, notes)


def _damaged(path: Path, wanted: int, whole: int, log: list[Any], notes: Notes) -> None:
    line = log[0].line if log else 0
    said = many(
        "file is damaged: {whole:,} of {n:,} item could be read",
        "file is damaged: {whole:,} of {n:,} items could be read",
        n=wanted,
        whole=whole,
    )
    notes.problem(error("E804", said, Place(str(path), line), say("export it again; the import can be repeated")))


def _clear(element: Element) -> None:
    """Free an element and what stands before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def text_of(element: Element) -> str:
    """Return an element's text, stripped."""
    return (element.text or "").strip() if not len(element) else "".join(element.itertext()).strip()


def markup_of(element: Element) -> str:
    """Return an element's content as HTML."""
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + inner
