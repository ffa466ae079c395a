"""Random texts made of the fragments that articles are made of, and which of their words are lost in silence.

A word is lost if it is neither in the page nor in what is said of the text, and no diagnostic that tells of text that
is not shown stands near it. Also run by hand: `python -m tests.reliability.fragments 100000`.
"""

from __future__ import annotations

import re
import sys
from datetime import datetime
from html import unescape
from random import Random
from typing import Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from ssg.content.markdown import MarkdownOptions, Rendered, render

FRAGMENTS: Final = (
    *("@", "@", " ", "\n", "\n\n", "\n\n", "    ", "\t", "\n\n    @\n", "\\", "\\\n", "  \n", "&amp;", "&#64;"),
    "&nbsp;",
    *("*@*", "**@**", "***@***", "*", "**", "_@", "_", "__@__", "~~@~~", "~~", "`@`", "`", "``@", '"@"', "'@'", "<"),
    ">",
    *("[@](x.md)", '[@](/x/ "@")', "[@](<@ @>)", "[@]( )", "[@][1]", "[@][@]", "[@][]", "[@]", "[", "]", "](", ")"),
    "![",
    *("\n[1]: /y/\n", '\n[1]: /y/ "@"\n', "\n\n[@]: TTXVN\n\n", "\n\n[@]: /x/ '@'\n\n", "\n[@]: /x/\n[@]: /y/\n"),
    *("![@](a.jpg)", '![@](a.jpg "@ | @")', "![](a.jpg)", '![](a.jpg "@")', "[![@](a.jpg)](/@/)", "![@][1]"),
    "![@ *@*](b.png)",
    *("\n\n![@](a.jpg)\n", '\n\n![](a.jpg "@")\n', "\n*@*\n", "\n\n*@*\n\n", "\n\n*@ | @*\n\n", " @ |\n\n"),
    "{.a #@}",
    *("\n> @", "\n> ", "\n>", "\n- @", "\n-", "\n* @\n", "\n1. @", "\n7) @", "\n  - ", "\n    - @", "\n+ @\n\n  @\n"),
    *("\n# @\n", "\n## @ {#@ .@}\n", "\n### @", "\n#", "\n@\n===\n", "\n@\n---\n", "\n---\n", "\n***\n", "## @ ##\n"),
    *("\n\n| @ | @ |\n|---|---|\n| @ | @ | @ |\n", "\n\n| @ |\n|:-:|\n| @ |\n", "|", "\n| @ | @ |\n"),
    *("\n|---|---|\n", "\\|"),
    *("[^@]", "[^1]", "\n\n[^1]: @\n\n    @\n\n", "\n\n[^@]: @\n\n", "^[@]", "^[", "\n[^1]: @\n[^2]: @", "[^2]"),
    *("\n::: info @\n", "\n::: info\n", "\n::: quote @\n", "\n::: gallery @\n", "\n:::: hộp\n", "\n:::note[@]\n"),
    "\n::: tip @\n",
    *("\n::: video https://youtu.be/aqz-KE-bpKQ @\n", "\n::: video a.mp4 @\n", "\n::: video @\n", "\n::: @\n"),
    *("\n:::\n", "\n::::\n"),
    *("\n\n:::\n\n", "\n{.a}\n", "\n{@=@}\n", "\n{.@}\n", "{.@}", "\n```\n@\n```\n", "\n```@ @\n@\n```\n", "\n```\n"),
    "\n~~~\n@\n",
    *("<b>@</b>", "<b>", "</b>", "<br>", "<br>@", "<em title='@'>@</em>", "<a href='/@/'>", "<a href='@'>@</a>"),
    *("</a>", "<i"),
    *("\n\n<div>@\n\n", "\n\n</div>\n\n", "\n<div>\n@\n</div>\n", "<iframe>@</iframe>", "<x-y>@</x-y>", "<!-- @ -->"),
    *("<!--", "-->"),
    *("\n\n<script>@</script>\n\n", "\n<style>@</style>\n", "<textarea>@</textarea>", "<title>@</title>", "<?@?>"),
    "<![CDATA[@]]>",
    *("<table><tr><td>@</td></tr></table>", "<td>@</td>", "<tr>", "<select><option>@</select>", "<math>@</math>"),
    "<svg>@</svg>",
    *("<p>@</p>", "<h2>@</h2>", "<h1>@</h1>", "<img src=a.jpg alt='@'>", "<li>@"),
    "<details><summary>@</summary>@</details>",
    *("<https://a.vn/@>", "https://a.vn/@ ", "https://a.vn/_@_ ", "(https://a.vn/@)", "<@@a.vn>", "<javascript:@>"),
    "[@](javascript:@)",
    *("{{ @ }}", "{% @ %}", "{# @ #}", "@:@", "@ | @", "14:30 @", "\n## 14:30 @\n", "\n## 25/11 9h @ {.chinh}\n"),
    "\n## @\n",
)  # fmt: skip
# What is said of words that are not shown.
TOLD: Final = frozenset(
    "W211 W212 W213 W215 W216 W218 W219 W221 W222 W223 W224 W231 N232 N233 E205 E207 E208 E770 W120".split()
)
REFUSED: Final = frozenset("E201 E202 E203 E204 E209 E790".split())
_WORD: Final = re.compile("chữ[0-9]+x")
_DAY: Final = datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
# A comment is no text; what stands in the info line of a listing or in `title` of a link is not shown, but is there.
_COMMENT: Final = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(script|style)\b.*?</\1", re.DOTALL)


