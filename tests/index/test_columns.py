"""Columns brought up to date equal those of a site that is assembled anew: `amended` is `columns_of(assemble(…))`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.core.config import load_config
from ssg.core.model import Article, Body, Brief
from ssg.index.amend import Change, amended
from ssg.index.amendment import Unusual
from ssg.index.assemble import assemble
from ssg.index.briefs import microseconds
from ssg.index.columns import Columns, Lists, bytes_of, columns_of, order_of, register_of, rows_of, site_of
from ssg.index.library import Library
from ssg.index.merge import edited
from ssg.index.model import Assembled, Site
from ssg.index.publicity import split_public
from ssg.index.queries import list_names, paths_of
from ssg.index.register import Order
from ssg.index.rows import signatures

CONFIG, _ = load_config("""title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thời sự"
[[categories]]
name = "Giao thông"
parent = "thoi-su"
[[categories]]
name = "Thể thao"
[[topics]]
name = "Mùa lũ"
""")
assert CONFIG is not None
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
TAGS = (*(f"tag {number}" for number in range(5)), "Tag 1", "mới", "mơi")
NAMES = ("Thời sự", "giao-thong", "Thể thao")


class Nothing(Library):
    """A library that has an article of nothing but its marks, for places of what is said."""

    def article(self, brief: Brief) -> Article:
        return Article(path=brief.path, title=brief.title, date=NOW, slug=brief.slug, category="")

    def body(self, brief: Brief) -> Body:
        raise LookupError


def brief(number: int, **values: Any) -> Brief:
    time = NOW - timedelta(hours=values.pop("hours", number * 7))
    usual: dict[str, Any] = {
        "path": f"thoi-su/{number}.md",
        "key": f"k{number}",
        "time": microseconds(time),
        "day": time.year * 10_000 + time.month * 100 + time.day,
        "title": f"Bài {number}",
        "face": f"f{number}",
        "slug": f"bai-{number}",
        "id": "",
        "category": NAMES[number % 3],
        "tags": (f"tag {number % 5}",),
        "authors": (f"Người {number % 4}",),
        "topic": "Mùa lũ" if number % 7 == 0 else "",
    }
    return Brief(**(usual | values))


def assembled(briefs: Mapping[str, Brief]) -> Assembled:
    public, left_out = split_public(briefs.values(), NOW)
    assert CONFIG is not None
    return assemble(
        public,
        CONFIG,
        Nothing(),
        now=NOW,
        left_out=left_out,
        media={},
        data={},
        fallback_category="Tin tức",
        strict=False,
    )


def stored(columns: Columns) -> Columns:
    """Return columns as the state gives them back, without what has no order."""
    found = msgspec.msgpack.decode(msgspec.msgpack.encode(columns), type=Columns)
    left = found.left_out
    scheduled = tuple((time.astimezone(UTC), path) for time, path in left.scheduled)
    return msgspec.structs.replace(found, left_out=msgspec.structs.replace(left, scheduled=scheduled))


def spelled(columns: Columns, order: Order) -> tuple[Columns, list[tuple[str, str]]]:
    """Return columns without numbers, which have no meaning, and the paths and URLs that these stand for."""
    found = [(path, order.url(order.row(path))) for path in order]
    return msgspec.structs.replace(stored(columns), order=b""), found


def spelled_of(site: Site) -> tuple[Columns, list[tuple[str, str]]]:
    columns = columns_of(site)
    return spelled(columns, order_of(columns, register_of(site)))


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "hours": st.integers(-50, 400),
        "category": st.sampled_from((*NAMES, "Chưa có", "Thời sụ")),
        "tags": st.lists(st.sampled_from([f"tag {n}" for n in range(5)] + ["Tag 1", "mới", "mơi"]), max_size=3).map(
            tuple
        ),
        "authors": st.lists(st.sampled_from([f"Người {n}" for n in range(5)]), max_size=2).map(tuple),
        "topic": st.sampled_from(("", "Mùa lũ", "Khác")),
        "slug": st.sampled_from(("bai-1", "bai-moi", "")),
        "featured": st.integers(0, 2),
        "draft": st.booleans(),
        "breaking": st.sampled_from((0, microseconds(NOW) + 1)),
        "expires": st.sampled_from((0, microseconds(NOW) - 1, microseconds(NOW) + 1)),
        "links": st.sampled_from(((), ("thoi-su/3.md",), ("thoi-su/40.md",))),
        "aliases": st.sampled_from(((), ("/cu/",))),
        "title": st.just("Khác"),
        "key": st.just("khác"),
    },
)
EDITS = st.lists(st.tuples(st.integers(0, 44), st.one_of(st.none(), VALUES)), min_size=1, max_size=4)


def apply_edits(before: Mapping[str, Brief], edits: list[tuple[int, dict[str, Any] | None]]) -> dict[str, Brief]:
    after = dict(before)
    for number, values in edits:
        if values is None:
            after.pop(f"thoi-su/{number}.md", None)
        else:
            after[f"thoi-su/{number}.md"] = brief(number, **values)
    return after


def changes_of(before: Mapping[str, Brief], after: Mapping[str, Brief]) -> dict[str, Change]:
    paths = {path for path, _ in before.items() ^ after.items()}
    return {path: (before.get(path), after.get(path)) for path in sorted(paths)}


BEFORE = {each.path: each for each in map(brief, range(40))}
BEFORE["thoi-su/33.md"] = brief(33, draft=True)
BEFORE["thoi-su/34.md"] = brief(34, hours=-20)
COLUMNS, REGISTER = columns_of(assembled(BEFORE).site), register_of(assembled(BEFORE).site)


@settings(max_examples=400, deadline=None)
@given(EDITS)
def test_columns_brought_up_to_date_are_those_of_a_new_site(edits: list[tuple[int, dict[str, Any] | None]]) -> None:
    assert CONFIG is not None
    after = apply_edits(BEFORE, edits)
    changes = changes_of(BEFORE, after)
    try:
        found = amended(COLUMNS, REGISTER, CONFIG, changes, after, NOW)
    except Unusual:
        return
    anew, was = assembled(after), assembled(BEFORE)
    assert spelled(found.columns, found.order) == spelled_of(anew.site), changes
    assert anew.diagnostics == was.diagnostics  # whatever is to be said of a change is said by planning all
    old, new = was.site, anew.site
    now = microseconds(NOW)
    before, present = (signatures(site, now, tuple(site.briefs)) for site in (old, new))
    assert {path for path, _ in before.items() ^ present.items()} <= found.articles
    lists = {name for name in (*list_names(old), *list_names(new)) if paths_of(old, name) != paths_of(new, name)}
    assert lists <= found.lists


@pytest.mark.parametrize(
    "edits",
    [
        [(40, {"hours": 0})],
        [(40, {"hours": 0, "tags": ("mới", "tag 2"), "featured": 2})],
        [(40, {"hours": 100}), (41, {"hours": 1})],
        [(20, None)],
        [(20, {"title": "Khác", "slug": "khac", "key": "khác"})],
        [(20, {"category": "Thể thao"})],
        [(20, {"hours": 3})],
        [(33, {})],
        [(20, {"draft": True})],
        [(2, {"breaking": microseconds(NOW) + 1})],
        [(33, None)],
    ],
)
def test_what_is_usual_needs_no_new_plan(edits: list[tuple[int, dict[str, Any] | None]]) -> None:
    assert CONFIG is not None
    after = apply_edits(BEFORE, edits)
    found = amended(COLUMNS, REGISTER, CONFIG, changes_of(BEFORE, after), after, NOW)
    assert spelled(found.columns, found.order) == spelled_of(assembled(after).site)


def _all(site: Site) -> Iterator[object]:
    yield from (list(site.briefs.items()), site.order, site.places, site.categories, site.names, site.picks)
    yield from (dict(site.neighbours), dict(site.media), site.named, site.left_out, site.breaking, site.hidden)
    yield from ({name: tuple(paths_of(site, name)) for name in list_names(site)}, list(list_names(site)))
    yield from ([(g.slug, g.name) for groups in (site.tags, site.authors, site.topics) for g in groups.values()],)


def test_a_site_comes_back_from_its_columns() -> None:
    assert CONFIG is not None
    site = assembled(BEFORE).site
    again = site_of(stored(COLUMNS), order_of(COLUMNS, REGISTER), CONFIG, NOW, BEFORE, Nothing())
    for one, other in zip(_all(site), _all(again), strict=True):
        assert one == other


def test_what_ends_a_list_and_what_begins_the_next_one_are_kept_apart() -> None:
    """Both are inserted at one place, in whatever order they are named."""
    lists = Lists(("a", "b"), (1, 1), bytes_of(np.array([0, 2], dtype=np.int32)))
    table = np.array([0, 1, 3], dtype=np.int32)
    for put in ({"b": [2], "a": [4]}, {"a": [4], "b": [2]}):
        found = edited(lists, table, put)
        assert (found.sizes, rows_of(found.rows).tolist()) == ((2, 2), [0, 4, 2, 3])
