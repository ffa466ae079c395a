"""Which modules import which when they are imported, and in what circles. Reads their texts; imports nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

Graph = Mapping[str, set[str]]


def graph(modules: Mapping[str, Path]) -> Graph:
    """Give for each module those that importing it imports first: its packages, and what its own lines name."""
    return {name: _named(name, ast.parse(file.read_bytes()).body, modules) - {name} for name, file in modules.items()}


def _named(name: str, body: list[ast.stmt], modules: Mapping[str, Path]) -> set[str]:
    found = set(_packages(name))
    for node in _at_once(body):
        if isinstance(node, ast.Import):
            written = [alias.name for alias in node.names]
        else:
            assert node.module, f"{name} has a relative import"
            written = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for one in written:
            found.update((one, *_packages(one)))
    return found & modules.keys()


def _packages(name: str) -> Iterator[str]:
    while name := name.rpartition(".")[0]:
        yield name


def _at_once(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield what is imported when the module is: not in functions, nor for types alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from _at_once(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for field in ("body", "orelse", "finalbody"):
                yield from _at_once(getattr(node, field, []))
            for handler in getattr(node, "handlers", []):
                yield from _at_once(handler.body)


def circles(graph: Graph) -> list[set[str]]:
    """Give the largest sets of modules that all need each other (Tarjan's strongly connected components)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[set[str]] = []

    def visit(name: str) -> None:
        number[name] = lowest[name] = len(number)
        path.append(name)
        for other in graph[name]:
            if other not in number:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in path:
                lowest[name] = min(lowest[name], number[other])
        if lowest[name] == number[name]:
            at = path.index(name)
            found.append(set(path[at:]))
            del path[at:]

    for name in graph:
        if name not in number:
            visit(name)
    return [one for one in found if len(one) > 1]
