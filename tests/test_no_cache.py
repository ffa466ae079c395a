"""`--no-cache` uses nothing that earlier builds made, but takes away what they published and is removed since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ssg.build import Built, build
from ssg.core.errors import Diagnostic
from ssg.work import Work
from tests.conftest import TinySite, article_file

SITE = "".join(
    article_file(f"tin/{n:02}.md", f"Văn bản {n}.", title=f"Tin {n}", date=f"2026-11-{n + 1:02}", author="Lan")
    for n in range(20)
)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.build()
    return made


def clean(tiny: TinySite, output: str = "public", **options: Any) -> Built:
    tiny.work = Work()
    return build(
        tiny.request(output=tiny.root / output)._replace(**{"fresh": True, "keeps_outputs": True, **options}), tiny.work
    )


def codes(said: tuple[Diagnostic, ...]) -> set[str]:
    return {d.code for d in said}


@pytest.mark.parametrize("other", ["", "khac"])
def test_what_is_removed_is_taken_away(tiny: TinySite, other: str) -> None:
    if other:
        clean(tiny, other)
    tiny.remove("content/tin/03.md")
    tiny.edit("content/tin/04.md", "Văn bản 4.", "Khác.")
    assert "W714" not in codes(clean(tiny).diagnostics)
    assert not (tiny.public / "tin/2026/11/tin-3").exists()
    after = tiny.tree()
    tiny.build()
    assert (tiny.work.parsed, tiny.work.rendered) == (0, 0)
    assert tiny.tree() == after
    clean(tiny, "sach", keeps_outputs=False)
    assert tiny.tree(tiny.root / "sach") == after


def test_everything_is_made(tiny: TinySite) -> None:
    before = tiny.tree()
    clean(tiny)
    work = tiny.work
    assert tiny.tree() == before
    (tiny.public / "tin/index.html").write_text("khác")
    clean(tiny)
    assert tiny.tree() == before
    clean(tiny, "mot", keeps_outputs=False)
    assert (work.parsed, work.rendered) == (tiny.work.parsed, tiny.work.rendered)


def test_many_removals_are_refused(tiny: TinySite) -> None:
    for number in range(15):
        tiny.remove(f"content/tin/{number:02}.md")
    before = tiny.tree()
    assert codes(clean(tiny).diagnostics) == {"E718"}
    assert tiny.tree() == before
    clean(tiny, allow_removals=True)
    assert not (tiny.public / "tin/2026/11/tin-3").exists()


def test_an_error_leaves_what_is_published(tiny: TinySite) -> None:
    before = tiny.tree()
    tiny.edit("content/tin/03.md", "date: 2026-11-04", "date: ngày mai")
    assert clean(tiny).published is None
    assert tiny.tree() == before
    tiny.remove("content/tin/03.md")
    tiny.build()
    assert not (tiny.public / "tin/2026/11/tin-3").exists()
