"""Names that no template can know, files that may be missing, and where a circle of templates is said to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.core.text.near import likest, nearest
from ssg.core.theme import TemplateFile, Theme
from ssg.render.columns import word_at
from ssg.render.trees import trees
from ssg.render.unknown import check_unknown
from tests.conftest import TinySite
from tests.render.test_render import environment, theme

SOME = """
-- content/tin/a.md --
---
title: Một tin
date: 2026-11-20 08:00
---
x
"""
KNOWN = (
    "{{ page.title }} {{ site.title }} {{ _('x') }} {{ range(3)|list }}",
    "{% for x in [1] recursive %}{{ loop.index }}{{ loop.cycle(1, 2) }}{% endfor %}",
    "{% macro m(a, b=1) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{{ caller() }}{% endmacro %}{{ m(1) }}",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% with c = 1 %}{{ c }}{% endwith %}{% set d %}x{% endset %}{{ d }}",
    "{% trans n=3 %}{{ n }} x{% pluralize %}{{ n }} y{% endtrans %}",
    "{{ x|default('') }}{{ x }}{% if y is not defined %}{{ y }}{% endif %}",
    "{% call(one) m() %}{{ one }}{% endcall %}{% macro m() %}{{ caller(1) }}{% endmacro %}",
    "{% import 'm.html' as m %}{{ m.use() }}{{ m.word }}{% from 'm.html' import use as other %}{{ other() }}",
    "{% set ns = namespace(a=1) %}{% set ns.a = 2 %}{{ ns.a }}{{ self.main() }}{{ super() }}",
    "{% set loop = {'mine': 1} %}{{ loop.mine }}",
    "{{ given_by_the_includer }}",
)


@pytest.mark.parametrize("text", KNOWN)
def test_what_somebody_sets_is_known(text: str) -> None:
    has = "{% macro use() %}{% endmacro %}{% set word = 1 %}{% set given_by_the_includer = 1 %}"
    made = theme(a=text, m=has)
    assert list(check_unknown(made, trees(made), environment(made))) == []


@pytest.mark.parametrize(("layer", "said"), [(0, 2), (1, 0)])
def test_a_theme_does_not_lack_what_the_site_took_out(layer: int, said: int) -> None:
    """Its template may be for pages that the site has none of; those that it has are found when they are rendered."""
    text = "{% from 'm.html' import gone %}{{ gone() }}{{ set_there }}"
    files = (
        TemplateFile("a.html", text, "<theme>/a.html", layer),
        TemplateFile("m.html", "{% macro kept() %}{% endmacro %}", "templates/m.html"),
    )
    made = Theme({file.name: file for file in files}, {}, frozenset({"m.html"}))
    assert len(list(check_unknown(made, trees(made), environment(made)))) == said


def test_columns_are_those_of_the_text() -> None:
    text = (
        "a\n{#- x\n y -#}   {{ '—' }} {%- if nope %}\n\n  {{ nope }}{% endif %}{% raw %}{{ nope }}{% endraw %}{{ nope}}"
    )
    made = theme(a=text)
    found = [str(d.place) for d in check_unknown(made, trees(made), environment(made))]
    assert found == ["templates/a.html:3:27", "templates/a.html:5:6"]  # the first on each line
    assert word_at("x\nab abc c", 2, "c") == 2
    assert getattr(word_at("x\nab abc c", 2, "c"), "column", 0) == 8
    assert getattr(word_at("x\nab abc c", 2, "d"), "column", 0) == 0


def test_a_file_may_be_missing(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME + '-- templates/404.html --\n<p>{% include "rieng.html" ignore missing %}</p>\n')
    tiny.build()
    assert tiny.read("404.html") == "<p></p>\n"
    for text in ("một", "hai", None, "ba"):
        if text is None:
            (tiny.root / "templates/rieng.html").unlink()
        else:
            tiny.write("templates/rieng.html", text)
        tiny.build()
        assert tiny.read("404.html") == f"<p>{text or ''}</p>\n"


def test_a_circle_is_said_where_it_lies(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    tiny.write("templates/404.html", '{% extends "base.html" %}{% block main %}\n{% include "p.html" %}{% endblock %}')
    tiny.write("templates/p.html", "<p>\n{% if page %}{% include '404.html' %}{% endif %}")
    (found,) = tiny.try_build().diagnostics
    assert found.code == "E622"
    assert str(found.place) in ("templates/p.html:2", "templates/404.html:2")


def test_the_nearest_name_depends_on_no_order() -> None:
    assert likest("fro", ["from", "for", "if"]) == likest("fro", ["if", "for", "from"]) == "for"
    assert nearest("Thể thoa", ["The thot", "Thể thao"]) == nearest("Thể thoa", ["Thể thao", "The thot"])
    assert nearest("cong-b", ["cong-d", "cong-c"]) == nearest("cong-b", ["cong-c", "cong-d"])
