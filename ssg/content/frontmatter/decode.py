"""From a file's bytes to its text: UTF-8, one kind of line end, NFC. It never guesses at another encoding's letters."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import Message, say
from ssg.core.text.normal import normalized

_BOM: Final = b"\xef\xbb\xbf"
_UTF16_OR_32: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Windows-1258 writes a tone as a byte of its own after the letter: grave, hook, tilde, acute, dot below.
_TONE_AFTER_LETTER: Final = re.compile(rb"[A-Za-z\xc0-\xff][\xcc\xd2\xde\xec\xf2](?![\x80-\xbf])")


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of `data`, without byte order mark, with line ends as `\\n`, in NFC; or None and diagnostics.

    Columns are those of that text. `path` is the place to name in diagnostics.
    """
    while data.startswith(_BOM):  # two of them come of joining files
        data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        return None, (_not_utf8(data, wrong, path),)
    # UTF-16 without a mark is valid UTF-8 while all letters are ASCII; every second byte is then NUL.
    if text.count("\0") * 3 > len(text):
        message = say("file is not UTF-8: it contains many NUL characters")
        return None, (error("E101", message, _end_of(text[: text.index("\0")], path), _save("UTF-16")),)
    return _normal(text), ()


def _normal(text: str) -> str:
    """Return `text` with one kind of line end, in NFC."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return normalized("NFC", text)


def _end_of(before: str, path: str) -> Place:
    """Return the place just after `before`, the start of a file."""
    before = _normal(before)
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _not_utf8(data: bytes, wrong: UnicodeDecodeError, path: str) -> Diagnostic:
    """Return where the first invalid byte is, and the likely encoding of the file."""
    place = _end_of(data[: wrong.start].decode(), path)
    if wrong.end == len(data) and wrong.reason == "unexpected end of data":
        message = say("file is not UTF-8: it ends in the middle of a character")
        return error("E101", message, place, say("the file is probably truncated: copy or save it again"))
    message = say("file is not UTF-8: invalid byte 0x{data:02X}", data=data[wrong.start])
    if data.startswith(_UTF16_OR_32) or data.count(0) * 4 > len(data):
        return error("E101", message, place, _save("UTF-16"))
    if _TONE_AFTER_LETTER.search(data):
        return error("E101", message, place, _save("Windows-1258"))
    return error("E101", message, place, _save(say("an old encoding such as Windows-1258 or Windows-1252")))


def _save(encoding: str | Message) -> Message:
    """Return the hint for a file in another encoding."""
    return say("it looks like {encoding}: in your editor, choose “save with encoding”, then UTF-8", encoding=encoding)
