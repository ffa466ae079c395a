"""`--keep-going`: one bad thing never takes a good page away, and what never was without error is never published."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.command import ssg
from tests.conftest import TinySite
from tests.previewing import Looking

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
redirects = "cu.csv"
[deploy]
files = ["nginx", "netlify"]
[[authors]]
name = "Minh Hà"
photo = "anh/ha.svg"
-- cu.csv --
/cu/,/tin/
-- static/kho/index.html --
Kho của tôi
-- content/anh/ha.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>
-- content/tin/cau.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
-- content/tin/luat.pdf --
%PDF
-- content/tin/a.md --
---
title: Tin một
date: 2026-11-20
---
Văn bản một.
-- content/tin/b.md --
---
title: Tin hai
date: 2026-11-21
image: cau.svg
related: [a.md]
author: Minh Hà
---
Xem [tin một](a.md) và [luật](luat.pdf).

![Cầu](cau.svg "Cây cầu")

Hết.
"""
B = "content/tin/b.md"
PAGE = "tin/2026/11/tin-hai/index.html"


def build(tiny: TinySite, *, late: bool = False) -> str:
    """Build with `--keep-going`, and give what is said."""
    from ssg.build import build
    from ssg.work import Work

    built = build(tiny.request(keep_going=True)._replace(clock_ns=2**62 if late else 0), Work())
    said = tiny.said(built)
    assert built.published is not None, said
    return said


def again(tiny: TinySite) -> None:
    """What nothing has changed in stays as it is, build after build, and in a folder of its own."""
    before = tiny.tree()
    first = build(tiny)
    for late in (False, True, True):
        assert build(tiny, late=late) == first
        assert tiny.tree() == before


# What has a harmless fallback


def without(name: str) -> Callable[[TinySite], None]:
    return lambda tiny: tiny.remove(name)


def with_text(name: str, text: str | bytes) -> Callable[[TinySite], None]:
    return lambda tiny: tiny.write(name, text)


def with_key(line: str) -> Callable[[TinySite], None]:
    return lambda tiny: tiny.edit(B, "author:", f"{line}\nauthor:")


LIGHT = {
    "a linked and picked article is deleted": (without("content/tin/a.md"), "E301"),
    "its picture is deleted": (without("content/tin/cau.svg"), "E302"),
    "its document is deleted": (without("content/tin/luat.pdf"), "E302"),
    "its picture is damaged": (with_text("content/tin/cau.svg", "<svg"), "E710"),
    "its picture could run": (
        with_text("content/tin/cau.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"),
        "E711",
    ),
    "the photo of its author is deleted": (without("content/anh/ha.svg"), "E302"),
    "a file of a type that is not published": (
        lambda tiny: (tiny.write("content/tin/x.html", "x"), tiny.edit(B, "Hết.", "[x](x.html)")),
        "E305",
    ),
    "an alias that is a list": (with_key("aliases: [/tin/]"), "E401"),
    "an alias that is the front page": (with_key("aliases: [/]"), "E401"),
    "an alias that is another article": (with_key("aliases: [/tin/2026/11/tin-mot/]"), "E401"),
    "an alias below another page's file": (with_key("aliases: [/404.html/x/]"), "E401"),
    "an alias that another article has": (
        lambda tiny: (
            with_key("aliases: [/xua/]")(tiny),
            tiny.edit("content/tin/a.md", "date", "aliases: /xua/\ndate"),
        ),
        "E401",
    ),
    "a line of the table that cannot be understood": (with_text("cu.csv", "/cu/,/tin/\nkhông,rõ,gì\n"), "E743"),
    "a line that is there twice": (with_text("cu.csv", "/cu/,/tin/\n/cu/,/\n"), "E744"),
    "lines that lead in a circle": (with_text("cu.csv", "/cu/,/tin/\n/x/,/y/\n/y/,/x/\n"), "E746"),
    "a link to nowhere beside the articles": (
        lambda tiny: (tiny.root / "content/tin/x.png").symlink_to("khong-co.png"),
        "E702",
    ),
    "a name that is not UTF-8": (
        lambda tiny: (tiny.root / os.fsdecode(b"content/tin/\xff.txt")).write_bytes(b"x"),
        "E704",
    ),
}


