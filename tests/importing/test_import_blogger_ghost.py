"""Exports of Blogger and of Ghost: what is an article, what is not public, both editors of Ghost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.importing.imports import Moved

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#"
  xmlns:blogger="http://schemas.google.com/blogger/2018">
<title>Blog Cũ</title>
{entries}
</feed>
"""
KIND = (
    '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'
)


def entry(
    number: int, kind: str = "post", more: str = "", body: str = "&lt;p&gt;Nước &lt;b&gt;lên&lt;/b&gt;&lt;/p&gt;"
) -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>{KIND.format(kind)}"
        '<category scheme="http://www.blogger.com/atom/ns#" term="Đời sống"/>'
        '<category scheme="http://www.blogger.com/atom/ns#" term="lũ"/>'
        f"<published>2020-11-24T08:00:00.000+07:00</published><updated>2020-11-25T08:00:00.000+07:00</updated>"
        f'<title>Bài {number}</title><content type="html">{body}</content><author><name>Minh Hà</name></author>'
        f'<link rel="alternate" href="https://cu.blogspot.com/2020/11/bai-{number}.html"/>{more}</entry>'
    )


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    return Moved(tmp_path)


def test_blogger(moved: Moved) -> None:
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = (
        entry(1),
        entry(2, more=draft),
        entry(3, "page").replace("/2020/11/bai-3", "/p/lien-he"),
        entry(4, "comment"),
        entry(5, "template"),
        entry(6, "settings"),
    )
    (moved.folder / "blog.xml").write_text(FEED.format(entries="\n".join(entries)), encoding="utf-8")
    moved.run("blogger", "blog.xml")
    assert moved.report["items"] == {"articles": 2, "pages": 1, "draft": 1}
    assert moved.article("Bài 1") == (
        '---\ntitle: "Bài 1"\ndate: 2020-11-24T08:00:00+07:00\nupdated: 2020-11-25T08:00:00+07:00\nslug: bai-1\n'
        'permalink: "/2020/11/bai-1.html"\ncategory: "doi-song"\nauthors: ["Minh Hà"]\ntags: ["lũ"]\n---\n\n'
        "Nước **lên**\n"
    )
    assert "draft: true" in moved.article("Bài 2")
    assert "/search/label/lũ,/tag/lu/" in moved.files()["redirects.csv"]
    moved.build()
    assert moved.answers("/2020/11/bai-1.html")
    assert moved.answers("/p/lien-he.html")
    assert not moved.answers("/2020/11/bai-2.html")


def test_blogger_of_takeout(moved: Moved) -> None:
    base = entry(1)
    base = base[: base.index("<category")] + "<blogger:type>{}</blogger:type><blogger:status>{}</blogger:status>"
    rest = (
        "<blogger:filename>/2020/11/bai-{}.html</blogger:filename><published>2020-11-24T08:00:00Z</published>"
        '<title>Bài {}</title><content type="html">x</content></entry>'
    )
    entries = "".join(
        (base.replace("post-1", f"post-{n}").format(kind, status) + rest.format(n, n))
        for n, kind, status in (
            (1, "POST", "LIVE"),
            (2, "POST", "DRAFT"),
            (3, "POST", "SOFT_TRASHED"),
            (4, "COMMENT", "LIVE"),
        )
    )
    (moved.folder / "feed.atom").write_text(FEED.format(entries=entries), encoding="utf-8")
    moved.run("blogger", "feed.atom")
    assert moved.report["items"] == {"articles": 2, "draft": 1}
    moved.build()
    assert moved.answers("/2020/11/bai-1.html")


