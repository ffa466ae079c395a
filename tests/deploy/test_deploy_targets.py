"""Each kind of target, with real servers: it holds the output folder, killed at any request, and says what is wrong."""

from __future__ import annotations

import errno
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest

from ssg.core.config import TargetConfig
from ssg.core.errors import SiteProblem
from ssg.deploy.manifest import HEAD
from ssg.deploy.targets import TARGET_KINDS
from tests.deploy.clouds import GOOGLE, Azure, Google, azurite
from tests.deploy.desk import S3, Cut, Desk, Place, daemon, fake_ssh, tree

KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "no_proxy": "127.0.0.1"}
FIRST = {
    "index.html": b"<p>1</p>",
    "tin/bài 1/index.html": "Bài".encode(),
    "tin/100%/index.html": b"percent",
    "a+b & c#d.html": b"odd",
    "assets/css/site.1f2e3d4c.css": b"p{}",
    "feed.xml": b"<feed/>",
    "old": b"a file",
    "dir/file.html": b"in a folder",
}
SECOND = {
    **{path: data for path, data in FIRST.items() if path not in ("old", "dir/file.html", "tin/bài 1/index.html")},
    "index.html": b"<p>2</p>",
    "old/new.html": b"a folder now",
    "dir": b"a file now",
}


@contextmanager
def serving(server: S3) -> Iterator[S3]:
    thread = threading.Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.server.shutdown()
    server.server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def s3() -> Iterator[S3]:
    with serving(S3()) as server:
        yield server


@pytest.fixture(scope="module")
def google() -> Iterator[S3]:
    with serving(Google()) as server:
        yield server


@pytest.fixture(scope="module")
def azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with azurite(tmp_path_factory.mktemp("azurite")) as port:
        yield port


def bucket(s3: S3, name: str, scheme: str = "s3", **others: Any) -> Place:
    s3.tampered = lambda method, path: None
    s3.client().create_bucket(Bucket=name)
    target = TargetConfig(url=f"{scheme}://{name}/site", endpoint=s3.url, **others)

    def site() -> dict[str, bytes]:
        found = {key.removeprefix("site/"): one["Body"].read() for key, one in s3.objects(name).items()}
        return {path: data for path, data in found.items() if not path.startswith(".ssg-deploy/")}

    return Place(target, KEYS if scheme == "s3" else {**GOOGLE, "no_proxy": "127.0.0.1"}, site)


FETCHED: Final = [pytest.mark.slow, pytest.mark.external, pytest.mark.xdist_group("azurite")]


