"""Purges what a cache in front of a target still has of changed paths: by address, by beginning, or all of it.

Tokens come from the environment that the caller gives. A service that is busy is asked again after the time that it
names. Decides nothing about targets.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from ssg.core.config import PurgeConfig
from ssg.core.message import Message, say
from ssg.core.system import reason_of
from ssg.deploy.purge import changed_urls
from ssg.deploy.web import Answer, ask
from ssg.jobs.programs import run

_INDEX: Final = "index.html"
_MOST_PREFIXES: Final = 30
_MEANING: Final = {
    0: say("it cannot be reached"),
    401: say("it does not accept the token"),
    403: say("it does not accept the token, or the token does not allow purging"),
    404: say("it does not know the zone"),
    429: say("it has been asked too often"),
}


class Purge(NamedTuple):
    """What to purge: addresses one by one, or else beginnings of addresses, or (neither) everything."""

    urls: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


class Purging(NamedTuple):
    """How: the configuration, the environment, a function that waits, and where the site is."""

    config: PurgeConfig
    environment: Mapping[str, str]
    sleep: Callable[[float], None]
    base_url: str


class NotPurged(Exception):
    """Raised if a cache was not purged; `message` says why."""

    def __init__(self, message: Message) -> None:
        """Carry the message."""
        super().__init__(str(message))
        self.message = message


class Purger(NamedTuple):
    """A service: its name in `site.toml`, the variable with its token, and what sends the requests.

    `prefixes`: whether it purges by the beginning of addresses.
    """

    name: str
    token: str
    prefixes: bool
    send: Callable[[Purge, Purging], None]


def purge(paths: Sequence[str], new: Collection[str], how: Purging) -> None:
    """Purge output paths, of which `new` have appeared or gone. Raises NotPurged."""
    if not paths:
        return
    purger = next(purger for purger in PURGERS if purger.name == how.config.service)
    if purger.token and not how.environment.get(purger.token):
        raise NotPurged(say("set {name} in the environment", name=purger.token))
    purger.send(chosen(paths, new, how.base_url, how.config.most, prefixes=purger.prefixes), how)


def chosen(paths: Sequence[str], new: Collection[str], base_url: str, most: int, *, prefixes: bool) -> Purge:
    """Return what to purge: up to `most` addresses; more by their folders if these are few; else everything."""
    urls = tuple(changed_urls(base_url, paths, (), new))
    if len(urls) <= most or not prefixes:
        return Purge(urls=urls) if len(urls) <= most else Purge()
    folders = Counter("/".join(path.split("/")[:2]) + "/" if path.count("/") > 1 else path for path in paths)
    if len(folders) > _MOST_PREFIXES:
        folders = Counter(path.partition("/")[0] + ("/" if "/" in path else "") for path in paths)
    if len(folders) > _MOST_PREFIXES:
        return Purge()
    return Purge(prefixes=tuple(f"{base_url}/{quote(folder.removesuffix(_INDEX))}" for folder in sorted(folders)))


def _cloudflare(what: Purge, how: Purging) -> None:
    """Purge at Cloudflare: 100 addresses a request, or 30 beginnings without a scheme.

    developers.cloudflare.com/cache/how-to/purge-cache/ (limits of all plans, 7/2026).
    """
    api = how.config.api or "https://api.cloudflare.com/client/v4"
    url = f"{api}/zones/{quote(how.config.zone, safe='')}/purge_cache"
    headers = {"Authorization": f"Bearer {how.environment['CLOUDFLARE_API_TOKEN']}", "Content-Type": "application/json"}
    bodies: list[dict[str, object]] = [{"files": part} for part in _parts(what.urls, 100)]
    bodies += [{"prefixes": [u.partition("://")[2] for u in part]} for part in _parts(what.prefixes, _MOST_PREFIXES)]
    for body in bodies or [{"purge_everything": True}]:
        _check(ask(url, json.dumps(body).encode(), headers, how.sleep), how)


def _bunny(what: Purge, how: Purging) -> None:
    """Purge at Bunny, address by address: bunny.net/docs/reference/purgepublic_indexpost. `*` stands for the rest."""
    api = how.config.api or "https://api.bunny.net"
    headers = {"AccessKey": how.environment["BUNNY_API_KEY"]}
    urls = what.urls or tuple(f"{prefix}*" for prefix in what.prefixes) or (f"{how.base_url}/*",)
    for url in urls:
        query = urlencode({"url": url, "async": "true"})
        _check(ask(f"{api}/purge?{query}", b"", headers, how.sleep), how)


def _fastly(what: Purge, how: Purging) -> None:
    """Purge at Fastly, address by address, or the whole service: its beginnings of addresses need surrogate keys.

    www.fastly.com/documentation/reference/api/purging/
    """
    api = how.config.api or "https://api.fastly.com"
    headers = {"Fastly-Key": how.environment["FASTLY_API_TOKEN"], "Accept": "application/json"}
    for url in what.urls:
        parts = urlsplit(url)
        _check(ask(f"{api}/purge/{parts.netloc}{parts.path}", b"", headers, how.sleep), how)
    if not what.urls:
        _check(ask(f"{api}/service/{quote(how.config.zone, safe='')}/purge_all", b"", headers, how.sleep), how)


def _command(what: Purge, how: Purging) -> None:
    """Run a command of one's own; it gets addresses, one a line, or `*` at the end of what begins so."""
    lines = what.urls or tuple(f"{prefix}*" for prefix in what.prefixes) or (f"{how.base_url}/*",)
    try:
        done = run(how.config.command, "".join(f"{line}\n" for line in lines).encode(), how.environment)
    except OSError as problem:
        raise NotPurged(
            say("cannot run {command}: {reason}", command=how.config.command[0], reason=reason_of(problem))
        ) from problem
    if done.status:
        said = (done.said.strip().splitlines() or [""])[0][:200]
        raise NotPurged(
            say(
                "{command} ended with status {status}: {said}",
                command=how.config.command[0],
                status=done.status,
                said=said,
            )
        )


PURGERS: Final = (
    Purger("cloudflare", "CLOUDFLARE_API_TOKEN", prefixes=True, send=_cloudflare),
    Purger("bunny", "BUNNY_API_KEY", prefixes=True, send=_bunny),
    Purger("fastly", "FASTLY_API_TOKEN", prefixes=False, send=_fastly),
    Purger("command", "", prefixes=True, send=_command),
)
"""Whose caches can be purged. Their names are those of `service` in `[deploy.targets.NAME.purge]`."""


def _parts(items: Sequence[str], most: int) -> Iterator[list[str]]:
    yield from (list(items[at : at + most]) for at in range(0, len(items), most))


def _check(answer: Answer, how: Purging) -> None:
    """Raise NotPurged for an answer that is not a success."""
    if 200 <= answer.status < 300:
        return
    said = answer.said.strip().split("\n")[0][:200]
    reason = _MEANING.get(answer.status) or say("it answers {status}: {said}", status=answer.status, said=said)
    raise NotPurged(say("{service}: {reason}", service=how.config.service, reason=reason))
