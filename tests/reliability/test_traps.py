"""What has broken other generators, or the libraries that this one is made of; and which tests hold it here.

The tests named exist: here, and in SECURITY.md. What had no test of its own has it below.
"""

from __future__ import annotations

import ast
import re

import pytest

from tests.documents import ROOT

FM, MD, RE = "frontmatter/test_frontmatter_", "markdown/test_markdown_", "reliability/test_"
TRAPS: dict[str, tuple[str, ...]] = {
    "thousands of brackets end the process in the parser of YAML": (
        f"{FM}yaml.py::test_bounds",
        f"{FM}hostile.py::test_depth_limit_is_one",
    ),
    "text between two --- is deleted; a mark before ---, TOML, JSON": (
        f"{FM}fences.py::test_text_is_never_lost",
        f"{FM}fences.py::test_none",
    ),
    "impossible dates and huge numbers raise other errors than YAML's": (
        f"{FM}problems.py::test_refused",
        f"{RE}traps.py::test_numbers_of_5000_digits",
    ),
    "colons and quotation marks in headlines": (
        f"{FM}headlines.py::test_line_that_yaml_refuses",
        f"{FM}headlines.py::test_title",
    ),
    "no, 12:30:45 and 0777 become something else; keys that stand twice": (
        f"{FM}fields.py::test_accepted_without_a_word",
        f"{FM}problems.py::test_refused",
    ),
    "bombs of aliases and of merge keys": (f"{FM}yaml.py::test_bounds", f"{FM}hostile.py::test_nothing_is_quadratic"),
    "NUL and other control characters in titles": (
        f"{RE}naughty.py::test_what_cannot_be_printed_is_refused_or_left_out_with_its_place",
    ),
    "deeply nested lists vanish": (
        f"{MD}limits.py::test_no_text_of_the_limits_is_dropped_without_a_word",
        f"{RE}nothing_lost.py::test_at_every_depth",
    ),
    "raw HTML passes": (f"{MD}html.py::test_nothing_that_is_not_allowed_gets_through",),
    "quadratic texts": (
        f"{MD}limits.py::test_work_grows_with_the_text_and_no_faster",
        f"{MD}limits.py::test_time_grows_with_the_text_and_hardly_faster",
    ),
    "addresses of front matter are not checked": (
        "core/test_text_safety.py::test_is_safe_url",
        f"{RE}injection.py::test_no_field_takes_an_address_that_would_run",
    ),
    "escaping is off for x.html.j2 and atom.j2": ("render/test_render.py::test_everything_that_is_markup_is_escaped",),
    "attributes without quotation marks, safe filters": (
        f"{RE}traps.py::test_every_attribute_of_the_theme_has_quotation_marks",
    ),
    "</script> in JSON-LD": (
        "test_structured.py::test_a_hostile_title_corrections_and_videos",
        f"{RE}injection.py::test_no_page_holds_what_was_not_meant",
    ),
    "]]> and control characters in feeds": (
        "test_feeds.py::test_control_characters_in_a_text_are_left_out_and_said",
        f"{RE}injection.py::test_feeds_are_well_formed_and_their_texts_are_clean",
    ),
    "includes by computed names": (
        "render/test_render.py::test_closures_hold_all_that_a_template_is_made_of",
        "test_broken.py::test_broken",
    ),
    "a folder moved in is one event; editors save by rename": (
        "preview/test_server.py::test_folders_come_and_are_replaced",
        "preview/test_server.py::test_editors_ways_of_saving",
    ),
    "what editors leave beside a file": ("test_files.py::test_hidden_files_and_what_editors_leave",),
    "touching a file is no edit": ("test_work.py::test_a_touched_file",),
    "a pipe named x.md hangs": (
        "test_files.py::test_a_pipe_is_left_alone",
        "preview/test_server.py::test_a_pipe_is_left_alone",
    ),
    "links that loop, dangle, or lead out": ("test_files.py::test_a_link_that_leads_out_or_nowhere_is_refused",),
    "names of more than 255 bytes": (
        "test_urls.py::test_a_long_title_makes_a_short_path",
        "core/test_text_safety.py::test_a_long_name_is_cut_and_stays_unique",
    ),
    "NFC and NFD, upper and lower case, CON, trailing dots": (
        f"{RE}naughty.py::test_every_file_has_a_name_for_every_disk",
        "core/test_text_slug.py::test_slug",
    ),
    "a second edit in the same tick with the time set back": (
        "test_work.py::test_an_edit_of_the_same_size_whose_time_is_set_back",
    ),
    "files with mode 0600": ("store/test_publish.py::test_modes_follow_the_umask",),
    "zones of the past, times without a zone": (
        "core/test_text_dates.py::test_reads",
        "core/test_text_dates.py::test_a_naive_time_is_never_written",
    ),
    "//evil leaves the site": (f"{MD}links.py::test_slips_are_told", f"{FM}problems.py::test_refused"),
    "preview: another host, origin, method": (
        "preview/test_server.py::test_another_host_gets_nothing",
        "preview/test_server.py::test_another_origin_gets_nothing",
        "preview/test_server.py::test_nothing_but_reading_is_allowed",
    ),
    "preview: odd paths, queries that change what is read": (
        "preview/test_server.py::test_odd_targets_are_refused",
        "preview/test_server.py::test_a_query_never_changes_what_is_read",
    ),
    "preview: text in the overlay": ("preview/test_answers.py::test_text_of_files_is_shown_as_text",),
    "a broken article is dropped and the build exits 0, or nothing is built at all": (
        "test_files.py::test_keep_going_publishes_the_rest",
        "test_commands.py::test_build_with_an_error",
    ),
    "scheduled articles silently are not there": (
        "test_commands.py::test_next",
        "test_publicity.py::test_a_scheduled_article_appears_when_its_time_has_come",
    ),
    "the page of a deleted article stays": (
        "test_work.py::test_a_deleted_article",
        "store/test_publish.py::test_removes_what_it_wrote_and_emptied_folders_only",
    ),
    "fragments that are kept by what was typed": (
        "hunt/test_newsroom.py::test_a_long_hunt",
        "test_work.py::test_a_template_of_a_block",
    ),
    "pages numbered from the newest": ("test_lists.py::test_pages_are_numbered_from_the_oldest_and_never_change",),
    "one edit rebuilds all siblings; an item deleted and added again is missed": (
        "test_work.py::test_a_title_of_an_old_article",
        "hunt/test_newsroom.py::test_a_long_hunt",
    ),
}


