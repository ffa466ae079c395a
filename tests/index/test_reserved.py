"""Categories that articles make, called as pages of the site are: told, and published at an address of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.core.reserved import RESERVED
from tests.conftest import TinySite

BY_FOLDER = "-- content/{0}/a.md --\n---\ntitle: Bài A\ndate: 2026-11-20\nsummary: s\n---\nx\n"
BY_KEY = "-- content/tin/a.md --\n---\ntitle: Bài A\ndate: 2026-11-20\nsummary: s\ncategory: '{0}'\n---\nx\n"
OTHER = "-- content/tin/b.md --\n---\ntitle: Bài B\ndate: 2026-11-20\nsummary: s\ntags: [2026, page]\n---\nx\n"


@pytest.mark.parametrize("name", [*RESERVED, "Archive", "Search"])
@pytest.mark.parametrize("literal", [BY_FOLDER, BY_KEY])
def test_a_reserved_name_is_told_and_stands_elsewhere(site: Callable[[str], TinySite], name: str, literal: str) -> None:
    tiny = site(literal.format(name) + OTHER)
    built = tiny.build()
    slug = name.lower().strip()
    assert [(d.code, d.place.line) for d in built.diagnostics] == [("W405", 1 if literal is BY_FOLDER else 5)]
    assert f"/{slug}/ is reserved for" in str(built.diagnostics[0].message)
    assert "Bài A" in tiny.read(f"{slug}-1/index.html")
    assert "Bài A" in tiny.read(f"{slug}-1/2026/11/bai-a/index.html")
    assert (tiny.public / f"{slug}-1/feed.xml").exists()


def test_one_article_never_stops_the_others(site: Callable[[str], TinySite]) -> None:
    tiny = site(BY_KEY.format("archive") + OTHER)
    assert tiny.try_build(keep_going=True).published is not None
    assert "Bài B" in tiny.read("tin/2026/11/bai-b/index.html")
    assert tiny.read("archive/index.html") != tiny.read("archive-1/index.html")


@pytest.mark.parametrize("name", ["media", "assets", "feed.xml", "robots.txt", "con", "2026", "live", "index.html"])
def test_other_names_stand_beside_what_is_there(site: Callable[[str], TinySite], name: str) -> None:
    tiny = site(BY_FOLDER.format(name) + OTHER)
    assert tiny.build().diagnostics == ()
    pages = [path for path in tiny.tree() if path.endswith("2026/11/bai-a/index.html")]
    assert len(pages) == 1
    assert "Bài A" in tiny.read(pages[0].replace("2026/11/bai-a/", ""))


@pytest.mark.parametrize("name", RESERVED)
def test_site_toml_is_told_as_well(site: Callable[[str], TinySite], name: str) -> None:
    tiny = site(OTHER)
    tiny.write("site.toml", (tiny.root / "site.toml").read_text() + f'[[categories]]\nname = "{name}"\n')
    assert f"error[E514]: slug `{name}` is reserved" in tiny.said()
    tiny.edit("site.toml", f'name = "{name}"', f'name = "{name}"\nslug = "khac"\n[[categories]]\nname = "tin"')
    tiny.write("content/khac/a.md", f"---\ntitle: Bài A\ndate: 2026-11-20\nsummary: s\ncategory: '{name}'\n---\nx\n")
    assert tiny.build().diagnostics == ()
    assert "Bài A" in tiny.read("khac/index.html")


def test_every_first_folder_of_the_site_is_on_the_list(site: Callable[[str], TinySite]) -> None:
    """What pages and files a site has beside its categories: none of their folders may be a category's."""
    tiny = site(OTHER.replace("tags:", "authors: An\ntopic: Lũ\ntags:"))
    tiny.write("site.toml", (tiny.root / "site.toml").read_text() + "[search]\nbody = true\n")
    tiny.build()
    folders = {path.partition("/")[0] for path in tiny.tree() if "/" in path}
    assert folders - {"tin"} <= RESERVED.keys() | {"media", "assets"}
