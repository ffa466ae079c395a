"""Where articles go: `permalink` of an article, a category, a type and the site; old URLs; slugs that are free."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.core.config import load_config
from tests.command import ssg
from tests.conftest import TinySite

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
{0}
[[categories]]
name = "Thời sự"
{1}
[[categories]]
name = "Trong nước"
parent = "thoi-su"
{2}
[[categories]]
name = "Thể thao"
"""
HEAD = "---\ntitle: Tin một\ndate: 2026-11-20 08:00\nsummary: Tin.\n{0}---\nx\n"


def url_of(
    site: Callable[[str], TinySite], more: str = "", file: str = "thoi-su/tep.md", config: tuple[str, ...] = ()
) -> str:
    """Return the output path of an article in a site of its own."""
    tiny = site(CONFIG.format(*config, *[""] * (3 - len(config))))
    tiny.write(f"content/{file}", HEAD.format(more))
    tiny.build()
    found = [path for path, data in tiny.tree().items() if b'"@type":"NewsArticle"' in data.replace(b" ", b"")]
    assert len(found) == 1
    assert f"https://example.vn/bao/{found[0].removesuffix('index.html')}" in tiny.read("feed.xml")
    return found[0]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/Tin-Cu/Bai.12.html", "Tin-Cu/Bai.12.html"),
        ("/2016/05/bai.viet.dai/", "2016/05/bai.viet.dai/index.html"),
        ("/p/12345", "p/12345/index.html"),
        ("lien-he/", "lien-he/index.html"),
        ("/GIA_VANG~1.htm", "GIA_VANG~1.htm"),
        (f"/{'x' * 200}/", f"{'x' * 200}/index.html"),
        ('"/{category}/{yyyy}-{mm}-{dd}/{slug}.html"', "thoi-su/2026-11-20/tin-mot.html"),
        ("/{id}/", "X9/index.html"),
        ("/{section}/{name}", "thoi-su/tep/index.html"),
    ],
)
def test_the_own_permalink_is_kept_as_it_is_written(site: Callable[[str], TinySite], written: str, path: str) -> None:
    assert url_of(site, f"permalink: {written}\nid: X9\n") == path


@pytest.mark.parametrize("written", ["/tin/Giá-vàng_北京-ข่าว-ё/", '"/tin/Gi%C3%A1-v%C3%A0ng_北京-ข่าว-ё/"'])
def test_a_permalink_may_have_letters_of_any_script(site: Callable[[str], TinySite], written: str) -> None:
    tiny = site(CONFIG.format("", "", ""))
    tiny.write("content/thoi-su/a.md", HEAD.format(f"permalink: {written}\n"))
    tiny.write("content/thoi-su/b.md", HEAD.format("").replace("x\n", "[a](a.md)\n"))
    tiny.build()
    assert "Tin một" in tiny.read("tin/Giá-vàng_北京-ข่าว-ё/index.html")
    url = "/bao/tin/Gi%C3%A1-v%C3%A0ng_%E5%8C%97%E4%BA%AC-%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7-%D1%91/"
    for file in ("feed.xml", "rss.xml", "feed.json", "thoi-su/index.html", "sitemap-2026-11.xml"):
        assert url in tiny.read(file)
        assert "北京" not in tiny.read(file)
    assert {d.code for d in tiny.diagnostics()} == ({"N443"} if "%" in written else set())


@pytest.mark.parametrize(
    ("style", "article", "tag"),
    [
        ("", "新闻/2026/11/北京新闻", "tag/天气"),
        ('[slugs]\nstyle = "letters"', "新闻/2026/11/北京新闻", "tag/天气"),
        ('[slugs]\nstyle = "latin"', "新闻/2026/11/bei-jing-xin-wen", "tag/tian-qi"),
    ],
)
def test_titles_in_other_scripts_have_urls_of_their_own(
    site: Callable[[str], TinySite], style: str, article: str, tag: str
) -> None:
    tiny = site(f'-- site.toml --\ntitle = "報"\nbase_url = "https://example.vn"\nlanguage = "zh"\n{style}\n')
    tiny.write("content/新闻/a.md", "---\ntitle: 北京新闻\ndate: 2026-11-20\ntags: [天气]\n---\nx\n")
    tiny.write("content/新闻/b.md", "---\ntitle: 第二\ndate: 2026-11-21\nslug: 另一\n---\n[x](a.md)\n")
    tiny.write("content/关于我们.md", "---\ntype: page\ntitle: 关于我们\n---\nx\n")
    tiny.build()
    for page in (article, tag, "新闻", "关于我们", "新闻/2026/11/另一"):
        assert (tiny.public / page / "index.html").is_file(), page
    assert "北京新闻" in tiny.read(f"{article}/index.html")
    assert "新闻/" not in tiny.read("sitemap-2026-11.xml")
    again = tiny.tree()
    tiny.write("content/新闻/c.md", "---\ntitle: 第三\ndate: 2026-11-22\ntags: [地铁, 天气]\n---\nx\n")
    tiny.build()
    grown = tiny.tree()
    shutil.rmtree(tiny.root / ".ssg")
    shutil.rmtree(tiny.public)
    tiny.build()
    assert tiny.tree() == grown
    assert len(grown) > len(again)


