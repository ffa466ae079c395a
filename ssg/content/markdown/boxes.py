"""What each box of `containers` becomes: an information box, a pull quote, a gallery; `videos` has the fourth.

A box's title is a paragraph, not a heading, so that it fits in the outline of any article.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ssg.content.markdown import videos
from ssg.content.markdown.notes import notes_of
from ssg.core.errors import warning


def install(md: MarkdownIt) -> None:
    """Put the contents of video boxes in order, which can be done only after inline parsing."""
    videos.install(md)


def push(state: StateBlock, box: str, title: str, line: int, past: int) -> None:
    """Push the tokens of a box with its contents: the lines after `line`, before `past`."""
    if box == "info":
        _info(state, title, line, past)
    elif box == "quote":
        _quote(state, title, line, past)
    elif box == "gallery":
        _gallery(state, title, line, past)
    elif box == "video":
        videos.push(state, title, line, past)
    else:
        _open(state, "unknown", "div", "", [line, past])
        state.md.block.tokenize(state, line + 1, past)
        state.push("unknown_close", "div", -1)


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


def _info(state: StateBlock, title: str, line: int, past: int) -> None:
    _open(state, "info_box", "aside", "info-box", [line, past])
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
        _warn_empty(state, line, "the pull quote quotes nothing")
    state.push("blockquote_close", "blockquote", -1)
    if who:
        push_inline(state, "figcaption", "figcaption", who, [line, line + 1])
    state.push("pull_quote_close", "figure", -1)


def _gallery(state: StateBlock, caption: str, line: int, past: int) -> None:
    _open(state, "gallery", "figure", "gallery", [line, past])
    begin = len(state.tokens)
    state.md.block.tokenize(state, line + 1, past)
    if not any("![" in token.content for token in state.tokens[begin:]):
        _warn_empty(state, line, "the gallery holds no picture")
    if caption:
        push_inline(state, "figcaption", "figcaption", caption, [line, line + 1])
    state.push("gallery_close", "figure", -1)


def _warn_empty(state: StateBlock, line: int, message: str) -> None:
    notes = notes_of(state.env)
    notes.diagnostics.append(warning("W228", message, notes.place(line, 1), "put something in, or take the box out"))
