"""Related articles in the text: boxes by hand, the one that a site asks for, and that no headline stands twice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import TinySite
from tests.test_plain_pages import check_against_clean

WORDS = "sông Hồng lũ đê nước bãi cầu thuyền phù sa mưa bão thủy văn trạm đo mực báo động hai"


def own(n: int, number: int) -> str:
    """Return words that no other article has: articles must be alike, but not the same."""
    return " ".join(f"chữ{n}{number}{letter}" for letter in "abcdefgh")


FRONT = "---\ntitle: Bài {n}\ndate: 2026-11-{day:02}\ntags: [lũ, đê]\n---\n"
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[related]
in_text_after = 2
""" + "".join(
    f"-- content/tin/{n}.md --\n{FRONT.format(n=n, day=n)}"
    + "".join(f"Đoạn {number} của bài {n}: {WORDS if number == 1 else own(n, number)}.\n\n" for number in range(1, 7))
    for n in range(1, 10)
)
BOX = re.compile(r'<aside class="see-also".*?</aside>', re.DOTALL)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.build()
    return made


def page_of(n: int) -> str:
    return f"tin/2026/11/bai-{n}/index.html"


def boxes(tiny: TinySite, n: int) -> list[str]:
    return BOX.findall(tiny.read(page_of(n)))


def titles(html: str) -> list[str]:
    return re.findall(r">(?:<span>)?(Bài \w+)<", html)


def text_of(tiny: TinySite, n: int) -> str:
    return tiny.read(page_of(n)).partition('<div class="text">')[2].partition('<footer class="story-end"')[0]


def write(tiny: TinySite, n: int, body: str) -> None:
    tiny.write(f"content/tin/{n}.md", FRONT.format(n=n, day=n) + body)


def test_one_stands_after_the_paragraph_that_is_asked_for(tiny: TinySite) -> None:
    text = text_of(tiny, 5)
    assert len(BOX.findall(text)) == 1
    assert text.index("Đoạn 2 của") < text.index("see-also") < text.index("Đoạn 3 của")
    assert "Xem thêm" in text


def test_no_headline_stands_twice(tiny: TinySite) -> None:
    for n in range(1, 10):
        page = tiny.read(page_of(n))
        (shown,) = titles(boxes(tiny, n)[0])
        blocks = page.partition('<section class="related"')[2].partition("</main>")[0]
        assert shown not in titles(blocks)
        assert titles(page.partition('<section class="related"')[2].partition("</section>")[0])


def test_the_related_block_is_filled_up(tiny: TinySite) -> None:
    related = tiny.read(page_of(5)).partition('<section class="related"')[2].partition("</section>")[0]
    assert len(titles(related)) == 5


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("Một.\n\nHai.\n\nBa.\n\nBốn.\n", None),  # too short
        ("Một.\n\nHai:\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n", "Ba."),  # not behind a colon
        ("Một.\n\n**Hai thì sao?**\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n", "Ba."),  # nor between question and answer
        ("Một.\n\nHai.\n\n- a\n- b\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n", "Ba."),  # nor before a list
        ("Một.\n\nHai.\n\n> Trích.\n>\n> Nữa.\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n", "Ba."),
        ("> Một.\n>\n> Hai.\n>\n> Ba.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n\nTám.\n\nChín.\n", "Năm."),
        ("Một.\n\nHai.\n\n## Mục\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n", "Ba."),
        ("Một.\n\nHai.\n\n![Ảnh](https://a.vn/a.png)\n\n*Chú thích*\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n", "Ba."),
        ("Một.\n\nHai.\n\n| a | b |\n|---|---|\n| c | d |\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n", "Ba."),
        ("Một.\n\nHai.\n\nBa.\n\n::: related 1.md\n:::\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n", "Ba."),  # that is the hand's
        ("Một.\n\nHai.\n\n- a\n- b\n", None),
    ],
)
def test_where_it_does_not_stand(tiny: TinySite, body: str, after: str | None) -> None:
    write(tiny, 5, body)
    tiny.build()
    text = text_of(tiny, 5)
    found = BOX.findall(text)
    assert len(found) == (after is not None)
    if after:
        assert text.partition("<aside")[0].rstrip().endswith(f"{after}</p>")


def test_a_live_article_has_none(tiny: TinySite) -> None:
    tiny.edit("content/tin/5.md", "tags:", "type: live\ntags:")
    tiny.build()
    assert boxes(tiny, 5) == []


