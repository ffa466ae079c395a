"""Renders one article's Markdown: the story of this package in one function.

Nothing here knows that other articles exist, or whether the files that the text points to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.token import Token
from msgspec.structs import replace

from ssg.content.markdown.allowed import sanitise
from ssg.content.markdown.invisible import ENCODED, NEVER, harmless, without_controls
from ssg.content.markdown.limits import too_large
from ssg.content.markdown.live import in_parts
from ssg.content.markdown.notes import NOTES, Notes, Refused
from ssg.content.markdown.options import MarkdownOptions, Rendered
from ssg.content.markdown.rules import parser_for
from ssg.content.pasted import CHARACTERS, Understood, understood
from ssg.core.errors import Diagnostic, Place, notice
from ssg.core.message import NOTHING, changed, say
from ssg.core.model import Entry

if TYPE_CHECKING:
    from ssg.core.text.kinds import Kinds

_CONTROL, _PASTED = 1, 2


@cache
def _kinds() -> Kinds:
    """Return the table of the characters that are looked for in every text."""
    from ssg.core.text.kinds import Kinds  # it imports numpy, which commands that read no text do without

    return Kinds(NEVER, CHARACTERS)


def render(
    text: str, *, path: str, first_line: int, options: MarkdownOptions, live: datetime | None = None
) -> Rendered:
    """Render `text`, which begins at `first_line` (from 1) of the file `path`, a place's path.

    The text is CommonMark 0.31.2 with the extensions of `options`. Never raises for what an editor may write: all
    problems are among the result's diagnostics, in the order of their lines. With `live`, the time of a live article,
    its top headings begin entries. Raises ValueError for options that do not exist.
    """
    if options.raw_html not in ("sanitise", "trust"):
        raise ValueError(f"raw_html is 'sanitise' or 'trust', not {options.raw_html!r}")
    md = parser_for(options.extensions, options.typography, options.pasted, options.in_text_after > 0)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kinds = _kinds().of(text)
    plain = not kinds & _CONTROL and "&" not in text
    source, said = (text, ()) if plain else without_controls(text, path, first_line)
    meant = understood(source, options.pasted, maybe=bool(kinds & _PASTED))
    notes = Notes(meant.text, path, first_line, options, meant.origins)
    notes.plain = plain and not ENCODED.search(text)
    notes.diagnostics.extend(_pasted(meant, path, first_line))
    notes.live = live
    notes.diagnostics.extend(said)
    large = too_large(notes.source, notes)
    if large:
        return Rendered(diagnostics=(large,))
    env = {NOTES: notes}
    try:
        tokens = md.parse(notes.source, env)
    except Refused as refused:
        return Rendered(diagnostics=_in_order([*notes.diagnostics, refused.diagnostic]))

    def html_of(part: Sequence[Token]) -> str:
        html: str = md.renderer.render(part, md.options, env)
        return sanitise(html, notes.schemes, notes.nonce) if clean else html

    clean = notes.raw_html and options.raw_html == "sanitise"
    parts = in_parts(tokens, notes, html_of) if live else None
    html = parts.html if parts else html_of(tokens)
    return Rendered(
        html=notes.finished(html),
        refs=tuple(notes.refs),
        headings=tuple([replace(one, text=notes.harmless(one.text)) for one in notes.headings]),
        excerpt=notes.harmless(notes.excerpt),
        text=notes.harmless(notes.text),
        intro=notes.finished(parts.intro) if parts else "",
        entries=tuple([_finished(entry, notes) for entry in parts.entries]) if parts else (),
        diagnostics=_in_order(notes.outside_listings() if notes.listings else notes.diagnostics),
        repairs=tuple(notes.repairs),
        uses=tuple(sorted(notes.uses)),
        embeds=tuple(sorted(notes.embeds)),
    )


def written(text: str, options: MarkdownOptions) -> tuple[Sequence[str], Sequence[int]]:
    """Return the lines of `text` (line ends as `\\n`) as they were understood, and the lines that each comes from."""
    source, _ = without_controls(text, "", 1)
    meant = understood(source, options.pasted)
    lines = meant.text.split("\n")
    repairs = render(meant.text, path="", first_line=1, options=options).repairs
    for one in sorted(set(repairs), key=lambda one: (one.line, one.column), reverse=True):
        line = lines[one.line]
        if line.startswith(one.old, one.column):
            lines[one.line] = line[: one.column] + one.new + line[one.column + len(one.old) :]
    return lines, meant.origins or range(len(lines))


def _pasted(meant: Understood, path: str, first_line: int) -> list[Diagnostic]:
    """Return a notice for each rule of pasted text that changed something."""
    said = []
    for rule, line, count in meant.changes:
        more = say(" ({count:,} lines)", count=count) if count > 1 else NOTHING
        place = Place(path, first_line + line, 1)
        said.append(
            notice(
                rule.code, say("{message}{more}", message=rule.message, more=more), place, say("`ssg fix` writes it so")
            )
        )
    return said


def _finished(entry: Entry, notes: Notes) -> Entry:
    """Return an entry in the form that leaves this package."""
    heading, html = notes.finished(entry.heading), notes.finished(entry.html)
    return replace(entry, title=harmless(entry.title), heading=heading, html=html, text=harmless(entry.text))


def _in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in the order of lines; messages quote the text, decoded."""
    clean = [
        replace(one, message=changed(one.message, harmless), hint=changed(one.hint, harmless)) for one in diagnostics
    ]
    return tuple(sorted(clean, key=lambda diagnostic: diagnostic.place))
