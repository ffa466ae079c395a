"""Smaller copies and other shapes of pictures: which there are, what is on them, and that each is made once."""

from __future__ import annotations

import io
import json
import re
import shutil
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from ssg.build import build
from ssg.core.config.picture_keys import PicturesConfig
from ssg.core.model import MediaFile
from ssg.core.picture_rights import Rights
from ssg.draw import resize
from ssg.draw.formats import published
from ssg.draw.rights import write_exif, write_xmp
from ssg.index.pictures import as_they_are, largest, narrower, point, shapes, srcset
from ssg.work import Work
from tests.conftest import TinySite
from tests.previewing import Looking

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
[pictures]
widths = [40, 20, 500]
sizes = "(min-width: 9rem) 5rem, \\"100vw"
[deploy]
keep = 0
-- content/tin/a.md --
---
title: Bài một
date: 2026-11-20
slug: a
image: {src: a.jpg, alt: Hai màu, focus: right}
---
![Hai màu](a.jpg)

![Trong](b.png)
-- content/tin/b.md --
---
title: Bài hai
date: 2026-11-19
---
Văn.
"""
ARTICLE = "tin/2026/11/a/index.html"


def two_colours(size: tuple[int, int] = (400, 200), left: str = "#ff0000", right: str = "#0000ff") -> Image.Image:
    picture = Image.new("RGB", size, left)
    picture.paste(right, (size[0] // 2, 0, *size))
    return picture


def data_of(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def turned(orientation: int) -> Image.Exif:
    noted = Image.Exif()
    noted[274] = orientation
    noted[0x010F] = "Máy ảnh"
    return noted


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.write("content/tin/a.jpg", data_of(two_colours(), quality=95))
    made.write("content/tin/b.png", data_of(Image.new("RGBA", (100, 50), "#00ff0080"), "PNG"))
    made.build()
    return made


def copies(tiny: TinySite) -> dict[str, Image.Image]:
    """The copies by name, without their digests."""
    found: dict[str, Image.Image] = {}
    for name, data in tiny.tree().items():
        if match := re.fullmatch(r"media/tin/([a-z]+-[0-9x]+)\.[0-9a-f]{8}(\.[a-z]+)", name):
            found[match[1] + match[2]] = Image.open(io.BytesIO(data))
    return found


def colour(picture: Image.Image, x: int, y: int) -> str:
    red, green, blue = picture.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return "".join(name for name, value in (("r", red), ("g", green), ("b", blue)) if value > 100)


def test_copies_are_narrower_and_of_the_same_shape(tiny: TinySite) -> None:
    found = copies(tiny)
    assert {name: picture.size for name, picture in found.items()} == {
        "a-20.webp": (20, 10),
        "a-40.webp": (40, 20),
        "b-20.webp": (20, 10),
        "b-40.webp": (40, 20),
        "a-16x9.jpg": (355, 200),
        "a-4x3.jpg": (266, 200),
    }  # 1:1 would have 40,000 pixels; nothing is enlarged to 500; b is no lead picture
    assert [colour(found["a-40.webp"], x, 10) for x in (2, 37)] == ["r", "b"]
    # With the focus at the right, the left is cut off.
    assert [colour(found["a-4x3.jpg"], x, 100) for x in (60, 75, 260)] == ["r", "b", "b"]


def test_pages_name_them(tiny: TinySite) -> None:
    names = {re.sub(r"\.[0-9a-f]{8}\.", ".", name): f"/bao/{name}" for name in tiny.tree() if name.startswith("media/")}
    page = tiny.read(ARTICLE)
    listed = ", ".join(
        f"{names[f'media/tin/{name}']} {width}w" for name, width in (("a-20.webp", 20), ("a-40.webp", 40))
    )  # 400 is ten times as wide: the original is not for screens of 40
    original = names["media/tin/a.jpg"]
    sizes = "(min-width: 9rem) 5rem, &quot;100vw"
    assert f'<img src="{original}" srcset="{listed}" sizes="{sizes}" width="400"' in page
    lead = f'<a class="zoom" href="{original}"><img src="{original}" srcset="{listed}" sizes="('
    assert f'class="picture lead-picture">\n{lead}' in page
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    image = next(thing for thing in json.loads(data) if thing["@type"] == "NewsArticle")["image"]
    wide = f"https://example.vn{names['media/tin/a-16x9.jpg']}"
    assert [(one["url"], one["width"], one["height"]) for one in image] == [
        (wide, 355, 200),
        (f"https://example.vn{names['media/tin/a-4x3.jpg']}", 266, 200),
    ]
    assert f'<meta property="og:image" content="{wide}">\n<meta property="og:image:width" content="355">' in page
    for feed in ("feed.xml", "rss.xml", "feed.json"):
        assert "srcset" not in tiny.read(feed), feed
        assert f"https://example.vn{names['media/tin/a.jpg']}" in tiny.read(feed), feed


def test_each_is_made_once(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[int, int]] = []
    real = resize.made

    def counted(*arguments: Any) -> bytes:
        made.append(arguments[3])
        return real(*arguments)

    monkeypatch.setattr(resize, "made", counted)
    tiny.build()
    tiny.edit("content/tin/a.md", "Bài một", "Bài khác")
    tiny.edit("site.toml", "Báo Thử", "Báo Mới")
    tiny.build()
    assert made == []
    tiny.edit("content/tin/a.md", "focus: right", "focus: left")
    tiny.build()
    assert made == [(355, 200), (266, 200)]
    assert colour(copies(tiny)["a-4x3.jpg"], 60, 100) == "r"
    made.clear()
    tiny.write("content/tin/b.png", data_of(Image.new("RGB", (100, 60)), "PNG"))
    tiny.build()
    assert made == [(20, 12), (40, 24)]
    made.clear()
    tiny.edit("site.toml", "widths = [40, 20, 500]", 'widths = [30]\nformat = "same"')
    tiny.build()
    assert made == [(30, 15), (30, 18)]
    tiny.edit("content/tin/a.md", "![Trong](b.png)", "")
    tiny.build()
    assert sorted(copies(tiny)) == ["a-16x9.jpg", "a-30.jpg", "a-4x3.jpg"]
    clean = TinySite(tiny.root / "again", "")
    for name in ("site.toml", "content/tin/a.md", "content/tin/b.md", "content/tin/a.jpg", "content/tin/b.png"):
        clean.write(name, (tiny.root / name).read_bytes())
    clean.build()
    assert clean.tree() == tiny.tree()


def test_a_check_makes_one_and_the_preview_none(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(*arguments: Any) -> bytes:
        calls.append(arguments[4])
        return b""

    monkeypatch.setattr(resize, "made", counted)
    from ssg.build import build
    from ssg.work import Work

    build(tiny.request()._replace(output=None), Work())
    assert len(calls) == 1
    looking = Looking(tiny)
    copy = next(name for name in tiny.tree() if "a-40" in name)
    answer = looking.see(f"/bao/{copy}")
    assert (answer.status, answer.type, len(calls)) == (200, "image/jpeg", 1)


def test_a_copy_is_upright_in_srgb_and_tells_nothing() -> None:
    from PIL import ImageCms

    # Stored on its side: the camera noted that the right side is up.
    data = data_of(
        two_colours().convert("RGB"),
        exif=turned(6),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    original = resize.read(data, 1)
    assert original.picture.size == (200, 400)
    for kind in ("jpeg", "webp", "png"):
        copy = Image.open(io.BytesIO(resize.made(original, (200, 400), (0, 0, 200, 400), (50, 100), kind, 80)))
        assert (copy.size, dict(copy.getexif()), copy.info.get("icc_profile")) == ((50, 100), {}, None)
        assert [colour(copy, 25, y) for y in (5, 95)] == ["r", "b"]


def test_a_picture_that_tells_where_it_was_taken(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    noted = turned(1)
    noted.get_ifd(0x8825)[1] = "N"
    tiny.write("content/tin/a.jpg", data_of(two_colours(), exif=noted))
    tiny.write("content/tin/b.png", data_of(Image.new("RGB", (100, 50)), "PNG"))
    noted[0x8298] = "TTXVN"
    tiny.write("content/tin/a.jpg", data_of(two_colours(), exif=noted))
    tiny.build()
    published = {name: data for name, data in tiny.tree().items() if name.startswith("media/tin/a")}
    assert len(published) == 5  # itself, two copies, two shapes
    for name, data in published.items():
        exif = Image.open(io.BytesIO(data)).getexif()
        assert dict(exif) == {0x8298: "TTXVN"}, name
        assert not exif.get_ifd(0x8825)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "YCbCr"])
def test_all_kinds_of_colours(mode: str) -> None:
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    data = data_of(two_colours((80, 40), "#000000", "#ffffff").convert(mode), kind, icc_profile=b"no profile")
    for written in ("jpeg", "webp", "png"):
        made = resize.made(resize.read(data, 1), (80, 40), (0, 0, 80, 40), (40, 20), written, 80)
        copy = Image.open(io.BytesIO(made))
        assert (copy.size, colour(copy, 2, 10), colour(copy, 37, 10)) == ((40, 20), "", "rgb")


def test_no_copy_weighs_more_than_the_original(site: Callable[[str], TinySite]) -> None:
    data = data_of(Image.effect_noise((400, 225), 90), quality=5)
    made = resize.made(resize.read(data, 1), (400, 225), (0, 0, 400, 225), (360, 203), "jpeg", 95)
    assert made == data


def test_large_photographs_are_read_smaller() -> None:
    config = PicturesConfig()
    photo = MediaFile("a.jpg", "/media/a.00000000.jpg", "", 0, 6000, 4000, "jpeg")
    assert {one.halved for one in narrower(photo, config)} == {2}
    assert {one.halved for one in narrower(photo, PicturesConfig(shapes=False, max_width=1500))} == {4}
    assert srcset(photo, config, lambda one: one.url).endswith(" 1280w")  # not the original: no screen needs 6000
    assert [(one.width, one.height) for one in shapes(photo, "", config)] == [(1200, 675), (1200, 900), (1200, 1200)]
    read = resize.read(data_of(two_colours((801, 403))), 4)
    assert read.picture.size == (201, 101)


def test_a_page_never_loads_more_than_a_screen_shows(site: Callable[[str], TinySite]) -> None:
    """The original is published, for feeds' enclosures and search engines; pages name a copy of the cap's width."""
    tiny = site(SITE.replace("[pictures]", "[pictures]\nmax_width = 330"))
    tiny.write("content/tin/a.jpg", data_of(two_colours(), quality=95))
    tiny.write("content/tin/b.png", data_of(Image.new("RGBA", (331, 100), "#00ff0080"), "PNG"))
    tiny.build()
    found = copies(tiny)
    assert (found["a-330.jpg"].size, found["b-330.webp"].size) == ((330, 165), (330, 100))
    names = {re.sub(r"\.[0-9a-f]{8}\.", ".", name): f"/bao/{name}" for name in tiny.tree() if name.startswith("media/")}
    page = tiny.read(ARTICLE)
    assert page.count(f'<img src="{names["media/tin/a-330.jpg"]}" srcset="') == 2  # lead and text
    assert f'<img src="{names["media/tin/b-330.webp"]}" srcset="' in page
    assert 'width="330" height="165"' in page
    for original in ("a.jpg", "b.png"):
        assert f'src="{names[f"media/tin/{original}"]}' not in page
        assert names[f"media/tin/{original}"] in (f"/bao/{name}" for name in tiny.tree())
    assert f"{names['media/tin/a.jpg']} 400w" not in page
    assert largest(MediaFile("a.jpg", "/media/a.00000000.jpg", "", 0, 2000, 9, "jpeg"), PicturesConfig()) is None
    photo = largest(MediaFile("a.jpg", "/media/a.00000000.jpg", "", 0, 2001, 1000, "jpeg"), PicturesConfig())
    assert photo is not None
    assert (photo.width, photo.height, photo.format) == (2000, 1000, "jpeg")
    assert largest(MediaFile("a.gif", "/media/a.00000000.gif", "", 0, 5000, 1000), PicturesConfig()) is None


def test_pictures_of_more_pixels_than_fit_into_memory() -> None:
    huge = MediaFile("a.jpg", "/media/a.00000000.jpg", "", 0, 16_000, 12_000, "jpeg")
    assert {one.halved for one in narrower(huge, PicturesConfig())} == {8}
    tall = MediaFile("a.jpg", "/media/a.00000000.jpg", "", 0, 4500, 40_000, "jpeg")
    wide = PicturesConfig(max_width=4096)
    assert (narrower(tall, wide), list(shapes(tall, "", wide)), largest(tall, wide)) == ((), [], None)
    (said,) = as_they_are([tall], wide)
    assert (said.code, str(said.message).partition(": ")[2]) == ("N761", "it has 4500 × 40000 pixels")


def test_pictures_of_180_megapixels(site: Callable[[str], TinySite]) -> None:
    """A JPEG is shrunk while it is read; of a PNG no copies are made. Pillow's own limit is 179 million."""
    tiny = site(SITE)
    tiny.write("content/tin/a.jpg", data_of(Image.new("L", (18_000, 10_100)), quality=5))
    tiny.write("content/tin/b.png", data_of(Image.new("1", (18_000, 10_100)), "PNG"))
    built = tiny.build()
    assert {d.code for d in built.diagnostics if d.place.path.endswith("b.png")} == {"N761"}
    assert not [d for d in built.diagnostics if d.place.path.endswith("a.jpg")]
    assert copies(tiny)["a-500.webp"].size == (500, 281)


