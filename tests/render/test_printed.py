"""What `block()` prints is no text: other uses are errors with the way, and `block_empty()` is recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.core.theme import TemplateFile, Theme
from ssg.render.markers import split
from ssg.render.printed import check_printed
from ssg.render.pure import Unknown
from ssg.render.trees import trees
from tests.conftest import TinySite
from tests.render.test_render import environment, theme

REFUSED = [
    '{{ block("latest")|upper }}',
    '{{ block("latest", count=2)|replace("a", "b") }}',
    '{{ block("latest")|length }}',
    '{{ block("latest")|trim|safe }}',
    '{{ block("latest")|default("không có", true) }}',
    '{% if block("latest") %}{% endif %}',
    '{% if not block("latest") %}{% endif %}',
    '{% if page and block("latest") %}{% endif %}',
    '{{ "a" if block("latest") else "b" }}',
    '{{ block("latest") or "không có" }}',
    '{% if block("latest") == "" %}{% endif %}',
    '{% if "" != block("latest") %}{% endif %}',
    '{% if "a" in block("latest") %}{% endif %}',
    '{% if block("latest") is string %}{% endif %}',
    '{% for c in block("latest") %}{% endfor %}',
    '{{ block("latest").cards }}',
    '{{ block("latest")[0] }}',
    '{{ block("latest") * 2 }}',
    '{% set x = block("latest") %}{% if x %}{{ x }}{% endif %}',
    '{% set x = block("latest")|safe %}{{ x|striptags }}',
    '{% set x = "<p>" ~ block("latest") %}{% if x %}{% endif %}',
    '{% set x = "<p>" + block("latest") %}{{ x|title }}',
    '{% set x %}<b>{{ block("latest") }}</b>{% endset %}{{ x|upper }}',
    '{% set x | upper %}{{ block("latest") }}{% endset %}',
    '{% filter upper %}{{ block("latest") }}{% endfilter %}',
    '{% macro m() %}{{ block("latest") }}{% endmacro %}{% if m() %}{% endif %}',
    '{% macro m() %}{{ block("latest") }}{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}{{ n()|trim }}',
    '{% from "m.html" import latest %}{% if latest() %}{% endif %}',
    '{% from "m.html" import latest as x %}{{ x()|upper }}',
    '{% import "m.html" as m %}{{ m.latest()|upper }}',
]
M = '{% macro latest() %}{{ block("latest") }}{% endmacro %}{% macro plain() %}x{% endmacro %}'


@pytest.mark.parametrize("text", REFUSED)
def test_refused_when_the_theme_is_read(text: str) -> None:
    made = theme(a=f"<p>\n{text}", m=M)
    found = list(check_printed(made, trees(made)))
    assert [(d.code, d.place.line) for d in found] == [("E624", 2)]
    assert "block_empty(" in str(found[0].hint)


ALLOWED = [
    '{{ block("latest") }}{{ block("latest")|safe }}{{ block("latest")|e }}',
    '{% set x = block("latest") %}{{ x }}{{ "a" ~ x ~ "b" }}{{ "a" + x }}',
    '{% set x = block("latest") %}{% if x is defined %}{% endif %}',
    '{% set x %}{{ block("latest") }}{% endset %}{{ x }}',
    '{% from "m.html" import plain %}{% if plain() %}{{ plain()|upper }}{% endif %}',
    '{% if not block_empty("latest") %}<h2>Mới</h2>{{ block("latest") }}{% endif %}',
    '{% set x = "a" %}{{ x|upper }}{% set x = block("latest") %}',
    '{% for x in page.cards %}{{ x|upper }}{% endfor %}{% set x = block("latest") %}',
]


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(text: str) -> None:
    made = theme(a=text, m=M)
    assert list(check_printed(made, trees(made))) == []


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
-- templates/home.html --
{% extends "base.html" %}
{% block main %}
{% if not block_empty("breaking") %}<h2>TIN NÓNG</h2>{{ block("breaking") }}{% endif %}
{% endblock %}
"""


