"""All problems of a site are told in one round: one error hides none of another part, an invalid site.toml neither."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from ssg.cli.app import app
from tests.conftest import TinySite

CONFIG = 'title = "Báo"\nbase_url = "https://bao.example"\n[[categories]]\nname = "Tin"\n'
FILES = """-- content/tin/a.md --
---
title: A
date: hôm nay
---
x
-- content/tin/b.md --
---
title: B
date: 2026-11-20
---
::: khong-co
x
:::
-- content/tin/c.md --
---
title: C
date: 2026-11-20
---
![x](mat.jpg) [x](mat.md) [y](/khong/)
-- content/tin/d.md --
no front matter
-- content/tin/e.md --
---
title: E
date: 2026-11-20
tags: [x]
---
x
-- templates/category.html --
{% if %}
-- templates/tag.html --
{{ page.khong_co }}
-- templates/404.html --
{{ asset("css/mat.css") }}
-- templates/assets/css/moi.css --
body { background: url(mat.png) }
-- data/x.json --
{ "a"
"""
EVERYWHERE = {"E115", "E205", "E302", "E301", "E104", "E601", "E608", "E604", "E606", "E712"}


def codes(tiny: TinySite, command: str = "check") -> list[tuple[str, str]]:
    """Return code and file of all that a command says."""
    arguments = [command, "-C", str(tiny.root), "--format", "json", "--now", "2026-11-28T09:00:00+07:00"]
    said = json.loads(CliRunner().invoke(app, arguments, standalone_mode=False).stdout)["diagnostics"]
    return [(one["code"], one["path"]) for one in said]


@pytest.mark.parametrize(
    ("config", "also"),
    [
        (CONFIG, {"W429"}),
        (f"languge = 'vi'\n{CONFIG}", {"E503", "W429"}),
        (f'per_page = "hai"\n{CONFIG}', {"E502", "W429"}),
        (f'permalink = "x"\ntimezone = "Hanoi"\n{CONFIG}', {"E510", "E509"}),
        (f'{CONFIG}[[categories]]\nname = "Con"\nparent = "khong"\n', {"E512"}),
        (f'{CONFIG}[[menu]]\nname = "X"\ncategory = "khong"\n[deploy]\nfiles = ["iis"]\n', {"E505", "W429"}),
        (f"ten = Báo\n{CONFIG}", {"E501"}),
        (f"{CONFIG}[publisher\n", {"E501"}),
        ('base_url = "https://bao.example"\n[[categoris]]\nname = "Tin"\n', {"E503", "E504"}),
    ],
)
def test_one_round(site: Callable[[str], TinySite], config: str, also: set[str]) -> None:
    tiny = site(f"-- site.toml --\n{config}{FILES}")
    found = {code for code, _ in codes(tiny)}
    assert found >= EVERYWHERE | also, EVERYWHERE | also - found
    assert {code for code, _ in codes(tiny, "build")} >= EVERYWHERE | {code for code in also if code[0] == "E"}
    assert not tiny.public.exists()


def test_nothing_is_said_only_for_lack_of_a_wrong_setting(site: Callable[[str], TinySite]) -> None:
    config = '-- site.toml --\ntitle = "Báo"\n[[categoris]]\nname = "Thời sự"\n'
    front = "title: A\ndate: 2026-11-20\ncategory: Thời sự\nsummary: S\n"
    tiny = site(f"{config}-- content/thoi-su/a.md --\n---\n{front}---\n[x](/thoi-su/)\n")
    assert {code for code, _ in codes(tiny)} == {"E503", "W425", "W752"}


def test_keep_going_publishes_nothing_under_an_invalid_configuration(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- site.toml --\nx = 1\n{CONFIG}-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    result = CliRunner().invoke(app, ["build", "-C", str(tiny.root), "--keep-going"], standalone_mode=False)
    assert result.return_value == 1
    assert not tiny.public.exists()
