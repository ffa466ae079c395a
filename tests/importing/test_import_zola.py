"""`ssg import zola`: addresses, files beside texts, sections, links from `@/`, shortcodes."""

from __future__ import annotations

import pytest

from tests.importing.imports import Moved
from tests.importing.trees import plant, prove

TREE = """
-- config.toml --
base_url = "https://cu.example"
title = "Báo Cũ"
default_language = "vi"
taxonomies = [{name = "tags"}, {name = "categories"}]
-- content/_index.md --
+++
title = "Trang chủ"
+++
-- content/blog/_index.md --
+++
title = "Blog"
sort_by = "date"
+++
-- content/phong-su/_index.md --
+++
title = "Phóng sự dài"
+++
Mỗi tuần một bài.
-- content/phong-su/song.md --
+++
title = "Dòng sông"
date = 2020-02-03
updated = 2020-02-05
authors = ["Minh Hà"]
aliases = ["cu/song.html", "/cu/dong-song"]
[taxonomies]
tags = ["Sông Hồng"]
[extra]
image = "/anh/cau.png"
diem = 9
+++
Mở đầu <!-- more --> và tiếp.

Xem [bài kia](@/blog/2020-01-02-Bài Kia.md#muc), [mục](@/phong-su/_index.md) và [mất](@/blog/mat.md).

{{ youtube(id="dQw4w9WgXcQ", autoplay=true) }}

{{ figure(src="/anh/cau.png", caption="Cầu (cũ)") }}

{% quote(author="Bà Hoa") %}
Sách **mới** bán được.
{% end %}

{{ bang(so=1) }}
-- content/blog/2020-01-02-Bài Kia.md --
---
title: Bài kia
---
Chữ.
-- content/blog/co-anh/index.md --
+++
title = "Có ảnh"
date = 2020-03-04T08:00:00+07:00
slug = "Ảnh Đẹp"
+++
![một](mot.png) ![hai](anh/hai.png)
-- content/blog/co-anh/mot.png --
-- content/blog/co-anh/anh/hai.png --
-- content/blog/rieng.md --
+++
title = "Riêng"
date = 2020-03-05
path = "Rieng/Mot"
+++
x
-- content/blog/nhap.md --
+++
title = "Nháp kín"
date = 2020-01-01
draft = true
+++
x
-- content/gioi-thieu.md --
+++
title = "Giới thiệu"
+++
Ai.
-- static/anh/cau.png --
"""
ADDRESSES = """
/phong-su/song/ /blog/bai-kia/ /blog/anh-dep/ /blog/anh-dep/mot.png /blog/anh-dep/anh/hai.png /Rieng/Mot/
/gioi-thieu/ /cu/song.html /cu/dong-song/ /tags/song-hong/ /blog/ /phong-su/ /tags/ /categories/ /anh/cau.png
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("zola")
    moved = Moved(folder)
    prove(moved, "zola", plant(folder / "tree", TREE), ADDRESSES, ("Nháp kín",))
    return moved


def test_links_and_shortcodes(moved: Moved) -> None:
    article = moved.article("Dòng sông")
    assert "[bài kia](/blog/bai-kia/#muc), [mục](/phong-su/) và [mất](/blog/mat/)" in article
    assert "Mở đầu\nvà tiếp." in article
    assert "\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n" in article
    assert '![](/anh/cau.png "Cầu (cũ)")' in article
    assert "> Sách **mới** bán được.\n>\n> — Bà Hoa" in article
    assert "<!-- {{ bang(so=1) }} -->" in article
    assert 'category: "phong-su-dai"' in article
    assert 'authors: ["Minh Hà"]' in article
    assert 'src: "/anh/cau.png"' in article
    assert '"diem": 9' in article
    assert "![một](/blog/anh-dep/mot.png)" in moved.article("Có ảnh")
    assert "Mỗi tuần một bài." in moved.files()["content/phong-su-dai/_index.md"]


def test_what_is_not_understood_is_counted(moved: Moved) -> None:
    kinds = {one["kind"]: one["example"] for one in moved.run("zola", "tree").report["not_understood"]}
    assert kinds["shortcode or tag `bang`; its marks became comments"] == "{{ bang(so=1) }}"
    assert kinds["reference to a text that was not found"] == "@/blog/mat.md"
