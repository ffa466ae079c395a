"""`ssg watch`: a publisher that stays. Publishes after each save and when an article is due, and deploys if told."""

from __future__ import annotations

import ipaddress
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from ssg import __version__
from ssg.cli.build import normal
from ssg.cli.log import Log, form_of, log_option
from ssg.cli.options import (
    NamedPath,
    base_url_option,
    jobs_option,
    quiet_option,
    report_option,
    site_option,
    verbose_option,
)
from ssg.cli.speech import BadValue, Failure, Misuse, Spoken
from ssg.cli.workers import jobs_of
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import Message, say
from ssg.core.system import reason_of
from ssg.inputs import read_config
from ssg.jobs.ending import Ended
from ssg.jobs.signals import heeded
from ssg.request import STATE
from ssg.store.lock import only_build

if TYPE_CHECKING:
    from ssg.cli.watched import Asked
    from ssg.publishing.delivery import Delivery
    from ssg.publishing.health import Record
    from ssg.publishing.status import StatusServer
    from ssg.store.publish import Published

_FOLDER: Final = "watch"  # within `.ssg/`: the lock of the only publisher
_LONGEST: Final = 3.0  # seconds that a publication has to end when we are asked to


class Extras(NamedTuple):
    """What the publisher does besides publishing."""

    target: str | None
    ping: bool
    status: str | None
    hosts: tuple[str, ...]
    poll: bool
    bound: bool


@click.command("watch", cls=Spoken)
@site_option
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="Output folder.")
@click.option("--deploy", "target", metavar="TARGET", help="Deploy to this target after each publication.")
@click.option("--ping", is_flag=True, help="Notify search engines and feed hubs after each publication.")
@click.option("--status", metavar="ADDRESS:PORT", help="Answer /healthz and /metrics here, such as 127.0.0.1:9108.")
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name by which --status may be asked."
)
@click.option("--poll", is_flag=True, help="Look for changes in turn: on network disks, the system tells of none.")
@click.option("--bound", is_flag=True, help="End when the process that started this one ends.")
@jobs_option
@base_url_option
@report_option
@log_option
@quiet_option
@verbose_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    output: Path | None,
    target: str | None,
    ping: bool,
    status: str | None,
    hosts: tuple[str, ...],
    poll: bool,
    bound: bool,
    jobs: int | None,
    base_url: str | None,
    report: Path | None,
    log: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Publish after each save, and when an article is due, until stopped.

    Articles with errors stay as they were; the rest is published.
    """
    from ssg.cli.watched import Asked

    extras = Extras(_known(site, target), ping, status, hosts, poll, bound)
    asked = Asked(site, output, normal(base_url), report, jobs_of(jobs, ""), quiet, verbose)
    if ping and target is not None:
        raise Misuse(say("use either --ping or --deploy, which notifies by itself (`ping` of the target)"))
    ending = _Ending()
    try:
        with heeded(ending), only_build(site / STATE / _FOLDER, lambda: None, 0):
            _watch(asked, extras, ending, Log(words, form_of(log)), words)
    except SiteProblem as problem:
        if any(said.code == "E719" for said in problem.diagnostics):
            raise Failure(say("another `ssg watch` publishes this site")) from problem
        raise Failure(problem.diagnostics[0].message) from problem
    except Ended:
        if ending.status is None:  # not by one of our signals
            raise
    return ending.status or 0


class _Ending:
    """Takes the signals. A publication that replaces files may end first, for a few seconds; all else is abandoned."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.reload: Callable[[], None] = lambda: None
        self._busy = self._raised = self._late = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if number == getattr(signal, "SIGHUP", None):
            self.reload()
            return
        if self.status is None:
            self.status = 130 if number == signal.SIGINT else 0
        if self._busy and not self._late:
            self._late = True
            timer = threading.Timer(_LONGEST, os.kill, (os.getpid(), signal.SIGTERM))
            timer.daemon = True
            timer.start()
        elif not self._raised:
            self._raised = True
            raise Ended(self.status)

    def begin(self) -> None:
        """Note that files are about to be replaced."""
        self._busy = True

    def end(self) -> None:
        """Note that this is over; end now if a signal has asked for it."""
        self._busy = False
        if self.status is not None and not self._raised:
            self._raised = True
            raise Ended(self.status)


