"""Tells of what other systems would have replaced: shortcodes of Hugo and WordPress, Liquid, imports, wiki links.

Counts each kind once an article. It also tells of Markdown that stands within HTML, where it is shown as written. It
never removes anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ssg.content.markdown.foreign_marks import BEGINNINGS, HINT, HINTS, KINDS, SIGNS, TAG
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import warning
from ssg.core.message import NOTHING, Message, say
from ssg.core.patterns import pattern

_MARKDOWN: Final = pattern(
    r"!?\[[^\[\]\n]{0,200}\]\([^()\s]{1,500}[^()\n]{0,200}\)|(?<![*\w])\*\*[^\s*][^*\n]{0,300}\*\*"
    r"|^ {0,3}#{1,6} \S[^\n\0\x01]*"
    r"|(?:^|(?<=\0)) {0,3}(?:[-*+]|[0-9]{1,3}[.)]) \S[^\n\0\x01]*(?=\n {0,3}(?:[-*+]|[0-9]{1,3}[.)]) \S)"
    r"|^ {0,3}> \S[^\n\0\x01]*"
    r"|(?<=\x01)[ \t]*(?:(?:[-*+]|[0-9]{1,3}[.)]|#{1,6}) \S|> )[^\n\0\x01]*",
    re.MULTILINE,
)

_HTML: Final = say("HTML")
_CHARACTERS: Final = "{[<=+~^$@"
_COLON: Final = pattern(":[a-z]")
"""With these, what `SIGNS` looks for."""

_OPENS: Final = pattern(r"(?:\{%-?|\{\{[<%]) {0,3}highlight\b")
_ENDS: Final = pattern(r"\{%-? {0,3}endhighlight\b|\{\{[<%] {0,3}/ {0,3}highlight\b")


def install(md: MarkdownIt) -> None:
    """Keep a shortcode in one piece, so that nothing in it is read as HTML or emphasis, and look for all kinds."""
    md.inline.ruler.before("text", "shortcode", _shortcode)
    md.core.ruler.push("foreign", _foreign)


def _shortcode(state: StateInline, silent: bool) -> bool:
    """Match a shortcode of Hugo, as text."""
    if not state.src.startswith("{{", state.pos):
        return False
    found = KINDS[0][2].match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.append_pending(found.group())
    state.pos = found.end()
    return True


def _foreign(state: StateCore) -> None:
    if not _may_have_marks(state.tokens):
        return
    notes = notes_of(state.env)
    counts: dict[Message, list[tuple[str, list[int] | None]]] = {}
    html: list[tuple[str, list[int] | None]] = []
    for token in state.tokens:
        if token.type == "inline":
            _look(token, counts)
        elif token.type == "html_block":
            _count(_CODE.sub("\n", token.meta.get("raw", "")), token, counts)
            html += [
                (found.group(), token.map) for found in _MARKDOWN.finditer(_outside_tags(token.meta.get("raw", "")))
            ]
    for kind, every in counts.items():
        # What is written behind a backslash or as a reference is meant as text. A mark of several lines never is.
        found = [one for one in every if "\n" in one[0] or notes.holds(one[0], one[1])]
        if found:
            if not notes.listings and any("highlight" in snippet for snippet, _ in found):
                notes.listings = _listings(notes.source)
            hint = next((hint for words, hint in HINTS if words.search(found[0][0])), HINT)
            _tell(notes, "W236", say("{kind} is shown as text", kind=kind), found, hint)
    if html:
        message = say("text in Markdown within HTML is shown as it is written")
        _tell(notes, "W235", message, html, say("insert an empty line between the HTML and the Markdown"))


def _may_have_marks(tokens: Sequence[Token]) -> bool:
    """Return whether a text may hold a mark: nearly none does, which a look at all paragraphs at once tells."""
    contents = [""]
    for token in tokens:
        if token.type == "inline":
            contents.append(token.content)
        elif token.type == "html_block":
            return True
    text = "\n".join(contents)
    return any(map(text.__contains__, _CHARACTERS)) or bool(_COLON.search(text) or BEGINNINGS.search(text))


def _listings(source: str) -> list[tuple[int, int]]:
    """Return the first and last lines of what stands between `{% highlight %}` and its end, in Liquid or for Hugo."""
    found: list[tuple[int, int]] = []
    first = -1
    for number, line in enumerate(source.split("\n")):
        if first < 0 and _OPENS.search(line):
            first = number
        elif first >= 0 and _ENDS.search(line):
            found.append((first, number))
            first = -1
    return found


def _look(token: Token, counts: dict[Message, list[tuple[str, list[int] | None]]]) -> None:
    if "<" in token.content:
        text = "".join([child.content if child.type == "text" else "\0" for child in children_of(token)])
        for found in TAG.finditer(text):
            counts.setdefault(_HTML, []).append((found.group(), token.map))
    if not (SIGNS.search(token.content) or BEGINNINGS.search(f"\n{token.content}")):
        return
    kept = ("text", "softbreak", "html_inline")
    pieces = [(child.content or "\n") if child.type in kept else "\0" for child in children_of(token)]
    _count("".join(pieces), token, counts)


def _count(text: str, token: Token, counts: dict[Message, list[tuple[str, list[int] | None]]]) -> None:
    for kind, sign, form in KINDS:
        for found in form.finditer(text) if sign.search(text) else ():
            counts.setdefault(kind, []).append((found.group(), token.map))


def _tell(notes: Notes, code: str, what: Message, found: list[tuple[str, list[int] | None]], hint: Message) -> None:
    snippet, lines = found[0]
    shown = snippet.strip()
    more = say(", and {number:,} more", number=len(found) - 1) if len(found) > 1 else NOTHING
    where = notes.find(shown, lines)
    shown = " ".join(shown.split())
    cut = shown if len(shown) <= 60 else f"{shown[:60]}…"
    notes.diagnostics.append(warning(code, say("{what}: `{cut}`{more}", what=what, cut=cut, more=more), where, hint))


def _outside_tags(html: str) -> str:
    """Return HTML without its tags, comments, and the elements whose text is code."""
    return _TAGS.sub(lambda found: "\x01" if found.group().startswith("<!--") else "\0", html)


_CODE: Final = pattern(
    r"<(pre|code|script|style|textarea)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_TAGS: Final = pattern(
    r"<(pre|code|script|style|textarea)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
