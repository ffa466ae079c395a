"""Finds shortcodes and tags of other generators in prose, with their arguments and what stands between two of them.

Hugo and Nikola write `{{< name a b="c" >}}` and `{{% name %}}`, Zola `{{ name(a="b") }}` and `{% name() %}…{% end %}`,
Jekyll and Hexo `{% name a b:c %}` and `{{ variable | filter }}`. Pure; what they mean is told by a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

_ARGUMENT: Final = re.compile(
    r"""(?:([A-Za-z_][\w-]*)\s*[=:]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s"'`,]+))""", re.DOTALL
)
_HUGO: Final = re.compile(r"\{\{([<%])\s*(/?)\s*([\w./-]+)((?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\"`{}])*?)(/?)\s*[>%]\}\}")
_LIQUID: Final = re.compile(r"\{%-?\s*(/?)([\w-]+)((?:\"[^\"]*\"|'[^']*'|[^\"'{}%]|%(?!\}))*?)\s*-?%\}")
_VARIABLE: Final = re.compile(r"\{\{-?\s*([^{}<%]{1,300}?)\s*-?\}\}")
_ZOLA: Final = re.compile(r"\{([{%])-?\s*([\w]+)\s*\(((?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\"'`(){}])*)\)\s*-?[}%]\}")
_ZOLA_END: Final = re.compile(r"\{%-?\s*end\s*-?%\}")
_COMMENT: Final = re.compile(r"\{\{</\*(.*?)\*/>\}\}|\{\{%/\*(.*?)\*/%\}\}", re.DOTALL)
_DEEPEST: Final = 40


class Call(NamedTuple):
    """A shortcode or tag: its name, its arguments, what it encloses (None: it stands alone), and how it is written."""

    name: str
    arguments: Sequence[str]
    named: Mapping[str, str]
    inner: str | None
    written: str
    alone: bool

    def first(self, *keys: str) -> str:
        """Return the first argument that has one of these names; a number names one by its place."""
        for key in keys:
            if key.isdecimal():
                if int(key) < len(self.arguments):
                    return self.arguments[int(key)]
            elif self.named.get(key):
                return self.named[key]
        return ""


class _Mark(NamedTuple):
    start: int
    end: int
    name: str
    arguments: str
    closes: bool
    alone: bool


Answer = Callable[[Call], str]


def arguments_of(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the arguments of a shortcode: those without a name, and those with one."""
    plain: list[str] = []
    named: dict[str, str] = {}
    for name, double, single, back, bare in _ARGUMENT.findall(text):
        value = re.sub(r"\\(.)", r"\1", double or single) or back or bare
        if name and bare.startswith("//"):  # `https://…` is no argument of the name `https`
            plain.append(f"{name}:{bare}")
        elif name:
            named[name.lower()] = value
        else:
            plain.append(value)
    return tuple(plain), named


def hugo(prose: str, answer: Answer) -> str:
    """Return prose with the shortcodes of Hugo or Nikola replaced; innermost first."""
    prose = _COMMENT.sub(lambda found: f"\ue002{found[1] or found[2]}\ue003", prose)
    marks = [
        _Mark(m.start(), m.end(), m[3], m[4], closes=m[2] == "/", alone=m[5] == "/") for m in _HUGO.finditer(prose)
    ]
    return _replaced(prose, marks, answer).replace("\ue002", "{{<").replace("\ue003", ">}}")


def zola(prose: str, answer: Answer) -> str:
    """Return prose with the shortcodes of Zola replaced."""
    marks = [_Mark(m.start(), m.end(), m[2], m[3], closes=False, alone=m[1] == "{") for m in _ZOLA.finditer(prose)]
    marks += [_Mark(m.start(), m.end(), "end", "", closes=True, alone=False) for m in _ZOLA_END.finditer(prose)]
    return _replaced(prose, sorted(marks), answer)


def liquid(prose: str, answer: Answer, variable: Callable[[str], str | None]) -> str:
    """Return prose with tags and variables of Liquid or Nunjucks replaced; a variable without a value stays."""
    marks = []
    for m in _LIQUID.finditer(prose):
        name = m[2]
        closes = m[1] == "/" or (name.startswith("end") and len(name) > 3)
        marks.append(_Mark(m.start(), m.end(), name.removeprefix("end") if closes else name, m[3], closes, alone=False))
    done = _replaced(prose, marks, answer)
    return _VARIABLE.sub(lambda found: found[0] if (value := variable(found[1])) is None else value, done)


def _replaced(prose: str, marks: Sequence[_Mark], answer: Answer) -> str:
    """Replace marks; what one encloses is replaced before it. Nested too deeply, it stays as it is."""
    pairs = _pairs(marks)

    def part(first: int, last: int, start: int, end: int, depth: int) -> str:
        done: list[str] = []
        at, number = start, first
        while number < last:
            mark = marks[number]
            if mark.start < at:
                number += 1
                continue
            done.append(prose[at : mark.start])
            close = pairs.get(number)
            inner, stop = None, mark.end
            if close is not None:
                until = marks[close].start
                deeper = part(number + 1, close, mark.end, until, depth + 1) if depth < _DEEPEST else None
                inner, stop = prose[mark.end : until] if deeper is None else deeper, marks[close].end
            done.append(answer(_call(prose, mark, inner, stop)))
            at, number = stop, (number if close is None else close) + 1
        done.append(prose[at:end])
        return "".join(done)

    return part(0, len(marks), 0, len(prose), 0)


def _call(prose: str, mark: _Mark, inner: str | None, stop: int) -> Call:
    name = f"/{mark.name}" if mark.closes else mark.name
    arguments, named = arguments_of(mark.arguments)
    return Call(name, arguments, named, inner, prose[mark.start : mark.end], _is_alone(prose, mark.start, stop))


def _pairs(marks: Sequence[_Mark]) -> dict[int, int]:
    """Return which mark is closed by which; the nearest one of the same name, in nested pairs."""
    open_: list[int] = []
    found: dict[int, int] = {}
    for at, mark in enumerate(marks):
        if not mark.closes:
            if not mark.alone:
                open_.append(at)
            continue
        for back in range(len(open_) - 1, -1, -1):
            if mark.name in ("end", marks[open_[back]].name):
                found[open_[back]] = at
                del open_[back:]
                break
    return found


def _is_alone(text: str, start: int, end: int) -> bool:
    """Return whether a mark has its line, or its lines, for itself."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)]
    return not before.strip() and not after.strip()
