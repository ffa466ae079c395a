"""Style sheets are published without their comments, and mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssg.render.assets import without_comments
from tests.samples import REPOSITORY


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a { }\n/* lời\n bàn */\nb { }\n", "a { }\nb { }\n"),
        ("  /* trước */\n  a { } /* sau */\n", "  a { }\n"),
        ("a /* giữa */ b { }", "a b { }"),
        ("a /* chạm */b { }", "a b { }"),
        ("a/* chạm */ b { }", "a b { }"),
        ("a/**/.b { margin: 1px/* */2px }", "a/**/.b { margin: 1px/* */2px }"),
        ('a { content: "/* chữ */" } /* lời */', 'a { content: "/* chữ */" }'),
        ("a { content: '\\\\'/* chữ */' }", "a { content: '\\\\'/* chữ */' }"),
        ("a { background: url(/*.png) } /* lời */", "a { background: url(/*.png) }"),
        ("/*! Giấy phép */\na { }\n/*# sourceMappingURL=a.map */", None),
        ("a { } /* không đóng", "a { }"),
    ],
)
def test_comments_are_left_out(written: str, published: str | None) -> None:
    assert without_comments(written) == (written if published is None else published)


@pytest.mark.parametrize("file", sorted((REPOSITORY / "templates" / "assets" / "css").iterdir()), ids=lambda f: f.name)
def test_the_theme_s_own_hold_none(file: Path) -> None:
    text = without_comments(file.read_text("utf-8"))
    assert "/*" not in text
    assert text.count("{") == text.count("}") > 2
