"""`ssg new`: files ready to fill in, from the templates of the site over those of the theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.cli.app import run
from tests.conftest import CONFIG, TinySite

SITE = f"""
-- site.toml --
{CONFIG}
[[categories]]
name = "Thời sự"
-- content/thoi-su/a.md --
---
title: A
date: 2026-11-20
---
x
"""
TITLE = 'Hà Nội: "mở" đường #1'
AT = ("--now", "2026-11-24 08:24")
New = Callable[..., str]


@pytest.fixture
def new(site: Callable[[str], TinySite], capsys: pytest.CaptureFixture[str]) -> New:
    """Run the command in a site; what it wrote, or else what it said."""
    tiny = site(SITE)

    def call(*arguments: str, files: dict[str, str] | None = None) -> str:
        for name, text in (files or {}).items():
            tiny.write(name, text)
        status = run(["new", *arguments, "-C", str(tiny.root), *AT])
        out, err = capsys.readouterr()
        if status:
            return err.strip().splitlines()[-1]
        path = Path(out.strip())
        assert [d for d in tiny.diagnostics() if d.code[0] == "E"] == []
        return f"{path.relative_to(tiny.root / 'content').as_posix()}\n{path.read_text(encoding='utf-8')}"

    return call


def test_an_article(new: New) -> None:
    path, *lines = new(TITLE, "--topic", "Lũ: ngày 2", "--layout", "photo", "-a", "Đỗ Anh Khoa").splitlines()
    assert path == "thoi-su/2026/11/ha-noi-mo-duong-1.md"
    assert lines == [
        "---",
        r'title: "Hà Nội: \"mở\" đường #1"',
        "date: 2026-11-24T08:24:00+07:00",
        'category: "Thời sự"',
        "slug: ha-noi-mo-duong-1",
        'summary: ""',
        'author: "Đỗ Anh Khoa"',
        "tags: []",
        "# image: {src: anh.jpg, alt: …, caption: …, credit: …}",
        "draft: true  # remove this line to publish",
        'topic: "Lũ: ngày 2"',
        'layout: "photo"',
        "---",
        "",
    ]


def test_a_plain_page_and_a_live_report(new: New) -> None:
    assert new("Liên hệ", "--page").startswith('lien-he.md\n---\ntype: page\ntitle: "Liên hệ"\n')
    live = new("Trực tiếp: lũ", "--live")
    assert "\ntype: live\n" in live
    assert live.endswith("\n---\n\n## 08:24\n\n")


def test_templates_of_the_site_win_and_layouts_have_their_own(new: New) -> None:
    own = {
        "templates/new/article.md": "---\ntitle: {{title}}\ndate: {{ date }}\nghi chú: x\n---\nMở bài.\n",
        "templates/new/photo.md": "---\r\ntitle: {{ title }}\r\ndate: {{ date }}\r\nlayout: photo\r\n---\r\nẢnh.\r\n",
    }
    assert new("Một", files=own).endswith("\n---\nMở bài.\n")
    assert new("Hai", "--layout", "photo").count("photo") == 1
    assert new("Ba", "--layout", "photo").endswith("\nlayout: photo\n---\nẢnh.\n")
    assert new("Bốn", "--layout", "longread").endswith('layout: "longread"\n---\nMở bài.\n')


@pytest.mark.parametrize(
    ("arguments", "template", "said"),
    [
        (("A", "--layout", "phto"), "", "did you mean “photo”?"),
        (("A", "--layout", "xyz"), "", "unknown layout “xyz”; layouts: standard, "),
        (("A", "--page", "--topic", "Lũ"), "", "Error: --topic and --page exclude each other"),
        (("A",), "---\ntitle: {{ tilte }}\n---\n", "Error: templates/new/article.md: unknown field `tilte`; fields: "),
        (("A",), "title: {{ title }}\n", "templates/new/article.md: the template must begin with front matter"),
    ],
)
def test_what_cannot_be(new: New, arguments: tuple[str, ...], template: str, said: str) -> None:
    assert said in new(*arguments, files={"templates/new/article.md": template} if template else {})
