"""Adds old URLs to `aliases` in the bytes of one article. Pure; `ssg fix --addresses` writes them.

The front matter keeps its notation, style and comments. The first edit is used after which the file says the same as
before except for its aliases; if there is none, None is returned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ssg.content.fixing import LINE, in_bytes
from ssg.content.frontmatter import decode, read_front_matter
from ssg.content.frontmatter.fences import Fences, find_fences

_PLAIN: Final = re.compile(r"[A-Za-z0-9/._~\-]+")
_YAML_KEY: Final = re.compile(r"[\"']?aliases[\"']?\s*:", re.IGNORECASE)
_TOML_KEY: Final = re.compile(r"\s*[\"']?aliases[\"']?\s*=", re.IGNORECASE)
_JSON_KEY: Final = re.compile(r"\"aliases\"\s*:", re.IGNORECASE)
_JSON_TEXT: Final = re.compile(r"(\"aliases\"\s*:\s*)(\"(?:[^\"\\]|\\.)*\")", re.IGNORECASE)
_ITEM: Final = re.compile(r"(\s*)-\s")
_COMMENT: Final = re.compile(r"(?:^|\s)#.*$")


class _Edit(NamedTuple):
    """New lines that replace those from `first` up to `end` (excluded); numbers count from 0."""

    first: int
    end: int
    lines: list[str]


def with_aliases(data: bytes, path: str, timezone: str, urls: Sequence[str]) -> bytes | None:
    """Return an article's bytes with more old URLs; None if they cannot be added."""
    text, _ = decode(data, path)
    fences = find_fences(text) if text is not None else None
    if text is None or not isinstance(fences, Fences):
        return None
    zone = ZoneInfo(timezone)
    before = _said(text, path, zone)
    if before is None:
        return None
    new = tuple(url for url in urls if url not in before[0])
    if not new:
        return data
    old, raw = text.split("\n"), LINE.findall(data)
    for edit in _WAYS[fences.form](old, fences, new):
        lines = [*old[: edit.first], *edit.lines, *old[edit.end :]]
        if _said("\n".join(lines), path, zone) != (before[0] + new, before[1]):
            continue
        origins = [*range(edit.first), *(_origin(edit, number) for number in range(len(edit.lines)))]
        done = in_bytes(lines, [*origins, *range(edit.end, len(old))], old, raw)
        again, _ = decode(done, path)
        return done if again is not None and again.split("\n") == lines else None
    return None


def _origin(edit: _Edit, number: int) -> int:
    """Return the old line whose end a new line gets, and whose bytes if they are equal."""
    return min(edit.first + number, edit.end - 1) if edit.end > edit.first else edit.first - 1


def _said(text: str, path: str, zone: ZoneInfo) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """Return the aliases of a text, and everything else of it with its body; None if it has errors."""
    split = read_front_matter(text, path=path, zone=zone)
    if split.front is None:
        return None
    others = {**msgspec.structs.asdict(split.front), "marks": None, "aliases": None, "body": split.body}
    return split.front.aliases, others


def _yaml(old: Sequence[str], fences: Fences, urls: Sequence[str]) -> Iterator[_Edit]:
    start, end = fences.block_line - 1, fences.body_line - 2
    written = [url if _PLAIN.fullmatch(url) else json.dumps(url, ensure_ascii=False) for url in urls]
    flow = ", ".join(written)
    at = _find(old, start, end, _YAML_KEY.match)
    if at < 0:
        yield _Edit(end, end, [f"aliases: [{flow}]"])
        return
    key, rest = _parted(old[at], _YAML_KEY)
    below = _below(old, at, end)
    items = [number for number in range(at + 1, below) if _ITEM.match(old[number])]
    if items:
        indent = (_ITEM.match(old[items[-1]]) or [""])[1]
        yield _Edit(below, below, [f"{indent}- {url}" for url in written])
    yield from _in_brackets(old, at, below, flow)
    value, comment = _without_comment(rest)
    if not value or value in ("~", "null"):
        yield _Edit(at, at + 1, [f"{key} [{flow}]{comment}"])
    yield _Edit(at, at + 1, [f"{key} [{value}, {flow}]{comment}"])


