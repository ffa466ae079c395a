"""Traces come out as they went in, however many pages share them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssg.core.trace import ARTICLE_KINDS, Trace
from ssg.steps.packed_traces import PackedTraces
from ssg.store.nodes import Made

NAMES = st.sampled_from([f"thu-do/{number}.md" for number in range(9)])
FACTS = st.tuples(st.sampled_from(["CONFIG", "NAME", "SLICE"]), NAMES)
ABOUT = st.dictionaries(NAMES, st.integers(1, (1 << len(ARTICLE_KINDS)) - 1)).map(lambda d: tuple(sorted(d.items())))
TRACES = st.builds(Trace, st.frozensets(FACTS), st.lists(FACTS, unique=True).map(tuple), ABOUT)
MADE = st.builds(Made, NAMES, NAMES, st.none() | TRACES, st.none() | TRACES, st.none() | TRACES)


@given(st.dictionaries(NAMES, MADE))
def test_traces_come_out_as_they_went_in(made: dict[str, Made]) -> None:
    packed = PackedTraces()
    for output, one in made.items():
        packed.add(output, one)
    assert dict(packed) == made
    assert list(packed.shared()) == [(one.subject, one.spliced.shared) for one in made.values() if one.spliced]
