"""Counts the words of a text before and after: those that conversion lost are reported, not hidden. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from ssg.importing.html.tree import BLOCKS, SILENT, Element

_WORD: Final = re.compile(r"\w+")
_ADDRESS: Final = re.compile(r"https?://\S+")
_MARKS: Final = re.compile(r"[*\\]|</?[a-z][a-z0-9]*(?: [^<>]*)?>|(?<=\])\([^()]*\)")


def lost_words(source: str, markdown: str) -> tuple[int, Counter[str]]:
    """Return how many words a text has, and those of them that its Markdown does not have."""
    if "://" in source:  # an address may be written in another way: it is checked as a link
        source = _ADDRESS.sub(" ", source)
    number = len(_WORD.findall(source))
    before, after = Counter(source.split()), Counter(markdown.split())
    # What is between white space in both has the same words in both.
    missing = _more(before, after)
    if missing:
        missing -= _more(after, before)
    if missing:  # marks within a word
        missing = Counter(_WORD.findall(source)) - Counter(_WORD.findall(markdown))
        missing -= Counter(_WORD.findall(_MARKS.sub("", markdown)))
    return number, missing


def _more(tokens: Counter[str], others: Counter[str]) -> Counter[str]:
    """Return the words of those tokens that the others have fewer of. (`Counter` subtracts three times as slowly.)"""
    found = [f"{token} " * (n - others[token]) for token, n in tokens.items() - others.items()]
    return Counter(_WORD.findall("".join(found)))


def visible(element: Element) -> str:
    """Return the text that a browser shows of an element, blocks on lines of their own."""
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: Element, parts: list[str]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in SILENT:
            space = tag in BLOCKS or tag in ("br", "sup")  # the number of a footnote is no part of a word
            if space:
                parts.append("\n")
            _gather(child, parts)
            if space:
                parts.append("\n")
        if child.tail:
            parts.append(child.tail)