@pytest.fixture(params=["file", "s3", "gs", pytest.param("az", marks=FETCHED), "rsync", "ssh"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    served, name = tmp_path / "www", f"b{abs(hash(str(tmp_path))):x}"
    if request.param in ("rsync", "ssh") and shutil.which("rsync") is None:
        pytest.skip("needs rsync (Debian: apt-get install rsync)")
    if request.param == "file":
        yield Place(TargetConfig(url=f"file://{served}"), {}, lambda: tree(served))
    elif request.param == "s3":
        yield bucket(request.getfixturevalue("s3"), name)
    elif request.param == "gs":
        yield bucket(request.getfixturevalue("google"), name, "gs")
    elif request.param == "az":
        yield Azure(request.getfixturevalue("azure"), name).place()
    elif request.param == "ssh":
        served.mkdir()
        environment = fake_ssh(tmp_path / "bin")
        yield Place(TargetConfig(url=f"ssh://www@server.example:2222{served}"), environment, lambda: tree(served))
    else:
        with daemon(tmp_path / "rsyncd", served) as port:
            url = f"rsync://www@127.0.0.1:{port}/site/below"
            (served / "below").mkdir()
            time.sleep(0.2)
            yield Place(TargetConfig(url=url), {"RSYNC_PASSWORD": "right"}, lambda: tree(served / "below"))


def test_every_scheme_has_a_kind() -> None:
    from ssg.core.config.target import BUCKETS, SCHEMES

    assert tuple(scheme for kind in TARGET_KINDS for scheme in kind.schemes) == SCHEMES
    assert tuple(scheme for kind in TARGET_KINDS if kind.bucket for scheme in kind.schemes) == BUCKETS


@pytest.mark.slow
def test_it_holds_the_output_folder(place: Place, tmp_path: Path) -> None:
    desk = place.desk(tmp_path / "site")
    desk.lay(FIRST)
    assert sorted(desk.deploy().written) == sorted(FIRST)
    assert place.site() == FIRST
    desk.lay(SECOND)
    done = desk.deploy()
    assert sorted(done.written) == ["dir", "index.html", "old/new.html"]
    assert sorted(done.removed) == ["dir/file.html", "old", "tin/bài 1/index.html"]
    assert place.site() == SECOND
    assert done.generation == 2
    assert desk.prepare().is_done


@pytest.mark.slow
def test_another_machine_and_a_lost_manifest(place: Place, tmp_path: Path) -> None:
    desk, other = place.desk(tmp_path / "site"), place.desk(tmp_path / "other", "other")
    desk.lay(FIRST)
    other.lay(SECOND)
    desk.deploy()
    with pytest.raises(SiteProblem, match="last deployed from elsewhere"):
        other.deploy()
    assert place.site() == FIRST
    assert sorted(other.deploy(take_over=True).written) == ["dir", "index.html", "old/new.html"]
    assert place.site() == SECOND
    asked = desk.asked(take_over=True)
    with desk.patched():
        from ssg.steps.deployment import opened

        with opened(asked) as target:
            target.remove([HEAD])
            assert target.read(HEAD) is None
    prepared = desk.prepare()
    assert [d.code for d in prepared.diagnostics] == ["W785"]
    assert sorted(prepared.opened.held) == sorted(SECOND)
    desk.deploy()
    assert place.site() == FIRST


def test_a_bucket_sends_the_headers_of_the_server_files(s3: S3, tmp_path: Path) -> None:
    place = bucket(s3, "headers", encoding="br")
    desk = place.desk(tmp_path / "site")
    desk.lay({**FIRST, "index.html.br": b"BR", "index.html.gz": b"GZ", "data.bin.gz": b"not a copy", "old": b"x"})
    desk.kinds = {"index.html.br": "br", "index.html.gz": "gzip"}
    desk.deploy()
    found = {key.removeprefix("site/"): one for key, one in s3.objects("headers").items()}
    assert "index.html.br" not in found
    assert "index.html.gz" not in found
    home = found["index.html"]
    assert home["Body"].read() == b"BR"
    fresh = "public, max-age=60, stale-while-revalidate=600"
    assert (home["ContentType"], home["CacheControl"], home["ContentEncoding"]) == (
        "text/html; charset=utf-8",
        fresh,
        "br",
    )
    style = found["assets/css/site.1f2e3d4c.css"]
    assert (style["ContentType"], style["CacheControl"]) == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert "ContentEncoding" not in style
    assert found["feed.xml"]["ContentType"] == "application/atom+xml; charset=utf-8"
    assert found["data.bin.gz"]["ContentType"] == "application/gzip"
    assert "ContentEncoding" not in found["data.bin.gz"]
    assert desk.prepare().is_done
    desk.target = TargetConfig(url=place.target.url, endpoint=s3.url)  # without an encoding
    assert [u.path for phase in desk.prepare().plan.phases for u in phase] == ["index.html"]


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_bucket_is_right_after_a_cut_at_any_request(s3: S3, tmp_path: Path, when: str) -> None:
    place = bucket(s3, f"cut-{when}")
    desk = place.desk(tmp_path / "site")
    gone = "403 Forbidden\n<Error><Code>AccessDenied</Code></Error>"
    for cut in range(40):
        s3.tampered = lambda method, path: None
        desk.lay(FIRST)
        desk.deploy()
        assert place.site() == FIRST
        s3.requests.clear()
        ends = cut + (when == "after")
        s3.tampered = lambda method, path, ends=ends: gone if len(s3.requests) > ends else None  # type: ignore[misc]
        desk.lay(SECOND)
        try:
            desk.deploy()
        except SiteProblem as problem:
            assert "does not accept the credentials" in str(problem)
            s3.tampered = lambda method, path: None
            desk.deploy()
            assert place.site() == SECOND
        else:
            assert cut > 5
            s3.tampered = lambda method, path: None
            assert place.site() == SECOND
            return
    pytest.fail("it never ends")


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "midway"])
def test_a_server_is_right_after_a_cut_at_any_request(tmp_path: Path, when: str) -> None:
    if shutil.which("rsync") is None:
        pytest.skip("needs rsync (Debian: apt-get install rsync)")
    served, site, kept = tmp_path / "www", tmp_path / "site", tmp_path / "kept"
    served.mkdir()
    target = TargetConfig(url=f"ssh://www@server.example{served}")
    environment = fake_ssh(tmp_path / "bin")
    desk = Desk(site, target, environment)
    desk.lay(FIRST)
    desk.deploy()
    shutil.copytree(tmp_path / "www", kept)
    cut = Cut(tmp_path / "cut", when)
    for number in range(1, 60):
        shutil.rmtree(served)
        shutil.copytree(kept, served)
        desk.environment = {**environment, **cut.at(number, environment["PATH"])}
        desk.lay(SECOND)
        try:
            desk.deploy()
        except SiteProblem as problem:
            assert "connection" in str(problem)
            desk.environment = {**desk.environment, **environment}
            desk.deploy()
            assert tree(served) == SECOND
        else:
            assert number > 10
            assert tree(served) == SECOND
            return
    pytest.fail("it never ends")


