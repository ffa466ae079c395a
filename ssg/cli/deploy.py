"""`ssg deploy`: bring a target up to date with the output folder, purge its cache, and notify search engines."""

from __future__ import annotations

import os
import platform
import secrets
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ssg.cli.options import NamedPath, output_of, quiet_option, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.progress import progress_bar
from ssg.cli.speech import Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.config import Config
from ssg.core.errors import Place, Severity, SiteProblem, error
from ssg.core.message import Message, joined, many, say
from ssg.deploy.cost import price
from ssg.deploy.targets.model import OutputChanged
from ssg.inputs import read_config
from ssg.request import STATE
from ssg.steps.deployment import FOLDER, Asked, Done, Prepared, carry_out, deployer, opened, prepare
from ssg.store.lock import only_build
from ssg.store.open import real

if TYPE_CHECKING:
    from ssg.deploy.targets import Target

_TRIES: Final = 5
# Requests besides those for files: the head is read, written before and after.
_HEADS: Final = 2


@click.command("deploy", cls=Spoken)
@site_option
@click.argument("name", metavar="[TARGET]", required=False)
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="The output folder to deploy.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent and removed, and what it costs; change nothing.")
@click.option("--max-deletes", type=click.IntRange(0), metavar="N", help="Allow the removal of up to N files.")
@click.option("--allow-removals", is_flag=True, help="Remove pages of articles that have no redirect, too.")
@click.option("--take-over", is_flag=True, help="Go on where another machine has deployed last.")
@quiet_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    name: str | None,
    output: Path | None,
    dry_run: bool,
    max_deletes: int | None,
    allow_removals: bool,
    take_over: bool,
    quiet: bool,
) -> int:
    """Bring a target of `[deploy.targets]` up to date with the output folder: only what changed."""
    try:
        config, _ = read_config(site, None)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    asked = Asked(
        root=site,
        output=output_of(site, output),
        config=config,
        name=target_of(config, name),
        who=deployer(config, platform.node(), real(site), os.environ.get("SSG_DEPLOYER", ""), secrets.token_hex(8)),
        environment=dict(os.environ),
        clock=time.time,
        sleep=time.sleep,
        most=max_deletes,
        allow_removals=allow_removals,
        take_over=take_over,
    )
    try:
        return deploy(words, asked, dry_run=dry_run, quiet=quiet)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1


def target_of(config: Config, name: str | None) -> str:
    """Return the name of the target: the only one, unless it is given."""
    names = tuple(config.deploy.targets)
    if not names:
        raise Misuse(say("no target to deploy to: add `[deploy.targets.NAME]` with `url` to site.toml"))
    if name is None and len(names) == 1:
        return names[0]
    listed = ", ".join(names)
    if name is None:
        raise Misuse(say("name one of the targets: {names}", names=listed))
    if name not in names:
        raise Misuse(say("unknown target {name}; site.toml has: {names}", name=repr(name), names=listed))
    return name


def deploy(words: Catalogue, asked: Asked, *, dry_run: bool, quiet: bool) -> int:
    """Deploy, and return the exit status: 3 if the files have arrived, but a cache or a service was not told.

    Raises SiteProblem.
    """
    begun = time.perf_counter()
    with (
        only_build(asked.root / STATE / FOLDER, partial(_say, words, ANOTHER_DEPLOY)),
        opened(asked) as target,
        progress_bar(words, wanted=not quiet) as progress,
    ):
        for attempt in range(_TRIES):
            prepared = _prepared(words, asked, target)
            if not quiet:
                print_diagnostics(prepared.diagnostics, asked.root, words)
            if dry_run:
                for line in _would(asked, prepared):
                    click.echo(words(line))
                return 0
            if prepared.is_done and not asked.take_over:
                if not quiet:
                    click.echo(words(say("{name} is up to date", name=asked.name)))
                return 0
            total = prepared.plan.files + len(prepared.plan.removed)
            try:
                done = carry_out(asked, target, prepared, lambda n, of=total: progress("deploy", n, of))  # type: ignore[misc]
            except OutputChanged as problem:
                if attempt == _TRIES - 1:
                    message = say("builds changed the output folder all the while; what was sent is not lost")
                    raise SiteProblem(
                        error("E781", message, Place(str(asked.output)), say("deploy again"))
                    ) from problem
                continue
            break
    return _ended(words, asked, prepared, done, time.perf_counter() - begun, quiet=quiet)


