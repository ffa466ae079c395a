"""What a site writes and uses nowhere is told; what is used in some other way is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.build import build
from ssg.work import Work
from tests.conftest import TinySite

ARTICLE = "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\nsummary: S\n---\nx\n"
CONFIG = '-- site.toml --\ntitle = "B"\nbase_url = "https://b.vn"\n[[categories]]\nname = "Tin"\n'
WANTED = ("N462", "N463", "N611", "N612")


def told(tiny: TinySite) -> list[tuple[str, str]]:
    """Return codes and files of what `ssg check` says about unused things."""
    said = build(tiny.request()._replace(output=None), Work()).diagnostics
    return sorted((d.code, d.place.path) for d in said if d.code in WANTED)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ("-- templates/partials/moi.html --\nx\n", [("N611", "templates/partials/moi.html")]),
        (
            '-- templates/partials/a1.html --\n{% include "partials/b1.html" %}\n-- templates/partials/b1.html --\nx\n',
            [("N611", "templates/partials/a1.html"), ("N611", "templates/partials/b1.html")],
        ),
        ("-- templates/blocks/moi.html --\nx\n", [("N611", "templates/blocks/moi.html")]),
        ("-- data/gia.toml --\na = 1\n", [("N462", "data/gia.toml")]),
        ("-- data/bang/gia.yaml --\na: 1\n", [("N462", "data/bang/gia.yaml")]),
        (
            "-- templates/assets/img/moi.svg --\n<svg xmlns='http://www.w3.org/2000/svg'/>\n",
            [("N612", "templates/assets/img/moi.svg")],
        ),
        ("-- templates/assets/css/moi.css --\np {}\n", [("N612", "templates/assets/css/moi.css")]),
    ],
)
def test_told(site: Callable[[str], TinySite], files: str, expected: list[tuple[str, str]]) -> None:
    assert told(site(CONFIG + ARTICLE + files)) == expected


def test_settings_of_a_block_that_no_page_shows(site: Callable[[str], TinySite]) -> None:
    blocks = "[blocks.latest]\ncount = 3\n[blocks.tin-khac]\ncount = 3\n[blocks.topic]\ncount = 0\n"
    page = '-- templates/home.html --\n{{ block("tin-khac") }}\n'
    others = "".join(f"-- templates/{name}.html --\nx\n" for name in ("article", "live", "topic", "category", "tag"))
    assert ("N463", "site.toml") in told(site(CONFIG + blocks + ARTICLE + page + others))
    assert told(site(CONFIG + blocks + ARTICLE)) == []
    own = site(CONFIG + '[blocks.moi]\norder = "latest"\n' + ARTICLE)
    (said,) = (d for d in build(own.request()._replace(output=None), Work()).diagnostics if d.code == "N463")
    assert str(said.hint) == 'print it with `{{ block("moi") }}`, or name it in `[home] sections`'


@pytest.mark.parametrize(
    "files",
    [
        "",
        '-- templates/404.html --\n{% include "partials/moi.html" %}\n-- templates/partials/moi.html --\nx\n',
        '-- templates/404.html --\n{% from "macros/moi.html" import x %}\n'
        "-- templates/macros/moi.html --\n{% macro x() %}{% endmacro %}\n",
        '-- templates/404.html --\n{{ data("gia").a }}\n-- data/gia.toml --\na = 1\n',
        "-- templates/404.html --\n{% for n in ['gia'] %}{{ data(n).a }}{% endfor %}\n-- data/gia.toml --\na = 1\n",
        "-- data/most-read.json --\n[]\n",
        "-- templates/assets/css/moi.css --\np { background: url(a.svg) }\n-- templates/assets/css/a.svg --\n"
        "<svg xmlns='http://www.w3.org/2000/svg'/>\n-- templates/404.html --\n{{ asset('css/moi.css') }}\n",
        "-- templates/404.html --\n{% set n = 'css/moi.css' %}{{ asset(n) }}\n"
        "-- templates/assets/css/moi.css --\np {}\n",
        "-- templates/assets/fonts/OFL.txt --\nx\n",
        "-- templates/layouts/dai.html --\nx\n-- templates/boxes/gia.html --\nx\n",
        "-- templates/category.html --\nx\n-- templates/blocks/tin-khac.html --\nx\n",
    ],
)
def test_used(site: Callable[[str], TinySite], files: str) -> None:
    assert told(site(CONFIG + ARTICLE + files)) == []
