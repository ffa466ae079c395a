"""Brings a target up to date by a plan, so that it may be killed at any request and continued by anyone.

Before files are sent, the head of the manifest says which; after that, what they are. A head is replaced only if it is
still the one that was read: who finds another one stops. Nothing here knows what kind of target it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

import msgspec

from ssg.core.errors import SiteProblem
from ssg.core.message import say
from ssg.deploy import manifest
from ssg.deploy.manifest import FOLDER, HEAD, UNKNOWN, Head, Object, Unreadable
from ssg.deploy.objects import Upload
from ssg.deploy.plan import Batch, Plan, batches, doubts, joined
from ssg.deploy.targets.model import Superseded, Target, problem

LEASE: Final = 600
"""Seconds after which a deploy of another machine that has said nothing is taken for dead."""
_TRIES: Final = 5


class Deployer(NamedTuple):
    """Who deploys: the site, a digest of this machine and folder, a name for both (or ""), and this very deploy."""

    site: str
    machine: str
    name: str
    run: str


class Bases(NamedTuple):
    """Copies of bases on this machine, by name, so that they are fetched once."""

    read: Callable[[str], bytes | None]
    keep: Callable[[str, bytes], None]


class Opened(NamedTuple):
    """What a target holds: its head with the version of that, its base, and whether the manifest was missing."""

    head: Head
    version: str | None
    base: dict[str, Object]
    rebuilt: bool = False

    @property
    def held(self) -> dict[str, Object]:
        """The objects of the target, by path."""
        return manifest.known(self.base, self.head)


class Progress(NamedTuple):
    """What is told while a deploy runs: the seconds since 1970, and a function that gets the number of files sent."""

    clock: Callable[[], float]
    sent: Callable[[int], None]


def open_target(
    target: Target, who: Deployer, bases: Bases, url: str, *, clock: Callable[[], float], take_over: bool
) -> Opened:
    """Read the manifest; if it is missing or damaged, list the target instead.

    Raises SiteProblem if the target is another site's, or was deployed from elsewhere and is not to be taken over.
    """
    found = target.read(HEAD)
    fresh = Head(site=who.site)
    if found is None:
        return _listed(target, fresh, None)
    try:
        head = manifest.decode_head(found.data)
        _refuse_others(head, who, url, clock=clock, take_over=take_over)
        return Opened(head, found.version, _base(target, head, bases))
    except Unreadable:
        return _listed(target, fresh, found.version)


def _refuse_others(head: Head, who: Deployer, url: str, *, clock: Callable[[], float], take_over: bool) -> None:
    if head.site != who.site:
        hint = say("correct `url` of the target; each site needs a bucket or folder of its own")
        raise problem(url, say("the target holds another site: {site}", site=head.site), hint, "E783")
    if head.by == who.machine:
        return
    silent = int(clock()) - head.at
    if head.running and -LEASE < silent < LEASE:  # clocks that differ by more are wrong, and prove nothing
        hint = say("wait until it has ended; one that was killed is taken for dead after {n} seconds", n=LEASE)
        message = say(
            "another deploy to this target is running; it was last heard of {n} seconds ago", n=max(silent, 0)
        )
        raise problem(url, message, hint, "E783")
    if not take_over and not (who.name and head.name == who.name):
        whence = head.name or head.by[:8]
        message = say(
            "the target was last deployed from elsewhere ({whence}, generation {n})", whence=whence, n=head.generation
        )
        hint = say("get its articles and build again; then `ssg deploy --take-over` continues from here")
        raise problem(url, message, hint, "E783")


def _base(target: Target, head: Head, bases: Bases) -> dict[str, Object]:
    """Return the base of a head, from this machine or from the target. Raises Unreadable."""
    if not head.base:
        return {}
    kept = bases.read(head.base)
    if kept is not None:
        with suppress(Unreadable):
            return manifest.decode_base(head.base, kept)
    found = target.read(manifest.base_file(head.base))
    if found is None:
        raise Unreadable("missing base")
    base = manifest.decode_base(head.base, found.data)
    bases.keep(head.base, found.data)
    return base


def _listed(target: Target, head: Head, version: str | None) -> Opened:
    paths = [path for path in target.paths() if not path.startswith(f"{FOLDER}/")]
    return Opened(head, version, {path: Object("", 0, "", UNKNOWN) for path in paths}, rebuilt=bool(paths))


class Sender:
    """One deploy. `send` yields the paths of each part that has arrived; `finish` ends it."""

    def __init__(
        self, target: Target, opened: Opened, who: Deployer, bases: Bases, url: str, progress: Progress
    ) -> None:
        """Begin with what the target holds; nothing is written yet."""
        self._target, self._who, self._bases, self._url, self._progress = target, who, bases, url, progress
        self._head, self._version, self._base = opened.head, opened.version, opened.base
        if opened.rebuilt:
            self._head = msgspec.structs.replace(self._head, base="")
        self._base_is_there = bool(self._head.base) or not opened.base
        self._claimed: dict[str, str] = {}  # what may have been written since the head was
        self._old = tuple(name for name in opened.head.old_bases if name != opened.head.base)
        started = {
            "site": who.site,
            "generation": opened.head.generation + 1,
            "by": who.machine,
            "name": who.name,
            "old_bases": (),
        }
        self._head = msgspec.structs.replace(self._head, **started, run=who.run)

    def send(self, plan: Plan, read: Callable[[Upload], bytes]) -> Iterator[tuple[str, ...]]:
        """Send a plan, part by part, and yield the paths that have changed.

        Raises SiteProblem if the target refuses, or somebody else has taken over; OutputChanged.
        """
        sent = 0
        for group in joined(batches(plan)):
            self._write(running=True, doubt=self._head.doubt | doubts(group))
            for batch in group:
                if batch.uploads:
                    self._target.send(batch.uploads, read)
                if batch.removals:
                    self._target.remove(batch.removals)
                sent += len(batch.uploads) + len(batch.removals)
                self._progress.sent(sent)
            yield tuple(path for batch in group for path in _paths(batch))
            self._settle(group)

    def _settle(self, group: Sequence[Batch]) -> None:
        """Note what has arrived; it is written with the next part, or at the end."""
        changed, doubt = dict(self._head.changed), dict(self._head.doubt)
        for batch in group:
            for upload in batch.uploads:
                changed[upload.path] = Object(upload.digest, upload.size, upload.headers_name, upload.kind)
                doubt.pop(upload.path, None)
            for path in batch.removals:
                doubt.pop(path, None)
                if path in self._base:
                    changed[path] = None
                else:
                    changed.pop(path, None)
        self._head = msgspec.structs.replace(self._head, changed=changed, doubt=doubt)

    def unpurged(self, paths: Sequence[str]) -> None:
        """Note paths that a cache may still hold, for the next deploy; without any, that all are purged."""
        self._head = msgspec.structs.replace(self._head, unpurged=tuple(paths))

    def finish(self) -> None:
        """Write the head of a deploy that has ended."""
        self._write(running=False, doubt=self._head.doubt)

    @property
    def generation(self) -> int:
        """The number of this deploy."""
        return self._head.generation

    def _write(self, *, running: bool, doubt: Mapping[str, str]) -> None:
        """Write the head, after a new base where that is due. Raises SiteProblem if somebody else has written one."""
        self._drop_bases()
        self._renew_base(running=running)
        now = int(self._progress.clock())
        self._head = msgspec.structs.replace(self._head, running=running, at=now, doubt=dict(doubt))
        for _ in range(_TRIES):
            try:
                self._version = self._target.swap(HEAD, manifest.encode_head(self._head), self._version)
            except Superseded:
                self._reconcile()
            else:
                self._claimed = self._head.doubt
                return
        raise self._overtaken()

    def _reconcile(self) -> None:
        """Take in what another deploy, which stopped, has added to our head. Raises SiteProblem if it is not ours.

        A store may also have written a head of ours, and the answer was lost.
        """
        found = self._target.read(HEAD)
        if found is None:
            self._version = None
            return
        with suppress(Unreadable):
            there = manifest.decode_head(found.data)
            if there.run == self._who.run:
                self._version = found.version
                self._head = msgspec.structs.replace(self._head, doubt={**there.doubt, **self._head.doubt})
                return
        self._leave_doubt()
        raise self._overtaken()

    def _leave_doubt(self) -> None:
        """Note in the head of who has taken over which files we may have written since."""
        if not self._claimed:
            return
        for _ in range(_TRIES):
            found = self._target.read(HEAD)
            if found is None:
                return
            with suppress(Unreadable, Superseded):
                there = manifest.decode_head(found.data)
                doubt = {**self._claimed, **there.doubt}
                self._target.swap(
                    HEAD, manifest.encode_head(msgspec.structs.replace(there, doubt=doubt)), found.version
                )
                return

    def _overtaken(self) -> SiteProblem:
        message = say("another deploy to this target has begun meanwhile; this one has stopped")
        return problem(self._url, message, say("deploy again when it has ended: nothing is lost"), "E783")

    def _drop_bases(self) -> None:
        """Remove the bases that the last head but one had named: no head names them any more."""
        names, self._old = self._old, ()
        if names:
            self._target.remove([manifest.base_file(name) for name in names])

    def _renew_base(self, *, running: bool) -> None:
        head = self._head
        if self._base_is_there and not manifest.needs_base(len(head.changed), len(self._base), running=running):
            return
        self._base = manifest.known(self._base, msgspec.structs.replace(head, doubt={}))
        name, data = manifest.encode_base(self._base)
        old = tuple(one for one in (*head.old_bases, head.base) if one and one != name)
        self._target.write(manifest.base_file(name), data)
        self._bases.keep(name, data)
        self._base_is_there = True
        self._head = msgspec.structs.replace(head, base=name, changed={}, old_bases=old)


def _paths(batch: Batch) -> Iterator[str]:
    yield from (upload.path for upload in batch.uploads)
    yield from batch.removals