LEXICAL = {
    "root": {
        "children": [
            {"type": "paragraph", "children": [{"type": "extended-text", "text": "Nước ", "format": 0}]},
            {"type": "extended-heading", "tag": "h2", "children": [{"type": "text", "text": "Lên", "format": 1}]},
            {
                "type": "list",
                "listType": "number",
                "children": [{"type": "listitem", "children": [{"type": "text", "text": "a"}]}],
            },
            {"type": "image", "src": "__GHOST_URL__/content/images/a.jpg", "altText": "A", "caption": "Chú thích"},
            {"type": "codeblock", "language": "py", "code": "x < 1"},
            {"type": "embed", "url": "https://youtu.be/dQw4w9WgXcQ"},
            {"type": "signup", "header": "Đăng ký"},
        ]
    }
}
MOBILEDOC = {
    "markups": [["strong"], ["a", ["href", "https://b.example/"]]],
    "atoms": [["soft-return", "", {}]],
    "cards": [["image", {"src": "https://b.example/a.jpg", "alt": "A"}], ["la", {"title": "Lạ"}]],
    "sections": [
        [1, "p", [[0, [0], 1, "đậm"], [1, [], 0, 0], [0, [1], 1, "tới"]]],
        [3, "ul", [[[0, [], 0, "một"]]]],
        [10, 0],
        [10, 1],
    ],
}


def post(number: int, **given: Any) -> dict[str, Any]:
    row = {
        "id": str(number),
        "uuid": f"u{number}",
        "title": f"Bài {number}",
        "slug": f"bai-{number}",
        "html": "<p>Nước</p>",
        "status": "published",
        "visibility": "public",
        "type": "post",
        "published_at": "2020-11-24T01:00:00.000Z",
    }
    return row | given


def bring(moved: Moved, *posts: dict[str, Any], access: str = "") -> Moved:
    tables = {
        "posts": posts,
        "tags": [{"id": "t1", "name": "Đời sống", "slug": "doi-song"}, {"id": "t2", "name": "#an", "slug": "hash-an"}],
        "users": [{"id": "a1", "name": "Minh Hà", "slug": "minh", "email": "rieng@cu.example", "bio": "Viết"}],
        "posts_tags": [{"post_id": "1", "tag_id": "t1"}, {"post_id": "1", "tag_id": "t2"}],
        "posts_authors": [{"post_id": "1", "author_id": "a1"}],
        "posts_meta": [{"post_id": "1", "feature_image_alt": "Cầu"}],
        "settings": [{"key": "title", "value": "Báo Cũ"}],
    }
    (moved.folder / "ghost.json").write_text(json.dumps({"db": [{"data": tables}]}), encoding="utf-8")
    moved.site.mkdir(exist_ok=True)
    (moved.site / "site.toml").write_text('title = "Báo"\nbase_url = "https://cu.example"\n' + access, "utf-8")
    return moved.run("ghost", "ghost.json")


GUARD = '[access]\nparagraphs = 0\nsign_in = "https://id.example/"\n'


@pytest.mark.parametrize("access", ["", "[access]\nparagraphs = 0\n", GUARD, '[access]\npaid_body = "omit"\n'])
def test_what_members_read_is_guarded_or_a_draft(moved: Moved, access: str) -> None:
    """Never public: only a site that says where readers sign in, or omits the rest, has guarded articles."""
    html = "<p>Mở đầu</p><p>Kín đáo</p><p>Kín nữa</p><p>Kín thêm</p>"
    guarded = {2: "members", 3: "paid", 4: "tiers", 5: "label:vip", 6: "paid", 7: "paid", 8: "members", 9: "paid"}
    more: dict[int, dict[str, Any]] = {6: {"status": "draft"}, 7: {"type": "page"}, 8: {"status": "sent"}}
    more[9] = {"email_only": True}
    posts = (post(n, html=html, visibility=name, **more.get(n, {})) for n, name in guarded.items())
    bring(moved, post(1), *posts, access=access)
    guards = "sign_in" in access or "omit" in access
    moved.build()
    for number in guarded:
        assert moved.answers(f"/bai-{number}/") == (guards and number in (2, 3))
        text = moved.article(f"Bài {number}")
        assert ("draft: true" in text) != (guards and number in (2, 3))
        assert ("access: " in text) == (guards and number in (2, 3, 6))
    public = moved.site / "public"
    open_to_all = [file for file in public.rglob("*") if file.is_file() and "access" not in file.parts]
    found = [file for file in open_to_all if "Kín nữa".encode() in file.read_bytes()]
    assert found == []
    counted = [one for one in moved.report["not_understood"] if "`access: " in one["kind"]]
    assert sum(one["count"] for one in counted) == (2 if guards else 0)


