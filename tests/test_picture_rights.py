"""Rights of pictures: what files say of themselves, and what becomes of it on pages, in feeds and in copies."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ssg.build import build
from ssg.core.picture_rights import SYNTHETIC, Rights
from ssg.draw.formats import published
from ssg.draw.rights import noted, read_iptc, read_xmp, write_xmp
from ssg.work import Work
from tests.command import AGED, ssg
from tests.conftest import TinySite
from tests.store.test_media import chunk, photoshop, segment, with_chunks, with_segments
from tests.test_pictures import data_of

WHOSE = Rights(
    "Minh Hà", "© TTXVN <2026>", "TTXVN", "https://anh.example/giay-phep", "", "https://anh.example/mua", "Cầu lúc sáng"
)
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[pictures]
widths = [40]
[deploy]
keep = 0
-- content/tin/a.md --
---
title: Bài một
date: 2026-11-20
slug: a
image: {src: a.jpg, alt: Cầu}
---
![Trong bài](b.jpg)

![Có chú thích](b.jpg "Của báo. | Ảnh: Anh Tú")

Ảnh ![nhỏ](b.jpg) trong dòng.
-- content/tin/b.md --
---
title: Bài hai
date: 2026-11-19
slug: b
layout: photo
image: {src: a.jpg, alt: Cầu, caption: "Của báo", credit: "Ảnh: Anh Tú"}
---
::: gallery Cả loạt
![Trong bài](b.jpg)
:::
"""
A, B = "tin/2026/11/a/index.html", "tin/2026/11/b/index.html"
HOLDER = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Cầu lúc sáng</rdf:li></rdf:Alt></dc:description>
<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName="A" plus:LicensorURL="https://anh.example/mua"/></rdf:Seq>
</plus:Licensor></rdf:Description></rdf:RDF></x:xmpmeta>"""


def photo(rights: Rights, size: tuple[int, int] = (400, 300)) -> bytes:
    """A JPEG as an agency sends it: XMP with its rights, IPTC with the caption."""
    xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + write_xmp(rights)) if write_xmp(rights) else b""
    iptc = segment(0xED, b"Photoshop 3.0\0" + photoshop((120, rights.caption.encode()))) if rights.caption else b""
    return with_segments(data_of(Image.new("RGB", size, "#336699")), *filter(None, (xmp, iptc)))


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.write("content/tin/a.jpg", photo(WHOSE))
    made.write("content/tin/b.jpg", photo(WHOSE, (200, 100)))
    rebuilt(made)
    return made


def rebuilt(tiny: TinySite) -> None:
    """Build, going on from the last build, and compare with a clean build."""
    tiny.build()
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public"))
    clean.now = tiny.now
    clean.build()
    assert tiny.tree() == clean.tree()
    shutil.rmtree(clean.root)


def graph(tiny: TinySite, page: str, kind: str) -> dict[str, Any]:
    """The first thing of a type on a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', tiny.read(page), re.DOTALL)
    assert found
    return next(thing for thing in json.loads(found[1]) if thing["@type"] == kind)


