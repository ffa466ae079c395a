"""The boxes of a site's own: what each declares in its template's first comment, and whether articles use it so. Pure.

Nothing is rendered here. What an argument points to is looked for elsewhere; here it is a value of its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ssg.content.markdown.box_use import Given, Use
from ssg.content.markdown.containers import NAMES, OTHERS
from ssg.content.markdown.own_boxes import CHARTS as NAMES_OF_CHARTS
from ssg.content.markdown.targets import PICTURES, SAFE_SCHEMES, kind_of, scheme_in_html, split
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.near import nearest
from ssg.core.text.slug import slugify
from ssg.core.theme import TemplateFile

FOLDER: Final = "boxes/"
TYPES: Final = ("text", "number", "switch", "url", "file")
"""The types of arguments."""

_COMMENT: Final = re.compile(r"\s*\{#[-+]?(.*?)[-+]?#\}", re.DOTALL)
_LINE: Final = re.compile(
    r"\s*([^\W\d_][\w-]*+)[ \t]*:[ \t]*([^\W\d_]\w*+)[ \t]*(?:=[ \t]*(.*?))?(?:(?:^|(?<=\s))#\s+(.*))?\s*"
)
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_SWITCH: Final = {
    **dict.fromkeys(("true", "yes", "on", "1", "co", "bat"), True),
    **dict.fromkeys(("false", "no", "off", "0", "khong", "tat"), False),
}


class Argument(NamedTuple):
    """An argument that a box declares: its name, type, default (None: it must be given), and what it means."""

    name: str
    type: str
    default: str | None
    meaning: str


class Box(NamedTuple):
    """A box: its name, its template's name, what it is for, and its arguments."""

    name: str
    template: str
    meaning: str
    arguments: tuple[Argument, ...]

    def argument(self, name: str) -> Argument | None:
        """Return the argument that a name in an article means."""
        return next((one for one in self.arguments if name == one.name or slugify(name) == slugify(one.name)), None)


Boxes = Mapping[str, Box]


_OF_CHARTS: Final = (
    Argument("data", "text", None, ""),
    Argument("kind", "text", "bar", ""),
    Argument("x", "text", "", ""),
    Argument("y", "text", "", ""),
    Argument("title", "text", "", ""),
    Argument("unit", "text", "", ""),
    Argument("source", "text", "", ""),
    Argument("last", "number", "0", ""),
    Argument("sort", "switch", "false", ""),
)
CHARTS: Final[Boxes] = {name: Box(name, "", "", _OF_CHARTS) for name in NAMES_OF_CHARTS}
"""The boxes that show data as charts, by name; `ssg explain --boxes` says what their arguments mean."""


class Declared(NamedTuple):
    """The boxes of a theme by name, and what is wrong with their declarations."""

    boxes: dict[str, Box]
    diagnostics: tuple[Diagnostic, ...]


def declared(templates: Mapping[str, TemplateFile]) -> Declared:
    """Read what the boxes of a theme declare."""
    boxes: dict[str, Box] = dict(CHARTS)
    said: list[Diagnostic] = []
    for name, file in sorted(templates.items()):
        if not (name.startswith(FOLDER) and name.endswith(".html")) or "/" in name.removeprefix(FOLDER):
            continue
        own = name.removeprefix(FOLDER).removesuffix(".html")
        if own in NAMES or own in OTHERS or own in CHARTS:
            message = say("the box `{name}` is built in", name=own)
            said.append(error("E631", message, file.place(), say("choose another name for the file")))
        elif own != slugify(own):
            hint = say("rename it to `{name}`", name=f"{slugify(own) or 'hop'}.html")
            said.append(
                error("E631", say("a box is named in a-z, 0-9 and hyphens, not `{name}`", name=own), file.place(), hint)
            )
        else:
            boxes[own] = _read(own, file, said)
    return Declared(boxes, tuple(said))


def _read(name: str, file: TemplateFile, said: list[Diagnostic]) -> Box:
    found = _COMMENT.match(file.text)
    arguments: dict[str, Argument] = {}
    meaning: list[str] = []
    first = file.text.count("\n", 0, found.start(1)) + 1 if found else 1
    for number, line in enumerate(found[1].split("\n") if found else (), first):
        written = _LINE.fullmatch(line)
        if written is None:
            meaning.append(line.strip())
            continue
        own, kind, default, means = written.groups()
        place = file.place(number)
        if kind not in TYPES:
            hint = say("types: {types}", types=", ".join(TYPES))
            if near := nearest(kind, TYPES):
                hint = say("did you mean `{near}`?", near=near)
            said.append(
                error("E630", say("unknown type `{kind}` of the argument `{name}`", kind=kind, name=own), place, hint)
            )
            continue
        if own in arguments:
            said.append(error("E630", say("argument `{name}` is declared twice", name=own), place, say("keep one")))
            continue
        argument = Argument(own, kind, None if default is None else _bare(default), (means or "").strip())
        if argument.default and (wrong := _wrong(argument, argument.default)):
            said.append(error("E630", say("default of `{name}`: {wrong}", name=own, wrong=wrong), place))
        elif argument.default == "" and kind in ("number", "switch"):
            message = say("default of `{name}` is empty; a {kind} has a value", name=own, kind=kind)
            said.append(error("E630", message, place, say("write one, or remove `=`: then the argument must be given")))
        arguments[own] = argument
    return Box(name, file.name, " ".join(filter(None, meaning)), tuple(arguments.values()))


