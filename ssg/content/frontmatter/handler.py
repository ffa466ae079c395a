"""The handler that python-frontmatter reads news with: exact fences, bounds, mended lines, values with places.

`frontmatter.parse` strips the text and the body: lines would be miscounted, and a body that begins with indented code
would lose its indent. So the handler keeps the file as it is, and serves one file only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from frontmatter.default_handlers import YAMLHandler

from ssg.content.frontmatter.fences import Fences, Unfenced, find_fences
from ssg.content.frontmatter.fields import read_fields
from ssg.content.frontmatter.loader import LONGEST_BLOCK
from ssg.content.frontmatter.mend import mend
from ssg.content.frontmatter.nodes import pairs_of
from ssg.content.frontmatter.notes import Notes
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.text.control import control_characters

_EXAMPLE: Final = 'begin the file with a line ---, then title: "…" and date: 2026-11-24 08:24, then another line ---'
_INVISIBLE: Final = "take it away (it may be invisible: type the words around it anew)"


class NewsHandler(YAMLHandler):
    """Reads the front matter of one file, and keeps what `frontmatter.parse` has no place for.

    `fences` says where front matter stands in `text`, or why there is none; `diagnostics` what is wrong with it.
    """

    def __init__(self, text: str, path: str, zone: ZoneInfo, default_date: datetime | None = None) -> None:
        """Take the text as `decode` gives it, and the other arguments of `read_front_matter`."""
        super().__init__()
        self.text = text
        self.path = path
        self.zone = zone
        self.default_date = default_date
        self.fences: Fences | Unfenced = find_fences(text)
        self.diagnostics: list[Diagnostic] = []

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body as the file has them. ValueError tells the reader that there is none."""
        if isinstance(self.fences, Unfenced):
            self.diagnostics.append(_unfenced(self.fences, self.path))
            raise ValueError(self.fences.reason)  # noqa: TRY004 - what python-frontmatter expects
        return self.fences.block, self.fences.body

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Return the values of FrontMatter, by its names, as far as they can be read; {} if this is no front matter."""
        fence_line = self.fences.fence_line if isinstance(self.fences, Fences) else 0
        fence = Place(self.path, fence_line, 1)
        if len(fm) > LONGEST_BLOCK:
            return self._refuse_long(fm, fence)
        fm = self._without_controls(fm, fence)
        mended = mend(fm, self.path, fence_line + 1)
        pairs = pairs_of(mended)
        if pairs is None:
            return self._leave(fence)
        notes = Notes(mended, self.zone)
        notes.diagnostics.extend(self.diagnostics)
        self.diagnostics = notes.diagnostics
        return read_fields(notes, pairs, fence, self.default_date)

    def _without_controls(self, fm: str, fence: Place) -> str:
        """Say where control characters stand, the first in each line; return the block with U+FFFD for them."""
        if fm.replace("\n", "").isprintable():  # as nearly all are; the exact search takes 30 µs
            return fm
        controls = {fm[at] for at in control_characters(fm)} - {"\n", "\t"}
        if not controls:
            return fm
        for number, line in enumerate(fm.split("\n"), fence.line + 1):
            at = next((at for at, character in enumerate(line) if character in controls), -1)
            if at >= 0:
                message = f"the control character U+{ord(line[at]):04X} cannot stand in front matter"
                self.diagnostics.append(error("E109", message, Place(self.path, number, at + 1), _INVISIBLE))
        return fm.translate({ord(character): "\ufffd" for character in controls})  # one for one: columns stay

    def _refuse_long(self, fm: str, fence: Place) -> dict[str, Any]:
        """Say that this is too long for front matter, if its beginning looks like any."""
        start = mend(fm[:LONGEST_BLOCK].rpartition("\n")[0], self.path, fence.line + 1)
        if not any(chunk.name for chunk in start.chunks):
            return self._leave(fence)
        message = f"the front matter is longer than {LONGEST_BLOCK:,} characters"
        self.diagnostics.append(error("E107", message, fence, "is the line --- that ends it missing?"))
        return {}

    def _leave(self, fence: Place) -> dict[str, Any]:
        """Leave the file as it is: what stands between its first two fences is text between two thematic breaks."""
        self.fences = Unfenced("text", fence.line)
        self.diagnostics = [_unfenced(self.fences, self.path)]
        return {}


def _unfenced(found: Unfenced, path: str) -> Diagnostic:
    """Say why a file has no front matter."""
    place = Place(path, found.line, 1)
    like, line = found.lookalike
    has_keys = any(chunk.name for chunk in mend(found.block[:LONGEST_BLOCK], path, 1).chunks)
    if found.reason == "toml":
        message = "front matter between +++ (TOML) is not read"
        return error("E106", message, place, 'write it as YAML: title: "…" for title = "…", between two lines ---')
    if found.reason == "unclosed" and has_keys:
        hint = f"line {line} is {like!r}: write exactly ---" if like else "end it with a line --- after the last key"
        return error("E105", "the front matter that begins here is never closed", place, hint)
    if found.reason == "none" and has_keys:
        return error("E104", "the article has no front matter", place, f"line {line} is {like!r}: write exactly ---")
    if found.reason == "none":
        return error("E104", "the article has no front matter", place, _EXAMPLE)
    message = "the article has no front matter: what follows the first line --- is text, not keys and values"
    return error("E104", message, place, _EXAMPLE)