def test_a_connection_that_breaks_once_is_made_again(tmp_path: Path) -> None:
    if shutil.which("rsync") is None:
        pytest.skip("needs rsync (Debian: apt-get install rsync)")
    (tmp_path / "www").mkdir()
    environment = fake_ssh(tmp_path / "bin")
    broken = tmp_path / "bin/rsync"
    broken.write_text('#!/bin/sh\nrm "$0"\necho "rsync: write error: Broken pipe (32)" >&2\nexit 10\n', "utf-8")
    broken.chmod(0o755)
    desk = Desk(tmp_path / "site", TargetConfig(url=f"ssh://www@server.example{tmp_path}/www"), environment)
    desk.lay(FIRST)
    desk.deploy()
    assert not broken.exists()
    assert tree(tmp_path / "www") == FIRST


def test_a_server_that_is_busy_is_asked_again(s3: S3, tmp_path: Path) -> None:
    place = bucket(s3, "busy")
    desk = place.desk(tmp_path / "site")
    desk.lay(FIRST)
    s3.requests.clear()
    busy = "503 Slow Down\n<Error><Code>SlowDown</Code></Error>"
    s3.tampered = lambda method, path: busy if len(s3.requests) % 3 == 2 else None
    desk.deploy(patience=30.0)
    s3.tampered = lambda method, path: None
    assert place.site() == FIRST


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("403 Forbidden\n<Error><Code>InvalidAccessKeyId</Code></Error>", "does not accept the credentials"),
        ("403 Forbidden\n<Error><Code>SignatureDoesNotMatch</Code></Error>", "does not accept the credentials"),
        ("403 Forbidden\n<Error><Code>RequestTimeTooSkewed</Code></Error>", "the clock of this machine is wrong"),
        ("404 Not Found\n<Error><Code>NoSuchBucket</Code></Error>", "bucket not found"),
        ("400 Bad Request\n<Error><Code>Odd</Code></Error>", "the target cannot be reached, or refuses: "),
    ],
)
def test_what_a_bucket_answers(s3: S3, tmp_path: Path, answer: str, said: str) -> None:
    desk = Desk(tmp_path / "site", TargetConfig(url="s3://any", endpoint=s3.url), KEYS)
    desk.lay(FIRST)
    s3.tampered = lambda method, path: answer
    with pytest.raises(SiteProblem, match=said) as raised:
        desk.deploy()
    s3.tampered = lambda method, path: None
    assert raised.value.diagnostics[0].code == "E782"
    assert "\n" not in str(raised.value)


