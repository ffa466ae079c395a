"""`ssg deploy` as its users see it: what it says, what it refuses, and that the target is as it was then."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.core.config import load_config
from ssg.store.last_build import LastBuild, note_build
from tests.command import ssg
from tests.conftest import TinySite, article_file
from tests.deploy.desk import tree

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[deploy.targets.www]
url = "file://{www}"
[deploy.targets.staging]
url = "file://{www}-staging"
staging = true
"""
NOW = ("--now", "2026-11-24 12:00")


class Newsroom:
    """A site with two targets in folders."""

    def __init__(self, tiny: TinySite, www: Path) -> None:
        self.tiny, self.www = tiny, www
        tiny.add(
            CONFIG.format(www=www)
            + "".join(article_file(f"tin/{n}.md", title=f"Bài {n}", date="2026-11-20") for n in "ab")
        )

    def build(self, *more: str, status: int = 0) -> None:
        done = ssg("build", "-q", "-C", self.tiny.root, *NOW, *more)
        assert done.returncode == status, done.stderr

    def deploy(self, *more: str, status: int = 0) -> list[str]:
        done = ssg("deploy", "-C", self.tiny.root, *(more or ("www",)))
        assert done.returncode == status, done.stdout + done.stderr
        return [*done.stderr.splitlines(), *done.stdout.splitlines()]

    def refused(self, *more: str) -> str:
        before = tree(self.www) if self.www.exists() else {}
        first, *_ = self.deploy(*more, status=1)
        assert (tree(self.www) if self.www.exists() else {}) == before
        return first


@pytest.fixture
def newsroom(site: Callable[[str], TinySite], tmp_path: Path) -> Newsroom:
    return Newsroom(site(""), tmp_path / "www")


def test_a_day(newsroom: Newsroom) -> None:
    """One build after another, as an editor does: each deploy leaves the output folder."""
    tiny, www = newsroom.tiny, newsroom.www
    newsroom.build()
    files = len(tiny.tree())
    size = sum(map(len, tiny.tree().values())) / 1e6
    would = [f"to www: {files} files new, 0 changed ({size:.1f} MB), 0 removed, 0 unchanged", f"{files + 3} requests"]
    assert newsroom.deploy("www", "--dry-run") == would
    assert not www.exists()
    (said,) = newsroom.deploy()
    assert said.startswith("deployed to www in ")
    assert said.endswith(f" s: {files} files new, 0 changed ({size:.1f} MB), 0 removed, 0 unchanged (generation 1)")
    assert tree(www) == tiny.tree()
    assert newsroom.deploy() == ["www is up to date"]
    tiny.add(article_file("tin/c.md", title="Bài c", date="2026-11-21"))
    newsroom.build()
    assert " 1 file new, " in newsroom.deploy()[-1]
    assert tree(www) == tiny.tree()
    # An article that is deleted stays for its readers; one that is withdrawn, redirected or expired goes.
    tiny.remove("content/tin/c.md")
    tiny.edit("content/tin/b.md", "---\n", "---\nwithdrawn: 2026-11-23\n")
    newsroom.build()
    first, hint, last = newsroom.deploy()
    url = f"file://{www}"
    assert first == (
        f"{url}: warning[W786]: kept the page of 1 article that was removed without a redirect: "
        "/tin/2026/11/bai-c/index.html"
    )
    assert hint.strip().startswith("hint: write `withdrawn:` into the article")
    assert " 1 removed, " in last
    assert tree(www).keys() - tiny.tree().keys() == {"tin/2026/11/bai-c/index.html"}
    tiny.edit("site.toml", "title", 'redirects = "r.csv"\ntitle')
    tiny.write("r.csv", "/tin/2026/11/bai-c/,/tin/\n")
    newsroom.build()
    newsroom.deploy()
    assert tree(www) == tiny.tree()
    tiny.edit("content/tin/a.md", "---\n", "---\nexpires: 2026-11-22\n")
    newsroom.build("--allow-removals")
    newsroom.deploy()
    assert tree(www) == tiny.tree()


