"""Writes repairs into the bytes of one file, as they were understood by a build. Pure; `ssg fix` writes the file.

A line without repairs keeps its bytes. A file whose words would change, or that is not read the same afterwards, is not
changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from ssg.content.frontmatter import FrontMatter, decode, read_front_matter
from ssg.content.frontmatter.fences import Fences, find_fences
from ssg.content.frontmatter.mend import mend
from ssg.content.markdown import MarkdownOptions, render
from ssg.content.markdown.render import written
from ssg.content.rewriting import rewritten
from ssg.core.text.control import control_characters
from ssg.core.text.dates import read_time
from ssg.core.text.normal import normalized

LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_END: Final = re.compile(rb"(?:\r\n|\r|\n)\Z")
_KEY: Final = re.compile(r"[^\s#\-:][^:]*:(?:\s|$)")
_SHORT_DATE: Final = re.compile(
    r"^(?P<before>[^:]+:\s*[\"']?)(?P<date>.*?[0-9]{1,2} ?(?P<mark>[/.-]) ?[0-9]{1,2} ?(?P=mark) ?)"
    r"(?P<year>[0-9]{2})(?P<rest>(?![0-9/.-]).*)$"
)


def fixed(data: bytes, path: str, timezone: str, options: MarkdownOptions) -> bytes:
    """Return the bytes of an article with all repairs; the same bytes if there are none."""
    text, _ = decode(data, path)
    fences = find_fences(text) if text is not None else None
    if text is None or not isinstance(fences, Fences):
        return data
    zone = ZoneInfo(timezone)
    old_lines = text.split("\n")
    head = old_lines[: fences.body_line - 1]
    if "\n".join(old_lines[fences.body_line - 1 :]) != fences.body:
        return data  # the text begins on the last line of the front matter
    first, end = fences.fence_line, fences.body_line - 2
    from_head = list(range(len(head)))
    if fences.form == "yaml":
        block = rewritten(_front_matter(fences, path, zone), path, zone)
        head[first:end] = block.lines
        from_head[first:end] = [first + origin for origin in block.origins]
    body, origins = written(fences.body, options)
    new_lines = [*head, *body]
    from_lines = [*from_head, *(origin + fences.body_line - 1 for origin in origins)]
    new = in_bytes(new_lines, from_lines, old_lines, [_composed(line) for line in LINE.findall(data)])
    return new if new != data and _says_the_same(text, new, path, zone, options) else data


def _composed(line: bytes) -> bytes:
    """Return a line in NFC; the same bytes, if it is."""
    return line if line.isascii() else normalized("NFC", line.decode()).encode()


def _front_matter(fences: Fences, path: str, zone: ZoneInfo) -> list[str]:
    """Return the lines of front matter: headlines quoted, invisible characters gone, years with four digits."""
    block = fences.block.removesuffix("\n")
    controls = control_characters(block.replace("\n", " ").replace("\t", " "))
    if controls:
        gone = {block[at] for at in controls}
        block = "".join(character for character in block if character not in gone or character in "\n\t")
    lines = block.split("\n")
    mended = mend(block, path, 1)
    for number, line in enumerate(mended.lines):
        if line != lines[number] and line and number not in mended.shifted and _is_alone(number, mended.lines, lines):
            lines[number] = line
    return [_with_century(line, zone) for line in lines]


def _is_alone(number: int, mended: Sequence[str], lines: Sequence[str]) -> bool:
    """Return whether the line below is unchanged, or has a key in the same column: else the value continues there."""
    below = number + 1
    if below >= len(lines) or mended[below] == lines[below]:
        return True
    here, there = (len(line) - len(line.lstrip(" -")) for line in (lines[number], lines[below]))
    return here == there and _KEY.match(lines[below], there) is not None


def _with_century(line: str, zone: ZoneInfo) -> str:
    """Return a line of front matter with all four digits of a year, if its value is a time with two."""
    found = _SHORT_DATE.match(line)
    if found is None:
        return line
    value = line[found.end("before") :].strip("\"' ")
    try:
        read = read_time(value, zone)
    except ValueError:
        return line
    if not read.short_year:
        return line
    return f"{found['before']}{found['date']}{read.day.year}{found['rest']}"


def in_bytes(new: Sequence[str], origins: Sequence[int], old: Sequence[str], raw: Sequence[bytes]) -> bytes:
    """Return the lines as bytes: unchanged lines keep theirs, the others get the line end of their origin."""
    usual = next((end[0] for line in raw if (end := _END.search(line))), b"\n")
    done: list[bytes] = []
    for number, (line, origin) in enumerate(zip(new, origins, strict=True)):
        if line == old[origin]:
            done.append(raw[origin])
            continue
        end = _END.search(raw[origin])
        done.append(line.encode() + (end[0] if end else b""))
        is_last = number + 1 == len(new)
        if not end and not is_last:
            done.append(usual)
    return b"".join(done)


def _says_the_same(before: str, data: bytes, path: str, zone: ZoneInfo, options: MarkdownOptions) -> bool:
    """Return whether both texts have the same front matter and the same words in the same order."""
    after, _ = decode(data, path)
    if after is None:
        return False
    one, two = (read_front_matter(text, path=path, zone=zone) for text in (before, after))
    shown = [render(split.body, path=path, first_line=1, options=options) for split in (one, two)]
    letters = ["".join(rendered.text.split()) for rendered in shown]
    targets = [[ref.target for ref in rendered.refs] for rendered in shown]
    kept = frozenset(two.front.extra if two.front else ())  # `published: false` is `draft: true` afterwards
    fronts = [None if split.front is None else _fields(split.front, kept) for split in (one, two)]
    return letters[0] == letters[1] and targets[0] == targets[1] and fronts[0] == fronts[1]


def _fields(front: FrontMatter, kept: frozenset[str]) -> dict[str, Any]:
    extra = {name: value for name, value in front.extra.items() if name in kept}
    return {**msgspec.structs.asdict(front), "marks": None, "extra": extra}
