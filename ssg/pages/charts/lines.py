"""Lines over time, or over rows in their order. Each has a colour and a pattern of its own. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ssg.index.charts import Chart, Series
from ssg.pages.charts.model import Words, decimals_of, extent, legend, percent, svg, text, ticks

_TOP, _HIGH, _UNDER = 18, 220, 26
_WIDE: Final = 1000  # units of the lines' own grid, which is stretched to the width
_LETTERS: Final = 18  # of a name below: two of them at 320 pixels
_SOME: Final = 12  # points up to which each has a dot


def lines(chart: Chart, words: Words, label: str) -> str:
    """Return the drawing with its legend; "" without a number."""
    found = extent(chart.series)
    if found is None:
        return ""
    marks = ticks(*found)
    digits, parts, span = decimals_of(marks), [], (marks[-1] - marks[0]) or 1.0
    places = _places(chart)

    def height(value: float) -> float:
        return _TOP + _HIGH * (1 - (value - marks[0]) / span)

    for mark in marks:
        y = f"{height(mark):.1f}"
        parts.append(f'<line class="chart-grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>')
        parts.append(text("0", round(height(mark) - 4, 1), words.number(mark, digits)))
    inner = f'y="{_TOP}" width="100%" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}" preserveAspectRatio="none"'
    parts.append(f'<svg {inner} overflow="visible">')
    for at, one in enumerate(chart.series, 1):
        way = _way(one, places, lambda value: height(value) - _TOP)
        parts.append(f'<path class="chart-line chart-{at}" vector-effect="non-scaling-stroke" d="{way}"/>')
    parts.append("</svg>")
    for at, one in enumerate(chart.series, 1):
        for x, value in _dots(one, places):
            parts.append(f'<circle class="chart-{at}" cx="{percent(x)}" cy="{height(value):.1f}" r="3.5"/>')
    parts += _under(chart, places)
    return legend(chart, _mark) + svg("lines", _TOP + _HIGH + _UNDER, label, parts)


def _places(chart: Chart) -> list[float]:
    """Return where each row stands, from 0 to 1; rows of one and the same time stand beside each other."""
    times = [time.at for time in chart.times]
    at: Sequence[float] = times if times and times[0] < times[-1] else range(len(chart.labels))
    first, last = (at[0], at[-1]) if at else (0, 0)
    return [(one - first) / (last - first) if last > first else 0.5 for one in at]


def _way(one: Series, places: Sequence[float], height: Callable[[float], float]) -> str:
    """Return the path of a line; it is broken where a number is missing."""
    parts, pen = [], "M"
    for x, value in zip(places, one.values, strict=True):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{x * _WIDE:.1f} {height(value):.1f}")
        pen = "L"
    return "".join(parts)


def _dots(one: Series, places: Sequence[float]) -> list[tuple[float, float]]:
    """Return the points that have a dot: all of a few, the last of many, and any that no line leads to."""
    found = [(x, value) for x, value in zip(places, one.values, strict=True) if value is not None]
    if len(found) <= _SOME:
        return found
    lonely = [
        (places[row], value)
        for row, value in enumerate(one.values[1:-1], 1)
        if value is not None and one.values[row - 1] is None and one.values[row + 1] is None
    ]
    return [*lonely, found[-1]]


def _under(chart: Chart, places: Sequence[float]) -> list[str]:
    """Return the names of the first and the last row, and of one near the middle."""
    y, names = _TOP + _HIGH + 18, [_short(name) for name in chart.labels]
    if len(names) < 2:
        return [text("50%", y, name, ' text-anchor="middle"') for name in names]
    parts = [text("0", y, names[0]), text("100%", y, names[-1], ' text-anchor="end"')]
    middle = min(range(len(names)), key=lambda row: abs(places[row] - 0.5))
    if 0.4 <= places[middle] <= 0.6 and max(map(len, (names[0], names[middle], names[-1]))) <= 14:
        parts.append(text(percent(places[middle]), y, names[middle], ' text-anchor="middle"'))
    return parts


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _mark(at: int) -> str:
    line = f'<path class="chart-line chart-{at}" d="M0 7H28"/>'
    return f'<svg width="28" height="14" aria-hidden="true">{line}</svg>'