def defined() -> set[str]:
    """All tests there are, as `path::name` below `tests/`."""
    found: set[str] = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        name = file.relative_to(ROOT / "tests").as_posix()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.startswith(("test_", "Test")):
                found.add(f"{name}::{node.name}")
    return found


@pytest.fixture(scope="module")
def tests() -> set[str]:
    return defined()


def test_each_trap_has_its_tests(tests: set[str]) -> None:
    assert {name for names in TRAPS.values() for name in names} - tests == set()


def test_each_threat_has_its_tests(tests: set[str]) -> None:
    rows = re.findall(r"^\|.*\|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)[2:]
    named = [re.findall(r"`tests/([^`]+::[^`]+)`", row.split("|")[3]) for row in rows]
    assert len(rows) > 15
    assert all(named), rows
    assert {name for names in named for name in names} - tests == set()


INLINE = r"<script(?![^>]* (?:src=|\{\{ script\())(?! type=\"application/ld\+json\")|<style|\son[a-z]+=|\sstyle="


def test_every_attribute_of_the_theme_has_quotation_marks() -> None:
    for file in sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.xml")):
        text = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)
        outside = re.sub(r'"[^"<>]*"', "q", re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "·", text))
        assert not re.findall(r"<[a-z][^<>]*[a-z-]=·", outside), file.name
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", text), file.name
        if "{% filter inline_css %}" not in text:  # a mail, which has no policy
            assert not re.search(INLINE, text), file.name


def test_numbers_of_5000_digits() -> None:
    from ssg.content.frontmatter import read_front_matter
    from tests.documents import ZONE

    for key in ("x", "title", "featured", "tags", "date", "slug", "related", "draft", "image", "corrections"):
        for number in ("9" * 5_000, "-" + "9" * 5_000, "0x" + "f" * 5_000, "1e" + "9" * 5_000, "0." + "9" * 5_000):
            text = f"---\ntitle: T\ndate: 2026-11-24\n{key}: {number}\n---\nx\n"
            split = read_front_matter(text, path="a.md", zone=ZONE)
            assert split.front is not None or split.diagnostics
