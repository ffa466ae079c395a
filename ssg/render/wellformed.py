"""Checks that XML and JSON are well-formed before they are published: readers refuse a feed with one wrong character.

Knows no vocabulary; never looks at HTML.
"""

from __future__ import annotations

import json
from typing import Final
from xml.parsers import expat

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import Invalid, Message, say, verbatim

_XML: Final = (".xml", ".atom", ".rss", ".opml", ".svg")
_LINES: Final = (".ndjson",)
CHECKED: Final = (*_XML, *_LINES, ".json", ".webmanifest", ".geojson", ".jsonld")
"""The endings of files that are checked, in lower case."""
_SHOWN = 80
_HINTS = {
    "XML": say("every tag must be closed, and HTML stands in XML only as escaped text"),
    "JSON": say("print values with `|tojson`"),
}


def check_output(output: str, data: bytes, place: Place) -> Diagnostic | None:
    """Return the errors of an XML or JSON file for `output`; `place` is its template.

    The hint names the line and column of the file.
    """
    name = output.lower()
    if name.endswith(_XML):
        form, found = "XML", _xml(data)
    elif name.endswith(_LINES):
        form, found = "JSON", _json_lines(data)
    elif name.endswith(CHECKED):
        form, found = "JSON", _json(data)
    else:
        return None
    if found is None:
        return None
    reason, line, column = found
    lines = data.decode(errors="replace").split("\n")
    shown = lines[line - 1].strip()[:_SHOWN] if line <= len(lines) else ""
    where = say("line {line}, column {column} of /{output}", line=line, column=column, output=output)
    if shown:
        where = say("{where}: `{shown}`", where=where, shown=shown)
    return error(
        "E609",
        say("output is not well-formed {form}: {reason}", form=form, reason=reason),
        place,
        say("see {where}; {hints}", where=where, hints=_HINTS[form]),
    )


class _Skipped(Exception):
    """Raised at a reference to an entity that only a document elsewhere could define."""


def _xml(data: bytes) -> tuple[Message, int, int] | None:
    """Return why and where (line and column from 1) XML is not well-formed, or has a prefix without a namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SkippedEntityHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        return verbatim(expat.ErrorString(problem.code)), problem.lineno, problem.offset + 1
    except _Skipped:
        return say("undefined entity"), parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
    return None


def _refuse_entity(name: str, is_parameter: bool) -> None:
    raise _Skipped(name)


def _json(data: bytes) -> tuple[Message, int, int] | None:
    try:
        json.loads(data, parse_constant=_refuse)
    except json.JSONDecodeError as problem:
        return verbatim(problem.msg), problem.lineno, problem.colno
    except Invalid as problem:
        return problem.message, 1, 1
    except (ValueError, RecursionError) as problem:
        return verbatim(str(problem)), 1, 1
    return None


def _json_lines(data: bytes) -> tuple[Message, int, int] | None:
    """Return why and where a file is not one value of JSON on each line; empty lines are none."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip() and (found := _json(line)):
            return found[0], number, found[2]
    return None


def _refuse(name: str) -> None:
    raise Invalid(say("{name} is no JSON", name=name))
