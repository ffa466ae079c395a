"""The benchmark's corpus is the same everywhere and fit to be built; its arithmetic is right."""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import edits, growth, run
from benchmarks.corpus import write_corpus
from benchmarks.layouts import LAYOUTS
from benchmarks.measure import Cost, RunFailed, measure, proportional
from benchmarks.outputs import changed, digests, size
from benchmarks.stages import STAGES
from benchmarks.stories import NEWEST, YEARS, Newsroom
from benchmarks.tables import Cell, Sizes, paired, put_between, ratio, report, seconds, table
from benchmarks.tools import NOW, TOOLS, environment, forget, lay_out, threshold
from benchmarks.vocabulary import CATEGORIES
from ssg.cli.app import run as command
from ssg.core.text.slug import slugify
from tests.samples import run_build


def digest_of_tree(folder: Path) -> str:
    """One digest of all paths and bytes below a folder."""
    state = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            state.update(f"{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return state.hexdigest()[:16]


CORPUS = {
    "ssg": "12e67d9daf81901d",
    "hugo": "3700d37924a81e0b",
    "eleventy": "1f541bd017ff170e",
    "pelican": "25031df0ef74d26c",
}


@pytest.mark.parametrize("tool", CORPUS)
def test_the_corpus_is_the_same_everywhere(tool: str, tmp_path: Path) -> None:
    write_corpus(tmp_path, tool, Newsroom(50))
    assert len(list(tmp_path.glob("content/**/*.md"))) == 50 + (33 if tool == "hugo" else 0)  # and its sections
    assert digest_of_tree(tmp_path) == CORPUS[tool], "a changed corpus makes results of different days incomparable"


def test_all_functions_that_stages_time_exist() -> None:
    for place in (place for _, places in STAGES for place in places):
        found: object
        module, _, path = place.partition(":")
        found = importlib.import_module(module)
        for name in path.split("."):
            found = getattr(found, name)
        assert callable(found), place


def test_another_seed_is_another_corpus(tmp_path: Path) -> None:
    write_corpus(tmp_path, "ssg", Newsroom(50, seed=2))
    assert digest_of_tree(tmp_path) != CORPUS["ssg"]


def test_articles() -> None:
    newsroom = Newsroom(2_000)
    stories = list(newsroom.stories())
    assert [story.number for story in stories] == list(range(2_000))
    assert len({story.slug for story in stories}) == len({story.title for story in stories}) == 2_000
    assert all(story.slug == slugify(story.title) for story in stories)
    dates = [story.date for story in stories]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] <= NEWEST
    assert (dates[0] - dates[-1]).days in range(6 * 365 - 10, 6 * 366)
    assert 4_500 < sum(len(story.body.encode()) for story in stories) / 2_000 < 6_000
    assert {len(story.tags) for story in stories} <= {2, 3, 4, 5}
    assert len({tag for story in stories for tag in story.tags}) > 1_000
    assert len({name for story in stories for name in story.authors}) == 40
    sections = [sum(story.main == main for story in stories) for main, _ in CATEGORIES]
    assert sections[0] > 2 * sections[3] > 2 * sections[9] > 0
    assert 10 < sum(story.featured > 0 for story in stories) < 100


def test_newer_articles() -> None:
    newsroom = Newsroom(100)
    dates = [newsroom.story(-number).date for number in range(5)]
    assert dates[1:] == sorted(dates[1:])
    assert dates[1] > NEWEST


def test_one_text_for_all() -> None:
    story = Newsroom(10).story(3)
    texts = [layout(story)[1] for layout in LAYOUTS.values()]
    assert all(text.endswith("\n\n" + story.body) for text in texts)


def test_the_corpus_builds_without_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_corpus(tmp_path, "ssg", Newsroom(200))
    assert command(["build", "-C", str(tmp_path), "--strict", "--now", "2026-11-24T12:00"]) == 0
    said = capsys.readouterr()
    assert not re.search(r"error|warning|notice|left out", said.out + said.err)


@pytest.mark.parametrize("name", TOOLS)
def test_edits_change_what_they_say(name: str, tmp_path: Path) -> None:
    tool = TOOLS[name]
    lay_out(tool, tmp_path, Newsroom(300))
    for edit, (_, do) in edits.EDITS.items():
        for number in range(2):
            before = digests(tmp_path)
            do(tool, tmp_path, Newsroom(300), number)
            after = digests(tmp_path)
            assert changed(before, after) == (0 if edit in {"cold", "noop"} else 1), (edit, number)
            assert len(after) - len(before) == int(edit == "publish"), (edit, number)


