"""Newsletters: an edition as HTML with its styles in its elements, and as plain text."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import timedelta

import html5lib
import pytest

from tests.conftest import CONFIG, TinySite, article_file
from tests.test_plain_pages import check_against_clean

OUTPUTS = """
tagline = "Mỗi sáng"
[publisher]
name = "Cơ quan & Báo"
licence = "12/GP"
[[outputs]]
name = "ban-tin"
title = "Bản tin sáng"
template = "outputs/newsletter.html"
path = "/ban-tin/{yyyy}-{mm}-{dd}.html"
every = "day"
[outputs.params]
unsubscribe = "{{huy_dang_ky}}?a=1&b=2"
[[outputs]]
name = "ban-tin-chu"
title = "Bản tin sáng"
template = "outputs/newsletter.txt"
path = "/ban-tin/{yyyy}-{mm}-{dd}.txt"
every = "day"
"""
PICTURE = '-- content/tin/a.svg --\n<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>\n'
PAGE = "ban-tin/2026-11-24.html"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(
        article_file(
            "tin/a.md", title="Cầu <Long> & Biên", date="2026-11-24 05:00", summary="Tóm “tắt”.", image="a.svg"
        )
        + article_file("tin/b.md", title="Bài hai", date="2026-11-23 07:00", summary="Hai.")
        + article_file("tin/c.md", title="Hôm kia", date="2026-11-22 07:00")
        + PICTURE
    )
    made.write("site.toml", CONFIG + OUTPUTS + "[deploy]\nkeep = 0\n")
    made.build()
    return made


def test_styles_are_in_the_elements(tiny: TinySite) -> None:
    page = tiny.read(PAGE)
    html5lib.HTMLParser(strict=True).parse(page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    assert re.findall(r"@media[^{]*", style[1]) == [
        "@media (max-width: 480px) ",
        "@media (prefers-color-scheme: dark) ",
    ]
    assert "kicker {" not in style[1].partition("@media")[0]
    assert re.search(
        r'<h2 style="[^"]*font-size: 20px[^"]*"><a href="https://example.vn/tin/2026/11/cau-long-bien/"', page
    )
    assert "Cầu &lt;Long&gt; &amp; Biên" in page
    assert "<script" not in page
    assert "<link" not in page


def test_what_is_in_it(tiny: TinySite) -> None:
    page = tiny.read(PAGE)
    assert page.index("Biên") < page.index("Bài hai")
    assert "Hôm kia" not in page
    assert "Thứ ba, 24/11/2026" in page
    assert page.count("<img ") == 1
    assert 'src="https://example.vn/media/tin/a.' in page
    assert "Cơ quan &amp; Báo. Giấy phép số 12/GP" in page
    assert f'href="https://example.vn/{PAGE}"' in page
    assert 'href="{{huy_dang_ky}}?a=1&amp;b=2"' in page


def test_the_part_of_plain_text(tiny: TinySite) -> None:
    assert tiny.read("ban-tin/2026-11-24.txt") == (
        "Bản tin sáng\nThứ ba, 24/11/2026\n\n"
        "Cầu <Long> & Biên\nTóm “tắt”.\nhttps://example.vn/tin/2026/11/cau-long-bien/\n\n"
        "Bài hai\nHai.\nhttps://example.vn/tin/2026/11/bai-hai/\n\n"
        "--\nCơ quan & Báo\nhttps://example.vn/ban-tin/2026-11-24.txt\n"
    )


@pytest.mark.slow
def test_incremental_builds_are_clean_builds(tiny: TinySite) -> None:
    def tomorrow() -> None:
        tiny.now += timedelta(days=1)

    steps: list[Callable[[], object]] = [
        lambda: tiny.edit("content/tin/a.md", "title: Cầu", "title: Đường"),
        lambda: tiny.add(article_file("tin/d.md", title="Mới", date="2026-11-24 09:00")),
        tomorrow,
        lambda: tiny.edit("content/tin/b.md", "Hai.", "Hai câu."),
        lambda: tiny.write("content/tin/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"/>'),
        lambda: tiny.edit("site.toml", 'licence = "12/GP"', 'licence = "13/GP"'),
        lambda: tiny.write(
            "templates/outputs/newsletter.html", "{% filter inline_css %}<p>{{ page.title }}{% endfilter %}"
        ),
        lambda: tiny.remove("content/tin/d.md"),
    ]
    for step in steps:
        step()
        check_against_clean(tiny)


def test_a_text_renders_no_newsletter(tiny: TinySite) -> None:
    before = tiny.tree()
    tiny.edit("content/tin/a.md", "Văn bản", "Bản văn")
    tiny.build()
    assert all(data == before[name] for name, data in tiny.tree().items() if name.startswith("ban-tin/"))


def test_no_style_sheet_is_loaded(site: Callable[[str], TinySite]) -> None:
    tiny = site(article_file("tin/a.md", title="A", date="2026-11-24 05:00"))
    tiny.write("site.toml", CONFIG + '[[outputs]]\nname = "a"\ntemplate = "a.html"\npath = "/a.html"\n')
    tiny.write("css.css", "p { color: red }")
    link = '<link rel="stylesheet" href="{}">'
    links = "".join(
        map(link.format, (str(tiny.root / "css.css"), "css.css", "https://x.invalid/a.css", "file:css.css"))
    )
    tiny.write("templates/a.html", f"{{% filter inline_css %}}<head>{links}</head><p>x</p>{{% endfilter %}}")
    tiny.build()
    page = tiny.read("a.html")
    assert page.count("<link ") == 4
    assert "<p>x</p>" in page


def test_a_missing_library_is_said_where_it_is_used(
    site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "css_inline", None)
    tiny = site(article_file("tin/a.md", title="A", date="2026-11-24 05:00"))
    assert tiny.said() == ""  # a site without newsletters needs nothing
    tiny.write("site.toml", CONFIG + OUTPUTS)
    (found,) = tiny.diagnostics()
    assert (found.code, found.place.path) == ("E653", "<theme>/outputs/newsletter.html")
    assert "toasoan[newsletter]" in str(found.hint)


def test_a_mail_that_is_cut_off_is_said(tiny: TinySite) -> None:
    tiny.edit("site.toml", "[outputs.params]", "styles = true\ncount = 3\n[outputs.params]")
    assert "W663" not in tiny.said()
    tiny.edit("content/tin/a.md", "summary: Tóm “tắt”.", f"summary: {'Hai. ' * 11_000}")
    tiny.edit("content/tin/b.md", "summary: Hai.", f"summary: {'Hai. ' * 11_000}")
    found = [one for one in tiny.diagnostics() if one.code == "W663"]
    assert [(one.place.path, one.place.line) for one in found] == [("site.toml", 15)]
    assert "a mail of 1" in str(found[0].message)
