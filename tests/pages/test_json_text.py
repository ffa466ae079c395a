"""JSON in pages and files: the same values, and no character that ends a script or a line of one."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from ssg.pages.json_text import to_json

ESCAPED = "<>&'\u2028\u2029"


@given(st.text() | st.text(f'{ESCAPED}\u2027\u202a“”ế\\"'), st.sampled_from((0, 1)))
def test_only_what_is_dangerous_is_escaped(text: str, indent: int) -> None:
    made = to_json({"a": text}, indent).decode()
    assert json.loads(made) == {"a": text}
    assert not set(made) & set(ESCAPED)
    kept = [one for one in text if one not in ESCAPED]
    plain = to_json({"a": "".join(kept)}, indent).decode()
    for one in ESCAPED:
        made = made.replace(f"\\u{ord(one):04x}", "")
    assert made.replace("\\", "") == plain.replace("\\", "")
