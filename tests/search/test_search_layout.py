"""The binary form of the index, and how months are parted: properties."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssg.pages.search.layout import OPEN_BOUNDS, lay_out, varint
from ssg.pages.search.spans import LONGEST, LONGEST_WITH_TEXTS, month_name, month_number, spans_of
from tests.search.reader import Reader, read_head, read_shard

TERMS = st.text(st.sampled_from("abtđ@0я𐐀\uffee"), min_size=1, max_size=5)
LISTS = st.dictionaries(
    TERMS, st.dictionaries(st.integers(0, 191), st.binary(min_size=1, max_size=300), min_size=1, max_size=3)
)


@given(st.integers(0, 2**40))
def test_numbers(number: int) -> None:
    assert Reader(varint(number)).number() == number


@given(LISTS, st.one_of(st.none(), st.integers(1, 12)))
def test_whatever_is_laid_out_is_read(lists: dict[str, dict[int, bytes]], shards: int | None) -> None:
    layer = lay_out(lists, shards)
    assert len(layer.shards) == (shards or len(OPEN_BOUNDS))
    bounds = read_head(layer.head)
    assert [(b.size, b.terms) for b in bounds] == [
        (len(s), len({term for term, _, _ in read_shard(s)})) for s in layer.shards
    ]
    found: dict[str, dict[int, bytes]] = {}
    for shard in layer.shards:
        for term, form, data in read_shard(shard):
            found.setdefault(term, {})[form] = data
    assert found == lists


def utf16(text: str) -> bytes:
    return text.encode("utf-16-be")


@given(LISTS, st.one_of(st.none(), st.integers(1, 12)))
def test_a_term_is_in_the_last_shard_that_does_not_begin_after_it(
    lists: dict[str, dict[int, bytes]], shards: int | None
) -> None:
    if shards is None:
        lists = {term: forms for term, forms in lists.items() if term.isascii()}
    layer = lay_out(lists, shards)
    bounds = [utf16(bound.text) for bound in read_head(layer.head)]
    for term in lists:
        number = max(at for at, bound in enumerate(bounds) if bound <= utf16(term))
        assert term in {found for found, _, _ in read_shard(layer.shards[number])}


def test_the_same_lists_in_another_order_are_the_same_bytes() -> None:
    one = {"a": {1: b"x", 0: b"y"}, "b": {0: b"z"}}
    other = {"b": {0: b"z"}, "a": {0: b"y", 1: b"x"}}
    assert lay_out(one, 2) == lay_out(other, 2)


def test_bounds_of_the_open_month_are_in_order() -> None:
    assert list(OPEN_BOUNDS) == sorted(set(OPEN_BOUNDS))
    assert (OPEN_BOUNDS[0], len(OPEN_BOUNDS)) == ("", 32)


MONTHS = st.sets(st.integers(2000 * 12, 2040 * 12), min_size=1, max_size=60)


@given(MONTHS)
def test_spans_hold_each_month_once(months: set[int]) -> None:
    by_month = {month_name(month): month % 3 + 1 for month in months}
    spans = spans_of(by_month)
    assert sorted(month for span in spans for month in span.months) == sorted(by_month)
    assert sum(span.total for span in spans) == sum(by_month.values())
    assert [span.is_open for span in spans] == [True, *[False] * (len(spans) - 1)]
    assert [span.first for span in spans] == sorted((span.first for span in spans), reverse=True)
    assert spans[0].months == (max(by_month),)
    for span in spans[1:]:
        length = len(span.counts)
        assert length in (1, 2, 4, 8, 16, LONGEST)
        assert span.first % length == 0
    assert len(spans) <= (max(months) - min(months)) // LONGEST + 8


@given(MONTHS)
def test_news_of_the_open_month_changes_no_other_span(months: set[int]) -> None:
    by_month = {month_name(month): 1 for month in months}
    before = spans_of(by_month)
    by_month[month_name(max(months))] = 2
    assert spans_of(by_month)[1:] == before[1:]


def test_a_new_month_puts_months_together_as_a_counter_carries() -> None:
    first = month_number("2026-01")  # 24312 = 8 × 3039: from here to July aligned spans grow

    def names(last: int) -> list[str]:
        return [span.name for span in spans_of({month_name(m): 1 for m in range(first, first + last)})]

    assert names(1) == ["2026-01-1"]
    assert names(2) == ["2026-02-1", "2026-01-1"]
    assert names(3) == ["2026-03-1", "2026-01-2"]
    assert names(4) == ["2026-04-1", "2026-03-1", "2026-01-2"]
    assert names(5) == ["2026-05-1", "2026-01-4"]
    assert spans_of({}) == ()


def test_spans_with_texts_are_short() -> None:
    """Whoever corrects an old text has at most eight months indexed again."""
    by_month = {month_name(24_000 + m): 1 for m in range(100)}
    spans = spans_of(by_month, texts=True)
    assert max(len(span.counts) for span in spans) == LONGEST_WITH_TEXTS == 8
    assert [month for span in spans for month in reversed(span.months)] == sorted(by_month, reverse=True)
