"""Problems as HTML: message, place, the line with its caret, hint. Text from files is escaped, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from ssg.core.errors import Diagnostic
from ssg.core.i18n import Words
from ssg.store.excerpt import excerpt_of


def problem_list(said: Iterable[Diagnostic], root: Path) -> str:
    """Give a list of problems."""
    return f'<ol class="problems">{"".join(_problem(d, root) for d in said)}</ol>'


def _problem(d: Diagnostic, root: Path) -> str:
    line = excerpt_of(root, d.place)
    also = "".join(f"<br>{escape(str(place))}" for place in d.also)
    return (
        f'<li class="{d.severity.value}"><p class="message"><b>{d.code}</b> {escape(d.message)}</p>'
        f'<p class="place"><code>{escape(str(d.place))}</code>{also}</p>'
        + (f"<pre>{_marked(line, d.place.column)}</pre>" if line is not None else "")
        + (f'<p class="hint">{escape(d.hint)}</p>' if d.hint else "")
        + "</li>"
    )


def _marked(line: str, column: int) -> str:
    """Mark the character at which it went wrong."""
    if not 1 <= column <= len(line):
        return escape(line)
    return f"{escape(line[: column - 1])}<mark>{escape(line[column - 1])}</mark>{escape(line[column:])}"


def overlay(said: Iterable[Diagnostic], root: Path, words: Words, *, beneath: bool = True) -> str:
    """Give what lies over a page while something is wrong; nothing if all is well. `beneath`: there is a page."""
    said = tuple(said)
    if not said:
        return ""
    _ = words.gettext
    count = words.ngettext("{count} problem", "{count} problems", len(said)).format(count=len(said))
    close, calm = _("Close"), _("The page below is as it was when all was well.")
    note = f'<p class="note">{escape(calm)}</p>' if beneath else ""
    return (
        f'<section class="overlay" role="alertdialog" aria-label="{escape(count)}">'
        f'<div class="top"><h2>{escape(count)}</h2>'
        f'<button type="button" class="close">{escape(close)}</button></div>'
        f"{note}{problem_list(said, root)}</section>"
    )
