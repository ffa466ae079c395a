"""Problems as HTML: message, place, the line with its caret, hint. Text from files is escaped, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from ssg.core.catalogue import Catalogue
from ssg.core.errors import Diagnostic, Severity
from ssg.core.message import many, say
from ssg.core.text.cells import Cut
from ssg.store.excerpt import excerpt_of


def problem_list(said: Iterable[Diagnostic], root: Path, words: Catalogue) -> str:
    """Return a list of problems."""
    return f'<ol class="problems">{"".join(_problem(d, root, words) for d in said)}</ol>'


def _problem(d: Diagnostic, root: Path, words: Catalogue) -> str:
    excerpt = excerpt_of(root, d.place)
    also = "".join(f"<br>{escape(str(place))}" for place in d.also)
    return (
        f'<li class="{d.severity.value}"><p class="message"><b>{d.code}</b> {escape(words(d.message))}</p>'
        f'<p class="place"><code>{escape(str(d.place))}</code>{also}</p>'
        + (f"<pre>{_marked(excerpt, d.place.column)}</pre>" if excerpt is not None else "")
        + (f'<p class="hint">{escape(words(d.hint))}</p>' if d.hint else "")
        + "</li>"
    )


def _marked(excerpt: Cut, column: int) -> str:
    """Mark the character at which it went wrong."""
    line, at = excerpt
    if not column or at >= len(line):
        return escape(line)
    return f"{escape(line[:at])}<mark>{escape(line[at])}</mark>{escape(line[at + 1 :])}"


def overlay(said: Iterable[Diagnostic], root: Path, words: Catalogue, *, beneath: bool = True) -> str:
    """Return what lies over a page while something is wrong; nothing if all is well. `beneath`: there is a page."""
    said = tuple(said)
    if not said:
        return ""
    count = words(many("{n:,} problem", "{n:,} problems", n=len(said)))
    close, calm = words(say("Close")), words(say("The page below is as it was when all was well."))
    is_as_it_was = beneath and any(d.severity is Severity.ERROR for d in said)
    note = f'<p class="note">{escape(calm)}</p>' if is_as_it_was else ""
    return (
        f'<section class="overlay" role="alertdialog" aria-label="{escape(count)}">'
        f'<div class="top"><h2>{escape(count)}</h2>'
        f'<button type="button" class="close">{escape(close)}</button></div>'
        f"{note}{problem_list(said, root, words)}</section>"
    )
