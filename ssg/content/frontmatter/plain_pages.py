"""What front matter of a plain page (`type: page`) and of a section's text (`_index.md`) has and has not. No disk.

Neither has a date or a category: they stand in no list. A section's text says something of a list that is there anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ssg.content.frontmatter.declared import FIELDS
from ssg.content.frontmatter.forms import Use
from ssg.content.frontmatter.notes import Notes
from ssg.core.config.access_keys import FREE
from ssg.core.errors import Place
from ssg.core.message import say
from ssg.core.model import SECTION, Mark
from ssg.core.permalinks import OF_ONE, PLACEHOLDER
from ssg.core.text.paths import SECTION_FILE

_OF_ARTICLES: Final = tuple(field.names[0] for field in FIELDS if field.use is Use.ARTICLES)
_OF_PAGES: Final = tuple(field.names[0] for field in FIELDS if field.use is Use.PAGES)


def is_section(path: str) -> bool:
    """Return whether a file is the text of the section that its folder names."""
    return path.rpartition("/")[2] == SECTION_FILE


def settle(notes: Notes, values: dict[str, Any], kind: str, written: Mapping[str, str]) -> None:
    """Remove from the values of a plain text, in place, what only articles have, and report it; set its defaults.

    `kind` is `page` or `section`; `written` are the keys as the file has them.
    """
    wrong = [name for name in (*_OF_ARTICLES, *(_OF_PAGES if kind == SECTION else ())) if name in values]
    if wrong:
        _report(notes, sorted(wrong, key=lambda name: _place(notes, name)), kind, written)
    if values.get("access", FREE) != FREE:
        message = say("`access: {level}` in a text that everybody may read", level=values["access"])
        hint = say("remove it: only articles can be guarded; or leave the page out with `draft: true`")
        notes.error("E154", _place(notes, "access"), message, hint)
    for name in wrong:
        del values[name]
    if kind == SECTION:
        values["type"] = SECTION
        values.setdefault("title", "")
    elif not {*PLACEHOLDER.findall(values.get("permalink", ""))}.issubset(OF_ONE):
        fields = ", ".join(f"{{{name}}}" for name in OF_ONE)
        message = say("`permalink` of a plain page may have only the fields {fields}", fields=fields)
        notes.error("E443", _place(notes, "permalink"), message, say("for example `/lien-he/`"))
        del values["permalink"]
    values["date"] = datetime.fromtimestamp(0, notes.zone)


def _report(notes: Notes, wrong: list[str], kind: str, written: Mapping[str, str]) -> None:
    """Report the removed keys at the first of them."""
    names = ", ".join(f"`{written.get(name, name)}`" for name in wrong)
    if kind == SECTION:
        message = say("ignored in the text of a section: {names}; its address is that of the category", names=names)
        hint = say("remove what is ignored")
    else:
        message = say("ignored in a plain page: {names}; it has no date and stands in no list", names=names)
        hint = say("remove what is ignored, or `type: page` if this is an article")
    notes.notice("N150", _place(notes, wrong[0]), message, hint)


def _place(notes: Notes, name: str) -> Place:
    mark = notes.marks.get(name, Mark(1, 1))
    return Place(notes.mended.path, mark.line, mark.column)