@pytest.mark.parametrize(
    "use",
    [
        "{{ x|upper }}",
        "{{ x|length }}",
        "{{ x|list }}",
        "{{ x|replace('a', 'b') }}",
        "{{ '%s'|format(x) }}",
        "{% if x %}a{% endif %}",
        "{{ x or 'a' }}",
        "{{ x == '' }}",
        "{{ 'a' in x }}",
        "{{ x.title }}",
        "{{ x[0] }}",
        "{{ x * 2 }}",
        "{% for c in x %}{% endfor %}",
        "{{ x() }}",
    ],
)
def test_refused_when_it_is_rendered(use: str) -> None:
    """A value that a macro is given shows only then what it is."""
    made = environment(theme(a=f'{{% macro m(x) %}}{use}{{% endmacro %}}{{{{ m(block("latest")) }}}}'))
    with pytest.raises(Unknown, match="is not a text") as raised:
        made.get_template("a.html").render()
    assert raised.value.code == "E624"


def test_the_line_and_the_page_are_named(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    tiny.write("templates/home.html", '{% macro m(x) %}\n{{ x|upper }}\n{% endmacro %}{{ m(block("latest")) }}')
    (found,) = tiny.try_build().diagnostics
    assert (found.code, str(found.place)) == ("E624", "templates/home.html:2")
    assert "while rendering the home page" in str(found.message)


@pytest.mark.parametrize(
    "use", ["{{ x }}", "{{ x|safe }}", "{{ x|e }}", "{{ '<b>'|safe ~ x }}", "{{ [x, x]|join('-') }}", "{{ 'a' + x }}"]
)
def test_what_is_printed_is_printed(use: str) -> None:
    made = environment(theme(a=f'{{% macro m(x) %}}{use}{{% endmacro %}}{{{{ m(block("latest")) }}}}'))
    printed = made.get_template("a.html").render()
    nonce = printed.split("\0")[1][:20]
    _, slots = split(printed, nonce)
    assert {slot.name for slot in slots} == {"latest"}


@pytest.mark.parametrize("change", ["upper", "lower", "title", "replace('la', 'LA')", "striptags", "reverse"])
def test_a_filter_over_a_captured_marker_is_told(change: str) -> None:
    """Where no text shows it: what is captured is given to a macro."""
    capture = '{% set x %}{{ block("latest", category="tin") }}{% endset %}'
    made = environment(
        theme(a=f"{{% macro m(x) %}}{{{{ x|{change} }}}}{{% endmacro %}}{{{{ block('lead') }}}}{capture}{{{{ m(x) }}}}")
    )
    printed = made.get_template("a.html").render()
    with pytest.raises(ValueError, match="template changes a marker"):
        split(printed, printed.split("\0")[1][:20])


def test_in_plain_text_a_block_is_a_text() -> None:
    made = environment(Theme({"a.txt": TemplateFile("a.txt", '{{ block("latest") }}', "templates/a.txt")}, {}))
    assert made.get_template("a.txt").render().startswith("\0")


def test_block_empty_follows_the_block(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    tiny.build()

    def same() -> None:
        other = site(SOME)
        for name in ("content/tin/a.md", "content/tin/b.md"):
            other.write(name, (tiny.root / name).read_bytes())
        other.build()
        assert other.tree() == tiny.tree()

    assert "TIN NÓNG" not in tiny.read("index.html")
    tiny.edit("content/tin/b.md", "08:00\n", "08:00\nbreaking: 2026-11-30 08:00\n")
    tiny.build()
    assert "TIN NÓNG" in tiny.read("index.html")
    same()
    tiny.edit("content/tin/b.md", "Hai tin", "Hai tin mới")
    tiny.build()
    assert "Hai tin mới" in tiny.read("index.html")
    assert tiny.work.rendered < 10
    same()
    tiny.edit("content/tin/b.md", "breaking: 2026-11-30 08:00\n", "")
    tiny.build()
    assert "TIN NÓNG" not in tiny.read("index.html")
    same()


def test_a_block_that_is_still_there_renders_no_page_again(site: Callable[[str], TinySite]) -> None:
    """Every page asks whether there is breaking news: another headline of it renders none of them again."""
    tiny = site(SOME)
    text = '{% if not block_empty("breaking") %}<i>NÓNG</i>{% endif %}'
    tiny.write("templates/tag.html", text)
    tiny.write("templates/404.html", text)
    tiny.edit("content/tin/a.md", "08:00\n", "08:00\nbreaking: 2026-11-30 08:00\n")
    tiny.build()
    assert "NÓNG" in tiny.read("404.html")
    written = tiny.build().published
    assert written is not None
    tiny.edit("content/tin/b.md", "08:00\n", "08:00\nbreaking: 2026-11-30 08:00\n")
    done = tiny.build().published
    assert done is not None
    assert "404.html" not in done.written
    tiny.edit("content/tin/a.md", "breaking: 2026-11-30 08:00\n", "")
    tiny.edit("content/tin/b.md", "breaking: 2026-11-30 08:00\n", "")
    done = tiny.build().published
    assert done is not None
    assert "404.html" in done.written


@pytest.mark.parametrize("delivery", ["inline", "ssi", "client"])
def test_block_empty_with_every_delivery(site: Callable[[str], TinySite], delivery: str) -> None:
    tiny = site(SOME + "-- templates/404.html --\n" + '{{ block_empty("nen-xem") }}\n')
    tiny.write(
        "site.toml", f'title = "Báo"\nbase_url = "https://a.example"\n[blocks.nen-xem]\ndelivery = "{delivery}"\n'
    )
    tiny.build()
    assert tiny.read("404.html") == "True\n"
    tiny.edit("content/tin/b.md", "08:00\n", "08:00\nfeatured: true\n")
    tiny.build()
    assert tiny.read("404.html") == "False\n"
    tiny.edit("content/tin/b.md", "featured: true\n", "")
    tiny.build()
    assert tiny.read("404.html") == "True\n"


def test_block_empty_of_a_block_of_the_page_itself(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME + "-- templates/article.html --\n" + '{{ block_empty("lien-quan") }}\n')
    tiny.edit("content/tin/b.md", "\nx\n", "\nLúa.\n")
    tiny.write("site.toml", 'title = "Báo"\n[blocks.lien-quan]\nleast = 100\n')
    tiny.build()
    assert tiny.read("tin/2026/11/hai-tin/index.html") == "True\n"
    tiny.edit("content/tin/b.md", "08:00\n", "08:00\nrelated: [a.md]\n")
    tiny.build()
    assert tiny.read("tin/2026/11/hai-tin/index.html") == "False\n"
    assert tiny.read("tin/2026/11/mot-tin/index.html") == "True\n"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('block_empty("latst")', "unknown block 'latst'"),
        ('block_empty("latest", cuont=1)', "block 'latest' has no argument 'cuont'"),
        ("block_empty()", "block_empty() needs the name of a block"),
        ('block_empty("panel", category="khong-co")', "unknown category 'khong-co'"),
    ],
)
def test_block_empty_of_nothing(site: Callable[[str], TinySite], call: str, said: str) -> None:
    tiny = site(SOME)
    tiny.write("templates/home.html", f"\n{{% if {call} %}}{{% endif %}}")
    (found,) = tiny.try_build().diagnostics
    assert (found.code, found.place.path, found.place.line) == ("E605", "templates/home.html", 2)
    assert said in str(found.message)


def test_a_block_asks_of_no_other(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    tiny.write("templates/blocks/latest.html", '{% if block_empty("breaking") %}{% endif %}')
    assert {d.code for d in tiny.try_build().diagnostics} == {"E605"}
