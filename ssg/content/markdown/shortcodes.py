"""Shortcodes of Hugo that `site.toml` maps onto boxes: `{{< youtube abc >}}` alone on a line is such a box.

A shortcode that is not mapped, or stands within a line of text, stays text, and `foreign` tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ssg.content.markdown import boxes, own_boxes
from ssg.content.markdown.box_use import written_use
from ssg.content.markdown.containers import NAMES, OTHERS
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.options import Shortcode
from ssg.content.markdown.providers import EMBEDS
from ssg.core.text.slug import slugify

_LINE: Final = re.compile(r"\{\{[<%]\s*+(/?)\s*+([A-Za-z][\w./-]*+)([^{}]{0,2000}?)(/?)\s*[>%]\}\}")
_WORD: Final = re.compile(r"""(?:([A-Za-z][\w-]*+)=)?+(?:"([^"]*+)"|`([^`]*+)`|'([^']*+)'|([^\s"'`]\S*+))""")
_FIELD: Final = re.compile(r"\{([\w-]+)\}")


def install(md: MarkdownIt) -> None:
    """Read mapped shortcodes as blocks, before anything else makes a paragraph of them."""
    md.block.ruler.before("fence", "shortcodes", _shortcode, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _shortcode(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Match a line that is one mapped shortcode, and with it all lines to the one that closes it, if one does."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("{{", begin) or state.is_code_block(line):
        return False
    notes = notes_of(state.env)
    found = _LINE.fullmatch(state.src[begin : state.eMarks[line]].rstrip())
    mapped = _mapped(notes, found[2]) if found else None
    if found is None or mapped is None or found[1]:
        return False
    if silent:
        return True
    past = None if found[4] else _closing(state, line, end, found[2])
    last = line + 1 if past is None else past
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    _push(state, mapped, list(_words(found[3])), line, last)
    state.parentType, state.lineMax = parent, line_max
    state.line = last if past is None else past + 1
    return True


def _mapped(notes: Notes, name: str) -> Shortcode | None:
    return next((one for one in notes.options.shortcodes if one.name == name), None)


def _closing(state: StateBlock, line: int, end: int, name: str) -> int | None:
    """Return the line that closes a shortcode; None if another of that name begins before, or none closes it."""
    depth = 0
    for number in range(line + 1, end):
        begin = state.bMarks[number] + state.tShift[number]
        if not state.src.startswith("{{", begin):
            continue
        found = _LINE.fullmatch(state.src[begin : state.eMarks[number]].rstrip())
        if found is None or found[2] != name:
            continue
        if not found[1]:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return number
    return None


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the arguments of a shortcode: name ("" for one without) and value."""
    for found in _WORD.finditer(text):
        yield found[1] or "", next((value for value in found.groups()[1:] if value is not None), "")


def _push(state: StateBlock, mapped: Shortcode, words: Sequence[tuple[str, str]], line: int, past: int) -> None:
    unnamed = [value for name, value in words if not name]
    named = {name: value for name, value in words if name}
    folded = slugify(mapped.box)
    box = "info" if folded in OTHERS else NAMES.get(folded, "")
    if not box:
        by_place = dict(zip(mapped.arguments, unnamed, strict=False))
        spare = {f"thua-{number}": value for number, value in enumerate(unnamed[len(mapped.arguments) :], 1)}
        written = written_use(folded, by_place | named | spare)
        own_boxes.push(state, written, notes_of(state.env).place(line), (line, past))
        return
    shown = _filled(mapped.line, unnamed, named) if mapped.line else _usual(mapped, box, unnamed, named)
    if folded in OTHERS:
        boxes.push_info(state, shown or mapped.box.capitalize(), line, past, folded)
    else:
        boxes.push(state, box, shown, line, past)


def _filled(text: str, unnamed: Sequence[str], named: dict[str, str]) -> str:
    """Fill in the fields of a line: `{0}` is the first argument without a name, `{id}` that with the name `id`."""
    values = named | {str(number): value for number, value in enumerate(unnamed)}
    return _FIELD.sub(lambda found: values.get(found[1], ""), text)


def _usual(mapped: Shortcode, box: str, unnamed: Sequence[str], named: dict[str, str]) -> str:
    """Return what stands behind the name of a built-in box where the table says nothing of it.

    A shortcode that has the name of a provider has its ids: `{{< youtube abc >}}`.
    """
    row = next((row for row in EMBEDS if row.id == mapped.name and row.by_id), None)
    ids = unnamed or [named[key] for key in ("user", "id") if key in named and (key == "id" or mapped.name == "gist")]
    if box in ("embed", "video") and row is not None and ids and "://" not in ids[0]:
        fields = row.by_id.count("{")
        if len(ids) >= fields:
            return " ".join([row.by_id.format(*ids), *ids[fields:]])
    return " ".join([*unnamed, *(named[key] for key in ("src", "url", "title", "caption") if key in named)])
