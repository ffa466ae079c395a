"""How long `ssg deploy` takes: everything once, then what a build has changed.

`python -m benchmarks.deploying DIR --changes 50`, where DIR is a corpus of `benchmarks.corpus` that was built. Targets
on this machine: a folder, a daemon of rsync, and a server that speaks S3 (moto, which takes longer to answer than we
take to ask). Delays of a network are not in the figures.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

KEYS: Mapping[str, str] = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "no_proxy": "127.0.0.1"}
TARGET = '\n[deploy.targets.bench]\nurl = "{url}"\nendpoint = "{endpoint}"\n'


def main() -> None:
    """Deploy to each target in turn."""
    parser = argparse.ArgumentParser(description="Measure ssg deploy.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the corpus, built")
    parser.add_argument("--changes", type=int, default=50, metavar="N", help="how many articles change (default: 50)")
    parser.add_argument("--targets", default=",".join(TARGETS), metavar="NAMES", help="which (default: all)")
    given = parser.parse_args()
    if not (given.folder / "public").is_dir():
        parser.error(f"not built yet: {given.folder}")
    config = given.folder / "site.toml"
    before = config.read_text("utf-8")
    for name in given.targets.split(","):
        with TemporaryDirectory(dir=given.folder.parent) as temp, TARGETS[name](Path(temp)) as (url, endpoint):
            config.write_text(before + TARGET.format(url=url, endpoint=endpoint), "utf-8")
            try:
                measure(name, given.folder, given.changes)
            finally:
                config.write_text(before, "utf-8")


def measure(name: str, folder: Path, changes: int) -> None:
    """Deploy everything, then what has changed, then nothing; print each."""
    ssg("build", folder)
    print(f"{name}: everything {ssg('deploy', folder)}", flush=True)
    edit(folder, changes)
    ssg("build", folder)
    print(f"{name}: {changes} articles changed {ssg('deploy', folder)}", flush=True)
    print(f"{name}: nothing {ssg('deploy', folder)}", flush=True)


def edit(folder: Path, changes: int) -> None:
    """Add a line to some articles all over the archive."""
    files = sorted((folder / "content").rglob("*.md"))
    for file in files[:: max(1, len(files) // changes)][:changes]:
        file.write_text(f"{file.read_text('utf-8')}\nBổ sung lúc {time.time_ns()}.\n", "utf-8")


def ssg(command: str, folder: Path) -> str:
    """Run a command to its end; give its time, its processor seconds and what it said of files."""
    arguments = (["bench"] if command == "deploy" else []) + ["-C", str(folder), "--lang", "en"]
    begun, cpu = time.perf_counter(), _cpu()
    environment = {**os.environ, **KEYS}
    done = subprocess.run(
        [sys.executable, "-m", "ssg", command, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    said = re.search(r"[^\n]*files?\b[^\n]*", done.stdout)
    return f"{time.perf_counter() - begun:.1f} s, {_cpu() - cpu:.1f} s of processor: {said[0] if said else ''}"


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def a_folder(temp: Path) -> Iterator[tuple[str, str]]:
    """A folder of this machine."""
    (temp / "www").mkdir()
    yield f"file://{temp}/www", ""


@contextmanager
def a_daemon(temp: Path) -> Iterator[tuple[str, str]]:
    """A daemon of rsync."""
    (temp / "www").mkdir()
    port, config = _port(), temp / "rsyncd.conf"
    rights = f"uid = {os.getuid()}\ngid = {os.getgid()}\n"
    config.write_text(f"use chroot = no\n{rights}[site]\npath = {temp}/www\nread only = no\n")
    with _running(["rsync", "--daemon", "--no-detach", f"--config={config}", f"--port={port}"], port):
        yield f"rsync://127.0.0.1:{port}/site", ""


@contextmanager
def a_bucket(temp: Path) -> Iterator[tuple[str, str]]:
    """A bucket of moto's server."""
    import boto3

    port = _port()
    with _running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port):
        url = f"http://127.0.0.1:{port}"
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        boto3.client("s3", endpoint_url=url, **keys).create_bucket(Bucket="bench")
        yield "s3://bench/site", url


Server = Callable[[Path], AbstractContextManager[tuple[str, str]]]

TARGETS: Mapping[str, Server] = {"folder": a_folder, "rsync": a_daemon, "s3": a_bucket}


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            while process.poll() is None:
                with socket.socket() as attempt:
                    if attempt.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
