"""Draw the newsroom's pictures: SVG scenes, printed by Chromium to JPEG.

Run ``python content/_studio/draw.py`` for all of them, or name a few:
``python content/_studio/draw.py cau-vuot-song pho-co``.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from pathlib import Path

import scenes_anh  # noqa: F401
import scenes_ban_doc  # noqa: F401
import scenes_giao_duc  # noqa: F401
import scenes_khoa_hoc  # noqa: F401
import scenes_kinh_te  # noqa: F401
import scenes_suc_khoe  # noqa: F401
import scenes_the_gioi  # noqa: F401
import scenes_the_thao  # noqa: F401
import scenes_thoi_su  # noqa: F401
import scenes_thu_do  # noqa: F401
import scenes_toa_soan  # noqa: F401
import scenes_van_hoa  # noqa: F401
from canvas import SCENES, Canvas, Entry
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page, sync_playwright

CONTENT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LARGEST = 78_000
GRAIN = 6


def grain(size: tuple[int, int], seed: str) -> Image.Image:
    """Paper tooth: soft grey noise around the middle value."""
    small = (size[0] * 2 // 3, size[1] * 2 // 3)
    noise = Image.frombytes("L", small, random.Random(seed).randbytes(small[0] * small[1]))
    low = 128 - GRAIN
    toned = noise.point([low + value * 2 * GRAIN // 255 for value in range(256)])
    return toned.resize(size, Image.Resampling.BICUBIC)


def printed(picture: Image.Image, seed: str) -> Image.Image:
    """Lay the paper's tooth over a clean rendering."""
    tooth = grain(picture.size, seed)
    return ImageChops.overlay(picture, Image.merge("RGB", (tooth, tooth, tooth)))


def taken(picture: Image.Image, seed: str) -> Image.Image:
    """Make a rendering look taken: 1,280 wide, soft away from its middle, grainy, dark in the corners."""
    plain = picture.resize((1280, 720), Image.Resampling.LANCZOS)
    w, h = plain.size
    ramp = Image.linear_gradient("L").resize((w, h))
    middle = ramp.point([max(0, 255 - int(abs(v - 150) * 2.4)) for v in range(256)])
    soft = Image.composite(
        plain.filter(ImageFilter.GaussianBlur(0.7)), plain.filter(ImageFilter.GaussianBlur(2.6)), middle
    )
    corners = Image.radial_gradient("L").resize((w, h)).point([255 - max(0, v - 110) * 2 // 3 for v in range(256)])
    shaded = ImageChops.multiply(soft, Image.merge("RGB", (corners, corners, corners)))
    return printed(printed(shaded, seed), f"{seed} again")


def encode(picture: Image.Image) -> bytes:
    """The best progressive JPEG, free of metadata, that stays light."""
    data = b""
    for soft, worst in ((0.0, 50), (0.6, 40), (0.9, 34), (1.2, 28)):
        plate = picture.filter(ImageFilter.GaussianBlur(soft)) if soft else picture
        for quality in range(86, worst, -3):
            out = io.BytesIO()
            plate.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
            data = out.getvalue()
            if len(data) <= LARGEST:
                return data
    return data


def draw(entry: Entry, page: Page) -> None:
    """Compose, render, print and save one picture."""
    canvas = Canvas(entry.name, 1600, entry.height)
    entry.draw(canvas)
    page.set_viewport_size({"width": canvas.w, "height": canvas.h})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{canvas.svg()}")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB").reduce(2)
    data = encode(taken(shot, entry.name) if entry.photo else printed(shot, entry.name))
    target = CONTENT / entry.folder / "anh" / f"{entry.name}.jpg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    print(f"{entry.folder}/anh/{entry.name}.jpg {len(data) // 1000} kB")


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as tool:
        context = tool.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, headless=True, args=FLAGS, device_scale_factor=2
        )
        page = context.new_page()
        for entry in SCENES:
            if not names or entry.name in names or entry.folder in names:
                draw(entry, page)
        context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
