"""`ssg build --delta`: what is laid out for upload makes the new site of the old one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import ssg
from tests.conftest import TinySite
from tests.test_work import CONFIG, article

NOW = ("--now", "2026-11-24 12:00")


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(CONFIG + "".join(article(n, aliases=f"[/cu/{n}/]") for n in range(6)))


def build(tiny: TinySite, *more: str) -> str:
    done = ssg("build", "-C", tiny.root, *NOW, "--delta", tiny.root / "delta", *more)
    assert done.returncode in (0, 1), done.stderr
    return done.stderr


def lists(tiny: TinySite) -> tuple[list[str], list[str]]:
    found = [(tiny.root / "delta" / name).read_text("utf-8").splitlines() for name in (".written", ".removed")]
    return found[0], found[1]


def upload(tiny: TinySite, server: Path) -> None:
    """As the documentation has it."""
    written, removed = lists(tiny)
    assert sorted(tiny.tree(tiny.root / "delta")) == sorted([*written, ".written", ".removed"])
    for path in written:
        (server / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tiny.root / "delta" / path, server / path)
    for path in removed:
        (server / path).unlink()


def publish_change_and_remove(tiny: TinySite) -> None:
    tiny.add(article(20))
    tiny.edit("content/thu-do/03.md", "Văn bản", "Đoạn văn")
    tiny.remove("content/thu-do/02.md")


def test_a_copy_of_the_old_site_becomes_the_new_one(tiny: TinySite) -> None:
    server = tiny.root / "server"
    build(tiny)
    upload(tiny, server)
    assert tiny.tree(server) == tiny.tree()
    shutil.rmtree(tiny.root / "delta")
    publish_change_and_remove(tiny)
    build(tiny)
    assert len(lists(tiny)[0]) < len(tiny.tree())
    assert lists(tiny)[1] == ["cu/2/index.html", "thu-do/2026/10/bai-02/index.html"]
    upload(tiny, server)
    assert tiny.tree(server) == tiny.tree()


def test_pages_come_before_lists(tiny: TinySite) -> None:
    build(tiny)
    shutil.rmtree(tiny.root / "delta")
    tiny.add(article(20))
    build(tiny)
    written, _ = lists(tiny)
    assert written.index("thu-do/2026/10/bai-20/index.html") < written.index("thu-do/index.html")
    assert [path for path in written if path.endswith(".html")][-1] == "index.html"
    assert written[-1] == "sitemap.xml"


def test_changes_that_were_not_uploaded_stay(tiny: TinySite) -> None:
    server = tiny.root / "server"
    build(tiny)
    upload(tiny, server)
    shutil.rmtree(tiny.root / "delta")
    publish_change_and_remove(tiny)
    build(tiny)
    tiny.remove("content/thu-do/20.md")  # came and goes
    tiny.add(article(2))  # is there again
    tiny.edit("content/thu-do/03.md", "aliases: [/cu/3/]", "aliases: [/moi/3/]")
    build(tiny)
    build(tiny)  # nothing to do: nothing is lost either
    written, removed = lists(tiny)
    assert "thu-do/2026/10/bai-02/index.html" in written
    assert removed == ["cu/2/index.html", "cu/3/index.html", "thu-do/2026/10/bai-20/index.html"]
    (server / "thu-do/2026/10/bai-20").mkdir()
    (server / "thu-do/2026/10/bai-20/index.html").touch()  # it may have been uploaded
    upload(tiny, server)
    assert tiny.tree(server) == tiny.tree()


def test_an_error_leaves_it_alone(tiny: TinySite) -> None:
    build(tiny)
    before = tiny.tree(tiny.root / "delta")
    tiny.edit("content/thu-do/03.md", "title: Bài 03\n", "")
    assert "E102" in build(tiny)
    assert tiny.tree(tiny.root / "delta") == before


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("public", "must not be, contain or lie inside the output folder"),
        ("public/x", "must not be, contain or lie inside the output folder"),
        ("content", "must not be, contain or lie inside content/ of the site"),
        ("mine", "contains files that ssg did not write"),
    ],
)
def test_folders_that_are_refused(tiny: TinySite, folder: str, why: str) -> None:
    tiny.write("mine/a.txt", "x")
    done = ssg("build", "-C", tiny.root, *NOW, "--delta", tiny.root / folder)
    assert done.returncode == 1
    assert why in done.stderr
    assert not tiny.public.exists()
    assert (tiny.root / "mine/a.txt").read_text("utf-8") == "x"


@pytest.mark.external
def test_with_rsync(tiny: TinySite) -> None:
    if shutil.which("rsync") is None:
        pytest.skip("needs rsync (Debian: apt-get install rsync)")
    server = tiny.root / "server"
    build(tiny)
    shutil.copytree(tiny.public, server)
    shutil.rmtree(tiny.root / "delta")
    publish_change_and_remove(tiny)
    build(tiny)
    command = [
        "rsync",
        "-a",
        "--ignore-times",
        "--delay-updates",
        "--files-from=delta/.written",
        "delta/",
        f"{server}/",
    ]
    subprocess.run(command, cwd=tiny.root, check=True)
    with (tiny.root / "delta/.removed").open("rb") as removed:
        subprocess.run(["xargs", "-r", "-d", "\n", "rm", "-f", "--"], cwd=server, stdin=removed, check=True)
    assert tiny.tree(server) == tiny.tree()
