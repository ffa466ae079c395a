"""Trees in other scripts: categories, tags and files keep their letters, and no two become one."""

from __future__ import annotations

from pathlib import Path

from tests.importing.imports import Moved
from tests.importing.trees import plant, prove

TREE = """
-- _config.yml --
title: 河报
url: https://cu.example
language: zh-CN
permalink: :year/:title/
-- source/_posts/北京新闻.md --
---
title: 北京新闻
date: 2020-01-02
categories: 国内
tags: [天气]
---
水位上升。见{% post_link 上海 %}。
-- source/_posts/上海.md --
---
title: 上海
date: 2020-01-03
categories: 国际
---
文字。
"""


def test_chinese(tmp_path: Path) -> None:
    moved = Moved(tmp_path)
    addresses = "/2020/北京新闻/ /2020/上海/ /categories/国内/ /categories/国际/ /tags/天气/"
    prove(moved, "hexo", plant(tmp_path / "tree", TREE), addresses)
    article = moved.article("北京新闻")
    assert 'permalink: "/2020/北京新闻/"' in article
    assert 'category: "国内"' in article
    assert moved.answers("/国内/")
    assert moved.answers("/国际/")
    assert moved.answers("/tag/天气/")
    assert "W425" not in moved.build()


def test_old_lists_lead_to_slugs_in_the_style_of_the_site(tmp_path: Path) -> None:
    moved = Moved(tmp_path)
    moved.site.mkdir()
    (moved.site / "site.toml").write_text(
        'title = "河报"\nbase_url = "https://cu.example"\nlanguage = "zh-CN"\n[slugs]\nstyle = "latin"\n', "utf-8"
    )
    moved.run("hexo", plant(tmp_path / "tree", TREE))
    assert "/tags/%E5%A4%A9%E6%B0%94/,/tag/tian-qi/" in moved.files()["redirects.csv"]
    assert "W745" not in moved.build()
    assert moved.answers("/tag/tian-qi/")
