"""The author and rights of a picture, the only metadata that is published, and its caption. Pure.

Read from EXIF, XMP (expat, no entities) and IPTC; written as EXIF and XMP. Never keeps a place, a time or a device.
"""

from __future__ import annotations

import re
import struct
from html import escape
from typing import Final, NamedTuple
from xml.parsers import expat

from ssg.core.picture_rights import SYNTHETIC, Rights

EXIF: Final = b"Exif\0\0"
"""The beginning of EXIF in places that may contain other data."""
ORIENTATION: Final = 0x0112
"""The tag of EXIF for the orientation of a picture."""
_ARTIST, _COPYRIGHT = 0x013B, 0x8298
_KEPT: Final = (ORIENTATION, _ARTIST, _COPYRIGHT)
_LONGEST: Final = 1000  # characters of one statement
_MOST_ENTRIES: Final = 1000
_LARGEST: Final = 1_000_000  # bytes of a block that is parsed: an XMP packet of Photoshop has some 20,000
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DC: Final = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
_XMP_RIGHTS: Final = "http://ns.adobe.com/xap/1.0/rights/"
_EXTENSION: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_RESOURCE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns# resource"
_PLUS: Final = "http://ns.useplus.org/ldf/xmp/1.0/"
_NAMES: Final = {
    f"{_DC} creator": "artist",
    f"{_DC} description": "caption",
    f"{_DC} rights": "copyright",
    f"{_PHOTOSHOP} Credit": "credit",
    f"{_XMP_RIGHTS} WebStatement": "statement",
    f"{_XMP_RIGHTS} UsageTerms": "terms",
    f"{_PLUS} LicensorURL": "licensor",
    f"{_EXTENSION} DigitalSourceType": "source",
}
_TERMS: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# Their statements are CBOR, which leaves an address as it is; what follows may be a letter: `m` begins a text of 13.
_CLAIMED: Final = re.compile(f"{re.escape(_TERMS[7:])}({'|'.join(SYNTHETIC)})".encode())
_IPTC: Final = {80: "artist", 110: "credit", 116: "copyright", 120: "caption"}
# What cameras write into every picture as its caption.
_OF_CAMERAS: Final = re.compile(
    r"(?i)(?:sony|olympus|minolta|kodak|samsung|konica|hp|casio)? ?(?:dsc|digital (?:still )?camera)|default|untitled"
)


class Noted(NamedTuple):
    """What a picture's blocks say that may be published, and which of them is damaged."""

    orientation: int = 1
    rights: Rights = Rights()
    damaged: bool = False
    exact: bool = True


def noted(exif: bytes, xmp: bytes = b"", iptc: bytes = b"", c2pa: bytes = b"") -> Noted:
    """Read what may be published of the blocks; an empty one is missing. Of Content Credentials that is what made it.

    `exact`: there is no XMP and no IPTC, and the EXIF block holds nothing else, so that it may stay as it is.
    """
    found = read_exif(exif) if exif else Noted()
    # XMP always supports letters beyond ASCII: many programs write `Nguy?n` into EXIF.
    rights = either(either(read_xmp(xmp), found.rights), read_iptc(iptc))
    rights = either(rights, Rights(source=_claimed(c2pa)))
    if _OF_CAMERAS.fullmatch(rights.caption):
        rights = rights._replace(caption="")
    exact = found.exact and not found.damaged and not iptc and xmp == write_xmp(rights)
    exact = exact and found.rights[:2] == rights[:2]
    return Noted(found.orientation, rights, found.damaged, exact)


def either(first: Rights, second: Rights) -> Rights:
    """Return the fields of `first`, and from `second` those that `first` lacks."""
    return Rights(*(one or other for one, other in zip(first, second, strict=True)))