@pytest.mark.parametrize("kind", LIGHT)
def test_what_has_a_harmless_fallback_is_said_and_no_article_suffers(
    site: Callable[[str], TinySite], kind: str
) -> None:
    tiny = site(SITE)
    build(tiny)
    change, code = LIGHT[kind]
    change(tiny)
    tiny.edit(B, "Xem ", "Mới: xem ")
    said = build(tiny)
    assert said.count(f"error[{code}]") == (2 if code == "E746" else 1), said
    page = tiny.read(PAGE)
    assert "Mới: xem " in page
    assert "\0" not in page
    assert 'src=""' not in page
    assert (tiny.public / "tin/2026/11/tin-mot/index.html").exists() is (tiny.root / "content/tin/a.md").exists()
    assert any(line.startswith("/cu/") for line in tiny.read("_redirects").splitlines())
    again(tiny)
    assert f"error[{code}]" in tiny.said()  # without the option it stops
    checked = ssg("check", "-C", tiny.root, "--now", "2026-11-24 12:00")
    assert (checked.returncode, f"error[{code}]" in checked.stdout) == (1, True)


@pytest.mark.parametrize("kind", LIGHT)
def test_a_new_article_with_such_a_fault_is_published(site: Callable[[str], TinySite], kind: str) -> None:
    tiny = site(SITE)
    LIGHT[kind][0](tiny)
    build(tiny)
    assert "<h1" in tiny.read(PAGE)
    again(tiny)


