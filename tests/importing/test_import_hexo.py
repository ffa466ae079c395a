"""`ssg import hexo`: addresses by `permalink`, nested categories, tag plugins, asset folders, drafts."""

from __future__ import annotations

import pytest

from ssg.importing.trees.slugs import hexo
from tests.importing.imports import Moved
from tests.importing.trees import plant, prove

TREE = """
-- _config.yml --
title: Báo Cũ
url: https://cu.example
language: vi
timezone: Asia/Ho_Chi_Minh
permalink: :year/:month/:day/:category/:title/
post_asset_folder: true
new_post_name: :year-:month-:day-:title.md
category_map: {Thời sự: tin}
-- source/_posts/2020-01-02-nuoc-len.md --
---
title: Nước lên
date: 2020-01-02 23:30:00
updated: 2020-01-05 08:00:00
categories:
  - Thời sự
  - Trong nước
tags: [Lũ lụt, C++]
cover: /images/cau.png
---
Mở đầu.
<!-- more -->
{% asset_img song.png Dòng sông %}

Xem {% post_link hai "bài hai" %} và [sông]({% asset_path song.png %}), ![cầu](/images/cau.png).

{% blockquote Bà Hoa, Phố Sách %}
Sách mới.
{% endblockquote %}

{% codeblock lang:js %}
a["{{ b }}"] = 1;
{% endcodeblock %}

{% youtube dQw4w9WgXcQ %}

{% note warning %}
Cẩn thận.
{% endnote %}

{% bieudo 1 %}

{% raw %}{{ giữ }}{% endraw %}
-- source/_posts/2020-01-02-nuoc-len/song.png --
-- source/_posts/2020-02-03-hai.md --
---
title: Hai
---
Không chuyên mục.
-- source/_posts/rieng.md --
---
title: Riêng
date: 2020-03-04
permalink: Rieng/mot
---
x
-- source/_posts/kin.md --
---
title: Bài kín
date: 2020-03-04
published: false
---
x
-- source/_drafts/nhap.md --
---
title: Nháp kín
---
x
-- source/gioi-thieu/index.md --
---
title: Giới thiệu
date: 2020-01-01
---
Ai.
-- source/lien-he.md --
---
title: Liên hệ
---
Gọi.
-- source/images/cau.png --
-- source/CNAME --
cu.example
"""
ADDRESSES = """
/2020/01/02/tin/Trong-nuoc/nuoc-len/ /2020/01/02/tin/Trong-nuoc/nuoc-len/song.png /2020/02/03/uncategorized/hai/
/Rieng/mot/ /gioi-thieu/ /lien-he.html /images/cau.png /CNAME /tags/Lu-lut/ /categories/tin/Trong-nuoc/
/categories/ /tags/ /archives/
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("hexo")
    moved = Moved(folder)
    prove(moved, "hexo", plant(folder / "tree", TREE), ADDRESSES, ("Bài kín", "Nháp kín"))
    return moved


def test_categories_and_tag_plugins(moved: Moved) -> None:
    article = moved.article("Nước lên")
    assert 'category: "trong-nuoc"' in article
    assert 'name = "Trong nước"\nparent = "thoi-su"' in moved.files()["site.toml"]
    assert "![Dòng sông](/2020/01/02/tin/Trong-nuoc/nuoc-len/song.png)" in article
    assert (
        "Xem [bài hai](/2020/02/03/uncategorized/hai/) và [sông](/2020/01/02/tin/Trong-nuoc/nuoc-len/song.png)"
        in article
    )
    assert "> Sách mới.\n>\n> — Bà Hoa Phố Sách" in article
    assert '```js\na["{{ b }}"] = 1;\n```' in article
    assert "\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n" in article
    assert "::: warning\nCẩn thận.\n:::" in article
    assert "<!-- {% bieudo 1 %} -->" in article
    assert "{{ giữ }}" in article


def test_what_is_not_understood_is_counted(moved: Moved) -> None:
    kinds = {one["kind"]: one["count"] for one in moved.run("hexo", "tree").report["not_understood"]}
    assert kinds["shortcode or tag `bieudo`; its marks became comments"] == 1


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Thời sự", "Thoi-su"),
        ("C++ & C#", "C-C"),
        ("北京 新闻", "北京-新闻"),
        (" a/b.c ", "a-b-c"),
        ("Привет", "Привет"),
    ],
)
def test_slugs(name: str, part: str) -> None:
    assert hexo(name) == part
