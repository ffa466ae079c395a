"""What cards show only where a template asks for it: the details of an article, and what an edit of each costs."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest

from tests.conftest import TinySite
from tests.test_plain_pages import check_against_clean

A = """-- content/tin/a.md --
---
title: Bài A
date: 2026-11-20 08:24
author: Minh Hà; Lê An
tags: [Mưa, Lũ]
chi_so: 7
bang: {gia: [1, 2]}
---
Một.

::: video https://www.youtube.com/watch?v=abcdefghijk Đoạn phim
:::

::: gallery Ảnh
![Ảnh một](a.png "Chú thích")
![Ảnh hai](b.png)
:::

![Ảnh ba](c.png)
"""
SITE = (
    """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
comments = "{url}#binh-luan"
[search]
enabled = false
[[authors]]
name = "Minh Hà"
role = "Nhà văn"
photo = "/minh-ha.png"
"""
    + A
    + "-- content/tin/b.md --\n---\ntitle: Bài B\ndate: 2026-11-19\n---\nHai.\n"
    + """-- templates/archive.html --
{% for card in articles(count=9) %}
{{ card.title }}: {% for p in card.authors %}{{ p.name }} ({{ p.role }}, {{ p.photo.width if p.photo }}){% endfor %}

{% endfor %}
-- templates/404.html --
{% for card in articles(count=9) %}
{% for tag in card.tags %}<a href="{{ tag.url }}">{{ tag.name }}</a>{% endfor %}
{% endfor %}

-- templates/month.html --
{% for day in page.days %}{% for c in day.cards %}{{ c.has_video }} {{ c.gallery_count }} {{ c.comments_url }};
{% endfor %}{% endfor %}
-- templates/category.html --
{% for c in page.cards %}{{ c.extra.chi_so }} {{ c.extra.bang.gia|join("-") if c.extra.bang }};{% endfor %}

-- templates/article.html --
{{ page.comments_url }}
"""
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    for name in ("tin/a.png", "tin/b.png", "tin/c.png", "minh-ha.png"):
        made.write(f"content/{name}", PNG + name.encode())
    made.edit("templates/category.html", "{{ c.extra.chi_so }}", "{{ c.extra.chi_so|default }}")
    made.edit("templates/category.html", "if c.extra.bang }}", "if c.extra.bang is defined }}")
    made.build()
    return made


SHOWN = {"archive/index.html", "404.html", "archive/2026/11/index.html", "tin/index.html"}


def remade(tiny: TinySite) -> set[str]:
    """Build, and return which of the pages that show details were written."""
    published = tiny.build().published
    assert published is not None
    return SHOWN & set(published.written)


def test_details_and_what_an_edit_costs(tiny: TinySite) -> None:
    assert "Bài A: Minh Hà (Nhà văn, 1)Lê An (, )" in tiny.read("archive/index.html")
    assert '<a href="/bao/tag/mua/">Mưa</a><a href="/bao/tag/lu/">Lũ</a>' in tiny.read("404.html")
    month = tiny.read("archive/2026/11/index.html")
    assert "True 2 /bao/tin/2026/11/bai-a/#binh-luan;\nFalse 0 /bao/tin/2026/11/bai-b/#binh-luan;" in month
    assert "7 1-2; ;" in tiny.read("tin/index.html")
    assert "/bao/tin/2026/11/bai-a/#binh-luan" in tiny.read("tin/2026/11/bai-a/index.html")

    # Each page is made again for what it shows, and for nothing else.
    tiny.edit("content/tin/a.md", "\nMột.\n", "\nMột hai.\n")
    assert remade(tiny) <= SHOWN - {"404.html", "archive/index.html"}
    tiny.edit("content/tin/b.md", "date: 2026-11-19\n", "date: 2026-11-19\nsummary: Tóm tắt.\n")
    tiny.build()
    tiny.edit("content/tin/b.md", "\nHai.\n", "\nHai ba.\n")
    assert remade(tiny) == set()
    rendered = tiny.work.rendered
    tiny.edit("content/tin/b.md", "summary", "chi_so: 8\nsummary")
    assert remade(tiny) == {"tin/index.html"}
    tiny.edit("content/tin/b.md", "chi_so: 8", "chi_so: 9")
    assert remade(tiny) == {"tin/index.html"}
    assert tiny.work.rendered == rendered + 1
    tiny.edit("content/tin/b.md", "summary", "tags: Lũ\nsummary")
    assert remade(tiny) == {"404.html"}
    tiny.edit("content/tin/b.md", "summary", "author: Lê An\nsummary")
    assert remade(tiny) == {"archive/index.html"}
    tiny.edit("content/tin/b.md", "\nHai ba.\n", "\nHai ba.\n\n::: gallery\n![Ảnh](b.png)\n:::\n")
    assert remade(tiny) == {"archive/2026/11/index.html"}
    check_against_clean(tiny)
    tiny.edit("site.toml", "Nhà văn", "Nhà báo")
    assert remade(tiny) == {"archive/index.html"}
    tiny.edit("site.toml", "#binh-luan", "#y-kien")
    assert remade(tiny) == {"archive/2026/11/index.html"}
    tiny.remove("content/tin/a.md")
    tiny.build(allow_removals=True)
    check_against_clean(tiny)


def test_data_of_a_card_cannot_be_changed(tiny: TinySite) -> None:
    tiny.write(
        "templates/404.html", "{% for c in articles(count=1) %}{{ c.extra.bang|attr('up' ~ 'date') }}{% endfor %}"
    )
    assert "E619" in [d.code for d in tiny.diagnostics()]
    tiny.write("templates/404.html", "{% for c in articles(count=1) %}{{ c.details }} {{ c }}{% endfor %}")
    tiny.build()
    assert " at 0x" not in tiny.read("404.html")


def test_a_card_keeps_no_site_alive(tiny: TinySite) -> None:
    from ssg.pages.reader import Reader

    made: list[weakref.ref[Reader]] = []
    card = Reader.card

    def noting(self: Reader, path: str) -> object:
        made.append(weakref.ref(self))
        return card(self, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "card", noting)
        gc.disable()
        tiny.edit("content/tin/a.md", "Bài A", "Bài AA")
        tiny.build()
        gc.enable()
    assert made
    assert all(ref() is None for ref in made)


@pytest.mark.parametrize(
    ("value", "said"), [("/x/", "must have"), ("javascript:{url}", "is not a URL"), ("{url}{url}", "once")]
)
def test_patterns_of_comments(site: Callable[[str], TinySite], value: str, said: str) -> None:
    tiny = site(f'-- site.toml --\ntitle = "B"\nbase_url = "https://example.vn"\ncomments = "{value}"\n')
    (found,) = tiny.diagnostics()
    assert (found.code, found.place.line, found.place.column) == ("E679", 3, 12)
    assert said in str(found.message)
