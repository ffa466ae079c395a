"""URLs and file names: Vietnamese, long, odd and hostile; and what `permalink` may say."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from tests.conftest import TinySite


def one(site: Callable[[str], TinySite], front: str, config: str = "", name: str = "thoi-su/a.md") -> list[str]:
    """Build a single article, and give the paths of article and redirect pages."""
    start = f"-- site.toml --\ntitle = 'Báo Thử'\nbase_url = 'https://example.vn'\n{config}\n" if config else ""
    tiny = site(f"{start}-- content/{name} --\n---\n{front}\n---\nVăn bản.\n")
    built = tiny.build()
    return [page.output for page in built.edition.pages if page.kind in ("article", "redirect")]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Nhịp sống Thủ đô", "nhip-song-thu-do"),
        ("Ðà Nẵng: 1.696 tỉ đồng", "da-nang-1696-ti-dong"),
        (unicodedata.normalize("NFD", "Đường sắt Bắc – Nam"), "duong-sat-bac-nam"),
        ("Con", "con-1"),
        ("NUL", "nul-1"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs(site: Callable[[str], TinySite], title: str, slug: str) -> None:
    assert one(site, f'title: "{title}"\ndate: 2026-11-23') == [f"thoi-su/2026/11/{slug}/index.html"]


def test_a_long_title_makes_a_short_path(site: Callable[[str], TinySite]) -> None:
    (path,) = one(site, f"title: {'Nghiêng ' * 60}\ndate: 2026-11-23")
    assert len(path.split("/")[3]) <= 80
    assert not path.split("/")[3].endswith("-")


def test_a_title_without_letters_takes_a_number_of_its_own(site: Callable[[str], TinySite]) -> None:
    (path,) = one(site, 'title: "🔥🔥"\ndate: 2026-11-23')
    assert path.removeprefix("thoi-su/2026/11/bai-").removesuffix("/index.html").isdigit()


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/{category}/{slug}-{id}.html", "thoi-su/mot-tin-77.html"),
        ("/{yyyy}/{mm}/{dd}/{slug}/", "2026/11/23/mot-tin/index.html"),
        ("/{slug}.htm", "mot-tin.htm"),
    ],
)
def test_permalinks(site: Callable[[str], TinySite], pattern: str, path: str) -> None:
    assert one(site, "title: Một tin\ndate: 2026-11-23\nid: '77'", f"permalink = '{pattern}'") == [path]


def test_the_number_of_an_article_does_not_change_with_its_title(site: Callable[[str], TinySite]) -> None:
    config = "permalink = '/{category}/bai-{id}/'"
    first = one(site, "title: Một\ndate: 2026-11-23", config)
    assert first == one(site, "title: Hai\ndate: 2026-10-01", config)
    assert first != one(site, "title: Một\ndate: 2026-11-23", config, "thoi-su/b.md")


def test_times_are_the_sites(site: Callable[[str], TinySite]) -> None:
    assert one(site, "title: Một\ndate: 2026-10-31T17:00:00Z") == ["thoi-su/2026/11/mot/index.html"]


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/cu/bai/", "cu/bai/index.html"),
        ("/cu/bai", "cu/bai/index.html"),
        ("/tin-123.html", "tin-123.html"),
        ("/c%C5%A9/", "cũ/index.html"),
    ],
)
def test_aliases_are_redirects(site: Callable[[str], TinySite], alias: str, path: str) -> None:
    tiny = site(f"-- content/thoi-su/a.md --\n---\ntitle: Một\ndate: 2026-11-23\naliases: ['{alias}']\n---\nVăn.\n")
    tiny.build()
    page = tiny.read(path)
    assert 'http-equiv="refresh"' in page
    assert "/thoi-su/2026/11/mot/" in page
    assert 'content="noindex' in page


def test_a_file_name_in_either_unicode_form_is_one_article(site: Callable[[str], TinySite]) -> None:
    name = unicodedata.normalize("NFD", "Hà Nội.md")
    tiny = site(
        f"-- content/thoi-su/{name} --\n---\ntitle: Một\ndate: 2026-11-23\n---\nVăn.\n"
        "-- content/thoi-su/b.md --\n---\ntitle: Hai\ndate: 2026-11-22\n---\n[Một](<Hà Nội.md>)\n"
    )
    tiny.build()
    assert 'href="/thoi-su/2026/11/mot/"' in tiny.read("thoi-su/2026/11/hai/index.html")


def test_media_names_are_folded(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        "-- content/thoi-su/a.md --\n---\ntitle: Một\ndate: 2026-11-23\n---\n![Ảnh](<Ảnh Cầu.SVG>)\n"
        '-- content/thoi-su/Ảnh Cầu.SVG --\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>\n'
    )
    tiny.build()
    (media,) = [path for path in tiny.tree() if path.startswith("media/")]
    assert media.startswith("media/thoi-su/anh-cau.")
    assert media.endswith(".svg")


def test_a_day_in_the_name_of_a_file_stands_in_for_a_missing_date(site: Callable[[str], TinySite]) -> None:
    name = "thoi-su/2003-08-04-tin-cu.md"
    assert one(site, "title: Một", name=name) == ["thoi-su/2003/08/mot/index.html"]
    assert one(site, "title: Một\ndate: 2026-11-23", name=name) == ["thoi-su/2026/11/mot/index.html"]
    tiny = site("-- content/thoi-su/2003-02-31-tin-cu.md --\n---\ntitle: Một\n---\nVăn.\n")
    assert "error[E103]" in tiny.said()
