"""A folder of files that is deployed as if a build had published it, to targets that really run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ssg.core.config import Config, DeployConfig, TargetConfig
from ssg.core.digest import digest_bytes
from ssg.deploy.objects import Source
from ssg.deploy.send import Deployer
from ssg.steps import deployment
from ssg.steps.deployment import Asked, Done, Prepared, carry_out, opened, prepare

BASE: Any = msgspec.convert({"title": "Báo", "base_url": "https://example.vn"}, Config)


class Desk:
    """A machine that deploys `output` to a target."""

    def __init__(self, root: Path, target: TargetConfig, environment: Mapping[str, str], machine: str = "desk") -> None:
        self.root, self.output, self.target, self.machine = root, root / "public", target, machine
        self.environment = {**os.environ, **environment}
        self.kinds: dict[str, str] = {}
        self.answered: tuple[str, ...] = ()
        self.slept: list[float] = []
        self.output.mkdir(parents=True, exist_ok=True)
        self._runs = 0

    def lay(self, files: Mapping[str, bytes]) -> None:
        """Make the output folder hold these files and no others."""
        shutil.rmtree(self.output)
        self.output.mkdir()
        for path, data in files.items():
            (self.output / path).parent.mkdir(parents=True, exist_ok=True)
            (self.output / path).write_bytes(data)

    def sources(self) -> list[Source]:
        """Give the files of the output folder, as a build has recorded them."""
        found = []
        for file in sorted(self.output.rglob("*")):
            if file.is_file():
                path, data = file.relative_to(self.output).as_posix(), file.read_bytes()
                found.append(Source(path, self.kinds.get(path, ""), digest_bytes(data), len(data)))
        return found

    def asked(self, **others: Any) -> Asked:
        self._runs += 1
        config = msgspec.structs.replace(BASE, deploy=DeployConfig(targets={"it": self.target}))
        who = Deployer("example.vn", self.machine, "", f"{self.machine}{self._runs}")
        sleep = self.slept.append
        ours: dict[str, Any] = {"allow_removals": True, "patience": 2.0} | others
        return Asked(self.root, self.output, config, "it", who, self.environment, lambda: 1000.0, sleep, **ours)

    def prepare(self, **others: Any) -> Prepared:
        asked = self.asked(**others)
        with self.patched(), opened(asked) as target:
            return prepare(asked, target)

    def deploy(self, **others: Any) -> Done:
        asked = self.asked(**others)
        with self.patched(), opened(asked) as target:
            return carry_out(asked, target, prepare(asked, target), lambda n: None)

    @contextmanager
    def patched(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(deployment, "deployable", lambda root, output, target: self.sources())
            patch.setattr(deployment, "answered_outputs", lambda root, output: self.answered)
            yield


class Place:
    """A target that runs: its configuration, the environment it needs, and what it holds."""

    def __init__(
        self, target: TargetConfig, environment: Mapping[str, str], site: Callable[[], dict[str, bytes]]
    ) -> None:
        self.target, self.environment, self.site = target, environment, site

    def desk(self, root: Path, machine: str = "desk") -> Desk:
        return Desk(root, self.target, self.environment, machine)


def tree(root: Path) -> dict[str, bytes]:
    """Give what a folder shows to readers."""
    files = (file for file in root.rglob("*") if file.is_file())
    found = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
    return {path: data for path, data in found.items() if not path.startswith(".ssg-deploy/")}


class S3:
    """moto's server: what speaks S3, in a thread. `tampered` sees each request, and may answer in its place."""

    def __init__(self) -> None:
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Silent(WSGIRequestHandler):
            protocol_version = "HTTP/1.1"

            def log(self, type: str, message: str, *args: Any) -> None:
                """Say nothing."""

        self.app = DomainDispatcherApplication(create_backend_app)
        self.requests: list[tuple[str, str]] = []
        self.tampered: Callable[[str, str], str | None] = lambda method, path: None
        self.server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=Silent)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.requests.append((method, path))
        said = self.tampered(method, path)
        if said:
            status, _, body = said.partition("\n")
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body.encode())))])
            return [body.encode()]
        return self.app(environ, start)

    def client(self) -> Any:
        import boto3

        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        return boto3.client("s3", endpoint_url=self.url, **keys)

    def objects(self, bucket: str) -> dict[str, Any]:
        """Give each object with its headers and bytes."""
        client, found = self.client(), {}
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for one in page.get("Contents", ()):
                found[one["Key"]] = client.get_object(Bucket=bucket, Key=one["Key"])
        return found


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


SSH = f"""#!{sys.executable}
import os, sys
given = sys.argv[1:]
while given and given[0].startswith("-"):
    given = given[2:] if given[0] in ("-o", "-p", "-l") else given[1:]
if given[0].split("@")[-1] == "unknown.example":
    sys.exit("ssh: Could not resolve hostname unknown.example: Name or service not known")
if given[0].split("@")[-1] == "closed.example":
    sys.exit("www@closed.example: Permission denied (publickey).")
os.execvp("sh", ["sh", "-c", " ".join(given[1:])])
"""


def fake_ssh(folder: Path) -> dict[str, str]:
    """Lay an `ssh` that runs the command here; give the environment that finds it."""
    folder.mkdir()
    (folder / "ssh").write_text(SSH)
    (folder / "ssh").chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


RSYNC = f"""#!{sys.executable}
import os, subprocess, sys
counter, last, when, real = {{given}}
with open(counter, "a") as calls:
    calls.write(".")
    number = calls.tell()
if "--server" in sys.argv or number < last:
    os.execv(real, ["rsync", *sys.argv[1:]])
asked = sys.stdin.buffer.read()
if number == last and when == "midway":
    names = asked.split(b"\\0")[:-1]
    half = names[: len(names) // 2]
    subprocess.run([real, *sys.argv[1:]], input=b"".join(name + b"\\0" for name in half), stderr=-3, check=False)
sys.exit("rsync: connection unexpectedly closed (0 bytes received so far) [sender]")
"""


class Cut:
    """An `rsync` that loses its connection at the n-th call and all that follow; `midway`: after half of the files."""

    def __init__(self, folder: Path, when: str) -> None:
        self.folder, self.when = folder, when
        folder.mkdir()

    def at(self, number: int, path: str) -> dict[str, str]:
        """Give the environment in which it is found."""
        counter = self.folder / "calls"
        counter.unlink(missing_ok=True)
        given = (str(counter), number, self.when, shutil.which("rsync"))
        (self.folder / "rsync").write_text(RSYNC.format(given=given))
        (self.folder / "rsync").chmod(0o755)
        return {"PATH": f"{self.folder}:{path}"}


@contextmanager
def daemon(folder: Path, served: Path) -> Iterator[int]:
    """Run a daemon of rsync; give its port."""
    served.mkdir()
    folder.mkdir()
    secrets, at = folder / "secrets", port()
    secrets.write_text("www:right\n")
    secrets.chmod(0o600)
    config = folder / "rsyncd.conf"
    config.write_text(
        f"use chroot = no\nlog file = {folder}/log\nlock file = {folder}/lock\n"
        f"uid = {os.getuid()}\ngid = {os.getgid()}\nmunge symlinks = no\n"
        f"[site]\npath = {served}\nread only = no\nauth users = www\nsecrets file = {secrets}\n"
    )
    command = ["rsync", "--daemon", "--no-detach", f"--config={config}", f"--port={at}", "--address=127.0.0.1"]
    running = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        yield at
    finally:
        running.terminate()
        running.wait()
