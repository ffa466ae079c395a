"""Which files servers and hosts are given: in the output folder, or beside it, where nobody serves them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place, warning
from ssg.deploy import apache, caddy, nginx, static_hosts
from ssg.site.redirects import Move

PLACE = Place("site.toml", 1)


class DeployFiles(NamedTuple):
    """Texts by path: in the output folder (`inside`) and in the folder beside it; and what there is to say."""

    inside: dict[str, str]
    beside: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def deploy_files(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write what the servers and hosts of `[deploy]` are to be told."""
    inside: dict[str, str] = {}
    beside: dict[str, str] = {}
    said: list[Diagnostic] = []
    wanted = config.deploy.files
    for host in ("netlify", "cloudflare"):
        if host in wanted:
            lines = static_hosts.redirects(config, moves, netlify=host == "netlify")
            inside |= {"_redirects": lines, "_headers": static_hosts.headers(config)}
            said.extend(static_hosts.limits(lines, inside["_headers"], PLACE) if host == "cloudflare" else ())
    if "apache" in wanted:
        inside[".htaccess"] = apache.htaccess(config, moves)
    if "nginx" in wanted:
        beside["nginx/http.conf"] = nginx.http_conf(config, moves)
        beside["nginx/server.conf"] = nginx.server_conf(config, moves)
    if "caddy" in wanted:
        beside["caddy/ssg.caddy"] = caddy.caddyfile(config, moves)
    if config.ping.indexnow:
        inside[f"{config.ping.indexnow}.txt"] = config.ping.indexnow
    if config.redirects and not wanted:
        hint = 'Name it: `[deploy]`, then for example `files = ["nginx"]`.'
        said.append(warning("W748", "no server is told of the old addresses in `redirects`", PLACE, hint))
    return DeployFiles(inside, beside, tuple(said))


def names_inside(config: Config) -> tuple[str, ...]:
    """Give the paths of the files in the output folder, which must not be anybody else's."""
    return tuple(deploy_files(config, ()).inside)
