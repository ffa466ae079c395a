"""What leaves `render`: no control character in any field, no marker but ours, nothing that steers the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.markdown import MarkdownOptions, Rendered
from ssg.content.markdown import render as render_text
from ssg.content.markdown.reserved import CLASSES, IDS
from ssg.core.text.control import control_characters
from tests.markdown.rendering import complaints, html_of, render
from tests.reliability.fragments import FRAGMENTS

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
DAY = datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
# A NUL, a marker of ours and one of the theme's, C0, C1, a surrogate and a noncharacter, in each way to write them.
POINTS = (0, 1, 8, 0xB, 0xC, 0xD, 0x1F, 0x7F, 0x81, 0x85, 0xD800, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)
SPELLED = (
    *(
        form
        for point in POINTS
        for form in (
            chr(point),
            f"&#{point};",
            f"&#x{point:X}",
            f"&#000{point};",
            "".join(f"%{byte:02X}" for byte in chr(point).encode("utf-8", "surrogatepass")),
        )
    ),
    *("\0" + "0\0", "%000%00", "&#0;0&#0;", "%00asset%1Fcss/site.css%1F{}%00", f"&#{'1' * 5000};", f"&#x{'F' * 40}"),
)
INVISIBLE = "\0[0-9]+\0|[\n\t\u2028-\u202e\u2066-\u2069]"  # markers, and what a text may hold


def texts_of(value: object) -> Iterator[str]:
    """Every text in plain data, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (*texts_of(key), *texts_of(each))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_of(each)


def controls_in(rendered: Rendered) -> list[str]:
    """The fields' texts that hold what may not leave, and markers that lead to no reference."""
    bad: list[str] = []
    for text in texts_of(msgspec.to_builtins(rendered, builtin_types=(datetime,))):
        if any(int(marker) >= len(rendered.refs) for marker in re.findall("\0([0-9]+)\0", text)):
            bad.append(text)
        if control_characters(re.sub(INVISIBLE, "", text)):
            bad.append(text)
    return bad


@pytest.mark.slow
def test_no_control_character_leaves_any_construct() -> None:
    for number, fragment in enumerate(FRAGMENTS):
        for at, spelled in enumerate(SPELLED):
            text = fragment.replace("@", spelled)
            rendered = render_text(
                text,
                path="a.md",
                first_line=1,
                options=MarkdownOptions(raw_html="trust" if (number + at) % 3 == 0 else "sanitise"),
                live=DAY if at % 2 else None,
            )
            assert controls_in(rendered) == [], (text, rendered)
            made = re.findall("\0[0-9]+\0", rendered.html)
            assert len(made) <= len(rendered.refs), text


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=6), st.sampled_from(SPELLED), st.booleans(), st.booleans())
def test_no_control_character_leaves_any_text(fragments: list[str], spelled: str, trust: bool, live: bool) -> None:
    options = MarkdownOptions(raw_html="trust" if trust else "sanitise")
    text = "".join(fragments).replace("@", spelled)
    rendered = render_text(text, path="a.md", first_line=1, options=options, live=DAY if live else None)
    assert controls_in(rendered) == []
    # As browsers and sanitisers read it, character references decoded.
    assert trust or not control_characters(re.sub(INVISIBLE, "", unescape(rendered.html)))


def test_markers_are_ours_alone() -> None:
    rendered = render("[a](b.md) <https://a.vn/%000%00> <b title='&#0;0&#0;'>x</b> \0" + "0\0 &#0;0&#0;")
    assert rendered.html.count("\0") == 2
    assert [ref.target for ref in rendered.refs] == ["b.md"]
    assert "https://a.vn/%000%00</a>" in rendered.html


@pytest.mark.parametrize("quote", ["'", '"', ""])
def test_markers_stand_between_double_quotation_marks(quote: str) -> None:
    """The site puts addresses there and nowhere else."""
    page = render(f"<img src={quote}a.jpg{quote} alt=x>", raw_html="trust").html
    assert page == '<img src="\x000\0" alt=x>'


def test_references_that_browsers_read_as_windows_1252_stay() -> None:
    assert html_of(render("<div>&#150;&#x80;</div>")) == "<div>–€</div>"


def test_addresses_that_hide_what_they_are_stay_encoded() -> None:
    assert "https://a.vn/%E2%80%AEgpj.exe</a>" in render("<https://a.vn/%E2%80%AEgpj.exe>").html
    assert "https://a.vn/Hà Nội</a>" in render("<https://a.vn/H%C3%A0%20N%E1%BB%99i>").html.replace("%20", " ")


# Scripts go by these as well, but a text that has them gains and spoils nothing, and pasted HTML often has them: beside
# results of the search stands no text, a text in a text is read aloud once, and an age stands for a recent time.
HARMLESS = {"meta", "text", "title"}


def test_ids_and_classes_are_those_of_the_theme() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    assert set(re.findall(r'\sid="([^"{]+)"', templates)) == IDS
    scripts = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.js"))
    selectors = re.findall(r"""(?:querySelector(?:All)?|closest|matches|\ball)\(\s*(["'`])(.*?)\1""", scripts)
    found = {name for _, selector in selectors for name in re.findall(r"\.([\w-]+)", selector)}
    assert found == CLASSES | HARMLESS


@pytest.mark.parametrize("name", sorted(IDS))
def test_no_heading_takes_an_id_of_the_page(name: str) -> None:
    rendered = render(f"## {name}\n\n## {name}\n")
    assert [heading.id for heading in rendered.headings] == [f"muc-{name}", f"muc-{name}-2"]
    assert complaints(f"{{#{name}}}\na") == ["W213 1:1"]
    assert complaints(f"<b id='{name}'>a</b>") == ["W213 1:1"]
    assert f'"{name}"' not in render(f"## a {{#{name}}}\n\n<i id='&#{ord(name[0])};{name[1:]}'>x</i>").html


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_no_text_has_a_class_that_scripts_go_by(name: str) -> None:
    for text in (
        f"{{.{name} .b}}\na",
        f'{{class="{name} b"}}\na',
        f"## a {{.{name} .b}}",
        f"![a](a.jpg){{.{name} .b}}",
        f"<i class='b {name}'>a</i>",
        f"<i class='b\t&#{ord(name[0])};{name[1:]}'>a</i>",
    ):
        rendered = render(text)
        classes = re.findall(r'class="([^"]*)"', rendered.html)
        assert classes, text
        assert not any(name in each.split() for each in classes), text
        assert {each.code for each in rendered.diagnostics} & {"W211", "W218"}, text


STEERS = [
    ("<a href='https://b.vn' rel='next opener nofollow'>c</a>", '<a href="https://b.vn" rel="nofollow noopener">c</a>'),
    ("<a href='/b/' rel=canonical>c</a>", '<a href="/b/">c</a>'),
    ("<a href='/b/' target=_top>c</a>", '<a href="/b/">c</a>'),
    ("<a href='https://b.vn' rel=noreferrer target=_blank>c</a>",
     '<a href="https://b.vn" target="_blank" rel="noreferrer">c</a>'),
    ("<span data-do=print data-live=x name=y>c</span>", "<span>c</span>"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STEERS)
def test_html_does_not_steer_the_page(text: str, expected: str) -> None:
    assert html_of(render(text)) == f"<p>{expected}</p>\n"


def test_html_opens_no_player_and_shuts_no_menu() -> None:
    rendered = render("<figure data-embed-frame=//x data-embed=youtube>a</figure>\n\n<details name=m>b</details>")
    assert rendered.html == '<figure>a</figure>\n<details name="text-m">b</details>'
    assert [each.code for each in rendered.diagnostics] == ["W218"]