def _bare(text: str) -> str:
    """Return a default without the quotation marks around it."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _wrong(argument: Argument, value: str) -> Message:
    """Return why a value is not of an argument's type; nothing if it is."""
    if argument.type == "number" and not _NUMBER.fullmatch(value):
        return say("`{value}` is no number", value=value)
    if argument.type == "switch" and slugify(value) not in _SWITCH:
        return say("`{value}` is neither true nor false", value=value)
    kind = kind_of(value) if argument.type in ("url", "file") else ""
    if argument.type == "file" and kind not in ("file", "external"):
        return say("`{value}` is no file", value=value)
    if argument.type == "url" and (
        kind in ("network", "host", "computer", "empty")
        or (kind == "scheme" and scheme_in_html(value) not in SAFE_SCHEMES)
    ):
        return say("`{value}` is no safe URL", value=value)
    return NOTHING


def pointing(box: Box, name: str, value: str) -> str:
    """Return as what an argument points into the site: `link`, `image` or `file`; "" where it does not."""
    argument = box.argument(name)
    kind = kind_of(value) if value and argument is not None and argument.type in ("url", "file") else ""
    if kind == "file" and argument is not None and argument.type == "file":
        return "image" if split(value)[0].rpartition(".")[2].lower() in PICTURES else "file"
    return kind if kind in ("link", "file") else ""


def number_of(value: str) -> int | float:
    """Return a number that is one."""
    return float(value) if "." in value else int(value)


def switch_of(value: str) -> bool:
    """Return a switch that is one."""
    return _SWITCH[slugify(value)]


def values_of(box: Box, use: Use) -> dict[str, str]:
    """Return the value of each argument of a use without faults, as it is written."""
    found = {one.name: one.default or "" for one in box.arguments}
    for given in use.given:
        argument = box.argument(given.name)
        if argument is not None:
            found[argument.name] = "true" if given.value is None else given.value
    return found


def faults(boxes: Boxes, use: Use, place: Place) -> Iterator[Diagnostic]:
    """Yield what is wrong with a use of a box at a place; columns count from there where it has one."""
    box = boxes.get(use.name)
    if box is None:
        yield error("E205", say("unknown box `{name}`", name=use.name), place, _known(use.name, boxes))
        return

    def at(offset: int) -> Place:
        return Place(place.path, place.line, place.column + offset if place.column else 0)

    for word, offset in use.stray:
        yield _stray(box, word, at(offset))
    seen: set[str] = set()
    for given in use.given:
        yield from _fault(box, given, at(given.at), seen)
    meant = {_meant(box, given.name) for given in use.given if box.argument(given.name) is None}
    for argument in box.arguments:
        if argument.default is None and argument.name not in seen | meant:
            message = say("box `{box}` needs the argument `{name}`", box=box.name, name=argument.name)
            hint = say("add `{name}=…` ({type})", name=argument.name, type=argument.type)
            yield error("E333", message, place, hint)


def _stray(box: Box, word: str, place: Place) -> Diagnostic:
    hint = say('write `key="value"`; quotes are needed around spaces')
    return error("E335", say("`{word}` is no argument of the box `{box}`", word=word, box=box.name), place, hint)


def _meant(box: Box, name: str) -> str:
    """Return the argument that a misspelt name means; empty for none."""
    return nearest(name, [one.name for one in box.arguments])


def _fault(box: Box, given: Given, place: Place, seen: set[str]) -> Iterator[Diagnostic]:
    argument = box.argument(given.name)
    if argument is None:
        known = [one.name for one in box.arguments]
        hint = say("arguments: {names}", names=", ".join(known)) if known else say("it has no arguments")
        if near := _meant(box, given.name):
            hint = say("did you mean `{near}`?", near=near)
        elif given.value is None:
            yield _stray(box, given.name, place)
            return
        yield error("E332", say("box `{box}` has no argument `{name}`", box=box.name, name=given.name), place, hint)
        return
    if argument.name in seen:
        yield error("E335", say("argument `{name}` is given twice", name=argument.name), place, say("keep one"))
    seen.add(argument.name)
    if given.value is None:
        if argument.type != "switch":
            hint = say("write `{name}=…`", name=argument.name)
            yield error("E334", say("argument `{name}` has no value", name=argument.name), place, hint)
    elif (wrong := _wrong(argument, given.value)) and (given.value or argument.type in ("number", "switch")):
        message = say(
            "argument `{name}` must be a {type}: {wrong}", name=argument.name, type=argument.type, wrong=wrong
        )
        yield error("E334", message, place)


def _known(name: str, boxes: Boxes) -> Message:
    """Return the hint for a box that there is not: the nearest name, and all names."""
    names = sorted({*NAMES, *boxes})
    near = nearest(name, [*names, *OTHERS])
    hint = say("did you mean ::: {close}? ", close=near) if near else NOTHING
    known = ", ".join((*dict.fromkeys(NAMES.values()), *sorted(boxes.keys() - {*NAMES_OF_CHARTS[1:]})))
    return say(
        "{hint}known: {known}; another is a file {file}", hint=hint, known=known, file=f"templates/boxes/{name}.html"
    )
