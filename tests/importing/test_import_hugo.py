"""`ssg import hugo`: addresses as Hugo publishes them, bundles, sections, shortcodes, drafts, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssg.importing.model import Picture
from ssg.importing.trees.slugs import hugo_path, hugo_title
from ssg.importing.trees.system import picture_of
from tests.importing.imports import Moved
from tests.importing.trees import answers, plant, prove, words_on

TREE = """
-- hugo.toml --
baseURL = "https://cu.example/bao/"
title = "Báo Cũ"
languageCode = "vi-vn"
timeZone = "Asia/Ho_Chi_Minh"
[permalinks.page]
tin = "/:year/:month/:day/:slug/"
[permalinks.section]
tin = "/tin-tuc/"
-- content/tin/_index.md --
+++
title = "Tin trong ngày"
+++
Lời dẫn của mục.
-- content/tin/lu.md --
+++
title = "Lũ: nước lên, 1.696 mét & 'x'!"
date = 2020-01-02T23:30:00Z
lastmod = 2020-01-04T08:00:00+07:00
tags = ["Lũ lụt", "C++"]
categories = ["Thời sự", "Trong nước"]
aliases = ["/Cu/Lu", "lu-cu", "x/lu.html"]
author = "Minh Hà"
image = "/img/bia.png"
[extra]
+++
Nước lên.<!--more-->

Xem [bản đồ]({{< ref "bando/index.md#song" >}}), [bài kia](../ngan/) và ![cầu](/img/cau.png "Cầu").

{{< figure src="/img/cau.png" caption="Cầu *dài*" attr="Ảnh: Hà" >}}

{{< youtube dQw4w9WgXcQ >}}

{{% notice tip %}}
Mang **áo mưa**.
{{% /notice %}}

{{< highlight go "linenos=true" >}}
x := "{{ y }}"
{{< /highlight >}}

{{< bieu-do nam="2020" >}}Mực nước 9,4 m{{< /bieu-do >}}

```text
{{< figure src="trong-ma.png" >}} [a](b.md)
```
-- content/tin/bando/index.md --
---
title: Bản đồ
date: 2020-02-03
slug: Ban_Do
summary: Một tấm.
---
![sông](song.png) và ![phụ](Ảnh/Phụ 1.JPG)
-- content/tin/bando/song.png --
-- content/tin/bando/Ảnh/Phụ 1.JPG --
-- content/tin/ngan.md --
{
  "title": "Ngắn",
  "date": "2020-03-04",
  "draft": false
}
# Ngắn

Chữ.
-- content/tin/nhap.md --
---
title: Nháp kín
date: 2020-01-01
draft: true
---
Chưa xong.
-- content/tin/an.md --
---
title: Ẩn kín
date: 2020-01-01
build:
  render: never
---
Không có trang.
-- content/posts/Hello World.md --
---
title: Hello
date: 2020-05-06
---
Xem [lũ](/bao/2020/01/02/lũ-nước-lên-1.696-mét-x/) và [tệp](/tep/a.pdf), [mất](/tep/mat.pdf), ![mất](mat.png).
-- content/posts/Hà Nội -- đẹp.md --
---
title: Hà Nội
date: 2020-05-07
url: ""
---
Phố.
-- content/posts/u.md --
---
title: U
date: 2020-05-08
url: /U/Mot.html
---
U.
-- content/gioi-thieu.md --
---
title: Giới thiệu
---
Ai.
-- content/tai-lieu/a/b.md --
---
title: Tài liệu b
---
Không ngày.
-- content/_index.md --
---
title: Trang chủ
---
-- static/img/cau.png --
-- static/img/bia.png --
-- static/tep/a.pdf --
%PDF
-- themes/x/layouts/single.html --
x
"""
ADDRESSES = """
/2020/01/02/lũ-nước-lên-1.696-mét-x/ /2020/02/03/ban_do/ /2020/02/03/ban_do/song.png /2020/03/04/ngắn/
/2020/02/03/ban_do/Ảnh/Phụ%201.JPG /posts/hello-world/ /posts/hà-nội----đẹp/ /U/Mot.html /gioi-thieu/
/tai-lieu/a/b/ /Cu/Lu/ /tin/lu-cu/ /tin/x/lu.html /tin-tuc/ /tags/lũ-lụt/ /tags/c++/ /categories/thời-sự/ /posts/
/img/cau.png /tep/a.pdf
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("hugo")
    moved = Moved(folder)
    prove(moved, "hugo", plant(folder / "tree", TREE), ADDRESSES, ("Nháp kín", "Ẩn kín"))
    return moved