def test_ghost(moved: Moved) -> None:
    bring(
        moved,
        post(1, feature_image="__GHOST_URL__/content/images/cau.jpg", featured=1),
        post(2, visibility="members"),
        post(3, visibility="tiers"),
        post(4, status="draft"),
        post(5, type="page", slug="lien-he"),
        post(6, status="sent"),
        post(7, html=None, lexical=json.dumps(LEXICAL)),
        post(8, html=None, mobiledoc=json.dumps(MOBILEDOC)),
    )
    assert moved.report["items"] == {"articles": 7, "pages": 1, "draft": 1, "members": 3}
    assert moved.article("Bài 1") == (
        '---\ntitle: "Bài 1"\ndate: 2020-11-24T01:00:00+00:00\nslug: bai-1\npermalink: "/bai-1/"\n'
        'category: "doi-song"\n'
        'authors: ["Minh Hà"]\nimage:\n  src: "https://cu.example/content/images/cau.jpg"\n  alt: "Cầu"\n'
        "featured: true\n---\n\nNước\n"
    )
    assert moved.body("Bài 7") == (
        'Nước\n\n## **Lên**\n\n1. a\n\n![A](https://cu.example/content/images/a.jpg "Chú thích")\n\n'
        "```py\nx < 1\n```\n\n::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ\n:::\n\nĐăng ký"
    )
    assert moved.body("Bài 8") == "**đậm**\\\n[tới](https://b.example/)\n\n- một\n\n![A](https://b.example/a.jpg)\n\nLạ"
    assert {one["kind"] for one in moved.report["not_understood"]} >= {"card `signup`", "card `la`"}
    assert "rieng@" not in "".join(moved.files().values())
    moved.build()
    assert moved.answers("/bai-1/")
    assert moved.answers("/lien-he/")
    for number in (2, 3, 4, 6):
        assert not moved.answers(f"/bai-{number}/")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"db":[{"data":{"posts":[]}}]}', "[" * 5000, '{"db":[{"data":{"posts":3}}]}']
)
def test_what_is_no_export_of_ghost(moved: Moved, text: str) -> None:
    (moved.folder / "ghost.json").write_text(text, encoding="utf-8")
    moved.run("ghost", "ghost.json", status=1)
    assert "error[E803]" in moved.said
    assert not moved.site.exists()


def test_parts_for_members_of_a_public_post_are_left_out(moved: Moved) -> None:
    gate = '<!--kg-gated-block:begin nonMember:{} memberSegment:"status:-free" -->{}<!--kg-gated-block:end-->'
    html = (
        f"<p>Mở</p>{gate.format('false', '<p>Kín <b>một</b></p>')}<p>Giữa</p>{gate.format('true', '<p>Cho khách</p>')}"
    )
    open_ = '<p>Mở</p><!--kg-gated-block:begin nonMember:false memberSegment:"x" --><p>Kín hai</p>'
    web = {"web": {"nonMember": False, "memberSegment": "status:-free"}}
    document = {"root": {"children": [{"type": "html", "html": "<p>Kín ba</p>", "visibility": web}]}}
    posts = (post(1, html=html), post(2, html=open_), post(3, html=None, lexical=json.dumps(document)))
    bring(moved, *posts, post(4, html=html, visibility="tiers"))
    assert moved.body("Bài 1") == "Mở\n\nGiữa\n\nCho khách"
    assert moved.body("Bài 2") == "Mở"
    assert moved.body("Bài 3") == ""
    assert "Kín" in moved.body("Bài 4")
    (found,) = [one for one in moved.report["not_understood"] if "only members saw" in one["kind"]]
    assert found["count"] == 3
    moved.build()
