"""What is said of the charts of articles: mistakes of an article as errors, those of its data as warnings. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from ssg.content.data import DATA, is_csv
from ssg.content.markdown.box_use import KIND, use_of
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.model import Article, Ref
from ssg.index.boxes import CHARTS, faults, values_of
from ssg.index.charts import chart_of, file_of, is_chart, names_of
from ssg.index.places import CONTENT


def check(
    articles: Iterable[Article], data: Mapping[str, Any], decimal: str, unread: AbstractSet[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the charts of articles; a mistake of the data once, with all places that show it.

    `unread` are the names of data that cannot be read, of which more is said elsewhere.
    """
    said: list[Diagnostic] = []
    of_data: dict[tuple[str, int, int, str], list[Diagnostic]] = {}
    for article in articles:
        for ref in article.refs:
            for one, is_of_data in _check_one(article, ref, data, decimal, unread):
                if not is_of_data:
                    said.append(one)
                else:
                    key = (one.place.path, one.place.line, one.place.column, one.code)
                    of_data.setdefault(key, []).append(one)
    for same in of_data.values():
        first = same[0]
        also = tuple(dict.fromkeys(place for one in same for place in one.also))
        said.append(warning(first.code, first.message, first.place, first.hint, also))
    return tuple(said)


def _check_one(
    article: Article, ref: Ref, data: Mapping[str, Any], decimal: str, unread: AbstractSet[str]
) -> Iterator[tuple[Diagnostic, bool]]:
    if ref.kind != KIND or not is_chart(ref.target):
        return
    use, place = use_of(ref.target), Place(f"{CONTENT}/{article.path}", ref.line, ref.column)
    if any(faults(CHARTS, use, place)):
        return  # said of every box
    box = CHARTS[use.name]
    at = {argument.name: given.at for given in use.given if (argument := box.argument(given.name))}
    values = values_of(box, use)
    found = chart_of(values, data.__getitem__, decimal, data)
    name = next((name for name in names_of(values["data"]) if name in data), "")
    is_unread = not name and not unread.isdisjoint(names_of(values["data"]))
    for fault in found.faults:
        if is_unread and fault.argument == "data":
            continue
        if fault.cell is None:
            column = place.column + at.get(fault.argument, 0) if place.column else 0
            yield error(fault.code, fault.message, Place(place.path, place.line, column), fault.hint), False
            continue
        file = name if is_csv(name) else file_of(values["data"])
        if file == name and not is_csv(name):  # which of the endings the file has is not known
            yield warning(fault.code, fault.message, place, fault.hint), True
            continue
        where = Place(f"{DATA}/{file}", fault.cell.line, fault.cell.column)
        yield warning(fault.code, fault.message, where, fault.hint, (place,)), True
