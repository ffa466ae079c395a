"""What is said of a redirect whose target is missing, and where it leads for now. Pure."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from ssg.content.redirects import Row
from ssg.core.errors import Diagnostic, warning
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.near import likest
from ssg.core.text.normal import normalized
from ssg.core.text.paths import is_markdown
from ssg.core.text.slug import slugify
from ssg.index.urls import output_path

_CONTENT: Final = "content/"
_INDEX: Final = "/index.html"
_MOST_GUESSES: Final = 2_000
# The same for a draft, a file that is not there and the like: a build that keeps its plan need not look at it again.
_NOT_YET: Final = say(
    "nothing to do if the article is a draft or scheduled: the redirect leads to it once it is public; if it is gone "
    "for good, leave the target empty (410)"
)


def section_above(new: str, taken: frozenset[str]) -> str:
    """Return the nearest page above a missing one: its section, or the front page."""
    if new.startswith(_CONTENT):
        folders = [slugify(name) for name in new.removeprefix(_CONTENT).split("/")[:-1]]
    else:
        folders = normalized("NFC", unquote(urlsplit(new).path)).strip("/").split("/")[:-1]
    while folders and "/".join(folders) + _INDEX not in taken:
        folders.pop()
    return f"/{'/'.join(folders)}/" if folders else "/"


def not_there(row: Row, there: str, taken: frozenset[str], *, guess: bool) -> Diagnostic:
    """Return the warning that a target is missing; `there` is where its redirect leads for now."""
    what = say("page")
    if row.new.startswith(_CONTENT):
        what = say("public article") if is_markdown(row.new) else say("published file")
    message = say("{what} not found: {new}; redirects to {there} for now", what=what, new=repr(row.new), there=there)
    hint = NOTHING
    if row.new.startswith(f"/{_CONTENT}"):
        hint = say("write `{path}` for the file of an article or a picture", path=row.new[1:])
    elif row.new.startswith(_CONTENT) and "#" in row.new:
        hint = say("name the file alone, or write the URL of the page with its `#…`")
    elif row.new.startswith(_CONTENT) and is_markdown(row.new):
        hint = _NOT_YET
    elif guess and row.new.startswith("/"):
        hint = _meant(output_path(unquote(urlsplit(row.new).path)), taken)
    return warning("W745", message, row.new_place, hint)


def _meant(path: str, taken: frozenset[str]) -> Message:
    """Guess which page was meant, among those beside the missing one."""
    folder, _, name = path.removesuffix(_INDEX).rpartition("/")
    beside = {other.removesuffix(_INDEX): other for other in taken if other.startswith(folder)}
    names = [other[len(folder) :].lstrip("/") for other in beside if other.rpartition("/")[0] == folder]
    near = likest(name, sorted(names)[:_MOST_GUESSES])
    if not near:
        return NOTHING
    found = beside[f"{folder}/{near}" if folder else near]
    return say("did you mean /{found}?", found=found.removesuffix("index.html"))
