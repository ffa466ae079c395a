"""Articles that are not read, for their endings or their names: each is told, in builds, later builds and previews."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.command import AGED, ssg
from tests.conftest import TinySite
from tests.previewing import Looking

A = "-- content/tin/a.md --\n---\ntitle: Bài A\ndate: 2026-11-20\nsummary: s\n---\nVăn bản.\n"
ARTICLE = "---\ntitle: Bài B\ndate: 2026-11-21\nsummary: s\n---\nXem [bài A](a.md).\n"


@pytest.mark.parametrize("ending", ["MD", "Md", "markdown", "MARKDOWN", "mdown", "mkd", "mkdn", "mdwn"])
def test_markdown_is_read_whatever_its_ending(site: Callable[[str], TinySite], ending: str) -> None:
    tiny = site(A)
    tiny.write(f"content/tin/b.{ending}", ARTICLE)
    tiny.edit("content/tin/a.md", "Văn bản.", f"Xem [bài B](b.{ending}#x).")
    built = tiny.build()
    assert built.diagnostics == ()
    assert 'href="/tin/2026/11/bai-b/#x"' in tiny.read("tin/2026/11/bai-a/index.html")
    assert 'href="/tin/2026/11/bai-a/"' in tiny.read("tin/2026/11/bai-b/index.html")


OTHERS = (
    *("b.md.txt", "c.MD.TXT", "d.md.docx", "e.md copy", "f.md (1)", "g.md.", "h.mdx", "i.rst", "j.adoc", "k.org"),
    *("l.textile", "m.html", "n.HTM", "o.txt", "p.text", "q", "r.mdd", "s.nd", "t.markdwon", "bài.md_"),
)


@pytest.mark.parametrize("content", [ARTICLE, ARTICLE.replace("\n", "\r\n"), "\ufeff" + ARTICLE.replace("---", "+++")])
def test_an_article_with_another_ending_is_told(site: Callable[[str], TinySite], content: str) -> None:
    tiny = site(A)
    for name in OTHERS:
        tiny.write(f"content/tin/{name}", content)
    told = [(d.code, d.place.path.removeprefix("content/tin/")) for d in tiny.build().diagnostics]
    assert sorted(told) == sorted(("W721", name) for name in OTHERS)


def test_notepad_writes_texts_in_utf_16(site: Callable[[str], TinySite]) -> None:
    tiny = site(A)
    tiny.write("content/tin/b.txt", ARTICLE.encode("utf-16"))
    assert "content/tin/b.txt: warning[W721]" in tiny.said()


def test_leftovers_and_data_are_no_articles(site: Callable[[str], TinySite]) -> None:
    tiny = site(A)
    for name in ("b.md.orig", "b.md~", "b.md.bak", ".b.md.swp", "._b.md", ".#b.md", "b.csv", "b.json"):
        tiny.write(f"content/tin/{name}", ARTICLE)
    assert tiny.build().diagnostics == ()


def test_a_plain_text_is_no_article(site: Callable[[str], TinySite]) -> None:
    tiny = site(A.replace("Văn bản.", "Xem [số liệu](so-lieu.txt)."))
    tiny.write("content/tin/so-lieu.txt", "---\nMột dòng.\n")
    assert tiny.build().diagnostics == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("_posts/2020-01-01-b.md", "content/_posts: warning[W722]: folder with 1 article is ignored"),
        ("tin/_bài cũ/x/b.MD", "content/tin/_bài cũ: warning[W722]"),
        ("_posts/b.html", "content/_posts: warning[W722]"),
        (".hidden/b.md", "content/.hidden: notice[N723]"),
        ("_drafts/b.md", "content/_drafts: notice[N723]"),
        ("tin/_b.md", "content/tin/_b.md: notice[N723]: article is ignored"),
        ("tin/.b.markdown", "content/tin/.b.markdown: notice[N723]"),
    ],
)
def test_articles_hidden_by_a_name_are_told(site: Callable[[str], TinySite], name: str, said: str) -> None:
    tiny = site(A)
    tiny.write(f"content/{name}", ARTICLE)
    assert len(tiny.build().diagnostics) == 1
    assert said in tiny.said()


def test_hidden_folders_without_articles_are_nobodys_business(site: Callable[[str], TinySite]) -> None:
    tiny = site(A)
    for name in (".git/a.md", "_anh/a.jpg", ".obsidian/app.json", "_includes/head.html"):
        tiny.write(f"content/{name}", "x")
    assert tiny.build().diagnostics == ()


def test_what_comes_later_is_told_by_the_next_build(site: Callable[[str], TinySite]) -> None:
    """Also where that build would have had nothing to do."""
    tiny = site(A)

    def told() -> set[str]:
        done = ssg("build", "-C", tiny.root, "--now", "2026-11-24 12:00", ahead=AGED)
        return {code for code in ("W721", "W722", "N723") if code in done.stderr}

    assert told() == set()
    for name, code in (("_posts/b.md", "W722"), ("tin/_x/b.md", "W722"), ("tin/_b.md", "N723"), ("tin/b.rst", "W721")):
        tiny.write(f"content/{name}", ARTICLE)
        assert told() == {code}
        assert told() == {code}
        tiny.remove(f"content/{name}")
        assert told() == set()


def test_what_comes_later_is_told_by_the_preview(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(A))
    for name in ("_posts/b.md", "tin/_posts/b.md", "tin/b.mdx", "tin/_b.md", "tin/moi/_x/b.md"):
        looking.write(f"content/{name}", ARTICLE)
        assert {d.code for d in looking.diagnostics()} in ({"W721"}, {"W722"}, {"N723"})
        looking.tiny.remove(f"content/{name}")
        looking.tell(f"content/{name}")
        assert looking.diagnostics() == set()
    looking.tiny.write("content/tin/moi/_x/b.md", ARTICLE)
    looking.tell("content/tin/moi")  # a folder that is moved in is one event
    assert {d.code for d in looking.diagnostics()} == {"W722"}
    shutil.rmtree(looking.tiny.root / "content/tin/moi")
    looking.tell("content/tin/moi")
    assert looking.diagnostics() == set()


def test_the_preview_reads_markdown_whatever_its_ending(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(A))
    looking.write("content/tin/b.MARKDOWN", ARTICLE)
    assert "Bài B" in looking.text("/tin/")
    looking.write("content/tin/b.MARKDOWN", ARTICLE.replace("Xem", "Đọc"))
    assert "Đọc" in looking.text("/tin/2026/11/bai-b/")


def test_check_names_documents_that_nothing_links_to(site: Callable[[str], TinySite]) -> None:
    tiny = site(A)
    tiny.write("content/tin/bai-moi.docx", b"PK")
    assert "content/tin/bai-moi.docx: notice[N426]" in ssg("check", "-C", tiny.root).stdout
