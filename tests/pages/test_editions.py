"""Outputs with `every`: which editions there are at which time, whatever was built before."""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, cast, overload
from zoneinfo import ZoneInfo

import msgspec
import pytest

from ssg.core.config.output_keys import OutputConfig
from ssg.index.editions import editions
from ssg.pages import list_outputs
from ssg.pages.reader import Planner
from ssg.pages.source import NO_DATA, Source, no_original
from tests.conftest import CONFIG, TinySite, article_file
from tests.test_plain_pages import check_against_clean

if TYPE_CHECKING:
    from ssg.index.library import Library

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DAILY = '[[outputs]]\nname = "b"\npath = "/b/{yyyy}-{mm}-{dd}.json"\nevery = "day"\nkeep = 4\n'


def daily(**given: object) -> OutputConfig:
    return OutputConfig(**{"name": "b", "path": "/{yyyy}{mm}{dd}", "every": "day", **given})  # type: ignore[arg-type]


def days(output: OutputConfig, now: str, zone: ZoneInfo = HANOI) -> list[str]:
    return [f"{one.day}" for one in editions(output, datetime.fromisoformat(now).replace(tzinfo=zone), zone)]


def test_days_follow_from_the_calendar() -> None:
    assert days(daily(keep=2), "2026-03-01 05:59") == ["2026-02-28", "2026-02-27"]
    assert days(daily(keep=2), "2026-03-01 06:00") == ["2026-03-01", "2026-02-28"]
    assert days(daily(keep=2, at="23:59"), "2026-01-01 23:58") == ["2025-12-31", "2025-12-30"]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("2026-11-22 07:00", ["2026-11-16", "2026-11-09"]),
        ("2026-11-23 05:59", ["2026-11-16", "2026-11-09"]),
        ("2026-11-23 06:00", ["2026-11-23", "2026-11-16"]),
        ("2026-11-24 00:00", ["2026-11-23", "2026-11-16"]),
    ],
)
def test_weeks_end_on_their_day(now: str, found: list[str]) -> None:
    assert days(daily(every="week", keep=2), now) == found


def test_each_edition_ends_where_the_next_begins_also_where_clocks_change() -> None:
    zone = ZoneInfo("America/New_York")
    now = datetime(2026, 11, 3, 12, tzinfo=zone)
    found = list(editions(daily(at="02:30", keep=300), now, zone))
    for later, earlier in pairwise(found):
        assert later.since == earlier.until
        assert later.until > later.since


def test_there_is_nothing_before_the_first_year() -> None:
    assert days(daily(keep=3), "0001-01-02 12:00", ZoneInfo("UTC")) == ["0001-01-02"]


def published(tiny: TinySite) -> dict[str, list[str]]:
    files = sorted((tiny.public / "b").glob("*.json"))
    found = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
    return {day: [item["title"] for item in data["items"]] for day, data in found.items()}


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    times = {"a": "23/11/2026 05:59", "b": "23/11/2026 06:00", "c": "24/11/2026 05:59", "d": "24/11/2026 06:00"}
    made = site("".join(article_file(f"tin/{n}.md", title=n, date=f"'{at}'") for n, at in times.items()))
    made.write("site.toml", CONFIG + DAILY)
    made.build()
    return made


def test_an_edition_has_what_is_new_since_the_one_before(tiny: TinySite) -> None:
    assert published(tiny) == {"2026-11-23": ["a"], "2026-11-24": ["c", "b"]}
    data = json.loads(tiny.read("b/2026-11-24.json"))
    assert (data["since"], data["until"]) == ("2026-11-23T06:00:00+07:00", "2026-11-24T06:00:00+07:00")


def test_the_next_edition_is_due_when_its_time_comes(tiny: TinySite) -> None:
    due = datetime(2026, 11, 25, 6, tzinfo=HANOI)
    built = tiny.build()
    assert built.published is not None
    # The news sitemap changes at 05:59 and 06:00 of the same day.
    assert built.edition.next_change == due - timedelta(minutes=1)
    tiny.now = due - timedelta(seconds=30)
    assert tiny.build().edition.next_change == due
    assert "2026-11-25" not in published(tiny)
    tiny.now = due
    check_against_clean(tiny)
    assert published(tiny)["2026-11-25"] == ["d"]


