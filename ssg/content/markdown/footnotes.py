"""Footnotes, as readers of screens and listeners need them: numbered links there and back, with names and roles.

mdit-py-plugins reads them; this module prints them, and warns of what it would drop.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from ssg.content.markdown.notes import Notes, notes_of
from ssg.core.errors import warning
from ssg.core.message import say


def install(md: MarkdownIt) -> None:
    """Read footnotes, look for those without a mark before they are dropped, and print them at the end."""
    footnote_plugin(md)
    md.core.ruler.before("footnote_tail", "footnote_check", _check)
    for name, rule in (
        ("footnote_ref", _mark),
        ("footnote_block_open", _block_open),
        ("footnote_block_close", _block_close),
        ("footnote_open", _note_open),
        ("footnote_anchor", _way_back),
    ):
        md.add_render_rule(name, rule)


def _check(state: StateCore) -> None:
    """Warn of footnotes that no mark points to and of those that have the name of another: neither is shown."""
    numbers = state.env.get("footnotes", {}).get("refs", {})
    if not numbers:
        return
    notes = notes_of(state.env)
    state.tokens = _side_by_side(state.tokens)
    lines: dict[str, int] = {}
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            _check_one(token, numbers, lines, notes)


def _side_by_side(tokens: list[Token]) -> list[Token]:
    """Take footnotes that are written within another out of it: the plugin would drop what stands around them."""
    kept: list[Token] = []
    outer: list[list[Token]] = [kept]
    inner: list[list[Token]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            outer.append([])
        outer[-1].append(token)
        if token.type == "footnote_reference_close":
            note = outer.pop()
            if len(outer) > 1:
                inner.append(note)
                continue
            kept += note
            kept.extend(one for each in inner for one in each)
            inner.clear()
    return kept


def _check_one(token: Token, numbers: dict[str, int], lines: dict[str, int], notes: Notes) -> None:
    label = token.meta["label"]
    line = (token.map or [0])[0]
    if label in lines:
        notes.diagnostics.append(
            warning(
                "W216",
                say("duplicate footnote [^{label}]: only the last one is shown", label=label),
                notes.place(line, 1),
                say("give each footnote its own name"),
                (notes.place(lines[label], 1),),
            )
        )
    elif numbers.get(f":{label}", -1) < 0:
        message = say("footnote [^{label}] is not shown: the text does not refer to it", label=label)
        hint = say("write `[^{label}]` where it belongs, or remove the footnote", label=label)
        notes.diagnostics.append(warning("W215", message, notes.place(line, 1), hint))
    lines.setdefault(label, line)


def _note(token: Token) -> str:
    """Return the end of a footnote's id: its number, after the name of the part of the text that it belongs to."""
    part = token.meta.get("part", "")
    return f"{part}-{token.meta['id'] + 1}" if part else f"{token.meta['id'] + 1}"


def _number(token: Token) -> str:
    """Return the number of a mark: `2` for the first mark of the second footnote, `2-3` for its third."""
    again = token.meta.get("subId", 0)
    return f"{token.meta['id'] + 1}" + (f"-{again + 1}" if again > 0 else "")


def _id(token: Token) -> str:
    """Return the end of a mark's id."""
    part = token.meta.get("part", "")
    return f"{part}-{_number(token)}" if part else _number(token)


def _mark(_renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    number = tokens[index].meta["id"] + 1
    label = escapeHtml(notes_of(env).options.labels.footnote_reference)
    return (
        f'<sup class="footnote-ref"><a href="#fn-{escapeHtml(_note(tokens[index]))}"'
        f' id="fnref-{escapeHtml(_id(tokens[index]))}" role="doc-noteref"'
        f' aria-label="{label} {number}">{number}</a></sup>'
    )


def _block_open(
    _renderer: RendererProtocol, _tokens: Sequence[Token], _index: int, _options: OptionsDict, env: EnvType
) -> str:
    label = escapeHtml(notes_of(env).options.labels.footnotes)
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'


def _block_close(
    _renderer: RendererProtocol, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</ol>\n</section>\n"


def _note_open(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<li id="fn-{escapeHtml(_note(tokens[index]))}">'


def _way_back(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    label = escapeHtml(notes_of(env).options.labels.back_to_text)
    name, label = escapeHtml(_id(tokens[index])), f"{label} ({_number(tokens[index])})"
    # U+FE0E: as text, not as the emoji that iOS would make of the arrow.
    return f' <a class="footnote-back" href="#fnref-{name}" role="doc-backlink" aria-label="{label}">↩\ufe0e</a>'
