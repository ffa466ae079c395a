"""Small parts of rendering: what is escaped, markers, assets under their fingerprints, closures, failures said once."""

from __future__ import annotations

import gettext

import pytest
from jinja2 import Environment, nodes
from jinja2.exceptions import UndefinedError

from ssg.core.errors import Place, error
from ssg.core.message import verbatim
from ssg.core.theme import AssetFile, TemplateFile, Theme, escapes
from ssg.pages.source import COMPUTED
from ssg.render.assets import fingerprint
from ssg.render.check import check_theme
from ssg.render.closures import closures
from ssg.render.environment import make_environment
from ssg.render.failures import Failures
from ssg.render.markers import Slot, encoded, marker, split
from ssg.render.trees import trees
from ssg.store.theme import read_theme
from tests.samples import REPOSITORY

WORDS = gettext.NullTranslations()


def theme(assets: dict[str, str] | None = None, **templates: str) -> Theme:
    """A theme of templates named `a__b` for `a/b.html`."""
    named = {f"{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return Theme(
        {name: TemplateFile(name, text, f"templates/{name}") for name, text in named.items()},
        {name: AssetFile(name, text.encode(), f"templates/assets/{name}") for name, text in (assets or {}).items()},
    )


def environment(made: Theme) -> Environment:
    """An environment to look at templates with; there is no data."""
    data: dict[str, object] = {}
    return make_environment(made, WORDS, None, data, data.__getitem__)


@pytest.mark.parametrize("name", ["a.html", "a.html.j2", "a.xml.jinja", "atom.j2", "feed.xml", "a.svg", "a", None])
def test_everything_that_is_markup_is_escaped(name: str | None) -> None:
    assert escapes(name)


@pytest.mark.parametrize("name", ["robots.txt", "robots.txt.j2", "feed.json"])
def test_plain_text_is_not(name: str) -> None:
    assert not escapes(name)


def test_escaping_is_on_in_macros_and_included_files() -> None:
    made = environment(
        theme(
            a='{% from "m.html" import m %}{{ m(x) }}{% include "i.html" %}',
            m="{% macro m(x) %}{{ x }}{% endmacro %}",
            i="{{ x }}",
        )
    )
    assert made.get_template("a.html").render(x="<b>&") == "&lt;b&gt;&amp;" * 2


@pytest.mark.parametrize(
    "use", ["{{ y }}", "{{ y.z }}", "{% if y %}{% endif %}", "{% for a in y %}{% endfor %}", "{{ y ~ 1 }}"]
)
def test_nothing_undefined_is_printed(use: str) -> None:
    made = environment(theme(a=use))
    with pytest.raises(UndefinedError, match="'y' is not defined"):
        made.get_template("a.html").render()


def test_markers_come_back_as_they_went_in() -> None:
    awkward = "<\"é'"
    block, asset = marker("12", "block", "tin-khac", {"count": 3, "x": awkward}), marker("12", "asset", "x", {})
    texts, slots = split(f"a{block}b{asset}", "12")
    assert texts == ["a", "b", ""]
    assert slots == [
        Slot("block", "tin-khac", {"count": 3, "x": awkward}, '{"count":3,"x":"<\\"é\'"}'),
        Slot("asset", "x", {}, "{}"),
    ]


@pytest.mark.parametrize("forged", ["\0", "\0asset\x1fx\x1f{}\0", str(marker("34", "asset", "x", {}))])
def test_who_does_not_know_the_nonce_writes_no_marker(forged: str) -> None:
    asset = marker("12", "asset", "x", {})
    assert split(f"a{forged}b{asset}", "12") == ([f"a{forged}b", ""], [Slot("asset", "x", {}, "{}")])
    assert b"\0" not in encoded(forged)


@pytest.mark.parametrize("changed", ["12", "\x0012", "\x0012asset\x1fx\x1f{}", "\x0012asset\0", "\x0012a\x1fb\x1f{\0"])
def test_a_marker_that_was_changed_is_refused(changed: str) -> None:
    with pytest.raises(ValueError, match="changes a marker"):
        split(f"a{changed}", "12")


def test_each_set_up_of_the_templates_has_a_nonce_of_its_own() -> None:
    files = theme({"a.css": ""}, a='{{ asset("a.css") }}')
    assert len({environment(files).get_template("a.html").render() for _ in range(9)}) == 9


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
        ({"a.css": "a{}\nb { background: url(x.png) }"}, 2, "asset not found: x.png"),
        (
            {"a.css": "@import 'b.css';", "b.css": "@import 'a.css';"},
            1,
            "circular import of style sheets: a.css → b.css → a.css",
        ),
    ],
)
def test_style_sheets_that_lead_nowhere(files: dict[str, str], line: int, message: str) -> None:
    (found,) = fingerprint(theme(files)).diagnostics
    assert (found.code, found.place.line) == ("E606", line)
    assert message in str(found.message)


def test_other_addresses_in_style_sheets_are_left_alone() -> None:
    text = "a { background: url(data:image/png;base64,AA), url(https://x.example/a.png), url(/x.png), url(#a) }"
    assert fingerprint(theme({"a.css": text})).by_name["a.css"].data.decode() == text


def test_closures_hold_all_that_a_template_is_made_of() -> None:
    made = theme(
        page='{% extends "base.html" %}{% from "m.html" import x %}{{ block("tin-khac", count=3) }}',
        base='{% include "part.html" %}',
        part='{{ block("footer") }}{{ block(page.kind) }}',
        m="{% macro x() %}{% endmacro %}",
        alone="x",
    )
    found = closures(made, trees(made))
    assert found["page.html"].files == ("base.html", "m.html", "page.html", "part.html")
    assert found["page.html"].blocks == ((COMPUTED, 0), ("footer", 0), ("tin-khac", 3))
    assert (found["alone.html"].files, found["alone.html"].blocks) == (("alone.html",), ())


def test_templates_that_include_one_another_are_found_by_their_closures() -> None:
    made = theme(a='{% include "b.html" %}', b='{% include "a.html" %}')
    assert closures(made, trees(made))["a.html"].files == ("a.html", "b.html")


def test_every_kind_of_page_and_block_needs_a_template() -> None:
    empty = theme()
    found = check_theme(empty, {}, environment(empty))
    assert {d.code for d in found} == {"E602"}
    assert "missing template blocks/tin-khac.html" in [str(d.message) for d in found]


def test_a_failure_is_said_once_with_the_number_of_pages() -> None:
    place = Place("templates/a.html", 3)
    failures = Failures([error("E604", verbatim("known"), place)])
    for number in range(1200):
        failures.add([error("E608", verbatim("broken"), place)], f"page {number}")
    failures.add([error("E604", verbatim("known too"), place)], "page")
    assert [str(d.message) for d in failures.diagnostics()] == ["broken, while rendering page 0 and 1,199 other pages"]


def test_nodes_of_trees_are_found_as_jinja_finds_them() -> None:
    made = read_theme(REPOSITORY).theme
    for tree in trees(made).values():
        assert isinstance(tree, nodes.Template)
        for kind in (nodes.Node, nodes.Call, (nodes.Include, nodes.Extends)):
            assert [*map(id, tree.find_all(kind))] == [*map(id, nodes.Template.find_all(tree, kind))]
    edited = Theme({**made.templates, "404.html": TemplateFile("404.html", "x", "templates/404.html")}, made.assets)
    assert {name for name, tree in trees(edited).items() if tree is not trees(made)[name]} == {"404.html"}
