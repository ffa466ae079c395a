"""CommonMark 0.31.2: all its examples without extensions, and what the extensions change of them."""

from __future__ import annotations

import re

import pytest
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml

from ssg.content.markdown import MarkdownOptions, Rendered
from ssg.content.markdown.notes import NOTES, Notes
from ssg.content.markdown.rules import ALWAYS, MARKDOWN_RULES, Parser, parser_for
from tests.markdown.examples import Example, commonmark_examples
from tests.markdown.rendering import render

pytestmark = pytest.mark.external


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return commonmark_examples()


def restored(rendered: Rendered, source: str) -> str:
    """Return the HTML as CommonMark has it: each marker resolved to what was written, no `rel` on links.

    In raw HTML that is the very text, which the reference's line and column must point at.
    """
    lines = source.split("\n")

    def target(found: re.Match[str]) -> str:
        ref = rendered.refs[int(found[1])]
        if ref.column > 1 and lines[ref.line - 1][ref.column - 2] in "\"'":
            rest = "\n".join([lines[ref.line - 1][ref.column - 1 :], *lines[ref.line :]])
            return rest.partition(lines[ref.line - 1][ref.column - 2])[0]
        return escapeHtml(normalizeLink(ref.target))

    return re.sub("\0([0-9]+)\0", target, rendered.html).replace(' rel="noopener"', "")


def test_all_examples_of_commonmark_pass(examples: list[Example]) -> None:
    failed = [
        example.number
        for example in examples
        if restored(render(example.markdown, extensions=(), raw_html="trust"), example.markdown) != example.html
    ]
    assert failed == []


# What all extensions together change of CommonMark's examples, and which. Headings, pictures and code are too many to
# list: for them the change is undone before comparing. Any other difference fails the test.
PICTURES_WITH_TITLES = {572, 573, 576, 577, 584, 585, 586, 588, 589, 591}
BARE_ADDRESSES = {602, 608, 611}


def test_what_extensions_change_of_the_examples(examples: list[Example]) -> None:
    changed: dict[str, set[int]] = {"titles": set(), "addresses": set(), "other": set()}
    for example in examples:
        ours = restored(render(example.markdown, raw_html="trust"), example.markdown)
        theirs = example.html
        if _plain(ours) == _shifted(theirs):
            continue
        if 'href="https://' in ours.replace(theirs, ""):
            changed["addresses"].add(example.number)
        elif "<figcaption>" in ours and ' title="' in theirs:
            changed["titles"].add(example.number)
        else:
            changed["other"].add(example.number)
    assert changed == {"titles": PICTURES_WITH_TITLES, "addresses": BARE_ADDRESSES, "other": set()}


def _plain(html: str) -> str:
    """Undo colours, ids of headings, figures without captions, attributes of pictures and code; write void elements."""
    html = re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html).replace(' loading="lazy" decoding="async"', "")
    html = re.sub(r'<span class="code-[a-z]">|</span>', "", html)
    html = re.sub(r'<pre tabindex="0" role="region" aria-label="Mã nguồn [0-9]+"', "<pre", html)
    html = re.sub(r'<figure class="picture">(<img[^>]*>|<a [^>]*><img[^>]*></a>)</figure>', r"<p>\1</p>", html)
    return html.replace(" />", ">")


def _shifted(html: str) -> str:
    """Move the headings of a page that has a first-level heading down one level; write void elements as HTML does."""
    if "<h1>" in html:
        html = re.sub(r"<(/?)h([1-6])>", lambda found: f"<{found[1]}h{min(int(found[2]) + 1, 6)}>", html)
    return html.replace(" />", ">")


def test_short_way_for_prose_gives_the_tokens_that_markdown_it_gives(examples: list[Example]) -> None:
    options = MarkdownOptions(extensions=())
    long = Parser("commonmark", {"html": True})
    for name, install in MARKDOWN_RULES:
        if name in ALWAYS - {"prose"}:
            install(long)
    for example in examples:
        both = [
            [token.as_dict() for token in md.parse(example.markdown, {NOTES: Notes(example.markdown, "a", 1, options)})]
            for md in (parser_for((), False), long)
        ]
        assert both[0] == both[1], example.number
