"""Nothing hangs, nothing recurses without end, nothing vanishes: bounds, and the amount of work for hostile texts."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType

import pytest

from ssg.content.markdown.limits import (
    DEEPEST_BLOCK,
    DEEPEST_BRACKETS,
    DEEPEST_INLINE,
    LINE_WEIGHT,
    MARKS,
    MOST_BYTES,
    MOST_WEIGHT,
)
from tests.markdown.rendering import complaints, problems, render

REFUSED = [
    ("a" * (MOST_BYTES + 1), ["E201 1:0"]),
    ("ế" * (MOST_BYTES // 3 + 1), ["E201 1:0"]),
    ("a\n" * (MOST_WEIGHT // LINE_WEIGHT + 1), ["E790 1:0"]),
    *(("ab" + mark * (MOST_WEIGHT + 1), ["E790 1:0"]) for mark in MARKS),
    ("^[x]" * (MOST_WEIGHT // (LINE_WEIGHT + 3) + 1), ["E790 1:0"]),
    ("http://a.b " * (MOST_WEIGHT // (LINE_WEIGHT + 1) + 1), ["E790 1:0"]),
    ("a\n\n" + "> " * (DEEPEST_BLOCK + 1) + "a", ["E202 3:0"]),
    ("a\n\n" + "- " * (DEEPEST_BLOCK // 2 + 1) + "a", ["E202 3:0"]),
    ("".join(f"{'  ' * depth}- a\n" for depth in range(DEEPEST_BLOCK)), [f"E202 {DEEPEST_BLOCK // 2 + 1}:0"]),
    ("::: info\n" * DEEPEST_BLOCK + "a\n" + ":::\n" * DEEPEST_BLOCK, []),
    ("::: info\n" * (DEEPEST_BLOCK + 1) + "a\n" + ":::\n" * (DEEPEST_BLOCK + 1), [f"E202 {DEEPEST_BLOCK + 2}:0"]),
    ("[^a]: " * (DEEPEST_BLOCK + 1) + "a", ["E202 1:0"]),
    ("a\n\nb\n" + "[" * (DEEPEST_BRACKETS + 1), ["E203 4:0"]),
    ("## " + "![" * (DEEPEST_BRACKETS + 1), ["E203 1:0"]),
    ("|a|\n|-|\n|" + "[a " * (DEEPEST_BRACKETS + 1) + "|", ["E203 3:0"]),
    ("*a **a " * DEEPEST_INLINE + "a** a*" * DEEPEST_INLINE, ["E203 1:0"]),
    ("a\n\n" + "> " * (DEEPEST_BLOCK - 2) + "a\n" + "b\n" * 6000, ["E204 3:0"]),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_what_is_refused_and_where(text: str, expected: list[str]) -> None:
    rendered = render(text)
    assert problems(rendered) == expected
    assert bool(rendered.html) == (expected == [])


ALLOWED = [
    ("a" * MOST_BYTES, 1),
    ("ế" * (MOST_BYTES // 3), 1),
    ("a\n" * (MOST_WEIGHT // LINE_WEIGHT), 1),
    ("a" + "=" * (MOST_WEIGHT - 1), 1),
    ("> " * DEEPEST_BLOCK + "a", DEEPEST_BLOCK),
    ("- " * (DEEPEST_BLOCK // 2) + "a", DEEPEST_BLOCK // 2),
    ("".join(f"{'  ' * depth}- a\n" for depth in range(DEEPEST_BLOCK // 2)), DEEPEST_BLOCK // 2),
    ("[" * DEEPEST_BRACKETS, 1),
    ("[a](/b/) " * 500, 500),
    ("![a](/b.jpg) " * 500, 500),
    ("`" + "[" * 30 + "` " + "a [b] " * 100, 1),
    ("*a **a " * (DEEPEST_INLINE // 2 - 1) + "a** a*" * (DEEPEST_INLINE // 2 - 1), 1),
    ("> " * 10 + "a\n" + "b\n" * 2000, 10),
]


@pytest.mark.parametrize(("text", "count"), ALLOWED)
def test_what_is_not_refused_is_all_there(text: str, count: int) -> None:
    rendered = render(text)
    assert rendered.diagnostics == ()
    tags = sum(rendered.html.count(tag) for tag in ("<blockquote>", "<li>", "<a ", "<img"))
    assert max(tags, 1) == count
    assert rendered.text.count("a") == text.count("a") or "![" in text or "](" in text


def test_depth_leaves_room_on_the_stack() -> None:
    """Half of Python's usual stack is enough for the deepest text that is not refused."""
    texts = [
        "> " * DEEPEST_BLOCK + "a",
        "::: info\n" * DEEPEST_BLOCK + "![" * 30 + "a" + "](/b.jpg)" * 30 + "\n" + ":::\n" * DEEPEST_BLOCK,
        "^[" * 30 + "a" + "]" * 30,
        "[" * DEEPEST_BRACKETS + "a" + "](/b/)" * DEEPEST_BRACKETS,
    ]
    limit = sys.getrecursionlimit()
    depth = len(_stack())
    sys.setrecursionlimit(depth + 500)
    try:
        results = [render(text) for text in texts]
    finally:
        sys.setrecursionlimit(limit)
    assert all(result.html for result in results)