@pytest.mark.parametrize(
    ("config", "more", "file", "path"),
    [
        (("", 'permalink = "/{category}/{slug}/"'), "", "thoi-su/a.md", "thoi-su/tin-mot/index.html"),
        (("", 'permalink = "/{category}/{slug}/"'), "", "trong-nuoc/a.md", "trong-nuoc/tin-mot/index.html"),
        (("", 'permalink = "/{section}/{slug}/"'), "", "trong-nuoc/a.md", "thoi-su/tin-mot/index.html"),
        (
            ("", 'permalink = "/{section}/{slug}/"', 'permalink = "/vn/{slug}.html"'),
            "",
            "trong-nuoc/a.md",
            "vn/tin-mot.html",
        ),
        (("", 'permalink = "/x/{slug}/"'), "", "the-thao/a.md", "the-thao/2026/11/tin-mot/index.html"),
        (('permalinks = {live = "/live/{slug}/"}',), "type: live\n", "the-thao/a.md", "live/tin-mot/index.html"),
        (('permalinks = {live = "/live/{slug}/"}',), "", "the-thao/a.md", "the-thao/2026/11/tin-mot/index.html"),
        (
            ('permalinks = {live = "/live/{slug}/"}', 'permalink = "/x/{slug}/"'),
            "type: live\n",
            "thoi-su/a.md",
            "live/tin-mot/index.html",
        ),
        (('permalink = "/{name}/"',), "", "the-thao/2026-11-20-ten-tep.md", "ten-tep/index.html"),
        (('permalink = "/{name}.html"',), "", "the-thao/Tên tệp/index.md", "ten-tep.html"),
        (('permalink = "/{path}/"',), "", "the-thao/2026/Tên tệp.md", "the-thao/2026/ten-tep/index.html"),
        (('permalink = "/{path}.html"',), "", "the-thao/bai/index.md", "the-thao/bai.html"),
    ],
)
def test_the_nearest_pattern_counts(
    site: Callable[[str], TinySite], config: tuple[str, ...], more: str, file: str, path: str
) -> None:
    assert url_of(site, more, file, config) == path


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('[permalinks]\nlive = "/live/"', "E510", (3, 8)),
        ('[permalinks]\nlvie = "/live/{slug}/"', "E503", (3, 1)),
        ("[permalinks]\nlive = 5", "E502", (3, 8)),
        ('[[categories]]\nname = "A"\npermalink = "/{ten}/"', "E510", (4, 13)),
        ('[[categories]]\nname = "A"\npermalink = "/a/"', "E510", (4, 13)),
    ],
)
def test_patterns_that_cannot_be(text: str, code: str, place: tuple[int, int]) -> None:
    config, problems = load_config(f'title = "x"\n{text}')
    assert config is None
    assert [(d.code, (d.place.line, d.place.column)) for d in problems] == [(code, place)]


@pytest.mark.parametrize("word", ["false", "no", "off"])
def test_a_permalink_that_is_no_keeps_the_article_back(site: Callable[[str], TinySite], word: str) -> None:
    tiny = site(CONFIG.format("", "", ""))
    tiny.write("content/thoi-su/a.md", HEAD.format(f"permalink: {word}\n"))
    built = tiny.build()
    assert built.edition.site.left_out.drafts == ("thoi-su/a.md",)


