"""A deploy from the output folder to a target: what would be done (`prepare`), and doing it (`carry_out`).

It reads no clock and no environment: the caller gives both. A build may publish while files are sent: each is compared
with its digest, and `OutputChanged` says that the rest must be planned again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ssg.core.config import Config, TargetConfig
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, error, warning
from ssg.core.message import many, say
from ssg.deploy.hosts import LIMITS
from ssg.deploy.limits import exceeded, measured
from ssg.deploy.objects import Upload, uploads
from ssg.deploy.plan import Plan, plan
from ssg.deploy.purging import NotPurged, Purging, purge
from ssg.deploy.send import Bases, Deployer, Opened, Progress, Sender, open_target
from ssg.deploy.targets import Request as Opening
from ssg.deploy.targets import Target, kind_of
from ssg.deploy.targets.model import problem
from ssg.inputs import CONFIG_FILE
from ssg.request import STATE
from ssg.steps.deployable import answered_outputs, deployable, reader_of
from ssg.store.files import write_in_folder
from ssg.store.open import read_regular
from ssg.store.output_folder import own_folder

FOLDER = "deploy"
"""The folder within `.ssg/` that has copies of manifests, and the lock of deploys."""
_MOST_DELETES = 100
_PART = 10


class Asked(NamedTuple):
    """A request for a deploy. `most` removals are allowed (None: as many as usual)."""

    root: Path
    output: Path
    config: Config
    name: str
    who: Deployer
    environment: Mapping[str, str]
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    most: int | None = None
    allow_removals: bool = False
    take_over: bool = False
    patience: float = 60.0

    @property
    def target(self) -> TargetConfig:
        """The configuration of the target."""
        return self.config.deploy.targets[self.name]

    @property
    def base_url(self) -> str:
        """Where readers find the target."""
        return self.target.base_url.rstrip("/") or self.config.base_url


class Prepared(NamedTuple):
    """What a deploy would do, what the target should hold and holds now, and diagnostics."""

    plan: Plan
    wanted: dict[str, Upload]
    opened: Opened
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_done(self) -> bool:
        """Whether the target is up to date, and its manifest says so."""
        head = self.opened.head
        rest = head.running or head.doubt or head.unpurged or self.opened.rebuilt
        return not (self.plan.files or self.plan.removed or rest or self.opened.version is None)


class Done(NamedTuple):
    """What a deploy did: paths written and removed, its generation, and diagnostics."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    generation: int
    diagnostics: tuple[Diagnostic, ...] = ()


def deployer(config: Config, machine: str, folder: Path, name: str, run: str) -> Deployer:
    """Return who deploys. `machine` and `folder` are told to nobody: only a digest of them."""
    site = config.base_url.partition("://")[2] or config.title
    return Deployer(site, digest_of((machine, str(folder))), name, run)


@contextmanager
def opened(asked: Asked) -> Iterator[Target]:
    """Open a target for the time of the block.

    Raises SiteProblem; also for a folder of the site itself, whose files the next build would publish.
    """
    parts = urlsplit(asked.target.url)
    if parts.scheme == "file" and (name := own_folder(Path(unquote(parts.path)), asked.root)):
        message = say("the target must not lie inside {name}/ of the site", name=name)
        raise problem(asked.target.url, message, say("choose a folder beside it"), "E780")
    target = kind_of(asked.target.url).connect(Opening(asked.target, asked.output, asked.environment, asked.patience))
    try:
        yield target
    finally:
        target.close()


