"""`ssg import jekyll`: addresses by its patterns, posts, drafts, pages, collections, Liquid, files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ssg.importing.trees.jekyll_urls import Dated, document_url, page_url, post_url
from ssg.importing.trees.slugs import jekyll as slugify
from tests.importing.imports import Moved
from tests.importing.trees import plant, prove

TREE = """
-- _config.yml --
title: Báo Cũ
url: https://cu.example
baseurl: /bao
timezone: Asia/Ho_Chi_Minh
permalink: /:categories/:year/:month/:day/:title.html
collections:
  mon-an:
    output: true
    permalink: /mon/:path/
  kin: {}
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, author: ha}
  - scope: {path: "_posts/y-kien"}
    values: {category: Ý kiến}
-- _data/authors.yml --
ha: {name: Minh Hà, bio: Phóng viên.}
-- _posts/2020-01-02-nuoc-len.md --
---
title: "Nước lên"
date: 2020-01-02 23:30:00 +0700
categories: Thời-Sự Lũ
tags: lũ đê
last_modified_at: 2020-01-05
redirect_from: [/cu/nuoc-len, /cu/nuoc-len.html]
image: {path: /assets/cau.png, alt: Cầu}
---
Mở đầu.
<!--more-->
Xem [bài kia]({% post_url 2020-02-03-Bài-Kia %}), [trang]({{ site.baseurl }}{% link gioi-thieu.md %}),
![cầu]({{ "/assets/cau.png" | relative_url }}){:.rong}, ![lề](../../../../../assets/cau.png).

{% include figure.html src="/assets/cau.png" caption="Cầu cũ" %}
{: .giua}

{% highlight ruby linenos %}
puts "[a](b)"
{% endhighlight %}

{% include youtube.html id="dQw4w9WgXcQ" %}

{% include bang-gia.html nam="2020" %}

```liquid
{% raw %}{{ page.title }}{% endraw %}
```
-- _posts/y-kien/2020-02-03-Bài-Kia.markdown --
---
layout: post
title: Bài kia
---
# Bài kia

Chữ của bài kia, {{ page.title }}.
-- the-thao/_posts/2020-03-04-bong-da.md --
---
title: Bóng đá
---
Ba không.
-- _posts/2020-04-05-kin.md --
---
title: Bài kín
published: false
---
Kín.
-- _drafts/nhap.md --
---
title: Bài nháp
---
Nháp.
-- _posts/2019-09-09-chuyen.md --
---
title: Chuyển
redirect_to: https://khac.example/x
---
-- gioi-thieu.md --
---
layout: page
title: Giới thiệu
---
Chúng tôi.
-- lien-he/index.md --
---
title: Liên hệ
permalink: /Lien-He/
---
Gọi.
-- danh-sach.html --
---
title: Danh sách
---
{% for post in site.posts %}<a href="{{ post.url }}">{{ post.title }}</a>{% endfor %}
-- _mon-an/pho.md --
---
title: Phở
---
Nước dùng.
-- _kin/x.md --
---
title: Trong bóng tối
---
Không xuất.
-- assets/cau.png --
-- assets/main.scss --
---
---
@import "x";
-- tep/ghi-chu.txt --
Ghi chú
-- _includes/figure.html --
x
-- README.md --
Đọc đi
"""
ADDRESSES = """
/thời-sự/lũ/2020/01/02/nuoc-len.html /ý%20kiến/2020/02/03/Bài-Kia.html /the-thao/2020/03/04/bong-da.html
/gioi-thieu.html /Lien-He/ /mon/pho/ /assets/cau.png /tep/ghi-chu.txt /cu/nuoc-len /cu/nuoc-len.html
/danh-sach.html /2019/09/09/chuyen.html
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("jekyll")
    moved = Moved(folder)
    drafts = ("Bài kín", "Bài nháp", "Trong bóng tối")
    prove(moved, "jekyll", plant(folder / "tree", TREE), ADDRESSES, drafts)
    return moved


