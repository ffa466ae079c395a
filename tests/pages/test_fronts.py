"""Front pages by hand: slots that editors fill, what gives way to the automatic choice, and how much is rebuilt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import NOW, TinySite

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Kinh tế"
[search]
enabled = false
[blocks.lead]
count = 3
[blocks.most-read]
count = 2
[home]
latest = 3
picks = 2
panel = 2
"""
THEME = """-- templates/base.html --
{% block head %}{% endblock %}{% block main %}{% endblock %}
-- templates/home.html --
{#- slot lead: lead 1
    slot top-2: lead 2
    slot pick-2: picks 2 -#}
{{ block("lead") }}{{ block("latest") }}{{ block("nen-xem") }}{{ block("most-read") }}
{% for panel in page.panels %}{{ block("panel", category=panel.slug) }}{% endfor %}
-- templates/article.html --
{{ page.title }}
-- templates/category.html --
{#- slot lead: list 1 -#}
<list>{% for c in page.cards %}{{ c.title }}|{% endfor %}</list>
-- templates/blocks/lead.html --
<lead>{{ block.lead.title }}|{% for c in block.cards %}{{ c.title }}|{% endfor %}</lead>
""" + "".join(
    f"-- templates/blocks/{name}.html --\n"
    f"<{name}>{{% for c in block.cards %}}{{{{ c.title }}}}|{{% endfor %}}</{name}>\n"
    for name in ("latest", "nen-xem", "most-read", "panel", "topic")
)


def article(name: str, hour: int, folder: str = "thu-do", extra: str = "") -> str:
    head = f"title: {name.upper()}\ndate: 2026-11-23 {hour:02}:00\n{extra}"
    return f"-- content/{folder}/{name}.md --\n---\n{head}---\nx\n"


ARTICLES = "".join(article(name, hour) for hour, name in enumerate("abcdefgh", 1)) + "".join(
    article(name, hour, "kinh-te") for hour, name in enumerate("mnopq", 10)
)
# Newest first: Q P O N M (kinh-te), H G F E D C B A (thu-do).


def sections(tiny: TinySite, page: str = "index.html") -> dict[str, list[str]]:
    """Give the titles that each block of a page shows."""
    text = (tiny.public / page).read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for name, inside in re.findall(r"<([a-z-]+)>([^<]*)</\1>", text):
        found[name] = [*found.get(name, []), *filter(None, inside.strip().split("|"))]
    return found


def slot(name: str, path: str, *more: str) -> str:
    return "\n".join(["[[slot]]", f'name = "{name}"', f'article = "{path}"', *more, ""])


def is_clean(tiny: TinySite, tmp_path: Path) -> None:
    """Check that what was built in steps is what one build from the beginning gives."""
    other = TinySite(tmp_path / f"clean-{tiny.now:%d%H%M}-{len(list(tmp_path.iterdir()))}", "")
    for file in tiny.root.rglob("*"):
        name = file.relative_to(tiny.root).as_posix()
        if file.is_file() and not name.startswith(("public", ".ssg")):
            other.write(name, file.read_bytes())
    other.now = tiny.now
    built = other.try_build()
    assert built.published is not None
    assert {f.relative_to(other.public): f.read_bytes() for f in other.public.rglob("*") if f.is_file()} == {
        f.relative_to(tiny.public): f.read_bytes() for f in tiny.public.rglob("*") if f.is_file()
    }


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(CONFIG + THEME + ARTICLES)


def test_no_article_stands_twice_on_the_front_page(tiny: TinySite) -> None:
    tiny.write("data/most-read.json", '["kinh-te/q.md", "thu-do/h.md", "thu-do/a.md"]')
    tiny.build()
    shown = sections(tiny)
    assert shown["lead"] == ["Q", "P", "O"]
    assert shown["latest"] == ["N", "M", "H"]
    assert shown["most-read"] == ["A"]
    assert shown["panel"] == ["G", "F"]
    assert max(Counter(title for titles in shown.values() for title in titles).values()) == 1


def test_sections_may_repeat_one_another_if_the_site_says_so(tiny: TinySite) -> None:
    tiny.edit("site.toml", "[blocks.lead]", "[blocks]\ndistinct = false\n[blocks.lead]")
    tiny.build()
    assert sections(tiny)["latest"] == ["N", "M", "H"]
    assert sections(tiny)["panel"] == ["H", "G", "Q", "P"]


