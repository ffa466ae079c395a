"""Pictures as they come: what is published of each format, and what is said of those that cannot be."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import sys
import warnings
import zlib
from functools import cache
from typing import Any

import pytest
from PIL import Image, ImageCms

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, SiteProblem
from ssg.core.model import MediaFile
from ssg.core.picture_rights import Rights
from ssg.draw.formats import published
from ssg.draw.rights import noted, read_exif, read_iptc, read_xmp, write_exif, write_xmp
from ssg.store.media import _inspect, published_bytes

Image.init()
PLACE = Place("content/a.jpg")
SECRET = b"21.0285N 105.8542E"
_WHOSE = ("Nguyễn Văn A & B", "© Báo Thử <2026>", "TTXVN")
RIGHTS = Rights(*_WHOSE, "https://bao.example/ban-quyen", "Không dùng lại", "https://bao.example/mua?a=1&b=2")._replace(
    source="compositeSynthetic"
)
XMP = write_xmp(RIGHTS).replace(b"<dc:creator>", b"<dc:subject>" + SECRET + b"</dc:subject><dc:creator>")
SHOWN = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
CRAFTED = {
    "EPS with a preview": b"\xc5\xd0\xd3\xc6" + b"\0" * 200,
    "XPM": b'/* XPM */\nstatic char *a[] = {\n"1 1 1 1",\n"a c #ffffff",\n"a"\n};\n',
    "PSD": b"8BPS\0\1" + b"\0" * 6 + b"\0\3\0\0\0\2\0\0\0\2\0\10\0\3" + b"\0" * 60,
    "CUR": b"\0\0\2\0\1\0\2\2" + b"\0" * 60,
    "FITS": b"SIMPLE  =                    T".ljust(80) + b"END".ljust(2800),
    "FLI": struct.pack("<IHHHHHH", 128, 0xAF11, 1, 4, 4, 8, 0).ljust(200, b"\0"),
    "WMF": b"\xd7\xcd\xc6\x9a" + b"\0" * 80,
    "JPEG XL": b"\xff\x0a" + b"\0" * 40,
    "PDF": b"%PDF-1.4\n",
    "nothing": b"",
    "text": b"not a picture",
}


def drawn(size: tuple[int, int] = (64, 32), mode: str = "RGB") -> Image.Image:
    return Image.radial_gradient("L").resize(size).convert(mode)


def data_of(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def camera(orientation: int = 6) -> Image.Exif:
    """What a telephone notes: place, device, serial number, the maker's own data, a preview."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = orientation, "Máy", SECRET.decode()
    exif[0x013B], exif[0x8298] = RIGHTS.artist.encode(), RIGHTS.copyright.encode()
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.6), 29: SECRET.decode()})
    exif.get_ifd(0x8769).update({0xA431: SECRET.decode(), 0x927C: SECRET})
    return exif


def pixels(data: bytes) -> tuple[tuple[int, int], str, bytes]:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.size, picture.mode, picture.tobytes()


@cache
def profile() -> bytes:
    """Make a profile. It holds the time of its making, so it is made once."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def with_chunks(data: bytes, *more: bytes) -> bytes:
    """Put chunks into a PNG, behind its header."""
    return data[:33] + b"".join(more) + data[33:]


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def with_segments(data: bytes, *more: bytes) -> bytes:
    """Put segments into a JPEG, before all others."""
    return data[:2] + b"".join(more) + data[2:]


def photoshop(*records: tuple[int, bytes]) -> bytes:
    iptc = b"".join(b"\x1c\2" + bytes((n,)) + len(value).to_bytes(2, "big") + value for n, value in records)
    odd = b"8BIM\x03\xed\0\0" + (3).to_bytes(4, "big") + b"abc\0"
    return odd + b"8BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc


# Formats


def written(kind: str) -> bytes | None:
    """A picture in a format of Pillow's, in the first mode that it takes; nothing for what needs a helper."""
    for mode in ("RGB", "L", "1", "F"):
        with contextlib.suppress(OSError, ValueError, KeyError), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow means to give some formats up
            return data_of(drawn(mode=mode), kind)
    return None


WRITTEN = {kind: data for kind in sorted({*Image.SAVE} & {*Image.OPEN} | {"MPO"}) if (data := written(kind))}


def test_pillow_writes_what_browsers_show() -> None:
    assert set(WRITTEN) > set(SHOWN)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.svg"])