def read_exif(block: bytes) -> Noted:
    """Read a TIFF block, such as EXIF. An invalid one is `damaged`, and is read as far as possible."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None or len(block) < 14:
        return Noted(damaged=True)
    (start,) = struct.unpack_from(f"{order}I", block, 4)
    if not 8 <= start <= len(block) - 2:
        return Noted(damaged=True)
    (count,) = struct.unpack_from(f"{order}H", block, start)
    orientation, values, tags, end = 1, {_ARTIST: "", _COPYRIGHT: ""}, set(), start + 2 + count * 12 + 4
    damaged = end - 4 > len(block)
    for at in range(start + 2, min(end - 4, len(block) - 11, start + 2 + _MOST_ENTRIES * 12), 12):
        tag, kind, size = struct.unpack_from(f"{order}HHI", block, at)
        tags.add(tag)
        if tag == ORIENTATION and kind == 3:
            (orientation,) = struct.unpack_from(f"{order}H", block, at + 8)
        elif tag in values and kind == 2:
            (offset,) = struct.unpack_from(f"{order}I", block, at + 8) if size > 4 else (at + 8,)
            damaged |= offset + size > len(block)
            values[tag] = _clean(block[offset : offset + min(size, 4 * _LONGEST)].split(b"\0")[0])
    orientation = orientation if 1 <= orientation <= 8 else 1
    rights = Rights(values[_ARTIST], values[_COPYRIGHT])
    following = any(block[end - 4 : end])
    # Another program may use a little more space; nothing else fits into the rest.
    room = len(write_exif(2, rights)) + 12
    exact = tags <= set(_KEPT) and not following and len(block) <= room
    return Noted(orientation, rights, damaged, exact)


def write_exif(orientation: int, rights: Rights) -> bytes:
    """Return a TIFF block of the orientation, the photographer and the copyright; empty if there are none."""
    texts = ((_ARTIST, rights.artist), (_COPYRIGHT, rights.copyright))
    strings = [(tag, text.encode() + b"\0") for tag, text in texts if text]
    count = len(strings) + (orientation != 1)
    if not count:
        return b""
    entries, data = [], b""
    if orientation != 1:
        entries.append(struct.pack("<HHIHH", ORIENTATION, 3, 1, orientation, 0))
    start = 8 + 2 + 12 * count + 4
    for tag, string in strings:
        if len(string) <= 4:
            entries.append(struct.pack("<HHI", tag, 2, len(string)) + string.ljust(4, b"\0"))
            continue
        entries.append(struct.pack("<HHII", tag, 2, len(string), start + len(data)))
        data += string + b"\0" * (len(string) % 2)
    return b"II*\0" + struct.pack("<IH", 8, count) + b"".join(entries) + b"\0\0\0\0" + data


def read_xmp(packet: bytes) -> Rights:
    """Read the rights of an XMP packet; none if it is damaged, too large, or declares entities."""
    if not packet or len(packet) > _LARGEST:
        return Rights()
    found: dict[str, list[str]] = {}
    path: list[str] = []

    def entity(*_: object) -> None:
        raise ValueError("an entity")

    def element(name: str, attributes: dict[str, str]) -> None:
        path.append(name)
        for key, value in attributes.items():
            if key in _NAMES:
                found.setdefault(_NAMES[key], []).append(value)
        if wanted := _name(path):  # an address may be the element's attribute
            found.setdefault(wanted, []).append(attributes.get(_RESOURCE, ""))

    def text(value: str) -> None:
        name = _name(path)
        if name:
            found[name][-1] += value

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = element
    parser.EndElementHandler = lambda _name: path.pop()
    parser.CharacterDataHandler = text
    try:
        parser.Parse(packet.strip(b"\0 \r\n\t"), True)
    except (expat.ExpatError, ValueError, LookupError):
        return Rights()
    found["source"] = [_term(value) for value in found.get("source", [])]
    said = {name: [_tidy(value) for value in values if value.strip()] for name, values in found.items()}
    return Rights(
        **{
            name: ", ".join(dict.fromkeys(values)) if name == "artist" else values[0]
            for name, values in said.items()
            if values
        }
    )


def _name(path: list[str]) -> str:
    """Return the name of a text's owner: the element, or the list (`rdf:Seq`) of entries (`rdf:li`) around it."""
    return next((_NAMES[name] for name in path[:-4:-1] if name in _NAMES), "")


