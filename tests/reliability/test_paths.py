"""Nothing outside the output and `.ssg/` is touched, whatever an article says; and every name is one on every system.

The build runs in a process of its own, in which Python tells of every file that is opened for writing, made, renamed,
linked or removed (audit events). Each article carries one hostile text in one of its fields.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.core.text import clash_key, safe_segment
from tests.conftest import TinySite, article_file
from tests.previewing import REPOSITORY

# Prints what is touched: the event, and the absolute path. Nothing that Python itself does is left out.
AUDITED = """
import json, os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
TOUCHING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
            "os.chown", "os.utime", "shutil.rmtree", "shutil.move", "sqlite3.connect", "os.mkfifo", "os.mknod"}
RUNNING = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn"}
touched, run = set(), set()
def hook(event, given):
    if event == "open":
        path, mode, flags = given
        if isinstance(path, int) or not (flags & WRITING or set(mode or "") & set("wxa+")):
            return
        touched.add((event, os.path.abspath(os.fsdecode(path))))
    elif event in TOUCHING:
        for path in given[: 2 if event in ("os.rename", "os.link", "os.symlink") else 1]:
            if not isinstance(path, int):
                touched.add((event, os.path.abspath(os.fsdecode(path))))
    elif event in RUNNING or event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        run.add(event)
sys.addaudithook(hook)
from ssg.cli.app import run as command
status = command(sys.argv[2:])
with open(sys.argv[1], "w") as report:
    json.dump({"status": status, "touched": sorted(touched), "run": sorted(run)}, report)
