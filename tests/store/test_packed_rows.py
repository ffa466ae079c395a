"""What waits packed is what was added: rows by number, and folders that were created."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssg.store.made_folders import MadeFolders
from ssg.store.packed_rows import PackedRows


def test_rows_come_back_in_any_order() -> None:
    rows = [bytes([number % 251]) * (number * 7 % 40) for number in range(500)]
    packed = PackedRows()
    assert [packed.append(row) for row in rows] == list(range(500))
    for number in (*range(500), *range(0, 50_000, 137)):
        assert packed[number % 500] == rows[number % 500]
    packed.append(b"one more")
    assert packed[499] == rows[499]
    assert packed[500] == b"one more"


PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join)


@given(st.lists(st.tuples(PATHS, st.integers(0, 4), st.booleans())))
def test_folders_come_back_in_order(added: list[tuple[str, int, bool]]) -> None:
    found, expected = MadeFolders(), list[str]()
    for path, count, strange in added:
        parts = path.split("/")[:-1]
        made = ["/".join(parts[: at + 1]) for at in range(len(parts))][-count:] if count else []
        if strange:  # such as those above a file that is in the way
            made = made[:-1]
        found.add(path, made)
        expected += made
    assert list(found) == expected