def test_front_matter_and_liquid(moved: Moved) -> None:
    article = moved.article("Nước lên")
    assert 'permalink: "/thời-sự/lũ/2020/01/02/nuoc-len.html"' in article
    assert 'category: "thoi-su"' in article
    assert 'tags: ["đê", "lũ"]' in article
    assert 'authors: ["Minh Hà"]' in article
    assert 'src: "/assets/cau.png"' in article
    assert 'alt: "Cầu"' in article
    assert "[bài kia](/%C3%BD%20ki%E1%BA%BFn/2020/02/03/B%C3%A0i-Kia.html)" in article
    assert "[trang](/gioi-thieu.html)" in article
    assert "![cầu](/assets/cau.png), ![lề](/assets/cau.png)." in article
    assert '![](/assets/cau.png "Cầu cũ")' in article
    assert '```ruby\nputs "[a](b)"\n```' in article
    assert "\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n" in article
    assert "{:" not in article
    assert "```liquid\n{{ page.title }}\n```" in article
    assert "Chữ của bài kia, Bài kia." in moved.article("Bài kia")
    assert "type: page" in moved.article("Phở")


def test_the_report_counts_templates_and_includes(moved: Moved) -> None:
    found = {one["kind"]: one["example"] for one in moved.run("jekyll", "tree").report["not_understood"]}
    assert found["page that a template fills; it leads to the front page"] == "danh-sach.html"
    assert "bang-gia" in found["shortcode or tag `bang-gia`; its marks became comments"]


def test_a_folder_of_posts_alone(tmp_path: Path) -> None:
    tree = plant(tmp_path / "tree", "-- 2020-01-02-mot.md --\n---\ntitle: Một\n---\n![x](/mat.png) [y](a/b.md)\n")
    moved = Moved(tmp_path)
    prove(moved, "jekyll", tree, "/2020/01/02/mot.html")
    assert moved.body("Một") == "x<!-- /mat.png --> [y](/2020/01/02/a/b/)"


DATED = Dated("Ten_Bai-Đẹp", "", ("Thời sự", "Lũ"), datetime(2009, 1, 2, 3, 4, tzinfo=UTC), "mon", "a/b")


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("date", "/thời sự/lũ/2009/01/02/Ten_Bai-Đẹp.html"),
        ("pretty", "/thời sự/lũ/2009/01/02/Ten_Bai-Đẹp/"),
        ("ordinal", "/thời sự/lũ/2009/002/Ten_Bai-Đẹp.html"),
        ("weekdate", "/thời sự/lũ/2009/W01/Fri/Ten_Bai-Đẹp.html"),
        ("none", "/thời sự/lũ/Ten_Bai-Đẹp.html"),
        ("/:slugified_categories/:short_year-:i_month-:i_day/:slug", "/thời-sự/lũ/09-1-2/ten-bai-đẹp"),
        ("/blog/:year_:month/:title:output_ext", "/blog/2009_01/Ten_Bai-Đẹp.html"),
    ],
)
def test_patterns_of_posts(pattern: str, url: str) -> None:
    assert post_url(pattern, DATED) == url


@pytest.mark.parametrize(
    ("pattern", "path", "url"),
    [
        ("date", "a/b.md", "/a/b.html"),
        ("pretty", "a/b.md", "/a/b/"),
        ("/:year/:title/", "b.html", "/b/"),
        ("/:year/:title", "b.md", "/b"),
        ("/:title.html", "b.md", "/b.html"),
        ("none", "a/index.md", "/a/"),
    ],
)
def test_patterns_of_pages(pattern: str, path: str, url: str) -> None:
    assert page_url(pattern, path) == url


def test_patterns_of_collections() -> None:
    assert document_url("", DATED) == "/mon/a/b.html"
    assert document_url("pretty", DATED) == "/mon/a/b/"
    assert document_url("/x/:path/:title", DATED) == "/x/a/b/Ten_Bai-Đẹp"


@pytest.mark.parametrize(
    ("text", "plain", "pretty"),
    [("The _config.yml file", "the-config-yml-file", "the-_config.yml-file"), ("Đẹp & “lạ”!", "đẹp-lạ", "đẹp-&-lạ-!")],
)
def test_slugs(text: str, plain: str, pretty: str) -> None:
    assert slugify(text) == plain
    assert slugify(text, "pretty") == pretty


def test_an_address_without_an_ending_is_a_file_as_well(tmp_path: Path) -> None:
    moved = Moved(tmp_path)
    text = (
        "-- _config.yml --\nurl: https://cu.example\npermalink: /tin/:title\n"
        "-- _posts/2020-01-02-a.md --\n---\ntitle: A\n---\nx\n"
    )
    prove(moved, "jekyll", plant(tmp_path / "tree", text), "/tin/a/ /tin/a.html")