def test_what_must_not_be_deployed(newsroom: Newsroom) -> None:
    tiny = newsroom.tiny
    nothing = "public: error[E781]: nothing was deployed: "
    assert newsroom.refused() == f"{nothing}no build of this folder is known"
    newsroom.build("--drafts")
    assert newsroom.refused() == f"{nothing}preview or staging build"
    newsroom.deploy("staging")
    staging = tree(newsroom.www.with_name("www-staging"))
    assert staging == tiny.tree()
    newsroom.build()
    assert newsroom.refused("staging") == f"{nothing}not a preview or staging build, as the target wants"
    tiny.edit("content/tin/a.md", "title: Bài a\n", "")
    newsroom.build(status=1)
    assert newsroom.refused() == f"{nothing}the last build failed, and published nothing"
    newsroom.build("--keep-going", status=3)
    newsroom.deploy()
    assert tree(newsroom.www) == tiny.tree()
    (tiny.public / "robots.txt").write_text("mine")
    assert newsroom.refused() == f"{nothing}1 file is not as the build left it: robots.txt"
    newsroom.build("--keep-going", status=3)
    note_build(tiny.root / ".ssg", "public", LastBuild("begun"))  # what a build leaves that is killed
    assert newsroom.refused() == f"{nothing}the last build was interrupted"


def test_many_removals(newsroom: Newsroom) -> None:
    for n in range(150):
        newsroom.tiny.write(f"static/{n}.txt", "x")
    newsroom.build()
    newsroom.deploy()
    for n in range(150):
        newsroom.tiny.remove(f"static/{n}.txt")
    newsroom.build()
    files = len(newsroom.tiny.tree()) + 150
    said = f"the deploy would remove 150 of {files} files; at most 100 are allowed"
    assert newsroom.refused() == f"file://{newsroom.www}: error[E784]: {said}"
    newsroom.refused("www", "--max-deletes", "149")
    assert " 150 removed, " in newsroom.deploy("www", "--max-deletes", "150")[-1]
    assert tree(newsroom.www) == newsroom.tiny.tree()


def test_names_of_targets(newsroom: Newsroom, tmp_path: Path) -> None:
    done = ssg("deploy", "-C", newsroom.tiny.root)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "Error: name one of the targets: www, staging")
    done = ssg("deploy", "-C", newsroom.tiny.root, "wwww")
    assert done.stderr.splitlines()[-1] == "Error: unknown target 'wwww'; site.toml has: www, staging"
    newsroom.tiny.write("site.toml", 'title = "x"\nbase_url = "https://example.vn"\n')
    done = ssg("deploy", "-C", newsroom.tiny.root)
    assert "no target to deploy to: add `[deploy.targets.NAME]`" in done.stderr


def test_the_delta_has_what_builds_without_it_have_changed(newsroom: Newsroom) -> None:
    tiny, delta = newsroom.tiny, newsroom.tiny.root / "delta"
    newsroom.build("--delta", str(delta))
    server = tiny.tree()
    for _ in range(2):
        for file in sorted(delta.rglob("*"), reverse=True):
            file.unlink() if file.is_file() else file.rmdir()
        delta.rmdir()
        tiny.write("static/new.txt", "x")
        newsroom.build()
        tiny.remove("static/new.txt")
        tiny.write("static/newer.txt", "x")
        newsroom.build()
        tiny.edit("content/tin/a.md", "Văn bản", "Đoạn văn nữa. Văn bản")
        newsroom.build("--delta", str(delta))
        for path in (delta / ".written").read_text("utf-8").splitlines():
            server[path] = (delta / path).read_bytes()
        for path in (delta / ".removed").read_text("utf-8").splitlines():
            server.pop(path, None)
        assert server == tiny.tree()
    note_build(tiny.root / ".ssg", "public", LastBuild("begun"))
    done = ssg("build", "-C", tiny.root, *NOW, "--delta", delta)
    assert "warning[W789]: the build before was interrupted" in done.stderr
    done = ssg("build", "-C", tiny.root, *NOW, "--delta", delta)
    assert "W789" not in done.stderr


