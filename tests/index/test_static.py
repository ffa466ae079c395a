"""What `static/` publishes, and what a build makes, may be shown by articles: nothing of it counts as missing."""

from __future__ import annotations

import io
import shutil
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

import pytest
from PIL import Image

from tests.conftest import TinySite
from tests.previewing import Looking

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'
A = "content/tin/a.md"
PAGE = "tin/2026/11/bai-a/index.html"
ARTICLE = "---\ntitle: Bài A\ndate: 2026-11-20\nsummary: s\n{}---\n{}\n"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    tiny = site("")
    for name in ("images/a.svg", "Ảnh đẹp/cầu #1.svg", "images/50%20a.svg", "tin/gì?.svg"):
        tiny.write(unicodedata.normalize("NFD", f"static/{name}"), SVG)
    for name in ("docs/a.pdf", "docs/b.html", "docs/c.md", "docs/d.mp4", "ads.txt"):
        tiny.write(f"static/{name}", "x")
    return tiny


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/images/a.svg", "/images/a.svg"),
        ("/images/a.svg?v=2", "/images/a.svg?v=2"),
        ("/images/a.svg#view?x", "/images/a.svg#view?x"),
        ("/images/a.svg?v=2&w=3#view", "/images/a.svg?v=2&amp;w=3#view"),
        ("../../static/images/a.svg", "/images/a.svg"),
        ("../images/a.svg", "/images/a.svg"),
        ("</Ảnh đẹp/cầu #1.svg>", "/%E1%BA%A2nh%20%C4%91%E1%BA%B9p/c%E1%BA%A7u%20%231.svg"),
        (
            "/%E1%BA%A2nh%20%C4%91%E1%BA%B9p/c%E1%BA%A7u%20%231.svg",
            "/%E1%BA%A2nh%20%C4%91%E1%BA%B9p/c%E1%BA%A7u%20%231.svg",
        ),
        ("/images/50%20a.svg", "/images/50%2520a.svg"),
        ("/images/50%2520a.svg", "/images/50%2520a.svg"),
        ("<gì?.svg>", "/tin/g%C3%AC%3F.svg"),
        ("/tin/g%C3%AC%3F.svg", "/tin/g%C3%AC%3F.svg"),
    ],
)
def test_pictures_keep_their_address(tiny: TinySite, written: str, address: str) -> None:
    tiny.write("content/tin/a.md", ARTICLE.format("", unicodedata.normalize("NFD", f"![Ảnh]({written})")))
    assert tiny.build().diagnostics == ()
    assert f'<img src="{address}" width="3" height="2" alt="Ảnh"' in tiny.read(PAGE)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/docs/a.pdf#page=2", "/docs/a.pdf#page=2"),
        ("/docs/b.html", "/docs/b.html"),
        ("/docs/c.md", "/docs/c.md"),
        ("/ads.txt", "/ads.txt"),
        ("/images/a.svg", "/images/a.svg"),
        ("/feed.xml", "/feed.xml"),
        ("../feed.xml", "/feed.xml"),
        ("/tin/rss.xml", "/tin/rss.xml"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("/robots.txt", "/robots.txt"),
    ],
)
def test_links_lead_to_files_of_static_and_of_the_build(tiny: TinySite, written: str, address: str) -> None:
    tiny.write(A, ARTICLE.format("", f"[tệp]({written})"))
    assert tiny.build().diagnostics == ()
    assert f'<a href="{address}">tệp</a>' in tiny.read(PAGE)


def test_lead_pictures_and_portraits_may_be_static(tiny: TinySite) -> None:
    tiny.write(
        "site.toml", (tiny.root / "site.toml").read_text() + '[[authors]]\nname = "An"\nphoto = "/images/a.svg"\n'
    )
    tiny.write(A, ARTICLE.format('image: "/images/a.svg?v=3"\nauthor: An\n', "x"))
    assert tiny.build().diagnostics == ()
    assert 'content="https://example.vn/images/a.svg"' in tiny.read(PAGE)
    assert "/images/a.svg" in tiny.read("author/an/index.html")