def test_a_box_by_hand(tiny: TinySite) -> None:
    tiny.edit("content/tin/1.md", "tags:", 'image: {src: "https://a.vn/a.jpg", alt: x}\ntags:')
    write(tiny, 5, f"Một.\n\n::: xem-thêm 1.md, 2.md\n- [Bài ba](3.md)\n- 1.md\n:::\n\nHai. {WORDS}\n")
    tiny.build()
    (box,) = boxes(tiny, 5)
    assert titles(box) == ["Bài 1", "Bài 2", "Bài 3"]
    assert '<img class="crop" src="https://a.vn/a.jpg"' in box
    related = tiny.read(page_of(5)).partition('<section class="related"')[2].partition("</section>")[0]
    assert not {"Bài 1", "Bài 2", "Bài 3"}.intersection(titles(related))


def test_a_box_by_hand_in_raw_html_and_in_a_list(tiny: TinySite) -> None:
    """What is sanitised keeps its place."""
    write(tiny, 5, "<div>a</div>\n\n- Một\n\n  ::: related 1.md\n  :::\n")
    tiny.build()
    assert titles(boxes(tiny, 5)[0]) == ["Bài 1"]
    assert "\0" not in tiny.read(page_of(5))


def test_feeds_have_plain_links(tiny: TinySite) -> None:
    write(tiny, 5, "Một.\n\n::: related 1.md\n:::\n")
    tiny.build()
    feed = tiny.read("feed.xml")
    link = '&lt;p&gt;Xem thêm: &lt;a href="https://example.vn/tin/2026/11/bai-1/"&gt;Bài 1&lt;/a&gt;&lt;/p&gt;'
    assert link.replace('"', "&#34;") in feed or link in feed
    assert "see-also" not in feed


def test_what_a_box_cannot_show_is_told_and_left_out(tiny: TinySite) -> None:
    tiny.write("content/tin/sau.md", "---\ntitle: Sau\ndate: 2027-01-01\n---\nx\n")
    write(tiny, 5, "Một.\n\n::: related sau.md 5.md 1.md\n:::\n")
    tiny.build()
    assert titles(boxes(tiny, 5)[0]) == ["Bài 1"]
    said = tiny.said()
    assert "content/tin/5.md:8:13: warning[W320]: box names an article that is not public; left out: sau.md" in said
    assert "content/tin/5.md:8:20: warning[W320]: article names itself in a box of its text; left out" in said
    write(tiny, 5, "Một.\n\n::: related sau.md\n:::\n")
    check_against_clean(tiny)
    assert boxes(tiny, 5) == []


def test_no_paid_article_is_chosen(tiny: TinySite) -> None:
    (chosen,) = titles(boxes(tiny, 5)[0])
    name = f"content/tin/{chosen.split()[1]}.md"
    tiny.edit(name, "tags:", "layout: sponsored\ntags:")
    check_against_clean(tiny)
    assert titles(boxes(tiny, 5)[0]) != [chosen]


def test_only_pages_that_show_an_article_are_made_again(tiny: TinySite) -> None:
    write(tiny, 5, "Một.\n\n::: related 1.md\n:::\n")
    write(tiny, 1, "Khác hẳn, không giống gì.\n")
    tiny.edit("site.toml", "in_text_after = 2", "in_text_after = 0")
    tiny.build()
    tiny.build()
    before = tiny.tree()
    tiny.edit("content/tin/1.md", "title: Bài 1", "title: Bài mới\nslug: bai-1")
    tiny.build()
    written = {path for path, data in tiny.tree().items() if before.get(path) != data and path.endswith(".html")}
    assert page_of(5) in written
    assert all("Bài mới" in tiny.read(path) for path in written)
    check_against_clean(tiny)


@pytest.mark.slow
def test_incremental_builds_are_clean_builds(tiny: TinySite) -> None:
    steps: list[Callable[[], object]] = [
        lambda: tiny.edit("content/tin/3.md", "title: Bài 3", "title: Bài khác"),
        lambda: tiny.write("content/tin/10.md", FRONT.format(n=10, day=20) + f"{WORDS}\n\n" * 7),
        lambda: tiny.edit("content/tin/10.md", "Bài 10", "Bài mười"),
        lambda: write(tiny, 5, "Một.\n\n::: related 10.md\n:::\n\nHai.\n"),
        lambda: tiny.edit("content/tin/10.md", "tags:", "draft: true\ntags:"),
        lambda: tiny.edit("content/tin/10.md", "draft: true\n", ""),
        lambda: tiny.edit("content/tin/10.md", "tags:", "withdrawn: 2026-11-22\ntags:"),
        lambda: tiny.remove("content/tin/7.md"),
        lambda: tiny.edit("site.toml", "in_text_after = 2", "in_text_after = 3"),
        lambda: tiny.edit("site.toml", "[related]", "[blocks]\ndistinct = false\n[related]"),
        lambda: write(tiny, 5, f"{WORDS}\n\n" * 8),
    ]
    for step in steps:
        step()
        check_against_clean(tiny)