@pytest.mark.slow
def test_edited_articles_are_what_ssg_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool = TOOLS["ssg"]
    lay_out(tool, tmp_path, Newsroom(300))
    build = ["build", "-C", str(tmp_path), "--strict", "--now", "2026-11-24T12:00"]
    assert command(build) == 0
    counts: dict[str, int] = {}
    for edit, (_, do) in edits.EDITS.items():
        before = digests(tmp_path / "public")
        do(tool, tmp_path, Newsroom(300), 0)
        assert command(build) == 0
        after = digests(tmp_path / "public")
        assert before.keys() <= after.keys(), "URLs stay"
        counts[edit] = changed(before, after)
    assert not re.search(r"error|warning|notice", capsys.readouterr().err)
    assert (counts["cold"], counts["noop"], counts["body"]) == (0, 0, 1)
    assert 1 < counts["retitle"] < counts["publish"] < counts["article-template"] < counts["base-template"]


# Arithmetic


def cell(*walls: float, peak: int = 100_000_000, differ: int = 3) -> Cell:
    return Cell(tuple(Cost(wall, 2 * wall, peak) for wall in walls), differ)


def test_medians() -> None:
    assert (cell(3, 1, 2).wall, cell(3, 1, 2).cpu, cell(1, 2).wall) == (2, 4, 1.5)
    assert Cell((Cost(1, 1, 5), Cost(1, 1, 9), Cost(1, 1, 7)), 0).peak == 9


def test_ratios_are_of_one_round() -> None:
    assert paired(cell(2, 20, 6), cell(1, 10, 2)) == 2, "a busy round meets both"
    assert paired(cell(30), cell(10, 1, 1)) == 3, "what was not repeated counts in the round that it did"


@pytest.mark.parametrize(
    ("value", "base", "shown"),
    [(1, 1, "1.0 ×"), (7, 10, "0.70 ×"), (25, 2, "12 ×"), (9.94, 1, "9.9 ×"), (9.96, 1, "10 ×"), (0, 1, "0.00 ×"),
     (0.996, 1, "1.0 ×"), (1, 0, "–"), (0, 0, "–")],
)  # fmt: skip
def test_ratios(value: float, base: float, shown: str) -> None:
    assert ratio(value, base) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.214, "0.21"), (9.94, "9.94"), (9.96, "10.0"), (123.45, "123.5")])
def test_seconds(value: float, shown: str) -> None:
    assert seconds(value) == shown


def test_report() -> None:
    cells = {
        ("cold", "a"): cell(2, 4, 3), ("cold", "b"): cell(4, 8, 6), ("body", "a"): cell(0.5, differ=1),
        ("body", "b"): cell(6, peak=250_000_000, differ=1_234),
    }  # fmt: skip
    sizes = {"a": Sizes(10, 2_000_000, 500_000), "b": Sizes(9, 1_000_000, 0)}
    text = report(cells, sizes, {"cold": "Cold", "noop": "Nothing", "body": "Body"}, {"a": "A", "b": "B"})
    assert text == "\n\n".join(
        "\n".join(lines)
        for lines in (
            ["| Seconds | A | B |", "|---|---:|---:|", "| Cold | 3.00 | 6.00 (2.0 ×) |",
             "| Body | 0.50 | 6.00 (12 ×) |"],
            ["| Processor seconds | A | B |", "|---|---:|---:|", "| Cold | 6.00 | 12.0 |", "| Body | 1.00 | 12.0 |"],
            ["| Peak memory, MB | A | B |", "|---|---:|---:|", "| Cold | 100 | 100 (1.0 ×) |",
             "| Body | 100 | 250 (2.5 ×) |"],
            ["| Output files changed | A | B |", "|---|---:|---:|", "| Cold | 3 | 3 |", "| Body | 1 | 1,234 |"],
            ["| After the cold build | A | B |", "|---|---:|---:|", "| Files | 10 | 9 |", "| Output, MB | 2.0 | 1.0 |",
             "| Kept for the next build, MB | 0.5 | 0.0 |", "| Kept, of the output | 0.25 × | 0.00 × |"],
        )
    )  # fmt: skip


def test_tables_go_between_their_markers() -> None:
    text = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n"
    once = put_between(text, "x", table("T", ["A"], [("r", ["1"])]))
    assert once == "a\n<!-- x -->\n\n| T | A |\n|---|---:|\n| r | 1 |\n\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n"
    assert put_between(once, "x", "new") == put_between(text, "x", "new")
    with pytest.raises(ValueError, match="no <!-- z -->"):
        put_between(text, "z", "")


def test_hugos_threshold_looks_at_a_hundred_articles() -> None:
    assert [threshold(n) for n in (50, 1_000, 10_000, 100_000)] == [100, 10, 1, 1]


# Measuring


