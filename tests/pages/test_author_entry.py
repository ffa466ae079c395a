"""An author's entry in `site.toml` is found however articles spell the name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import TinySite


@pytest.mark.parametrize("spelling", ["Minh Hòa", "Minh Hoà", "MINH HÒA", "Minh  Hòa"])
def test_spellings_of_an_author(spelling: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(
        f"-- site.toml --\ntitle = 'T'\n[[authors]]\nname = 'Minh Hòa'\nbio = 'Theo dõi đê điều.'\n"
        f"-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\nauthor: {spelling}\n---\nx\n"
    )
    tiny.build()
    assert "Theo dõi đê điều." in tiny.read("author/minh-hoa/index.html")
