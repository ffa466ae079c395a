"""The press's small parts: what is escaped, markers, assets under their fingerprints, closures, failures said once."""

from __future__ import annotations

import gettext

import pytest
from jinja2.exceptions import UndefinedError

from ssg.core.errors import Place, error
from ssg.core.theme import AssetFile, TemplateFile, Theme
from ssg.render.assets import fingerprint
from ssg.render.check import check_theme
from ssg.render.closures import closures
from ssg.render.environment import escapes, make_environment
from ssg.render.failures import Failures
from ssg.render.markers import Slot, marker, split

WORDS = gettext.NullTranslations()


def theme(assets: dict[str, str] | None = None, **templates: str) -> Theme:
    """A theme of templates named `a__b` for `a/b.html`."""
    named = {f"{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return Theme(
        {name: TemplateFile(name, text, f"templates/{name}") for name, text in named.items()},
        {name: AssetFile(name, text.encode(), f"templates/assets/{name}") for name, text in (assets or {}).items()},
    )


@pytest.mark.parametrize("name", ["a.html", "a.html.j2", "a.xml.jinja", "atom.j2", "feed.xml", "a.svg", "a", None])
def test_everything_that_is_markup_is_escaped(name: str | None) -> None:
    assert escapes(name)


@pytest.mark.parametrize("name", ["robots.txt", "robots.txt.j2", "feed.json"])
def test_plain_text_is_not(name: str) -> None:
    assert not escapes(name)


def test_escaping_is_on_in_macros_and_included_files() -> None:
    made = make_environment(
        theme(
            a='{% from "m.html" import m %}{{ m(x) }}{% include "i.html" %}',
            m="{% macro m(x) %}{{ x }}{% endmacro %}",
            i="{{ x }}",
        ),
        WORDS,
        None,
        {},
    )
    assert made.get_template("a.html").render(x="<b>&") == "&lt;b&gt;&amp;" * 2


@pytest.mark.parametrize(
    "use", ["{{ y }}", "{{ y.z }}", "{% if y %}{% endif %}", "{% for a in y %}{% endfor %}", "{{ y ~ 1 }}"]
)
def test_nothing_undefined_is_printed(use: str) -> None:
    made = make_environment(theme(a=use), WORDS, None, {})
    with pytest.raises(UndefinedError, match="'y' is not defined"):
        made.get_template("a.html").render()


def test_markers_come_back_as_they_went_in() -> None:
    awkward = "<\"é'"
    text = f"a{marker('block', 'tin-khac', {'count': 3, 'x': awkward})}b{marker('asset', 'x', {})}"
    assert split(text) == [
        "a",
        Slot("block", "tin-khac", {"count": 3, "x": awkward}),
        "b",
        Slot("asset", "x", {}),
        "",
    ]
    with pytest.raises(ValueError, match="NUL"):
        split("a\0b")


def test_assets_are_named_by_their_content_and_style_sheets_by_what_they_use() -> None:
    files = {
        "css/a.css": 'a { background: url("../img/b.svg#x") } @import "c.css";',
        "css/c.css": "c {}",
        "img/b.svg": "<svg/>",
    }
    found = fingerprint(theme(files))
    assert found.diagnostics == ()
    names = {name: asset.url for name, asset in found.by_name.items()}
    picture, other = names["img/b.svg"], names["css/c.css"]
    assert found.by_name["css/a.css"].data.decode() == (
        f'a {{ background: url("../img/{picture.rpartition("/")[2]}#x") }} @import "{other.rpartition("/")[2]}";'
    )
    changed = fingerprint(theme({**files, "img/b.svg": "<svg></svg>"}))
    assert changed.by_name["css/a.css"].url != names["css/a.css"]
    assert changed.by_name["css/c.css"].url == names["css/c.css"]


@pytest.mark.parametrize(
    ("files", "line", "message"),
    [
        ({"a.css": "a{}\nb { background: url(x.png) }"}, 2, "refers to an asset that is not there: x.png"),
        ({"a.css": "@import 'b.css';", "b.css": "@import 'a.css';"}, 1, "import one another: a.css → b.css → a.css"),
    ],
)
def test_style_sheets_that_lead_nowhere(files: dict[str, str], line: int, message: str) -> None:
    (found,) = fingerprint(theme(files)).diagnostics
    assert (found.code, found.place.line) == ("E606", line)
    assert message in found.message


def test_other_addresses_in_style_sheets_are_left_alone() -> None:
    text = "a { background: url(data:image/png;base64,AA), url(https://x.example/a.png), url(/x.png), url(#a) }"
    assert fingerprint(theme({"a.css": text})).by_name["a.css"].data.decode() == text


def test_closures_hold_all_that_a_template_is_made_of() -> None:
    made = theme(
        page='{% extends "base.html" %}{% from "m.html" import x %}{{ data("a") }}',
        base='{% include "part.html" %}',
        part="{{ data(page.kind) }}",
        m="{% macro x() %}{% endmacro %}",
        alone="x",
    )
    found = closures(made, make_environment(made, WORDS, None, {}))
    assert found["page.html"].files == ("base.html", "m.html", "page.html", "part.html")
    assert found["page.html"].data == ("*", "a")
    assert (found["alone.html"].files, found["alone.html"].data) == (("alone.html",), ())


def test_templates_that_include_one_another_are_found_by_their_closures() -> None:
    made = theme(a='{% include "b.html" %}', b='{% include "a.html" %}')
    assert closures(made, make_environment(made, WORDS, None, {}))["a.html"].files == ("a.html", "b.html")


def test_every_kind_of_page_and_block_needs_a_template() -> None:
    empty = theme()
    found = check_theme(empty, make_environment(empty, WORDS, None, {}))
    assert {d.code for d in found} == {"E602"}
    assert "the theme has no template blocks/tin-khac.html" in [d.message for d in found]


def test_a_failure_is_said_once_with_the_number_of_pages() -> None:
    place = Place("templates/a.html", 3)
    failures = Failures([error("E604", "known", place)])
    for number in range(1200):
        failures.add([error("E608", "broken", place)], f"page {number}")
    failures.add([error("E604", "known too", place)], "page")
    assert [d.message for d in failures.diagnostics()] == ["broken, while rendering page 0 and 1,199 other pages"]
