"""What Markdown with components (MDX) says without them: imports go, components become comments. Nothing is run."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.message import say
from ssg.importing.html.escape import code_span, escaped, target, title
from ssg.importing.notes import Notes
from ssg.importing.trees.prose import outside_code

_IMPORT: Final = re.compile(r"^(?:import\s[^\n]*|export\s+(?:const|default|function)\b[^\n]*)\n?", re.MULTILINE)
_COMPONENT: Final = re.compile(r"</?([A-Z][\w.]*)\b[^<>]*/?>")
_EXPRESSION: Final = re.compile(r"(?<!\\)\{(?![%{#:.])\s*[A-Za-z_][\w.()\[\]'\"+ -]*\}")
_GIVEN: Final = re.compile(r"\b([A-Za-z]+)=(?:\"([^\"]*)\"|'([^']*)')")
_SHOWN: Final = ("title", "label", "heading", "summary", "caption", "description")
"""Attributes of components whose words readers see."""
_PICTURE: Final = re.compile(r"[^\s\"'<>]+\.(?:jpe?g|jfif|png|gif|webp|avif|svg)")
_FENCE: Final = re.compile(r"([ \t]*)(`{3,}|~{3,})([^`\n]*)")
_TITLE: Final = re.compile(r"\s+(?:title|filename|file)=(?:\"([^\"]*)\"|'([^']*)')")
_COMMENT: Final = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)


def without_code(body: str, notes: Notes) -> str:
    """Return a text without imports and components; what these enclose stays, and each is counted by name."""

    def component(found: re.Match[str]) -> str:
        if found[0].startswith("</"):
            return ""
        notes.count(say("component `{name}`; what it encloses stays", name=found[1]), found[0])
        begins = not found.string[: found.start()].rpartition("\n")[2].strip()
        return _shown(found[0]) if begins else ""

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

    return outside_code(_with_titles(body), change)


def _shown(component: str) -> str:
    """Return what readers see of the attributes of a component that stands alone: a picture, or words."""
    given = {name: double or single for name, double, single in _GIVEN.findall(component)}
    words = [escaped(" ".join(given[name].split())) for name in _SHOWN if given.get(name, "").strip()]
    source = given.get("src", "")
    if _PICTURE.fullmatch(source):
        caption = f" {title(given.get('caption', ''))}" if given.get("caption") else ""
        return f"\n\n![{escaped(given.get('alt', ''))}]({target(source)}{caption})\n\n"
    return "".join(f"\n\n**{one}**\n\n" for one in words)


def _with_titles(body: str) -> str:
    """Return a text with the titles of its blocks of code above them: ssg shows none."""
    if "title=" not in body and "file" not in body:
        return body
    out: list[str] = []
    open_ = ""
    for line in body.split("\n"):
        found = _FENCE.match(line)
        if found is not None and not open_:
            open_ = found[2]
            if named := _TITLE.search(found[3]):
                out += [f"{found[1]}{code_span(named[1] or named[2] or '')}", ""]
                line = found[1] + found[2] + found[3][: named.start()] + found[3][named.end() :]  # noqa: PLW2901
        elif found is not None and found[2].startswith(open_) and not found[3].strip():
            open_ = ""
        out.append(line)
    return "\n".join(out)
