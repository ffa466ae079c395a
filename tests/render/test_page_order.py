"""Each page of a theme is the same in whatever order, how often and in which process it is rendered."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from ssg.core.digest import digest_bytes
from ssg.core.errors import SiteProblem
from ssg.pages.kinds import KINDS, PAGE_KINDS
from ssg.plan import planning
from ssg.render.delivery import page_of
from ssg.request import Choice, Request
from ssg.steps.tasks import make_page
from tests.conftest import NOW
from tests.tiny_theme import write_tiny_theme

REPOSITORY = Path(__file__).parent.parent.parent
# Pages of other kinds need an article each of a certain type: these must be there.
LEAST = {kind.name for kind in PAGE_KINDS if kind.template} - {"month", "redirect", "page", "live", "series"}


def pages_of(site: Path, now: str, seed: int) -> dict[str, str]:
    """Render all pages that have a template, and all blocks with files of their own, in an order of the seed."""
    found: dict[str, str] = {}
    with planning(Request(site, None, Choice(datetime.fromisoformat(now)))) as planned:
        context = planned.context
        pages = [page for page in planned.edition.pages if KINDS[page.kind].template]
        random.Random(seed).shuffle(pages)  # noqa: S311 - an order
        for page in pages:
            found[f"{page.kind} {page.output}"] = digest_bytes(make_page(context, page).joined.data)
        for file in list(context.splicer.used.values()):
            found[f"block {file.output}"] = digest_bytes(make_page(context, page_of(file)).joined.data)
    return found


@pytest.mark.parametrize("theme", ["default", "tiny"])
def test_order_number_and_process_make_no_difference(tmp_path: Path, theme: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(REPOSITORY / "tests/everything", site)
    if theme == "tiny":
        write_tiny_theme(site / "templates")
    (site / "site.toml").write_text(
        (site / "site.toml").read_text(encoding="utf-8") + '\n[blocks.nen-xem]\ndelivery = "ssi"\n', encoding="utf-8"
    )
    first = pages_of(site, NOW.isoformat(), 1)
    assert {name.partition(" ")[0] for name in first} >= LEAST
    assert pages_of(site, NOW.isoformat(), 2) == first
    command = [sys.executable, "-m", "tests.render.test_page_order", str(site), NOW.isoformat()]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": "7", "TZ": "America/Lima", "LC_ALL": "C"}
    done = subprocess.run(command, env=env, cwd=REPOSITORY, capture_output=True, check=True)
    assert json.loads(done.stdout) == first


@pytest.mark.parametrize(
    "impure",
    [
        "{{ range(1000)|random }}",
        "{% import 'macros/state.html' as s %}{{ s.count() }}",
        '{{ data("g").seen.append(1) }}{{ data("g").seen|length }}',
    ],
)
def test_a_theme_that_is_not_pure_would_be_found(tmp_path: Path, impure: str) -> None:
    """What the test above looks for is refused before: no page of such a theme is rendered differently."""
    site = tmp_path / "site"
    shutil.copytree(REPOSITORY / "tests/everything", site)
    (site / "data").mkdir(exist_ok=True)
    (site / "data/g.json").write_text('{"seen": []}')
    (site / "templates/macros").mkdir(parents=True)
    (site / "templates/macros/state.html").write_text(
        "{% set state = namespace(n=0) %}{% macro count() %}{% set state.n = state.n + 1 %}{{ state.n }}{% endmacro %}"
    )
    (site / "templates/article.html").write_text(impure)
    request = Request(site, None, Choice(NOW))
    with planning(request) as planned:
        assert {d.code for d in planned.diagnostics} & {"E617", "E618", "E620"}


if __name__ == "__main__":
    try:
        print(json.dumps(pages_of(Path(sys.argv[1]), sys.argv[2], 3)))  # noqa: T201 - the answer of a process
    except SiteProblem as problem:
        raise SystemExit(str(problem.diagnostics)) from problem
