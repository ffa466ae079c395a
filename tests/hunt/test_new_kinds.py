"""Kinds of pages and blocks that nobody foresaw are never stale, because what they read is recorded.

Blocks are printed on pages of articles that read next to nothing besides, and on pages that read nothing at all: there
nothing but the block can have a page made again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hunt.changed import copy_package, hunt
from tests.hunt.lengths import TIMES
from tests.hunt.traps import BLOCKS, KINDS, set_block, set_kind


def printing(*names: str) -> dict[str, str]:
    """Templates that print blocks and little else; one that is empty would be refused."""
    blocks = "".join(f'{{{{ block("{name}") }}}}\n' for name in names) or "-"
    return {"article.html": f"{{{{ page.title }}}}\n{blocks}", "404.html": blocks, "home.html": blocks}


@pytest.mark.slow
def test_all_kinds_at_once(tmp_path: Path) -> None:
    copy_package(tmp_path)
    for trap in KINDS.values():
        set_kind(trap, tmp_path)
    assert hunt(tmp_path, printing(), 3) == ""


@pytest.mark.slow
def test_all_blocks_at_once(tmp_path: Path) -> None:
    copy_package(tmp_path)
    templates = printing(*(trap.name for trap in BLOCKS.values()))
    for trap in BLOCKS.values():
        templates |= set_block(trap, tmp_path)
    assert hunt(tmp_path, templates, 3) == ""


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 1] if TIMES == 1 else range(len(KINDS)))
def test_some_kinds(first: int, tmp_path: Path) -> None:
    """Every second one, with other edits in a build; in a long hunt each alone."""
    copy_package(tmp_path)
    for trap in list(KINDS.values())[first :: 2 if TIMES == 1 else len(KINDS)]:
        set_kind(trap, tmp_path)
    assert hunt(tmp_path, printing(), 4) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block(name: str, tmp_path: Path) -> None:
    """Alone: another block on the same page would have it made again."""
    copy_package(tmp_path)
    templates = set_block(BLOCKS[name], tmp_path)
    assert hunt(tmp_path, templates | printing(BLOCKS[name].name), 4) == ""