def test_the_order_of_sections_decides_who_comes_first(tiny: TinySite) -> None:
    tiny.edit("site.toml", "[home]\n", '[home]\nsections = ["panels", "latest", "lead"]\n')
    tiny.build()
    shown = sections(tiny)
    assert shown["lead"] == ["Q", "P", "O"]  # always first
    assert shown["panel"] == ["H", "G", "N", "M"]
    assert shown["latest"] == ["F", "E", "D"]


def test_a_slot_touches_the_front_page_and_nothing_else(tiny: TinySite, tmp_path: Path) -> None:
    tiny.build()
    tiny.write("data/front/home.toml", slot("top-2", "thu-do/a.md") + slot("pick-2", "content/thu-do/b.md"))
    built = tiny.build()
    assert built.published is not None and list(built.published.written) == ["index.html"]
    assert (tiny.work.parsed, tiny.work.rendered, tiny.work.spliced) == (0, 0, 1)
    assert sections(tiny)["lead"] == ["Q", "A", "P"]
    assert sections(tiny)["nen-xem"] == ["B"]
    tiny.write("data/front/home.toml", slot("lead", "thu-do/a.md", 'title = "Đổi tít"'))
    built = tiny.build()
    assert built.published is not None and list(built.published.written) == ["index.html"]
    assert sections(tiny)["lead"] == ["Đổi tít", "Q", "P"]
    is_clean(tiny, tmp_path)


def test_the_front_page_of_a_category(tiny: TinySite, tmp_path: Path) -> None:
    tiny.build()
    tiny.write("data/front/thu-do.toml", slot("lead", "thu-do/c.md", 'title = "C khác"'))
    built = tiny.build()
    assert built.published is not None and list(built.published.written) == ["thu-do/index.html"]
    assert sections(tiny, "thu-do/index.html")["list"] == ["C khác", "H", "G", "F", "E", "D", "B", "A"]
    tiny.write("data/front/thu-do.toml", slot("lead", "kinh-te/q.md"))
    tiny.build()
    assert sections(tiny, "thu-do/index.html")["list"] == ["Q", "H", "G", "F", "E", "D", "C", "B", "A"]
    is_clean(tiny, tmp_path)
    tiny.remove("data/front/thu-do.toml")
    tiny.build()
    is_clean(tiny, tmp_path)


def test_a_lead_stays_until_its_time(tiny: TinySite, tmp_path: Path) -> None:
    tiny.write("data/front/home.toml", slot("lead", "thu-do/a.md", "until = 2026-11-24T18:00:00"))
    built = tiny.build()
    tiny.write("content/kinh-te/new.md", "---\ntitle: MỚI\ndate: 2026-11-24 11:00\n---\nx\n")
    tiny.build()
    assert sections(tiny)["lead"] == ["A", "MỚI", "Q"]
    assert built.edition.next_change == datetime(2026, 11, 24, 18, 0, tzinfo=NOW.tzinfo)
    tiny.now = NOW + timedelta(hours=5, minutes=59)
    assert list(written(tiny)) == []
    tiny.now = NOW + timedelta(hours=6)
    assert written(tiny) == ["index.html"]
    assert sections(tiny)["lead"] == ["MỚI", "Q", "P"]
    assert "notice[N485]" in tiny.said()
    is_clean(tiny, tmp_path)


def written(tiny: TinySite) -> list[str]:
    published = tiny.build().published
    assert published is not None
    return list(published.written)


def test_what_cannot_be_shown_gives_way(tiny: TinySite, tmp_path: Path) -> None:
    tiny.write("data/front/home.toml", slot("lead", "thu-do/a.md"))
    tiny.build()
    tiny.edit("content/thu-do/a.md", "title: A\n", "title: A\ndraft: true\n")
    assert "W483" in tiny.said(tiny.build())
    assert sections(tiny)["lead"] == ["Q", "P", "O"]
    is_clean(tiny, tmp_path)
    tiny.edit("content/thu-do/a.md", "draft: true\n", "")
    assert tiny.said(tiny.build()) == ""
    assert sections(tiny)["lead"] == ["A", "Q", "P"]
    tiny.edit("content/thu-do/a.md", "title: A\n", "title: A\nwithdrawn: 2026-11-24 08:00\n")
    assert "W483" in tiny.said(tiny.build())
    is_clean(tiny, tmp_path)
    tiny.edit("content/thu-do/a.md", "withdrawn: 2026-11-24 08:00\n", "expires: 2026-11-24 13:00\n")
    tiny.build()
    assert sections(tiny)["lead"][0] == "A"
    tiny.now = NOW + timedelta(hours=1)
    assert "W483" in tiny.said(tiny.build())
    assert sections(tiny)["lead"] == ["Q", "P", "O"]
    is_clean(tiny, tmp_path)
    tiny.write("content/thu-do/x.md", (tiny.root / "content/thu-do/a.md").read_bytes())
    tiny.remove("content/thu-do/a.md")
    assert "W482" in tiny.said(tiny.build())
    is_clean(tiny, tmp_path)


