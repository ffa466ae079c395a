"""What hosts hold, each figure with its source, and whether a site fits. Pure; `hosts.py` has the table of hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ssg.core.errors import Diagnostic, Place, Severity
from ssg.core.message import Message, say

_MB: Final = 10**6
_MIB: Final = 1 << 20
_GB: Final = 10**9


class Limits(NamedTuple):
    """The most that a host takes (0: no limit known): files, bytes of a file, bytes of a site.

    `redirects` are lines of `_redirects`, `headers` rules of `_headers`, `deploys` those of an hour.
    """

    files: int = 0
    file: int = 0
    site: int = 0
    redirects: int = 0
    headers: int = 0
    deploys: int = 0


class Measured(NamedTuple):
    """A site as it is: files, bytes of the largest file with its path, bytes of all, lines of `_redirects`."""

    files: int
    largest: int
    path: str
    size: int
    redirects: int = 0


# developers.cloudflare.com/pages/platform/limits/ and its changelog of 23 January 2026
CLOUDFLARE: Final = Limits(files=20_000, file=25 * _MIB, redirects=2000, headers=100)
CLOUDFLARE_PAID: Final = CLOUDFLARE._replace(files=100_000)
# docs.github.com/pages/getting-started-with-github-pages/github-pages-limits; Git there takes files of 100 MB
GITHUB_PAGES: Final = Limits(site=_GB, file=100 * _MIB, deploys=10)
# docs.gitlab.com/user/gitlab_com/#gitlab-pages and docs.gitlab.com/user/project/pages/redirects/
GITLAB_PAGES: Final = Limits(files=200_000, site=_GB, redirects=1000)
# docs.netlify.com/routing/redirects/: from 10,000 redirects on, deploys may fail; its support counsels against more
# than 54,000 files in a folder
NETLIFY: Final = Limits(files=54_000, redirects=10_000)


def exceeded(host: str, limits: Limits, site: Measured, severity: Severity, place: Place) -> Iterator[Diagnostic]:
    """Yield what a host would refuse, each with the way out."""
    code = "E788" if severity is Severity.ERROR else "W788"
    for message, hint in _problems(host, limits, site):
        yield Diagnostic(code, severity, message, place, hint)


def _problems(host: str, limits: Limits, site: Measured) -> Iterator[tuple[Message, Message]]:
    buckets = say("deploy to object storage: docs/deploy.md")
    if limits.files and site.files > limits.files:
        hint = say("drop `compress` and pages of tags, raise `per_page`, or deploy to object storage: docs/deploy.md")
        if host == "cloudflare" and site.files <= CLOUDFLARE_PAID.files:
            hint = say("paid plans hold 100,000 files (`cloudflare-paid`); or deploy to object storage: docs/deploy.md")
        yield say("{n:,} files; {host} holds {most:,}", n=site.files, host=host, most=limits.files), hint
    if limits.file and site.largest > limits.file:
        message = say(
            "/{path} has {size:.1f} MB; {host} takes files of up to {most:.1f} MB",
            path=site.path,
            size=site.largest / _MB,
            host=host,
            most=limits.file / _MB,
        )
        yield message, say("put large files into object storage, and link to them there")
    if limits.site and site.size > limits.site:
        message = say(
            "the site has {size:,.1f} GB; {host} holds {most:.1f} GB",
            size=site.size / _GB,
            host=host,
            most=limits.site / _GB,
        )
        yield message, buckets
    if limits.redirects and site.redirects > limits.redirects:
        message = say("{n:,} redirects; {host} reads {most:,}", n=site.redirects, host=host, most=limits.redirects)
        yield message, say("move the others into a redirect list of the account, or deploy to a server of your own")