def pictures(tiny: TinySite, page: str) -> list[dict[str, Any]]:
    """The pictures that a page describes by themselves."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', tiny.read(page), re.DOTALL)
    assert found
    return [thing for thing in json.loads(found[1]) if thing["@type"] == "ImageObject"]


def captions(tiny: TinySite, page: str) -> list[str]:
    return re.findall(r"<figcaption>(.*?)</figcaption>", tiny.read(page))


def test_a_caption_and_where_a_licence_is_sold_are_read() -> None:
    assert read_xmp(HOLDER.encode()) == Rights(caption="Cầu lúc sáng", licensor="https://anh.example/mua")
    assert read_iptc(photoshop((120, "Cầu".encode()))).caption == "Cầu"
    for junk in ("OLYMPUS DIGITAL CAMERA", "SONY DSC", "default"):
        assert noted(b"", b"", photoshop((120, junk.encode()))).rights.caption == ""
    assert read_xmp(write_xmp(WHOSE)) == WHOSE._replace(caption="")


def test_pages_say_what_the_file_says_where_the_article_is_silent(tiny: TinySite) -> None:
    credit = '<span class="credit">Ảnh: Minh Hà/TTXVN</span>'
    own = 'Của báo. <span class="credit">Ảnh: Anh Tú</span>'
    assert [one.strip() for one in captions(tiny, A)[:3]] == [credit, credit, own]
    assert "data-ssg" not in "".join(data.decode("utf-8", "replace") for data in tiny.tree().values())
    assert "Cầu lúc sáng" not in tiny.read(A)
    image = graph(tiny, A, "NewsArticle")["image"][0]
    assert image["contentUrl"] == image["url"]
    assert (image["creator"], image["creditText"]) == ({"@type": "Person", "name": "Minh Hà"}, "Ảnh: Minh Hà/TTXVN")
    assert image["copyrightNotice"] == "© TTXVN <2026>"
    assert (image["license"], image["acquireLicensePage"]) == (WHOSE.statement, WHOSE.licensor)
    # What the article says counts, and its gallery has what the files say.
    album = graph(tiny, B, "ImageGallery")["associatedMedia"]
    assert [one["creditText"] for one in album] == ["Ảnh: Anh Tú", "Ảnh: Minh Hà/TTXVN"]
    assert [one["license"] for one in album] == [WHOSE.statement] * 2
    assert [one["contentUrl"] for one in album] == [one["url"] for one in album]
    feed = tiny.read("feed.xml")
    assert "Ảnh: Minh Hà/TTXVN" in feed
    assert "Cầu lúc sáng" not in feed


def test_pictures_in_texts_are_described_by_themselves(tiny: TinySite) -> None:
    tiny.write("content/tin/c.jpg", photo(WHOSE, (120, 100)))
    tiny.write("content/tin/d.jpg", photo(Rights(), (120, 90)))
    tiny.edit("content/tin/a.md", "Ảnh ![nhỏ](b.jpg)", "![Không ai](d.jpg)\n\nẢnh ![nhỏ](b.jpg), ![nữa](c.jpg)")
    tiny.add(
        "-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\ntype: page\nimage: {src: tin/a.jpg, alt: Cầu}\n---\n"
        '![Lần nữa](tin/a.jpg)\n\n![Riêng](tin/b.jpg)\n\n![Chỉ tên](tin/d.jpg "Ở đâu. | Ảnh: Lan")\n'
    )
    rebuilt(tiny)
    figure, in_line = pictures(tiny, A)
    assert re.search(r"/media/tin/b\.\w+\.jpg$", figure["url"])
    assert re.search(r"/media/tin/c\.\w+\.jpg$", in_line["url"])
    for one in (figure, in_line):
        assert one["contentUrl"] == one["url"]
        assert one["url"].removeprefix("https://example.vn") in tiny.read(A)
        assert (one["creator"], one["creditText"]) == ({"@type": "Person", "name": "Minh Hà"}, "Ảnh: Minh Hà/TTXVN")
        assert (one["license"], one["acquireLicensePage"]) == (WHOSE.statement, WHOSE.licensor)
        assert one["copyrightNotice"] == WHOSE.copyright
    assert (figure["width"], figure["height"]) == (200, 100)
    # A gallery has its own.
    assert pictures(tiny, B) == []
    others = pictures(tiny, "gioi-thieu/index.html")
    assert [one["creditText"] for one in others] == ["Ảnh: Minh Hà/TTXVN", "Ảnh: Minh Hà/TTXVN", "Ảnh: Lan"]
    assert others[2]["contentUrl"] == others[2]["url"]
    # The rights of the file change: so does what is said of it.
    tiny.write("content/tin/c.jpg", photo(Rights(), (120, 100)))
    rebuilt(tiny)
    assert pictures(tiny, A) == [figure]
    tiny.write(FILE, '[[picture]]\nfile = "tin/c.jpg"\nregions = ["VN"]\n')
    rebuilt(tiny)
    assert pictures(tiny, A)[1]["regionsAllowed"] == [{"@type": "Country", "name": "VN"}]
    tiny.write(FILE, '[[picture]]\nfile = "tin/"\nuntil = 2026-11-01\n')
    rebuilt(tiny)
    assert pictures(tiny, A) == []


MADE = "trainedAlgorithmicMedia"
TERMS = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def source_xmp(inside: str) -> bytes:
    """The XMP of an image generator."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f"{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def test_what_software_made_is_read_however_it_is_written() -> None:
    for term in SYNTHETIC:
        for written in (
            f'e:DigitalSourceType="{TERMS}{term}">',
            f"><e:DigitalSourceType>{TERMS}{term}</e:DigitalSourceType>",
            f'><e:DigitalSourceType rdf:resource="{TERMS.replace("http:", "https:")}{term}/"/>',
            f"><e:DigitalSourceType>{term}</e:DigitalSourceType>",
        ):
            assert read_xmp(source_xmp(written)) == Rights(source=term), written
        assert read_xmp(write_xmp(Rights(source=term))) == Rights(source=term)
    for other in ("digitalCapture", "minorHumanEdits", "<b>", ""):
        assert read_xmp(source_xmp(f'e:DigitalSourceType="{TERMS}{other}">'.replace("<", "&lt;"))) == Rights()


def test_that_software_made_a_picture_is_kept_and_said(tiny: TinySite) -> None:
    tiny.write("content/tin/a.jpg", photo(WHOSE._replace(source=MADE)))
    tiny.write("content/tin/b.jpg", photo(Rights(source=MADE), (200, 100)))
    tiny.edit("site.toml", "widths = [40]", "widths = [40]\nnotes = []")
    rebuilt(tiny)
    names = [name for name in tiny.tree() if name.startswith("media/")]
    assert {published((tiny.public / name).read_bytes()).rights.source for name in names} == {MADE}
    kind = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert {one["digitalSourceType"] for one in graph(tiny, A, "NewsArticle")["image"]} == {kind}
    assert {one["digitalSourceType"] for one in graph(tiny, B, "ImageGallery")["associatedMedia"]} == {kind}
    assert [one["digitalSourceType"] for one in pictures(tiny, A)] == [kind]
    tiny.write("content/tin/b.jpg", photo(Rights(), (200, 100)))
    rebuilt(tiny)
    assert [one.get("digitalSourceType") for one in pictures(tiny, A)] == [None]


def test_an_article_that_does_not_say_so_is_named(tiny: TinySite) -> None:
    def said() -> list[tuple[str, int]]:
        found = build(tiny.request()._replace(output=None), Work()).diagnostics
        return [(d.place.path, d.place.line) for d in found if d.code == "W445"]

    for name in "ab":
        tiny.write(f"content/tin/{name}.jpg", photo(Rights(source=MADE)))
    a, b = "content/tin/a.md", "content/tin/b.md"
    assert said() == [(a, 5), (a, 7), (a, 9), (a, 11), (b, 6), (b, 9)]
    tiny.edit(a, "alt: Cầu", 'alt: Cầu, credit: "Minh họa: AI"')
    tiny.edit(a, "| Ảnh: Anh Tú", "| Minh họa: AI")
    tiny.edit(b, "layout: photo", "layout: photo\nai: true")
    assert said() == [(a, 7), (a, 11)]
    tiny.write("content/tin/b.jpg", photo(WHOSE))
    assert said() == []


def test_copies_keep_rights_and_no_caption(tiny: TinySite) -> None:
    names = [name for name in tiny.tree() if name.startswith("media/")]
    assert {name.rsplit(".", 1)[1] for name in names} == {"jpg", "webp"}
    for name in names:
        assert published((tiny.public / name).read_bytes()).rights == WHOSE._replace(caption=""), name


def test_settings_say_what_is_shown(tiny: TinySite) -> None:
    tiny.edit("site.toml", "widths = [40]", 'widths = [40]\nnotes = ["caption"]')
    rebuilt(tiny)
    assert captions(tiny, A)[:2] == ["Cầu lúc sáng", "Cầu lúc sáng"]
    image = graph(tiny, A, "NewsArticle")["image"][0]
    assert image["caption"] == "Cầu lúc sáng"
    assert not {"creator", "creditText", "license", "copyrightNotice", "contentUrl"} & image.keys()


def test_another_note_in_the_same_picture_is_seen(tiny: TinySite) -> None:
    tiny.edit("site.toml", "widths = [40]", 'widths = [40]\nnotes = ["caption", "credit", "licence"]')
    rebuilt(tiny)
    before = tiny.tree()
    tiny.write("content/tin/a.jpg", photo(WHOSE._replace(caption="Cầu lúc chiều")))
    rebuilt(tiny)
    assert "Cầu lúc chiều" in tiny.read(A)
    media = {name: data for name, data in tiny.tree().items() if name.startswith("media/")}
    assert media.items() <= before.items()  # what is published of the file is the same
    tiny.write("content/tin/a.jpg", photo(WHOSE._replace(credit="Reuters")))
    tiny.write("content/tin/b.jpg", photo(Rights(), (200, 100)))
    rebuilt(tiny)
    assert captions(tiny, A)[0].endswith("Ảnh: Minh Hà/Reuters</span>")
    assert captions(tiny, A)[1].startswith("Của báo.")


def test_unsafe_addresses_are_not_shown(tiny: TinySite) -> None:
    tiny.write("content/tin/a.jpg", photo(WHOSE._replace(statement="javascript:alert(1)", credit='<b>"x"&\'')))
    rebuilt(tiny)
    assert "license" not in graph(tiny, A, "NewsArticle")["image"][0]
    assert captions(tiny, A)[0].endswith("Minh Hà/&lt;b&gt;&#34;x&#34;&amp;&#39;</span>")


OWNED = Image.Exif()
OWNED[0x8298] = "TTXVN"


def grown(kind: str, data: bytes, end: bytes, more: bytes) -> bytes:
    """A signed picture with more in its credentials, which end with `end`."""
    if kind == "PNG":
        return with_chunks(data[: data.index(b"caBX") - 4] + data[data.index(b"IDAT") - 4 :], chunk(b"caBX", more))
    if kind == "JPEG":
        at = data.index(b"\xff\xeb")
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        return (
            data[: at + 2]
            + (size + len(more)).to_bytes(2, "big")
            + data[at + 4 : at + 2 + size]
            + more
            + data[at + 2 + size :]
        )
    at, longer = data.index(b"C2PA") + 4, more + b"\0" * (len(more) % 2)
    out = data[:at] + (len(end) + len(longer)).to_bytes(4, "little") + data[at + 4 :] + longer
    return out[:4] + (len(out) - 8).to_bytes(4, "little") + out[8:]


def signed_webp(data: bytes) -> bytes:
    chunk_of_c2pa = b"C2PA\x08\0\0\0c2pa.GPS"
    size = int.from_bytes(data[4:8], "little") + len(chunk_of_c2pa)
    return data[:4] + size.to_bytes(4, "little") + data[8:] + chunk_of_c2pa


SIGNED: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": lambda data: with_segments(data, segment(0xEB, b"JP\0\1\0\0\0\1\0\0\0\x40jumb...c2pa...GPS")),
    "PNG": lambda data: with_chunks(data, chunk(b"caBX", b"jumb c2pa GPS")),
    "AVIF": lambda data: data + b"\0\0\0\x20uuid" + bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + b"c2pa.GPS",
    "WEBP": signed_webp,
}


