"""The pages of error codes, in both languages: each code once, an example that is true, and its mending."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.content.frontmatter import read_front_matter
from ssg.content.markdown import MarkdownOptions, options, render
from ssg.core.catalogue import Catalogue
from ssg.core.codes import CODES
from ssg.core.message import Message
from tests.conftest import TinySite
from tests.documents import ZONE, code_of, tables

ENGLISH, VIETNAMESE = "errors.md", "vi/errors.md"
ARTICLE = "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n"
# The lines of `site.toml` in front of an example that belongs into a table.
TABLES = {
    "E507": '[[menu]]\nname = "Tin"',
    "E512": '[[categories]]\nname = "Tin"',
    "E514": '[[categories]]\nname = "Tin"',
    "E519": '[[categories]]\nname = "Thế giới"\n[[categories]]\nname = "World"\nlanguage = "en"',
    "E640": '[[pages]]\ntitle = "A"',
    "E642": '[[pages]]\ntitle = "A"\nurl = "/a/"',
    "W660": '[[pages]]\ntitle = "A"\nurl = "/a/"',
    "E646": '[[outputs]]\nname = "json"\nkind = "article"',
    "E648": '[[outputs]]\nname = "bao"\npath = "/bao.json"',
    "E676": '[[categories]]\nname = "Tin"',
    "E677": '[[categories]]\nname = "Tin"',
    "E680": "[theme.colours]",
    "E681": "[theme]",
    "E682": "[theme]",
    "E651": "[theme.colours]",
    "W434": "[theme]",
    "E750": "[feeds]",
    "E758": '[[translations]]\nlanguage = "en"',
}


def rows(page: str, heading: str = "") -> list[tuple[str, ...]]:
    """The rows of the codes; of one heading, or of all."""
    return [row for t in tables(page) if heading in ("", t.heading) for row in t.rows]


def shown_alone(heading: str) -> list[tuple[str, str]]:
    """The codes below a heading whose example is a single piece of code, with that."""
    found = [(code_of(row[0])[0], row[2], code_of(row[2])) for row in rows(ENGLISH, heading)]
    return [(code, snippets[0]) for code, cell, snippets in found if len(snippets) == 1 and cell == f"`{snippets[0]}`"]


@pytest.mark.parametrize("page", [ENGLISH, VIETNAMESE])
def test_every_code_has_an_example_and_its_mending(page: str) -> None:
    assert sorted(code for row in rows(page) for code in code_of(row[0])) == sorted(CODES)
    for row in rows(page):
        code, problem, example, mending = row
        assert len(code_of(code)) == 1, row
        assert problem, row
        assert example, row
        assert mending.endswith("."), row
        assert not mending.startswith(("Likewise", "The same", "The message", "The hint", "Như trên")), row


def test_both_pages_show_the_same_examples() -> None:
    english, vietnamese = ({row[0]: code_of(row[2]) for row in rows(page)} for page in (ENGLISH, VIETNAMESE))
    assert english == vietnamese


def test_problems_in_vietnamese_are_those_of_the_catalogue() -> None:
    words = Catalogue("vi")
    for code, problem, *_ in rows(VIETNAMESE):
        said = words(Message(CODES[code.strip("`")]))
        assert problem == said[:1].upper() + said[1:], code


@pytest.mark.parametrize(("code", "example"), shown_alone("Front matter"))
def test_examples_of_front_matter(code: str, example: str) -> None:
    fence = "+++" if code == "E106" else "---"
    others = {"title": "title: Tin\n", "date": "date: 2026-11-24\n"}
    needed = "".join(line for key, line in others.items() if not example.startswith(key))
    split = read_front_matter(f"{fence}\n{example}\n{needed}{fence}\n", path="a.md", zone=ZONE)
    assert code in [found.code for found in split.diagnostics]


@pytest.mark.parametrize(("code", "example"), shown_alone("Text"))
def test_examples_of_text(code: str, example: str) -> None:
    chosen = MarkdownOptions(extensions=options.ALL, pasted=options.PASTED)
    rendered = render(f"{example}\n", path="content/a.md", first_line=1, options=chosen)
    assert code in [found.code for found in rendered.diagnostics]


@pytest.mark.parametrize(("code", "example"), shown_alone("`site.toml`"))
def test_examples_of_the_configuration(code: str, example: str, site: Callable[[str], TinySite]) -> None:
    needed = {"title": 'title = "B"\n', "base_url": 'base_url = "https://a.vn"\n'}
    lines = "".join(line for key, line in needed.items() if not example.startswith(f"{key} "))
    tiny = site(f"-- site.toml --\n{lines}{TABLES.get(code, '')}\n{example}\n{ARTICLE}")
    assert code in [found.code for found in tiny.diagnostics()]


@pytest.mark.parametrize(("code", "example"), shown_alone("Templates"))
def test_examples_of_templates(code: str, example: str, site: Callable[[str], TinySite]) -> None:
    call = example if example.startswith(("{", "<")) else f"{{{{ {example} }}}}"
    style = "" if code != "E606" else f"-- templates/assets/css/a.css --\np {{ background: {example} }}\n"
    call = call if not style else '{{ asset("css/a.css") }}'
    tiny = site(f"{ARTICLE}{style}-- templates/404.html --\n{call}\n")
    assert code in [found.code for found in tiny.diagnostics()]
