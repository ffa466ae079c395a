"""Gives a part of a text the footnotes that its own marks point to, so that it can be shown alone.

Numbers restart in each part, and ids carry the part's name: neither changes when other parts come or go. A footnote
that two parts point to stands in both. This module works on tokens and renders nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from ssg.content.markdown.tokens import children_of

_MARK = "footnote_ref"


def footnotes(tail: Sequence[Token]) -> dict[int, list[Token]]:
    """Part the footnotes at the end of a text, by number, without the links back."""
    found: dict[int, list[Token]] = {}
    current: list[Token] = []
    for token in tail:
        if token.type == "footnote_open":
            current = found.setdefault(int(token.meta["id"]), [])
        elif token.type not in ("footnote_anchor", "footnote_close", "footnote_block_open", "footnote_block_close"):
            current.append(token)
    return found


def without_a_part(text: Sequence[Token], notes: Mapping[int, Sequence[Token]]) -> list[int]:
    """Return the footnotes that no mark in the text leads to: only one in a footnote that is not shown does."""
    numbers = _Numbers("")
    for token in text:
        numbers.copied(token)
    for number in numbers.order:  # grows while a footnote leads to another one
        for token in notes[number]:
            numbers.copied(token)
    return [number for number in notes if number not in numbers.marks]


def with_own_notes(
    part: Sequence[Token], notes: Mapping[int, Sequence[Token]], name: str, also: Sequence[int] = ()
) -> tuple[list[Token], list[Token]]:
    """Return a part with its marks numbered, and its footnotes and those `also`; `name` goes into ids (empty: none)."""
    numbers = _Numbers(name)
    numbered = [numbers.copied(token) for token in part]
    for number in also:
        numbers.add(number)
    bodies: list[list[Token]] = []
    while len(bodies) < len(numbers.order):  # a footnote may point to another one
        bodies.append([numbers.copied(token) for token in notes[numbers.order[len(bodies)]]])
    if not bodies:
        return numbered, []
    tail = [Token("footnote_block_open", "", 1)]
    for number, body in enumerate(bodies):
        links = [numbers.link(number, again) for again in range(numbers.marks[numbers.order[number]])]
        # Where a footnote ends in a paragraph, its links back stand in that.
        end = body[-1:] if body and body[-1].type == "paragraph_close" else []
        opening = Token("footnote_open", "", 1, meta=numbers.meta(number))
        tail += [opening, *body[: len(body) - len(end)], *links, *end, Token("footnote_close", "", -1)]
    return numbered, [*tail, Token("footnote_block_close", "", -1)]


class _Numbers:
    """The numbers that a part's footnotes get as its marks are met."""

    def __init__(self, name: str) -> None:
        self.order: list[int] = []
        self.marks: dict[int, int] = {}
        self._name = name

    def add(self, note: int) -> None:
        """Assign the next number to a footnote, unless it has one."""
        if note not in self.marks:
            self.marks[note] = 0
            self.order.append(note)

    def copied(self, token: Token) -> Token:
        """Return a token with the marks in it numbered; the token itself if there are none."""
        if token.type == _MARK:
            note = int(token.meta["id"])
            self.add(note)
            self.marks[note] += 1
            return token.copy(meta=self.meta(self.order.index(note), self.marks[note] - 1))
        if _has_mark(token):
            return token.copy(children=[self.copied(child) for child in children_of(token)])
        return token

    def meta(self, number: int, again: int = 0) -> dict[str, int | str]:
        """Return the values by which footnotes, marks and links back are printed."""
        return {"id": number, "subId": again, "part": self._name}

    def link(self, number: int, again: int) -> Token:
        """Return a link back to a mark."""
        return Token("footnote_anchor", "", 0, meta=self.meta(number, again))


def _has_mark(token: Token) -> bool:
    return any(child.type == _MARK or _has_mark(child) for child in children_of(token))
