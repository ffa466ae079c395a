"""A map of the provinces of Viet Nam as tiles: each as large as the others, with its name and number. Pure."""

from __future__ import annotations

from html import escape
from typing import Final

from ssg.index.charts import Chart
from ssg.index.provinces import TILES
from ssg.pages.charts.model import Words, extent, percent, svg, text

_COLUMNS: Final = 5
_HIGH, _GAP = 40, 3
_CLASSES: Final = 5


def tiles(chart: Chart, words: Words, label: str) -> str:
    """Return the drawing with its legend; "" without a number."""
    if extent(chart.series) is None:
        return ""
    one = chart.series[0]
    values = dict(zip(chart.labels, one.values, strict=True))
    bounds = _bounds([value for value in one.values if value is not None])
    parts = []
    for tile in TILES:
        value = values.get(tile.province)
        step = "none" if value is None else str(_step(value, bounds))
        x, y = tile.column / _COLUMNS, tile.row * (_HIGH + _GAP)
        said = "–" if value is None else words.number(value, one.decimals)
        box = f'x="{percent(x)}" y="{y}" width="{percent(1 / _COLUMNS - 0.008)}" height="{_HIGH}" rx="2"'
        middle = percent(x + 0.5 / _COLUMNS - 0.004)
        parts.append(f'<g class="chart-step-{step}"><title>{escape(f"{tile.province}: {said}")}</title><rect {box}/>')
        parts.append(text(middle, y + 17, tile.label, ' class="chart-name" text-anchor="middle"'))
        parts.append(text(middle, y + 32, said, ' text-anchor="middle"') + "</g>")
    high = (1 + max(tile.row for tile in TILES)) * (_HIGH + _GAP) - _GAP
    return _legend(bounds, words, one.decimals, none=len(values) < len({t.province for t in TILES})) + svg(
        "tiles", high, label, parts
    )


def _bounds(values: list[float]) -> list[tuple[float, float]]:
    """Return classes of about as many provinces each: the least and the greatest number of each."""
    values = sorted(values)
    found: list[tuple[float, float]] = []
    for at in range(_CLASSES):
        part = values[len(values) * at // _CLASSES : len(values) * (at + 1) // _CLASSES]
        part = [value for value in part if not found or value > found[-1][1]]
        if part:
            found.append((part[0], part[-1]))
    return found


def _step(value: float, bounds: list[tuple[float, float]]) -> int:
    """Return the class of a number, from 1; few classes use the strongest colours."""
    at = next((at for at, (_, most) in enumerate(bounds) if value <= most), len(bounds) - 1)
    return _CLASSES - len(bounds) + at + 1


def _legend(bounds: list[tuple[float, float]], words: Words, decimals: int, *, none: bool) -> str:
    items = []
    for at, (least, most) in enumerate(bounds):
        said = words.number(least, decimals)
        said = said if least == most else f"{said} – {words.number(most, decimals)}"
        items.append((str(_CLASSES - len(bounds) + at + 1), said))
    items += [("none", words.gettext("No data"))] if none else []
    marks = (
        f'<li><svg class="chart-step-{step}" width="14" height="14" aria-hidden="true"><rect width="14" height="14"/>'
        f"</svg>{escape(said, quote=False)}</li>"
        for step, said in items
    )
    return f'<ul class="chart-key">{"".join(marks)}</ul>'
