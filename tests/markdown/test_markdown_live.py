"""Live articles: what begins an entry, in which order entries come out, and under which anchors."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.content.article import ParseOptions, parse_article
from ssg.content.markdown import MarkdownOptions, Rendered, render

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = datetime(2026, 11, 24, 6, 0, tzinfo=ZONE)


def live(text: str) -> Rendered:
    return render(text, path="content/a.md", first_line=1, options=MarkdownOptions(), live=DAY)


def said(rendered: Rendered) -> list[str]:
    return [f"{d.place.line}: {d.code} {d.message}" for d in rendered.diagnostics]


@pytest.mark.parametrize(
    ("heading", "time", "title"),
    [
        ("14:30", "2026-11-24 14:30:00", ""),
        ("14:30 Mở cửa xả", "2026-11-24 14:30:00", "Mở cửa xả"),
        ("14h30 – Mở cửa xả", "2026-11-24 14:30:00", "Mở cửa xả"),
        ("14h: Mở cửa xả", "2026-11-24 14:00:00", "Mở cửa xả"),
        ("9g05. Mở cửa xả", "2026-11-24 09:05:00", "Mở cửa xả"),
        ("14 giờ 30 Mở cửa xả", "2026-11-24 14:30:00", "Mở cửa xả"),
        ("14 giờ Mở cửa xả", "2026-11-24 14:00:00", "Mở cửa xả"),
        ("**14:30** Mở cửa xả", "2026-11-24 14:30:00", "Mở cửa xả"),
        ("14:30:15 Mở cửa xả", "2026-11-24 14:30:15", "Mở cửa xả"),
        ("25/11/2026 00:15 – Qua nửa đêm", "2026-11-25 00:15:00", "Qua nửa đêm"),
        ("25/11, 00:15 – Qua nửa đêm", "2026-11-25 00:15:00", "Qua nửa đêm"),
        ("2026-11-25 00:15 Qua nửa đêm", "2026-11-25 00:15:00", "Qua nửa đêm"),
        ("00:15, 25/11/2026 – Qua nửa đêm", "2026-11-25 00:15:00", "Qua nửa đêm"),
        ("14:30 3/4 người dân đồng ý", "2026-11-24 14:30:00", "3/4 người dân đồng ý"),
        ("14:30 Tỷ số *hai* – một", "2026-11-24 14:30:00", "Tỷ số hai – một"),
        ("2:38 chiều Mở cửa xả", "2026-11-24 14:38:00", "Mở cửa xả"),
        ("2h38 CH – mở cửa xả", "2026-11-24 14:38:00", "mở cửa xả"),
        ("9 giờ tối", "2026-11-24 21:00:00", ""),
        ("8h sáng: Mở cửa xả", "2026-11-24 08:00:00", "Mở cửa xả"),
        ("4h chiều nay mưa lớn", "2026-11-24 16:00:00", "chiều nay mưa lớn"),
        ("14:30 Chiều nay mưa lớn", "2026-11-24 14:30:00", "Chiều nay mưa lớn"),
    ],
)
def test_times(heading: str, time: str, title: str) -> None:
    (entry,) = live(f"## {heading}\n\nVăn.\n").entries
    assert (f"{entry.time:%Y-%m-%d %H:%M:%S}", entry.title, entry.text) == (time, title, "Văn.")
    assert entry.time.tzinfo == ZONE


@pytest.mark.parametrize(
    "heading", ["Bối cảnh", "1430 Mở cửa", "14:3 Mở cửa", "14:30Mở cửa", "lúc 14:30", "14:30–15:00 Họp"]
)
def test_an_entry_without_a_time(heading: str) -> None:
    assert said(live(f"Mở đầu.\n\n## {heading}\n\nVăn.\n\n## 08:00\n")) == [
        "3: E770 an entry of a live article must begin with its time"
    ]


@pytest.mark.parametrize("heading", ["25:00 x", "14:75 x", "31/11/2026 08:00 x", "08:00, 30/02/2026 x"])
def test_a_time_that_does_not_exist(heading: str) -> None:
    assert said(live(f"## {heading}\n")) == ["1: E770 invalid time of an entry of a live article"]


def test_the_newest_comes_first_whatever_the_order_of_the_file() -> None:
    pieces = ["## 08:00 A\n\na\n", "## 09:00 B {.chinh}\n\nb\n", "## 10:00 C {#moc}\n\n### Nhỏ\n\nc\n"]
    up, down = live("\n".join(pieces)), live("\n".join(reversed(pieces)))
    assert up.entries == down.entries
    assert [(e.anchor, e.title, e.key) for e in up.entries] == [
        ("moc", "C", False),
        ("luc-20261124-0900", "B", True),
        ("luc-20261124-0800", "A", False),
    ]
    assert up.html == down.html
    assert [h.text for h in up.headings] == ["Nhỏ"]  # an entry is no chapter
    assert said(up) == said(down) == []


def test_anchors_stay_when_an_entry_of_the_same_minute_comes() -> None:
    before = live("## 08:00 Một\n\n## 07:00\n")
    after = live("## 08:00 Hai\n\n## 08:00 Một\n\n## 07:00\n")
    assert [(e.anchor, e.title) for e in before.entries] == [("luc-20261124-0800", "Một"), ("luc-20261124-0700", "")]
    assert [(e.anchor, e.title) for e in after.entries] == [
        ("luc-20261124-0800-2", "Hai"),
        ("luc-20261124-0800", "Một"),
        ("luc-20261124-0700", ""),
    ]
    rising = live("## 07:00\n\n## 08:00 Một\n\n## 08:00 Hai\n")
    assert [e.title for e in rising.entries] == ["Hai", "Một", ""]


def test_parts() -> None:
    rendered = live("Mở đầu.[^1]\n\n## 08:00 [A](b.md) & *c*\n\n![x](x.jpg)\n\nHết.\n\n[^1]: Ghi chú.\n")
    (entry,) = rendered.entries
    assert rendered.intro.startswith("<p>Mở đầu.")
    assert "Ghi chú." in rendered.intro
    assert "\0" in entry.heading
    assert "&amp; <em>c</em>" in entry.heading
    assert (entry.title, entry.text) == ("A & c", "Hết.")
    assert entry.html.count("<p>Hết.</p>") == rendered.html.count("<p>Hết.</p>") == 1
    assert '<h2 id="luc-20261124-0800"><time datetime="2026-11-24T08:00:00+07:00">08:00</time> <a' in rendered.html
    assert rendered.excerpt == "Mở đầu."
    assert [ref.target for ref in rendered.refs] == ["b.md", "x.jpg"]


def test_code_in_entries_and_their_footnotes_has_a_name() -> None:
    found = live("```\na\n```\n\n## 14:30 A\n\nx[^1]\n\n```\nb\n```\n\n## 15:00 B\n\ny[^1]\n\n[^1]: n\n\n        c\n")
    for part in (found.intro, *(entry.html for entry in found.entries), found.html):
        assert part.count("<pre") == part.count('<pre tabindex="0" role="region" aria-label="Mã nguồn ') > 0


def test_entries_may_be_of_any_level() -> None:
    assert [e.title for e in live("# 08:00 A\n\n## Nhỏ\n\n# 09:00 B\n").entries] == ["B", "A"]
    assert [e.title for e in live("### 08:00 A\n\n#### Nhỏ\n\n### 09:00 B\n").entries] == ["B", "A"]
    # Before the report begins there is but text, perhaps with small headings.
    nothing = live("Sắp bắt đầu.\n\n### Đội hình\n\nA, B.\n")
    assert (nothing.entries, said(nothing)) == ((), [])
    assert "Sắp bắt đầu." in nothing.html
    # A heading within a box or a quotation begins nothing.
    assert [e.title for e in live("## 08:00 A\n\n> ## Trích\n").entries] == ["A"]


def test_an_entry_out_of_order_is_told() -> None:
    assert said(live("## 23:50 A\n\n## 00:10 B\n\n## 00:20 C\n\n## 23:55 D\n")) == [
        "3: N771 entry out of order: 24/11/2026 00:10 comes after 24/11/2026 23:50"
    ]
    assert said(live("## 23:50 A\n\n## 25/11 00:10 B\n")) == []


DAYS = [
    ("2026-12-31", ["31/12 23:50", "1/1 00:10", "00:30", "2/1 00:05"],
     ["2026-12-31 23:50", "2027-01-01 00:10", "2027-01-01 00:30", "2027-01-02 00:05"]),
    ("2026-12-31", ["1/1 00:10", "23:50", "31/12 23:40"], ["2027-01-01 00:10", "2026-12-31 23:50", "2026-12-31 23:40"]),
    ("2027-01-01", ["31/12 23:00", "00:30"], ["2026-12-31 23:00", "2027-01-01 00:30"]),
    ("2026-11-01", ["2/11 8h", "1/3 8h", "1/7 8h", "1/11 8h"],
     ["2026-11-02 08:00", "2027-03-01 08:00", "2027-07-01 08:00", "2027-11-01 08:00"]),
    ("2027-12-30", ["29/2 8h"], ["2028-02-29 08:00"]),
]  # fmt: skip


@pytest.mark.parametrize(("day", "headings", "times"), DAYS)
def test_entries_run_on_from_the_one_above(day: str, headings: list[str], times: list[str]) -> None:
    text = "".join(f"## {heading}\n\n" for heading in headings)
    at = datetime.fromisoformat(f"{day} 08:00").replace(tzinfo=ZONE)
    rendered = render(text, path="content/a.md", first_line=1, options=MarkdownOptions(), live=at)
    assert sorted(f"{entry.time:%Y-%m-%d %H:%M}" for entry in rendered.entries) == sorted(times)
    assert said(rendered) == []


def test_an_ordinary_article_has_no_entries() -> None:
    rendered = render("## 08:00 A\n", path="a", first_line=1, options=MarkdownOptions())
    assert (rendered.entries, rendered.html) == ((), '<h2 id="08-00-a">08:00 A</h2>\n')


def test_the_newest_entry_is_the_last_change() -> None:
    def updated(more: str, text: str) -> str:
        source = f"---\ntitle: A\ndate: 2026-11-24 06:00\ntype: live\n{more}---\n{text}"
        parsed = parse_article("a.md", source.encode(), ParseOptions("Asia/Ho_Chi_Minh", MarkdownOptions(), "vi"))
        assert parsed.article is not None
        return f"{parsed.article.updated:%H:%M}" if parsed.article.updated else ""

    assert updated("", "## 08:00\n") == "08:00"
    assert updated("updated: 2026-11-24 09:00\n", "## 08:00\n") == "09:00"
    assert updated("", "## 05:00\n") == ""
    assert updated("", "x\n") == ""


PIECES = st.sampled_from(
    ["## ", "# ", "\n", "\n\n", "08:00", "8h", " – ", "25/11", "**", "{.chinh}", "[^1]", "[^1]: x", "<b>", "> ", "a"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_and_nothing_fails(text: str) -> None:
    rendered = live(text)
    if not rendered.entries:
        return
    assert len({e.anchor for e in rendered.entries}) == len(rendered.entries)
    assert [e.time for e in rendered.entries] == sorted((e.time for e in rendered.entries), reverse=True)
    parts = rendered.intro + "".join(e.heading + e.html for e in rendered.entries)
    assert sorted(re.findall("a|x", re.sub("<[^>]*>", "", parts))) == sorted(
        re.findall("a|x", re.sub("<[^>]*>", "", rendered.html))
    )


NOTED = """Mở đầu[^a].

