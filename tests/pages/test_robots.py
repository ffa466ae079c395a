"""What crawlers are told: robots.txt by purpose, previews by type, the licence; and readers of the help of AI."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

import pytest

from ssg.core.crawlers import CRAWLERS, PURPOSES
from tests.conftest import CONFIG, TinySite, article_file
from tests.documents import code_of, table
from tests.test_plain_pages import check_against_clean

HEAD = {"title": "A", "date": "2026-11-20"}
SITE = (
    article_file("tin/a.md", **HEAD)
    + article_file("tin/b.md", "Mở đầu.\n\n## 8:00 Tin\n\nMột.", title="B", date="2026-11-20", type="live")
    + article_file("c.md", title="C", type="page")
)
PAGE, LIVE, PLAIN = "tin/2026/11/a/index.html", "tin/2026/11/b/index.html", "c/index.html"
USUAL = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"


def made(site: Callable[[str], TinySite], settings: str, more: str = "") -> TinySite:
    tiny = site(f"-- site.toml --\n{CONFIG}{settings}\n{SITE}{more}")
    tiny.build()
    return tiny


def allows(text: str, crawler: str) -> bool:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser.can_fetch(crawler, "https://example.vn/tin/")


def robots_of(tiny: TinySite, path: str) -> str:
    (found,) = re.findall('<meta name="robots" content="([^"]*)">', tiny.read(path))
    return str(found)


def test_nothing_is_said_unless_asked(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, "")
    assert tiny.read("robots.txt").startswith("User-agent: *\nAllow: /\n\nSitemap: ")
    assert {robots_of(tiny, path) for path in (PAGE, LIVE, PLAIN, "index.html")} == {USUAL}
    assert 'rel="license"' not in tiny.read(PAGE)


def test_signals_and_names_by_purpose(site: Callable[[str], TinySite]) -> None:
    rules = 'search = true\nai_train = false\nallow = ["gptbot", "Partner-Bot"]\nrefuse = ["BadBot", "ccbot"]\n'
    text = made(site, f'[robots]\n{rules}license_url = "https://example.vn/l.xml"').read("robots.txt")
    assert text.startswith(
        "# https://contentsignals.org/ says what the signals mean.\n\nLicense: https://example.vn/l.xml\n\n"
        "User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /\n\n"
        "User-agent: gptbot\nUser-agent: Partner-Bot\nAllow: /\n\nUser-agent: BadBot\n"
    )
    assert text.lower().count("user-agent: ccbot") == text.lower().count("user-agent: gptbot") == 1
    for crawler in CRAWLERS:
        assert allows(text, crawler.name) is ("ai-train" not in crawler.purposes or crawler.name == "GPTBot")
    assert not allows(text, "BadBot")
    assert allows(text, "Partner-Bot")
    assert allows(text, "AnybodyElse")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_purpose_keeps_out_its_crawlers(site: Callable[[str], TinySite], purpose: str) -> None:
    text = made(site, f"[robots]\n{purpose.replace('-', '_')} = false").read("robots.txt")
    assert f"Content-Signal: {purpose}=no\n" in text
    kept_out = set(re.findall("^User-agent: ([^*\n]+)$", text, re.MULTILINE))
    assert text.count("Disallow: /\n") == 1
    assert kept_out == {crawler.name for crawler in CRAWLERS if purpose in crawler.purposes} != set()


def test_bing_is_told_on_pages(site: Callable[[str], TinySite]) -> None:
    assert robots_of(made(site, "[robots]\nai_input = false\nai_train = false"), PAGE) == f"{USUAL}, noarchive"
    assert robots_of(made(site, "[robots]\nai_train = false"), PAGE) == f"{USUAL}, nocache"


def test_previews_by_type(site: Callable[[str], TinySite]) -> None:
    types = '[robots.types.live]\nmax_snippet = 0\n[robots.types.page]\nmax_image_preview = "none"\n'
    tiny = made(site, f'[robots]\nmax_snippet = 160\nlicense_url = "https://example.vn/l.xml?a&b"\n{types}')
    assert robots_of(tiny, PAGE) == "max-image-preview:large, max-snippet:160, max-video-preview:-1"
    assert robots_of(tiny, LIVE) == "max-image-preview:large, max-snippet:0, max-video-preview:-1"
    assert robots_of(tiny, PLAIN) == "max-image-preview:none, max-snippet:160, max-video-preview:-1"
    assert robots_of(tiny, "tin/index.html") == robots_of(tiny, PAGE)
    link = '<link rel="license" type="application/rsl+xml" href="https://example.vn/l.xml?a&amp;b">'
    assert all(link in tiny.read(path) for path in (PAGE, LIVE, PLAIN, "index.html"))


def test_changed_rules_are_as_in_a_clean_build(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, "[robots]\nai_train = false\n[robots.types.live]\nmax_snippet = 5")
    for old, new in (
        ("max_snippet = 5", "max_snippet = 9"),
        ("ai_train = false", "ai_train = true\nmax_video_preview = 3"),
        ("ai_train = true", 'license_url = "https://example.vn/x"'),
    ):
        tiny.edit("site.toml", old, new)
        tiny.build()
        check_against_clean(tiny)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('allow = ["A"]\nrefuse = ["a"]', "site.toml:5:10: error[E505]: crawler both allowed and refused: `a`"),
        ('refuse = ["a/1.0"]', "error[E505]: invalid name of a crawler in `robots.refuse`: `a/1.0`"),
        ('refuse = ["*"]', "error[E505]: invalid name of a crawler in `robots.refuse`: `*`"),
        ('license_url = "/l.xml"', "error[E507]: `robots.license_url` must begin with https:// or http://"),
        ('license_url = "https://a.vn/\\nUser-agent: x"', "error[E507]"),
        ('search = "no"', 'error[E502]: `robots.search` must be true or false, not the text "no"'),
        ("max_snippet = -2", "error[E505]: `robots.max_snippet` must be a whole number from -1 to 100000"),
        ("[robots.types.lives]\nmax_snippet = 1", "error[E503]: unknown type `robots.types.lives`"),
        ("ai-train = false", "error[E503]: unknown key `robots.ai-train`"),
    ],
)
def test_wrong_rules(site: Callable[[str], TinySite], rules: str, said: str) -> None:
    assert said in site(f"-- site.toml --\n{CONFIG}[robots]\n{rules}\n{SITE}").said()


def test_a_robots_txt_of_the_site_s_own_is_said(site: Callable[[str], TinySite]) -> None:
    own = "-- static/robots.txt --\nUser-agent: *\nDisallow:\n"
    tiny = site(f"-- site.toml --\n{CONFIG}[robots]\nmax_snippet = 3\nai_train = true\n{own}{SITE}")
    assert (
        "site.toml:5:12: warning[W464]: `ai_train` of `[robots]` not used: the site has its own static/robots.txt"
        in tiny.said()
    )
    tiny.edit("site.toml", "ai_train = true\n", "")
    assert "W464" not in tiny.said()


def test_a_preview_build_forbids_everything(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- site.toml --\n{CONFIG}[robots]\nsearch = true\n{SITE}")
    tiny.build(drafts=True)
    assert tiny.read("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert robots_of(tiny, PAGE) == "noindex"


def test_the_table_is_documented() -> None:
    found = table("robots.md", "Purposes", "Crawler").rows
    rows = [(code_of(row[0])[0], row[1], tuple(code_of(row[2]))) for row in found]
    assert rows == [tuple(crawler) for crawler in CRAWLERS]
    assert tuple(code_of(row[1])[0] for row in table("robots.md", "Purposes", "Key").rows) == PURPOSES


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("true", "<strong>{label}</strong> "),
        ("có", "<strong>{label}</strong> "),
        ("Máy dịch & người đọc lại.", "<strong>{label}:</strong> Máy dịch &amp; người đọc lại."),
        ("{used: true, how: Máy dịch.}", "<strong>{label}:</strong> Máy dịch."),
        ("{how: Máy dịch.}", "<strong>{label}:</strong> Máy dịch."),
        ("false", ""),
        ("{used: false, how: Máy dịch.}", ""),
    ],
)
@pytest.mark.parametrize(
    ("language", "label"), [("vi", "Bài viết có sự hỗ trợ của AI"), ("en", "Made with the help of AI")]
)
def test_readers_are_told_of_ai(
    site: Callable[[str], TinySite], written: str, shown: str, language: str, label: str
) -> None:
    tiny = made(site, f'language = "{language}"', article_file("tin/d.md", **{**HEAD, "title": "D", "ai": written}))
    text = tiny.read("tin/2026/11/d/index.html")
    found = re.findall('<p class="with-ai" role="note">(.*?)</p>', text)
    assert found == ([shown.format(label=label)] if shown else [])
    assert "digitalSourceType" not in text


def test_ai_of_the_wrong_form(site: Callable[[str], TinySite]) -> None:
    page = article_file("e.md", title="E", type="page", ai="x")
    tiny = site(article_file("tin/d.md", **{**HEAD, "ai": "[a]"}) + page)
    said = tiny.said()
    assert "content/tin/d.md:4:5: error[E114]: `ai` must be true, a sentence, or {used, how}, not a list" in said
    assert "content/e.md:4:5: notice[N150]: ignored in a plain page: `ai`" in said