def _below(old: Sequence[str], at: int, end: int) -> int:
    """Return the line after the value of a key: after its list, or its indented lines."""
    last = at
    for number in range(at + 1, end):
        line = old[number]
        if line.startswith(("-", " ", "\t", "]")):
            last = number if line.strip() and not line.lstrip().startswith("#") else last
        elif line.strip() and not line.startswith("#"):
            break
    return last + 1


def _toml(old: Sequence[str], fences: Fences, urls: Sequence[str]) -> Iterator[_Edit]:
    start, end = fences.block_line - 1, fences.body_line - 2
    flow = ", ".join(json.dumps(url, ensure_ascii=False) for url in urls)
    at = _find(old, start, end, _TOML_KEY.match)
    if at < 0:
        yield _Edit(start, start, [f"aliases = [{flow}]"])
        return
    yield from _in_brackets(old, at, end, flow)
    key, rest = _parted(old[at], _TOML_KEY)
    value, comment = _without_comment(rest)
    yield _Edit(at, at + 1, [f"{key} [{value}, {flow}]{comment}"])


def _json(old: Sequence[str], fences: Fences, urls: Sequence[str]) -> Iterator[_Edit]:
    start, end = fences.block_line - 1, fences.body_line - 1
    flow = ", ".join(json.dumps(url, ensure_ascii=False) for url in urls)
    at = _find(old, start, end, _JSON_KEY.search)
    if at >= 0:
        yield from _in_brackets(old, at, end, flow)
        yield _Edit(at, at + 1, [_JSON_TEXT.sub(lambda found: f"{found[1]}[{found[2]}, {flow}]", old[at])])
    first = _find(old, start, end, re.compile(r"\{").search)
    if at < 0 <= first:
        line = old[first]
        if line.strip() == "{":
            indent = old[first + 1][: len(old[first + 1]) - len(old[first + 1].lstrip())]
            yield _Edit(first + 1, first + 1, [f'{indent}"aliases": [{flow}],'])
        yield _Edit(first, first + 1, [line.replace("{", f'{{"aliases": [{flow}], ', 1)])


_WAYS: Final[dict[str, Callable[[Sequence[str], Fences, Sequence[str]], Iterator[_Edit]]]] = {
    "yaml": _yaml,
    "toml": _toml,
    "json": _json,
}


def _in_brackets(old: Sequence[str], at: int, end: int, flow: str) -> Iterator[_Edit]:
    """Yield the edits that insert URLs before a bracket that closes a list, on a line from `at` on."""
    for number in range(at, end):
        line = old[number]
        for found in re.finditer(r"\]", line):
            head, tail = line[: found.start()], line[found.start() :]
            inside = head.rstrip()
            space = head[len(inside) :]
            before = inside or (old[number - 1].rstrip() if number > at else "")
            if not inside and number > at:  # the bracket is on a line of its own
                indent = old[number - 1][: len(old[number - 1]) - len(old[number - 1].lstrip())]
                above = old[number - 1] if before.endswith((",", "[")) else f"{old[number - 1]},"
                yield _Edit(number - 1, number, [above, f"{indent}{flow},"])
                yield _Edit(number - 1, number, [above, f"{indent}{flow}"])
                yield _Edit(number, number, [f"{indent}, {flow}"])  # a comment ends the line above
                continue
            mark = "" if before.endswith("[") else " " if before.endswith(",") else ", "
            yield _Edit(number, number + 1, [f"{inside}{mark}{flow}{space}{tail}"])


def _find(old: Sequence[str], start: int, end: int, is_it: Callable[[str], re.Match[str] | None]) -> int:
    return next((number for number in range(start, end) if is_it(old[number])), -1)


def _parted(line: str, key: re.Pattern[str]) -> tuple[str, str]:
    found = key.match(line)
    at = found.end() if found else len(line)
    return line[:at], line[at:].strip()


def _without_comment(rest: str) -> tuple[str, str]:
    found = _COMMENT.search(rest)
    return (rest[: found.start()].rstrip(), f"  {found[0].strip()}") if found else (rest, "")