@pytest.mark.parametrize(
    ("written", "path"),
    [("/lien-he/", "lien-he/index.html"), ("/Lien-He.html", "Lien-He.html"), ("/{name}.html", "tep.html")],
)
def test_plain_pages_have_permalinks_too(site: Callable[[str], TinySite], written: str, path: str) -> None:
    tiny = site(CONFIG.format("", "", ""))
    text = "---\ntitle: Liên hệ\ntype: page\n{}---\nx\n"
    tiny.write("content/toa-soan/tep.md", text.format(""))
    tiny.build()
    tiny.write("content/toa-soan/tep.md", text.format(f"permalink: {written}\n"))
    said = tiny.said(tiny.build())
    assert "W440" in said
    assert "URL changed from /toa-soan/tep/ to" in said
    assert "Liên hệ" in tiny.read(path)
    tiny.write("content/toa-soan/tep.md", text.format("permalink: /{yyyy}/{slug}/\n"))
    assert "error[E443]" in tiny.said()


class TestNew:
    """`ssg new` writes a slug at birth, whose URL no other article has."""

    @pytest.fixture
    def tiny(self, site: Callable[[str], TinySite]) -> TinySite:
        return site(CONFIG.format("", "", ""))

    def new(self, tiny: TinySite, day: str, title: str = "Giá vàng hôm nay", category: str = "thoi-su") -> str:
        done = ssg("new", title, "-c", category, "-C", tiny.root, "--now", f"{day} 08:00")
        assert done.returncode == 0, done.stderr
        file = Path(done.stdout.strip())
        text = file.read_text(encoding="utf-8")
        assert f"\nslug: {file.stem}\n" in text
        file.write_text(text.replace("draft: true", "draft: false"), encoding="utf-8")
        return file.stem

    @pytest.mark.parametrize("is_built", [True, False])
    def test_a_title_that_comes_every_day_gets_its_day(self, tiny: TinySite, is_built: bool) -> None:
        stems = []
        for day in ("2026-11-01", "2026-11-02", "2026-11-02", "2026-11-03", "2026-12-01"):
            stems.append(self.new(tiny, day))
            if is_built:
                tiny.build(future=True)
        assert stems == [
            "gia-vang-hom-nay",
            "gia-vang-hom-nay-02-11",
            "gia-vang-hom-nay-02-11-2",
            "gia-vang-hom-nay-03-11",
            "gia-vang-hom-nay",
        ]
        assert "E401" not in tiny.said(future=True)

    def test_the_year_is_added_where_the_permalink_lacks_it(self, site: Callable[[str], TinySite]) -> None:
        tiny = site(CONFIG.format('permalink = "/{slug}.html"', "", ""))
        assert [self.new(tiny, "2026-11-01"), self.new(tiny, "2027-11-01", category="the-thao")] == [
            "gia-vang-hom-nay",
            "gia-vang-hom-nay-01-11-2027",
        ]

    @pytest.mark.parametrize(
        "other",
        [
            "title: Giá vàng hôm nay\ndraft: true",
            "title: GIÁ VÀNG: hôm nay",
            "title: Khác\nslug: gia-vang-hom-nay",
            "title: Khác\naliases: [/thoi-su/2026/11/gia-vang-hom-nay/]",
            "title: Khác\npermalink: /thoi-su/2026/11/gia-vang-hom-nay/",
            "title: Giá vàng hôm nay\nexpires: 2026-11-03",
        ],
    )
    def test_every_article_that_has_the_url_counts(self, tiny: TinySite, other: str) -> None:
        tiny.write("content/thoi-su/khac.md", f"---\n{other}\ndate: 2026-11-02\n---\nx\n")
        assert self.new(tiny, "2026-11-20") == "gia-vang-hom-nay-20-11"
        tiny.build()
        assert self.new(tiny, "2026-11-21") == "gia-vang-hom-nay-21-11"

    def test_a_url_that_was_lost_is_not_given_to_another(self, tiny: TinySite) -> None:
        self.new(tiny, "2026-11-01")
        tiny.build()
        tiny.remove("content/thoi-su/2026/11/gia-vang-hom-nay.md")
        tiny.build()
        assert self.new(tiny, "2026-11-02") == "gia-vang-hom-nay-02-11"

    def test_a_long_title_has_room_for_the_day(self, tiny: TinySite) -> None:
        title = "Giá vàng " + "và giá đô la " * 12
        first, second = self.new(tiny, "2026-11-01", title), self.new(tiny, "2026-11-02", title)
        assert len(first) <= 80
        assert len(second) <= 80
        assert second.endswith("-02-11")

    def test_init_writes_slugs(self, tmp_path: Path) -> None:
        assert ssg("init", tmp_path / "bao").returncode == 0
        files = list((tmp_path / "bao/content").rglob("*.md"))
        assert files
        assert all("\nslug: " in file.read_text(encoding="utf-8") for file in files)
