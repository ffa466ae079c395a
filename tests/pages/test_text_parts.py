"""The text of a page in parts: between its own paragraphs, never within anything else, and always the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.message import Invalid
from ssg.pages.views.text import Text
from tests.conftest import TinySite, article_file

HTML = (
    "<p>Một <em>và</em> <br>thêm.</p>\n<blockquote>\n<p>trích</p>\n</blockquote>\n<ul>\n<li><p>mục</p></li>\n</ul>\n"
    '<figure class="picture"><img src="a.jpg" alt="</p></figure>"><figcaption><p>chú</p></figcaption></figure>\n'
    "<p title='</p>'>Hai.</p>\n<table><tr><td><p>ô</p></td></tr></table>\n<a href='/'><p>trong</p></a>\n<p>Ba.</p>\n"
)


def test_parts() -> None:
    text = Text(HTML)
    assert text.paragraphs == 3
    assert text.before(0) == ""
    assert text.before(1) == "<p>Một <em>và</em> <br>thêm.</p>\n"
    assert text.after(1).startswith("<blockquote>")
    assert text.before(2).endswith("<p title='</p>'>Hai.</p>\n")
    assert text.after(2).startswith("<table>")
    assert (text.after(3), text.before(3), text.before(9), text.after(9)) == ("", HTML, HTML, "")
    assert Text("").before(2) == Text("").after(0) == ""
    assert Text("<div><p>x</p>\n<p>y</p>").paragraphs == 0  # a box of the site's own that does not close


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<br>", "<img alt='>'>", "<hr/>", "x", "\n", "<", '"']))
)
def test_both_parts_are_the_whole(parts: list[str]) -> None:
    text = Text("".join(parts))
    for number in range(text.paragraphs + 2):
        assert text.before(number) + text.after(number) == text


@pytest.mark.parametrize("number", [-1, 1.0, "1", True, None])
def test_what_is_no_number_of_paragraphs(number: object) -> None:
    with pytest.raises(Invalid):
        Text(HTML).before(number)  # type: ignore[arg-type]


def test_in_templates(site: Callable[[str], TinySite]) -> None:
    body = "Một.\n\n> Trích.\n\nHai.\n\nBa."
    page = "-- content/lien-he.md --\n---\ntitle: Liên hệ\ntype: page\n---\nMột.\n\nHai.\n"
    tiny = site(article_file("tin/a.md", body, title="A", date="2026-11-20") + page)
    for name in ("article", "page"):
        tiny.write(
            f"templates/{name}.html", "{{ page.body.before(2) }}<hr>{{ page.body.after(2) }}{{ page.body.paragraphs }}"
        )
    tiny.build()
    wanted = "<p>Một.</p>\n<blockquote>\n<p>Trích.</p>\n</blockquote>\n<p>Hai.</p>\n<hr><p>Ba.</p>\n3"
    assert tiny.read("tin/2026/11/a/index.html") == wanted
    assert tiny.read("lien-he/index.html") == "<p>Một.</p>\n<p>Hai.</p>\n<hr>2"
