"""Finds what looks like a link or a footnote but came out as text, and link definitions that nobody uses.

Such slips are easy to make and hard to see. It only warns; it never changes the text.
"""

from __future__ import annotations

import re
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.targets import UNSAFE_SCHEMES, kind_of, scheme_in_html
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import Diagnostic, Place, notice, warning

# What stands in round brackets right behind a square one; bounded, so that looking for it stays linear.
_LINK_LIKE: Final = re.compile(r"\]\(((?:[^()\n]|\([^()\n]{0,100}+\)){0,300}+)\)")
_REFERENCE_LIKE: Final = re.compile(r"\]\[([^\[\]\n]{1,100}+)\]")
_FOOTNOTE_LIKE: Final = re.compile(r"\[\^([\w.-]{1,60}+)\]")
_TARGET_LIKE: Final = re.compile(r"[/.:#@]")


def install(md: MarkdownIt) -> None:
    """Look at link definitions at the end, when it is known which were used."""
    md.core.ruler.push("definitions", _definitions)


def check_text(text: str, lines: list[int] | None, notes: Notes) -> None:
    """Warn of what looks like a link, a reference or a footnote in a piece of text that was none of them."""
    if "](" in text:
        for found in _LINK_LIKE.finditer(text):
            _warn_link(found.group(1), notes, notes.find(found.group(), lines))
    if "][" in text:
        for found in _REFERENCE_LIKE.finditer(text):
            _warn_reference(found.group(1), notes, notes.find(found.group(), lines))
    if "[^" in text and "footnote" in notes.options.extensions:
        for found in _FOOTNOTE_LIKE.finditer(text):
            where = notes.find(found.group(), lines)
            message = f"there is no footnote {found.group()}, so the mark came out as text"
            notes.diagnostics.append(warning("W214", message, where, f"add a line {found.group()}: with its text"))


def _warn_link(inside: str, notes: Notes, where: Place) -> None:
    scheme = scheme_in_html(inside.lstrip("<"))
    if scheme in UNSAFE_SCHEMES:
        notes.diagnostics.append(unsafe(scheme, where))
        return
    hint = (
        f"write it as (<{inside}>)" if " " in inside.strip() else "write [text](target), or \\[ if it is meant as text"
    )
    notes.diagnostics.append(
        warning("W221", f"({inside}) looks like a link's target but came out as text", where, hint)
    )


def unsafe(scheme: str, where: Place) -> Diagnostic:
    """Say that an address was not made a link."""
    message = f"not made a link: an address that begins with {scheme}: is not safe to follow"
    return warning("W219", message, where, "link to an https:// address, or to a file by its name")


def _warn_reference(name: str, notes: Notes, where: Place) -> None:
    message = f"no line says where the link [{name}] leads, so it came out as text"
    hint = f"add a line [{name}]: followed by the target, or write the target in round brackets"
    if name in notes.names_at_line_starts:
        hint = f"the line [{name}]: is read as text; it needs an empty line above, and no spaces in its target"
    notes.diagnostics.append(warning("W222", message, where, hint))


def _definitions(state: StateCore) -> None:
    references = state.env.get("references")
    if not references:
        return
    notes = notes_of(state.env)
    used = set(_labels(state.tokens))
    for label, definition in references.items():
        if label not in used:
            _warn_definition(definition, notes)
    for definition in state.env.get("duplicate_refs", ()):
        if definition["href"] != references[definition["label"]]["href"]:
            message = "this line is not used: another line before it has the same name in square brackets"
            where = notes.place(definition["map"][0], 1)
            notes.diagnostics.append(warning("W231", message, where, "give each link definition a name of its own"))


def _labels(tokens: list[Token]) -> list[str]:
    """Return the labels of the link definitions that inline tokens use, those in descriptions of pictures too."""
    labels: list[str] = []
    for token in tokens:
        if token.type in ("inline", "image"):
            labels += _labels(children_of(token))
        if "label" in token.meta and token.type in ("link_open", "image"):
            labels.append(token.meta["label"])
    return labels


def _warn_definition(definition: dict[str, Any], notes: Notes) -> None:
    where = notes.place(definition["map"][0], 1)
    target = definition["href"]
    if _TARGET_LIKE.search(target) or kind_of(target) != "file":
        message = f"this line defines a link to {target!r} that nothing uses; it is not shown"
        notes.diagnostics.append(notice("N232", message, where, "use it as [text][name], or take it out"))
        return
    message = f"{notes.line(definition['map'][0]).strip()!r} is not shown: it reads as the definition of a link"
    notes.diagnostics.append(warning("W223", message, where, "write \\[ in place of [ to have it shown"))