@pytest.mark.parametrize(
    "name", ["ảnh #2.svg", "a%20b.svg", "100%.svg", "gì?.svg", "a%23b.svg", "c#d?e.svg", "50%25.svg"]
)
def test_names_beside_articles_may_hold_any_mark(tiny: TinySite, name: str) -> None:
    """As they are in front matter and in angle brackets, or percent-encoded."""
    tiny.write(f"content/tin/{name}", SVG)
    tiny.write(A, ARTICLE.format(f'image: "{name}"\n', f"![x](<{name}>)\n\n![y]({quote(name)})"))
    assert tiny.build().diagnostics == ()
    assert tiny.read(PAGE).count('<img src="/media/tin/') == 3


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("/images/b.svg", "no file of this name in content/ or static/"),
        ("/x/qq.svg", "no file of this name in content/ or static/"),
        ("x/qq.svg", "no file of this name in content/"),
        ("/static/images/qq.svg", "no file of this name in content/ or static/"),
        ("/Images/A.svg", "did you mean /images/a.svg?"),
        ("../../static/images/qq.svg", "no file of this name in content/"),
        ("../../data/a.svg", "the path leads outside content/"),
    ],
)
def test_what_is_nowhere_is_missing(tiny: TinySite, written: str, hint: str) -> None:
    tiny.write(A, ARTICLE.format("", f"![Ảnh]({written})"))
    said = tiny.said()
    assert f"error[E302]: picture not found: {written}" in said
    path = written.removeprefix("/static")
    assert (f"neither content{path} nor static{path}" in said) == written.startswith("/")
    assert said.count("error[") == 1
    assert hint in said


def test_what_articles_have_comes_first(tiny: TinySite) -> None:
    tiny.write(A, ARTICLE.format("", "![Ảnh](/images/a.svg)"))
    tiny.build()
    assert 'src="/images/a.svg"' in tiny.read(PAGE)
    tiny.write("content/images/a.svg", SVG)
    tiny.build()
    assert 'src="/media/images/a.' in tiny.read(PAGE)
    tiny.remove("content/images/a.svg")
    tiny.build()
    assert 'src="/images/a.svg"' in tiny.read(PAGE)


def test_builds_follow_what_comes_and_goes(tiny: TinySite) -> None:
    tiny.write(A, ARTICLE.format("", "[nguồn tin](/feed.xml) [tệp](/docs/a.pdf)"))
    tiny.build()
    tiny.remove("static/docs/a.pdf")
    assert "file not found: /docs/a.pdf" in tiny.said()
    tiny.write("static/docs/a.pdf", "y")
    tiny.build()
    assert '<a href="/docs/a.pdf">' in tiny.read(PAGE)
    assert tiny.work.rendered == 0


def test_the_preview_follows_as_well(tiny: TinySite) -> None:
    tiny.write(A, ARTICLE.format("", "x"))
    looking = Looking(tiny)
    looking.write("static/images/moi.svg", SVG)
    looking.write(A, ARTICLE.format("", "![Ảnh](/images/moi.svg)"))
    assert looking.problems() == []
    assert 'src="/images/moi.svg"' in looking.text("/tin/2026/11/bai-a/")


