"""Results as Markdown tables, and where those go in `docs/benchmarks.md`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Cost


class Cell(NamedTuple):
    """One tool at one edit: the cost of each round, and how many output files had other bytes after the first."""

    costs: tuple[Cost, ...]
    changed: int

    @property
    def wall(self) -> float:
        """Median of the seconds."""
        return median(cost.wall for cost in self.costs)

    @property
    def cpu(self) -> float:
        """Median of the seconds of all processors."""
        return median(cost.cpu for cost in self.costs)

    @property
    def peak(self) -> int:
        """The most memory of any round, in bytes."""
        return max(cost.peak for cost in self.costs)


class Sizes(NamedTuple):
    """Files and bytes of the output, bytes of what is kept for the next build."""

    files: int
    output: int
    state: int


def paired(cell: Cell, base: Cell) -> float:
    """How many times as long as `base` within one round: the median over the rounds that both did.

    A busy moment of the machine meets both of a round; medians of seconds may come from different moments.
    """
    return median(one.wall / other.wall for one, other in zip(cell.costs, base.costs, strict=False))


Cells = Mapping[tuple[str, str], Cell]  # by edit, then tool


def ratio(value: float, base: float) -> str:
    """How many times `base` a value is: two figures, `–` where there is no telling."""
    if base <= 0:
        return "–"
    times = value / base
    return f"{times:.0f} ×" if times >= 9.95 else f"{times:.1f} ×" if times >= 0.995 else f"{times:.2f} ×"


def seconds(value: float) -> str:
    """Seconds, to a useful figure."""
    return f"{value:.1f}" if value >= 9.95 else f"{value:.2f}"


def table(corner: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Lay out one table."""
    lines = [f"| {corner} | " + " | ".join(columns) + " |", "|---" + "|---:" * len(columns) + "|"]
    lines += [f"| {name} | " + " | ".join(cells) + " |" for name, cells in rows]
    return "\n".join(lines)


def rows(
    cells: Cells, edits: Mapping[str, str], tools: Sequence[str], show: Callable[[Cell, Cell], str]
) -> list[tuple[str, list[str]]]:
    """One row for each edit that was measured; `show` gets a cell and that of the first tool."""
    found: list[tuple[str, list[str]]] = []
    for edit, label in edits.items():
        base = cells.get((edit, tools[0]))
        if base is not None:
            row = (cells.get((edit, tool)) for tool in tools)
            found.append((label, ["" if cell is None else show(cell, base) for cell in row]))
    return found


def _timed(cell: Cell, base: Cell) -> str:
    text = seconds(cell.wall)
    return text if cell is base else f"{text} ({ratio(paired(cell, base), 1)})"


def _weighed(cell: Cell, base: Cell) -> str:
    text = f"{cell.peak / 1e6:,.0f}"
    return text if cell is base else f"{text} ({ratio(cell.peak, base.peak)})"


def report(cells: Cells, sizes: Mapping[str, Sizes], edits: Mapping[str, str], tools: Mapping[str, str]) -> str:
    """All tables of one number of articles; the first of `tools` (name and label) is the measure of the others."""
    names, labels = list(tools), list(tools.values())
    kept = [
        ("Files", [f"{sizes[name].files:,}" for name in names]),
        ("Output, MB", [f"{sizes[name].output / 1e6:,.1f}" for name in names]),
        ("Kept for the next build, MB", [f"{sizes[name].state / 1e6:,.1f}" for name in names]),
        ("Kept, of the output", [ratio(sizes[name].state, sizes[name].output) for name in names]),
    ]
    return "\n\n".join(
        (
            table("Seconds", labels, rows(cells, edits, names, _timed)),
            table("Processor seconds", labels, rows(cells, edits, names, lambda cell, _: seconds(cell.cpu))),
            table("Peak memory, MB", labels, rows(cells, edits, names, _weighed)),
            table("Output files changed", labels, rows(cells, edits, names, lambda cell, _: f"{cell.changed:,}")),
            table("After the cold build", labels, kept),
        )
    )


def put_between(text: str, name: str, inner: str) -> str:
    """Replace what stands between the markers of `name`. Raises ValueError if they are not there."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"no {begin} … {end}")
    return f"{head}{begin}\n\n{inner}\n\n{end}{tail}"
