"""`ssg import eleventy`, `astro` and `docusaurus`: scripts are not run; addresses, pictures, components, drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssg.importing.notes import Notes
from ssg.importing.trees.kebab import kebab
from ssg.importing.trees.mdx import without_code
from tests.importing.imports import Moved
from tests.importing.trees import plant, prove

ELEVENTY = """
-- eleventy.config.js --
module.exports = function (c) {
  c.addPassthroughCopy("src/anh");
  c.addPassthroughCopy({ "public": "/" });
  return { dir: { input: "src" } };
};
-- src/_data/metadata.json --
{"title": "Báo Cũ", "url": "https://cu.example", "language": "vi"}
-- src/bai/bai.json --
{"tags": "post", "permalink": "/{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}.html", "author": "Minh Hà"}
-- src/bai/2020-01-02-lu.md --
---
title: Lũ
tags: [nước]
---
Xem [kia](kia.md), ![cầu](/anh/cau.png).
-- src/bai/kia.md --
---
title: Bài kia
date: 2020-02-03
---
Chữ.
-- src/bai/nhap.md --
---
title: Nháp kín
date: 2020-02-03
draft: true
---
x
-- src/2020-03-04-le.md --
---
title: Lẻ
---
x
-- src/gioi-thieu/index.md --
---
title: Giới thiệu
---
Ai, {{ title }}?
-- src/danh-sach.md --
---
title: Danh sách
---
{% for bai in collections.post %}- {{ bai.url }}{% endfor %}
-- src/tinh.md --
---
title: Tính
permalink: "{% if x %}/a/{% endif %}"
---
x
-- src/anh/cau.png --
-- public/robots.txt --
User-agent: *
"""


def test_eleventy(tmp_path: Path) -> None:
    moved = Moved(tmp_path)
    addresses = "/2020/01/lu.html /2020/02/kia.html /2020-03-04-le/ /gioi-thieu/ /danh-sach/ /anh/cau.png /robots.txt"
    prove(moved, "eleventy", plant(tmp_path / "tree", ELEVENTY), addresses, ("Nháp kín",))
    article = moved.article("Lũ")
    assert "Xem [kia](/2020/02/kia.html), ![cầu](/anh/cau.png)." in article
    assert 'tags: ["nước"]' in article
    assert 'authors: ["Minh Hà"]' in article
    assert moved.body("Giới thiệu") == "Ai, Giới thiệu?"
    kinds = {one["kind"] for one in moved.run("eleventy", "tree").report["not_understood"]}
    assert "permalink that a template computes; the address may differ" in kinds


ASTRO = """
-- astro.config.mjs --
export default defineConfig({ site: "https://cu.example", integrations: [] });
-- src/consts.ts --
export const SITE_TITLE = "Báo Cũ";
-- src/pages/tin/[...slug].astro --
const posts = await getCollection("blog");
-- src/content/blog/Lu Lon.md --
---
title: Lũ lớn
pubDate: Jan 02 2020
updatedDate: 2020-01-05
description: Nước lên.
heroImage: ../../assets/cau.png
tags: [nước]
---
![cầu](../../assets/cau.png) và [kia](./sau/kia.mdx).
-- src/content/blog/sau/kia.mdx --
---
title: Bài kia
pubDate: 2020-02-03
---
import Khung from "../../components/Khung.astro";

<Khung mau="đỏ">
Chữ **trong** khung.
</Khung>

{/* ghi chú */}