@pytest.mark.slow
def test_incremental_builds_are_clean_builds(tiny: TinySite) -> None:
    def at(**after: int) -> Callable[[], object]:
        def later() -> None:
            tiny.now += timedelta(**after)

        return later

    steps: list[Callable[[], object]] = [
        lambda: tiny.edit("content/tin/b.md", "title: b", "title: bê"),
        lambda: tiny.edit("content/tin/c.md", "24/11/2026", "23/11/2026"),  # into the edition before
        lambda: tiny.add(article_file("tin/e.md", title="e", date="'25/11/2026 05:00'")),  # scheduled
        at(hours=17),
        at(hours=1),
        lambda: tiny.edit("content/tin/e.md", "title: e", "title: e\nexpires: 2026-11-26"),
        at(days=2),
        lambda: tiny.remove("content/tin/b.md"),
        lambda: tiny.add(article_file("tin/f.md", title="f", date="'22/11/2026 07:00'")),  # later, for an earlier one
        at(days=3),
        lambda: tiny.edit("site.toml", 'every = "day"', 'every = "week"\nweekday = "sunday"'),
        at(days=9),
        lambda: tiny.edit("site.toml", "keep = 4", 'keep = 2\nat = "23:30"'),
    ]
    for step in steps:
        step()
        check_against_clean(tiny)


def test_an_article_changes_its_edition_though_no_order_changes(tiny: TinySite) -> None:
    tiny.edit("content/tin/a.md", "23/11/2026 05:59", "23/11/2026 06:00")
    check_against_clean(tiny)
    assert published(tiny) == {"2026-11-24": ["c", "b", "a"]}


def test_a_late_edit_renders_its_edition_alone(tiny: TinySite) -> None:
    before = tiny.tree()
    tiny.edit("content/tin/a.md", "title: a", "title: á")
    tiny.build()
    changed = {name for name, data in tiny.tree().items() if before.get(name) != data and name.startswith("b/")}
    assert changed == {"b/2026-11-23.json"}


class Counted(Sequence[str]):
    """A list of paths that counts what is read of it."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self.read = 0

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        found = self.paths[at]
        self.read += 1 if isinstance(at, int) else len(found)
        return found


def test_planning_reads_no_list_as_a_whole(site: Callable[[str], TinySite]) -> None:
    """What is read grows with the logarithm of the archive, with the articles of editions, and with nothing else."""
    number = 400
    made = site("".join(article_file(f"tin/{n}.md", title=f"B{n}", date=_hour(n), tags="[t]") for n in range(number)))
    outputs = DAILY + '[[outputs]]\nname = "x"\npath = "/x.json"\ntag = "t"\n'
    outputs += DAILY.replace('"b"', '"c"').replace("/b/", "/c/") + 'category = "tin"\ntag = "t"\nfeatured = false\n'
    made.write("site.toml", CONFIG + outputs)
    built = made.build().edition.site
    lists = {"order": Counted(built.order)}
    category, tag = Counted(built.by_category["tin"]), Counted(built.tags["t"].paths)
    counted = msgspec.structs.replace(
        built,
        order=lists["order"],
        by_category={"tin": category},
        tags={"t": msgspec.structs.replace(built.tags["t"], paths=tag)},
    )
    words = gettext.NullTranslations()
    library = cast("Library", None)  # no article is read
    planner = Planner(Source(counted, library, words, NO_DATA, NO_DATA, NO_DATA, no_original))
    found = list(list_outputs.pages(planner))
    assert len(found) == 2 * 4 + 1
    for one in (lists["order"], category, tag):
        assert one.read <= 4 * (24 + 2 * 10)  # four editions: their 24 articles, and where they begin and end


def _hour(number: int) -> str:
    return f"'{(datetime(2026, 11, 24, 11, tzinfo=HANOI) - timedelta(hours=number)):%Y-%m-%d %H:%M}'"
