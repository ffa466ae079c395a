"""`ssg import nikola`: metadata in three forms, settings that are not run, addresses, shortcodes, drafts."""

from __future__ import annotations

import pytest

from tests.importing.imports import Moved
from tests.importing.trees import plant, prove

TREE = """
-- conf.py --
BLOG_TITLE = "Báo Cũ"
SITE_URL = "https://cu.example/"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
POSTS = (("posts/*.md", "bai", "post.tmpl"), ("posts/*.rst", "bai", "post.tmpl"))
PAGES = (("pages/*.md", "", "page.tmpl"),)
-- posts/2020/lu.md --
<!--
.. title: Lũ: nước lên
.. slug: nuoc-len
.. date: 2020-01-02 23:30:00 UTC+07:00
.. tags: lũ lụt, đê
.. category: Thời sự
.. author: Minh Hà
.. description: Nước lên nhanh.
.. previewimage: /images/cau.png
-->

Mở đầu.
<!-- TEASER_END -->
Xem [kia](link://slug/bai-kia), [thẻ](link://tag/đê), ![cầu](/images/cau.png).

{{% youtube dQw4w9WgXcQ %}}

{{% chart Bar %}}x{{% /chart %}}
-- posts/Bài Kia.md --
---
title: Bài kia
date: 2020-02-03
---
Chữ.
-- posts/rieng.md --
Chữ riêng.
-- posts/rieng.meta --
.. title: Riêng một tệp
.. date: 2020-03-04 08:00
-- posts/nhap.md --
.. title: Nháp kín
.. date: 2020-01-01
.. tags: draft

x
-- posts/kin.md --
.. title: Riêng kín
.. date: 2020-01-01
.. status: private

x
-- pages/gioi-thieu.md --
.. title: Giới thiệu

Ai.
-- files/robots.txt --
User-agent: *
-- images/cau.png --
"""
ADDRESSES = """
/bai/2020/nuoc-len/ /bai/bai-kia/ /bai/rieng/ /gioi-thieu/ /robots.txt /images/cau.png /categories/lu-lut/
/categories/cat_thoi-su/ /archive.html /categories/
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("nikola")
    moved = Moved(folder)
    prove(moved, "nikola", plant(folder / "tree", TREE), ADDRESSES, ("Nháp kín", "Riêng kín"))
    return moved


def test_metadata_links_and_shortcodes(moved: Moved) -> None:
    article = moved.article("Lũ: nước lên")
    assert "date: 2020-01-02T23:30:00+07:00" in article
    assert 'category: "thoi-su"' in article
    assert 'authors: ["Minh Hà"]' in article
    assert 'src: "/images/cau.png"' in article
    assert "Xem [kia](/bai/bai-kia/), [thẻ](/categories/de/), ![cầu](/images/cau.png)." in article
    assert "\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n" in article
    assert "<!-- {{% chart Bar %}} -->\nx" in article
    assert moved.body("Riêng một tệp") == "Chữ riêng."