```js
import x from "y";
```
-- src/content/blog/nhap.md --
---
title: Nháp kín
pubDate: 2020-02-03
draft: true
---
x
-- src/pages/gioi-thieu.md --
---
title: Giới thiệu
---
Ai.
-- src/assets/cau.png --
-- public/favicon.png --
"""


def test_astro(tmp_path: Path) -> None:
    moved = Moved(tmp_path)
    addresses = "/tin/lu-lon/ /tin/sau/kia/ /gioi-thieu/ /tin/ /favicon.png"
    prove(moved, "astro", plant(tmp_path / "tree", ASTRO), addresses, ("Nháp kín",))
    article = moved.article("Lũ lớn")
    assert "![cầu](/anh/assets/cau.png) và [kia](/tin/sau/kia/)." in article
    assert 'src: "/anh/assets/cau.png"' in article
    assert moved.body("Bài kia") == 'Chữ **trong** khung.\n\n```js\nimport x from "y";\n```'
    kinds = {one["kind"]: one["count"] for one in moved.run("astro", "tree").report["not_understood"]}
    assert kinds == {"import of a component": 1, "component `Khung`; what it encloses stays": 1}


DOCUSAURUS = """
-- docusaurus.config.js --
const config = {
  title: "Báo Cũ", tagline: "Tin", url: "https://cu.example", baseUrl: "/bao/",
  presets: [["classic", { docs: { routeBasePath: "tai-lieu" }, blog: { showReadingTime: true } }]],
};
-- blog/authors.yml --
ha: {name: Minh Hà, title: Phóng viên, url: https://ha.example}
-- blog/2020-01-02-lu/index.md --
---
title: Lũ
authors: [ha]
tags: [nước lên]
---
Mở đầu.

<!-- truncate -->

![sông](./song.png) và [tài liệu](../../docs/01-dau/02-cai.md), [trang](/bao/gioi-thieu).

:::tip Mẹo
Mang áo mưa.
:::
-- blog/2020-01-02-lu/song.png --
-- blog/2020-02-03-kia.md --
---
slug: bai-khac
---
# Bài kia

Chữ.
-- blog/2020-03-04-nhap.md --
---
title: Nháp kín
draft: true
---
x
-- docs/01-dau/02-cai.md --
# Cài đặt

Tải về.
-- docs/intro.md --
---
id: vao-de
title: Vào đề
---
x
-- src/pages/gioi-thieu.md --
# Giới thiệu

Ai.
-- static/img/logo.png --
"""


def test_docusaurus(tmp_path: Path) -> None:
    moved = Moved(tmp_path)
    addresses = "/blog/2020/01/02/lu /blog/bai-khac /tai-lieu/dau/cai /tai-lieu/vao-de /gioi-thieu /img/logo.png /blog"
    prove(moved, "docusaurus", plant(tmp_path / "tree", DOCUSAURUS), addresses, ("Nháp kín",))
    article = moved.article("Lũ")
    assert 'authors: ["Minh Hà"]' in article
    assert "[tài liệu](/tai-lieu/dau/cai), [trang](/gioi-thieu)." in article
    assert "![sông](/anh/blog/2020-01-02-lu/song.png)" in article
    assert ":::tip Mẹo" in article
    assert moved.body("Bài kia") == "Chữ."
    assert 'base_url = "https://cu.example/bao"' in moved.files()["site.toml"]


@pytest.mark.parametrize(
    ("tag", "part"),
    [
        ("mưa to", "mưa-to"),
        ("Hà Nội", "ha-nội"),
        ("ĐƯỜNG SẮT", "dường-sắt"),
        ("Thời sự - Chính trị", "thời-sự-chinh-trị"),
        ("TP.HCM", "tp-hcm"),
        ("iPhone 15", "i-phone-15"),
        ("L'Oréal", "l-oreal"),
        ("Covid19", "covid-19"),
        ("AbƯc", "abưc"),
        ("北京新闻", "北京新闻"),
    ],
)
def test_tags_of_docusaurus_are_those_of_lodash(tag: str, part: str) -> None:
    """Compared with lodash 4.17 on 2,300 phrases of Vietnamese newspapers."""
    assert kebab(tag) == part


@pytest.mark.parametrize(
    ("mdx", "markdown"),
    [
        ('```js title="a.js" {1}\nx\n```', "`a.js`\n\n```js {1}\nx\n```"),
        ("~~~\n```js title='b'\n~~~", "~~~\n```js title='b'\n~~~"),
        ('<TabItem value="a" label="Miền Bắc">\nx\n</TabItem>', "**Miền Bắc**\n\n\nx"),
        ('<Figure src="/anh/a.png" alt="Cầu" caption="Nước lên" />', '![Cầu](/anh/a.png "Nước lên")'),
        ('Một <Badge title="x" /> hai.', "Một  hai."),
    ],
)
def test_words_in_attributes_of_components_and_titles_of_code_stay(mdx: str, markdown: str) -> None:
    assert without_code(mdx, Notes()).strip() == markdown
