"""Makes a link of each bare `https://…` in running text, in linear time.

Not markdown-it's linkify, which is quadratic. An address is taken whole before `_`, `*` or `~` in it could be read as
emphasis. The sentence's own punctuation stays outside the link, and so does a closing bracket that none in the address
opens, and the end of emphasis that began before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.text import text
from markdown_it.token import Token

from ssg.content.markdown.notes import notes_of
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import notice
from ssg.core.message import say

_START: Final = re.compile(r"(?<![^\W_])(?<!/)https?://", re.IGNORECASE)
_START_WWW: Final = re.compile(r"(?<![^\W_])(?<![/@.])(?:https?://|www\.(?=[\w-]+\.))", re.IGNORECASE)
_HOST: Final = re.compile(
    r"https?://(?:[\w-]++(?:\.[\w-]++)++|localhost\b)|www\.(?:[\w-]++\.)+[a-z]{2,24}\b", re.IGNORECASE
)
# What no address holds; the invisible ones come of pasting.
_NEVER: Final = re.compile(r"[\s<>\"“”‘’«»…|\\`\u200b\u2060\ufeff]")
# As Markdown reads them: an escaped mark, a character reference, any other character.
_CHARACTER: Final = re.compile(r"\\.|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|.", re.DOTALL)
_TAIL: Final = frozenset(".,;:!?*~'–—。，、；：！？")
_CLOSING: Final = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "》": "《", "」": "「"}
_EMPHASIS: Final = frozenset("*_~")
# So many marks before an address are looked at for one that opens emphasis: with all, addresses would be quadratic.
_MARKS: Final = 64


def install(md: MarkdownIt) -> None:
    """Look for addresses while inline text is parsed, and take back those in links of raw HTML."""
    md.inline.ruler.at("text", _text)
    md.core.ruler.push("autolinks", _take_back)


def _text(state: StateInline, silent: bool) -> bool:
    """Match text up to the next mark or the next address, or the address that begins here."""
    starts = _starts(state)
    at = bisect_left(starts, state.pos)
    if at < len(starts) and starts[at] == state.pos:
        if _address(state, silent):
            return True
        at += 1
    if at == len(starts):
        return text(state, silent)
    found = state.md.inline.terminator_re.search(state.src, state.pos, starts[at])
    end = min(found.start() if found else starts[at], state.posMax)
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _starts(state: StateInline) -> list[int]:
    """Return where addresses may begin in the paragraph; kept, as it is asked for at each mark."""
    kept = notes_of(state.env).addresses
    starts = kept.get(state.src)
    if starts is None:
        form = _START_WWW if "addresses" in notes_of(state.env).options.pasted else _START
        starts = kept[state.src] = [one.start() for one in form.finditer(state.src)]
    return starts


def _address(state: StateInline, silent: bool) -> bool:
    """Match the address that begins here; within a link it is text."""
    if not _HOST.match(state.src, state.pos, state.posMax):
        return False
    url, end = _read(state)
    if not _HOST.match(url):
        return False
    if not silent and state.linkLevel > 0:
        state.append_pending(url)
    elif not silent:
        token = state.push("link_open", "a", 1)
        token.attrs, token.info, token.markup = {"href": _whole(state, url, end)}, "auto", "linkify"
        state.push("text", "", 0).content = url
        token = state.push("link_close", "a", -1)
        token.info, token.markup = "auto", "linkify"
    state.pos = end
    return True


def _whole(state: StateInline, url: str, end: int) -> str:
    """Return an address with its scheme; report one that was written without."""
    if "://" in url[:8]:
        return url
    written = state.src[state.pos : end]
    notes = notes_of(state.env)
    where = notes.repair(written, f"[{written}](<https://{url}>)")
    message = say("`{written}` is linked as https://{url}", written=written, url=url)
    notes.diagnostics.append(notice("N247", message, where, say("write `https://{url}`, or a link", url=url)))
    return f"https://{url}"


def _read(state: StateInline) -> tuple[str, int]:
    """Return the address that begins at the state's place, and where it ends in the source."""
    within = "[" if state.src.find("[", 0, state.pos) >= 0 else ""
    emphasis = "".join([mark for mark in _EMPHASIS if _is_open(state, mark)])
    characters: list[str] = []
    ends: list[int] = []
    depth = 0
    for found in _CHARACTER.finditer(state.src, state.pos, state.posMax):
        written = found.group()
        plain = len(written) == 1
        read = written if plain else unescapeAll(written)
        if _NEVER.search(read) or (plain and written in emphasis and _closes(state.src, found.start())):
            break
        if written == "[" and state.src.startswith("/", found.end()):  # `[embed]https://…[/embed]` of other systems
            break
        if plain and within:
            depth += (written == "[") - (written == "]")
            if depth < 0:
                break
        characters.append(read)
        ends.append(found.end())
    kept = _length(characters)
    return "".join(characters[:kept]), ends[kept - 1] if kept else state.pos


def _is_open(state: StateInline, mark: str) -> bool:
    """Return whether emphasis with `mark` began before the state's place and has not ended."""
    depth = 0
    for each in state.delimiters[-_MARKS:]:
        if chr(each.marker) == mark:
            if each.open and not (each.close and depth):
                depth += 1
            elif each.close:
                depth = max(depth - 1, 0)
    return depth > 0


def _closes(src: str, at: int) -> bool:
    """Return whether the mark at `at` may end emphasis: `_` in a word cannot, and a tilde must not be alone."""
    mark = src[at]
    past = at
    while src[past : past + 1] == mark:
        past += 1
    if mark == "~":
        return past - at > 1
    return mark == "*" or not src[past : past + 1].isalnum()


def _length(characters: list[str]) -> int:
    """Return how many of `characters` are the address, without what ends the sentence around it."""
    surplus = {close: characters.count(close) - characters.count(opening) for close, opening in _CLOSING.items()}
    end = len(characters)
    while end:
        last = characters[end - 1]
        if last in _CLOSING and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TAIL:
            break
        end -= 1
    return end


def _take_back(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and ("://" in token.content or "www." in token.content) and "<" in token.content:
            token.children = _outside_links(children_of(token))


def _outside_links(children: list[Token]) -> list[Token]:
    """Return `children` without links that we made within a link of raw HTML."""
    kept: list[Token] = []
    depth = 0
    for child in children:
        if child.markup == "linkify" and child.type in ("link_open", "link_close"):
            if not depth:
                kept.append(child)
            continue
        if child.type == "html_inline":
            tag = child.content[:3].lower()
            depth += (tag in ("<a ", "<a>", "<a\n")) - (tag == "</a")
        elif child.type in ("link_open", "link_close"):
            depth += child.nesting
        depth = max(depth, 0)
        kept.append(child)
    return kept
