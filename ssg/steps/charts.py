"""Checks the charts of the articles that are published. Articles without one are not read."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import NullTranslations

from ssg.content.data import DATA
from ssg.content.data_faults import UNREADABLE
from ssg.core.errors import Diagnostic
from ssg.core.model import Brief
from ssg.core.text.numbers import SAMPLE
from ssg.index.chart_faults import check
from ssg.index.charts import is_chart
from ssg.index.library import Library
from ssg.inputs import Inputs


def check_charts(
    inputs: Inputs, public: Iterable[Brief], library: Library, words: NullTranslations
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the charts of public articles."""
    shown = [library.article(brief) for brief in public if brief.boxes and any(map(is_chart, brief.boxes))]
    if not shown:
        return ()
    unread = (one.place.path for one in inputs.diagnostics if one.code == UNREADABLE)
    names = frozenset(path.removeprefix(f"{DATA}/").rpartition(".")[0] for path in unread)
    return check(shown, inputs.data, words.gettext(SAMPLE)[-2], names)
