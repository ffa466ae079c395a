"""A box of an article that shows data: drawing, table, title, unit and source. All reads are recorded.

Who reads a text elsewhere, in a feed or a mail, gets the table alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Final

from ssg.core.model import Article
from ssg.core.text.numbers import SAMPLE
from ssg.index.charts import Chart, chart_of
from ssg.pages.charts.bars import MOST, bars
from ssg.pages.charts.lines import lines
from ssg.pages.charts.model import Words
from ssg.pages.charts.stacks import stacks
from ssg.pages.charts.tiles import tiles

if TYPE_CHECKING:
    from ssg.pages.reader import Reader

DRAWN: Final[dict[str, Callable[[Chart, Words, str], str]]] = {
    "bar": bars,
    "stacked": stacks,
    "line": lines,
    "map": tiles,
}
"""How each kind of chart is drawn."""


def chart_html(read: Reader, article: Article, values: Mapping[str, str], content: str, *, copies: bool) -> str:
    """Return a chart; where it cannot be drawn, what stands in its box."""
    decimal = read.gettext(SAMPLE)[-2]
    chart = chart_of(values, read.data, decimal).chart
    if chart is None:
        return content
    words = Words(lambda word: read.gettext_in(article.language, word), read.gettext_in(article.language, SAMPLE))
    title, unit = escape(values["title"], quote=False), _said(words.gettext("Unit: {unit}"), "unit", values["unit"])
    source = _said(words.gettext("Source: {source}"), "source", values["source"])
    no_data = words.gettext("No data yet.")
    nothing = f"<p>{escape(no_data, quote=False)}</p>"
    if not chart.labels:
        return _figure(f"<strong>{title}</strong>" if title else "", unit, nothing, content, source)
    if not copies:
        return _elsewhere(title, unit, _table(chart, words, values["title"]) + content, source)
    drawing = DRAWN[chart.kind](chart, words, _label(chart, words, values["title"])) or nothing
    rest = len(chart.labels) - MOST if chart.kind in ("bar", "stacked") else 0
    more = _said(words.gettext("{n} more rows are in the table."), "n", str(rest)) if rest > 0 else ""
    name = escape(words.gettext("Table of the data"), quote=False)
    table = f'<details class="chart-data"><summary>{name}</summary>{_table(chart, words, values["title"])}</details>'
    inside = f"{drawing}{f'<p>{more}</p>' if more else ''}{table}"
    return _figure(f"<strong>{title}</strong>" if title else "", unit, inside, content, source)


def _said(template: str, key: str, value: str) -> str:
    return escape(template.format(**{key: value}), quote=False) if value else ""


def _figure(title: str, unit: str, inside: str, content: str, source: str) -> str:
    head = " ".join(filter(None, (title, f'<span class="chart-unit">{unit}</span>' if unit else "")))
    foot = f'<p class="chart-source">{source}</p>' if source else ""
    caption = f"<figcaption>{head}</figcaption>" if head else ""
    return f'<figure class="chart">{caption}{inside}{content}{foot}</figure>\n'


def _elsewhere(title: str, unit: str, inside: str, source: str) -> str:
    head = " ".join(filter(None, (f"<strong>{title}</strong>" if title else "", unit)))
    parts = (f"<p>{head}</p>" if head else "", inside, f"<p>{source}</p>" if source else "")
    return "".join(parts) + "\n"


def _label(chart: Chart, words: Words, title: str) -> str:
    """Return what a drawing says to those who do not see it."""
    sayings = {
        "bar": words.gettext("Bar chart"),
        "stacked": words.gettext("Stacked bars"),
        "line": words.gettext("Line chart"),
        "map": words.gettext("Map of the provinces"),
    }
    found = [(value, row) for row, value in enumerate(chart.series[0].values) if value is not None]
    parts = [title or chart.series[0].name, sayings[chart.kind]]
    if found and len(chart.series) == 1:
        digits = chart.series[0].decimals
        (most, at), (least, low) = max(found, key=lambda one: one[0]), min(found, key=lambda one: one[0])
        summary = words.gettext("highest: {most} ({at}); lowest: {least} ({low})")
        named = {"at": chart.labels[at], "low": chart.labels[low]}
        parts.append(summary.format(most=words.number(most, digits), least=words.number(least, digits), **named))
    parts.append(words.gettext("the data are in the table below"))
    return ". ".join(filter(None, parts))


def _table(chart: Chart, words: Words, title: str) -> str:
    """Return the data as a table that scrolls sideways if it is too wide."""
    name = title or words.gettext("Table of the data")
    heads = (chart.heading, *(one.name for one in chart.series))
    classes = ("", *(' class="align-right"' for _ in chart.series))
    head = "".join(
        f'<th scope="col"{kind}>{escape(said, quote=False)}</th>' if said else "<td></td>"
        for said, kind in zip(heads, classes, strict=True)
    )
    rows = []
    for row, label in enumerate(chart.labels):
        values = (_cell(one.values[row], one.decimals, words) for one in chart.series)
        cells = "".join(f'<td class="align-right">{said}</td>' for said in values)
        rows.append(f'<tr><th scope="row">{escape(label, quote=False)}</th>{cells}</tr>')
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<div class="table" tabindex="0" role="region" aria-label="{escape(name)}"><table>{body}</table></div>'


def _cell(value: float | None, decimals: int, words: Words) -> str:
    return "–" if value is None else words.number(value, decimals)