def _watch(asked: Asked, extras: Extras, ending: _Ending, log: Log, words: Catalogue) -> None:
    """Publish until a signal ends it."""
    from ssg.cli.delivering import Pings, deploying
    from ssg.cli.watched import Publications
    from ssg.publishing.delivery import Delivery
    from ssg.publishing.health import Record, is_alive
    from ssg.publishing.model import Attempt, Options
    from ssg.publishing.publisher import Publisher, guard
    from ssg.publishing.systemd import Systemd

    def published(done: Published) -> None:
        pings.add(done.written, done.removed)

    def publish(names: set[str] | None) -> Attempt | None:
        try:
            return publications.publish(names)
        finally:
            ending.end()

    publications = Publications(asked, log, words, ending.begin, published)
    pings = Pings(log, lambda: publications.config, quiet=asked.quiet)
    deliveries: tuple[Delivery, ...] = ()
    if extras.target is not None:
        deliver = deploying(words, log, asked.site, asked.output, extras.target, quiet=asked.quiet)
        deliveries = (Delivery(f"deploy to {extras.target}", deliver),)
    elif extras.ping:
        deliveries = (Delivery("ping", pings.deliver),)
    record = Record(__version__, time.time, lambda: tuple(one.state for one in deliveries))
    server = _listen(extras, record)
    options = Options(
        root=asked.site,
        publish=publish,
        foreign=publications.foreign,
        complain=lambda problem: _complain(problem, log),
        announce=lambda message: None if asked.quiet else log.line(message, err=True),
        table=lambda: publications.config.redirects if publications.config else "",
        themes=lambda: publications.inputs.themes if publications.inputs else (),
        poll=extras.poll,
    )
    manager = Systemd(os.environ)
    publisher = Publisher(options, record, manager, deliveries)
    ending.reload = publisher.read_again
    if server is not None:
        server.start()
        if not asked.quiet:
            log.line(say("status: {url}", url=server.url), err=True)
    guard(lambda: is_alive(record.snapshot(), time.time()), manager, _orphaned() if extras.bound else None)
    try:
        publisher.run()
    finally:
        if server is not None:
            server.server_close()


def _orphaned() -> Callable[[], None]:
    """Return what ends this process when its parent is another."""
    parent = os.getppid()

    def look() -> None:
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)

    return look


def _known(site: Path, target: str | None) -> str | None:
    """Return the name of the target, if `site.toml` has it or cannot be read now."""
    if target is None:
        return None
    from ssg.cli.deploy import target_of

    try:
        return target_of(read_config(site, None)[0], target)
    except SiteProblem:
        return target


def _listen(extras: Extras, record: Record) -> StatusServer | None:
    """Listen for questions about our health, on this machine unless `--allow-host` names who may ask.

    Raises BadValue or Failure.
    """
    if extras.status is None:
        return None
    from ssg.publishing.status import StatusServer
    from ssg.resident.gate import LOOPBACK

    host, colon, port = extras.status.rpartition(":")
    host = host.strip("[]")
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
        number = int(port)
    except ValueError:
        colon = ""
    if not colon or not 0 <= number < 65_536:
        raise BadValue(say("write an address and a port, such as 127.0.0.1:9108"), "--status")
    if not local and not extras.hosts:
        message = say(
            "{host} can be reached from elsewhere; name the hosts that may be asked for: --allow-host", host=host
        )
        raise BadValue(message, "--status")
    try:
        return StatusServer((host, number), LOOPBACK | {name.lower() for name in extras.hosts}, record.snapshot)
    except OSError as problem:
        raise Failure(
            say("cannot listen on {address} ({hint})", address=extras.status, hint=reason_of(problem))
        ) from problem


def _complain(problem: Exception, log: Log) -> None:
    log.line(say("internal error in ssg; the published site stays as it was:"), err=True, level="error")
    for line in "".join(traceback.format_exception(problem)).splitlines():
        log.line(Message("{text}", (("text", line),)), err=True, level="error")
