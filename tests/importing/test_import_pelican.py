"""`ssg import pelican`: headers, settings that are not run, links in braces, attached files, drafts."""

from __future__ import annotations

import pytest

from ssg.importing.trees.pyconf import slug_of
from tests.importing.imports import Moved
from tests.importing.trees import plant, prove

TREE = """
-- pelicanconf.py --
import os
SITENAME = "Báo Cũ"
SITEURL = ""
PATH = "content"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
ARTICLE_URL = "{date:%Y}/{date:%m}/{category}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{category}/{slug}/index.html"
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
DEFAULT_PAGINATION = int(os.environ.get("N", "10"))
open("/tmp/khong-duoc-chay-tep-nay", "w")
-- publishconf.py --
from pelicanconf import *
SITEURL = "https://cu.example"
-- content/Thời sự/lu.md --
Title: Lũ: nước lên, 1.696 mét
Date: 2020-01-02 23:30
Modified: 2020-01-05 08:00
Tags: lũ lụt, đê điều
Authors: Minh Hà; Đỗ Anh
Summary: Nước lên
    rất nhanh.

Mở đầu.

Xem [bài kia]({filename}../bai-kia.md#x), [tệp]({static}/images/cau.png), ![cầu]({attach}anh/song.png),
[thẻ]({tag}lũ lụt) và [lối cũ](|filename|/pages/gioi-thieu.md).
-- content/Thời sự/anh/song.png --
-- content/bai-kia.md --
---
title: Bài kia
date: 2020-02-03
slug: bai-khac
---
Chữ.
-- content/2020-03-04-ten.md --
Title: Theo tên

Ngày ở tên tệp.
-- content/nhap.md --
Title: Nháp kín
Date: 2020-01-01
Status: draft

x
-- content/an.md --
Title: Ẩn kín
Date: 2020-01-01
Status: hidden

x
-- content/pages/gioi-thieu.md --
Title: Giới thiệu

Ai.
-- content/cu.rst --
Cũ
##
-- content/images/cau.png --
-- content/extra/robots.txt --
User-agent: *
"""
ADDRESSES = """
/2020/01/thoi-su/lu-nuoc-len-1696-met/ /2020/01/thoi-su/lu-nuoc-len-1696-met/anh/song.png /2020/02/misc/bai-khac/
/2020/03/misc/theo-ten/ /pages/gioi-thieu.html /images/cau.png /robots.txt /tag/lu-lut.html /category/thoi-su.html
/archives.html /tags.html /author/minh-ha.html /2020/01/misc/an-kin/ /feeds/all.atom.xml
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("pelican")
    moved = Moved(folder)
    prove(moved, "pelican", plant(folder / "tree", TREE), ADDRESSES, ("Nháp kín",))
    return moved


def test_headers_and_links(moved: Moved) -> None:
    article = moved.article("Lũ: nước lên, 1.696 mét")
    assert 'category: "thoi-su"' in article
    assert 'authors: ["Minh Hà", "Đỗ Anh"]' in article
    assert 'tags: ["lũ lụt", "đê điều"]' in article
    assert 'summary: "Nước lên rất nhanh."' in article
    assert "updated: 2020-01-05T08:00:00+07:00" in article
    assert "[bài kia](/2020/02/misc/bai-khac/#x), [tệp](/images/cau.png)" in article
    assert "![cầu](/2020/01/thoi-su/lu-nuoc-len-1696-met/anh/song.png)" in article
    assert "[thẻ](/tag/lu-lut.html) và [lối cũ](/pages/gioi-thieu.html)." in article


def test_what_is_computed_or_in_another_notation_is_counted(moved: Moved) -> None:
    kinds = {one["kind"]: one["example"] for one in moved.run("pelican", "tree").report["not_understood"]}
    assert kinds["setting that is computed; its default is used"] == "DEFAULT_PAGINATION"
    assert kinds["text in another notation (`.rst`); it is left out"] == "content/cu.rst"


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Đà Nẵng – 1.696 m", "da-nang-1696-m"), ("a_b  c--d", "a_b-c-d"), ("“Trích” & 100%!", "trich-100")],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of(title) == slug