## 14:30 Xả **lũ**[^b] {.key}

Văn[^a] và ^[ngay đây] lại[^a].

| a[^d] |
|---|

## 15:00

Không có.

## 15:30

Lại[^c].

[^a]: Chú a[^c].
[^b]: Chú b.
[^c]: Chú c, xem[^a].
[^d]: - mục
"""


def test_an_entry_brings_its_footnotes_along() -> None:
    rendered = live(NOTED)
    latest, empty, first = rendered.entries
    assert re.findall(r'<li id="(fn-[^"]+)">(?:<p>|<ul>\n<li>)([\w ]+)', first.html) == [
        ("fn-luc-20261124-1430-1", "Chú b"),
        ("fn-luc-20261124-1430-2", "Chú a"),
        ("fn-luc-20261124-1430-3", "ngay đây "),
        ("fn-luc-20261124-1430-4", "mục"),
        ("fn-luc-20261124-1430-5", "Chú c"),
    ]
    assert first.text == "Văn và lại.\na\nChú b.\nChú a.\nngay đây\nmục\nChú c, xem."
    assert empty.html == "<p>Không có.</p>\n"
    assert re.findall(r'<li id="(fn-[^"]+)"', latest.html) == ["fn-luc-20261124-1530-1", "fn-luc-20261124-1530-2"]
    assert re.findall(r'<li id="(fn-[^"]+)"', rendered.intro) == ["fn-1", "fn-2"]
    for part in (rendered.html, rendered.intro, *(entry.heading + entry.html for entry in rendered.entries)):
        assert links_lead_somewhere(part)


def links_lead_somewhere(html: str) -> bool:
    """Each id is there once, and each address within the text is one of them."""
    ids = re.findall(r' id="([^"]+)"', html)
    return len(set(ids)) == len(ids) and set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_new_entry_leaves_the_footnotes_of_others_as_they_are() -> None:
    before = live("## 14:30\n\nA[^a].\n\n[^a]: Chú a.\n").entries[0]
    after = live("## 15:00\n\nB[^b].\n\n## 14:30\n\nA[^a].\n\n[^a]: Chú a.\n[^b]: Chú b.\n").entries[1]
    assert before == after


@given(st.lists(st.text(alphabet="ab ^[]:\n", max_size=30), min_size=1, max_size=4))
@settings(deadline=None)
def test_any_footnotes_of_any_entries_are_whole(texts: list[str]) -> None:
    heads = [f"## {hour}:00 Mốc[^b]\n\n{text}[^a]\n\n" for hour, text in enumerate(texts, 8)]
    rendered = live("".join(heads) + "[^a]: Chú[^b] a.\n\n[^b]: Chú b^[và[^a]].\n")
    for part in (rendered.html, *(entry.heading + entry.html for entry in rendered.entries)):
        assert links_lead_somewhere(part)


def test_a_footnote_that_only_a_hidden_one_points_to_is_shown() -> None:
    found = live("## 24/11 9h Tin\n\nx\n\n[^1]: chữ một\n[^2]: chữ hai [^1]\n")
    assert "chữ một" in found.html
    assert [d.code for d in found.diagnostics if "[^2]" in str(d.message)] == ["W215"]


def test_a_day_that_is_missing_after_midnight_is_asked_for() -> None:
    found = "N771 entry before the article: 24/11/2026 00:10 beside one of 24/11/2026 23:50"
    assert said(live("## 23:50 Một\n\n## 00:10 Hai\n")) == [f"3: {found}"]
    assert said(live("## 00:10 Hai\n\n## 23:50 Một\n")) == [f"1: {found}"]
    assert said(live("## 25/11 00:10 Hai\n\n## 23:50 Một\n")) == []
    assert said(live("## 05:10 Một\n\n## 06:50 Hai\n\n## 23:00 Ba\n")) == []
