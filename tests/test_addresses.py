"""No URL at which an article was public is lost without a word: builds say it, and `ssg fix --addresses` mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ssg.build import Built, build
from ssg.index.losses import CODES
from ssg.work import Work
from tests.command import ssg
from tests.conftest import TinySite, mostly_slow
from tests.previewing import Looking

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thời sự"
[[categories]]
name = "Thể thao"
"""
HEAD = "---\ntitle: {0}\ndate: 2026-11-20 08:00\nsummary: Một tin.\n{1}---\n{0}.\n"
A, B = "content/thoi-su/a.md", "content/thoi-su/b.md"
OLD, OTHER = "/thoi-su/2026/11/tin-thuong/", "/thoi-su/2026/11/tin-khac/"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(CONFIG)
    made.write(A, HEAD.format("Tin thường", ""))
    made.write(B, HEAD.format("Tin khác", ""))
    made.build()
    return made


def codes(built: Built) -> list[str]:
    return [d.code for d in built.diagnostics if d.code in CODES]


def lines(text: str) -> list[str]:
    """Return the first line of each diagnostic about URLs."""
    return [line for line in text.splitlines() if any(f"[{code}]" in line for code in CODES)]


def check(tiny: TinySite, *options: str) -> list[str]:
    return lines(ssg("check", "-C", tiny.root, "--now", tiny.now.isoformat(), *options).stdout)


def fix(tiny: TinySite, *options: str | Path) -> str:
    done = ssg("fix", "--addresses", "-C", tiny.root, "--now", tiny.now.isoformat(), *options)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def equals_a_clean_build(tiny: TinySite, **options: bool) -> None:
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public"))
    clean.now = tiny.now
    assert codes(clean.build(**options)) == []
    assert tiny.tree() == clean.tree()


def edit(old: str, new: str, file: str = A) -> Callable[[TinySite], None]:
    return lambda tiny: tiny.edit(file, old, new)


def renamed_folder(tiny: TinySite) -> None:
    (tiny.root / "content/thoi-su").rename(tiny.root / "content/the-thao")


def moved_with_its_category(tiny: TinySite) -> None:
    (tiny.root / "content/the-thao").mkdir()
    (tiny.root / A).rename(tiny.root / "content/the-thao/a.md")


def moved_and_renamed(tiny: TinySite) -> None:
    (tiny.root / "content/the-thao").mkdir()
    (tiny.root / A).rename(tiny.root / "content/the-thao/tin.md")


def slug_of_the_category(tiny: TinySite) -> None:
    for file in (A, B):
        tiny.edit(file, "summary", "category: Thời sự\nsummary")
    tiny.edit("site.toml", '"Thời sự"', '"Thời sự"\nslug = "tin-moi"')


MOVES: dict[str, tuple[Callable[[TinySite], None], str, str]] = {
    "title": (edit("Tin thường\n", "Tin thường (sửa)\n"), f"{A}:2:8", "/thoi-su/2026/11/tin-thuong-sua/"),
    "slug": (edit("summary", "slug: moi\nsummary"), f"{A}:4:7", "/thoi-su/2026/11/moi/"),
    "category": (edit("summary", "category: Thể thao\nsummary"), f"{A}:4:11", "/the-thao/2026/11/tin-thuong/"),
    "date": (edit("11-20", "10-20"), f"{A}:3:7", "/thoi-su/2026/10/tin-thuong/"),
    "permalink": (edit("summary", "permalink: /Tin.html\nsummary"), f"{A}:4:12", "/Tin.html"),
    "folder": (moved_with_its_category, "content/the-thao/a.md:1", "/the-thao/2026/11/tin-thuong/"),
    "file and folder": (moved_and_renamed, "content/the-thao/tin.md:1", "/the-thao/2026/11/tin-thuong/"),
    "pattern": (
        lambda tiny: tiny.edit("site.toml", "base_url", 'permalink = "/{slug}.html"\nbase_url'),
        f"{A}:1",
        "/tin-thuong.html",
    ),
    "slug of the category": (slug_of_the_category, f"{A}:1", "/tin-moi/2026/11/tin-thuong/"),
    "pattern of the category": (
        lambda tiny: tiny.edit("site.toml", '"Thời sự"', '"Thời sự"\npermalink = "/{category}/{slug}/"'),
        f"{A}:1",
        "/thoi-su/tin-thuong/",
    ),
}


