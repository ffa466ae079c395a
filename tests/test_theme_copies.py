"""`ssg theme`: copies with a note, what the theme has changed since, and how they differ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.store import layers
from tests.conftest import TinySite
from tests.documents import ROOT
from tests.test_theme_layers import CHILD, EXTENDS, SOME, A


def theme(tiny: TinySite, *words: str) -> tuple[int, str, str]:
    """Run the command; give its status, and what it prints to both streams."""
    from click.testing import CliRunner

    from ssg.cli.theme import command
    from ssg.core.catalogue import ENGLISH

    done = CliRunner().invoke(command, [*words, "-C", str(tiny.root)], obj=ENGLISH, standalone_mode=False)
    if done.exception is not None:
        return 1, done.stdout, str(done.exception)
    return int(done.return_value), done.stdout, done.stderr


def status(tiny: TinySite) -> dict[str, str]:
    lines = theme(tiny, "status")[1].splitlines()
    return {line.split("  ")[0].strip(): line.split("  ")[-1].strip() for line in lines}


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Change a file of the default theme, as a newer version would."""
    import shutil

    newer = tmp_path / "newer"
    shutil.copytree(ROOT / "templates", newer)

    def change(name: str, old: str, new: str) -> None:
        monkeypatch.setattr(layers, "default_theme_folder", lambda: newer)
        file = newer / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "name", ["article.html", "feeds/rss.xml", "assets/css/site.css", "assets/js/site.js", "assets/img/logo.svg"]
)
def test_a_copy_changes_no_page(site: Callable[[str], TinySite], name: str) -> None:
    plain, tiny = site(SOME), site(SOME)
    assert theme(tiny, "copy", name)[:2] == (0, f"templates/{name}\n")
    original, copied = (
        (root / name).read_text(encoding="utf-8") for root in (ROOT / "templates", tiny.root / "templates")
    )
    note = "" if name.endswith(".svg") else copied.split("\n")[0]
    assert ("copied from <theme>/" + name in note) is not name.endswith(".svg")
    assert copied.removeprefix(f"{note}\n") == original
    plain.build()
    tiny.build()
    ours, theirs = tiny.tree(), plain.tree()
    if not name.startswith("assets/"):
        assert ours == theirs
    assert ours["robots.txt"] == theirs["robots.txt"]


def test_states_from_copy_to_renewal(site: Callable[[str], TinySite], upgrade: Callable[[str, str, str], None]) -> None:
    tiny = site(SOME)
    tiny.write("templates/base.html", '{% extends "theme:base.html" %}{% block scripts %}x{% endblock %}')
    tiny.write("templates/404.html", "x")
    theme(tiny, "copy", "article.html", "tag.html")
    assert status(tiny) == {
        "404.html": "a file of your own, or a copy without a note",
        "article.html": "same as the file of the theme: remove it (ssg 0.1.0)",
        "base.html": "extends the file of the theme",
        "tag.html": "same as the file of the theme: remove it (ssg 0.1.0)",
    }
    tiny.edit("templates/article.html", "story-head", "dau-bai")
    assert status(tiny)["article.html"] == "up to date (ssg 0.1.0)"
    code, shown, _ = theme(tiny, "diff", "article.html")
    assert code == 0
    assert '-  <header class="story-head">\n+  <header class="dau-bai">\n' in shown
    assert checked(tiny) == [("N629", "templates/tag.html")]
    upgrade("article.html", "story-time", "gio-dang")
    assert status(tiny)["article.html"] == "left behind: the theme has changed the file (ssg 0.1.0)"
    assert theme(tiny, "status")[0] == theme(tiny, "diff")[0] == 1
    assert "gio-dang" in theme(tiny, "diff", "templates/article.html")[1]
    assert checked(tiny) == [("N628", "templates/article.html"), ("N629", "templates/tag.html")]
    tiny.edit("templates/article.html", "story-time", "gio-dang")
    assert theme(tiny, "copy", "--renew", "article.html")[0] == 0
    assert status(tiny)["article.html"] == "up to date (ssg 0.1.0)"
    assert (tiny.root / "templates/article.html").read_text(encoding="utf-8").count("copied from") == 1


def checked(tiny: TinySite) -> list[tuple[str, str]]:
    from ssg.store.theme_copies import check_copies

    return sorted((d.code, d.place.path) for d in check_copies(tiny.root, ""))


def test_check_names_a_copy_whose_original_is_gone(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    theme(tiny, "copy", "article.html")
    (tiny.root / "templates/article.html").rename(tiny.root / "templates/bai.html")
    assert status(tiny) == {"bai.html": "copy of a file that the theme no longer has (ssg 0.1.0)"}
    assert ("N628", "templates/bai.html") in checked(tiny)
    from ssg.build import build
    from ssg.work import Work

    said = build(tiny.request()._replace(output=None), Work()).diagnostics
    assert ("N628", "templates/bai.html") in [(d.code, d.place.path) for d in said]


def test_the_layer_below_is_copied(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME + CHILD + EXTENDS)
    tiny.write("themes/xanh/theme.toml", 'version = "2.5"\n')
    theme(tiny, "copy", "article.html", "partials/khung.html", "home.html")
    first = (tiny.root / "templates/article.html").read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("{# copied from themes/xanh/article.html (2.5, ")
    assert status(tiny)["partials/khung.html"] == "same as the file of the theme: remove it (2.5)"
    tiny.remove("templates/home.html")
    tiny.build()
    assert "<i>xanh</i>" in tiny.read(A)  # a copy extends what its original extended


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("copy", "artcle.html"), "the theme has no file 'artcle.html'; did you mean 'article.html'?"),
        (("copy", "zzz"), "the theme has no file 'zzz'"),
        (("copy", "../site.toml"), "the theme has no file '../site.toml'"),
        (("copy", "/etc/passwd"), "the theme has no file '/etc/passwd'"),
        (("copy",), "name the files to copy, such as `ssg theme copy article.html`"),
        (("copy", "404.html"), "the file exists: templates/404.html"),
        (("copy", "--renew", "tag.html"), "no copy to renew: templates/tag.html"),
        (("status", "--renew"), "--renew is an option of `ssg theme copy`"),
        (("diff", "44.html"), "no copy of the theme: '44.html'; did you mean '404.html'?"),
        (("diff", "zzz"), "no copy of the theme: 'zzz'"),
    ],
)
def test_what_cannot_be_done(site: Callable[[str], TinySite], words: tuple[str, ...], said: str) -> None:
    tiny = site(SOME)
    tiny.write("templates/404.html", "x")
    before = tiny.tree(tiny.root)
    assert theme(tiny, *words)[::2] == (1, said)
    assert tiny.tree(tiny.root) == before


def test_a_site_without_copies(site: Callable[[str], TinySite]) -> None:
    assert theme(site(SOME), "status")[:2] == (0, "no file of the site covers one of the theme\n")


def test_explain_names_the_layer_of_each_template(site: Callable[[str], TinySite]) -> None:
    from click.testing import CliRunner

    from ssg.cli.explain import command
    from ssg.core.catalogue import ENGLISH

    tiny = site(SOME + CHILD + EXTENDS)
    tiny.build()
    done = CliRunner().invoke(
        command, ["/tin/2026/11/mot-tin/", "-C", str(tiny.root)], obj=ENGLISH, standalone_mode=False
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("template"))
    for file in (
        "themes/xanh/article.html, with",
        " themes/xanh/base.html",
        "<theme>/article.html",
        "<theme>/base.html",
    ):
        assert file in line