def prepare(asked: Asked, target: Target) -> Prepared:
    """Return what a deploy would do.

    Raises SiteProblem if the output must not be deployed, the target cannot be read, is another's, or would lose more
    than is allowed.
    """
    sources = deployable(asked.root, asked.output, asked.target)
    kind, place = kind_of(asked.target.url), Place(asked.target.url)
    bucket = kind.bucket
    wanted = uploads(sources, asked.config, asked.target.encoding, bucket=bucket, private=asked.target.staging)
    said = list(_fits(asked, wanted))
    if said:
        raise SiteProblem(*said)
    state = open_target(
        target, asked.who, _bases(asked), asked.target.url, clock=asked.clock, take_over=asked.take_over
    )
    held = state.held
    answered = frozenset(answered_outputs(asked.root, asked.output))
    found = plan(wanted, held, answered, remove_all=asked.allow_removals)
    if state.rebuilt:
        message = say("no manifest at the target; rebuilt from a listing, and every file is sent again")
        said.append(warning("W785", message, place))
    said += _kept(found, place)
    most = max(_MOST_DELETES, len(held) // _PART) if asked.most is None else asked.most
    if len(found.removed) > most:
        n = len(found.removed)
        message = say(
            "the deploy would remove {n:,} of {files:,} files; at most {most:,} are allowed",
            n=n,
            files=len(held),
            most=most,
        )
        raise SiteProblem(error("E784", message, place, say("use --max-deletes {n} if that is intended", n=n)))
    return Prepared(found, wanted, state, tuple(said))


def carry_out(asked: Asked, target: Target, prepared: Prepared, sent: Callable[[int], None]) -> Done:
    """Bring a target up to date, and purge its cache.

    Raises SiteProblem if the target refuses or somebody else has taken over; OutputChanged if a build has published.
    """
    sender = Sender(target, prepared.opened, asked.who, _bases(asked), asked.target.url, Progress(asked.clock, sent))
    cache = _Cache(asked, prepared)
    for paths in sender.send(prepared.plan, partial(reader_of, asked.output)):
        cache.purge(paths)
        sender.unpurged(cache.left)
    cache.purge(())
    sender.unpurged(cache.left)
    sender.finish()
    written = tuple(upload.path for phase in prepared.plan.phases for upload in phase)
    return Done(written, prepared.plan.removed, sender.generation, tuple(cache.diagnostics))


class _Cache:
    """The cache in front of a target: what was purged, and what is `left` after a refusal."""

    def __init__(self, asked: Asked, prepared: Prepared) -> None:
        self._asked, self.left = asked, prepared.opened.head.unpurged
        self._is_new = prepared.opened.version is None and not prepared.opened.rebuilt
        self._new = prepared.plan.new.union(prepared.plan.removed, self.left)
        self.diagnostics: list[Diagnostic] = []

    def purge(self, paths: tuple[str, ...]) -> None:
        """Purge paths, and those that are left; nobody has asked for those of a new target."""
        config = self._asked.target.purge
        if config is None or self._is_new:
            self.left = ()
            return
        self.left = tuple(dict.fromkeys((*self.left, *paths)))
        if self.diagnostics or not self.left:
            return
        try:
            purge(
                self.left, self._new, Purging(config, self._asked.environment, self._asked.sleep, self._asked.base_url)
            )
        except NotPurged as problem:
            hint = say("the files are up to date; deploy again to purge what the cache still has")
            message = say("the cache was not purged: {reason}", reason=problem.message)
            self.diagnostics.append(error("E787", message, Place(self._asked.target.url), hint))
        else:
            self.left = ()


def _fits(asked: Asked, wanted: Mapping[str, Upload]) -> Iterator[Diagnostic]:
    host = asked.target.host
    if host and wanted:
        site = measured((path, upload.size) for path, upload in wanted.items())
        yield from exceeded(host, LIMITS[host], site, Severity.ERROR, Place(CONFIG_FILE))


def _kept(found: Plan, place: Place) -> Iterator[Diagnostic]:
    if found.kept:
        message = many(
            "kept the page of {n:,} article that was removed without a redirect: /{first}",
            "kept the pages of {n:,} articles that were removed without a redirect, the first is /{first}",
            n=len(found.kept),
            first=found.kept[0],
        )
        hint = say("write `withdrawn:` into the article, or add a redirect; `--allow-removals` removes it all the same")
        yield warning("W786", message, place, hint)
    if found.strangers:
        message = many(
            "kept {n:,} file that no deploy put there: /{first}",
            "kept {n:,} files that no deploy put there, the first is /{first}",
            n=len(found.strangers),
            first=found.strangers[0],
        )
        yield warning("W786", message, place, say("`--allow-removals` removes them"))


def _bases(asked: Asked) -> Bases:
    file = asked.root / STATE / FOLDER / f"{asked.name}.base"

    def read(_: str) -> bytes | None:  # the manifest compares the digest
        with suppress(OSError):
            return read_regular(file, follow=False)
        return None

    def keep(_: str, data: bytes) -> None:
        with suppress(OSError):  # it is fetched again
            write_in_folder(file, data)

    return Bases(read, keep)