def refused_under_strict(tiny: TinySite) -> None:
    before = tiny.tree()
    for _ in range(2):
        built = tiny.try_build(strict=True)
        assert set(codes(built)) == {"E440"}
        assert built.published is None
        assert tiny.tree() == before
    assert any("error[E440]" in line for line in check(tiny, "--strict"))


def mended(tiny: TinySite, url: str) -> None:
    """`ssg fix` writes the URL into the aliases, which answers it."""
    assert f"+aliases: [{OLD}]" in fix(tiny)
    assert "written" in fix(tiny, "--yes")
    assert "nothing to write down" in fix(tiny, "--yes")
    assert check(tiny) == []
    assert codes(tiny.build(strict=True)) == []
    assert url in tiny.read(f"{OLD.strip('/')}/index.html")
    equals_a_clean_build(tiny)
    assert codes(tiny.build()) == []


@pytest.mark.parametrize("move", ["title", *(pytest.param(move, marks=pytest.mark.slow) for move in [*MOVES][1:])])
def test_a_build_says_once_where_an_article_was_and_is_and_fix_mends_it(tiny: TinySite, move: str) -> None:
    change, place, url = MOVES[move]
    change(tiny)
    refused_under_strict(tiny)
    message = f"{place}: warning[W440]: URL changed from {OLD} to {url}; nothing answers the old one"
    assert message in check(tiny)
    assert message in lines(tiny.said(tiny.build()))
    assert not (tiny.public / f"{OLD.strip('/')}/index.html").exists()
    equals_a_clean_build(tiny)
    for _ in range(2):
        assert codes(tiny.build()) == []
    assert message in check(tiny)
    mended(tiny, url)


@pytest.mark.parametrize("move", mostly_slow(MOVES, "title", "pattern of the category"))
def test_fix_mends_it_before_it_is_built(tiny: TinySite, move: str) -> None:
    change, _, url = MOVES[move]
    change(tiny)
    refused_under_strict(tiny)
    mended(tiny, url)


def test_several_at_once_are_each_said(tiny: TinySite) -> None:
    renamed_folder(tiny)
    said = lines(tiny.said(tiny.build(allow_removals=True)))
    assert [OLD in line or OTHER in line for line in said] == [True, True]
    assert all("[W440]" in line and "content/the-thao/" in line for line in said)


def test_a_folder_of_many_articles_is_renamed(tiny: TinySite) -> None:
    for number in range(40):
        tiny.write(f"content/thoi-su/{number}.md", HEAD.format(f"Bài {number}", ""))
    tiny.build()
    renamed_folder(tiny)
    built = tiny.build()
    assert codes(built) == ["W440"] * 42


