"""Templates are compiled to less work than jinja2's own; what they print is the same."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from ssg.core.i18n import translations
from ssg.core.theme import TemplateFile, Theme
from ssg.pages.views.text import Text
from ssg.render.compiling import escaped
from ssg.render.environment import make_environment

MINE = "{% macro _(x) %}mine{% endmacro %}"


class Drawn:
    def __html__(self) -> str:
        return "<svg>"


def environment(language: str = "vi", **texts: str) -> Environment:
    files = {name.replace("_", "."): text for name, text in texts.items()}
    theme = Theme({name: TemplateFile(name, text, name) for name, text in files.items()}, {})
    return make_environment(theme, translations(language), None, {}, lambda _: None)


@pytest.mark.parametrize("value", ["a<b>&\"'", "", Markup("<b>"), Text("<p>x</p>"), 12, None, 1.5, ("<",), Drawn()])
def test_what_is_printed_is_what_jinja2_prints(value: object) -> None:
    assert escaped(value) == escape(value)


def test_words_are_in_the_language_of_the_environment() -> None:
    words = '{{ _("Latest") }} {{ gettext("Latest")|upper }} {{ _("Latest") ~ "<" }}{% set x = _("Latest") %}{{ x }}'
    for language, latest in (("vi", "Mới nhất"), ("en", "Latest")):
        made = environment(language, a_html=words, a_txt=words)
        assert made.get_template("a.html").render() == f"{latest} {latest.upper()} {latest}&lt;{latest}"
        assert made.get_template("a.txt").render() == f"{latest} {latest.upper()} {latest}<{latest}"


@pytest.mark.parametrize(
    "own", [MINE, "{% set _ = 'a{}'.format %}", '{% from "m.html" import x as _ %}', '{% import "m.html" as _ %}']
)
def test_a_template_that_uses_the_name_of_our_words_keeps_its_own(own: str) -> None:
    made = environment(a_html=f'{own}{{{{ _("Latest") if _ is callable else "mine" }}}}', m_html=MINE.replace("_", "x"))
    assert made.get_template("a.html").render() in {"mine", "aLatest"}


def test_a_macro_sees_what_it_is_given() -> None:
    inside = "{{ a }}{{ b }}{{ c }}{{ caller() if caller is defined }}{{ varargs }}"
    macros = f'{{% macro m(a, b="x", c=a) %}}{inside}{{% endmacro %}}'
    page = (
        '{% from "m.html" import m %}{% for i in "<>" %}{{ m(i, c=1) }}{{ m(i, "y", i, 2) }}{% endfor %}'
        '{% call m("a") %}<i>{% endcall %}'
    )
    made = environment(m_html=macros, a_html=page)
    assert made.get_template("a.html").render() == "&lt;x1()&lt;y&lt;(2,)&gt;x1()&gt;y&gt;(2,)axa<i>()"
    with pytest.raises(UndefinedError):
        environment(m_html=macros, a_html='{% from "m.html" import n %}{{ n(1) }}').get_template("a.html").render()


class Shy:
    """Has a field that cannot be read, and items."""

    name = "<b>"

    @property
    def hidden(self) -> str:
        raise AttributeError

    def __getitem__(self, name: str) -> str:
        if name == "title":
            raise KeyError(name)
        return f"item {name}"


def test_a_field_is_an_attribute_or_an_item_or_missing() -> None:
    page = (
        "{{ x.name }} {{ x.hidden }} {{ x.more }} {{ d.keys is callable }} {{ d.a.b.c }} {{ x.title is defined }}"
        "{% for one in [x, d.a] %} {{ one.name or one.b.c }}{{ loop.index }}{% endfor %} {{ (x.name ~ d.a.b.c)|e }}"
    )
    given = {"x": Shy(), "d": {"keys": "<k>", "a": {"b": {"c": "&"}, "name": ""}}}
    made = environment(a_html=page).get_template("a.html").render(given)
    assert made == "&lt;b&gt; item hidden item more True &amp; False &lt;b&gt;1 &amp;2 &lt;b&gt;&amp;"
    assert made == Environment(autoescape=True).from_string(page).render(given)
    with pytest.raises(UndefinedError):
        environment(a_html="{{ x.title.more }}").get_template("a.html").render(given)
