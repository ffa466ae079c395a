"""What Markdown with components (MDX) says without them: imports go, components become comments. Nothing is run."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.message import say
from ssg.importing.notes import Notes
from ssg.importing.trees.prose import outside_code

_IMPORT: Final = re.compile(r"^(?:import\s[^\n]*|export\s+(?:const|default|function)\b[^\n]*)\n?", re.MULTILINE)
_COMPONENT: Final = re.compile(r"</?([A-Z][\w.]*)\b[^<>]*/?>")
_EXPRESSION: Final = re.compile(r"(?<!\\)\{(?![%{#:.])\s*[A-Za-z_][\w.()\[\]'\"+ -]*\}")
_COMMENT: Final = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)


def without_code(body: str, notes: Notes) -> str:
    """Return a text without imports and components; what these enclose stays, and each is counted by name."""

    def component(found: re.Match[str]) -> str:
        if not found[0].startswith("</"):
            notes.count(say("component `{name}`; what it encloses stays", name=found[1]), found[0])
        return ""

    def change(prose: str) -> str:
        if prose.lstrip().startswith(("import ", "export ")) or "\nimport " in prose or "\nexport " in prose:
            for found in _IMPORT.finditer(prose):
                notes.count(say("import of a component"), found[0])
            prose = _IMPORT.sub("", prose)
        prose = _COMMENT.sub("", prose) if "{/*" in prose else prose
        prose = _COMPONENT.sub(component, prose) if "<" in prose else prose
        for found in _EXPRESSION.finditer(prose) if "{" in prose else ():
            notes.count(say("expression in braces, which is not computed; it stays as it is written"), found[0])
        return prose

    return outside_code(body, change)
