"""Entries and readings that wait to be stored: what comes out is what went in, and readings come out sorted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssg.store.entries import Entries
from ssg.store.nodes import Entry
from ssg.store.readings import Readings

NUMBERS = st.integers(0, 2**48)
ENTRIES = st.builds(
    Entry,
    st.text(max_size=5),
    NUMBERS,
    NUMBERS,
    st.text(),
    st.sampled_from(["", "a", "b"]),
    st.text(),
    st.binary(),
    st.text(),
)


@given(st.lists(st.tuples(st.sampled_from("abcd"), ENTRIES)))
def test_entries_are_a_mapping(added: list[tuple[str, Entry]]) -> None:
    found, expected = Entries(), dict[str, Entry]()
    for path, entry in added:
        found[path] = expected[path] = entry
    assert list(found.items()) == list(expected.items())
    assert "e" not in found
    for path in list(expected):
        del found[path]
    assert len(found) == 0


@given(st.dictionaries(NUMBERS, st.dictionaries(NUMBERS, NUMBERS, max_size=5), max_size=5))
def test_readings_are_sorted(read: dict[int, dict[int, int]]) -> None:
    rows = Readings()
    for node, bits in read.items():
        rows.add(node, bits)
    assert list(rows) == sorted((what, node, bit) for node, bits in read.items() for what, bit in bits.items())