def photo(width: int = 1000, height: int = 600, form: str = "JPEG", **options: bool) -> bytes:
    data = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(data, form, **options)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "form", "options"),
    [
        ("x.jpg", "JPEG", {}),
        ("x.jpg", "JPEG", {"progressive": True}),
        ("x.png", "PNG", {}),
        ("x.webp", "WEBP", {}),
        ("Ảnh đẹp/cầu #1.jpg", "JPEG", {}),
        ("x.jpg", "PNG", {}),
    ],
)
def test_pictures_have_sizes_and_copies_at_their_own_address(
    tiny: TinySite, name: str, form: str, options: dict[str, bool]
) -> None:
    data = photo(1000, 600, form, **options)
    tiny.write(f"static/images/{name}", data)
    tiny.write(A, ARTICLE.format(f'image: "/images/{name}"\n', f"![Ảnh](</images/{name}>)"))
    assert tiny.build().diagnostics == ()
    page, address = tiny.read(PAGE), quote(f"/images/{name}")
    assert page.count(f'src="{address}"') == 2
    assert page.count('width="1000" height="600"') == 2
    copies = sorted(path for path in tiny.tree() if path.startswith("media/"))
    assert len([path for path in copies if path.endswith(".webp")]) == 2  # 320, 640
    assert len([path for path in copies if "-16x9." in path or "-4x3." in path or "-1x1." in path]) == 3
    for path in copies:
        assert f"/{path}" in page
    assert tiny.tree()[f"images/{name}"] == data  # as it is, whatever it says of its camera
    assert 'og:image" content="https://example.vn/media/images/' in page
    assert f"<image:loc>https://example.vn{address}" in tiny.read("sitemap-2026-11.xml")
    assert f"https://example.vn{address}" in tiny.read("feed.xml")


@pytest.mark.parametrize("raw", ["sanitise", "trust"])
@pytest.mark.parametrize("folder", ["static", "content"])
@pytest.mark.parametrize("written", ['<img src="/images/x.jpg" alt="x">', "<p><img alt=x src='/images/x.jpg'></p>"])
def test_pictures_in_html_have_them_too(tiny: TinySite, raw: str, folder: str, written: str) -> None:
    tiny.edit("site.toml", "base_url", f'markdown = {{raw_html = "{raw}"}}\nbase_url')
    tiny.write(f"{folder}/images/x.jpg", photo())
    tiny.write(A, ARTICLE.format("", written))
    tiny.build()
    assert 'width="1000" height="600"' in tiny.read(PAGE)
    assert tiny.read(PAGE).count("/media/images/x-320.") == 1
    tiny.edit(A, "<img ", '<img width="5" ')
    tiny.build()
    assert "/media/images/x-320." not in tiny.read(PAGE)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/static/images/a.svg", "/images/a.svg"),
        ("static/images/a.svg", "/images/a.svg"),
        ("./static/images/a.svg?v=1", "/images/a.svg?v=1"),
        ("/content/tin/b.svg", "/media/tin/b."),
        ("content/tin/b.svg", "/media/tin/b."),
        ("../../static/images/a.svg", "/images/a.svg"),
    ],
)
def test_folders_of_the_site_are_understood(tiny: TinySite, written: str, address: str) -> None:
    tiny.write("content/tin/b.svg", SVG)
    tiny.write(A, ARTICLE.format(f'image: "{written}"\n', f"![Ảnh]({written})"))
    said = tiny.said(tiny.build())
    assert tiny.read(PAGE).count(f'<img src="{address}') == 2 or "?" in written
    assert said.count("notice[N311]") == (0 if written.startswith("../") else 2)
    tiny.write(A, ARTICLE.format("", f"[tệp]({written})"))
    tiny.build()
    assert f'<a href="{address}' in tiny.read(PAGE)


def test_a_picture_that_changes_makes_stale_what_shows_it(tiny: TinySite) -> None:
    other = "content/tin/b.md"
    tiny.write("static/images/x.jpg", photo())
    tiny.write(A, ARTICLE.format("", "![Ảnh](/images/x.jpg)"))
    tiny.write(other, ARTICLE.format("", "x").replace("Bài A", "Bài B"))
    tiny.build()
    before = tiny.read(PAGE)
    tiny.write("static/images/x.jpg", photo(900, 600))
    tiny.build()
    assert tiny.read(PAGE) != before
    assert 'width="900" height="600"' in tiny.read(PAGE)
    assert tiny.work.rendered == 1 + 4  # the page, and the feeds that have its text
    tree = tiny.tree()
    shutil.rmtree(tiny.root / ".ssg")
    shutil.rmtree(tiny.public)
    tiny.build()
    assert {path for path in tiny.tree() if path in tree} == set(tiny.tree())
    assert all(tree[path] == data for path, data in tiny.tree().items())


