"""Records of files are held by periods: a brief is decoded with at most some hundred others, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from ssg.core.model import Article
from ssg.index.briefs import brief_of
from ssg.steps import periods, texts
from ssg.steps.periods import LENGTHS, Periods
from ssg.store.records import Record
from tests.conftest import TinySite
from tests.test_recall import CONFIG, built, news


def _record(number: int, date: datetime) -> Record:
    article = Article(path=f"{number}.md", title=str(number), date=date, category="a", slug=str(number))
    return Record(article.path, 1, 1, number, f"key{number}", brief_of(article, f"key{number}"))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Divide periods of more than four records."""
    monkeypatch.setattr(periods, "MOST", 4)
    monkeypatch.setattr(texts, "MOST", 4)


@pytest.mark.usefixtures("few")
def test_a_full_period_is_divided_and_later_records_find_their_part() -> None:
    start, known = datetime(2026, 11, 1, tzinfo=UTC), Periods()
    records = [_record(number, start + timedelta(hours=12 * number)) for number in range(40)]
    parts = [(name, some) for name, some in known.divide("2026-11", records) if some]
    assert sorted(record.path for _, some in parts for record in some) == sorted(record.path for record in records)
    days = {f"2026-11-{day:02}" for day in range(1, 20)}
    assert {name for name, _ in parts} == days | {"2026-11-2"}
    again = Periods()
    for name, _ in parts:
        again.divided.update(name[:length] for length in LENGTHS if length < len(name))
    for name, some in parts:
        assert all(again.of(record.brief) == name for record in some)
    assert not any(two.startswith(one) for one, two in pairwise(sorted(name for name, _ in parts)))
    assert again.of(_record(1, datetime(2026, 10, 3, tzinfo=UTC)).brief) == "2026-10"


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_a_site_whose_periods_are_divided_is_built_like_a_new_one(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + "".join(f"-- content/thoi-su/{n}.md --\n{news(n)}" for n in range(1, 5)))
    built(tiny)
    tiny.write("content/thoi-su/5.md", news(5))  # the month is divided, and its other articles are asked for
    built(tiny)
    for number in range(6, 14):
        tiny.write(f"content/thoi-su/{number}.md", news(number))
    built(tiny)
    tiny.write("content/thoi-su/2.md", news(2, text="Đã sửa."))
    (tiny.root / "content/thoi-su/9.md").unlink()
    built(tiny)
    tiny.write("content/thoi-su/14.md", news(14))
    built(tiny)
