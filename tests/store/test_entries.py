"""Entries and readings that wait to be stored: what comes out is what went in, and readings come out sorted."""

from __future__ import annotations

from array import array

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


READ = st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(1, 2**16 - 1)), max_size=5)


@given(st.lists(st.tuples(NUMBERS, st.sampled_from([0, 16, 32]), READ), max_size=5))
def test_readings_are_sorted_and_united(added: list[tuple[int, int, list[tuple[int, int]]]]) -> None:
    rows, expected = Readings(), dict[tuple[int, int], int]()
    for node, shift, read in added:
        rows.add(
            node, array("I", [what for what, _ in read]).tobytes(), array("H", [b for _, b in read]).tobytes(), shift
        )
        for what, bits in read:
            expected[what, node] = expected.get((what, node), 0) | bits << shift
    assert list(rows) == [(what, node, bits) for (what, node), bits in sorted(expected.items())]
