"""What HTML templates indent is not printed; all that readers could see is."""

from __future__ import annotations

import pytest

from ssg.core.i18n import translations
from ssg.core.theme import AssetFile, TemplateFile, Theme
from ssg.render.environment import make_environment


def printed(name: str, text: str, **values: object) -> str:
    theme = Theme({name: TemplateFile(name, text, name)}, {})
    environment = make_environment(theme, translations("vi"), None, {}, lambda _: None)
    return environment.get_template(name).render(**values)


def test_indentation_and_empty_lines_are_left_out() -> None:
    text = """<ul>
  {# The list. #}
  {% for item in items %}
    <li>{{ item }}
      <b>x</b>  y</li>

  {% endfor %}
</ul>
"""
    assert printed("a.html", text, items=("1 \n  2",)) == "<ul>\n<li>1 \n  2\n<b>x</b>  y</li>\n</ul>\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<p>\n  {{ a }} {{ a }}{% if a %} {{ a }}{% endif %}{# b\nc #} {{ a }}\n</p>", "<p>\nA A A A\n</p>"),
        ("<p>{% if a %} x {% endif %} {% if a %}\n{% endif %} y</p>", "<p> x   y</p>"),
    ],
)
def test_spaces_within_a_line_stay(text: str, wanted: str) -> None:
    assert printed("a.html", text, a="A") == wanted


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<pre>\n  a\n</pre>"),
        ("a.html", "<form>\n  <textarea>\n  a</textarea></form>"),
        ("a.html", "<script>\n  a = `\n  b`</script>"),
        ("a.html", "<style>\n  a {}</style>"),
        ("a.xml", "<a>\n  <b/>\n</a>"),
        ("a.txt", "a\n  b\n\nc"),
        ("a.json", "{\n  }"),
    ],
)
def test_what_counts_its_spaces_stays_as_it_is(name: str, text: str) -> None:
    assert printed(name, text) == text


def test_words_are_found_by_their_spaces() -> None:
    assert "<p>\n  a" in printed("a.html", "<p>\n  a{% trans %}b{% endtrans %}</p>")


def test_a_script_elsewhere_is_no_text() -> None:
    assert printed("a.html.j2", '<p>\n  <script src="a.js"></script></p>') == '<p>\n<script src="a.js"></script></p>'


def test_a_script_of_the_theme_is_no_text_and_any_other_is() -> None:
    assets = {"js/a.js": AssetFile("js/a.js", b"1", "js/a.js")}
    for tag, wanted in (('<script {{ script("js/a.js") }} defer>', "\n<p>"), ("<script {{ kind }}>", "\n  <p>")):
        files = {"a.html": TemplateFile("a.html", f"{tag}</script>\n  <p>", "a.html")}
        environment = make_environment(Theme(files, assets), translations("vi"), None, {}, lambda _: None)
        assert environment.get_template("a.html").render(kind="").endswith(f"</script>{wanted}")
