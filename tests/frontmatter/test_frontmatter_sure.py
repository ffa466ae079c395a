"""Values that are not looked at are those that YAML returns as they are written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssg.content.frontmatter.headline import reading
from ssg.content.frontmatter.mend import SURE, SURE_LINES
from ssg.content.frontmatter.multiline import indent_open_values

PIECES = st.lists(
    st.sampled_from(
        ['"', '["', '"]', '", "', "a", "Đà", " ", ":", ": ", "#", " #", "2026-11", "T", "-", "\\", "[", "]", ","]
    ),
    max_size=8,
)


@given(PIECES)
def test_a_sure_value_is_read_as_it_is_written(pieces: list[str]) -> None:
    value = "".join(pieces).strip()
    if SURE.fullmatch(value):
        assert reading(value, [], structured=True) is None
        assert value[0] == "[" or reading(value, [], structured=False) is None


@given(st.lists(PIECES, max_size=4))
def test_sure_lines_are_not_open(lines: list[list[str]]) -> None:
    written = [f"key: {''.join(pieces)}" for pieces in lines]
    if SURE_LINES.fullmatch("\n".join(written)):
        assert indent_open_values(written) == (written, {})


def test_common_values_are_sure() -> None:
    values = ('"Hà Nội: mở đường"', "2026-11-24T08:24:00+07:00", "Thủ đô", '["lũ lụt", "mưa"]', "anh/cau.jpg", "3")
    assert all(map(SURE.fullmatch, values))
    assert not any(map(SURE.fullmatch, ("12:", "a: b", '"a" b', "a #b", '["a"] b', '"\\q"', "[a]")))