def test_front_matter_and_shortcodes(moved: Moved) -> None:
    article = moved.article("Lũ: nước lên, 1.696 mét & 'x'!")
    assert 'permalink: "/2020/01/02/lũ-nước-lên-1.696-mét-x/"' in article
    assert 'category: "thoi-su"' in article
    assert 'tags: ["Lũ lụt", "C++", "Trong nước"]' in article
    assert 'authors: ["Minh Hà"]' in article
    assert "date: 2020-01-03T06:30:00+07:00" in article
    assert 'src: "/img/bia.png"' in article
    assert "[bản đồ](/2020/02/03/ban_do/#song)" in article
    assert '![](/img/cau.png "Cầu *dài* | Ảnh: Hà")' in article
    assert "\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n" in article
    assert "::: tip\nMang **áo mưa**.\n:::" in article
    assert '```go\nx := "{{ y }}"\n```' in article
    assert '<!-- {{< bieu-do nam="2020" ›}} -->\nMực nước 9,4 m' in article
    assert '```text\n{{< figure src="trong-ma.png" >}} [a](b.md)\n```' in article
    assert "<!--more-->" not in article


def test_the_report_counts_what_is_not_understood(moved: Moved) -> None:
    found = {one["kind"]: (one["count"], one["place"]) for one in moved.run("hugo", "tree").report["not_understood"]}
    assert found["shortcode or tag `bieu-do`; its marks became comments"] == (1, "content/tin/lu.md")
    assert found["picture that was not found"] == (1, "content/posts/Hello World.md")
    assert found["linked file that was not found"] == (1, "content/posts/Hello World.md")


def test_pages_without_a_day_are_pages_and_sections_have_their_text(moved: Moved) -> None:
    assert "type: page" in moved.article("Giới thiệu")
    assert "type: page" in moved.article("Tài liệu b")
    assert "Lời dẫn của mục." in moved.files()["content/tin-trong-ngay/_index.md"]
    assert words_on(moved, "/2020/01/02/lũ-nước-lên-1.696-mét-x/")["Mực"] == 1
    assert moved.body("Ngắn") == "Chữ."


