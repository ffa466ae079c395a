"""Our handler for python-frontmatter: exact fences, bounds, mended lines, values with places.

`frontmatter.parse` strips the text and the body: lines would be miscounted, and a body that begins with indented code
would lose its indent. So the handler keeps the file as it is, and serves one file only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from frontmatter.default_handlers import YAMLHandler

from ssg.content.frontmatter.fences import Fences, Unfenced, find_fences
from ssg.content.frontmatter.fields import read_fields
from ssg.content.frontmatter.loader import LONGEST_BLOCK
from ssg.content.frontmatter.mend import mend
from ssg.content.frontmatter.mended import Mended
from ssg.content.frontmatter.nodes import Pairs, pairs_of
from ssg.content.frontmatter.notations import Unreadable, read_json, read_toml
from ssg.content.frontmatter.notes import Notes
from ssg.core.errors import Diagnostic, Place, error, notice
from ssg.core.message import say
from ssg.core.text.control import control_characters

_EXAMPLE: Final = say(
    'begin the file with a line `---`, then `title: "…"` and `date: 2026-11-24 08:24`, then another line `---`'
)
_INVISIBLE: Final = say("it was probably pasted: `ssg fix` removes it")
_BREAKS: Final = "\x0b\x0c\x85\u2028\u2029"  # separators that some programs treat as line ends


class NewsHandler(YAMLHandler):
    """Reads the front matter of one file, and keeps what `frontmatter.parse` cannot return.

    `fences` has the position of front matter in `text`, or why there is none; `diagnostics` are its problems.
    """

    def __init__(self, text: str, path: str, zone: ZoneInfo, default_date: datetime | None = None) -> None:
        """Take the text from `decode`, and the other arguments of `read_front_matter`."""
        super().__init__()
        self.text = text
        self.path = path
        self.zone = zone
        self.default_date = default_date
        self.fences: Fences | Unfenced = find_fences(text)
        self.diagnostics: list[Diagnostic] = []

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body unchanged. ValueError tells python-frontmatter that there is none."""
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
        first_line = self.fences.block_line if isinstance(self.fences, Fences) else 1
        fm = self._without_controls(fm, first_line)
        if isinstance(self.fences, Fences) and self.fences.form != "yaml":
            return self._load_other(fm, fence, first_line, self.fences.form)
        mended = mend(fm, self.path, first_line)
        pairs = pairs_of(mended)
        if pairs is None:
            return self._leave(fence)
        notes = Notes(mended, self.zone)
        notes.diagnostics.extend(self.diagnostics)
        self.diagnostics = notes.diagnostics
        return read_fields(notes, pairs, fence, self.default_date)

    def _load_other(self, fm: str, fence: Place, first_line: int, form: str) -> dict[str, Any]:
        """Return the values of front matter in TOML or JSON."""
        if form == "json" and not fm.lstrip().startswith("{"):  # Hexo omits the braces
            fm, first_line = f"{{\n{fm}\n}}", first_line - 1
        mended = Mended(self.path, first_line, fm.split("\n"), [], {}, {}, self.diagnostics)
        found = read_toml(fm) if form == "toml" else read_json(fm)
        if isinstance(found, Unreadable):
            line = min(max(first_line + found.line, fence.line), first_line + fm.count("\n"))
            self.diagnostics.append(found.diagnostic(Place(self.path, line, found.column + 1)))
            return {}
        notes = Notes(mended, self.zone)
        values = read_fields(notes, Pairs(found, set()), fence, self.default_date)
        self.diagnostics = [
            msgspec.structs.replace(one, hint=msgspec.structs.replace(one.hint, form=form)) for one in notes.diagnostics
        ]
        return values

    def _without_controls(self, fm: str, first_line: int) -> str:
        """Return the block without control characters, which are invisible; report the first of each line."""
        if fm.replace("\n", "").isprintable():  # the common case; the exact search takes 30 µs
            return fm
        controls = {fm[at] for at in control_characters(fm)} - {"\n", "\t"}
        if not controls:
            return fm
        for number, line in enumerate(fm.split("\n"), first_line):
            at = next((at for at, character in enumerate(line) if character in controls), -1)
            if at >= 0:
                message = say(
                    "removed an invisible control character (U+{line:04X}) from front matter", line=ord(line[at])
                )
                self.diagnostics.append(notice("N147", message, Place(self.path, number, at + 1), _INVISIBLE))
        return fm.translate({ord(one): " " if one in _BREAKS else None for one in controls})

    def _refuse_long(self, fm: str, fence: Place) -> dict[str, Any]:
        """Report that the block is too long for front matter, if its beginning looks like any."""
        is_yaml = not isinstance(self.fences, Fences) or self.fences.form == "yaml"
        start = mend(fm[:LONGEST_BLOCK].rpartition("\n")[0], self.path, fence.line + 1)
        if is_yaml and not any(chunk.name for chunk in start.chunks):
            return self._leave(fence)
        message = say("front matter longer than {longest_block:,} characters", longest_block=LONGEST_BLOCK)
        self.diagnostics.append(error("E107", message, fence, say("is the closing line `---` missing?")))
        return {}

    def _leave(self, fence: Place) -> dict[str, Any]:
        """Keep the file unchanged: the text between its first two fences is text between two thematic breaks."""
        self.fences = Unfenced("text", fence.line)
        self.diagnostics = [_unfenced(self.fences, self.path)]
        return {}


def _unfenced(found: Unfenced, path: str) -> Diagnostic:
    """Report why a file has no front matter."""
    place = Place(path, found.line, 1)
    like, line = found.lookalike
    has_keys = any(chunk.name for chunk in mend(found.block[:LONGEST_BLOCK], path, 1).chunks)
    if found.reason == "unclosed" and (has_keys or found.fence != "---"):
        fence = f"`{found.fence}`"
        hint = (
            say("line {line} is {like}: write exactly {fence}", line=line, like=repr(like), fence=fence)
            if like
            else say("write a line {fence} after the last key", fence=fence)
        )
        return error("E105", say("front matter is not closed"), place, hint)
    if found.reason == "none" and has_keys:
        return error(
            "E104",
            say("no front matter"),
            place,
            say("line {line} is {like}: write exactly `---`", line=line, like=repr(like)),
        )
    if found.reason == "none":
        return error("E104", say("no front matter"), place, _EXAMPLE)
    message = say("no front matter: the first line `---` is followed by text, not by keys")
    return error("E104", message, place, _EXAMPLE)