def random_text(random: Random) -> str:
    """Join up to fourteen fragments, each @ a word of its own."""
    pieces = "".join(random.choices(FRAGMENTS, k=random.randint(1, 14))).split("@")
    return "".join(f"{piece}chữ{number}x" for number, piece in enumerate(pieces[:-1])) + pieces[-1]


def rendered_of(text: str, *, live: bool, trust: bool = False, typography: bool = False) -> Rendered:
    """Render a text."""
    options = MarkdownOptions(raw_html="trust" if trust else "sanitise", typography=typography)
    return render(text, path="a.md", first_line=1, options=options, live=_DAY if live else None)


def lost_words(text: str, rendered: Rendered) -> list[str]:
    """Return the words of a text that are lost in silence."""
    codes = {one.code for one in rendered.diagnostics}
    if codes & REFUSED:
        return []
    shown = rendered.html + " ".join(f"{one.message} {one.hint}" for one in rendered.diagnostics)
    shown = unquote(unescape(shown)) + " ".join(ref.target for ref in rendered.refs)
    missing = [word for word in _WORD.findall(text) if word not in shown]
    if not missing:
        return []
    near = {
        place.line + ahead
        for one in rendered.diagnostics
        if one.code in TOLD
        for place in (one.place, *one.also)
        for ahead in range(REACH.get(one.code, 3))
    }
    comments = "".join(found.group() for found in _COMMENT.finditer(text))
    return [word for word in missing if _line(text, word) not in near and word not in comments]


REACH: Final = {"W215": 14, "W216": 14, "W218": 20, "E208": 99}
"""How many lines a diagnostic may be about, where that is more than a few: a footnote, a block of HTML."""


def _line(text: str, word: str) -> int:
    return text.count("\n", 0, text.index(word)) + 1


def main(number: int, seed: int) -> None:
    """Try so many texts, and print those that lose words."""
    found = 0
    for at in range(number):
        random = Random(f"{seed} {at}")  # noqa: S311 - texts, not secrets
        text = random_text(random)
        live = at % 4 == 3
        lost = lost_words(text, rendered_of(text, live=live, typography=at % 3 == 1))
        if lost:
            found += 1
            sys.stdout.write(f"{at} {live} {lost} {text!r}\n")
    sys.stdout.write(f"{number} texts, {found} lose words\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