def test_outputs(tmp_path: Path) -> None:
    assert (digests(tmp_path / "none"), size(tmp_path / "none")) == ({}, (0, 0))
    (tmp_path / "a").mkdir()
    for name, text in (("same", "1"), ("a/differs", "1"), ("gone", "1")):
        (tmp_path / name).write_text(text)
    before = digests(tmp_path)
    (tmp_path / "a/differs").write_text("22")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").write_text("1")
    assert changed(before, digests(tmp_path)) == 3
    assert size(tmp_path) == (3, 4)


def test_forgetting_leaves_the_sources(tmp_path: Path) -> None:
    for name in ("public/a.html", ".ssg/memo.sqlite", "content/a.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    forget(TOOLS["ssg"], tmp_path)
    forget(TOOLS["hugo"], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_proportional_set_size() -> None:
    assert proportional("55-7f rw [rollup]\nRss:  9000 kB\nPss:  1234 kB\nPss_Anon:  5 kB\n") == 1_234 * 1_024
    assert proportional("") == 0


CHILD = "import sys; block = b'x' * 60_000_000; print(flush=True); sys.stdin.read()"
PARENT = f"""import subprocess, sys, time
start = lambda _: subprocess.Popen([sys.executable, "-c", {CHILD!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
children = list(map(start, sys.argv[1]))
[child.stdout.readline() for child in children]  # all have their memory
time.sleep(0.4)
[child.communicate() for child in children]
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_memory_of_all_processes_counts(tmp_path: Path) -> None:
    one = measure([sys.executable, "-c", PARENT, "a"], tmp_path, environment(), tmp_path / "log")
    two = measure([sys.executable, "-c", PARENT, "ab"], tmp_path, environment(), tmp_path / "log")
    assert 60e6 < one.peak < 110e6
    assert 120e6 < two.peak < 200e6
    assert one.wall > 0.4
    assert 0 < one.cpu < one.wall


def test_slopes_are_between_sizes() -> None:
    small = growth.Grown(1_000, {"cold": Cost(9.0, 2.0, 0, 70_000_000, 30_000_000)}, 5_000_000, 8_000_000, 1_500)
    large = growth.Grown(3_000, {"cold": Cost(9.0, 7.0, 0, 78_000_000, 34_000_000)}, 9_000_000, 9_000_000, 4_500)
    found = growth.tables([small, large])
    assert "| 1,000 | 1,500 | 8 | 5 | 5,000 |" in found
    assert "| 1,000 to 3,000 | Cold build | 2.5000 | 4,000 | 2,000 |" in found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_growth_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    growth.main(["--articles", "60,120", "--steps", "cold,noop,publish", "--folder", str(tmp_path)])
    said = capsys.readouterr().out
    assert len(re.findall(r"^\| 60 to 120 \| (?:Cold build|Nothing changed|Publish one) \|", said, re.MULTILINE)) == 3
    assert not list(tmp_path.glob("*/"))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_tool_that_fails_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="exit status 3\nsorry"):
        measure([sys.executable, "-c", "print('sorry'); exit(3)"], tmp_path, environment(), tmp_path / "log")


# The command line


def test_arguments() -> None:
    options = run.arguments(["--articles", "50,60", "--tools", "ssg,hugo", "--only", "body,noop"])
    assert (options.articles, options.tools, options.rounds) == ([50, 60], ["ssg", "hugo"], 3)
    assert options.only == ["cold", "noop", "body"], "in their order, from a cold build"
    assert [tool.name for tool in run.chosen([], 10_000)] == list(TOOLS)
    assert [tool.name for tool in run.chosen([], 100_000)] == ["ssg", "hugo"]


@pytest.mark.parametrize(
    "wrong", [["--tools", "jekyll"], ["--only", "deploy"], ["--rounds", "0"], ["--articles", "0"], ["--articles", "x"]]
)
def test_wrong_arguments(wrong: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.arguments(wrong)
    assert "error" in capsys.readouterr().err


BY_SERVER = ("masthead", "menu", "footer", "nen-xem", "tin-khac")


@pytest.mark.slow
@pytest.mark.parametrize(("blocks", "most"), [((), 20_800), (BY_SERVER, 14_100)])
def test_articles_of_the_default_theme_are_light(blocks: tuple[str, ...], most: int, tmp_path: Path) -> None:
    """Bytes of HTML, on average: with everything, and with the blocks that a server includes for all pages."""
    write_corpus(tmp_path, "ssg", Newsroom(300, 1, YEARS, 1.0))
    with (tmp_path / "site.toml").open("a", encoding="utf-8") as config:
        config.write("".join(f'[blocks.{name}]\ndelivery = "ssi"\n' for name in blocks))
    public = run_build(tmp_path, NOW)
    pages = [page for page in public.rglob("20??/??/*/index.html") if page.parts[-5] != "archive"]
    sizes = [page.stat().st_size for page in pages]
    assert len(sizes) == 300
    assert sum(sizes) / len(sizes) <= most
