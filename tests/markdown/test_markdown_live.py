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
from ssg.core.model import SourceFile

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
    assert said(live(f"## {heading}\n")) == ["1: E770 this entry of a live article has no time that there is"]


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
        "3: N771 this entry (24/11/2026 00:10) does not follow the one above it (24/11/2026 23:50)"
    ]
    assert said(live("## 23:50 A\n\n## 25/11 00:10 B\n")) == []


def test_an_ordinary_article_has_no_entries() -> None:
    rendered = render("## 08:00 A\n", path="a", first_line=1, options=MarkdownOptions())
    assert (rendered.entries, rendered.html) == ((), '<h2 id="08-00-a">08:00 A</h2>\n')


def test_the_newest_entry_is_the_last_change() -> None:
    def updated(more: str, text: str) -> str:
        source = f"---\ntitle: A\ndate: 2026-11-24 06:00\ntype: live\n{more}---\n{text}"
        parsed = parse_article(
            SourceFile("a.md", source.encode()), ParseOptions("Asia/Ho_Chi_Minh", MarkdownOptions(), "vi")
        )
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
