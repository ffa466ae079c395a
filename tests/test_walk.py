"""How many of our functions a corrected text enters: whoever looks for a fault has to know these. Prints the walk.

The number may only fall: lower `MOST` when it has.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType

from tests.conftest import TinySite

MOST = 875
PACKAGE = str(Path(__file__).parent.parent / "ssg")
ARTICLE = "---\ntitle: Bài {n}\ndate: 2026-{month:02}-03 08:00\ntags: [lũ]\nauthor: Minh Hà\n---\n\nVăn bản {n}.\n"


def walk(tiny: TinySite) -> list[CodeType]:
    """Build, and give the code of each function of ours in the order in which they were entered first."""
    found: dict[CodeType, None] = {}

    def enter(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(PACKAGE):
            found.setdefault(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(enter)
    try:
        tiny.build()
    finally:
        sys.setprofile(before)
    return [code for code in found if not code.co_name.startswith("<")]


def test_a_corrected_text_enters_few_functions(site: Callable[[str], TinySite]) -> None:
    tiny = site("".join(f"-- content/tin/{n}.md --\n{ARTICLE.format(n=n, month=1 + n % 10)}" for n in range(120)))
    tiny.build()
    for number in (5, 6):  # the first build after another imports, and looks at files that were too young
        tiny.edit(f"content/tin/{number}.md", "Văn bản", "Bản văn")
        entered = walk(tiny)
    modules = {code.co_filename for code in entered}
    places = [(Path(code.co_filename).relative_to(PACKAGE), code) for code in entered]
    lines = [f"{path}:{code.co_firstlineno} {code.co_qualname}" for path, code in places]
    print("\n".join(lines))  # noqa: T201 - shown by `pytest -s`, and where it fails
    print(f"{len(entered)} functions in {len(modules)} modules")  # noqa: T201
    assert len(entered) <= MOST
