"""Problems in the formats that people and programs read, and no flood of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from ssg.cli.formats import annotation, rest_lines, summed
from ssg.cli.printing import describe
from ssg.core.errors import Place, error, warning
from ssg.core.message import verbatim
from tests.command import ssg
from tests.conftest import TinySite

ARTICLE = "---\ntitle: A{}\ndate: 2026-11-20\n---\n![](khong.jpg) [x](/khong/)\n"


def many(site: Callable[[str], TinySite]) -> TinySite:
    return site("".join(f"-- content/tin/a{number:02}.md --\n{ARTICLE.format(number)}" for number in range(30)))


def test_more_than_20_of_a_code_are_counted(site: Callable[[str], TinySite]) -> None:
    tiny = many(site)
    done = ssg("check", "-C", tiny.root)
    assert done.returncode == 1
    assert len(re.findall(r": warning\[W217\]", done.stdout)) == 20
    assert "\n10 more of W217 (picture with neither alt text nor a caption)\n" in done.stdout
    assert "    also: 9 more places\n" in done.stdout
    every = ssg("check", "-C", tiny.root, "--verbose")
    assert len(re.findall(r": warning\[W217\]", every.stdout)) == 30
    assert "more " not in every.stdout
    assert every.stdout.split("\n")[-2] == done.stdout.split("\n")[-2]


def test_json_has_all_of_them_and_nothing_else(site: Callable[[str], TinySite]) -> None:
    tiny = many(site)
    for command in (["check"], ["build", "--now", "2026-11-24"]):
        done = ssg(*command, "-C", tiny.root, "--format", "json")
        found = json.loads(done.stdout)
        codes = [one["code"] for one in found["diagnostics"]]
        assert (done.returncode, found["errors"], codes.count("W217")) == (1, 1, 30)
        assert {"code", "severity", "message", "path", "line", "column", "hint", "also"} == set(found["diagnostics"][0])


def test_annotations_are_seen_from_the_folder_of_the_command(site: Callable[[str], TinySite]) -> None:
    tiny = many(site)
    done = ssg("build", "-C", tiny.root.name, "--format", "github", cwd=tiny.root.parent)
    expected = f"::error file={tiny.root.name}/content/tin/a00.md,line=5,col=5,title=E302::picture not found: "
    assert expected in done.stdout
    inside = ssg("check", "--format", "github", cwd=tiny.root)
    assert "::error file=content/tin/a00.md,line=5" in inside.stdout


def test_annotations_are_one_line_whatever_they_say() -> None:
    told = annotation(error("E101", verbatim("50%\n::error::x"), Place("a,b:c.md", 1), verbatim("do\rthis")), Path())
    assert told == "::error file=a%2Cb%3Ac.md,line=1,title=E101::50%25%0A::error::x%0Ahint: do%0Dthis"


def test_what_is_counted() -> None:
    said = [warning("W217", verbatim(str(number)), Place("a.md", number)) for number in range(1, 24)]
    shown, rest = summed([*said, error("E302", verbatim("x"), Place("b.md"))])
    assert (len(shown), dict(rest)) == (21, {"W217": 3})
    assert str(rest_lines(rest)[0]).startswith("3 more of W217")
    assert rest_lines(summed(said[:20])[1]) == []


def test_related_places_are_counted(tmp_path: Path) -> None:
    places = tuple(Place("a.md", number) for number in range(25))
    found = error("E302", verbatim("x"), Place("b.md"), also=places)
    assert describe(found, tmp_path).endswith("    also: 5 more places")
    assert len(describe(found, tmp_path, every=True).split("\n")) == 26