def test_a_folder_of_many_files_of_one_name_is_renamed(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    for number in range(210):
        tiny.write(f"content/thoi-su/{number}/index.md", HEAD.format(f"Bài {number}", ""))
    tiny.build()
    renamed_folder(tiny)
    assert codes(tiny.build()) == ["W440"] * 210


def test_an_article_is_found_by_its_title_among_files_of_one_name(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    for name in ("mot", "hai", "ba"):
        tiny.write(f"content/thoi-su/{name}/index.md", HEAD.format(f"Tin {name}", ""))
    tiny.build()
    (tiny.root / "content/thoi-su").rename(tiny.root / "content/the-thao")
    said = lines(tiny.said(tiny.build()))
    for name in ("mot", "hai", "ba"):
        assert any(f"content/the-thao/{name}/index.md" in line and f"/tin-{name}/ to" in line for line in said)


REMOVALS: dict[str, tuple[Callable[[TinySite], None], str, str]] = {
    "deleted": (lambda tiny: tiny.remove(A), A, "its file is gone"),
    "a draft": (edit("summary", "draft: true\nsummary"), f"{A}:4:8", "it is a draft"),
    "kept back": (edit("summary", "published: false\nsummary"), f"{A}:1", "it is a draft"),
    "scheduled": (edit("2026-11-20", "2026-12-20"), f"{A}:3:7", "it is scheduled"),
}


@pytest.mark.parametrize("removal", REMOVALS)
def test_what_is_removed_is_said_with_the_way_to_take_it_down(tiny: TinySite, removal: str) -> None:
    change, place, why = REMOVALS[removal]
    change(tiny)
    message = f"{place}: warning[W441]: public article removed: {why}; nothing answers {OLD}"
    assert message in check(tiny)
    said = tiny.said(tiny.build())
    assert message in lines(said)
    assert "`withdrawn:`" in said
    assert codes(tiny.build()) == []
    told = fix(tiny, "--yes")
    assert message in told
    assert "nothing to write down" in told
    equals_a_clean_build(tiny)


@pytest.mark.parametrize("removal", REMOVALS)
def test_under_strict_a_removal_is_an_error(tiny: TinySite, removal: str) -> None:
    REMOVALS[removal][0](tiny)
    for _ in range(2):
        assert codes(tiny.try_build(strict=True)) == ["E441"]


def expired(tiny: TinySite) -> None:
    tiny.edit(A, "summary", "expires: 2026-11-23\nsummary")


def by_the_clock(tiny: TinySite) -> None:
    tiny.edit(A, "summary", "expires: 2026-11-30\nsummary")
    tiny.build()
    tiny.now += timedelta(days=10)


def table(line: str) -> Callable[[TinySite], None]:
    def change(tiny: TinySite) -> None:
        tiny.edit("site.toml", "base_url", 'redirects = "r.csv"\nbase_url')
        tiny.write("r.csv", f"{OLD},{line}\n")
        tiny.remove(A)

    return change


def another_file_name(tiny: TinySite) -> None:
    (tiny.root / A).rename(tiny.root / "content/thoi-su/2026-11-20-tin.md")


def an_alias_beforehand(tiny: TinySite) -> None:
    tiny.edit(A, "Tin thường\n", f"Tin mới\naliases: [{OLD}]\n")


def an_alias_elsewhere(tiny: TinySite) -> None:
    tiny.remove(A)
    tiny.edit(B, "summary", f"aliases: [{OLD}]\nsummary")


def a_static_file(tiny: TinySite) -> None:
    tiny.remove(A)
    tiny.write(f"static{OLD}index.html", "<p>Đã gỡ</p>")


QUIET: dict[str, Callable[[TinySite], None]] = {
    "another file name": another_file_name,
    "an alias": an_alias_beforehand,
    "an alias of another article": an_alias_elsewhere,
    "a static file": a_static_file,
    "a redirect": table(OTHER),
    "a redirect that says it is gone": table(",410"),
    "expired": expired,
    "expired by the clock": by_the_clock,
    "withdrawn": edit("summary", "withdrawn: 2026-11-23\nsummary"),
    "another type": edit("summary", "type: live\nsummary"),
    "another hour": edit("08:00", "09:00"),
    "another title with a slug": edit("Tin thường\n", "Tin mới\nslug: tin-thuong\n"),
    "another spelling of the title": edit("Tin thường\n", "TIN THƯỜNG!\n"),
    "an error": edit("date: 2026-11-20 08:00\n", ""),
}


@pytest.mark.parametrize("change", QUIET)
def test_nothing_is_said_where_nothing_is_lost(tiny: TinySite, change: str) -> None:
    QUIET[change](tiny)
    for strict in (True, False):
        assert codes(tiny.try_build(strict=strict, keep_going=True)) == []
    assert "nothing to write down" in fix(tiny)


def test_the_move_is_taken_back(tiny: TinySite) -> None:
    moved = "/thoi-su/2026/11/tin-moi/"
    tiny.edit(A, "Tin thường\n", "Tin mới\n")
    assert codes(tiny.build()) == ["W440"]
    tiny.edit(A, "Tin mới\n", "Tin thường\n")
    assert [moved in line for line in lines(tiny.said(tiny.build()))] == [True]
    assert [moved in line for line in check(tiny)] == [True]
    assert f"+aliases: [{moved}]" in fix(tiny)


def test_taken_back_before_the_next_build(tiny: TinySite) -> None:
    tiny.edit(A, "Tin thường\n", "Tin mới\n")
    assert len(check(tiny)) == 1
    tiny.edit(A, "Tin mới\n", "Tin thường\n")
    assert codes(tiny.build()) == []


def test_moved_twice_and_renamed_between(tiny: TinySite) -> None:
    tiny.edit(A, "Tin thường\n", "Tin hai\n")
    tiny.build()
    another_file_name(tiny)
    assert codes(tiny.build()) == []
    tiny.edit("content/thoi-su/2026-11-20-tin.md", "Tin hai\n", "Tin ba\n")
    assert codes(tiny.build()) == ["W440"]
    fix(tiny, "--yes")
    text = (tiny.root / "content/thoi-su/2026-11-20-tin.md").read_text(encoding="utf-8")
    assert f"aliases: [{OLD}, /thoi-su/2026/11/tin-hai/]\n" in text
    tiny.build()
    equals_a_clean_build(tiny)


def test_another_article_takes_the_url(tiny: TinySite) -> None:
    tiny.edit(A, "Tin thường\n", "Tin mới\n")
    tiny.edit(B, "Tin khác\n", "Tin thường\n")
    said = lines(tiny.said(tiny.build()))
    assert len(said) == 2
    assert f"{OLD} was the URL of {A}; it is now that of {B}" in "\n".join(said)
    assert OTHER in "\n".join(said)


def test_two_articles_swap_their_slugs(tiny: TinySite) -> None:
    tiny.edit(A, "summary", "slug: tin-khac\nsummary")
    tiny.edit(B, "summary", "slug: tin-thuong\nsummary")
    built = tiny.build()
    assert codes(built) == ["N442", "N442"]
    assert codes(tiny.build()) == []
    equals_a_clean_build(tiny)


def test_an_alias_that_is_taken_away(tiny: TinySite) -> None:
    tiny.edit(A, "summary", "aliases: [/cu/, /cu-hon.html]\nsummary")
    tiny.build()
    tiny.edit(A, "aliases: [/cu/, /cu-hon.html]", "aliases: [/cu-hon.html]")
    said = lines(tiny.said(tiny.build()))
    assert said == [f"{A}:4:10: warning[W440]: nothing answers /cu/ any more, which led to this article"]
    assert "aliases: [/cu-hon.html, /cu/]" in fix(tiny)
    tiny.remove(A)
    assert codes(tiny.build()) == ["W441", "W441"]


def test_without_the_cache_nothing_is_known(tiny: TinySite) -> None:
    tiny.edit(A, "Tin thường\n", "Tin mới\n")
    shutil.rmtree(tiny.root / ".ssg")
    assert codes(tiny.build()) == []
    assert check(tiny) == []


def test_each_output_folder_has_its_own_past(tiny: TinySite) -> None:
    other = tiny.root / "khac"
    tiny.edit(A, "Tin thường\n", "Tin mới\n")
    assert codes(tiny.build(output=other)) == []  # type: ignore[arg-type]
    assert codes(tiny.build()) == ["W440"]
    tiny.edit(A, "Tin mới\n", "Tin ba\n")
    assert codes(tiny.build(output=other)) == ["W440"]  # type: ignore[arg-type]
    assert "+aliases: [/thoi-su/2026/11/tin-moi/]" in fix(tiny, "-o", other)
    assert f"+aliases: [{OLD}, /thoi-su/2026/11/tin-moi/]" in fix(tiny)


class TestPreviewBuilds:
    """Drafts and scheduled articles that a preview build shows were never public."""

    def test_a_draft_that_was_shown_is_not_lost(self, tiny: TinySite) -> None:
        tiny.write("content/thoi-su/nhap.md", HEAD.format("Nháp", "draft: true\n"))
        tiny.write("content/thoi-su/mai.md", HEAD.format("Mai", "").replace("11-20", "11-30"))
        assert codes(tiny.build(drafts=True, future=True)) == []
        tiny.edit("content/thoi-su/nhap.md", "title: Nháp", "title: Nháp hai")
        tiny.remove("content/thoi-su/mai.md")
        assert codes(tiny.build(drafts=True, future=True)) == []
        assert codes(tiny.build()) == []
        assert check(tiny) == []

    def test_a_public_article_that_becomes_a_draft_is_lost(self, tiny: TinySite) -> None:
        tiny.edit(A, "summary", "draft: true\nsummary")
        assert codes(tiny.build(drafts=True)) == ["W441"]
        assert len(check(tiny)) == 1
        assert codes(tiny.build()) == []
        assert len(check(tiny)) == 1
        tiny.edit(A, "draft: true\n", "")
        assert codes(tiny.build()) == []
        assert check(tiny) == []

    def test_a_draft_that_moves_when_it_is_published(self, tiny: TinySite) -> None:
        tiny.write("content/thoi-su/nhap.md", HEAD.format("Nháp", "draft: true\n"))
        tiny.build(drafts=True)
        tiny.write("content/thoi-su/nhap.md", HEAD.format("Tin xong", ""))
        assert codes(tiny.build()) == []


def test_an_article_with_an_error_is_not_lost_while_it_is_kept_back(tiny: TinySite) -> None:
    tiny.edit(A, "date: 2026-11-20 08:00\n", "")
    assert codes(tiny.build(keep_going=True)) == []
    tiny.edit(A, "summary", "date: 2026-11-20 08:00\nsummary")
    assert codes(tiny.build()) == []


def test_the_preview_says_it_at_the_save(tiny: TinySite) -> None:
    looking = Looking(tiny)
    try:
        assert not looking.state.problems
        tiny.edit(A, "Tin thường\n", "Tin mới\n")
        looking.tell(A)
        assert [d.code for d in looking.state.problems] == ["W440"]
        page = looking.text("/thoi-su/2026/11/tin-moi/")
        assert f"đường dẫn đổi từ {OLD}" in page
        assert "Trang bên dưới" not in page
        tiny.edit(A, "summary", f"aliases: [{OLD}]\nsummary")
        looking.tell(A)
        assert not looking.state.problems
    finally:
        looking.close()


def test_a_correction_says_nothing_and_plans_nothing_anew(tiny: TinySite) -> None:
    request = tiny.request()._replace(clock_ns=2**62)
    build(request, Work())
    tiny.edit(A, "Tin thường.", "Tin thường, sửa.")
    built = build(request, Work())
    assert built.edition.touched is not None
    assert codes(built) == []


@pytest.mark.parametrize(
    "line", ['permalink = "/{ten}/"', 'permalinks = {live = "/live/"}', '[[categories]]\nname = "X"\npermalink = "/x"']
)
def test_an_invalid_pattern_moves_no_article(tiny: TinySite, line: str) -> None:
    tiny.edit("site.toml", '[[categories]]\nname = "Thời sự"', line + '\n[[categories]]\nname = "Thời sự"')
    told = ssg("check", "-C", tiny.root, "--now", tiny.now.isoformat())
    assert "error[E510]" in told.stdout
    assert lines(told.stdout) == []