"""

HOSTILE = [
    "../../leo-ra",
    "/../../leo-ra/",
    "/%2e%2e/%2e%2e/leo-ra.html",
    "/%2E%2E/%2e./leo-ra/",
    "/..%2f..%2fleo-ra.html",
    "/%252e%252e/leo-ra/",
    "/..%5c..%5cleo-ra.html",
    "..\\..\\leo-ra",
    "/a/./b/",
    "/a/%2e/b/",
    "//evil.example/x",
    "/%2f/etc/leo-ra",
    "/etc/leo-ra",
    "~root/leo-ra",
    "C:\\leo-ra",
    "\\\\may-chu\\leo-ra",
    "/a%00b/",
    "/a%0ab/",
    "/a%7fb/",
    "/%ff/",
    "/a:b/",
    "/a<b>|%3f*/",
    "CON",
    "/con/",
    "/a/aux.html",
    "/nul.txt/",
    "/COM1/",
    "/lpt9.html",
    "/a./",
    "/a%20/",
    "/.htaccess",
    "/.git/config.html",
    "/.ssg-0000000000000000.tmp",
    "/Hoa/",
    "/hoa/",
    f"/{'x' * 300}/",
    f"/{'Ế' * 90}/",
    f"/{'%E1%BA%BE' * 60}/",
    "/index.html",
    "/feed.xml/",
    "/thoi-su/",
    "-rf",
    "🔥",
    "Ế" * 200,
    " . ",
]
FIELDS = ["title", "slug", "aliases", "category", "tags", "author", "topic", "image", "id", "related", "permalink"]
REPORT = "report.json"


def article(number: int, field: str, text: str) -> str:
    month = 1 + FIELDS.index(field)  # each field has months of its own: what is folded alike does not clash
    front = {"title": f"Bài {number}", "date": f"2026-{month:02}-20 08:00", field: text}
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in front.items()}
    return article_file(f"thoi-su/{field}{number}.md", **quoted)


def audited(root: Path, *arguments: str | Path) -> dict[str, list[list[str]]]:
    """Run a command, and give what it touched and ran."""
    report = root / REPORT
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", AUDITED, str(report), *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    found: dict[str, list[list[str]]] = json.loads(report.read_text(encoding="utf-8"))
    return found


def outside(found: dict[str, list[list[str]]], *allowed: Path) -> list[list[str]]:
    """Give what was touched elsewhere. Folders above that are there already do not count."""
    folders = [str(folder.resolve()) for folder in allowed]
    return [
        [event, path]
        for event, path in found["touched"]
        if not any(path == folder or path.startswith(f"{folder}{os.sep}") for folder in folders)
        and path != os.devnull
        and Path(path).name != ":memory:"  # SQLite's word for no file
        and Path(path).name != REPORT
        and not (event == "os.mkdir" and any(folder.startswith(f"{path}{os.sep}") for folder in folders))
    ]


def assert_fit_for_every_system(paths: list[str]) -> None:
    """Every name is short, spelled as every system spells it, and unlike all others even where case does not count."""
    names = {name for path in paths for name in path.split("/")}
    for name in names:
        assert safe_segment(name, 255) == unicodedata.normalize("NFC", name), name
        assert len(unicodedata.normalize("NFD", name).encode()) <= 255, name
        assert len(name.encode()) <= 255, name
    assert len({clash_key(path) for path in paths}) == len(paths)


def hostile(site: Callable[[str], TinySite], permalink: str) -> TinySite:
    """Make a site of which every article has something odd in one field."""
    articles = "".join(article(n, field, text) for field in FIELDS for n, text in enumerate(HOSTILE))
    config = f'title = "Báo Thử"\nbase_url = "https://example.vn"\npermalink = "{permalink}"\n'
    return site(f"-- site.toml --\n{config}{articles}")


BUILD = ("build", "-q", "--keep-going", "--now", "2026-11-24 12:00")


@pytest.mark.parametrize(
    "permalink", ["/{category}/{yyyy}/{mm}/{slug}/", pytest.param("/{id}.html", marks=pytest.mark.slow)]
)
def test_nothing_outside_the_output_is_touched_whatever_an_article_says(
    site: Callable[[str], TinySite], permalink: str
) -> None:
    tiny = hostile(site, permalink)
    found = audited(tiny.root, *BUILD, "--jobs", "1")
    # Compiled templates lie in the user's own cache, never in a site.
    assert outside(found, tiny.public, tiny.root / ".ssg", Path(os.environ["XDG_CACHE_HOME"]) / "toasoan") == []
    assert found["run"] == []
    paths = list(tiny.tree())
    assert len(paths) > 500
    assert_fit_for_every_system(paths)
    assert sorted(found.name for found in tiny.root.parent.iterdir()) == [tiny.root.name]


@pytest.mark.parametrize("alias", ["/%2e%2e/%2e%2e/leo-ra.html", "/a/.%2E/%2e./x/", "/a%00b/", "/.htaccess", "/con/"])
def test_an_old_address_that_would_lead_out_or_hide_is_refused(site: Callable[[str], TinySite], alias: str) -> None:
    tiny = site(article(1, "aliases", alias))
    assert (
        "content/thoi-su/aliases1.md:4:10: error[E117]: an old URL in `aliases` is not a valid file name" in tiny.said()
    )
    assert sorted(found.name for found in tiny.root.parent.iterdir()) == [tiny.root.name]


@pytest.mark.slow
def test_the_command_that_begins_an_article_stays_within_the_content(site: Callable[[str], TinySite]) -> None:
    tiny = site("")
    for text in ("../../leo-ra", "/%2e%2e/leo-ra", "CON", "Ế" * 200, " . "):
        found = audited(tiny.root, "new", "--", text)
        assert outside(found, tiny.root / "content") == []


_TOUCHES = re.compile(
    r'^\d+ +(?:openat\(\w+, "([^"]*)", [^)\n]*O_(?:WRONLY|RDWR|CREAT)|'
    r'(?:creat|mkdir|rmdir|unlink|truncate|chmod|chown|mknod)\("([^"]*)"|'
    r'(?:rename|link|symlink)\("([^"]*)", "([^"]*)")',
    re.MULTILINE,
)


@pytest.mark.slow
@pytest.mark.external
def test_the_system_sees_nothing_else_touched_by_any_process(site: Callable[[str], TinySite]) -> None:
    """The same, with workers and with what SQLite does, as the system sees it: by strace."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (Debian: apt-get install strace)")
    tiny = hostile(site, "/{category}/{yyyy}/{mm}/{slug}/")
    log = tiny.root.parent / "strace.log"
    calls = "openat,creat,mkdir,rmdir,unlink,truncate,chmod,chown,mknod,rename,link,symlink"
    late = "/renameat2,/unlinkat,/mkdirat,/linkat,/symlinkat,/execve"  # at the end, what we never call by these names
    tracer = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-o", str(log), "-e", f"trace={calls},{late}"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*tracer, sys.executable, "-m", "ssg", *BUILD, "--jobs", "2"]
    done = subprocess.run(command, env=env, cwd=tiny.root, capture_output=True, text=True, check=False)
    if not log.exists() or "openat(" not in log.read_text(encoding="utf-8", errors="replace"):
        pytest.skip(f"strace may not trace here: {done.stderr[:200]}")
    traced = log.read_text(encoding="utf-8", errors="replace")
    assert len(set(re.findall(r"^\d+", traced, re.MULTILINE))) > 1  # workers took part
    found = {part for parts in _TOUCHES.findall(traced) for part in parts if part}
    assert len(found) > 500
    ours = (str(tiny.public), str(tiny.root / ".ssg"), "public", ".ssg", "/dev/shm/", "/dev/null")  # noqa: S108
    assert {path for path in found if not path.startswith(ours)} == set()
    assert not [path for path in found if "/../" in path]
    assert len(re.findall(r"execve\(", traced)) == 1  # nothing is run but Python itself
    assert not re.search(r"(?:renameat2|unlinkat|mkdirat|linkat|symlinkat)\(", traced)