def test_a_missing_lead_picture_gives_way_to_the_drawn_one(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.edit("site.toml", "[deploy]", "[share]\ndraw = true\n[deploy]")
    build(tiny)
    tiny.remove("content/tin/cau.svg")
    build(tiny)
    page = tiny.read(PAGE)
    assert "cau." not in page
    assert 'content="https://example.vn/share/tin/2026/11/tin-hai.png"' in page
    assert (tiny.public / "share/tin/2026/11/tin-hai.png").exists()
    assert "Cây cầu" not in page


def test_two_articles_with_one_alias_give_servers_one_line(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    LIGHT["an alias that another article has"][0](tiny)
    build(tiny)
    assert "tin-mot" in tiny.read("xua/index.html")
    told = tiny.read("_redirects")
    assert [line.split()[1] for line in told.splitlines() if line.startswith("/xua")] == ["/tin/2026/11/tin-mot/"]


def test_a_deletion_is_told_once_with_all_that_name_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    for number in range(3):
        tiny.write(f"content/tin/c{number}.md", f"---\ntitle: C{number}\ndate: 2026-11-1{number}\n---\n[a](a.md)\n")
    build(tiny)
    tiny.remove("content/tin/a.md")
    said = build(tiny)
    assert said.count("E301") == 1
    assert "article not found: tin/a.md, named in 5 places" in said
    assert all(f"content/tin/{name}.md:" in said for name in ("b", "c0", "c1", "c2"))
    assert "if it was renamed, use the new name; if it was deleted, remove the reference" in said
    assert "did you mean" not in said  # `b.md` is not what was meant
    tiny.write("content/moi/a.md", "---\ntitle: Tin một\ndate: 2026-11-20\n---\nx\n")
    assert "did you mean /moi/a.md?" in build(tiny)


# What makes the article itself doubtful


BAD: dict[str, str | bytes] = {
    "no title": "---\ndate: 2026-11-21\n---\nMới.\n",
    "no date": "---\ntitle: Tin hai\n---\nMới.\n",
    "no front matter": "Mới.\n",
    "a date that is none": "---\ntitle: Tin hai\ndate: 2026-13-45\n---\nMới.\n",
    "a box that is never closed": "---\ntitle: Tin hai\ndate: 2026-11-21\n---\nMới.\n\n::: gallery\n",
    "not UTF-8": "---\ntitle: Tin hai\ndate: 2026-11-21\n---\nMới.\n".encode("utf-16"),
    "the address of another": "---\ntitle: Tin hai\ndate: 2026-11-21\nslug: tin-mot\n---\nMới.\n",
    "a category in the place of a file": "---\ntitle: Tin hai\ndate: 2026-11-21\ncategory: Kho\n---\nMới.\n",
}


# From each error to the next one: fifteen builds a kind. From each to every other, by the slow tests.
KINDS = list(BAD)
NEXT = {kind: KINDS[(place + 1) % len(KINDS)] for place, kind in enumerate(KINDS)}


def never_published(tiny: TinySite, kind: str, others: list[str], *, late: bool) -> None:
    """An article of that `kind`, then of each of the `others`, is not published; once it is right, it stays."""
    tiny.write(B, BAD[kind])
    for _ in range(3):
        assert "error" in build(tiny, late=late)
        assert not (tiny.public / PAGE).exists()
        assert "Mới." not in "".join(data.decode(errors="replace") for data in tiny.tree().values())
    for other in others:
        tiny.write(B, BAD[other])
        build(tiny, late=late)
        assert not (tiny.public / PAGE).exists()
    tiny.write(B, "---\ntitle: Tin hai\ndate: 2026-11-21\n---\nXong.\n")
    assert build(tiny, late=late) == ""
    assert "Xong." in tiny.read(PAGE)
    for other in others:
        tiny.write(B, BAD[other])
        for _ in range(2):
            build(tiny, late=late)
            assert "Xong." in tiny.read(PAGE)


@pytest.mark.parametrize("kind", BAD)
def test_an_article_that_never_was_without_error_is_never_published(site: Callable[[str], TinySite], kind: str) -> None:
    never_published(site(SITE), kind, [NEXT[kind]], late=KINDS.index(kind) % 2 == 0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", BAD)
def test_no_error_after_another_publishes(site: Callable[[str], TinySite], kind: str) -> None:
    """Early where the tests above are late, and the other way round."""
    never_published(site(SITE), kind, KINDS, late=KINDS.index(kind) % 2 == 1)


@pytest.mark.parametrize("kind", BAD)
def test_a_published_article_stays_as_it_was(site: Callable[[str], TinySite], kind: str) -> None:
    tiny = site(SITE)
    build(tiny)
    before = tiny.tree()
    tiny.write(B, BAD[kind])
    assert "error" in build(tiny)
    assert tiny.tree() == before
    again(tiny)
    tiny.write("content/tin/c.md", "---\ntitle: Tin ba\ndate: 2026-11-22\n---\nBa.\n")
    build(tiny)
    assert "Hết." in tiny.read(PAGE)
    assert (tiny.public / "tin/2026/11/tin-ba/index.html").exists()


def test_what_cannot_be_listed_was_not_deleted(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    build(tiny)
    before = tiny.tree()
    tiny.remove(B)
    (tiny.root / B).symlink_to("khong-co.md")
    for _ in range(12):  # longer than anything unused is kept
        assert "error[E702]" in build(tiny)
        assert tiny.tree() == before
    tiny.remove(B)
    build(tiny)
    assert not (tiny.public / PAGE).exists()


def test_who_is_published_keeps_the_address(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    build(tiny)
    before = tiny.read(PAGE)
    tiny.write("content/tin/0.md", "---\ntitle: Tin hai\ndate: 2026-11-01\n---\nCướp chỗ.\n")  # older, so first
    assert "error[E401]" in build(tiny)
    assert tiny.read(PAGE) == before
    again(tiny)


def test_when_the_other_is_gone_the_article_counts_as_good(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("content/tin/c.md", "---\ntitle: Tin hai\ndate: 2026-11-22\n---\nCũng hai.\n")
    build(tiny)
    assert "Hết." in tiny.read(PAGE)
    tiny.remove(B)
    build(tiny, late=True)
    assert "Cũng hai." in tiny.read(PAGE)
    tiny.write("content/tin/c.md", BAD["no date"])
    build(tiny)
    assert "Cũng hai." in tiny.read(PAGE)


def test_a_category_in_the_way_holds_back_only_those_that_make_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    for number in range(30):
        tiny.write(f"content/kho/{number}.md", f"---\ntitle: K{number}\ndate: 2026-10-01\n---\nx\n")
    said = build(tiny)
    assert said.count("error[E401]") <= 2
    assert "content/kho/29.md" in said
    assert not (tiny.public / "kho/page").exists()
    assert (tiny.public / PAGE).exists()
    assert "Kho của tôi" in tiny.read("kho/index.html")
    again(tiny)


def test_unknown_categories_under_strict_name_all_articles_at_once(site: Callable[[str], TinySite]) -> None:
    tiny = site('-- site.toml --\ntitle = "A"\nbase_url = "https://a.vn"\n[[categories]]\nname = "Tin"\n')
    for number in range(5):
        tiny.write(f"content/la/{number}.md", f"---\ntitle: K{number}\ndate: 2026-10-0{number + 1}\n---\nx\n")
    tiny.write("content/tin/a.md", "---\ntitle: Một\ndate: 2026-10-01\n---\nx\n")
    built = tiny.try_build(keep_going=True, strict=True)
    assert list(built.edition.site.stories) == ["tin/a.md"]
    said = tiny.said(built)
    assert said.count("E403") == 1
    assert all(f"content/la/{number}.md" in said for number in range(5))


def test_the_preview_shows_it_with_what_is_wrong(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.tiny.remove("content/tin/a.md")
    assert looking.tell("content/tin/a.md") == 1
    page = looking.text(f"/{PAGE.removesuffix('index.html')}")
    assert "<a>tin một</a>" in page
    assert 'class="overlay"' in page
    looking.write("cu.csv", "/cu/,/tin/\nkhông,rõ,gì\n")
    assert looking.problems() == ["cu.csv:2:1 E743", "content/tin/b.md:5:11 E301"]
    looking.write(B, str(BAD["no date"]))
    assert "Hết." in looking.text(f"/{PAGE.removesuffix('index.html')}")


# Pictures that are left out

P = '<img src="\0{0}\0" alt="x" loading="lazy">'


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (f"<p>a {P.format(1)} b</p>", "<p>a  b</p>"),
        (f'<figure class="picture">{P.format(1)}<figcaption>C <b>d</b></figcaption>\n</figure>', ""),
        (f'<figure><a href="https://b.vn/" rel="noopener">{P.format(1)}</a></figure>', ""),
        (f'<figure class="gallery">\n<figure>{P.format(1)}</figure>\n<figure>{P.format(1)}</figure>\n</figure>', ""),
        (f"<figure>{P.format(1)}{P.format(2)}</figure>", f"<figure>{P.format(2)}</figure>"),
        (
            f'<figure><a href="v">{P.format(1)}<span>▶</span></a></figure>',
            '<figure><a href="v"><span>▶</span></a></figure>',
        ),
        ('<figure><video controls src="\0001\0"><track src="\0002\0">x</video><figcaption>P</figcaption></figure>', ""),
        ('<audio src="\0001\0"></audio><p>a</p>', "<p>a</p>"),
        ('<video src="\0002\0" poster="\0001\0"></video>', '<video src="\0002\0" poster="\0001\0"></video>'),
        ('<p><a href="\0001\0">x</a></p>', '<p><a href="\0001\0">x</a></p>'),
        (f"<figure>{P.format(1)}", "<figure>"),
        (f"{P.format(1)}</figure>", "</figure>"),
        (f'<p title="<figure>">{P.format(1)}</p>', '<p title="<figure>"></p>'),
    ],
)
def test_pictures_that_are_not_there_are_left_out(html: str, left: str) -> None:
    from ssg.index.absent import without as without_missing

    assert without_missing(html, {1}) == left


def test_the_exit_status_says_that_articles_are_held_back(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    options = ("-C", tiny.root, "--now", "2026-11-24")
    assert ssg("build", *options, "--keep-going").returncode == 0
    tiny.write(B, BAD["no date"])
    assert ssg("build", *options).returncode == 1
    for _ in range(2):
        assert ssg("build", *options, "--keep-going").returncode == 3
    tiny.write("site.toml", "title = ")
    assert ssg("build", *options, "--keep-going").returncode == 1
