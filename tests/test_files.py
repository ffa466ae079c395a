"""Odd files: pipes, links, other line ends, marks, unreadable and damaged ones. Nothing hangs, nothing leaks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ssg.core.errors import SiteProblem
from tests.another_user import another_user
from tests.conftest import TinySite

ARTICLE = "---\ntitle: Một\ndate: 2026-11-23\n---\nVăn bản.\n"
SITE = f"-- content/thoi-su/a.md --\n{ARTICLE}"


def test_a_pipe_is_left_alone(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    os.mkfifo(tiny.root / "content/thoi-su/ong.md")
    built = tiny.build()
    assert [(d.code, d.place.path) for d in built.diagnostics] == [("W705", "content/thoi-su/ong.md")]


@pytest.mark.parametrize("name", ["content/tin/b.md", "templates/home.html", "static/ads.txt", "data/gia.json"])
def test_an_empty_folder_with_the_name_of_a_file_is_said(site: Callable[[str], TinySite], name: str) -> None:
    tiny = site(SITE)
    (tiny.root / name).mkdir(parents=True)
    built = tiny.build()
    assert [(d.code, d.place.path) for d in built.diagnostics] == [("W705", name)]


def test_a_folder_with_files_and_one_with_any_other_name_is_none(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + f"-- content/tin.md/b.md --\n{ARTICLE}")
    (tiny.root / "content/phien-ban-2.0").mkdir()
    assert tiny.build().diagnostics == ()


@pytest.mark.parametrize("target", ["/etc/passwd", "../../site.toml", "nowhere.md", "loop.md"])
def test_a_link_that_leads_out_or_nowhere_is_refused(site: Callable[[str], TinySite], target: str) -> None:
    tiny = site(SITE)
    (tiny.root / "content/thoi-su/loop.md").symlink_to(target)
    assert "content/thoi-su/loop.md: error[E702]" in tiny.said()


def test_a_link_within_the_content_is_followed_and_a_linked_folder_is_not(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    (tiny.root / "content/vong").symlink_to(tiny.root / "content")
    built = tiny.build()
    assert [(d.code, d.place.path) for d in built.diagnostics] == [("W706", "content/vong")]
    assert len(built.edition.site.stories) == 1


@pytest.mark.parametrize(
    "name", ["_nhap.md", ".an.md", "a.md~", "#a.md#", "4913", ".a.md.swp", "_nhap/a.md", "a.md.tmp"]
)
def test_hidden_files_and_what_editors_leave(site: Callable[[str], TinySite], name: str) -> None:
    tiny = site(SITE + f"-- content/thoi-su/{name} --\nkhông phải bài\n")
    assert len(tiny.build().edition.site.stories) == 1


@pytest.mark.parametrize("change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n"), lambda t: "\n\n" + t])
def test_marks_and_line_ends_make_no_difference(site: Callable[[str], TinySite], change: Callable[[str], str]) -> None:
    plain, odd = site(SITE), site(SITE)
    odd.write("content/thoi-su/a.md", change(ARTICLE).encode())
    plain.build()
    odd.build()
    assert plain.tree() == odd.tree()


def test_an_output_folder_whose_name_is_not_utf8(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with pytest.raises(SiteProblem) as refused:
        tiny.try_build(output=tiny.root / os.fsdecode(b"\xff"))
    assert [(d.code, d.place.path) for d in refused.value.diagnostics] == [("E708", f"{tiny.root}/\ufffd")]


@pytest.mark.parametrize("folder", ["content/tin", "static", "data", "templates"])
@pytest.mark.parametrize("name", ["a\nb.txt", "\x1b[2J.md", "a\x85b", "a\u2028b.md", "x\r/y.md"])
def test_no_file_has_control_characters_in_its_name(site: Callable[[str], TinySite], folder: str, name: str) -> None:
    tiny = site(SITE)
    tiny.write(f"{folder}/{name}", "x")
    (said,) = [d for d in tiny.try_build().diagnostics if d.code == "E704"]
    assert said.place.path == folder
    assert str(said.message).startswith("file name has a control character: ")
    assert str(said.message).isprintable()


def test_icons_of_folders_are_none_of_the_site(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    for folder in ("content", "static", "templates"):
        tiny.write(f"{folder}/Icon\r", "")
    assert tiny.build().diagnostics == ()
    assert not (tiny.public / "Icon\r").exists()


def test_not_utf8(site: Callable[[str], TinySite]) -> None:
    tiny = site("")
    tiny.write("content/thoi-su/a.md", ARTICLE.encode().replace("Một".encode(), "Một".encode("utf-16-le")))
    assert "content/thoi-su/a.md:2:" in tiny.said()
    assert "error[E101]" in tiny.said()


def test_an_unreadable_file(open_folder: Path) -> None:
    tiny = TinySite(open_folder / "unreadable", SITE)
    tiny.build()  # all code is imported before: another user may have no right to read it
    (tiny.root / "content/thoi-su/a.md").chmod(0)
    with another_user(tiny.root) as run:
        assert "content/thoi-su/a.md: error[E701]" in run(tiny.said)


def picture(file: Path, orientation: int = 1) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    Image.new("RGB", (40, 20), "red").save(file, exif=exif)


@pytest.mark.parametrize(("orientation", "size"), [(1, 'width="40" height="20"'), (6, 'width="20" height="40"')])
def test_pictures_have_the_size_that_is_seen(site: Callable[[str], TinySite], orientation: int, size: str) -> None:
    tiny = site(SITE)
    tiny.write("content/thoi-su/a.md", ARTICLE + "\n![Ảnh](anh.jpg)\n")
    picture(tiny.root / "content/thoi-su/anh.jpg", orientation)
    tiny.build()
    page = tiny.read("thoi-su/2026/11/mot/index.html")
    assert size in page
    (media,) = [path for path in tiny.tree() if path.startswith("media/")]
    assert (tiny.public / media).read_bytes() == (tiny.root / "content/thoi-su/anh.jpg").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("anh.jpg", b"not a picture", "E710"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "E710"),
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "E711"),
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "E711"),
        ("anh.html", b"<p>", "E305"),
    ],
)
def test_damaged_and_active_pictures(site: Callable[[str], TinySite], name: str, data: bytes, code: str) -> None:
    tiny = site(SITE)
    tiny.write("content/thoi-su/a.md", ARTICLE + f"\n![Ảnh]({name})\n")
    tiny.write(f"content/thoi-su/{name}", data)
    assert f"error[{code}]" in tiny.said()


def test_only_pictures_that_are_shown_are_published(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "-- content/thoi-su/bi-mat.svg --\n<svg/>\n")
    tiny.build()
    assert not [path for path in tiny.tree() if path.startswith("media/")]


def test_static_files_are_copied_as_they_are(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "-- static/ads.txt --\nx\n-- static/_headers --\ny\n-- static/.well-known/a --\nz\n")
    tiny.build()
    tree = tiny.tree()
    assert (tree["ads.txt"], tree["_headers"], tree[".well-known/a"]) == (b"x\n", b"y\n", b"z\n")


def test_a_folder_of_100_levels(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- content/{'a/' * 100}b.md --\n{ARTICLE}")
    assert len(tiny.build().edition.site.stories) == 1


def test_an_error_leaves_the_published_site_as_it_was(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    before = tiny.tree()
    tiny.edit("content/thoi-su/a.md", "title: Một", "title: Hai")
    tiny.write("content/thoi-su/b.md", "không có gì")
    assert tiny.try_build().published is None
    assert tiny.tree() == before


def test_keep_going_publishes_the_rest(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "-- content/thoi-su/b.md --\n---\ntitle: Hai\ndate: 2026-11-22\n---\n[hỏng](c.md) [mất](x.md)\n")
    tiny.write("content/thoi-su/c.md", "không có gì")
    tiny.write("content/thoi-su/d.md", ARTICLE.replace("Một", "Ba").replace("Văn bản", "[hỏng](c.md)"))
    built = tiny.try_build(keep_going=True)
    assert built.published is not None
    assert list(built.edition.site.stories) == ["thoi-su/d.md", "thoi-su/a.md", "thoi-su/b.md"]
    assert sorted(d.code for d in built.diagnostics) == ["E104", "E301", "W303", "W303"]
    assert "<p><a>hỏng</a> <a>mất</a></p>" in tiny.read("thoi-su/2026/11/hai/index.html")


def test_keep_going_shows_a_broken_article_as_it_was(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "-- content/thoi-su/b.md --\n---\ntitle: Hai\ndate: 2026-11-22\n---\nXem [Một](a.md).\n")
    tiny.build()
    clean = tiny.tree()
    for broken in ("---\ntitle: [\n---\n", ARTICLE + "::: gallery", "không có gì"):
        tiny.write("content/thoi-su/a.md", broken)
        built = tiny.try_build(keep_going=True)
        assert built.published is not None
        assert tiny.tree() == clean
        assert "error[" in tiny.said(built)
    tiny.write("content/thoi-su/a.md", ARTICLE.replace("Văn bản", "Văn bản mới"))
    tiny.build()
    assert "Văn bản mới" in tiny.read("thoi-su/2026/11/mot/index.html")
