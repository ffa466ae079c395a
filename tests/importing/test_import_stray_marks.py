"""Exports that are no well-formed XML: a stray `&`, `<` or `&nbsp;` takes nothing away, there or further on."""

from __future__ import annotations

from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.importing.wellformed import WellFormed
from tests.importing.imports import Moved, entry, feed

STRAY = [
    ("AT&T", "AT&T"),
    ("một&nbsp;hai", "một\u00a0hai"),
    ("hai &ndash; ba &eacute;t", "hai – ba ét"),
    ("&chuaai; đó", "&chuaai; đó"),
    ("5 < 7", "5 < 7"),
    ("giá <đỏ>", "giá <đỏ>"),
    ("a\x0bb", "ab"),
    ("&#11;x", "x"),
    ("đuôi &", "đuôi &"),
    ("a ]]> b", "a ]]> b"),
]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nothing_is_lost_after_a_stray_mark(tmp_path: Path, encoding: str) -> None:
    items = [
        f"<title>{stray}</title><link>https://cu.example/{n}.html</link><guid>{n}</guid>"
        "<pubDate>Tue, 24 Nov 2020 08:20:00 +0700</pubDate>"
        f"<description>&lt;p&gt;{stray} &lt;b&gt;đậm&lt;/b&gt; &amp;amp; x&lt;/p&gt;</description>"
        for n, (stray, _) in enumerate(STRAY)
    ]
    export = feed(*items, entry(99, "<p>A &amp; B &nbsp; <code>&amp;nbsp;</code> ]] <b>đậm</b></p>"))
    (tmp_path / "a.xml").write_bytes(export.replace("UTF-8", encoding).encode(encoding))
    moved = Moved(tmp_path).run("rss", "a.xml")
    assert moved.body("Bài 99") == "A & B \u00a0 `&nbsp;` \\]\\] **đậm**"
    for _, text in STRAY:
        title = " ".join(text.split())
        body = moved.body(title)
        assert "**đậm** & x" in body, body
    assert moved.report["words"]["lost"] == 0
    assert moved.report["addresses"] == {"answer": 11, "redirect": 0, "lost": []}


def test_a_predefined_reference_is_never_left_to_the_parser() -> None:
    assert WellFormed().feed(b"<a b='&quot;'>&lt;&amp;&gt;&apos;&#60;&#x3C;</a>") == (
        b"<a b='&#34;'>&#60;&#38;&#62;&#39;&#60;&#x3C;</a>"
    )


@given(st.lists(st.tuples(TEXT, TEXT.filter(lambda text: "]]>" not in text)), max_size=4), st.data())
def test_it_does_not_matter_where_the_chunks_end(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    whole = "".join(f"<i>{text if '<' not in text else escape(text)}</i><![CDATA[{cdata}]]>" for text, cdata in parts)
    bytes_of = f"<r>{whole}</r>".encode()
    once = WellFormed()
    expected = once.feed(bytes_of) + once.feed(b"")
    pieces, at, stream = b"", 0, WellFormed()
    while at < len(bytes_of):
        size = data.draw(st.integers(1, 30))
        pieces += stream.feed(bytes_of[at : at + size])
        at += size
    assert pieces + stream.feed(b"") == expected
    read = "".join(ElementTree.fromstring(expected.decode()).itertext())  # noqa: S314 - our own text
    assert [cdata for _, cdata in parts if cdata not in read] == []