def _prepared(words: Catalogue, asked: Asked, target: Target) -> Prepared:
    """Plan while no build is running. Raises SiteProblem."""
    with only_build(asked.root / STATE, partial(_say, words, ANOTHER_BUILD)):
        return prepare(asked, target)


ANOTHER_DEPLOY: Final = say("another deploy of this site is running: waiting for it to finish")
ANOTHER_BUILD: Final = say("another build of this site is running: waiting for it to finish")


def _say(words: Catalogue, message: Message) -> None:
    click.echo(words(message), err=True)


def _ended(words: Catalogue, asked: Asked, prepared: Prepared, done: Done, seconds: float, *, quiet: bool) -> int:
    """Print what was done, notify search engines, and return the exit status."""
    if not quiet:
        for line in _did(asked, prepared, done, seconds):
            click.echo(words(line))
    print_diagnostics(done.diagnostics, asked.root, words)
    good = not any(d.severity is Severity.ERROR for d in done.diagnostics)
    config = asked.config
    if asked.target.ping and not asked.target.base_url and not asked.target.staging and config.base_url:
        good = _ping(words, config, done, quiet=quiet) and good
    return 0 if good else 3


def _ping(words: Catalogue, config: Config, done: Done, *, quiet: bool) -> bool:
    """Notify the services of `[ping]`; return whether all were."""
    if not (config.ping.indexnow or config.ping.hub):
        return True
    from ssg.cli.ping import Report, tell
    from ssg.deploy.ping import INDEXNOW

    outcomes = tell(config, Report(done.written, done.removed), INDEXNOW, time.sleep)
    for told in outcomes:
        if not (quiet and told.good):
            click.echo(words(told.sentence), err=not told.good)
    return all(told.good for told in outcomes)


def _would(asked: Asked, prepared: Prepared) -> Iterator[Message]:
    """Yield what a deploy would do, and what that costs."""
    plan = prepared.plan
    if prepared.is_done:
        yield say("{name} is up to date", name=asked.name)
        return
    yield say("to {name}: {parts}", name=asked.name, parts=_counts(prepared))
    groups = 1 + plan.files // 2000
    writes = plan.files + _HEADS * groups
    deletes = -(-len(plan.removed) // 1000)
    cost = price(asked.target, writes)
    requests = many("{n:,} request", "{n:,} requests", n=writes + deletes + 1)
    if cost is None:
        yield requests
    else:
        yield say("{requests}, about US$ {cost:.4f} by the list prices", requests=requests, cost=cost)


def _did(asked: Asked, prepared: Prepared, done: Done, seconds: float) -> Iterator[Message]:
    yield say(
        "deployed to {name} in {seconds:.1f} s: {parts} (generation {generation})",
        name=asked.name,
        seconds=seconds,
        parts=_counts(prepared),
        generation=done.generation,
    )


def _counts(prepared: Prepared) -> Message:
    """Return `12 files new, 41 changed (1.2 MB), 3 removed, 138,072 unchanged`."""
    plan = prepared.plan
    new = len(plan.new)
    parts = [
        many("{n:,} file new", "{n:,} files new", n=new),
        say("{n:,} changed ({size:,.1f} MB)", n=plan.files - new, size=plan.size / 10**6),
        say("{n:,} removed", n=len(plan.removed)),
        say("{n:,} unchanged", n=plan.unchanged),
    ]
    return joined(parts)
