"""Says before the host does that it cannot hold the site: after a build for the hosts that `site.toml` names, and in a
check for any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place, Severity, notice, warning
from ssg.core.message import say
from ssg.deploy.hosts import LIMITS
from ssg.deploy.limits import Measured, exceeded, measured
from ssg.deploy.model import PLACE
from ssg.request import MEMO, STATE
from ssg.store.last_build import output_files
from ssg.store.nodes import Nodes
from ssg.store.open import read_regular
from ssg.store.outputs import name_of

_REDIRECTS = "_redirects"
_HEADERS = "_headers"
# Folders are counted in 0.2 s for 100,000 articles, and only where that may matter.
_MANY = 20_000
_HOUR = timedelta(hours=1)


def named_hosts(config: Config) -> tuple[str, ...]:
    """Return the hosts with limits that a site names: in `files`, and of its targets."""
    hosts = (*config.deploy.files, *(target.host for target in config.deploy.targets.values()))
    return tuple(dict.fromkeys(host for host in hosts if host in LIMITS))


def said_of_hosts(config: Config, nodes: Nodes) -> Iterator[Diagnostic]:
    """Yield what the hosts of a site would refuse of what was just published. Redirects are reported elsewhere."""
    hosts = named_hosts(config)
    if hosts:
        files, size, largest, path = nodes.totals()
        for host in hosts:
            limits = LIMITS[host]
            site = Measured(files, largest, path, size)
            if (limits.folder or limits.entries) and files > _MANY:
                site = measured((path, size) for path, (size, _) in nodes.stats())
            yield from exceeded(host, limits, site, Severity.WARNING, PLACE)


def said_of_host(host: str, root: Path, output: Path, coming: Iterable[datetime]) -> Iterator[Diagnostic]:
    """Yield what a host would refuse of the site as it was last built. `coming`: when articles will be published.

    Raises MemoryDamaged.
    """
    limits = LIMITS[host]
    files = list(output_files(root / STATE / MEMO, name_of(root, output))) if (root / STATE / MEMO).is_file() else []
    if not files:
        message = say("the limits of {host} are compared with the last build, and there is none", host=host)
        yield notice("N788", message, Place("site.toml"), say("run `ssg build`"))
        return
    moves = len(_lines(output / _REDIRECTS))
    rules = sum(not line.startswith((b" ", b"\t")) for line in _lines(output / _HEADERS))
    site = measured(((file.path, file.size) for file in files), moves, rules)
    yield from exceeded(host, limits, site, Severity.WARNING, PLACE)
    busiest = _busiest(sorted(set(coming)))
    if limits.deploys and busiest > limits.deploys:
        message = say(
            "{n:,} publications are due within one hour; {host} takes {most:,} deploys",
            n=busiest,
            host=host,
            most=limits.deploys,
        )
        yield warning("W788", message, PLACE, say("give articles that may appear together the same time"))


def _lines(file: Path) -> list[bytes]:
    """Return the lines of a file that are neither empty nor comments; none if it is not there."""
    try:
        lines = read_regular(file, follow=False).splitlines()
    except OSError:
        return []
    return [line for line in lines if line.strip() and not line.lstrip().startswith(b"#")]


def _busiest(times: list[datetime]) -> int:
    """Return how many of the times lie within one hour, at most."""
    most = first = 0
    for last, time in enumerate(times):
        while time - times[first] >= _HOUR:
            first += 1
        most = max(most, last - first + 1)
    return most