def test_nothing_outside_of_the_tree_is_read(tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ngoai/bi-mat.md").write_text("---\ntitle: Bí mật\ndate: 2020-01-01\n---\nx\n", encoding="utf-8")
    tree = plant(
        tmp_path / "tree",
        "-- hugo.yaml --\nbaseURL: https://cu.example/\ncontentDir: content\n-- content/a.md --\n"
        "---\ntitle: A\n---\n![x](../../ngoai/x.png) [y](../../../../etc/passwd)\n",
    )
    (tree / "content/lien-ket").symlink_to(tmp_path / "ngoai")
    (tree / "content/b.md").symlink_to(tmp_path / "ngoai/bi-mat.md")
    (tree / "content/bi-mat.txt").symlink_to(tmp_path / "ngoai/bi-mat.md")
    moved = Moved(tmp_path)
    moved.run("hugo", tree)
    assert not any("Bí mật" in text for text in moved.files().values())
    kinds = {one["kind"]: one["count"] for one in moved.report["not_understood"]}
    assert kinds["link that leads out of the folder, or to a folder; it is not followed"] == 3


@pytest.mark.parametrize("setting", ["uglyURLs = true", "disablePathToLower = true\nremovePathAccents = true"])
def test_settings_of_addresses(tmp_path: Path, setting: str) -> None:
    literal = "-- hugo.toml --\nbaseURL = 'https://cu.example/'\n{}\n[permalinks]\nt = '/t/:slug/'\n{}{}"
    text = '---\ntitle: "{}"\ndate: 2020-01-02\n---\nx\n'
    one = "-- content/p/Đường Ký.md --\n" + text.format("x")
    other = "-- content/t/a.md --\n" + text.format("Đ é. x")
    moved = Moved(tmp_path)
    moved.run("hugo", plant(tmp_path / "tree", literal.format(setting, one, other)))
    moved.build()
    ugly = "ugly" in setting
    for url in ("/p/đường-ký.html", "/t/đ-é.-x.html") if ugly else ("/p/Đuong-Ky/", "/t/Đ-e.-x/"):
        assert answers(moved, url)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("C++ C# a_b a.b c~d @x +y 'q' “z” – — e--f  g", "c-c#-a_b-a.b-c~d-@x-y-q-z-e--f-g"),
        ("--lead 100% 1/2 [x] a|b a:b a,b a=b", "--lead-100-1-2-x-ab-ab-ab-ab"),
        (".dot. a..b ...c", ".dot.-a..b-...c"),
        ("中文 标题 ไทย Русский", "中文-标题-ไทย-русский"),
    ],
)
def test_titles_as_hugo_writes_them_in_addresses(title: str, part: str) -> None:
    assert hugo_title(title) == part


@pytest.mark.parametrize(
    ("name", "part"),
    [("C++ & C#, (x)!", "c++--c#-x"), ("Hà Nội -- đẹp_lắm", "hà-nội----đẹp_lắm"), ("sp  ace", "sp--ace")],
)
def test_names_of_files_as_hugo_writes_them_in_addresses(name: str, part: str) -> None:
    assert hugo_path(name) == part


def test_hostile_files_are_a_line_each(tmp_path: Path) -> None:
    head = "---\ntitle: A\ndate: 2020-01-02\n"
    bodies = {
        "deep": f"---\na: {'[' * 50_000}\n---\nx",
        "bomb": "---\na: &a [x, x]\nb: &b [*a, *a]\n---\nx",
        "json": '{"a":' * 5_000 + "1" + "}" * 5_000,
        "toml": f"+++\na = {'[' * 5_000}\n+++\nx",
        "nested": f"{head}---\n{'{{< a >}}' * 3_000}{'{{< /a >}}' * 3_000}",
        "odd": f"{head}aliases: ['../../etc', '//evil.example/x', '/a\\b']\nslug: ../x\ntags: {{a: 1}}\n---\n[b](//x)",
        "types": "---\ntitle: [a]\ndate: {a: b}\ndraft: [x]\nimage: [5]\n---\nx",
    }
    tree = plant(tmp_path / "tree", "-- hugo.toml --\nbaseURL = 'https://cu.example/'\n")
    for name, text in bodies.items():
        (tree / "content").mkdir(exist_ok=True)
        (tree / f"content/{name}.md").write_text(text, encoding="utf-8")
    moved = Moved(tmp_path)
    moved.run("hugo", tree, status=1)
    assert {one["place"].partition(":")[0] for one in moved.report["problems"]} >= {
        "content/deep.md",
        "content/toml.md",
    }
    assert moved.report["items"]["articles"] >= 2
    assert not (tmp_path / "etc").exists()


def test_whose_a_picture_is_stays() -> None:
    said = {"src": "a.jpg", "creator": "Minh Hà", "copyright": "© Báo Cũ", "license": "https://cu.example/giay-phep/"}
    found = picture_of({"cover": said}, "cover")
    assert found == Picture("a.jpg", creator="Minh Hà", copyright="© Báo Cũ", licence="https://cu.example/giay-phep/")
