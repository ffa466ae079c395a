"""Pictures that are drawn: cards to share, icons; when they are drawn again, and that nothing is clipped."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ssg.draw.card import HEIGHT, WIDTH, Card, draw
from ssg.draw.fonts import font_of, printable
from ssg.pages.drawn import cards
from tests.conftest import TinySite

FONTS = Path(__file__).parent.parent / "templates/assets/fonts"
SERIF, SANS = (FONTS / "newsreader.woff2").read_bytes(), (FONTS / "be-vietnam-pro-600.woff2").read_bytes()
TITLES = [
    "Lũ về",
    "ẨM THỰC Ở ĐÂY, ẪM Ậ Ự Ỡ Ể: “KHÍ CƯỜI” Ở HÀ NỘI",
    "Thủ tướng: Phát triển hạ tầng số đồng bộ, hiện đại " * 8,
    "x" * 3000,
    "😀",
    "",
]
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
logo = "img/mark.png"
[share]
draw = true
[[categories]]
name = "Thủ đô"
-- content/thu-do/a.md --
---
title: Bài một
date: 2026-11-20
---
Văn.
-- content/thu-do/b.md --
---
title: Bài hai
date: 2026-11-19
image: https://x.example/a.jpg
---
-- templates/assets/img/mark.svg --
<svg/>
"""


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def card(title: str) -> Card:
    return Card("Báo Thử", "Thời sự", title, "Mỗi ngày", SERIF, SANS, "#a12a1c")


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:12])
def test_cards_keep_their_edges(title: str) -> None:
    drawn = picture(draw(card(title)))
    assert (drawn.size, drawn.mode) == ((WIDTH, HEIGHT), "P")
    ink = drawn.convert("L").point([255 if value < 200 else 0 for value in range(256)]).getbbox()
    assert ink is not None
    assert ink[0] >= 68
    assert ink[1] >= 60
    assert ink[2] <= WIDTH - 40
    assert ink[3] <= HEIGHT - 36


def test_stacked_marks_do_not_run_into_the_line_above() -> None:
    """Between the category and a headline of the tallest letters there is paper."""
    drawn = picture(draw(card("ẪẨỄỔ ẪẨỄỔ"))).convert("L")
    rows = [drawn.crop((72, y, 600, y + 1)).getextrema()[0] for y in range(196, 330)]
    first = next(y for y, darkest in enumerate(rows) if y > 14 and float(str(darkest)) < 200)
    assert first > 20


def test_the_same_card_has_the_same_bytes_and_another_has_not() -> None:
    assert draw(card("A")) == draw(card("A")) != draw(card("B"))


def test_letters_that_a_font_lacks_are_left_out() -> None:
    font = font_of(SERIF, 40)
    assert printable(font, "Đường 😀 漢 mới") == "Đường mới"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    logo = io.BytesIO()
    Image.new("RGBA", (300, 200), (200, 0, 0, 255)).save(logo, "PNG")
    made.write("templates/assets/img/mark.png", logo.getvalue())
    made.build()
    return made


def test_articles_without_a_picture_have_a_card(tiny: TinySite) -> None:
    share = {path for path in tiny.tree() if path.startswith("share/")}
    assert share == {"share/site.png", "share/thu-do/2026/11/bai-mot.png"}
    page = tiny.read("thu-do/2026/11/bai-mot/index.html")
    assert '<meta property="og:image" content="https://example.vn/bao/share/thu-do/2026/11/bai-mot.png">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    assert '"image":[{"@type":"ImageObject","url":"https://example.vn/bao/share/thu-do/2026/11/bai-mot.png"' in page
    assert 'og:image" content="https://x.example/a.jpg"' in tiny.read("thu-do/2026/11/bai-hai/index.html")
    assert 'og:image" content="https://example.vn/bao/share/site.png"' in tiny.read("thu-do/index.html")


def test_cards_are_drawn_again_only_if_they_change(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def noting(card: Card) -> bytes:
        drawn.append(card.title)
        return draw(card)

    monkeypatch.setattr(cards, "draw", noting)
    tiny.edit("content/thu-do/a.md", "Văn.", "Văn khác.")
    tiny.build()
    assert drawn == []
    tiny.edit("content/thu-do/a.md", "Bài một", "Bài khác")
    tiny.build()
    assert drawn == ["Bài khác"]
    tiny.edit("site.toml", 'name = "Thủ đô"', 'name = "Thủ đô ta"\nslug = "thu-do"')
    tiny.build()
    assert drawn == ["Bài khác"] * 2
    tiny.edit("site.toml", "draw = true", "draw = false")
    tiny.build()
    assert not (tiny.public / "share").exists()


def test_icons(tiny: TinySite) -> None:
    sizes = {"apple-touch-icon.png": 180, "icons/32.png": 32, "icons/192.png": 192, "icons/512.png": 512}
    sizes["icons/maskable.png"] = 512
    for path, size in sizes.items():
        assert picture((tiny.public / path).read_bytes()).size == (size, size), path
    assert picture((tiny.public / "favicon.ico").read_bytes()).info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    whole = picture((tiny.public / "icons/512.png").read_bytes())
    assert (whole.getpixel((256, 10)), whole.getpixel((256, 256))) == ((0, 0, 0, 0), (200, 0, 0, 255))
    masked = picture((tiny.public / "icons/maskable.png").read_bytes())
    assert masked.mode == "RGB"
    assert masked.getpixel((10, 256)) == (255, 253, 250)
    page = tiny.read("index.html")
    assert '<link rel="icon" href="/bao/favicon.ico" type="image/x-icon" sizes="16x16 32x32 48x48">' in page
    assert '<link rel="icon" href="/bao/assets/img/mark.' in page
    manifest = json.loads(tiny.read("manifest.webmanifest"))
    assert manifest["start_url"] == manifest["scope"] == "/bao/"
    assert [(icon["src"], icon["purpose"]) for icon in manifest["icons"]] == [
        ("/bao/icons/192.png", "any"),
        ("/bao/icons/512.png", "any"),
        ("/bao/icons/maskable.png", "maskable"),
    ]
    assert manifest["theme_color"] == "#fffdfa"
    tiny.write("site.toml", (tiny.root / "site.toml").read_text("utf-8") + '\n[theme.colours]\npaper = "#f0f4f8"\n')
    tiny.build()
    manifest = json.loads(tiny.read("manifest.webmanifest"))
    assert (manifest["theme_color"], manifest["background_color"]) == ("#f0f4f8", "#f0f4f8")
