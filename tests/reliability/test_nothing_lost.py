"""A word in every construct and at every depth is in the page, or the editor is told: nothing vanishes in silence."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from html import unescape
from random import Random

import pytest

from ssg.content.frontmatter import read_front_matter
from ssg.content.markdown import MarkdownOptions, render
from ssg.content.markdown.limits import DEEPEST_BLOCK
from ssg.content.markdown.options import ALL
from tests.conftest import TinySite
from tests.documents import ZONE
from tests.hunt.lengths import TIMES
from tests.markdown.rendering import html_of
from tests.reliability.fragments import lost_words, random_text, rendered_of

# Each @ becomes a word of its own.
CONSTRUCTS = (
    "@",
    "# @",
    "###### @ ######",
    "@\n===",
    "@\n---",
    "## @ {#a .b}",
    "> @",
    "- @",
    "1) @",
    "- @\n\n  @",
    "```@\n@\n```",
    "~~~\n@\n~~~",
    "    @",
    "| @ | @ |\n|---|---|\n| @ | @ |",
    "*@* **@** ***@*** ~~@~~ `@` \\@ @  \n@\\\n@",
    "[@](/x/) [@][n] [n][] <https://@.vn> https://@.vn <@@a.vn>\n\n[n]: /@/ '@'",
    '[@](/x/ "@")',
    "![@](a.jpg)",
    '![@](a.jpg "@ | @")',
    "![@](a.jpg)\n*@*",
    "chữ ![@](a.jpg) @",
    "::: info @\n@\n:::",
    "::: trích @\n@\n:::",
    "::: gallery @\n![@](a.jpg)\n:::",
    "::: video https://youtu.be/aqz-KE-bpKQ @\n@\n:::",
    "::: video a.mp4 @\n![@](b.jpg)\n:::",
    "@[^1] ^[@]\n\n[^1]: @\n\n    @",
    "<b>@</b> <span title='@'>@</span> @<br>@",
    "<div>\n@\n\n@\n</div>",
    "<details><summary>@</summary>@</details>",
    "<table><tr><td>@</td></tr></table>",
    "&amp;@&#64;",
    "{{ @ }} {% @ %} {@}",
    "<custom>@</custom> <center>@</center>",
    "@\n: @\n: @",
    "- [x] @\n- [ ] @",
    "@ GDP x^2^ H~2~O\n\n*[GDP]: @",
    "| | @ |\n|---|---|\n| **@** | @ |",
    "```python\n@ = '@'  # @\n```",
    "$\\text{@}$\n\n$$\n\\text{@}\n$$",
)
TOLD = ("E20", "E79", "W21", "W22", "N23")


def with_words(text: str) -> tuple[str, list[str]]:
    numbers = itertools.count()
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append(f"chữ{next(numbers)}x")
        return words[-1]

    return re.sub("@", word, text), words


def lost(text: str, words: list[str]) -> list[str]:
    """The words that neither the page nor what is said of the text holds."""
    rendered = render(text, path="a.md", first_line=1, options=MarkdownOptions(ALL))
    shown = html_of(rendered) + "".join(str(d.message) for d in rendered.diagnostics)
    shown = unescape(shown).replace("xn--ch0x-p37a", "chữ0x") + " ".join(ref.target for ref in rendered.refs)
    refused = any(d.code in ("E201", "E202", "E203", "E204", "E209", "E790") for d in rendered.diagnostics)
    return [] if refused else [word for word in words if word not in shown and not _as_address(word, shown)]


def _as_address(word: str, shown: str) -> bool:
    from markdown_it.common.normalize_url import normalizeLink

    return normalizeLink(f"https://{word}.vn")[8:] in shown or normalizeLink(f"/{word}/") in shown


WRAPS: dict[str, Callable[[str], str]] = {
    "quotation": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "list": lambda text: "- " + "\n".join(f"  {line}" for line in text.split("\n"))[2:],
    "numbered": lambda text: "1. " + "\n".join(f"   {line}" for line in text.split("\n"))[3:],
    "box": lambda text: f":::: info\n{text}\n::::",
    "footnote": lambda text: "a[^f]\n\n[^f]:\n" + "\n".join(f"    {line}" for line in text.split("\n")),
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_in_every_construct_in_every_other(construct: str) -> None:
    text, words = with_words(construct)
    assert lost(text, words) == []
    for one in WRAPS.values():
        assert lost(one(text), words) == [], one(text)
        for two in WRAPS.values():
            assert lost(two(one(text)), words) == [], two(one(text))


@pytest.mark.slow
@pytest.mark.parametrize("construct", CONSTRUCTS)
@pytest.mark.parametrize("wrap", ["quotation", "list", "numbered", "box"])
def test_at_every_depth(construct: str, wrap: str) -> None:
    """markdown-it drops what lies below its own limit; ours comes before it, with an error."""
    text, words = with_words(construct)
    for depth in range(DEEPEST_BLOCK + 45):
        text = WRAPS[wrap](text)
        if depth < DEEPEST_BLOCK + 5 or depth % 10 == 0:  # deeper ones are all refused
            assert lost(text, words) == []


def test_random_texts_lose_no_word() -> None:
    """As many as a quick test may have; the slow one has more, and `fragments` can be run by hand for any number."""
    _hunt(1_500, seed=1)


@pytest.mark.slow
def test_many_random_texts_lose_no_word() -> None:
    _hunt(8_000 * TIMES, seed=2)


def _hunt(number: int, seed: int) -> None:
    for at in range(number):
        text = random_text(Random(f"{seed} {at}"))  # noqa: S311 - texts, not secrets
        rendered = rendered_of(text, live=at % 4 == 3, typography=at % 3 == 1)
        assert lost_words(text, rendered) == [], text


# What random texts lost before; each word was in no page, and nobody was told.
LOST = (
    '![a](b.jpg "chữ0x | chữ1x")\n*chữ2x | chữ3x*',
    "::: video a.mp4 chữ0x\n![chữ1x](b.jpg 'chữ2x | chữ3x')\n:::",
    "::: video https://youtu.be/aqz-KE-bpKQ chữ0x\n[![chữ1x](a.jpg)](/chữ2x/)\n:::",
    "::: video a.mp4\n{.chữ0x}\n![a](b.jpg){.chữ1x}\n:::",
    "![a](b.jpg)\n\n{.chữ0x}\n*chữ1x*",
    "```chữ0x chữ1x\nchữ2x\n```",
    "[a][1]\n\n[1]: /y/\n[1]: /y/ 'chữ0x'",
    "<div>\n<https://a.vn/chữ0x>\n</div>",
    "{#chữ0x}\n## chữ1x {#chữ2x}",
)


@pytest.mark.parametrize("text", LOST)
def test_what_was_lost_once(text: str) -> None:
    assert lost_words(text, rendered_of(text, live=False)) == []


def test_a_class_of_an_entry_is_shown_or_told() -> None:
    text = "## 14:30 a {.chữ0x .chinh}\n"
    assert lost_words(text, rendered_of(text, live=True)) == []


PAIRS = ("*", "**", "_", "~~", "`", "[", "![", "<b>", "<em>", "^[", "(", '"')
CLOSE = {"[": "](/x/)", "![": "](a.jpg)", "<b>": "</b>", "<em>": "</em>", "^[": "]", "(": ")"}


@pytest.mark.parametrize("mark", PAIRS)
def test_at_every_depth_within_a_line(mark: str) -> None:
    for depth in (*range(1, 40), 60, 99, 100, 101, 130, 200, 400):
        for text in (
            f"{mark * depth}chữ0x{CLOSE.get(mark, mark) * depth}",
            f"{' '.join([mark + 'a'] * depth)} chữ0x {' '.join(['a' + CLOSE.get(mark, mark)] * depth)}",
            f"{mark * depth} chữ0x",
        ):
            assert lost(text, ["chữ0x"]) == [], (mark, depth)


def test_emphasis_of_every_kind_within_every_other() -> None:
    marks = [mark for mark in PAIRS if mark not in ("^[", "![")]
    for chosen in itertools.permutations(marks, 3):
        text = "".join(chosen) + "chữ0x" + "".join(CLOSE.get(mark, mark) for mark in reversed(chosen))
        assert lost(text, ["chữ0x"]) == [], text


def test_a_whole_article_reaches_page_feed_and_search(site: Callable[[str], TinySite]) -> None:
    body, words = with_words(
        "\n\n".join(c for c in CONSTRUCTS if not any(s in c for s in ("jpg", "mp4", "[n]", "custom")))
    )
    tiny = site(
        '-- site.toml --\ntitle = "a"\nbase_url = "https://example.vn"\n[search]\nbody = true\n'
        '[markdown]\nextensions = ["usual", "math"]\n'
        f"-- content/tin/a.md --\n---\ntitle: T\ndate: 2026-11-01\n---\n{body}\n"
    )
    tiny.build()
    page = unescape(tiny.read("tin/2026/11/t/index.html"))
    feed = json.loads(tiny.read("feed.json"))["items"][0]["content_html"]
    hidden = {word for word in words if word not in page and not _as_address(word, page)}
    assert hidden == {words[words.index(word)] for word in hidden if f"```{word}" in body}  # the language of a listing
    assert {word for word in words if word not in unescape(feed) and not _as_address(word, feed)} == hidden


FIELDS = {
    "title": "@",
    "summary": "@",
    "author": "@",
    "authors": "[@, @]",
    "tags": "[@, @]",
    "topic": "@",
    "series": "{name: @, part: @}",
    "translation_of": "@.md",
    "language": "@",
    "category": "@",
    "source": "{name: @, url: 'https://a.vn/@'}",
    "image": "{src: '@.jpg', alt: @, caption: @, credit: @}",
    "corrections": "[{date: 2026-11-02, text: @}, {date: 2026-11-02, text: @}]",
    "aliases": "[/@/, /b/@]",
    "ai": "{used: true, how: @}",
    "access": "@",
    "related": "[@.md, @.md]",
    "slug": "@",
    "khác": "[{a: @, b: [@, {c: @}]}, @]",
}


def test_every_field_is_kept_or_complained_of() -> None:
    """However it is written: well, with a colon, a hash or a quotation mark too many, on two lines."""
    twists = (
        "{}",
        "{} # {}",
        "{}: {}",
        '"{}" {}',
        "{}\n  {}",
        "'{}' # {}",
        "|\n  {}\n  {}",
        "[{}] {}",
        "- {}",
        "\n- {}\n- {}",
    )
    for key, form in FIELDS.items():
        for twist in (form, *twists):
            text, words = with_words(f"{key}: {twist}")
            title = "" if key == "title" else "title: T\n"
            split = read_front_matter(f"---\n{title}date: 2026-11-01\n{text}\n---\nx\n", path="a.md", zone=ZONE)
            kept = repr(split.front) + "".join(f"{d.message} {d.hint}" for d in split.diagnostics)
            errors = any(d.code.startswith("E") for d in split.diagnostics)
            assert (
                errors or [word for word in words if word not in kept and word.replace("ữ", "u") not in kept] == []
            ), text
