"""Whoever follows CONTRIBUTING.md to the letter gets what it says, and pages that are never stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import ROOT, run
from tests.hunt.changed import copy_package, hunt, templates_below
from tests.hunt.lengths import TIMES
from tests.hunt.recipes import Recipe, apply, read_recipes
from tests.tiny_theme import write_tiny_theme

RECIPES = read_recipes((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
WITH_CODE = {name: recipe for name, recipe in RECIPES.items() if recipe.pieces}
# On an article's page and the front page, and nothing else that would have them made again for a reason of its own.
PRINTED = {
    "article.html": '{{ page.title }}{{ block("live") }}\n',
    "home.html": '{{ block("live") }}\n',
    "404.html": '<main>{{ block("live") }}</main>\n',
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package to which all recipes have been applied."""
    copy_package(tmp_path)
    for recipe in WITH_CODE.values():
        apply(recipe, tmp_path)
    return tmp_path


def test_the_recipes_are_read() -> None:
    pieces = {name: len(recipe.pieces) for name, recipe in WITH_CODE.items()}
    known = {"a kind of page", "a block", "a check", "a diagnostic", "a rule of Markdown", "a server or host"}
    known.add("a provider of embeds")
    assert pieces.keys() == known
    assert all(pieces.values())
    assert isinstance(RECIPES["a block"], Recipe)


@pytest.mark.slow
def test_what_contributing_says_works(copy: Path) -> None:
    """All recipes of CONTRIBUTING.md, applied to a copy of the code, build a site that shows each of them."""
    (copy / "site.toml").write_text('title = "T"\nbase_url = "https://example.vn"\n', encoding="utf-8")
    (copy / "templates/404.html").write_text(PRINTED["404.html"], encoding="utf-8")
    article = "---\ntitle: HỌP BÁO\ndate: 2026-11-20\nauthor: Hà\ntype: live\n---\nNóng 39 °C.\n\nhttps://www.loom.com/share/0123456789abcdef0123456789abcdef\n"
    (copy / "content/tin").mkdir(parents=True)
    (copy / "content/tin/a.md").write_text(article, encoding="utf-8")
    checked = run(["ssg", "check"], copy, code=copy).stdout
    assert "warning[W431]: title in capitals" in checked
    built = run(["ssg", "build", "-q"], copy, code=copy)
    assert (built.returncode, built.stdout) == (0, "")
    public = copy / "public"
    assert '<a href="/author/ha/">Hà</a>' in (public / "tac-gia/index.html").read_text(encoding="utf-8")
    page = (public / "tin/2026/11/hop-bao/index.html").read_text(encoding="utf-8")
    assert "39\u00a0°C" in page
    assert 'data-embed="loom"' in page
    assert "<main><article" in (public / "404.html").read_text(encoding="utf-8").replace("\n", "")


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [3] if TIMES == 1 else [4, 2])
def test_what_contributing_adds_is_never_stale(at_once: int, copy: Path) -> None:
    """Templates are those of the hunts, except for what the recipes bring and what that stands on."""
    tiny = copy / "tiny"
    write_tiny_theme(tiny)
    # Layouts stand on the theme's own page of an article.
    every = templates_below(copy / "templates").items()
    others = {name: text for name, text in every if not name.startswith("layouts/")}
    theme = {name: text for name, text in others.items() if not (tiny / name).exists()}
    assert {"authors.html", "blocks/live.html", "base.html"} <= theme.keys()
    assets = [file for file in (ROOT / "templates/assets").rglob("*") if file.is_file()]
    names = [file.relative_to(ROOT / "templates").as_posix() for file in assets]
    theme |= {name: "" for name in names if not (tiny / name).exists()}  # that they are there is all that counts
    assert hunt(copy, theme | PRINTED, at_once) == ""