OUT_OF_HERE = "put them into the environment (docs/deploy.md lists the variables), and change what was written here"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('url = "s3://key:secret@bucket"', "4:7 E505 credentials never belong in site.toml"),
        ('url = "s3://bucket"\nsecret_access_key = "x"', "5:1 E505 credentials never belong in site.toml"),
        (
            'url = "s3://bucket"\n[deploy.targets.a.purge]\ncommand = ["x"]\ntoken = "x"',
            "7:1 E505 credentials never belong in site.toml",
        ),
        ('url = "az://c?sv=1&sig=2"', "4:7 E505 credentials never belong in site.toml"),
        ('url = "rsync://www:pw@host/m"', "4:7 E505 credentials never belong in site.toml"),
        ('url = "ftp://host/x"', "4:7 E505 `url` is not the address of a target: ftp://host/x"),
        ('url = "public2"', "4:7 E505 `url` is not the address of a target: public2"),
        (
            'url = "ssh://-oProxyCommand=x/srv"',
            "4:7 E505 `url` is not the address of a target: ssh://-oProxyCommand=x/srv",
        ),
        ('url = "ssh://host/a/../b"', "4:7 E505 `url` is not the address of a target: ssh://host/a/../b"),
        ('url = "file://srv/www"', "4:7 E505 a `file:` target is the absolute path of a folder"),
        ('url = "s3:///folder"', "4:7 E505 missing bucket or host in `url`"),
        ('url = "ssh://host"', "4:7 E505 missing folder in `url`"),
        (
            'url = "file:///srv/www"\nencoding = "br"',
            "5:12 E505 only buckets store `encoding`; a server sends the copies by itself",
        ),
        ('url = "s3://b"\n[deploy.targets.a.purge]\nservice = "fastly"', "5:19 E505 `fastly` purges only with `zone`"),
        (
            'url = "s3://b"\n[deploy.targets.a.purge]\nservice = "command"',
            "5:19 E505 `command` purges only with `command`",
        ),
        ('endpoint = "https://x.example"', "3:17 E504 missing `deploy.targets.a.url`"),
    ],
)
def test_targets_that_are_refused(lines: str, said: str) -> None:
    text = f'title = "x"\nbase_url = "https://a.vn"\n[deploy.targets.a]\n{lines}\n'
    config, problems = load_config(text, "site.toml")
    assert config is None
    assert [f"{d.place.line}:{d.place.column} {d.code} {d.message}" for d in problems] == [said]
    assert "secret" not in str(problems[0].message)
    if "credentials" in said:
        assert str(problems[0].hint) == OUT_OF_HERE


def test_hosts_say_what_they_cannot_hold(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    from ssg.core.errors import Place, Severity
    from ssg.deploy.hosts import HOSTS, LIMITS
    from ssg.deploy.limits import Measured, exceeded, measured

    assert {host.name for host in HOSTS if host.name in LIMITS} == {"netlify", "cloudflare", "github-pages"}
    place = Place("site.toml")
    large = Measured(150_000, 30 << 20, "a.mp4", 2 * 10**9, redirects=3000, headers=101)
    large = large._replace(folders=60_000, folder=60_000, folder_path="m")
    said = {
        host: [str(d.message) for d in exceeded(host, LIMITS[host], large, Severity.WARNING, place)] for host in LIMITS
    }
    assert said["cloudflare"] == [
        "150,000 files; cloudflare holds 20,000",
        "/a.mp4 has 31.5 MB; cloudflare takes files of up to 26.2 MB",
        "3,000 redirects; cloudflare reads 2,000",
        "101 rules in /_headers; cloudflare reads 100",
    ]
    assert said["netlify"] == ["60,000 files in /m; netlify holds 54,000 in one folder"]
    assert said["gitlab-pages"][0] == "210,000 files and folders; gitlab-pages holds 200,000"
    assert measured([("a", 3), ("m/1", 1), ("m/2", 9), ("m/n/o/3", 2)]) == Measured(4, 9, "m/2", 15, 0, 0, 3, 2, "m")
    assert said["github-pages"] == ["the site has 2.0 GB; github-pages holds 1.0 GB"]
    assert [len(messages) for messages in said.values()] == [1, 4, 1, 4, 3]
    small = Measured(100, 1000, "a", 10**5)
    assert [d for host in LIMITS for d in exceeded(host, LIMITS[host], small, Severity.WARNING, place)] == []
    done = ssg("check", "-C", newsroom.tiny.root, *NOW, "--host", "netlify")
    assert "notice[N788]: the limits of netlify are compared with the last build, and there is none" in done.stdout
    with (newsroom.tiny.root / "static").parent.joinpath("site.toml").open("a") as config:
        config.write('[deploy]\nfiles = ["cloudflare"]\n')
    newsroom.tiny.write("static/large.bin", b"\0" * (26 << 20))
    done = ssg("build", "-C", newsroom.tiny.root, *NOW)
    too_large = "site.toml:9:9: warning[W788]: /large.bin has 27.3 MB; cloudflare takes files of up to 26.2 MB"
    assert too_large in done.stderr
    done = ssg("check", "-C", newsroom.tiny.root, *NOW, "--host", "cloudflare-paid", "--format", "json")
    assert [d["code"] for d in json.loads(done.stdout)["diagnostics"] if "788" in d["code"]] == ["W788"]
    newsroom.tiny.edit("site.toml", "[deploy.targets.staging]", 'host = "cloudflare"\n[deploy.targets.staging]')
    newsroom.build()
    assert (
        newsroom.refused() == "site.toml: error[E788]: /large.bin has 27.3 MB; cloudflare takes files of up to 26.2 MB"
    )
