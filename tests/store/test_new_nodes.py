"""What nodes have read comes back from the state as it was recorded, however many pages share it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.trace import ARTICLE_KINDS, Fact, Trace
from ssg.store.memo import Memo
from ssg.store.new_nodes import Made, NewNodes
from ssg.store.nodes import Entry, Nodes

ALL = (1 << len(ARTICLE_KINDS)) - 1
PATHS = st.sampled_from([f"thu-do/{number}.md" for number in range(9)])
OUTPUTS = st.sampled_from([f"thu-do/{number}/index.html" for number in range(9)])
SHARED = st.tuples(st.sampled_from(["CONFIG", "TEMPLATE"]), PATHS)
ALONE = st.tuples(st.sampled_from(["NAME", "SLICE"]), PATHS)
ABOUT = st.dictionaries(PATHS, st.integers(1, ALL)).map(lambda found: tuple(sorted(found.items())))
TRACES = st.builds(Trace, st.frozensets(SHARED), st.lists(ALONE, unique=True).map(tuple), ABOUT)
NODES = st.builds(lambda *traces: Made("page", "thu-do/1.md", *traces), *[st.none() | TRACES] * 3)
BUILDS = st.lists(st.tuples(st.dictionaries(OUTPUTS, NODES), st.dictionaries(st.just("b"), TRACES)), max_size=3)


def facts(trace: Trace | None, subject: str) -> list[Fact]:
    return [] if trace is None else trace.facts(subject)


def record(nodes: Nodes, pages: dict[str, Made], blocks: dict[str, Trace]) -> list[tuple[str, frozenset[Fact]]]:
    """Store pages and blocks as a build does; return what pages share, as it was before it was stored."""
    new = NewNodes(nodes.numbering)
    for output, made in pages.items():
        assert output not in new
        new.add(output, made)
        assert output in new
    shared = list(new.shared())
    nodes.put({output: Entry("x", identity=made.identity) for output, made in pages.items()}, ())
    nodes.record(new, {name: ("digest", trace) for name, trace in blocks.items()})
    return shared


@pytest.mark.slow
@given(BUILDS)
def test_what_was_read_comes_back(builds: list[tuple[dict[str, Made], dict[str, Trace]]]) -> None:
    memo = Memo(None, None)
    nodes = memo.nodes("public")
    expected: dict[str, tuple[list[Fact], list[Fact], list[Fact]]] = {}
    of_blocks: dict[str, list[Fact]] = {}
    for pages, blocks in builds:
        shared = record(nodes, pages, blocks)
        assert shared == [(one.subject, one.spliced.shared) for one in pages.values() if one.spliced]
        for output, made in pages.items():
            before = expected.get(output, ([], [], []))
            traces = (made.rendered, made.spliced, made.own)
            rows = (b if t is None else facts(t, made.subject) for t, b in zip(traces, before, strict=True))
            expected[output] = tuple(rows)  # type: ignore[assignment]
        of_blocks |= {name: trace.facts("") for name, trace in blocks.items()}
    for output, found in expected.items():
        assert tuple(nodes.trace(output).values()) == found
    for name, one in of_blocks.items():
        assert nodes.trace(name)["rendered"] == one
    memo.close()


def test_another_edition_has_numbers_of_its_own() -> None:
    memo = Memo(None, None)
    made = Made("page", "a.md", Trace(frozenset({("CONFIG", "title")}), (("NAME", "tag"),), (("b.md", 1),)))
    for name in ("public", "ban-thu"):
        record(memo.nodes(name), {"index.html": made}, {})
    for name in ("public", "ban-thu"):
        assert memo.nodes(name).trace("index.html")["rendered"] == facts(made.rendered, "a.md")
        assert memo.nodes(name).readers(("NAME", "tag")) == ["index.html"]
    memo.close()