@pytest.mark.parametrize("kind", WRITTEN)
def test_every_format_that_pillow_writes_under_every_name(kind: str, name: str) -> None:
    """What browsers show is published under its own ending; of all else one line says what it is not."""
    found = _inspect(name, WRITTEN[kind], PLACE)
    if kind in SHOWN:
        assert isinstance(found, MediaFile), found
        assert found.url.endswith(SHOWN[kind])
        assert (found.width, found.height) == (64, 32)
    else:
        assert isinstance(found, Diagnostic)
        assert (found.code, found.place) == ("E710", PLACE)
        assert name == "a.svg" or "browsers" in str(found.message) or "it is not a JPEG" in str(found.message), str(
            found.message
        )


@pytest.mark.parametrize("name", ["a.jpg", "a.gif", "a.heic"])
@pytest.mark.parametrize("kind", CRAFTED)
def test_other_files_under_names_of_pictures(kind: str, name: str) -> None:
    found = _inspect(name, CRAFTED[kind], PLACE)
    assert isinstance(found, Diagnostic)
    assert (found.code, str(found.hint)) == ("E710", "save it as JPEG or PNG")


def test_ending_and_bytes_agree() -> None:
    png, jpeg = data_of(drawn(), "PNG"), data_of(drawn())
    urls = [
        found.url
        for name, data in (("a.jpg", png), ("a.png", png), ("A.JPEG", jpeg), ("a.svg", jpeg), ("a.jpg", b"<svg/>"))
        if isinstance(found := _inspect(name, data, PLACE), MediaFile)
    ]
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", url) for url in urls] == [
        "/media/a-jpg.png",
        "/media/a.png",
        "/media/a.jpeg",
        "/media/a-svg.jpg",
        "/media/a-jpg.svg",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (data_of(drawn())[:2] + b"\xff\xd9", "without an image"),
        (data_of(drawn()).replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c"), "12 bits"),
        (data_of(drawn()).replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc9\x00\x11\x08"), "arithmetic"),
        (data_of(drawn()).replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc3\x00\x11\x08"), "lossless"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"CgBI", b"\0\0\0\0") + data_of(drawn(), "PNG")[8:], "iPhones"),
        (b"RIFF\4\0\0\0WEBP", "WebP without an image"),
        (b"GIF89a\1\0\1\0\0\0\0\x3b", "GIF without an image"),
    ],
)
def test_kinds_that_no_browser_shows(data: bytes, why: str) -> None:
    found = _inspect("a.jpg", data, PLACE)
    assert isinstance(found, Diagnostic)
    assert why in str(found.message)


# What a camera notes


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_only_orientation_profile_and_rights_go_out(kind: str) -> None:
    data = data_of(drawn(), kind, exif=camera(), icc_profile=profile(), quality=90)
    if kind == "JPEG":
        more = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP), segment(0xFE, SECRET)
        data = with_segments(data, *more, segment(0xED, b"Photoshop 3.0\0" + photoshop((90, SECRET))))
    elif kind == "PNG":
        texts = chunk(b"tEXt", b"Comment\0" + SECRET), chunk(b"zTXt", b"a\0\0" + zlib.compress(SECRET))
        data = with_chunks(data, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), *texts) + SECRET
    else:
        data = data_of(drawn(), kind, exif=camera(), icc_profile=profile(), quality=90, xmp=XMP)
    assert SECRET in data
    clean = published_bytes("a.jpg", data)
    assert SECRET not in clean
    assert SECRET.decode("latin-1").encode("utf-16-le") not in clean
    assert pixels(clean) == pixels(data)
    with Image.open(io.BytesIO(clean)) as picture:
        exif = picture.getexif()
        assert picture.info["icc_profile"] == profile()
        assert noted(b"", picture.info["xmp"]).rights == RIGHTS
        assert set(exif) <= {0x0112, 0x013B, 0x8298}
        assert exif[0x0112] == 6
        assert not exif.get_ifd(0x8825)
    assert published_bytes("a.jpg", clean) == clean
    assert published(data).rights == RIGHTS


def test_digest_and_address_are_of_what_is_published() -> None:
    data = data_of(drawn(), exif=camera())
    found = _inspect("a.jpg", data, PLACE)
    clean = published_bytes("a.jpg", data)
    assert isinstance(found, MediaFile)
    assert found.digest == digest_bytes(clean) != digest_bytes(data)
    assert (found.url, found.size) == (f"/media/a.{found.digest[:8]}.jpg", len(clean))
    assert (found.width, found.height) == (32, 64)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_without_notes_stays_as_it_is(kind: str) -> None:
    data = data_of(drawn(), kind)
    assert published_bytes("a.x", data) == data  # no picture by its name
    assert published_bytes("a.jpg", data) == data
    assert published_bytes("a.pdf", b"%PDF") == b"%PDF"


