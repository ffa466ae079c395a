"""Says why a template failed: its line, the reason, and what stood in the names on that line. Never raises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import TracebackType
from typing import Any, Final

import msgspec
from jinja2 import Environment, Undefined, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.frozen import Unchangeable
from ssg.core.message import NOTHING, Invalid, Message, say
from ssg.core.theme import TemplateFile, Theme
from ssg.render.columns import line_of
from ssg.render.compiling import MOST_SECONDS, InnerName, TooLong
from ssg.render.pure import Unknown
from ssg.render.reasons import reason
from ssg.render.trees import tree_of
from ssg.render.undefined import message_of, name_of

_OFTEN: Final = 2  # a line of the circle is met at least half as often as the one that is met most
_MOST: Final = 3  # values: what fits on a line
_WIDEST: Final = 60
_PLAIN: Final = (str, int, float, bool, date, type(None))
_NODES: Final = (nodes.Name, nodes.Getattr, nodes.Getitem)


def diagnose(problem: Exception, template: str, theme: Theme, environment: Environment) -> Diagnostic:
    """Return what to say of an exception that rendering `template` has raised."""
    file, line, variables = _deepest(problem.__traceback__, theme)
    if isinstance(problem, RecursionError):
        file, line = _repeated(problem.__traceback__, theme) or (file, line)
    file = file or theme.templates.get(template)
    place = file.place(_placed(file, line, name_of(problem))) if file else Place(f"templates/{template}")
    if isinstance(problem, Unknown):
        return error(problem.code, problem.said, place, problem.hint)
    if isinstance(problem, InnerName | Unchangeable):
        inner = say("name of Python's own: {name}", name=repr(str(problem)))
        changed = say("what templates are given cannot be changed")
        return error("E619", inner, place) if isinstance(problem, InnerName) else error("E618", changed, place)
    if isinstance(problem, Invalid):
        return error("E678", problem.message, place, _values(file, line, variables, environment) if file else NOTHING)
    if isinstance(problem, RecursionError | TooLong):
        return _endless(problem, place, theme)
    if isinstance(problem, TemplateError):
        return error("E608", message_of(problem), place)
    said = reason(str(problem), type(problem).__name__)
    return error("E608", said, place, _values(file, line, variables, environment) if file else NOTHING)


def _endless(problem: RecursionError | TooLong, place: Place, theme: Theme) -> Diagnostic:
    """Return what to say of a template that does not end by itself."""
    if isinstance(problem, RecursionError):
        hint = say("let a macro or an included template stop at a depth")
        return error("E622", say("template or macro calls itself too deeply"), place, hint)
    found = next((file for file in theme.templates.values() if file.label == problem.label), None)
    message = say("stopped after {n} seconds of processor time", n=MOST_SECONDS)
    hint = say("loops within loops, or a macro that calls itself, may never end")
    return error("E626", message, found.place(problem.line) if found else place, hint)


def _deepest(trace: TracebackType | None, theme: Theme) -> tuple[TemplateFile | None, int, Mapping[str, Any]]:
    """Find the innermost line of a template: jinja2 gives its frames the template's file name, line and variables."""
    labels = {file.label: file for file in theme.templates.values()}
    found: tuple[TemplateFile | None, int, Mapping[str, Any]] = None, 1, {}
    while trace is not None:
        file = labels.get(trace.tb_frame.f_code.co_filename)
        if file is not None:
            found = file, trace.tb_lineno, trace.tb_frame.f_locals
        trace = trace.tb_next
    return found


def _repeated(trace: TracebackType | None, theme: Theme) -> tuple[TemplateFile, int] | None:
    """Return the line of a template that is met again and again: where the limit is reached is chance."""
    labels = {file.label: file for file in theme.templates.values()}
    seen: Counter[tuple[str, int]] = Counter()
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in labels:
            seen[trace.tb_frame.f_code.co_filename, trace.tb_lineno] += 1
        trace = trace.tb_next
    often = [place for place, times in seen.items() if times * _OFTEN >= max(seen.values())]
    if not often:
        return None
    label, line = min(often, key=lambda place: (not labels[place[0]].is_own, _extends(labels[place[0]], place[1])))
    return labels[label], line


def _extends(file: TemplateFile, line: int) -> bool:
    """Return whether a template extends another one on a line: it would not be in the circle by that alone."""
    return any(node.lineno == line for node in tree_of(file).find_all(nodes.Extends))


def _placed(file: TemplateFile, line: int, name: str) -> int:
    """Return a line with the column of a missing name, if one place on it has that."""
    try:
        nodes_on = (node for node in tree_of(file).find_all((*_NODES, nodes.Const)) if node.lineno == line)
        found = [node for node in nodes_on if _last_of(node) == name]
    except TemplateSyntaxError:
        return line
    return line_of(found[0]) if name and len(found) == 1 else line


def _last_of(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Const):
        return str(node.value)
    return str(node.arg.value) if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) else ""


def _values(file: TemplateFile, line: int, variables: Mapping[str, Any], environment: Environment) -> Message:
    """Return the values of the names on a line, as far as they are plain."""
    shown: dict[str, str] = {}
    try:
        for node in _chains(tree_of(file)):
            if node.lineno == line and len(shown) < _MOST:
                name, value = _written(node), _value(node, variables, environment)
                if name and not isinstance(value, Undefined) and (text := _shown(value)):
                    shown[name] = text
    except Exception:  # whatever is there: the problem itself is said all the same
        return NOTHING
    if not shown:
        return NOTHING
    return say("values: {values}", values=", ".join(f"{name} = {text}" for name, text in shown.items()))


def _chains(node: nodes.Node) -> Iterator[nodes.Expr]:
    """Yield names and fields, the longest of each: `page.picture.url`, not `page` as well."""
    for child in node.iter_child_nodes():
        if isinstance(child, _NODES) and _written(child):
            yield child
        elif isinstance(child, nodes.Call):  # what a function is called is not the value
            for part in (*child.args, *(keyword.value for keyword in child.kwargs)):
                yield from _chains(nodes.Output([part]))
            if isinstance(child.node, nodes.Getattr):
                yield from _chains(nodes.Output([child.node.node]))
        else:
            yield from _chains(child)


def _written(node: nodes.Expr) -> str:
    """Return a name or field as it is written; "" for anything else."""
    if isinstance(node, nodes.Name):
        return node.name if node.ctx == "load" else ""
    if isinstance(node, nodes.Getattr):
        inner = _written(node.node)
        return f"{inner}.{node.attr}" if inner else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        inner = _written(node.node)
        return f"{inner}[{node.arg.value!r}]" if inner else ""
    return ""


def _value(node: nodes.Expr, variables: Mapping[str, Any], environment: Environment) -> Any:  # noqa: ANN401 - anything
    if isinstance(node, nodes.Name):
        missing = environment.undefined(name=node.name)
        return variables.get(node.name, environment.globals.get(node.name, missing))
    if isinstance(node, nodes.Getattr):
        return environment.getattr(_value(node.node, variables, environment), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return environment.getitem(_value(node.node, variables, environment), node.arg.value)
    return environment.undefined()


def _shown(value: object) -> str:
    """Return a value as it is shown to people; "" for functions and the like."""
    if isinstance(value, msgspec.Struct):
        return type(value).__name__
    if isinstance(value, dict | list | tuple):
        text = repr(value) if all(isinstance(part, _PLAIN) for part in value) else type(value).__name__
    elif isinstance(value, _PLAIN):
        text = str(value) if isinstance(value, date) else repr(value)
    else:
        return ""
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
