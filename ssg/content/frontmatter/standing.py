"""Reports a withdrawal that has no effect yet, because its file has errors: what was published stays as it was."""

from __future__ import annotations

from collections.abc import Iterable

from ssg.content.frontmatter.schema import Split
from ssg.core.errors import Diagnostic, Place, Severity, warning
from ssg.core.message import say


def still_public(split: Split, said: Iterable[Diagnostic], path: str) -> tuple[Diagnostic, ...]:
    """Return what an editor must know who takes an article down, and has not: `said` are the problems of its file."""
    front = split.front
    since = front.withdrawn if front else split.found.get("withdrawn")
    if since is None or all(one.severity is not Severity.ERROR for one in said):
        return ()
    mark = (front.marks if front else split.found["marks"])["withdrawn"]
    message = say("the article is not taken down: its file has errors, so it stays as it was published")
    hint = say("correct the errors, or remove what has them: the text may be empty")
    return (warning("W152", message, Place(path, mark.line, mark.column), hint),)
