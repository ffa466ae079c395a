"""The keys of `[[outputs]]`: further forms of articles; and what their types cannot say. Pure."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

import msgspec

from ssg.core.config.layout import KeyPath
from ssg.core.config.report import Report
from ssg.core.message import say

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)*\.[a-z][a-z0-9]{0,9}")
_TAKEN: Final = ("index.html", "live.html")
_COMPRESSED: Final = (".gz", ".br", ".zst")
"""Endings of compressed copies, which would replace such a file or be replaced by it."""


class OutputConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A further form of each article, such as JSON for an app: one `[[outputs]]`."""

    name: str
    """What it is called: letters, digits and hyphens."""
    kind: Literal["article"]
    """Of what it is a form: of each article."""
    template: str = "article.json"
    """The template that prints it, with the view of the article's page."""
    path: str = "index.json"
    """The name of the file in the folder of the article's page."""


def check_outputs(tables: list[tuple[KeyPath, dict[str, Any]]], report: Report) -> None:
    """Report names and files that an output cannot have, or two have."""
    first: dict[tuple[str, str], KeyPath] = {}
    for path, table in tables:
        name, file = str(table.get("name", "")), str(table.get("path", "index.json"))
        if "name" in table and not _NAME.fullmatch(name):
            message = say("invalid name of an output: `{name}` (use a-z, 0-9 and single hyphens)", name=name)
            report.at_value("E646", message, (*path, "name"), say('for example `name = "json"`'))
        if not _FILE.fullmatch(file) or file.lower() in _TAKEN or file.endswith(_COMPRESSED):
            message = say("invalid file of an output: `{path}`", path=file)
            hint = say("write the name of a file beside the page, such as `index.json` or `bai.txt`")
            report.at_value("E646", message, (*path, "path"), hint)
        for key, value in (("name", name), ("path", file.lower())):
            where = (*path, key)
            if value and (other := first.setdefault((key, value), where)) is not where:
                message = say("two outputs with the {key} {value}", key=f"`{key}`", value=value)
                report.at_value("E647", message, where, say("give one of them another `{key}`", key=key), also=(other,))
