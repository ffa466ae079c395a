"""Horizontal bars: each row has its name above its bars, so that long names fit on a telephone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from ssg.index.charts import Chart
from ssg.pages.charts.model import Words, cut, extent, legend, percent, svg, text

MOST: Final = 40
"""Rows that are drawn."""
LETTERS: Final = 38  # of a line at 320 pixels
_WIDE: Final = 0.74  # of the whole: the rest is for the number behind a bar
_NARROW: Final = 288  # pixels of a page of 320
_DIGIT: Final = 8.2
LINE, BAR, GAP = 18, 15, 13


def bars(chart: Chart, words: Words, label: str) -> str:
    """Return the drawing of the first rows, with its legend; "" without a number."""
    found = extent(tuple(one._replace(values=one.values[:MOST]) for one in chart.series))
    if found is None:
        return ""
    least, most = min(0.0, found[0]), max(0.0, found[1])
    span = (most - least) or 1.0
    numbers = (
        words.number(value, one.decimals) for one in chart.series for value in one.values[:MOST] if value is not None
    )
    whole = width(numbers)
    zero, y, parts = whole * -least / span, 0.0, []
    for row, name in enumerate(chart.labels[:MOST]):
        parts.append(f"<g><title>{escape(name, quote=False)}</title>")
        for line in cut(name, LETTERS):
            y += LINE
            parts.append(text("0", y - 4, line, ' class="chart-name"'))
        for at, one in enumerate(chart.series, 1):
            value = one.values[row]
            y += 1
            if value is None:
                parts.append(text(percent(zero), y + BAR - 3, "–", ' dx="4"'))
            else:
                wide = whole * abs(value) / span
                x = zero - wide if value < 0 else zero
                box = f'x="{percent(x)}" y="{y:g}" width="{percent(wide)}" height="{BAR}"'
                parts.append(f'<rect class="chart-{at}" {box}/>')
                said = words.number(value, one.decimals)
                parts.append(text(percent(max(zero, x + wide)), y + BAR - 3, said, ' dx="5"'))
            y += BAR
        y += GAP
        parts.append("</g>")
    if least < 0:
        parts.insert(0, f'<line class="chart-axis" x1="{percent(zero)}" x2="{percent(zero)}" y1="0" y2="{y:g}"/>')
    return legend(chart, mark) + svg("bars", y, label, parts)


def width(numbers: Iterable[str]) -> float:
    """Return which part of the width the longest bar has: no number behind a bar may be cut, as it would be another."""
    longest = max(map(len, numbers), default=0)
    return min(_WIDE, 1 - (longest + 1) * _DIGIT / _NARROW)


def mark(at: int) -> str:
    """Return the mark of a column in the legend."""
    return f'<svg width="14" height="14" aria-hidden="true"><rect class="chart-{at}" width="14" height="14"/></svg>'
