"""Variants of blocks, and templates of single categories: which file prints what, and what a change of one costs."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import TinySite, article_file
from tests.test_plain_pages import check_against_clean

SITE = (
    """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thời sự"
[[categories]]
name = "Ý kiến"
template = "y-kien.html"
[[categories]]
name = "Bút ký"
slug = "but_ky"
panel = true
parent = "y-kien"
[search]
enabled = false
[home]
sections = ["panels"]
[blocks.lien-quan]
count = 0
[blocks.latest]
delivery = "ssi"
-- templates/y-kien.html --
{% extends "category.html" %}
{% block main %}<h1>Riêng {{ page.name }}</h1>{% endblock %}
-- templates/404.html --
{% for name in ["panel", "topic", "a_b"] %}{{ block("panel", category="thoi-su", variant=name) }}{% endfor %}
{{ block("panel", category="thoi-su", variant="") }}
{% if not block_empty("panel", category="thoi-su", variant="rong") %}<b>có</b>{% endif %}
{{ block("latest", variant="nho") }}{{ block("latest") }}
-- templates/blocks/panel.html --
<i>{{ block.category.name }}</i>
-- templates/blocks/panel--rong.html --

-- templates/blocks/latest--nho.html --
<small>{{ block.cards[0].title }}</small>
-- templates/blocks/tin-khac--ngan.html --
<s>{{ block.cards[0].title }}</s>
-- templates/layouts/ngan.html --
{% extends "article.html" %}
{% block rail %}{{ block("tin-khac", variant="ngan") }}{% endblock %}
"""
    + article_file("thoi-su/a.md", title="Bài A", date="2026-11-20", layout="ngan")
    + article_file("thoi-su/b.md", title="Bài B", date="2026-11-19")
    + article_file("y-kien/c.md", title="Bài C", date="2026-11-18")
    + article_file("but_ky/d.md", title="Bài D", date="2026-11-17")
)


def written(tiny: TinySite) -> list[str]:
    published = tiny.build().published
    assert published is not None
    return sorted(published.written)


def test_variants_and_templates_of_categories(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    missing = tiny.read("404.html")
    assert missing.count("<i>Thời sự</i>") == 4  # no file of these names: the template of the block
    assert "<b>có</b>" not in missing  # the variant prints nothing
    assert '"/_blocks/latest--nho/all.html"' in missing
    assert '"/_blocks/latest/all.html"' in missing
    assert tiny.read("_blocks/latest--nho/all.html").strip() == "<small>Bài A</small>"
    assert "<s>Bài B</s>" in tiny.read("thoi-su/2026/11/bai-a/index.html")
    assert "Tin khác" in tiny.read("thoi-su/2026/11/bai-b/index.html")
    assert "<h1>Riêng Ý kiến</h1>" in tiny.read("y-kien/index.html")
    assert "<h1>Riêng Bút ký</h1>" in tiny.read("but_ky/index.html")
    assert "Riêng" not in tiny.read("thoi-su/index.html")

    # A file that comes or goes remakes what it prints, and nothing else.
    tiny.write("templates/blocks/panel--topic.html", "<u>Chủ đề</u>")
    assert written(tiny) == ["404.html"]
    assert (tiny.work.rendered, tiny.work.spliced, tiny.work.blocks) == (0, 1, 1)
    assert "<u>Chủ đề</u>" in tiny.read("404.html")
    tiny.write("templates/blocks/panel--y-kien.html", "<u>Ý kiến riêng</u>")
    assert written(tiny) == ["index.html"]
    assert "<u>Ý kiến riêng</u>" in tiny.read("index.html")
    check_against_clean(tiny)
    tiny.remove("templates/blocks/panel--topic.html")
    assert written(tiny) == ["404.html"]
    tiny.edit("templates/blocks/panel--rong.html", "", "<u>x</u>")
    assert written(tiny) == ["404.html"]
    tiny.edit("templates/blocks/latest--nho.html", "small", "em")
    assert written(tiny) == ["_blocks/latest--nho/all.html"]
    tiny.edit("site.toml", 'parent = "y-kien"\n', 'parent = "y-kien"\ntemplate = "category.html"\n')
    assert written(tiny) == ["but_ky/index.html"]
    tiny.edit("templates/y-kien.html", "Riêng", "Của")
    assert written(tiny) == ["y-kien/index.html"]
    check_against_clean(tiny)


def test_slots_of_a_template_of_a_category(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("templates/y-kien.html", '{# slot dau: list 1 #}\n{% extends "category.html" %}')
    tiny.write("data/front/y-kien.toml", '[[slot]]\nname = "dau"\narticle = "but_ky/d.md"\n')
    tiny.build()
    page = tiny.read("y-kien/index.html")
    assert page.index("Bài D") < page.index("Bài C")
