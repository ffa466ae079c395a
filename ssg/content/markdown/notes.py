"""What one run of `render` notes down while the rules pass over the text: problems, references, ids, and where.

One `Notes` travels in markdown-it's `env` under the key `NOTES` and is gone when the run ends; nothing else in this
package remembers anything. Lines are counted from 0 here, as in markdown-it, and turned into lines of the file by
`place` alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, MutableMapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from ssg.content.markdown.invisible import harmless
from ssg.content.markdown.options import MarkdownOptions, Repair
from ssg.content.markdown.reserved import IDS
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.core.model import Heading, Ref

NOTES: Final = "ssg"


_NAME_AT_LINE_START: Final = re.compile(r"^\[([^\[\]\n]{1,100}+)\]:", re.MULTILINE)

# What is said of text that only looks like Markdown.
_OF_TEXT: Final = frozenset(("W214", "W221", "W222", "W234", "W235", "N230", "N248"))

# The ids that `footnotes` prints.
FOOTNOTE_ID: Final = re.compile(r"fn-[0-9]+|fnref-[0-9]+(?:-[0-9]+)?")


def _is_kept(name: str) -> bool:
    """Return whether an id is reserved for footnotes or the page around the article."""
    return name in IDS or FOOTNOTE_ID.fullmatch(name) is not None


class Refused(Exception):
    """Raised by a rule where the text cannot be rendered in bounded time or depth; `render` turns it into a result."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Carry the error that says why, and where."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Notes:
    """The notes of one run. `source` is the text with `\\n` line ends; `first_line` the file's line of its first.

    `plain` says that the source has no control character, and nothing that stands for one.
    `live` is the time of a live article, whose top headings begin entries. `lines` are those of the paragraph that is
    being parsed, and `lenient` says that marks of emphasis are read as they were meant. `listings` are the first and
    last lines of code between marks of another system. `uses` names the extensions whose markup needs styles of its
    own, `abbreviations` has the meaning and the line of each, `formulas` the MathML of each. `coloured` and
    `of_formulas` count the characters of coloured code and of formulas, `formulas_apart` the formulas that are blocks.
    """

    def __init__(
        self,
        source: str,
        path: str,
        first_line: int,
        options: MarkdownOptions,
        origins: Sequence[int] | None = None,
    ) -> None:
        """Begin with nothing noted. `origins`: the line of the file's text that each line of `source` comes from."""
        self.source = source
        self.path = path
        self.first_line = first_line
        self.options = options
        self.live: datetime | None = None
        self.plain = False
        self.origins = origins
        self.lines: Sequence[int] | None = None
        self.lenient = False
        self.repairs: list[Repair] = []
        self.listings: list[tuple[int, int]] = []
        self.diagnostics: list[Diagnostic] = []
        self.refs: list[Ref] = []
        self.headings: list[Heading] = []
        self.excerpt = ""
        self.text = ""
        self.embeds: set[str] = set()
        self.raw_html = False
        self.schemes: set[str] = set()
        self.steps = 0
        self.step_limit = 0
        self.block_line = 0
        self.open_tags: Counter[str] = Counter()
        self.addresses: dict[str, list[int]] = {}
        self.uses: set[str] = set()
        self.abbreviations: dict[str, tuple[str, int]] = {}
        self.formulas: list[str] = []
        self.coloured = self.of_formulas = self.formulas_apart = 0
        self._ids: set[str] = set()
        self._next_number: dict[str, int] = {}
        self._starts: list[int] = []
        self._found: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._missing: set[tuple[str, int]] = set()

    def place(self, line: int, column: int = 0) -> Place:
        """Return the place in the file of a line (from 0) and a column (from 1; 0: unknown)."""
        if self.origins is not None and 0 <= line < len(self.origins):
            line = self.origins[line]
        return Place(self.path, self.first_line + line, column)

    def outside_listings(self) -> list[Diagnostic]:
        """Return the problems without those of text that is code between marks of another system, told by the marks."""
        spans = [(self.place(first).line, self.place(last).line) for first, last in self.listings]
        return [
            one
            for one in self.diagnostics
            if one.code not in _OF_TEXT or not any(first < one.place.line < last for first, last in spans)
        ]

    def marker(self, kind: str, target: str, where: Place) -> str:
        """Note a reference to a file and return what stands for its URL in the HTML until the run ends.

        Content cannot forge one: it holds a hash of the content, and NUL, which is in no text.
        """
        self.refs.append(Ref(kind, target, where.line, where.column))
        return f"\0{self.nonce}-{len(self.refs) - 1}\0"

    def formula(self, mathml: str) -> str:
        """Note the MathML of a formula and return what stands for it in the HTML: no sanitiser changes it."""
        self.formulas.append(mathml)
        self.uses.add("math")
        return f"{self.nonce}f{len(self.formulas) - 1}f"

    @cached_property
    def nonce(self) -> str:
        """A word that the source cannot hold: its own hash."""
        return blake2b(self.source.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    def finished(self, html: str) -> str:
        """Return `html` as it leaves: markers as `NUL number NUL`, no other control character but tab and line end."""
        if self.formulas:
            html = re.sub(f"{self.nonce}f([0-9]+)f", lambda found: self.formulas[int(found[1])], html)
        if "\0" not in html:
            return self.harmless(html)
        parts = re.split(f"\0{self.nonce}-([0-9]+)\0", html)
        return "".join([f"\0{part}\0" if at % 2 else self.harmless(part) for at, part in enumerate(parts)])

    def harmless(self, text: str) -> str:
        """Return what is made of the source without control characters; formulas decode by rules of their own."""
        return text if self.plain and not self.formulas else harmless(text)

    def claim_id(self, name: str, where: Place) -> bool:
        """Take the id `name` as an editor wrote it; False, with a warning, if it is taken or kept for the page."""
        kept = _is_kept(name)
        if kept or name in self._ids:
            why = say("is reserved for the page") if kept else say("is already used in this article")
            self.diagnostics.append(
                warning("W213", say("id {name} {why}", name=repr(name), why=why), where, say("choose another id"))
            )
            return False
        self._ids.add(name)
        return True

    def new_id(self, base: str) -> str:
        """Return `base`, or `base-2`, `base-3`, … whichever is free. A counter a base keeps this linear."""
        if _is_kept(base):
            base = f"muc-{base}"
        name = base
        number = self._next_number.get(base, 2)
        while name in self._ids:
            name = f"{base}-{number}"
            number += 1
        self._next_number[base] = number
        self._ids.add(name)
        return name

    def holds(self, snippet: str, lines: Sequence[int] | None) -> bool:
        """Return whether `snippet` is written in `lines`, and not behind a backslash where it is first."""
        begin, end = self._span(lines)
        at = self.source.find(snippet, begin, end)
        return at >= 0 and self.source[at - 1 : at] != "\\"

    def find(self, snippet: str, lines: Sequence[int] | None) -> Place:
        """Return where `snippet` stands in `lines` (first, past the last); their first line if it does not."""
        return self._find((snippet,), lines, "")

    def repair(self, old: str, new: str) -> Place:
        """Note that `new` is how `old`, in the paragraph that is being parsed, is written; return where it stands."""
        found = self.find(old, self.lines)
        starts = self._line_starts()
        begin, end = self._span(self.lines)
        at = self.source.rfind(old, begin, min(end, self._found.get(old, end)))
        if at >= 0 and "\n" not in old:
            line = bisect_right(starts, at) - 1
            self.repairs.append(Repair(line, at - starts[line], old, new))
        return found

    def find_target(self, target: str, lines: Sequence[int] | None, delimiters: str = "(<") -> Place:
        """Return where the target of a link is written, behind one of `delimiters` rather than just anywhere."""
        return self._find([*(mark + target for mark in delimiters), target], lines, delimiters, len(target))

    def _find(
        self, needles: Iterable[str], lines: Sequence[int] | None, order: str, pointed_at: int | None = None
    ) -> Place:
        """Look for the needles in turn, each from behind where it was found last: equal targets get their own places.

        Points at the last `pointed_at` characters of the needle. What is asked for in one `order` mostly comes in the
        order of the text, so it is looked for behind what was found before; and what is not there is not looked for
        again: a paragraph with thousands of targets, equal or not, stays linear.
        """
        begin, end = self._span(lines)
        last = self._last.get(order, 0)
        for needle in needles:
            if (needle, begin) in self._missing:
                continue
            at = self.source.find(needle, max(begin, self._found.get(needle, last)), end)
            if at < 0:
                at = self.source.find(needle, begin, end)
            if at >= 0:
                past = self._found[needle] = self._last[order] = at + len(needle)
                return self.at(at if pointed_at is None else past - pointed_at)
            self._missing.add((needle, begin))
        return self.place(lines[0]) if lines else self.place(0)

    def at(self, position: int) -> Place:
        """Return the place in the file of a position in `source`."""
        starts = self._line_starts()
        line = bisect_right(starts, position) - 1
        return self.place(line, position - starts[line] + 1)

    @cached_property
    def names_at_line_starts(self) -> frozenset[str]:
        """The names in square brackets with a colon that lines begin with, whether that makes a definition or not."""
        return frozenset(_NAME_AT_LINE_START.findall(self.source))

    def line(self, number: int) -> str:
        """Return a line of the source, without its end."""
        begin, end = self._span((number, number + 1))
        return self.source[begin:end].rstrip("\n")

    def _span(self, lines: Sequence[int] | None) -> tuple[int, int]:
        starts = self._line_starts()
        if lines is None:
            return 0, len(self.source)
        first, past = lines[0], lines[1]
        return starts[min(first, len(starts) - 1)], starts[past] if past < len(starts) else len(self.source)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            at = -1
            while True:
                self._starts.append(at + 1)
                at = self.source.find("\n", at + 1)
                if at < 0:
                    break
        return self._starts


def notes_of(env: MutableMapping[str, Any]) -> Notes:
    """Return the notes of the run that `env` belongs to."""
    notes: Notes = env[NOTES]
    return notes