@pytest.mark.parametrize("kind", list(SIGNED))
def test_content_credentials_are_seen_and_left_out(kind: str) -> None:
    plain = data_of(Image.new("RGB", (40, 30), "#336699"), kind)
    found = published(SIGNED[kind](plain))
    assert found.credentials
    assert b"GPS" in SIGNED[kind](plain)
    assert b"GPS" not in found.data
    assert not published(plain).credentials


@pytest.mark.parametrize("kind", [kind for kind in SIGNED if kind != "AVIF"])
def test_content_credentials_say_what_software_made(kind: str) -> None:
    """The signature goes, and what it said of software stays, as IPTC's metadata."""
    plain = data_of(Image.new("RGB", (40, 30), "#336699"), kind, **({"exif": OWNED} if kind == "WEBP" else {}))
    signed = SIGNED[kind](plain)
    padding = b"c2pa.GPS" if kind == "WEBP" else b"GPS"
    for said, expected in (
        ((MADE,), MADE),
        (("digitalCapture", MADE, "compositeWithTrainedAlgorithmicMedia"), "compositeWithTrainedAlgorithmicMedia"),
        (("digitalCapture",), ""),
    ):
        claims = b"".join(b"\x78\x46" + f"{TERMS}{term}".encode() + b"msoftwareAgent" for term in said)
        found = published(grown(kind, signed, padding, claims))
        assert found.credentials
        assert found.rights.source == expected
        assert published(found.data).rights == found.rights
        assert not published(found.data).credentials


