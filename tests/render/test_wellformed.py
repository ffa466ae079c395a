"""What machines alone read is parsed before it goes out: which XML and JSON is refused, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.core.errors import Place
from ssg.render.wellformed import check_output
from tests.conftest import TinySite

PLACE = Place("templates/feeds/rss.xml", 1)
GOOD = """<?xml version="1.0" encoding="utf-8"?>
<a xmlns:x="y"><x:b c="&amp;">&#34;<![CDATA[<br>]]></x:b></a>
"""
BAD_XML = {
    "": "no element found",
    "<a>": "no element found",
    "<a></b>": "mismatched tag",
    " <?xml version='1.0'?><a/>": "XML or text declaration not at start of entity",
    "<a>&nbsp;</a>": "undefined entity",
    "<!DOCTYPE a SYSTEM 'http://x/a.dtd'><a>&nbsp;</a>": "undefined entity",
    "<a b=1/>": "not well-formed (invalid token)",
    "<a>x & y</a>": "not well-formed (invalid token)",
    "<a>\x07</a>": "not well-formed (invalid token)",
    "<a/><b/>": "junk after document element",
    "<x:a/>": "unbound prefix",
    "{}": "not well-formed (invalid token)",
}
BAD_JSON = {"": "Expecting value", "{'a': 1}": "Expecting property name", "[1,]": "", "NaN": "NaN", "[" * 99_999: ""}


@pytest.mark.parametrize("text", BAD_XML)
def test_xml_that_no_reader_can_parse(text: str) -> None:
    found = check_output("rss.xml", text.encode(), PLACE)
    assert found is not None
    assert (found.code, found.place) == ("E609", PLACE)
    assert str(found.message) == f"output is not well-formed XML: {BAD_XML[text]}"
    assert "of /rss.xml" in str(found.hint)


@pytest.mark.parametrize("text", BAD_JSON, ids=range(len(BAD_JSON)))
@pytest.mark.parametrize("name", ["a/b.json", "site.webmanifest"])
def test_json_that_no_reader_can_parse(text: str, name: str) -> None:
    found = check_output(name, text.encode(), PLACE)
    assert found is not None
    assert str(found.message).startswith(f"output is not well-formed JSON: {BAD_JSON[text]}")


def test_the_place_is_that_of_the_output() -> None:
    found = check_output("tin/rss.xml", f"{GOOD[:-5]}<đ>\n  </a>".encode(), PLACE)
    assert found is not None
    assert str(found.hint).startswith("see line 3, column 5 of /tin/rss.xml: `</a>`; ")


def test_what_is_right_or_is_for_browsers_is_let_through() -> None:
    for name, text in {"rss.xml": GOOD, "a.json": "[1, 2.5, null]", "index.html": "<br>", "a.txt": "<"}.items():
        assert check_output(name, text.encode(), PLACE) is None


def test_the_published_site_stays_and_the_template_is_named_once(site: Callable[[str], TinySite]) -> None:
    tiny = site("".join(f"-- content/t{n}/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n" for n in range(3)))
    tiny.build()
    before = tiny.tree()
    tiny.write("templates/feeds/rss.xml", "<rss>{{ page.title }}")
    for options in ({}, {"keep_going": True}):
        built = tiny.try_build(**options)
        assert built.published is None
        (said,) = [d for d in built.diagnostics if d.code == "E609"]
        assert str(said.message).endswith("while rendering the feed of / and 3 other pages")
        assert tiny.tree() == before