def test_an_article_that_shows_a_known_picture_is_all_that_is_planned(tiny: TinySite) -> None:
    tiny.write("static/images/x.jpg", photo())
    for number in range(1, 6):
        text = ARTICLE.format("", "![Ảnh](/images/x.jpg)").replace("Bài A", f"Bài {number}")
        tiny.write(f"content/tin/{number}.md", text.replace("11-20", f"11-0{number}"))
    tiny.build()
    tiny.edit("content/tin/3.md", "![Ảnh]", "Chữ.\n\n![Ảnh]")
    tiny.build()
    assert tiny.work.rendered == 1 + 4
    tiny.write("content/tin/a.md", ARTICLE.format('image: "/images/x.jpg"\n', "![Ảnh](/images/x.jpg)"))
    tiny.build()
    tree = tiny.tree()
    shutil.rmtree(tiny.root / ".ssg")
    shutil.rmtree(tiny.public)
    tiny.build()
    assert tiny.tree() == tree


@pytest.mark.parametrize("data", [b"not a picture", photo()[:200], b""])
def test_what_is_no_picture_is_told_and_left_out(tiny: TinySite, data: bytes) -> None:
    tiny.write("static/images/x.jpg", data)
    tiny.write(A, ARTICLE.format("", "Một.\n\n![Ảnh](/images/x.jpg)"))
    said = tiny.said()
    assert "static/images/x.jpg: error[E710]" in said
    assert f"also: {A}" in said
    tiny.build(keep_going=True)
    assert "<img" not in tiny.read(PAGE).partition("<main")[2].partition("</main")[0]
    assert tiny.tree()["images/x.jpg"] == data


def test_svg_stays_as_it_is(tiny: TinySite) -> None:
    """What `static/` holds is published anyway: scripts in a drawing are no reason to refuse it."""
    drawing = SVG.replace("/>", "><script>1</script></svg>")
    tiny.write("static/images/s.svg", drawing)
    tiny.write(A, ARTICLE.format("", "![Ảnh](/images/s.svg)"))
    assert tiny.build().diagnostics == ()
    assert tiny.read("images/s.svg") == drawing
    assert '<img src="/images/s.svg" width="3" height="2"' in tiny.read(PAGE)


def test_the_preview_sees_a_picture_that_changes(tiny: TinySite) -> None:
    tiny.write("static/images/x.jpg", photo())
    tiny.write(A, ARTICLE.format("", "![Ảnh](/images/x.jpg)"))
    looking = Looking(tiny)
    try:
        assert 'width="1000"' in looking.text("/tin/2026/11/bai-a/")
        tiny.write("static/images/x.jpg", photo(900, 500))
        looking.tell("static/images/x.jpg")
        page = looking.text("/tin/2026/11/bai-a/")
        assert 'width="900" height="500"' in page
        copy = page.partition("/media/images/x-320.")
        answer = looking.see(f"/media/images/x-320.{copy[2].partition(' ')[0]}")
        assert answer.copied is not None
        assert answer.copied.read() == (tiny.root / "static/images/x.jpg").read_bytes()
    finally:
        looking.close()


def test_what_was_meant_is_the_file_whose_path_ends_alike(tiny: TinySite) -> None:
    tiny.write("content/a/index.md", ARTICLE.format("", "x").replace("Bài A", "Bài B"))
    tiny.write("content/tin/index.md", ARTICLE.format("", "x").replace("Bài A", "Bài C"))
    tiny.write("static/cu/a.svg", SVG)
    tiny.write(A, ARTICLE.format("", "[x](/content/tin/index.md) ![y](/public/images/a.svg)"))
    said = tiny.said()
    assert "did you mean /tin/index.md?" in said
    assert "did you mean /images/a.svg?" in said
