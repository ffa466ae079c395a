"""A target in memory, whose requests can be cut: before they are carried out, half-way, or before their answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ssg.core.digest import digest_bytes
from ssg.deploy.manifest import FOLDER, Object
from ssg.deploy.objects import Headers, Upload
from ssg.deploy.plan import Plan, plan
from ssg.deploy.send import Bases, Deployer, Progress, Sender, open_target
from ssg.deploy.targets.model import Found, Superseded

NOBODY = Bases(lambda name: None, lambda name, data: None)
URL = "s3://shelf"


class Cut(Exception):
    """The process was killed here."""


class Shelf:
    """What a target holds, by path. After `cut_at` requests, `how` decides what happens to the next one."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.requests = 0
        self.cut_at = -1
        self.how = "before"
        self.before_each: Callable[[], None] = lambda: None
        self.log: list[tuple[str, tuple[str, ...]]] = []

    def site(self) -> dict[str, bytes]:
        """Give what readers see."""
        return {path: data for path, data in self.files.items() if not path.startswith(f"{FOLDER}/")}

    def _request(self, name: str, paths: Sequence[str], act: Callable[[str], None]) -> None:
        self.before_each()
        self.requests += 1
        self.log.append((name, tuple(paths)))
        ends = self.requests - 1 == self.cut_at
        done = {"before": 0, "half": len(paths) // 2, "after": len(paths)}[self.how] if ends else len(paths)
        for path in paths[:done]:
            act(path)
        if ends:
            raise Cut

    def read(self, path: str) -> Found | None:
        self._request("read", [path], lambda _: None)
        data = self.files.get(path)
        return None if data is None else Found(data, digest_bytes(data))

    def swap(self, path: str, data: bytes, version: str | None) -> str:
        def act(_: str) -> None:
            there = self.files.get(path)
            if (None if there is None else digest_bytes(there)) != version:
                raise Superseded
            self.files[path] = data

        self._request("swap", [path], act)
        return digest_bytes(data)

    def write(self, path: str, data: bytes) -> None:
        self._request("write", [path], lambda _: self.files.__setitem__(path, data))

    def send(self, uploads: Sequence[Upload], read: Callable[[Upload], bytes]) -> None:
        by_path = {upload.path: upload for upload in uploads}
        self._request("send", list(by_path), lambda path: self.files.__setitem__(path, read(by_path[path])))

    def remove(self, paths: Sequence[str]) -> None:
        def act(path: str) -> None:
            self.files.pop(path, None)

        self._request("remove", paths, act)

    def paths(self) -> Iterator[str]:
        self._request("list", [], lambda _: None)
        yield from tuple(self.files)

    def close(self) -> None:
        """Hold nothing."""


def wanted_of(output: Mapping[str, bytes], kinds: Mapping[str, str] | None = None) -> dict[str, Upload]:
    """Give what a target should hold of an output folder."""
    plain = Headers()
    return {
        path: Upload(path, path, digest_bytes(data), len(data), plain, "", (kinds or {}).get(path, "tag"))
        for path, data in output.items()
    }


class Laptop:
    """A machine with an output folder, that deploys it."""

    def __init__(self, shelf: Shelf, machine: str = "laptop", name: str = "") -> None:
        self.shelf, self.machine, self.name = shelf, machine, name
        self.output: dict[str, bytes] = {}
        self.kinds: dict[str, str] = {}
        self.now = 1000.0
        self._runs = 0

    def deploy(self, *, take_over: bool = False, remove_all: bool = True) -> Plan:
        """Deploy; raises what stops it."""
        self._runs += 1
        who = Deployer("example.vn", self.machine, self.name, f"{self.machine}{self._runs}")
        opened = open_target(self.shelf, who, NOBODY, URL, clock=lambda: self.now, take_over=take_over)
        found = plan(wanted_of(self.output, self.kinds), opened.held, (), remove_all=remove_all)
        sender = Sender(self.shelf, opened, who, NOBODY, URL, Progress(lambda: self.now, lambda n: None))
        for _ in sender.send(found, lambda upload: self.output[upload.source]):
            pass
        sender.finish()
        return found


def objects(output: Mapping[str, bytes]) -> dict[str, Object]:
    """Give what a manifest has of an output folder."""
    return {path: Object(digest_bytes(data), len(data), "", "tag") for path, data in output.items()}
