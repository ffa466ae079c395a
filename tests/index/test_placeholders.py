"""`ssg check` names what `ssg init` wrote to be replaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import ssg
from tests.command import ssg as run
from tests.conftest import TinySite

STARTER = Path(ssg.__file__).parent / "starter" / "site.toml"


def test_the_placeholders_of_a_new_site_are_named(tmp_path: Path) -> None:
    assert run("init", tmp_path / "bao").returncode == 0
    printed = run("check", "-C", tmp_path / "bao").stdout
    config = STARTER.read_text(encoding="utf-8").split("\n")
    wanted = {n for n, line in enumerate(config, 1) if re.search("…|Báo Mới Của Tôi|toasoan@|example.vn", line)}
    assert {int(n) for n in re.findall(r"site\.toml:([0-9]+): warning\[W433\]", printed)} == wanted
    file = tmp_path / "bao" / "site.toml"
    text = re.sub("…|Báo Mới Của Tôi|toasoan@|example.vn", "x", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    printed = run("check", "-C", tmp_path / "bao").stdout
    assert re.findall(r"(\S+): warning\[W433\]", printed) == [
        "content/doi-song/bua-com-cuoi-tuan.md:2:8",
        "content/thoi-su/chao-ban-doc.md:2:8",
    ]
    for article in (tmp_path / "bao" / "content").rglob("*.md"):
        article.unlink()
    assert "W433" not in run("check", "-C", tmp_path / "bao").stdout


def test_the_host_of_examples_is_a_placeholder_in_a_new_site_only(site: Callable[[str], TinySite]) -> None:
    tiny = site('-- site.toml --\ntitle = "B"\nbase_url = "https://example.vn"\n')
    assert "W433" not in run("check", "-C", tiny.root).stdout


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("", True),
        ('language = "en"', False),
        ('language = "en"\n[publisher]\nname = "Vietnam News"', True),
        ('timezone = "Europe/Berlin"', False),
        ('language = "en-VN"\ntimezone = "Europe/Berlin"', True),
        ('language = "vi-US"', False),
        ('language = "zh-Hant"\ntimezone = "Asia/Taipei"\n[publisher]\nname = "報"', False),
    ],
)
def test_only_sites_in_vietnam_are_told_of_its_press_law(
    site: Callable[[str], TinySite], settings: str, told: bool
) -> None:
    tiny = site(f'-- site.toml --\ntitle = "Báo"\nbase_url = "https://example.vn"\n{settings}\n')
    assert ("W425" in run("check", "-C", tiny.root).stdout) is told
