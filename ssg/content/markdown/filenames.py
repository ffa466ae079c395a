"""Pictures and links whose file has spaces in its name, as editors have them: `![Cầu](ảnh bìa 1.JPG "Chú thích")`.

CommonMark reads none of these. It never decides whether the file exists.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ssg.content.markdown.notes import notes_of
from ssg.content.markdown.targets import FILES, kind_of
from ssg.core.errors import notice
from ssg.core.message import say
from ssg.core.patterns import pattern
from ssg.core.text.paths import MARKDOWN_ENDINGS

_ENDINGS: Final = "|".join(sorted({*FILES, *(ending.lstrip(".") for ending in MARKDOWN_ENDINGS)}))
# Bounded, so that looking for it stays linear.
_TARGET: Final = pattern(
    rf"\([ ]*(?P<target>[^<>(){{}}\n\"]{{1,300}}(?:\([^()\n]{{0,100}}\)[^<>(){{}}\n\"]{{0,300}}){{0,5}}?"
    rf"\.(?:{_ENDINGS})"
    r"(?:[#?][^\s()<>\"]{0,200})?)"
    # A caption ends before the closing bracket: quotation marks within it are part of it.
    r"(?:[ ]+(?:\"(?P<double>[^\n]{0,1000}?)\"|'(?P<single>[^\n]{0,1000}?)'|[“”](?P<curly>[^\n]{0,1000}?)[“”]))?"
    r"[ ]*\)",
    re.IGNORECASE,
)


def quoted(caption: str) -> str:
    """Return a caption as CommonMark reads it behind a target."""
    if '"' not in caption:
        return f'"{caption}"'
    return f"'{caption}'" if "'" not in caption else '"{}"'.format(caption.replace('"', '\\"'))


def install(md: MarkdownIt) -> None:
    """Try after the rules of CommonMark have refused."""
    md.inline.ruler.after("image", "file-names", _file)


def _file(state: StateInline, silent: bool) -> bool:
    """Match a picture or a link with a file's name that CommonMark does not read."""
    src, begin = state.src, state.pos
    picture = src.startswith("![", begin)
    if not picture and (src[begin] != "[" or state.linkLevel > 0):
        return False
    if src.find("](", begin, state.posMax) < 0:
        return False
    past = state.posMax
    label = begin + 1 + picture
    end = state.md.helpers.parseLinkLabel(state, begin + picture, not picture)
    state.pos, state.posMax = begin, past
    found = _TARGET.match(src, end + 1, past) if end >= 0 else None
    if found is None or kind_of(found["target"].strip()) in ("external", "network", "host"):
        return False
    if not silent:
        title = unescapeAll(next((one for one in (found["double"], found["single"], found["curly"]) if one), ""))
        target = found["target"].strip()
        if kind_of(target) not in ("computer", "scheme"):
            target = target.replace("\\", "/")
            _tell(state, found, target, title)
        _push(state, picture, (label, end), target, title)
    state.pos, state.posMax = found.end(), past
    return True


def _push(state: StateInline, picture: bool, label: tuple[int, int], target: str, title: str) -> None:
    """Add what CommonMark would add."""
    if picture:
        content = state.src[label[0] : label[1]]
        children: list[Token] = []
        state.md.inline.parse(content, state.md, state.env, children)
        token = state.push("image", "img", 0)
        token.attrs, token.children, token.content = {"src": target, "alt": ""}, children or None, content
    else:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": target}
    if title:
        token.attrs["title"] = title
    if not picture:
        state.pos, state.posMax = label
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)


def _tell(state: StateInline, found: re.Match[str], target: str, title: str) -> None:
    """Report how it is written in CommonMark."""
    old = found.group()
    new = f"(<{target}>{' ' + quoted(title) if title else ''})"
    notes = notes_of(state.env)
    where = notes.repair(old, new)
    notes.diagnostics.append(
        notice("N249", say("`{old}` is read as the name of a file", old=old), where, say("write `{new}`", new=new))
    )
