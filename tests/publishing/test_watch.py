"""`ssg watch`, a real process: what is saved is published, whatever is broken, removed or built beside it."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.command import ssg
from tests.conftest import TinySite, article_file
from tests.watching import Watch, watch

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")

STATUS = ("--status", "127.0.0.1:0")
SITE = "".join(article_file(f"tin/{name}.md", title=f"Bài {name}", date="2026-10-01") for name in "abc")
PAGE = "tin/2026/10/bai-{0}"


def clean(tiny: TinySite) -> dict[str, bytes]:
    """Give what a build from nothing publishes now."""
    folder = tiny.root.parent / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tiny.root, folder, ignore=shutil.ignore_patterns("public*", ".ssg"))
    ssg("build", "-C", folder, "--keep-going")
    return tiny.tree(folder / "public")


def counted(running: Watch, result: str = "published") -> float:
    families = {family.name: family for family in text_string_to_metric_families(running.ask("/metrics")[1])}
    samples = families["ssg_publications"].samples
    return next(one.value for one in samples if one.labels == {"result": result})


def test_a_save_is_published_with_the_work_of_a_build(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    beside = TinySite(tiny.root.parent / "beside", SITE)
    ssg("build", "-C", beside.root)
    with watch(tiny.root, *STATUS, "--report", str(tiny.root / "report.txt")) as running:
        running.shows(PAGE.format("a"), "Văn bản.")
        running.idle()
        for one in (tiny, beside):
            one.edit("content/tin/a.md", "Văn bản.", "Khác hẳn.")
        running.shows(PAGE.format("a"), "Khác hẳn.")
        running.line("changed: /tin/2026/10/bai-a/")
        running.settled()
        ssg("build", "-C", beside.root, "--report", beside.root / "report.txt")
        ours, theirs = (json.loads((one.root / "report.txt").read_bytes()) for one in (tiny, beside))
        for field in ("written", "removed", "parsed", "rendered", "blocks", "spliced", "articles", "pages"):
            assert ours[field] == theirs[field], field
        # A second save meets a process that knows what is published.
        tiny.edit("content/tin/b.md", "Văn bản.", "Lần hai.")
        running.shows(PAGE.format("b"), "Lần hai.")
        assert running.end() == 0
    assert tiny.tree() == clean(tiny)


def test_what_is_broken_is_said_once_and_the_rest_goes_on(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    config = (tiny.root / "site.toml").read_text("utf-8")
    with watch(tiny.root, *STATUS) as running:
        running.shows(PAGE.format("a"), "Văn bản.")
        tiny.edit("content/tin/a.md", "2026-10-01", "2026-13-45")
        running.line(r"content/tin/a.md:3:7: error\[E115\]")
        tiny.edit("content/tin/b.md", "Văn bản.", "Hai.")
        running.shows(PAGE.format("b"), "Hai.")
        assert running.said.count("error[E115]") == 1
        running.idle()
        assert running.health()["held"] == ["content/tin/a.md"]
        tiny.edit("content/tin/a.md", "2026-13-45", "2026-10-01")
        running.line("no errors any more")

        tiny.write("site.toml", "title = \n")
        running.line(r"site.toml:1:\d+: error\[E5")
        status, health = running.settled()
        assert (status, "nothing is published since" in health) == (503, True)
        assert "Hai." in tiny.read(f"{PAGE.format('b')}/index.html")
        tiny.write("site.toml", config)
        running.idle()

        tiny.write("templates/article.html", "{% if %}")
        running.line(r"templates/article.html:1:7: error\[E601\]")
        tiny.edit("content/tin/c.md", "Văn bản.", "Ba.")
        shutil.rmtree(tiny.root / "templates")
        running.shows(PAGE.format("c"), "Ba.")

        (tiny.root / "content").rename(tiny.root / "elsewhere")
        running.line(r"error\[E717\]")
        (tiny.root / "elsewhere").rename(tiny.root / "content")
        running.idle()
        shutil.rmtree(tiny.root / ".ssg")
        tiny.edit("content/tin/c.md", "Ba.", "Bốn.")
        running.shows(PAGE.format("c"), "Bốn.")
        running.idle()  # SQLite maps a file of it while it is open
        for file in sorted((tiny.root / ".ssg").glob("memo.sqlite*")):
            file.write_bytes(b"x" * 9000)
        tiny.edit("content/tin/c.md", "Bốn.", "Năm.")
        running.shows(PAGE.format("c"), "Năm.")
        running.idle()
        assert running.end() == 0
    assert tiny.tree() == clean(tiny)


def test_time_other_builds_and_signals(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with watch(tiny.root, *STATUS, "--poll") as running:
        running.shows(PAGE.format("a"), "Văn bản.")
        running.idle()
        for seconds in (3, 20, 40):  # a busy machine may take in an article only when it is due
            due, since = datetime.now(UTC) + timedelta(seconds=seconds), len(running.lines)
            tiny.add(article_file("tin/moi.md", title=f"Sau {seconds}", date=due.isoformat(), slug="bai-moi"))
            running.shows(f"tin/{due.astimezone(tiny.now.tzinfo):%Y/%m}/bai-moi", f"Sau {seconds}")
            running.idle()
            said = "\n".join(running.lines[since:])
            if "next publication" in said and "an article is due" in said:
                break
        else:
            pytest.fail(running.said)

        since = len(running.lines)
        tiny.edit("content/tin/b.md", "Văn bản.", "Của lệnh khác.")
        done = ssg("build", "-C", tiny.root)
        assert done.returncode == 0, done.stderr
        running.shows(PAGE.format("b"), "Của lệnh khác.")
        running.line("another build has run", since)
        running.process.send_signal(signal.SIGHUP)
        running.line("asked to read everything again", since)

        assert ssg("watch", "-C", tiny.root).stderr.strip().endswith("another `ssg watch` publishes this site")
        assert running.ask("/nothing")[0] == 404
        assert running.ask(Host="evil.example")[0] == 403
        families = {family.name: family for family in text_string_to_metric_families(running.ask("/metrics")[1])}
        assert {"ssg_publications", "ssg_publication_duration_seconds", "ssg_healthy"} <= set(families)
        for name, family in families.items():
            assert re.fullmatch("ssg_[a-z_]+", name)
            assert family.documentation.endswith(".")
            assert (family.type == "counter") == all(one.name.endswith("_total") for one in family.samples)
        assert running.end(signal.SIGINT) == 130
    assert tiny.tree() == clean(tiny)


def test_a_checkout_is_read_when_git_has_ended(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    lock = tiny.root / ".git/index.lock"
    with watch(tiny.root, *STATUS) as running:
        running.shows(PAGE.format("a"), "Văn bản.")
        running.idle()
        before = counted(running)
        lock.parent.mkdir()
        lock.touch()
        for number in range(60):
            tiny.add(article_file(f"tin/{number}.md", title=f"Bài {number}", date="2026-10-02"))
            if number % 20 == 0:
                time.sleep(0.2)  # as a slow disk does
        tiny.edit("content/tin/a.md", "Văn bản.", "Mới.")
        lock.unlink()
        running.shows(PAGE.format("a"), "Mới.")
        running.idle()
        assert counted(running) == before + 1
        assert running.end() == 0


def test_it_ends_with_its_parent(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    page = tiny.public / PAGE.format("a") / "index.html"
    command = [sys.executable, "-m", "ssg", "watch", "-C", str(tiny.root), "--bound", "-q"]
    code = (
        f"import subprocess, sys, time, pathlib\nchild = subprocess.Popen({command!r})\n"
        f"while not pathlib.Path({str(page)!r}).exists(): time.sleep(0.05)\n"
    )
    # Its output is our pipe, too: `run` returns when both have ended.
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, timeout=90)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_after_any_series_the_site_is_that_of_a_clean_build(site: Callable[[str], TinySite], seed: int) -> None:
    tiny, chance = site(SITE), random.Random(seed)  # noqa: S311
    names = [f"content/tin/{name}.md" for name in "abcdefgh"]
    config = (tiny.root / "site.toml").read_text("utf-8")

    def step(number: int) -> None:
        name = chance.choice(names)
        soon = (datetime.now(UTC) + timedelta(seconds=chance.uniform(-1, 2))).isoformat()
        front = {"title": f"Bài {chance.randrange(9)}", "date": chance.choice(["2026-10-03", soon, "hôm qua"])}
        act = chance.randrange(9)
        if act < 5:
            tiny.add(article_file(name.removeprefix("content/"), body=f"Văn {number}.", slug=Path(name).stem, **front))
        elif act == 5:
            (tiny.root / name).unlink(missing_ok=True)
        elif act == 6:
            tiny.write("site.toml", chance.choice(["x = ", config, config + f'description = "{number}"\n']))
        elif act == 7:
            tiny.write("templates/blocks/panel.html", chance.choice(["{% if %}", "{# nothing #}"]))
        else:
            ssg("build", "-C", tiny.root, "--keep-going", "-q")

    with watch(tiny.root, *STATUS) as running:
        running.shows(PAGE.format("a"), "Văn bản.")
        for number in range(25):
            step(number)
            time.sleep(chance.choice([0, 0, 0.05, 0.3, 1]))
        tiny.write("site.toml", config)
        shutil.rmtree(tiny.root / "templates", ignore_errors=True)
        for name in names:  # of a broken file the last good version is published, and another build knows none
            if (tiny.root / name).exists() and "hôm qua" in (tiny.root / name).read_text("utf-8"):
                tiny.edit(name, "hôm qua", "2026-10-05")
        time.sleep(2)  # until all that was scheduled is due
        tiny.add(article_file("tin/cuoi.md", title="Cuối", date="2026-10-04", slug="cuoi"))
        running.shows("tin/2026/10/cuoi", "Cuối")
        running.settled()
        assert running.end() == 0
    assert tiny.tree() == clean(tiny)
