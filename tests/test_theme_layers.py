"""Themes in layers: site over child theme over default; `theme:` reaches the layer below, and all of it is recorded."""

# ruff: noqa: E501 - a message is one line

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import ssg
from tests.conftest import CONFIG, TinySite, parse_tree

SOME = """
-- content/tin/a.md --
---
title: Một tin
date: 2026-11-20 08:00
---
x
-- content/tin/b.md --
---
title: Hai tin
date: 2026-11-21 08:00
---
x
"""
CHILD = """
-- themes/xanh/article.html --
{% extends "theme:article.html" %}
{% block after_story %}<i>xanh</i>{% endblock %}
-- themes/xanh/base.html --
{% extends "theme:base.html" %}
{% block scripts %}<i>chân xanh</i>{% endblock %}
-- themes/xanh/partials/khung.html --
<i>khung xanh</i>
-- themes/xanh/assets/css/site.css --
body { color: green }
"""
OWN = """
-- templates/article.html --
{% extends "theme:article.html" %}
{% block after_story %}<b>riêng</b>{{ super() }}{% endblock %}
"""
EXTENDS = "-- site.toml --\n" + CONFIG + '[theme]\nextends = "themes/xanh"\n[deploy]\nkeep = 0\n'
A = "tin/2026/11/mot-tin/index.html"


def clean(tiny: TinySite, site: Callable[[str], TinySite]) -> dict[str, bytes]:
    """Build the files of a site in another place, from nothing."""
    other = site("")
    for file in tiny.root.rglob("*"):
        name = file.relative_to(tiny.root).as_posix()
        if file.is_file() and not name.startswith(("public/", ".ssg/")):
            other.write(name, file.read_bytes())
    other.build()
    return other.tree()


def test_a_block_of_the_default_theme_is_filled_without_a_copy(site: Callable[[str], TinySite]) -> None:
    plain = site(SOME)
    plain.build()
    tiny = site(SOME + OWN)
    tiny.build()
    assert tiny.read(A) == plain.read(A).replace("</article>\n", "</article>\n<b>riêng</b>", 1)
    assert tiny.read("index.html") == plain.read("index.html")


def test_site_over_child_over_default(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME + CHILD + OWN + EXTENDS)
    tiny.build()
    page = tiny.read(A)
    assert "</article>\n<b>riêng</b><i>xanh</i>" in page
    assert "<i>chân xanh</i></body>" in page
    style = next(path for path in tiny.tree() if path.startswith("assets/css/site."))
    assert tiny.read(style) == "body { color: green }\n\n"


@pytest.mark.parametrize(
    ("use", "shown"),
    [
        ('{% include "theme:partials/khung.html" %}', "khung xanh"),
        ('{% include "partials/khung.html" %}', "khung riêng"),
        ('{% from "theme:macros/icon.html" import icon %}{{ icon("search") }}', "<svg"),
        ('{% import "theme:macros/icon.html" as icons %}{{ icons.icon("search") }}', "<svg"),
    ],
)
def test_every_way_to_name_the_layer_below(site: Callable[[str], TinySite], use: str, shown: str) -> None:
    tiny = site(SOME + CHILD + EXTENDS + "-- templates/partials/khung.html --\nkhung riêng\n")
    tiny.write("templates/macros/icon.html", "{% macro icon(name) %}mine{% endmacro %}")
    tiny.write("templates/404.html", use)
    tiny.build()
    assert shown in tiny.read("404.html")


def another_theme(tiny: TinySite) -> None:
    tiny.write("themes/do/404.html", "đỏ")
    tiny.edit("site.toml", "themes/xanh", "themes/do")


def theme_between(tiny: TinySite) -> None:
    tiny.write("themes/giua/article.html", '{% extends "theme:article.html" %}{% block rail %}giữa{% endblock %}')
    tiny.write("themes/xanh/theme.toml", 'extends = "../giua"\n')


