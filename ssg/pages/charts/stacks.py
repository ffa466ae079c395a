"""Stacked bars: what the columns of a row are together, and how large the part of each is. Pure."""

from __future__ import annotations

from html import escape
from typing import Final

from ssg.index.charts import Chart, total
from ssg.pages.charts.bars import BAR, GAP, LETTERS, LINE, MOST, mark, width
from ssg.pages.charts.model import Words, cut, legend, percent, svg, text

_HIGH: Final = BAR + 7


def stacks(chart: Chart, words: Words, label: str) -> str:
    """Return the drawing of the first rows, with its legend; "" without a number.

    Behind each bar stands its sum; who points at a part reads what it is.
    """
    sums = [total(one.values[row] for one in chart.series) for row in range(len(chart.labels[:MOST]))]
    most = max((value for value in sums if value is not None), default=None)
    if most is None:
        return ""
    decimals = max(one.decimals for one in chart.series)
    longest = width(words.number(value, decimals) for value in sums if value is not None)
    y, parts = 0.0, []
    for row, name in enumerate(chart.labels[:MOST]):
        parts.append("<g>")
        for line in cut(name, LETTERS):
            y += LINE
            parts.append(text("0", y - 4, line, ' class="chart-name"'))
        x, whole = 0.0, sums[row]
        for at, one in enumerate(chart.series, 1):
            if not (value := one.values[row]):
                continue
            wide = longest * value / (most or 1.0)
            said = escape(f"{one.name}: {words.number(value, one.decimals)}", quote=False)
            box = f'x="{percent(x)}" y="{y + 1:g}" width="{percent(wide)}" height="{_HIGH}"'
            parts.append(f'<rect class="chart-{at}" {box}><title>{said}</title></rect>')
            x += wide
        said = "–" if whole is None else words.number(whole, decimals)
        parts.append(text(percent(x), y + _HIGH - 5, said, ' dx="5"') + "</g>")
        y += 1 + _HIGH + GAP
    return legend(chart, mark) + svg("stacks", y, label, parts)
