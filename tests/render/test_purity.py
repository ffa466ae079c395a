"""No template depends on chance, on the clock, or on which pages were made before: each place is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.frozen import MUTATORS, Unchangeable, freeze
from ssg.render.purity import check_purity
from ssg.render.trees import trees
from tests.conftest import TinySite
from tests.render.test_render import environment, theme

SOME = """
-- content/tin/a.md --
---
title: Một tin
date: 2026-11-20 08:00
---
x
-- content/tin/b.md --
---
title: Hai tin
date: 2026-11-21 08:00
---
x
-- data/g.json --
{"seen": [], "table": {"items": 1, "deep": [[1]]}}
"""

REFUSED = {
    # by chance
    "{{ [1, 2]|random }}": "E617",
    "{{ lipsum() }}": "E617",
    "{{ lipsum(n=2) }}": "E617",
    "{{ random() }}": "E617",
    "{{ uuid4() }}": "E617",
    "{{ shuffle([1]) }}": "E617",
    "{% if choice([1]) %}{% endif %}": "E617",
    "{% macro m(x) %}{{ x|random }}{% endmacro %}": "E617",
    "{% for x in page.cards|sort|random %}{% endfor %}": "E617",
    # by the clock, or the zone of the computer
    "{{ now() }}": "E617",
    "{{ today() }}": "E617",
    "{{ page.date.now() }}": "E617",
    "{{ page.date.today() }}": "E617",
    "{{ page.date.utcnow().year }}": "E617",
    "{{ page.date.fromtimestamp(0) }}": "E617",
    "{{ page.date.astimezone() }}": "E617",
    '{{ page.date.strftime("%s") }}': "E617",
    "{% set year = datetime() %}": "E617",
    # changes
    '{% set x = data("g").seen.append(1) %}': "E618",
    "{{ site.params.update(a=1) }}": "E618",
    '{{ data("g").clear() }}': "E618",
    '{{ data("g")["seen"].extend([1]) }}': "E618",
    "{{ (page.cards|list).append(1) }}": "E618",
    "{{ page.tags.sort() }}": "E618",
    "{{ page.extra.setdefault('a', []).insert(0, 1) }}": "E618",
    "{% set f = site.params.pop %}": "E618",
    "{{ dict(a=1).popitem() }}": "E618",
    '{{ (data("g").seen|attr("append"))(1) }}': "E618",
    "{% call(x) m() %}{{ x.remove(1) }}{% endcall %}": "E618",
    # names of Python's own
    "{{ page.__class__ }}": "E619",
    '{{ page["__class__"] }}': "E619",
    '{{ page|attr("__class__") }}': "E619",
    "{{ ''.__class__.__mro__ }}": "E619",
    "{{ page.cards|map(attribute='__class__')|list }}": "E619",
    "{{ page.cards|map(attribute='date.__class__')|list }}": "E619",
    "{{ page.cards|groupby('__class__') }}": "E619",
    "{{ '{0.__class__}'.format(page) }}": "E619",
    "{{ '{0[__class__]}'.format(page) }}": "E619",
    "{{ _('{a.__init__}').format(a=page) }}": "E619",
    "{{ self._TemplateReference__context }}": "E619",
    "{% for x in [1] %}{{ loop._iterable }}{% endfor %}": "E619",
    "{% import 'm.html' as m %}{{ m._body_stream }}": "E619",
    # too much
    "{{ 10 ** (10 ** 8) }}": "E626",
    "{{ 10 ** 1000 ** 1000 }}": "E626",
    "{{ 2 ** 100000 }}": "E626",
    "{{ 10 ** 5000 }}": "E626",
    "{{ 'a' * 10000000 }}": "E626",
    "{% set x = 10000000 * 'a' %}": "E626",
}


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_refused_when_the_theme_is_read(text: str, code: str) -> None:
    made = theme(a=f"<p>\n{text}", m="")
    found = {(d.code, d.place.line, bool(d.hint)) for d in check_purity(made, trees(made))}
    assert found == {(code, 2, True)}


def test_a_number_that_python_cannot_read_is_said() -> None:
    made = theme(a=f"{{{{ {'1' * 5000} }}}}")
    found = trees(made)["a.html"]
    assert isinstance(found, TemplateSyntaxError)
    assert str(found.message) == "value too large to compute"


ALLOWED = [
    "{% macro random() %}{% endmacro %}{{ random() }}",
    "{% from 'm.html' import now %}{{ now() }}",
    "{% import 'm.html' as m %}{{ m.add(1) }}{{ m.now() }}",
    "{% set ns = namespace(all=[]) %}{% for x in [1, 2] %}{% set ns.all = ns.all + [x] %}{% endfor %}{{ ns.all }}",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{% set j = joiner() %}{{ j() }}",
    "{{ data('g')['_id'] }}{{ data('g')._id }}",
    "{{ page.date.strftime('%d/%m/%Y') }}",
    "{% for x in [1, 1] %}{{ loop.changed(x) }}{% endfor %}",
    "{{ self.main() }}{{ page.cards|map(attribute='title')|join }}",
    "{{ '{0.title} {b}'.format(page, b=1) }}{{ 'a' * 80 }}{{ 2 ** 10 }}{{ range(100) }}",
    "{{ page.updated }}{{ page.cards|groupby('category')|length }}{{ [1]|unique|list }}{{ {}|xmlattr }}",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(text: str) -> None:
    made = theme(a=text, m="{% macro now() %}{% endmacro %}")
    assert list(check_purity(made, trees(made))) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% set seen = namespace(n=0) %}",
        "{% set all = data('g') %}",
        "{% set turn = cycler('a', 'b') %}",
        "{% set between = joiner(',') %}",
        "{% set x = block('latest') %}",
        "{% if true %}{% set x = namespace() %}{% endif %}",
        "{% for x in [1] %}{% set y = data('g') %}{% endfor %}",
        "{% macro m() %}{{ data('g') }}{% endmacro %}{% set x = m() %}",
        "{% set x %}{{ data('g') }}{% endset %}",
    ],
)
def test_nothing_outlives_a_page_in_an_imported_template(text: str) -> None:
    def said(user: str) -> list[str]:
        made = theme(a=user, m=f"{text}\n{{% macro use() %}}{{% endmacro %}}")
        return [f"{d.place.path}:{d.place.line} {d.code}" for d in check_purity(made, trees(made))]

    assert said("{% from 'm.html' import use %}") == ["templates/m.html:1 E620"]
    assert said("{% import 'm.html' as m %}") == ["templates/m.html:1 E620"]
    assert said("{% from 'm.html' import use with context %}") == []
    assert said("{% include 'm.html' %}") == []


def test_what_an_imported_template_may_do_at_once() -> None:
    text = "{% set words = _('More') %}{% set icon = asset('a.css') %}{% set all = site.menu|map(attribute='name') %}"
    made = theme({"a.css": ""}, a="{% from 'm.html' import words %}", m=text + "{% set n = range(3) %}")
    assert list(check_purity(made, trees(made))) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{% from 'm.html' import all %}{{ all|join }}", "12"),  # an iterator would be empty the second time
        ("{{ [1, 2]|map('string') }}", "[&#39;1&#39;, &#39;2&#39;]"),
        ("{{ [1, 2]|reverse }}{{ 'ab'|reverse }}", "[2, 1]ba"),
        ("{{ [1, 2]|select('odd')|length }}{{ [1, 1]|unique|length }}{{ {'a': 1}|items }}", "11[(&#39;a&#39;, 1)]"),
        ("{{ [1, 2, 3]|batch(2) }}{{ [1, 2]|slice(2) }}", "[[1, 2], [3]][[1], [2]]"),
        (
            "{{ [{'a': 1}]|selectattr('a') }}{{ [1]|reject('odd') }}{{ [1]|rejectattr('real') }}",
            "[{&#39;a&#39;: 1}][][]",
        ),
    ],
)
def test_filters_give_lists(text: str, printed: str) -> None:
    made = environment(theme(a=text, m="{% set all = [1, 2]|map('string') %}"))
    assert [made.get_template("a.html").render() for _ in range(2)] == [printed, printed]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ data('gg') }}", "E608: data file not found: 'gg'"),
        ("{{ data('g').table.items }}", "E625: prints the function `items`"),
        ("{{ data('g').table.values ~ '' }}", "E625: prints an object that has no text of its own"),
        ("{{ page.title.upper }}", "E625: prints the function `upper`"),
        ("{{ block }}", "E625: prints the function `block`"),
        ("{{ cycler(1) }}", "E625: prints a value of type Cycler"),
        ("{{ joiner() }}", "E625: prints a value of type Joiner"),
        ("{{ self.main }}", "E625: prints a value of type BlockReference"),
        ("{{ '%s'|format(page.title.upper) }}", "E625: prints an object that has no text of its own"),
        ("{{ [page.title.upper]|join }}", "E625: prints an object that has no text of its own"),
        ("{{ data('g').seen[('app' ~ 'end')](1) }}", "E608: "),
        ("{% set f = '{0._' ~ '_class__}' %}{{ f.format(page) }}", "E619: name of Python's own: '0.__class__'"),
        ("{% set f = '{0:{1._' ~ '_x}}' %}{{ (f|safe).format(1, 2) }}", "E619: name of Python's own: '1.__x'"),
        ("{{ 'x' * (page.url|length * 10000000) }}", "E626: prints more than 64,000,000 characters"),
        ("{{ page[('__cl' ~ 'ass__')] }}", "E608: ArticlePage has no field '__class__'"),
        ("{{ data('g').seen|attr('__cl' ~ 'ass__') }}", "E619: name of Python's own: '__class__'"),
        ("{{ [1]|map('ran' ~ 'dom')|list }}", "E617: random choice in a template"),
        ("{{ range(10 ** 9)|length }}", "E626: range() of more than 100,000 numbers"),
        ("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}", "E622: template or macro calls itself too deeply"),
        ("{{ data('g').lists[0] }}", "E608: this table has no field 'lists'"),
    ],
)
def test_refused_when_a_page_is_rendered(site: Callable[[str], TinySite], text: str, said: str) -> None:
    tiny = site(SOME)
    tiny.write("templates/article.html", f'{{% extends "base.html" %}}\n{{% block main %}}\n{text}\n{{% endblock %}}')
    code, message = said.split(": ", 1)
    found = [d for d in tiny.try_build().diagnostics if d.code == code]
    assert [message in str(d.message) for d in found] == [True], tiny.said()
    assert found[0].place.path == "templates/article.html"
    assert "while rendering content/tin/b.md and one other page" in str(found[0].message)


def test_an_article_may_speak_of_addresses(site: Callable[[str], TinySite]) -> None:
    """The text of an article is its own, even if it is what Python prints of a function."""
    tiny = site(SOME)
    tiny.edit("content/tin/b.md", "\nx\n", "\nLỗi: `<function f at 0x7f8b1c2d3e40>`\n")
    tiny.build()
    assert "&lt;function f at 0x7f8b1c2d3e40&gt;" in tiny.read("tin/2026/11/hai-tin/index.html")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "nested too deeply"),
        ("{% for x in y %}" * 30 + "{% endfor %}" * 30, ""),
    ],
)
def test_templates_that_are_nested_without_end(site: Callable[[str], TinySite], text: str, said: str) -> None:
    tiny = site(SOME)
    tiny.write("templates/article.html", text)
    found = tiny.try_build().diagnostics
    assert {d.code for d in found} == {"E601"}, tiny.said()
    assert said in str(found[0].message)


def test_frozen_data_is_data() -> None:
    plain: Any = {"a": [1, {"b": [2]}], "c": {"d": ["x"]}, "e": {"z", "y"}, "t": ([1],)}
    found = freeze(plain)
    assert found == {**plain, "e": ["y", "z"]}
    assert msgspec.json.decode(msgspec.json.encode(found)) == {**plain, "e": ["y", "z"], "t": [[1]]}
    assert type(found["a"] + [3]) is list
    for value in (found, found["a"], found["a"][1], found["a"][1]["b"], found["c"]["d"], found["t"][0]):
        for name in MUTATORS & set(dir(value)):
            with pytest.raises(Unchangeable):
                getattr(value, name)()
