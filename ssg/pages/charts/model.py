"""What the drawings share: words and numbers as a page writes them, and elements of SVG. Pure.

Widths are percentages and heights are pixels, so that text stays as large as it is while a drawing becomes narrower.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html import escape
from math import floor, log10
from typing import Final, NamedTuple

from ssg.core.text.numbers import number
from ssg.index.charts import Chart, Series

_MOST_DECIMALS: Final = 12


class Words(NamedTuple):
    """How a page writes: its words, and a number with the separators of `sample`."""

    gettext: Callable[[str], str]
    sample: str

    def number(self, value: float, digits: int) -> str:
        """Return a number as readers see it, with U+2212 as its minus."""
        return number(Decimal(str(value)), self.sample, digits).replace("-", "−")


def text(x: str, y: float, said: str, more: str = "") -> str:
    """Return a text in a drawing."""
    return f'<text x="{x}" y="{y:g}"{more}>{escape(said, quote=False)}</text>'


def percent(part: float) -> str:
    """Return a part of the width."""
    return f"{round(100 * part, 2):g}%"


def cut(said: str, most: int) -> tuple[str, ...]:
    """Return a label in one or two lines of at most `most` characters; what does not fit ends with an ellipsis."""
    if len(said) <= most:
        return (said,)
    at = said.rfind(" ", most // 3, most + 1)
    first, rest = (said[:at], said[at + 1 :]) if at > 0 else (said[:most], said[most:])
    return first, rest if len(rest) <= most else f"{rest[: most - 1].rstrip()}…"


def extent(series: tuple[Series, ...]) -> tuple[float, float] | None:
    """Return the least and the greatest number; None without any."""
    values = [value for one in series for value in one.values if value is not None]
    return (min(values), max(values)) if values else None


def ticks(least: float, most: float, about: int = 4) -> list[float]:
    """Return round numbers that enclose two numbers."""
    span = most - least
    if span <= 1e-9 * max(abs(least), abs(most)):  # what differs less is one line
        span = abs(most) or 1.0
    unit = 10.0 ** floor(log10(span / about))
    step = next(unit * by for by in (1, 2, 2.5, 5, 10) if unit * by * about >= span)
    first = floor(least / step)
    found = [first * step]
    while found[-1] < most - step * 1e-9:
        found.append((first + len(found)) * step)
    if len(found) == 1:
        found.append(found[0] + step)
    digits = max(0, 2 - floor(log10(step)))
    return [round(one, digits) for one in found]


def decimals_of(marks: list[float]) -> int:
    """Return how many decimals the numbers of an axis need, at most 12."""
    near = 1e-6 * (marks[1] - marks[0])
    return next((n for n in range(_MOST_DECIMALS) if all(abs(round(v, n) - v) < near for v in marks)), _MOST_DECIMALS)


def svg(kind: str, height: float, label: str, inside: list[str]) -> str:
    """Return a drawing as wide as its place."""
    head = f'<svg class="chart-{kind}" width="100%" height="{height:g}" role="img" aria-label="{escape(label)}">'
    return f"{head}{''.join(inside)}</svg>"


def legend(chart: Chart, mark: Callable[[int], str]) -> str:
    """Return what the colours stand for, if there is more than one."""
    if len(chart.series) < 2:
        return ""
    items = (f"<li>{mark(at)}{escape(one.name, quote=False)}</li>" for at, one in enumerate(chart.series, 1))
    return f'<ul class="chart-key">{"".join(items)}</ul>'