def _stack() -> list[FrameType]:
    frames, frame = [], sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        frames.append(frame)
    return frames


# Texts that make some Markdown parser or other quadratic, cubic or worse. `n` is how often the unit is repeated.
REPEATED = (
    "![[]() |[|[a|[[]|[a](|![|![](|[a][|*a_ |a**b|**x *|_a |*|_|> |>|`a|<|<a |<!--|<![CDATA[|<?|<!A |<http:|"
    '<a x|<a x="|&|&a|\\|~~a|~~a ~~|"|"a|\'|a" |- |- a⏎|1. |a  ⏎|{|{.a}|![](a){.a|[^a]|^[|[^|a⏎=|a⏎---⏎|'
    '```⏎|~~~a⏎|:::|::: info⏎|:|# a⏎|#⏎|    a⏎⏎|<div>⏎|<div>⏎⏎|<pre>⏎|<!-- a⏎|[a](((|(|[a](b "|* |*⏎|ế |'
    "https://a|https://a.b |https://a.b/) |  | ⏎|{.a}⏎|{a=b}⏎x⏎⏎|&amp;|\\⏎|<a@b|</a |- - - |***a|a***b**c*|"
    '[![a](b)](c) |[a](b) |[a](<b|``a`|]|][|[]()|::: info⏎x⏎:::⏎|:::⏎|a-b -- |<b>x</b> |<b id="x">|'
    '<div>x</div>⏎⏎|<p>⏎⏎|<a href="x.pdf">x</a> |[a](b.md) |![a](b.jpg)⏎⏎|![](b.jpg)⏎⏎*x*⏎⏎|'
    "::: video https://youtu.be/aqz-KE-bpKQ⏎:::⏎|## a {#b}⏎|~~a~~ |a](b c) |\\[a\\]\\[b\\] |<script>⏎|"
    "<script>x</script>⏎⏎|x <!-- |<iframe>|<a href=x|...|-|a⏎|a⏎⏎|<a@b.c> |a^[x] |> - a⏎|1. a⏎1) b⏎|<td>⏎⏎|"
    '⏎|a b⏎-|⏎-⏎|[a]: b⏎|[a]: b "⏎|.|!|a!|\t|> > > > a⏎b⏎|'
).split("|")
BUILT: dict[str, Callable[[int], str]] = {
    "runs of backticks": lambda n: "".join(f"e{'`' * (i % 100)}" for i in range(n // 8)),
    "nested list": lambda n: "".join(f"{'  ' * (i % 20)}- a\n" for i in range(n)),
    "table": lambda n: "|a|b|\n|-|-|\n" + "|a\n" * n,
    "wide table": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n",
    "row of bars": lambda n: "|a|\n|-|\n" + "|" * n,
    "footnotes": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: x\n\n" for i in range(n // 4)),
    "one footnote": lambda n: "a[^1] " * n + "\n\n[^1]: x\n",
    "unused footnotes": lambda n: "".join(f"[^{i}]: x\n" for i in range(n // 2)),
    "definitions": lambda n: "".join(f"[{i}]: /x{i}\n" for i in range(n)),
    "links by name": lambda n: (
        "".join(f"[a][{i}] " for i in range(n)) + "\n\n" + "".join(f"[{i}]: x{i}.md\n" for i in range(n))
    ),
    "distinct files": lambda n: "".join(f"[a](x{i}.md) " for i in range(n)),
    "long definition": lambda n: '[a]: b "\n' + "x\n" * n,
    "long heading": lambda n: "a\n" * n + "===\n",
    "lazy lines": lambda n: ">" * 5 + "a\n" + "b\n" * n,
    "address of brackets": lambda n: "https://a.b/" + ")" * n,
    "tag of attributes": lambda n: "<a " + "x " * n + ">",
    "equal headings": lambda n: "## a\n" * n,
    "numbered headings": lambda n: "## a\n" + "".join(f"## a {i}\n" for i in range(n)),
    "nested boxes": lambda n: "::: info\n" * 10 + "a\n\n" * n + ":::\n" * 10,
    "code in a box": lambda n: "::: info\n" + "```\n:::\n```\n" * (n // 3) + ":::\n",
    "gallery": lambda n: "::: gallery\n" + "![a](b.jpg)\n" * n + ":::\n",
}
CASES = (*filter(None, REPEATED), *BUILT)


def _hostile(case: str, count: int) -> str:
    return BUILT[case](count) if case in BUILT else case.replace("⏎", "\n") * count


def _calls(text: str) -> int:
    """Render `text` and count the calls of functions, Python's and C's: the amount of work, on any machine."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    sys.setprofile(profile)
    try:
        render(text, typography=True)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("case", CASES)
def test_work_grows_with_the_text_and_no_faster(case: str) -> None:
    once, thrice = _calls(_hostile(case, 150)), _calls(_hostile(case, 450))
    # Linear is 3, quadratic 9; what is refused costs less. The first 64 brackets or so cost more than those after.
    assert thrice < 4.5 * once + 3000, (once, thrice)


# Where the work would be done in C, which the count of calls does not see: searching, joining, copying.
IN_C = [
    "https://a.b ",
    "distinct",
    "<a@b.c> ",
    "\\[a\\]\\[b\\] ",
    '<a href="x.pdf">x</a> ',
    "[a](b.md) ",
    "![a](b.jpg) ",
    "{.a}\n",
    "x <!-- y --> ",
    "`a` ",
    "a[^x] ",
    '"a" ',
]


@pytest.mark.parametrize("unit", IN_C)
def test_time_grows_with_the_text_and_hardly_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        if unit == "distinct":
            text = "".join(f"[a](x{number:04x}.md) " for number in range(size // 14))
        else:
            text = unit * (size // len(unit))
        begin = time.process_time()
        render(text, typography=True)
        return time.process_time() - begin

    # Sixteen times the text: linear is 16, quadratic 256. What else the machine does may spoil one look.
    assert any(seconds(160_000) < 64 * seconds(10_000) + 0.1 for _ in range(3))


def test_no_text_of_the_limits_is_dropped_without_a_word() -> None:
    """Trap 7: presets of markdown-it drop lists ten deep."""
    for depth in range(1, 80):
        for text in ("> " * depth + "cuối", "- " * depth + "cuối", "> - " * depth + "cuối", "1. " * depth + "cuối"):
            assert "cuối" in render(text).html or complaints(text) == ["E202 1:0"], (depth, text[:4])