def theme_renamed(tiny: TinySite) -> None:
    (tiny.root / "themes/xanh").rename(tiny.root / "themes/lam")
    tiny.edit("site.toml", "xanh", "lam")


EDITS: dict[str, Callable[[TinySite], None]] = {
    "the child changes": lambda t: t.edit("themes/xanh/article.html", "<i>xanh</i>", "<i>lục</i>"),
    "the child's frame changes": lambda t: t.edit("themes/xanh/base.html", "chân xanh", "chân lục"),
    "the child loses a file": lambda t: t.remove("themes/xanh/article.html"),
    "the child gets a file": lambda t: t.write("themes/xanh/partials/byline.html", "<i>tác giả</i>"),
    "the site's own goes": lambda t: t.remove("templates/article.html"),
    "the site's own changes": lambda t: t.edit("templates/article.html", "riêng", "của mình"),
    "another theme": another_theme,
    "no theme": lambda t: t.edit("site.toml", 'extends = "themes/xanh"', ""),
    "a style sheet of the child": lambda t: t.edit("themes/xanh/assets/css/site.css", "green", "lime"),
    "a theme between": theme_between,
    "the child is renamed": theme_renamed,
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_incremental_build_is_a_clean_one(site: Callable[[str], TinySite], edit: str) -> None:
    tiny = site(SOME + CHILD + OWN + EXTENDS)
    tiny.build()
    EDITS[edit](tiny)
    tiny.build()
    assert tiny.tree() == clean(tiny, site)


def test_only_what_uses_a_layer_is_made_again(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME + CHILD + OWN + EXTENDS)
    tiny.build()
    tiny.edit("themes/xanh/article.html", "<i>xanh</i>", "<i>lục</i>")
    published = tiny.build().published
    assert published is not None
    assert sorted(published.written) == [f"tin/2026/11/{name}/index.html" for name in ("hai-tin", "mot-tin")]
    tiny.write("themes/xanh/partials/khung.html", "anything")  # which nothing includes
    published = tiny.build().published
    assert published is not None
    assert (published.written, tiny.work.rendered) == ((), 0)


def test_a_theme_is_a_package_whose_code_does_not_run(
    site: Callable[[str], TinySite], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    tiny = site(SOME + OWN)
    for name, text in parse_tree(CHILD).items():
        file = tmp_path / "lib/ssg_theme_xanh/templates" / name.removeprefix("themes/xanh/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "lib/ssg_theme_xanh/__init__.py").write_text("raise SystemExit('ran')")
    tiny.write("site.toml", CONFIG + '[theme]\nextends = "ssg_theme_xanh"\n')
    tiny.build()
    assert "<b>riêng</b><i>xanh</i>" in tiny.read(A)
    (tmp_path / "lib/ssg_theme_xanh/templates/404.html").write_text("\n{{ page.titel }}")
    (found,) = tiny.try_build().diagnostics
    assert str(found.place) == "<ssg_theme_xanh>/404.html:2:9"
    assert "{{ page.titel }}" in tiny.said()


@pytest.mark.parametrize(
    ("extends", "files", "said"),
    [
        ("themes/xan", {}, "site.toml:4:11 E623 theme not found: 'themes/xan' | did you mean 'themes/xanh'?"),
        (
            "khong_co",
            {},
            "site.toml:4:11 E623 theme not found: 'khong_co' | no folder of the site and no installed package has this name",
        ),
        ("../khong/co", {}, "site.toml:4:11 E623 theme not found: '../khong/co' | the path is relative to the site"),
        (
            "/khong/co",
            {},
            "site.toml:4:11 E623 theme must be a folder relative to the site, or a package: '/khong/co' | the path is relative to the site",
        ),
        (
            ".",
            {"templates/404.html": "x"},
            "site.toml:4:11 E623 circular themes: templates → templates | a theme extends another one, and the last one none",
        ),
        (
            "templates",
            {"templates/404.html": "x"},
            "site.toml:4:11 E623 circular themes: templates → templates | a theme extends another one, and the last one none",
        ),
        (
            "themes/xanh",
            {"themes/xanh/theme.toml": 'extends = "../xanh"'},
            "themes/xanh/theme.toml:1 E623 circular themes: templates → themes/xanh → themes/xanh | a theme extends another one, and the last one none",
        ),
        (
            "themes/xanh",
            {"themes/xanh/theme.toml": 'extends = "../do"', "themes/do/theme.toml": 'extends = "../xanh"'},
            "themes/do/theme.toml:1 E623 circular themes: templates → themes/xanh → themes/do → themes/xanh | a theme extends another one, and the last one none",
        ),
        (
            "themes/xanh",
            {"themes/xanh/theme.toml": 'extend = "../do"'},
            "themes/xanh/theme.toml:1 E623 unknown key `extend` | did you mean 'extends'?",
        ),
        (
            "themes/xanh",
            {"themes/xanh/theme.toml": "extends = 1"},
            "themes/xanh/theme.toml:1 E623 `extends` must be text | ",
        ),
        ("themes/xanh", {"themes/xanh/theme.toml": "extends"}, "themes/xanh/theme.toml:1 E623 invalid theme.toml"),
        ("json", {}, ""),
    ],
)
def test_themes_that_cannot_be_extended(
    site: Callable[[str], TinySite], extends: str, files: dict[str, str], said: str
) -> None:
    tiny = site(SOME + CHILD)
    for name, text in files.items():
        tiny.write(name, text)
    tiny.write("site.toml", CONFIG + f'[theme]\nextends = "{extends}"\n')
    found = [f"{d.place} {d.code} {d.message} | {d.hint}" for d in tiny.try_build().diagnostics if d.code == "E623"]
    assert len(found) == bool(said), tiny.said()
    assert not said or found[0].startswith(said)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"article.html": '{% extends "article.html" %}'},
            [
                "article.html:1:12 E622 'article.html' extends itself | write `theme:article.html` for the file of the theme below"
            ],
        ),
        (
            {"article.html": '\n{% include "article.html" %}'},
            [
                "article.html:2:12 E622 'article.html' includes itself | write `theme:article.html` for the file of the theme below"
            ],
        ),
        ({"rieng.html": '{% include "rieng.html" %}'}, ["rieng.html:1:12 E622 'rieng.html' includes itself | "]),
        (
            {
                "a.html": '{% extends "b.html" %}',
                "b.html": '{% extends "c.html" %}',
                "c.html": '{% extends "a.html" %}',
            },
            ["a.html:1:12 E622 circular templates: a.html → b.html → c.html → a.html | "],
        ),
        (
            {
                "a.html": '{% from "b.html" import x %}{% set y = 1 %}',
                "b.html": '{% from "a.html" import y %}{% set x = 1 %}',
            },
            ["a.html:1:9 E622 circular templates: a.html → b.html → a.html | "],
        ),
        (
            {"base.html": '{% extends "article.html" %}'},
            ["base.html:1:12 E622 circular templates: base.html → article.html → base.html | "],
        ),
        (
            {
                "a.html": '{% if x %}{% include "a.html" %}{% endif %}{% macro m() %}{% include "a.html" %}{% endmacro %}'
            },
            [],
        ),
        ({"article.html": '{% extends "theme:article.html" %}'}, []),
        (
            {"article.html": '{% extends "theme:article.htm" %}'},
            ["article.html:1:12 E602 template not found: 'theme:article.htm' | did you mean 'theme:article.html'?"],
        ),
        (
            {"rieng.html": '{% extends "theme:rieng.html" %}'},
            [
                "rieng.html:1:12 E602 template not found: 'theme:rieng.html' | no theme below has this file; `theme:` reaches the themes that this one extends"
            ],
        ),
        (
            {"article.html": '{% extends "theme:theme:article.html" %}'},
            [
                "article.html:1:12 E602 template not found: 'theme:theme:article.html' | did you mean 'theme:article.html'?"
            ],
        ),
        (
            {"article.html": '{% extends "theme:" ~ "article.html" %}'},
            [
                "article.html:1:4 E603 extends needs a literal name | write the file name in quotes; ssg must know which templates a page depends on"
            ],
        ),
    ],
)
def test_names_that_lead_nowhere_or_back(
    site: Callable[[str], TinySite], files: dict[str, str], said: list[str]
) -> None:
    tiny = site(SOME)
    for name, text in files.items():
        tiny.write(f"templates/{name}", text)
    found = [d for d in tiny.try_build().diagnostics if d.code in ("E602", "E603", "E608", "E622")]
    assert [f"{d.place} {d.code} {d.message} | {d.hint}" for d in found] == [f"templates/{one}" for one in said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{% extends "base.html" %}{% block mian %}{% endblock %}',
            "1 E621 'base.html' has no Jinja block 'mian' | did you mean 'main'?",
        ),
        (
            '{% extends "theme:article.html" %}\n{% block stories %}{% endblock %}',
            "2 E621 'theme:article.html' has no Jinja block 'stories' | did you mean 'story'?",
        ),
        (
            '{% extends "base.html" %}{% block xyz %}{% endblock %}',
            "1 E621 'base.html' has no Jinja block 'xyz' | its blocks: after_main, before_main, head, head_extra, main, scripts",
        ),
        (
            '{% extends "base.html" %}\n{% block mian %}{% if page %}x{% endif %}{% endblock %}',
            "2 E621 'base.html' has no Jinja block 'mian' | did you mean 'main'?",
        ),
        ('{% extends "base.html" %}{% block main %}{% block mian %}{% endblock %}{% endblock %}', ""),
        ('{% extends "base.html" %}{% set x = 1 %}{% macro m() %}x{% endmacro %}\n', ""),
        (
            '{% extends "base.html" %}\n\n<p>x</p>',
            "3 W627 text outside the Jinja blocks of a template that extends another; not printed | write it within `{% block NAME %}` … `{% endblock %}`",
        ),
        (
            '{% extends "base.html" %}{{ page.title }}',
            "1 W627 text outside the Jinja blocks of a template that extends another; not printed | write it within `{% block NAME %}` … `{% endblock %}`",
        ),
        ("{% block anything %}x{% endblock %}", ""),
        ('x{% extends "base.html" %}', ""),
    ],
)
def test_jinja_blocks_that_no_parent_has(site: Callable[[str], TinySite], text: str, said: str) -> None:
    tiny = site(SOME)
    tiny.write("templates/article.html", text)
    found = [f"{d.place.line} {d.code} {d.message} | {d.hint}" for d in tiny.try_build().diagnostics]
    assert found == [said] * bool(said)


def test_command_from_another_folder_finds_the_theme(site: Callable[[str], TinySite], tmp_path: Path) -> None:
    tiny = site(SOME + CHILD + OWN + EXTENDS)
    built = ssg("build", "-q", "-C", tiny.root, "--now", "2026-11-24", "--jobs", "2", cwd=tmp_path)
    assert built.returncode == 0
    assert "<b>riêng</b><i>xanh</i>" in tiny.read(A)


def test_check_looks_at_the_theme_in_a_folder_of_the_site(site: Callable[[str], TinySite]) -> None:
    """What nothing uses, and what the policy stops, as in the site's own templates."""
    tiny = site(SOME + CHILD + OWN + EXTENDS)
    tiny.edit("themes/xanh/base.html", "<i>chân xanh</i>", "<script>alert(1)</script>")
    done = ssg("check", "-C", tiny.root, "--now", "2026-11-24", "--lang", "en")
    said = [line.partition("; ")[0] for line in done.stdout.splitlines() if line.startswith("themes/")]
    assert [line.partition(": ")[2].partition(":")[0] for line in said] == ["warning[W610]", "notice[N611]"], said
    assert said[1].startswith("themes/xanh/partials/khung.html:1: notice[N611]: no page uses this template")
