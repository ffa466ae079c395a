"""Equal files under names that fold to one: they share an address. Different ones never do."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable

import pytest
from PIL import Image

from tests.conftest import TinySite

PAGE = "tin/2026/11/bai-a/index.html"
ARTICLE = "---\ntitle: Bài A\ndate: 2026-11-20\nsummary: s\n{}---\n{}\n"
NAMES = ("a.jpg", "A.jpg", "a.JPG", "Á.jpg", "Ả.JPG", "đ 1.jpg", "D-1.jpg", "anh/b.jpg", "Ảnh/b.jpg", "ANH/B.jpg")


def jpeg(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1300, 900), colour).save(out, "JPEG")
    return out.getvalue()


def text(names: tuple[str, ...]) -> str:
    return "\n\n".join(f"![x](<{name}>)" for name in names)


def test_equal_pictures_share_an_address(site: Callable[[str], TinySite]) -> None:
    tiny = site("")
    for name in NAMES:
        tiny.write(f"content/tin/{name}", jpeg("red"))
    front = "image: {src: A.jpg, alt: x, focus: left}\n"
    tiny.write("content/tin/a.md", ARTICLE.format(front, text(NAMES)))
    tiny.write("content/tin/b.md", ARTICLE.format("slug: b\nimage: {src: a.jpg, alt: x, focus: right}\n", "x"))
    assert tiny.build().diagnostics == ()
    for path, page in tiny.tree().items():
        for address in _media(page.decode()) if path.endswith(".html") else ():
            assert (tiny.public / address).is_file(), address
    tiny.remove("content/tin/A.jpg")
    tiny.write("content/tin/a.md", ARTICLE.format(front.replace("A.jpg", "a.jpg"), text(NAMES[2:])))
    tiny.build()
    after = tiny.tree()
    clean = TinySite(tiny.root.parent / "clean", "")
    for name, data in tiny.tree(tiny.root / "content").items():
        clean.write(f"content/{name}", data)
    clean.build()
    assert clean.tree() == after


def _media(page: str) -> set[str]:
    return set(re.findall(r'/(media/[^" ,]+)', page))


def test_different_pictures_have_their_own(site: Callable[[str], TinySite]) -> None:
    tiny = site("")
    tiny.write("content/tin/a.jpg", jpeg("red"))
    tiny.write("content/tin/A.jpg", jpeg("blue"))
    tiny.write("content/tin/a.md", ARTICLE.format("", text(("a.jpg", "A.jpg"))))
    assert tiny.build().diagnostics == ()
    assert len(_media(tiny.read(PAGE))) > 2


@pytest.mark.parametrize("name", ["content/tin/ảnh.jpg", "static/ảnh.jpg", "content/tin/bài.md"])
def test_both_forms_of_a_name_are_one_file_if_they_are_equal(site: Callable[[str], TinySite], name: str) -> None:
    """A copy from macOS beside one from elsewhere."""
    tiny = site("-- content/tin/a.md --\n" + ARTICLE.format("", "![x](ảnh.jpg) ![x](/ảnh.jpg)"))
    for beside in ("content/tin/ảnh.jpg", "static/ảnh.jpg"):
        tiny.write(unicodedata.normalize("NFC", beside), jpeg("red"))
    data = jpeg("red") if name.endswith("jpg") else ARTICLE.format("", "x").replace("Bài A", "Bài B").encode()
    for form in ("NFC", "NFD"):
        tiny.write(unicodedata.normalize(form, name), data)
    assert [d.code for d in tiny.build().diagnostics] == ["W724"]
    tiny.write(unicodedata.normalize("NFD", name), data + b"\n")
    assert "error[E703]" in tiny.said()
