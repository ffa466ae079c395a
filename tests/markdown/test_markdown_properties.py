"""What holds for any text at all: it never raises, it loses no words in silence, and it depends on nothing else."""

from __future__ import annotations

import re
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.markdown import ALL, MarkdownOptions, render
from ssg.content.markdown import render as render_text
from ssg.content.markdown.options import PASTED
from ssg.content.markdown.rules import ALWAYS, AUTOMATIC, MARKDOWN_RULES, parser_for
from ssg.content.pasted.rewrite import PASTED_RULES
from tests.markdown.rendering import html_of
from tests.markdown.rendering import render as render_it

# Fragments of which an article may be made; each @ becomes a word of its own, which must not be lost.
FRAGMENTS = [
    "@",
    " ",
    "\n",
    "\n\n",
    "    ",
    "*@*",
    "**@**",
    "*",
    "_@",
    "~~@~~",
    "`@`",
    "[@](x.md)",
    '[@](/x/ "@")',
    "[@][1]",
    "[@][@]",
    "\n[1]: /y/\n",
    "\n\n[@]: TTXVN\n\n",
    "\n\n[@]: /x/\n\n",
    "![@](a.jpg)",
    '![@](a.jpg "@ | @")',
    "![",
    "](",
    "\n\n*@*\n\n",
    " @ |\n\n",
    "> @",
    "\n> ",
    "\n- @",
    "\n1. @",
    "\n  - ",
    "\n# @\n",
    "\n## @ {#@ .@}\n",
    "\n@\n===\n",
    "\n\n| @ | @ |\n|---|---|\n| @ | @ | @ |\n",
    "[^@]",
    "[^1]",
    "\n\n[^1]: @\n\n    @\n\n",
    "\n\n[^@]: @\n\n",
    "^[@]",
    "\n::: info @\n",
    "\n::: quote @\n",
    "\n::: gallery @\n",
    "\n::: video https://youtu.be/aqz-KE-bpKQ @\n",
    "\n::: video @\n",
    "\n::: @\n",
    "\n:::\n",
    "\n{.a}\n",
    "\n{@=@}\n",
    "\n```\n@\n```\n",
    "\n```\n",
    "\n    @\n",
    "<b>@</b>",
    "<b>",
    "</b>",
    "\n\n<div>@\n\n",
    "\n\n</div>\n\n",
    "<iframe>@</iframe>",
    "\n\n<script>@</script>\n\n",
    "<a href='@'>",
    "https://@.vn/@ ",
    "{{ @ }}",
    "{% @ %}",
    "&amp;",
    "\\",
    '"@"',
]
# Codes that tell of words that are not shown.
LOST = {"W211", "W212", "W215", "W216", "W218", "W223", "W224", "W231", "N232", "E207", "E205"}


def with_words(fragments: list[str]) -> str:
    pieces = "".join(fragments).split("@")
    return "".join(f"{piece}chữ{number}x" for number, piece in enumerate(pieces[:-1])) + pieces[-1]


TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(with_words)
ANY = st.one_of(st.text(max_size=80), st.text(alphabet="*_`[]()!<>\\\"'#-=|:{}.^~& \n\tab1\0", max_size=80), TEXTS)


@given(TEXTS)
def test_no_word_is_lost_in_silence(text: str) -> None:
    rendered = render_it(text)
    shown = html_of(rendered) + "".join(str(each.message) for each in rendered.diagnostics)
    lost = [word for word in re.findall("chữ[0-9]+x", text) if word not in shown]
    assert not lost or {each.code for each in rendered.diagnostics} & LOST, (lost, text)


@given(ANY, st.booleans(), st.booleans())
def test_any_text_renders_the_same_each_time(text: str, trust: bool, typography: bool) -> None:
    options = MarkdownOptions(raw_html="trust" if trust else "sanitise", typography=typography)
    first = render_text(text, path="content/a.md", first_line=1, options=options)
    assert render_text(text, path="content/a.md", first_line=1, options=options) == first
    later = render_text(text, path="content/a.md", first_line=101, options=options)
    assert later.html == first.html
    assert [ref.line - 100 for ref in later.refs] == [ref.line for ref in first.refs]
    assert [each.place.line - 100 for each in later.diagnostics] == [each.place.line for each in first.diagnostics]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= each.place.line <= lines for each in first.diagnostics)
    assert all(1 <= ref.line <= lines for ref in first.refs)
    assert list(first.diagnostics) == sorted(first.diagnostics, key=lambda each: each.place)


@given(ANY)
def test_ids_are_unique(text: str) -> None:
    page = render_it(text).html
    ids = re.findall(r'<[a-z0-9]+(?: [a-z-]+="[^"]*")*? id="([^"]*)"', page)
    assert len(ids) == len(set(ids)), text


@given(TEXTS)
def test_excerpt_and_text_hold_no_markers(text: str) -> None:
    rendered = render_it(text)
    assert "\0" not in rendered.text + rendered.excerpt
    assert rendered.excerpt in rendered.text


def test_rules_are_those_that_options_name() -> None:
    names = [name for name, _ in MARKDOWN_RULES]
    assert len(names) == len(set(names))
    inline = {"emphasis", "file-names", "marks"}  # the other rules of pasted text work on lines, or on addresses
    assert inline | {rule.name for rule in PASTED_RULES} | {"addresses"} == set(PASTED)
    assert set(names) == {*ALL, *ALWAYS, *inline, "code", "binding", "typography", "shortcodes", AUTOMATIC}


@pytest.mark.parametrize("name", ALL)
def test_each_extension_works_alone_and_can_be_left_out(name: str) -> None:
    everything = (
        "# A\n\n![b](c.jpg)\n\n::: info\nd ~~e~~ f[^1] https://g.vn\n:::\n\n{.h}\ni\n\n|j|\n|-|\n|k|\n\n[^1]: l\n"
    )
    for extensions in ((name,), tuple(each for each in ALL if each != name)):
        rendered = render(everything, path="a", first_line=1, options=MarkdownOptions(extensions=extensions))
        assert all(word in rendered.html for word in "bdefijkl")


def test_options_that_do_not_exist() -> None:
    with pytest.raises(ValueError, match="unknown Markdown extension: tables"):
        render("", path="a", first_line=1, options=MarkdownOptions(extensions=("tables",)))
    with pytest.raises(ValueError, match="raw_html"):
        render("", path="a", first_line=1, options=MarkdownOptions(raw_html="sanitize"))


def test_one_parser_for_equal_options() -> None:
    assert parser_for(ALL, False) is parser_for(tuple(ALL), False)
    options = MarkdownOptions()
    assert msgspec.structs.replace(options, typography=True) != options


def test_sanitiser_is_imported_only_when_it_is_needed() -> None:
    program = (
        "import sys; from ssg.content.markdown import *\n"
        "go = lambda text: render(text, path='a', first_line=1, options=MarkdownOptions())\n"
        "go('Một **hai**'); assert 'nh3' not in sys.modules; go('<b>x</b>'); assert 'nh3' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