def test_a_scheduled_article_takes_its_slot_when_it_comes(tiny: TinySite, tmp_path: Path) -> None:
    tiny.write("content/thu-do/z.md", "---\ntitle: Z\ndate: 2026-11-24 15:00\n---\nx\n")
    tiny.write("data/front/home.toml", slot("top-2", "thu-do/z.md"))
    assert "N484" in tiny.said(tiny.build())
    assert sections(tiny)["lead"] == ["Q", "P", "O"]
    tiny.now = NOW + timedelta(hours=3)
    assert "N484" not in tiny.said(tiny.build())
    assert sections(tiny)["lead"] == ["Q", "Z", "P"]
    is_clean(tiny, tmp_path)


def test_a_file_that_cannot_be_read_never_takes_the_front_page_away(tiny: TinySite) -> None:
    tiny.write("data/front/home.toml", slot("lead", "thu-do/a.md"))
    tiny.build()
    tiny.write("data/front/home.toml", "[[slot]]\nname = lead\n")
    assert tiny.try_build().published is None
    assert sections(tiny)["lead"][0] == "A"
    tiny.edit("content/kinh-te/q.md", "title: Q", "title: Q2")
    built = tiny.try_build(keep_going=True)
    assert built.published is not None and "E488" in tiny.said(built)
    assert sections(tiny)["lead"] == ["A", "Q2", "P"]


def test_a_picture_for_one_slot(tiny: TinySite, tmp_path: Path) -> None:
    tiny.edit("templates/blocks/lead.html", "title }}|{%", "title }} {{ block.lead.picture.url }}|{%")
    tiny.write("content/thu-do/a.md", "---\ntitle: A\ndate: 2026-11-23\nimage: a.png\n---\nx\n")
    for name in ("a", "b"):
        tiny.write(f"content/thu-do/{name}.png", png(name))
    tiny.write("data/front/home.toml", slot("lead", "thu-do/a.md"))
    tiny.build()
    assert "/thu-do/a." in sections(tiny)["lead"][0]
    tiny.write("data/front/home.toml", slot("lead", "thu-do/a.md", 'image = "thu-do/b.png"'))
    tiny.build()
    assert "/thu-do/b." in sections(tiny)["lead"][0]
    is_clean(tiny, tmp_path)
    tiny.write("content/thu-do/b.png", png("c"))
    tiny.build()
    is_clean(tiny, tmp_path)
    tiny.remove("content/thu-do/b.png")
    assert "W490" in tiny.said(tiny.build())
    assert "/thu-do/a." in sections(tiny)["lead"][0]
    is_clean(tiny, tmp_path)


def png(colour: str) -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), (ord(colour), 0, 0)).save(out, "PNG")
    return out.getvalue()


def test_a_template_has_the_slots_of_those_that_it_extends(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        CONFIG.replace('name = "Kinh tế"', 'name = "Kinh tế"\ntemplate = "kinh-te.html"')
        + THEME
        + ARTICLES
        + "-- templates/kinh-te.html --\n{#- slot second: list 2 -#}\n"
        + '{% extends "kinh-te-chung.html" %}\n'
        + '-- templates/kinh-te-chung.html --\n{# slot other: list 2 -#}\n{% extends "category.html" %}\n'
    )
    tiny.write("data/front/kinh-te.toml", '[[slot]]\nname = "lead"\narticle = "thu-do/a.md"\n')
    assert tiny.said() == ""
    tiny.write("data/front/kinh-te.toml", '[[slot]]\nname = "other"\narticle = "thu-do/a.md"\n')
    assert "slots: lead, second" in tiny.said()


def test_the_theme_s_slots_stay_where_a_site_fills_one_of_its_blocks(site: Callable[[str], TinySite]) -> None:
    tiny = site(article("a", 1) + article("b", 2))
    tiny.write("templates/home.html", '{% extends "theme:home.html" %}{% block head_extra %}<meta>{% endblock %}')
    tiny.write("data/front/home.toml", '[[slot]]\nname = "lead"\narticle = "thu-do/a.md"\n')
    assert tiny.said() == ""
    assert tiny.read("index.html").index(">A<") < tiny.read("index.html").index(">B<")