def test_a_bucket_that_is_not_there_and_credentials_that_are_missing(s3: S3, tmp_path: Path) -> None:
    s3.tampered = lambda method, path: None
    desk = Desk(tmp_path / "site", TargetConfig(url="s3://none-here", endpoint=s3.url), KEYS)
    desk.lay(FIRST)
    with pytest.raises(SiteProblem, match="bucket not found"):
        desk.deploy()
    wanted = {
        "s3://b": "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
        "gs://b": "GOOGLE_APPLICATION_CREDENTIALS",
        "az://b": "AZURE_STORAGE_ACCOUNT_NAME, AZURE_STORAGE_ACCOUNT_KEY",
    }
    for (url, names), endpoint in product(wanted.items(), ("", s3.url)):
        poor = Desk(tmp_path / "site", TargetConfig(url=url, endpoint=endpoint), {})
        with pytest.raises(SiteProblem, match="no credentials") as raised:
            poor.deploy()
        assert names in str(raised.value.diagnostics[0].hint)


def test_two_machines_that_begin_at_once(s3: S3, tmp_path: Path) -> None:
    """Both have read the head; the store lets only one of them replace it."""
    place = bucket(s3, "race")
    desk, other = place.desk(tmp_path / "site"), place.desk(tmp_path / "other", "other")
    desk.lay(FIRST)
    other.lay(SECOND)
    begun: list[str] = []

    def between(method: str, path: str) -> None:
        if method == "PUT" and not begun:
            begun.append(path)
            other.deploy()

    s3.tampered = between
    with pytest.raises(SiteProblem, match="another deploy to this target has begun meanwhile"):
        desk.deploy()
    assert place.site() == SECOND


@pytest.mark.parametrize(
    ("url", "password", "said"),
    [
        ("ssh://www@closed.example/srv", "", "does not accept the credentials"),
        ("ssh://www@unknown.example/srv", "", "cannot be reached, or refuses: ssh: Could not resolve hostname"),
        ("ssh://www@server.example/no/such/folder/here", "", "folder not found at the server"),
        ("rsync://www@127.0.0.1:{port}/site", "wrong", "does not accept the credentials"),
        ("rsync://www@127.0.0.1:{port}/other", "right", "has no such module"),
        ("rsync://127.0.0.1:1/site", "", "cannot be reached, or refuses: "),
    ],
)
def test_what_a_server_answers(tmp_path: Path, url: str, password: str, said: str) -> None:
    if shutil.which("rsync") is None:
        pytest.skip("needs rsync (Debian: apt-get install rsync)")
    with daemon(tmp_path / "rsyncd", tmp_path / "www") as port:
        time.sleep(0.2)
        environment = fake_ssh(tmp_path / "bin") | {"RSYNC_PASSWORD": password}
        desk = Desk(tmp_path / "site", TargetConfig(url=url.format(port=port)), environment)
        desk.lay(FIRST)
        with pytest.raises(SiteProblem, match=said):
            desk.deploy()


def test_folders_that_are_no_targets(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", TargetConfig(url=f"file://{tmp_path}/site/public/www"), {})
    desk.lay(FIRST)
    with pytest.raises(SiteProblem, match="must not be, contain or lie inside the output folder"):
        desk.deploy()
    desk.target = TargetConfig(url=f"file://{tmp_path}/site/static/www")
    with pytest.raises(SiteProblem, match="must not lie inside static/ of the site"):
        desk.deploy()
    desk.target = TargetConfig(url=f"file://{tmp_path}/not/mounted")
    with pytest.raises(SiteProblem, match=f"folder not found: {tmp_path}/not"):
        desk.deploy()
    (tmp_path / "www").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "www/tin").symlink_to(tmp_path / "elsewhere")
    desk.target = TargetConfig(url=f"file://{tmp_path}/www")
    with pytest.raises(SiteProblem, match="its folder is a symbolic link"):
        desk.deploy()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_disk_that_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path / "site", TargetConfig(url=f"file://{tmp_path}/www"), {})
    desk.lay(FIRST)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def read_only(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    for refusing, where, why in (
        (full, "ssg.deploy.targets.folder.write_in", "No space left on device"),
        (read_only, "ssg.store.lock.make_state", "Read-only file system"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(where, refusing)
            with pytest.raises(SiteProblem) as refused:
                desk.deploy()
        (said,) = refused.value.diagnostics
        assert (said.code, str(said.hint)) == ("E782", "")
        assert re.fullmatch(f"cannot write to the target: {tmp_path}/www/[^:]+: {why}", str(said.message)), said
    desk.deploy()
    assert tree(tmp_path / "www").keys() >= FIRST.keys()
