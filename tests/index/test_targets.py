"""Paths that articles name: resolved from where they stand, never out of `content/`; and what stands in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.errors import Place
from ssg.index.bodies import resolve_body
from ssg.index.clashes import find_clashes
from ssg.index.model import Claim
from ssg.index.targets import target_path


@pytest.mark.parametrize(
    ("base", "target", "path"),
    [
        ("thu-do/2026/a.md", "b.md", "thu-do/2026/b.md"),
        ("thu-do/2026/a.md", "./b.md#muc", "thu-do/2026/b.md"),
        ("thu-do/2026/a.md", "../../kinh-te/b.md?x", "kinh-te/b.md"),
        ("thu-do/2026/a.md", "/kinh-te/b.md", "kinh-te/b.md"),
        ("a.md", "../site.toml", ""),
        ("a.md", "/../site.toml", ""),
        ("a.md", "x/../../y", ""),
        ("a.md", ".", ""),
        ("a.md", "", ""),
    ],
)
def test_target_path(base: str, target: str, path: str) -> None:
    assert target_path(base, target) == path


@given(st.text(alphabet="./ab", max_size=20))
def test_no_path_leads_out_of_the_content(target: str) -> None:
    path = target_path("x/y.md", target)
    assert not path.startswith(("/", ".."))
    assert "/../" not in path


def test_markers_are_replaced_and_a_missing_target_loses_its_attribute() -> None:
    html = '<a href="\0000\0">a</a> <a href="\0001\0" class="x">b</a> <img src="\0002\0" alt="">'
    found = resolve_body(html, {0: "/a/?x=1&amp;y", 1: None, 2: '/b.jpg" width="3" height="2'})
    assert found == '<a href="/a/?x=1&amp;y">a</a> <a class="x">b</a> <img src="/b.jpg" width="3" height="2" alt="">'
    assert resolve_body("plain", {}) == "plain"


def claims(*outputs: str) -> list[Claim]:
    return [Claim(output, f"owner {n}", Place(f"{n}.md")) for n, output in enumerate(outputs)]


@pytest.mark.parametrize(
    ("outputs", "found"),
    [
        (["a/index.html", "b/index.html"], []),
        (["a", "A"], ["duplicate output path /a: owner 0 and owner 1"]),
        (["\u00e9", "e\u0301", "É"], ["duplicate output path /é: owner 0 and owner 1 and owner 2"]),
        (["a", "a/b"], ["/a of owner 0 is also the folder of /a/b of owner 1"]),
        (["A/b/c", "a/B"], ["/a/B of owner 1 is also the folder of /A/b/c of owner 0"]),
    ],
)
def test_clashes(outputs: list[str], found: list[str]) -> None:
    assert [str(d.message) for d in find_clashes(claims(*outputs)).diagnostics] == found
