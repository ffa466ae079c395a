"""The same bytes wherever, by whomever and however a site is built; nothing of the machine in them; no network needed.

One site with every kind of thing is built under quite other circumstances, in processes that may neither connect to
anything nor run anything.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.previewing import REPOSITORY
from tests.samples import NOW, build_everything

MORE = """
compress = ["gzip", "br", "zstd"]
permalink = "/{category}/{yyyy}/{mm}/{slug}/"
"""
DEPLOY = '\n[deploy]\nfiles = ["nginx", "apache"]\n[blocks.tin-khac]\ndelivery = "ssi"\n'
# Files are found in another order each time, and it is another day; whatever would leave the process ends it.
CHILD = """
import os, random, sys, time
listing = os.scandir
class Shuffled:
    def __init__(self, path="."):
        with listing(path) as entries:
            self.entries = sorted(entries, key=lambda entry: entry.name)
        random.Random(os.environ["ORDER"]).shuffle(self.entries)
    def __iter__(self): return iter(self.entries)
    def __next__(self): raise StopIteration
    def __enter__(self): return self
    def __exit__(self, *given): pass
    def close(self): pass
os.scandir = Shuffled
names = os.listdir
os.listdir = lambda path=".": sorted(names(path), reverse=bool(int(os.environ["ORDER"]) % 2))
clock, clock_ns, shift = time.time, time.time_ns, int(os.environ["ORDER"]) * 86_400 * 100
time.time = lambda: clock() + shift
time.time_ns = lambda: clock_ns() + shift * 10**9
REFUSED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostname",
           "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "urllib.Request")
def refuse(event, given):
    if event in REFUSED:
        os.write(2, f"refused: {event} {given}".encode())
        os._exit(99)
sys.addaudithook(refuse)
os.umask(int(os.environ["UMASK"], 8))
from ssg.cli.app import run
status = run(sys.argv[1:])
sys.stdout.flush(); sys.stderr.flush()
os._exit(status)
"""
SECRETS = {
    "USER": "nguoi-dung-8153",
    "LOGNAME": "nguoi-dung-8153",
    "HOSTNAME": "may-chu-2718",
    "API_TOKEN": "bi-mat-3141",
    "AWS_SECRET_ACCESS_KEY": "bi-mat-1414",
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site here and now, as it is built everywhere in these tests."""
    folder = tmp_path_factory.mktemp("original") / "site"

    def enrich(site: Path) -> None:
        config = (site / "site.toml").read_text(encoding="utf-8")
        first, mark, rest = config.partition("\n[[")
        (site / "site.toml").write_text(first + MORE + mark + rest + DEPLOY, encoding="utf-8")

    build_everything(folder, edit=enrich)
    return folder


def published(site: Path) -> dict[str, bytes]:
    """Give all that was published, and what lies beside it."""
    files = [f for name in ("public", "public-deploy") for f in (site / name).rglob("*") if f.is_file()]
    assert len(files) > 300
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def copy(original: Path, site: Path) -> None:
    """Copy what a site is made of; its files get other times and inodes."""
    shutil.copytree(original, site, ignore=shutil.ignore_patterns(".ssg", "public*"), copy_function=shutil.copyfile)


def run(site: Path, command: list[str], jobs: int, **environment: str) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{REPOSITORY}{os.pathsep}{sysconfig.get_path('purelib')}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "ORDER": "0",
        "UMASK": "022",
        **environment,
    }
    arguments = ["build", "-q", "--now", NOW, "--jobs", str(jobs), "-C", str(site)]
    done = subprocess.run(
        [*command, sys.executable, "-c", CHILD, *arguments],
        env=env, cwd=site.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done.stderr[-2_000:]


def modes(site: Path) -> set[int]:
    return {stat.S_IMODE(found.stat().st_mode) for found in (site / "public").rglob("*") if found.is_file()}


def assert_equal(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> None:
    assert found.keys() == wanted.keys()
    assert [path for path in wanted if found[path] != wanted[path]] == []


def test_path_zone_locale_order_day_and_number_of_jobs_make_no_difference(original: Path, tmp_path: Path) -> None:
    site = tmp_path / "một nơi khác" / "tòa soạn"
    copy(original, site)
    run(site, [], 4, ORDER="1", UMASK="002", TZ="America/Lima", LC_ALL="C", PYTHONHASHSEED="7", HOME=str(tmp_path))
    assert_equal(published(site), published(original))
    assert modes(site) == {0o664}


@pytest.mark.slow
def test_another_user_in_another_home_with_another_mask_makes_the_same(original: Path, tmp_path: Path) -> None:
    """In a world in which this user has no name and no number."""
    site = tmp_path / "s"
    copy(original, site)
    home = tmp_path / "home"
    home.mkdir()
    circumstances = {"ORDER": "3", "UMASK": "077", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "99"}
    run(site, apart("-U"), 2, HOME=str(home), **circumstances)
    assert_equal(published(site), published(original))
    assert modes(site) == {0o600}
    assert [path.name for path in home.iterdir()] == [".cache"]  # compiled templates, and nothing else
    assert [path.name for path in (home / ".cache").iterdir()] == ["toasoan"]


def apart(what: str) -> list[str]:
    """Give the beginning of a command that runs apart from our user or network."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed (Debian: util-linux)")
    if subprocess.run(["unshare", what, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no right to set a process apart")
    return ["unshare", what]


@pytest.mark.slow
def test_nothing_of_the_machine_is_in_the_output(original: Path, tmp_path: Path) -> None:
    site = tmp_path / "duong-dan-5772"
    copy(original, site)
    run(site, [], 1, HOME=str(tmp_path / "nha-1618"), **SECRETS)
    found = published(site)
    assert_equal(found, published(original))
    hours = [datetime.now(UTC) + timedelta(hours=by) for by in (-1, 0, 7)]
    built = {f"{hour:%Y-%m-%dT%H:}" for hour in hours} | {f"{hour:%d/%m/%Y %H:}" for hour in hours}
    words = {*SECRETS.values(), "duong-dan-5772", "nha-1618", str(REPOSITORY), sys.prefix, str(int(time.time()))[:7]}
    words |= {name for name in (socket.gethostname(), pwd.getpwuid(os.getuid()).pw_name) if len(name) > 5}
    for path, data in found.items():
        text = path.endswith((".html", ".xml", ".json", ".css", ".js", ".txt", ".conf", ".svg", ".webmanifest"))
        wanted = words | built if text else words
        assert [word for word in wanted if word.encode() in data] == [], path


def test_no_network_is_needed(original: Path, tmp_path: Path) -> None:
    """In a network of its own, in which there is not even a way to itself."""
    site = tmp_path / "s"
    copy(original, site)
    run(site, apart("-n"), 2)
    assert_equal(published(site), published(original))
