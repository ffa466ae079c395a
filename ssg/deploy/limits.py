"""What hosts hold, each figure with its source, and whether a site fits. Pure; `hosts.py` has the table of hosts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ssg.core.errors import Diagnostic, Place, Severity
from ssg.core.message import Message, say

_MB: Final = 10**6
_MIB: Final = 1 << 20
_GB: Final = 10**9


class Limits(NamedTuple):
    """The most that a host takes (0: no limit known): files of a site and of one folder, bytes of a file and a site.

    `entries` are files and folders together.
    `redirects` are lines of `_redirects`, `headers` rules of `_headers`, `deploys` those of an hour.
    """

    files: int = 0
    entries: int = 0
    folder: int = 0
    file: int = 0
    site: int = 0
    redirects: int = 0
    headers: int = 0
    deploys: int = 0


class Measured(NamedTuple):
    """A site as it is: files, bytes of the largest file with its path, bytes of all, lines of `_redirects`.

    `headers` are rules of `_headers`, `folders` the number of folders, `folder` the number of files in the one that has
    most, with its path.
    """

    files: int
    largest: int
    path: str
    size: int
    redirects: int = 0
    headers: int = 0
    folders: int = 0
    folder: int = 0
    folder_path: str = ""


# developers.cloudflare.com/pages/platform/limits/ and its changelog of 23 January 2026
CLOUDFLARE: Final = Limits(files=20_000, file=25 * _MIB, redirects=2000, headers=100)
CLOUDFLARE_PAID: Final = CLOUDFLARE._replace(files=100_000)
# docs.github.com/pages/getting-started-with-github-pages/github-pages-limits: 10 builds an hour, unless a workflow of
# Actions builds and publishes; Git there takes files of 100 MB
GITHUB_PAGES: Final = Limits(site=_GB, file=100 * _MIB, deploys=10)
# docs.gitlab.com/user/gitlab_com/#gitlab-pages and docs.gitlab.com/user/project/pages/redirects/: entries "including
# directories and symlinks"
GITLAB_PAGES: Final = Limits(entries=200_000, site=_GB, redirects=1000)
# docs.netlify.com/site-deploys/overview: no limit of files, but deploys fail with more than 54,000 in one directory;
# docs.netlify.com/routing/redirects: from 10,000 redirects on it counsels wildcards, as too long a list fails
NETLIFY: Final = Limits(folder=54_000, redirects=10_000)


def measured(sizes: Iterable[tuple[str, int]], redirects: int = 0, headers: int = 0) -> Measured:
    """Measure a site by path and bytes of each file."""
    files = list(sizes)
    path, largest = max(files, key=lambda file: file[1], default=("", 0))
    counts = Counter(path.rpartition("/")[0] for path, _ in files)
    folders = set(counts)
    for folder in counts:
        while folder := folder.rpartition("/")[0]:
            if folder in folders:
                break
            folders.add(folder)
    fullest, most = max(counts.items(), key=lambda count: count[1], default=("", 0))
    size = sum(size for _, size in files)
    return Measured(len(files), largest, path, size, redirects, headers, len(folders - {""}), most, fullest)


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
    if limits.entries and site.files + site.folders > limits.entries:
        message = say(
            "{n:,} files and folders; {host} holds {most:,}",
            n=site.files + site.folders,
            host=host,
            most=limits.entries,
        )
        yield message, say("have fewer pages of tags, raise `per_page`, or deploy to object storage: docs/deploy.md")
    if limits.folder and site.folder > limits.folder:
        message = say(
            "{n:,} files in /{path}; {host} holds {most:,} in one folder",
            n=site.folder,
            path=site.folder_path,
            host=host,
            most=limits.folder,
        )
        yield message, say("divide the folder into several, or deploy to object storage: docs/deploy.md")
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
    yield from _rules(host, limits, site)


def _rules(host: str, limits: Limits, site: Measured) -> Iterator[tuple[Message, Message]]:
    if limits.redirects and site.redirects > limits.redirects:
        message = say("{n:,} redirects; {host} reads {most:,}", n=site.redirects, host=host, most=limits.redirects)
        yield message, say("move the others into a redirect list of the account, or deploy to a server of your own")
    if limits.headers and site.headers > limits.headers:
        message = say("{n:,} rules in /_headers; {host} reads {most:,}", n=site.headers, host=host, most=limits.headers)
        yield message, say("join rules by patterns (`/media/*`), or deploy to a server of your own")