def test_content_credentials_may_need_several_segments() -> None:
    first, second = b"JP\0\1\0\0\0\1\0\0\0\x40jumb...c2pa", b"JP\0\1\0\0\0\2\0\0\0\x40jumb..."
    plain = photo(Rights())
    signed = with_segments(plain, segment(0xEB, first), segment(0xEB, second + f"{TERMS}{MADE}".encode()))
    assert published(signed).rights.source == MADE
    assert published(published(signed).data).rights == Rights(source=MADE)
    other = with_segments(plain, segment(0xEB, second))
    assert not published(other).credentials
    assert published(other).data == plain


def test_content_credentials_are_said(tiny: TinySite) -> None:
    signed = SIGNED["JPEG"](photo(WHOSE))
    tiny.write("content/tin/a.jpg", signed)
    tiny.write("static/c.jpg", signed)
    tiny.edit("content/tin/b.md", "::: gallery", "![C](/c.jpg)\n\n::: gallery")
    tiny.build()
    assert (tiny.public / "c.jpg").read_bytes() == signed
    said = build(tiny.request()._replace(output=None), Work()).diagnostics
    assert {d.place.path for d in said if d.code == "N439"} == {"content/tin/a.jpg", "static/c.jpg"}


# For how long, and where


RIGHTS = """[[picture]]
file = "tin/"
regions = ["VN", "LA"]

[[picture]]
file = "tin/a.jpg"
until = 2026-11-25
"""
FILE = "data/picture-rights.toml"


