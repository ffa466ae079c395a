"""What each box of `containers` becomes: an information box, a pull quote, a gallery; `embeds` has the others.

A box's title is a paragraph, not a heading, so that it fits in the outline of any article.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from ssg.content.markdown import embeds, related
from ssg.content.markdown.notes import notes_of
from ssg.core.errors import warning
from ssg.core.message import Message, say


def push(state: StateBlock, box: str, title: str, line: int, past: int) -> None:
    """Push the tokens of a box with its contents: the lines after `line`, before `past`."""
    if box == "info":
        push_info(state, title, line, past)
    elif box == "quote":
        _quote(state, title, line, past)
    elif box == "gallery":
        _gallery(state, title, line, past)
    elif box == "related":
        related.push(state, title, line, past)
    else:
        embeds.push(state, title, line, past, video=box == "video")


def _open(state: StateBlock, name: str, tag: str, style: str, lines: list[int]) -> None:
    token = state.push(f"{name}_open", tag, 1)
    token.map = lines
    if style:
        token.attrs = {"class": style}


def push_inline(state: StateBlock, name: str, tag: str, text: str, lines: list[int], **attrs: str) -> None:
    """Push an element that holds one line of inline Markdown."""
    token = state.push(f"{name}_open", tag, 1)
    token.map = lines
    token.attrs = {key.rstrip("_"): value for key, value in attrs.items()}
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, lines, []
    state.push(f"{name}_close", tag, -1)


def push_info(state: StateBlock, title: str, line: int, past: int, kind: str = "") -> None:
    """Push an information box; `kind` is one more class."""
    _open(state, "info_box", "aside", f"info-box {kind}".rstrip(), [line, past])
    if title:
        name = notes_of(state.env).new_id("box-title")
        state.tokens[-1].attrs["aria-labelledby"] = name
        push_inline(state, "box_title", "p", title, [line, line + 1], class_="info-box-title", id=name)
    state.md.block.tokenize(state, line + 1, past)
    state.push("info_box_close", "aside", -1)


def _quote(state: StateBlock, who: str, line: int, past: int) -> None:
    _open(state, "pull_quote", "figure", "pull-quote", [line, past])
    _open(state, "blockquote", "blockquote", "", [line, past])
    begin = len(state.tokens)
    state.md.block.tokenize(state, line + 1, past)
    if len(state.tokens) == begin:
        _warn_empty(state, line, say("empty pull quote"))
    state.push("blockquote_close", "blockquote", -1)
    if who:
        push_inline(state, "figcaption", "figcaption", who, [line, line + 1])
    state.push("pull_quote_close", "figure", -1)


def _gallery(state: StateBlock, caption: str, line: int, past: int) -> None:
    _open(state, "gallery", "figure", "gallery", [line, past])
    begin = len(state.tokens)
    state.md.block.tokenize(state, line + 1, past)
    if not any("![" in token.content for token in state.tokens[begin:]):
        _warn_empty(state, line, say("gallery without pictures"))
    if caption:
        push_inline(state, "figcaption", "figcaption", caption, [line, line + 1])
    state.push("gallery_close", "figure", -1)


def _warn_empty(state: StateBlock, line: int, message: Message) -> None:
    notes = notes_of(state.env)
    notes.diagnostics.append(warning("W228", message, notes.place(line, 1), say("fill the box, or remove it")))