NAMED_OTHERWISE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[pictures]
widths = [40]
-- content/tin/a.md --
---
title: Một
date: 2026-11-20
slug: a
image: NAME
---
![Cầu](<NAME>)

![Cầu](</anh/NAME>)
"""


@pytest.mark.parametrize("name", ["a.jfif", "Ảnh 1.JFIF", "a.jpe", "a.pjpeg"])
def test_a_jpeg_of_another_name_is_one(site: Callable[[str], TinySite], name: str) -> None:
    tiny = site(NAMED_OTHERWISE.replace("NAME", name))
    for file in (f"content/tin/{name}", f"static/anh/{name}"):
        tiny.write(file, data_of(two_colours()))
    tiny.build()
    shown = re.findall(r'<img src="([^"]*)"', tiny.read(ARTICLE))
    assert [re.sub(r"[0-9a-f]{8}", "", one).rpartition(".")[2] for one in shown] == ["jpg"] * 3
    assert {one.rpartition("/")[0] for one in shown} == {"/media/tin", "/media/anh"}
    assert all((tiny.public / one[1:]).is_file() for one in shown)


def test_telephones_pictures_have_copies(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    second = two_colours((40, 20))
    tiny.write("content/tin/a.jpg", data_of(two_colours(), "MPO", save_all=True, append_images=[second], quality=95))
    tiny.write("content/tin/b.png", data_of(Image.new("RGB", (100, 50)), "PNG"))
    assert not [d for d in tiny.build().diagnostics if d.place.path.startswith("content/tin/a.jpg")]
    assert {"a-20.webp", "a-40.webp", "a-16x9.jpg"} <= set(copies(tiny))


def test_damage_is_one_line_with_the_articles_that_show_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("content/tin/a.jpg", data_of(two_colours(), icc_profile=b"no profile", exif=b"Exif\0\0??"))
    tiny.write("content/tin/b.png", data_of(Image.new("RGB", (100, 50)), "PNG"))
    for _ in range(2):  # it is said as long as it is so
        built = tiny.build()
        said = [d for d in built.diagnostics if d.place.path.endswith("a.jpg")]
        assert [(d.code, str(d.message)) for d in said] == [
            (
                "W764",
                "cannot read the camera data (EXIF) and colour profile of this picture; published without it",
            )
        ]
    assert "a-40.webp" in copies(tiny)
    assert [str(place) for place in said[0].also] == ["content/tin/a.md"]


@pytest.mark.parametrize("fails", ["read", "made"])
@pytest.mark.parametrize("options", [{}, {"keep_going": True}], ids=str)
def test_damage_that_only_a_copy_shows_costs_the_copies_alone(
    tiny: TinySite, monkeypatch: pytest.MonkeyPatch, fails: str, options: dict[str, Any]
) -> None:
    whole = copies(tiny)
    tiny.write("content/tin/b.png", data_of(Image.new("RGB", (100, 60)), "PNG"))
    real = getattr(resize, fails)
    calls: list[str] = []

    def failing(original: Any, *arguments: Any) -> Any:
        data = original if isinstance(original, bytes) else original.data
        if data[1:4] == b"PNG":
            calls.append(fails)
            raise OSError("broken data stream")
        return real(original, *arguments)

    monkeypatch.setattr(resize, fails, failing)
    tried: list[bool] = []
    for clean in (False, False, True):  # it is said as long as it is so, and tried once
        calls.clear()
        if clean:
            shutil.rmtree(tiny.root / ".ssg")
        built = build(tiny.request(**options)._replace(clock_ns=time.time_ns() + 10**10), Work())
        assert [(d.code, str(d.message), list(map(str, d.also))) for d in built.diagnostics] == [
            ("W760", "picture is damaged; published unchanged", ["content/tin/a.md"])
        ]
        assert built.published is not None
        assert set(copies(tiny)) == {name for name in whole if not name.startswith("b-")}
        assert "srcset" not in tiny.read(ARTICLE).partition('alt="Trong"')[2].partition(">")[0]
        tried.append(bool(calls))
    assert tried == [True, False, True]
    monkeypatch.undo()
    tiny.edit("site.toml", "widths = [40, 20, 500]", "widths = [40, 20, 30]")
    assert tiny.build().diagnostics == ()
    assert {"b-20.webp", "b-30.webp", "b-40.webp"} <= set(copies(tiny))


def test_a_copy_says_whose_it_is() -> None:
    rights = Rights("Nguyễn Văn A", "© Báo Thử", "TTXVN")
    original = resize.read(data_of(two_colours(), exif=b"Exif\0\0" + write_exif(3, rights), xmp=write_xmp(rights)), 1)
    for kind in ("jpeg", "webp", "png"):
        copy = resize.made(original, (400, 200), (0, 0, 400, 200), (40, 20), kind, 80)
        found = published(copy)
        assert (found.rights, found.orientation, found.width) == (rights, 1, 40)


def test_a_picture_that_has_a_shape_stands_for_itself() -> None:
    picture = MediaFile("a.jpg", "/media/a.00000000.jpg", "", 0, 1600, 900, "jpeg")
    wide, narrow, square = shapes(picture, "", PicturesConfig())
    assert (wide.url, wide.width) == (picture.url, 1600)
    assert (narrow.width, narrow.height, narrow.box) == (1200, 900, (200, 0, 1400, 900))
    assert square.box == (350, 0, 1250, 900)
    assert srcset(picture, PicturesConfig(), lambda one: f"/bao{one.url}").endswith(", /bao/media/a.00000000.jpg 1600w")


def test_focus() -> None:
    said = ["", "left", "top", "bottom right", "30% 20%", "30%", "70.5% 0", "x y z", "left center", "900% -3%"]
    assert [point(text) for text in said] == [
        *[(50, 50), (0, 50), (50, 0), (100, 100), (30, 20), (30, 50), (70, 0), (50, 50), (0, 50), (100, 50)]
    ]


def test_pictures_of_which_no_copies_are_made(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    moving = data_of(two_colours(), "WEBP", save_all=True, append_images=[two_colours(left="#00ff00")])
    tiny.write("content/tin/a.jpg", data_of(two_colours((400, 300)), quality=95)[:1500])
    tiny.write("content/tin/b.png", moving)
    for _ in range(2):
        built = tiny.build()
        said = [(d.code, d.place.path) for d in built.diagnostics if d.code[1:3] == "76"]
        assert said == [("W760", "content/tin/a.jpg"), ("N761", "content/tin/b.png")]
    page = tiny.read(ARTICLE)
    assert copies(tiny) == {}
    assert "srcset" not in page
    # Lead and text, each with a link; structured data, og:image.
    assert page.count("/bao/media/tin/a.") == 6
    tiny.edit("site.toml", "widths = [40, 20, 500]", "widths = []\nshapes = false")
    assert not [d for d in tiny.build().diagnostics if d.code[1:3] == "76"]