def published_as(tiny: TinySite, name: str) -> list[str]:
    return [path for path in tiny.tree() if path.startswith(f"media/tin/{name}.") or f"/{name}-" in path]


def at(tiny: TinySite, time: str) -> None:
    tiny.now = datetime.fromisoformat(time).replace(tzinfo=tiny.now.tzinfo)


def said_of_rights(tiny: TinySite) -> list[str]:
    return [line for line in tiny.said().splitlines() if "[W49" in line or "[E49" in line]


def test_a_picture_whose_rights_have_ended_is_gone_everywhere(tiny: TinySite) -> None:
    tiny.edit("site.toml", "[deploy]", "[share]\ndraw = true\n[deploy]")
    tiny.write(FILE, RIGHTS)
    rebuilt(tiny)
    assert published_as(tiny, "a")
    assert "share/" not in tiny.read(A)
    at(tiny, "2026-11-25 23:59:59")
    rebuilt(tiny)
    assert published_as(tiny, "a")
    at(tiny, "2026-11-26 00:00:00")
    rebuilt(tiny)
    assert said_of_rights(tiny) == [
        "content/tin/a.jpg: warning[W493]: the rights to this picture ended on 26/11/2026 00:00; published without it"
    ]
    assert not published_as(tiny, "a")
    assert not re.search(r"/media/tin/a[.-]", "".join(tiny.read(name) for name in (A, B, "feed.xml", "index.html")))
    assert "share/" in tiny.read(A)
    assert published_as(tiny, "b")
    # A new contract.
    tiny.edit(FILE, "2026-11-25", "2027-11-25")
    rebuilt(tiny)
    assert published_as(tiny, "a")
    tiny.remove(FILE)
    rebuilt(tiny)
    assert said_of_rights(tiny) == []


def test_pictures_in_texts_and_galleries_go_with_their_figures(tiny: TinySite) -> None:
    tiny.write(FILE, '[[picture]]\nfile = "tin/b.jpg"\nuntil = "24/11/2026 11:00"\n')
    rebuilt(tiny)
    assert "Trong bài" not in tiny.read(A) + tiny.read(B) + tiny.read("feed.xml")
    assert not published_as(tiny, "b")
    tiny.edit("content/tin/b.md", "::: gallery", "Thêm chữ.\n\n::: gallery")
    rebuilt(tiny)
    assert "Trong bài" not in tiny.read(B)


def test_a_new_article_with_such_a_picture_does_not_show_it(tiny: TinySite) -> None:
    tiny.write("content/tin/c.jpg", photo(Rights(), (210, 100)))
    tiny.write(FILE, '[[picture]]\nfile = "tin/c.jpg"\nuntil = 2026-11-01\n')
    rebuilt(tiny)
    tiny.add("-- content/tin/c.md --\n---\ntitle: Bài ba\ndate: 2026-11-22\nslug: c\nimage: c.jpg\n---\nVăn.\n")
    rebuilt(tiny)
    assert not published_as(tiny, "c")


