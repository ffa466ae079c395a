"""What is wrong is printed in the terminal of `ssg serve` too: each problem once, as long as it is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.cli.serve import _Reported
from ssg.core.catalogue import ENGLISH
from ssg.core.errors import Place, error, warning
from ssg.core.message import verbatim
from tests.conftest import TinySite
from tests.previewing import Preview, preview


def test_each_problem_is_printed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = _Reported(tmp_path, ENGLISH)
    odd, wrong = (
        warning("W120", verbatim("unknown key `titel`"), Place("content/a.md", 2)),
        error("E103", verbatim("x"), Place("content/a.md")),
    )
    report((odd,))
    assert "warning[W120]" in capsys.readouterr().err
    report((warning(odd.code, odd.message, Place("content/a.md", 3)), wrong))
    told = capsys.readouterr().err
    assert "W120" not in told
    assert "error[E103]" in told
    report((odd, wrong))
    assert capsys.readouterr().err == ""
    report((odd,))
    assert capsys.readouterr().err == "preview: no errors any more\n"
    report((odd, wrong))
    assert "error[E103]" in capsys.readouterr().err


def test_machines_read_all_problems_on_one_line_each_time_that_they_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = _Reported(tmp_path, ENGLISH, "json")
    odd = warning("W120", verbatim("unknown key `titel`"), Place("content/a.md", 2))
    for said in ((odd,), (odd,), ()):
        report(said)
    printed = capsys.readouterr()
    assert printed.err == ""
    first, last = map(json.loads, printed.out.splitlines())
    assert [one["code"] for one in first["diagnostics"]] == ["W120"]
    assert (first["warnings"], last["warnings"], last["diagnostics"]) == (1, 0, [])


def test_annotations_are_printed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = _Reported(Path(), ENGLISH, "github")
    odd = warning("W120", verbatim("unknown key `titel`"), Place("content/a.md", 2))
    report((odd,))
    report((odd,))
    assert capsys.readouterr().out == "::warning file=content/a.md,line=2,title=W120::unknown key `titel`\n"


def errors_of(running: Preview) -> set[str]:
    return set(re.findall(r'"code":"(E\d+)"', running.read_until(r"(\{.*\})")))


def test_an_invalid_site_toml_hides_nothing_and_is_mended(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        """\
-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
per_page = "nhiều"
-- content/tin/a.md --
---
title: Một
---
Chữ.
"""
    )
    with preview(tiny.root, "--format", "json") as running:
        assert errors_of(running) == {"E103", "E502"}
        tiny.write("content/tin/a.md", "---\ntitle: Một\ndate: 2024-05-01 08:00\n---\nChữ.\n")
        assert errors_of(running) == {"E502"}
        tiny.write("site.toml", 'title = "Báo Thử"\nbase_url = "https://example.vn"\n')
        assert errors_of(running) == set()
        assert "Một" in running.get("/").text