def test_second_pictures_and_films_of_telephones_are_left_out() -> None:
    first, second = drawn((160, 90)), drawn((40, 20))
    data = data_of(first, "MPO", save_all=True, append_images=[second], exif=camera(1)) + b"ftypmp42" + SECRET
    found = _inspect("a.jpg", data, PLACE)
    clean = published_bytes("a.jpg", data)
    assert isinstance(found, MediaFile)
    assert (found.format, found.width) == ("jpeg", 160)
    assert clean.count(b"\xff\xd8\xff") == 1
    assert SECRET not in clean
    with Image.open(io.BytesIO(clean)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (160, 90)


def test_thumbnails_are_left_out() -> None:
    plain = data_of(drawn())
    jfif = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + b"\1\2\3")
    data = plain[:2] + jfif + segment(0xE0, b"JFXX\0\x10" + SECRET) + plain[20:]
    clean = published_bytes("a.jpg", data)
    assert clean == plain[:2] + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + plain[20:]


def test_gifs_keep_their_frames_and_lose_their_comments() -> None:
    data = data_of(drawn(mode="P"), "GIF", save_all=True, append_images=[drawn(mode="P").rotate(90)], loop=0)
    comment, xmp = b"\x21\xfe\x12" + SECRET + b"\0", b"\x21\xff\x0bXMP DataXMP" + b"\x12" + SECRET + b"\0"
    start = data.index(b"\x21\xff\x0bNETSCAPE")
    clean = published_bytes("a.gif", data[:start] + comment + xmp + data[start:] + SECRET)
    assert clean == data
    assert published(data).frames == 2


def test_boxes_of_makers_in_avif_are_emptied_in_their_place() -> None:
    data = data_of(drawn(), "AVIF", save_all=True, append_images=[drawn().rotate(90)])
    more = b"\0\0\0\x1auuid" + SECRET + b"\0\0\0\x1afree" + SECRET
    moov, trak = data.index(b"moov"), data.index(b"trak")
    tracked = b"\0\0\0\x1audta" + SECRET
    sizes = [int.from_bytes(data[at - 4 : at], "big") + len(tracked) for at in (moov, trak)]
    longer = bytearray(data)
    for at, size in zip((moov, trak), sizes, strict=True):
        longer[at - 4 : at] = size.to_bytes(4, "big")
    longer[trak + 4 : trak + 4] = tracked
    for whole in (data + more + SECRET, bytes(longer)):
        clean = published_bytes("a.avif", whole)
        assert SECRET in whole
        assert SECRET not in clean
        assert clean.index(b"mdat") == whole.index(b"mdat")
    assert pixels(published_bytes("a.avif", data + more + SECRET)) == pixels(data)


def test_rights_come_from_wherever_an_agency_writes_them() -> None:
    iptc = photoshop((80, "Nguyễn".encode()), (80, b"B"), (110, b"TTXVN"), (116, b"\xa9 B\xe1o"), (92, SECRET))
    assert read_iptc(iptc) == Rights("Nguyễn, B", "© Báo", "TTXVN")
    assert read_xmp(write_xmp(RIGHTS)) == RIGHTS
    short = b"""<?xpacket begin=""?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:Credit="TTXVN" p:City="X"/></rdf:RDF><?xpacket end="w"?>"""
    assert read_xmp(short + b"\0") == Rights(credit="TTXVN")
    assert read_exif(write_exif(8, RIGHTS)).rights == Rights(*RIGHTS[:2])
    clean = published_bytes("a.jpg", with_segments(data_of(drawn()), segment(0xED, b"Photoshop 3.0\0" + iptc)))
    assert published(clean).rights == Rights("Nguyễn, B", "© Báo", "TTXVN")
    png = with_chunks(data_of(drawn(), "PNG"), chunk(b"tEXt", b"Copyright\0\xa9 B\xe1o"))
    assert published(published_bytes("a.png", png)).rights == Rights(copyright="© Báo")