def test_the_end_of_a_right_is_due(tiny: TinySite) -> None:
    tiny.write(FILE, RIGHTS)
    next_: list[str | Path] = ["next", "-C", tiny.root, "--now", "2026-11-24 12:00"]
    line = "2026-11-26T00:00:00+07:00  26/11/2026 00:00  content/tin/a.jpg: the rights to this picture end"
    assert line in ssg(*next_).stdout
    found = json.loads(ssg(*next_, "--json").stdout)
    assert found["rights"] == [{"time": "2026-11-26T00:00:00+07:00", "file": "content/tin/a.jpg"}]
    report = tiny.root / "report.json"
    for now, is_there, parsed in (
        ("2026-11-25 20:00", True, None),
        ("2026-11-25 23:00", True, 0),
        ("2026-11-26 00:00", False, None),
    ):
        ssg("build", "-C", tiny.root, "--if-due", "--now", now, "--report", report, ahead=AGED)
        said = json.loads(report.read_text(encoding="utf-8"))
        assert bool(published_as(tiny, "a")) == is_there, now
        assert parsed is None or said["written"] == said["removed"] == []


def test_what_is_not_passed_on_is_in_no_feed(tiny: TinySite) -> None:
    output = '[[outputs]]\nname = "json"\nkind = "article"\n[deploy]'
    tiny.edit("site.toml", "[deploy]", output)
    tiny.write(FILE, RIGHTS.split("\n\n", maxsplit=1)[0])
    rebuilt(tiny)
    for name in ("feed.xml", "rss.xml"):
        assert '<media:restriction relationship="allow" type="country">vn la</media:restriction>' in tiny.read(name)
    tiny.write(FILE, RIGHTS.replace("until = 2026-11-25", 'regions = ["VN"]\npartners = false'))
    rebuilt(tiny)
    assert graph(tiny, A, "NewsArticle")["image"][0]["regionsAllowed"] == [{"@type": "Country", "name": "VN"}]
    for name in ("feed.xml", "rss.xml", "feed.json", "tin/2026/11/a/index.json"):
        assert "media/tin/a" not in tiny.read(name), name
        assert "media/tin/b" in tiny.read(name), name
    tiny.write(FILE, '[[picture]]\nfile = "tin/b.jpg"\npartners = false\n')
    rebuilt(tiny)
    for name in ("feed.xml", "rss.xml", "feed.json", "tin/2026/11/a/index.json"):
        assert "media/tin/b" not in tiny.read(name), name
    assert "Trong bài" in tiny.read(A)


def test_a_picture_of_static_is_not_shown_and_said_to_stay(tiny: TinySite) -> None:
    tiny.write("static/anh/c.jpg", photo(Rights(), (300, 200)))
    tiny.edit("content/tin/b.md", "::: gallery", "![Của static](/anh/c.jpg)\n\n::: gallery")
    tiny.write(FILE, '[[picture]]\nfile = "static/anh/"\nuntil = 2026-11-01\n')
    rebuilt(tiny)
    assert "Của static" not in tiny.read(B)
    assert "remove it from static/" in tiny.said()
    assert (tiny.public / "anh/c.jpg").exists()


def test_it_does_not_stay_for_a_while_like_others(tiny: TinySite) -> None:
    tiny.edit("site.toml", "keep = 0", "keep = 7")
    tiny.build()
    old = published_as(tiny, "a")
    tiny.write("content/tin/a.jpg", photo(WHOSE, (500, 300)))
    tiny.build()
    assert {*old} < {*published_as(tiny, "a")}  # the former ones stay
    for file in ("tin/a.jpg", "tin/"):
        tiny.write(FILE, f'[[picture]]\nfile = "{file}"\nuntil = 2026-11-01\n')
        tiny.build()
        assert not published_as(tiny, "a")
        assert bool(published_as(tiny, "b")) == (file == "tin/a.jpg")


def test_lists_for_partners_have_none_that_is_not_passed_on(tiny: TinySite) -> None:
    output = '[[outputs]]\nname = "doi-tac"\npath = "/doi-tac.json"\n[deploy]'
    tiny.edit("site.toml", "[deploy]", output)
    rebuilt(tiny)
    name = "doi-tac.json"
    assert "media/tin/a" in tiny.read(name)
    tiny.write(FILE, '[[picture]]\nfile = "tin/"\npartners = false\n')
    rebuilt(tiny)
    assert "media/tin" not in tiny.read(name)
    assert "media/tin/a" in tiny.read(A)