def _term(address: str) -> str:
    """Return which software made a picture, by an address of IPTC's vocabulary or its last part; "" if none did."""
    term = address.strip().rstrip("/").rpartition("/")[2]
    return term if term in SYNTHETIC else ""


def _claimed(c2pa: bytes) -> str:
    """Return which software made a picture, by its Content Credentials; their signature is not checked."""
    named = {term.decode() for term in _CLAIMED.findall(c2pa[:_LARGEST])}
    return next((term for term in SYNTHETIC if term in named), "")


def write_xmp(rights: Rights) -> bytes:
    """Return the smallest XMP packet, without the caption; empty if EXIF can hold everything."""
    if not (rights.credit or rights.statement or rights.terms or rights.licensor or rights.source):
        return b""
    parts = []
    if rights.artist:
        artist = escape(rights.artist, quote=False)
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{artist}</rdf:li></rdf:Seq></dc:creator>")
    for name, value in (("dc:rights", rights.copyright), ("xmpRights:UsageTerms", rights.terms)):
        if value:
            inner = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li></rdf:Alt>'
            parts.append(f"<{name}>{inner}</{name}>")
    for name, value in (("photoshop:Credit", rights.credit), ("xmpRights:WebStatement", rights.statement)):
        if value:
            parts.append(f"<{name}>{escape(value, quote=False)}</{name}>")
    more = ""
    if rights.licensor:
        more = f' xmlns:plus="{_PLUS}"'
        url = f"<plus:LicensorURL>{escape(rights.licensor, quote=False)}</plus:LicensorURL>"
        item = f'<rdf:li rdf:parseType="Resource">{url}</rdf:li>'
        parts.append(f"<plus:Licensor><rdf:Seq>{item}</rdf:Seq></plus:Licensor>")
    if rights.source:
        more += f' xmlns:Iptc4xmpExt="{_EXTENSION}"'
        parts.append(f"<Iptc4xmpExt:DigitalSourceType>{_TERMS}{rights.source}</Iptc4xmpExt:DigitalSourceType>")
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:dc="{_DC}" xmlns:photoshop="{_PHOTOSHOP}"'
        f' xmlns:xmpRights="{_XMP_RIGHTS}"{more}>'
        f"{''.join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def read_iptc(block: bytes) -> Rights:
    """Read the rights of the IPTC data in a block of Photoshop resources (`8BIM…`)."""
    found: dict[str, str] = {}
    at = 0
    while block[at : at + 4] == b"8BIM" and at + 7 <= len(block):
        kind = int.from_bytes(block[at + 4 : at + 6], "big")
        at += 6 + (block[at + 6] + 2) // 2 * 2
        size = int.from_bytes(block[at : at + 4], "big")
        if kind == 0x0404:
            for name, value in _records(block[at + 4 : at + 4 + size]):
                found[name] = f"{found[name]}, {value}" if name == "artist" and name in found else value
        at += 4 + (size + 1) // 2 * 2
    return Rights(**{name: value[:_LONGEST] for name, value in found.items()})


def _records(data: bytes) -> list[tuple[str, str]]:
    found, at = [], 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        size = int.from_bytes(data[at + 3 : at + 5], "big")
        name = _IPTC.get(data[at + 2], "") if data[at + 1] == 2 else ""
        value = _clean(data[at + 5 : at + 5 + size]) if name else ""
        if value:
            found.append((name, value))
        at += 5 + size
    return found


def _clean(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return _tidy(text)


def _tidy(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())[:_LONGEST]