@pytest.mark.parametrize(
    "packet",
    [b"<", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a>" * 1000, b"\xff\xfe", b" " * 2_000_000, b"<a/>"],
)
def test_xmp_that_cannot_be_read_says_nothing(packet: bytes) -> None:
    assert read_xmp(packet) == Rights()


# Damage


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("block", [b"XX", b"II*\0\xff\xff\xff\xff" + b"\0" * 9, b"MM\0*\0\0\0\x08\0\x09" + b"\1" * 20])
def test_damaged_exif_is_left_out_and_said(kind: str, block: bytes) -> None:
    data = data_of(drawn(), kind, exif=b"Exif\0\0" + block)
    found = _inspect("a.jpg", data, PLACE)
    assert isinstance(found, MediaFile)
    assert (str(found.lost), found.format, str(found.fixed)) == ("camera data (EXIF)", kind.lower(), "")
    assert pixels(published_bytes("a.jpg", data)) == pixels(data_of(drawn(), kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("bad", [b"no profile", b"\0" * 200, b"x" * 36 + b"acsp" + b"x" * 200])
def test_a_damaged_colour_profile_is_left_out_and_said(kind: str, bad: bytes) -> None:
    data = data_of(drawn(), kind, icc_profile=bad)
    found = _inspect("a.jpg", data, PLACE)
    assert isinstance(found, MediaFile)
    assert (str(found.lost), found.format) == ("colour profile", kind.lower())
    assert bad not in published_bytes("a.jpg", data)


def test_a_profile_in_pieces_of_which_one_is_missing() -> None:
    pieces = [segment(0xE2, b"ICC_PROFILE\0" + bytes((n, 3)) + b"x" * 60_000) for n in (1, 3)]
    found = _inspect("a.jpg", with_segments(data_of(drawn()), *pieces), PLACE)
    assert isinstance(found, MediaFile)
    assert str(found.lost) == "colour profile"


def test_a_wrong_checksum_counts_only_where_a_picture_needs_the_chunk() -> None:
    plain = data_of(drawn(), "PNG")
    bad = chunk(b"gAMA", b"\0\0\xb1\x8f")[:-1] + b"?"
    found = _inspect("a.png", with_chunks(plain, bad), PLACE)
    assert isinstance(found, MediaFile)
    assert (found.format, str(found.lost)) == ("png", "")
    assert published_bytes("a.png", with_chunks(plain, bad)) == plain
    at = plain.index(b"IDAT") + 20
    broken = _inspect("a.png", plain[:at] + b"?" + plain[at + 1 :], PLACE)
    assert isinstance(broken, MediaFile)
    assert str(broken.fixed).startswith("damaged")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_no_cut_and_no_flipped_byte_is_a_surprise(kind: str) -> None:
    """Each is a file of the site or one diagnostic; what is published tells no place."""
    options = {"exif": camera(), "icc_profile": profile(), "xmp": XMP} if kind not in ("GIF", "PNG") else {}
    data = data_of(drawn((16, 8)), kind, **options)
    for at in range(0, len(data), max(1, len(data) // 150)):
        for broken in (data[:at], data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]):
            found = _inspect("a.jpg", broken, PLACE)
            assert isinstance(found, (MediaFile, Diagnostic))
            if isinstance(found, MediaFile):
                clean = published_bytes("a.jpg", broken)
                assert digest_bytes(clean) == found.digest


def test_only_what_is_decoded_line_by_line_is_streamed() -> None:
    """Others are in memory whole, however much smaller they are read."""
    assert published(data_of(drawn())).streamed
    assert not published(data_of(drawn(), progressive=True)).streamed
    assert not published(data_of(drawn(), "PNG")).streamed


def test_what_is_no_picture_any_more_is_a_problem_of_the_site() -> None:
    with pytest.raises(SiteProblem, match=r"content/a\.jpg: cannot read picture"):
        published_bytes("a.jpg", b"%!PS-Adobe-3.0")


# HEIC

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40


def test_without_its_library_a_heic_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    for name in ("a.heic", "a.jpg"):
        found = _inspect(name, HEIC, PLACE)
        assert isinstance(found, Diagnostic)
        assert str(found.message) == "cannot read picture: it is a HEIC, which most browsers cannot show"
        assert "toasoan[heic]" in str(found.hint)


def test_with_its_library_a_heic_is_a_jpeg() -> None:
    heif = pytest.importorskip("pillow_heif")
    made = io.BytesIO()
    heif.from_pillow(drawn()).save(made, quality=80, exif=camera(1).tobytes(), xmp=XMP)
    found = _inspect("a.heic", made.getvalue(), PLACE)
    clean = published_bytes("a.heic", made.getvalue())
    assert isinstance(found, MediaFile), found
    assert (found.format, found.width, found.height) == ("jpeg", 64, 32)
    assert found.url == f"/media/a-heic.{digest_bytes(clean)[:8]}.jpg"
    assert (SECRET in made.getvalue(), SECRET in clean) == (True, False)
    assert published(clean).rights == RIGHTS
    damaged = _inspect("a.heic", HEIC, PLACE)
    assert isinstance(damaged, Diagnostic)
    assert "damaged HEIC" in str(damaged.message)
