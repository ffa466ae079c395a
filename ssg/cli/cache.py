"""`ssg cache`: share what builds keep with other machines, by a folder or a bucket."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import click

from ssg.cli.options import NamedPath, output_of, quiet_option, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.config.target import split
from ssg.core.errors import Diagnostic, Place, SiteProblem, error, warning
from ssg.core.loopback import is_loopback
from ssg.core.message import Message, many, say
from ssg.core.text.dates import stamp
from ssg.deploy.cache.formats import Pushed, Unusable
from ssg.deploy.cache.pull import NotFound
from ssg.deploy.cache.push import Limits, Report
from ssg.deploy.cache.verify import Verified, verify
from ssg.inputs import read_config
from ssg.request import STATE
from ssg.steps.cached import Pulled, Shared, local_state, opened, pull, push, what_is_wrong, who
from ssg.store.lock import only_build
from ssg.store.open import real
from ssg.store.output_folder import own_folder, refuse_output
from ssg.store.restore import make_folder

if TYPE_CHECKING:
    from ssg.deploy.targets import Target

_STORES: Final = ("s3", "gs", "az", "file")
_MEGA: Final = 10**6


@click.command("cache", cls=Spoken)
@click.argument("action", metavar="push|pull|verify", type=click.Choice(["push", "pull", "verify"]))
@click.argument("url", metavar="URL")
@site_option
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="Output folder.")
@click.option("--branch", metavar="NAME", help="Prefer what this branch has pushed; also SSG_CACHE_BRANCH.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=8000,
    metavar="MB",
    help="With push: megabytes of the whole cache.",
)
@click.option("--replace", is_flag=True, help="With pull: replace the cache of this folder, too.")
@quiet_option
@click.pass_obj
def command(
    words: Catalogue,
    action: str,
    url: str,
    site: Path,
    output: Path | None,
    branch: str | None,
    limit: int,
    replace: bool,
    quiet: bool,
) -> int:
    """Share what builds keep: in a folder, or a bucket (s3://, gs://, az://); https:// is only read.

    After a pull, a build elsewhere renders only what has changed. A pull that finds nothing is no failure.
    """
    try:
        shared = _shared(site, output_of(site, output), _address(url, action), branch)
        _refuse_own(shared)
        if "://" not in url:
            if action == "pull" and not real(url).is_dir():  # the first run of continuous integration
                return _say_not_found(words, NotFound("nothing"), quiet=quiet)
            if action == "push":
                make_folder(real(url))
        with opened(shared, os.environ.get("SSG_CACHE_TOKEN", ""), time.sleep) as target:
            if action == "push":
                return _push(words, shared, target, limit, quiet=quiet)
            if action == "pull":
                return _pull(words, shared, target, replace=replace, quiet=quiet)
            return _verify(words, shared, target)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1


def _shared(site: Path, output: Path, url: str, branch: str | None) -> Shared:
    """Return the request. Raises SiteProblem."""
    if refused := refuse_output(output, site):
        raise SiteProblem(refused)
    config, _ = read_config(site, None)
    named = branch if branch is not None else os.environ.get("SSG_CACHE_BRANCH", "")
    secret = os.environ.get("SSG_CACHE_SECRET", "")
    asks = who(site, output, config, named, secret, secrets.token_hex(4))
    return Shared(site, output, url, asks, dict(os.environ))


def _refuse_own(shared: Shared) -> None:
    """Raise SiteProblem where a cache would be among the site's own files: published, or locked by builds."""
    parts = urlsplit(shared.url)
    if parts.scheme == "file" and (name := own_folder(Path(unquote(parts.path)), shared.root)):
        message = say("a cache must not lie inside {name}/ of the site", name=name)
        raise SiteProblem(error("E791", message, Place(shared.url), say("choose another folder or bucket")))


def _address(url: str, action: str) -> str:
    """Return the address of a cache: of a bucket, of a folder that may be written as a path, or on a web server."""
    parts = split(url)
    if parts is None or not url:
        raise Misuse(say("not the address of a cache: {url}", url=repr(url)))
    if "://" not in url:
        return real(url).as_uri()
    if parts.scheme not in (*_STORES, "https") and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        raise Misuse(say("a cache is a folder, s3://, gs://, az:// or https://, not {url}", url=repr(url)))
    if parts.password is not None or parts.username or parts.query:
        raise Misuse(say("credentials belong in the environment, not in the address of a cache"))
    if parts.scheme == "file" and (parts.netloc or len(parts.path) < 2):
        raise Misuse(say("a `file:` target is the absolute path of a folder"))
    if parts.scheme.startswith("http") and action == "push":
        raise Misuse(say("a cache on a web server is only read; push to the folder or bucket that it shows"))
    if parts.scheme != "file" and not parts.hostname:
        raise Misuse(say("missing bucket in {url}", url=repr(url)))
    return url


def _waiting(words: Catalogue) -> None:
    click.echo(words(say("another build of this site is running: waiting for it to finish")), err=True)


def _push(words: Catalogue, shared: Shared, target: Target, limit: int, *, quiet: bool) -> int:
    """Push; the exit status is 0. Raises SiteProblem."""
    with only_build(shared.root / STATE, partial(_waiting, words)):
        done = push(shared, target, Limits(limit * _MEGA, time.time, time.sleep))
    if done.was_damaged:
        message = say("the index of the cache was damaged; it was started again")
        print_diagnostics([warning("W791", message, Place(shared.url))], shared.root, words)
    if not quiet:
        click.echo(words(_pushed(done)))
    return 0


def _pushed(done: Report) -> Message:
    return say(
        "pushed {new:,.1f} MB; the cache has {states} of {all:,.1f} MB together",
        new=done.size / _MEGA,
        states=many("{n:,} state", "{n:,} states", n=done.trees),
        all=done.all / _MEGA,
    )


def _pull(words: Catalogue, shared: Shared, target: Target, *, replace: bool, quiet: bool) -> int:
    """Pull; the exit status is 0, also if there is nothing that may be used. Raises SiteProblem."""
    with only_build(shared.root / STATE, partial(_waiting, words)):
        if local_state(shared) and not replace:
            if not quiet:
                click.echo(words(say("not pulled: this folder has a cache of its own; `--replace` replaces it")))
            return 0
        try:
            found = pull(shared, target)
        except Unusable as wrong:
            hint = say("the next build renders everything; push again after it")
            said = warning("W791", say("not pulled: {reason}", reason=what_is_wrong(wrong)), Place(shared.url), hint)
            print_diagnostics([said], shared.root, words)
            return 0
    if isinstance(found, Pulled):
        if found.damaged:
            message = say("part of the cache is damaged, or was changed by others")
            hint = say("push again after the next build, which makes what is missing")
            print_diagnostics([warning("W791", message, Place(shared.url), hint)], shared.root, words)
        if not quiet:
            click.echo(words(_pulled(found)))
    elif found.why == "secret":
        print_diagnostics([_unsigned(shared)], shared.root, words)
    else:
        return _say_not_found(words, found, quiet=quiet)
    return 0


def _say_not_found(words: Catalogue, found: NotFound, *, quiet: bool) -> int:
    if not quiet:
        click.echo(words(_not_found(found)))
    return 0


def _pulled(found: Pulled) -> Message:
    said = say(
        "pulled {files}, {size:,.1f} MB, as of {time} UTC{branch}",
        files=many("{n:,} file", "{n:,} files", n=found.files),
        size=found.size / _MEGA,
        time=_time(found.pushed),
        branch=f" ({_plain(found.pushed.branch)})" if found.pushed.branch else "",
    )
    if not found.missing:
        return said
    more = many("{n:,} file is missing, and built again", "{n:,} files are missing, and built again", n=found.missing)
    return say("{said}; {more}", said=said, more=more)


def _not_found(found: NotFound) -> Message:
    if found.why == "nothing":
        return say("nothing to pull: nobody has pushed this site yet; the next build renders everything")
    return say(
        "nothing to pull: the cache is of other versions ({what} {theirs}, here {ours}); everything is rendered",
        what=_plain(found.what),
        theirs=_plain(found.theirs),
        ours=_plain(found.ours),
    )


def _unsigned(shared: Shared) -> Diagnostic:
    hint = say("push again with the same SSG_CACHE_SECRET; the next build renders everything")
    message = say("not pulled: the cache was not pushed with this SSG_CACHE_SECRET")
    return warning("W791", message, Place(shared.url), hint)


def _plain(text: str) -> str:
    """Return text that others wrote, without what a terminal would obey."""
    return "".join(character for character in text[:60] if character.isprintable())


def _time(pushed: Pushed) -> str:
    try:
        return stamp(datetime.fromtimestamp(pushed.at, UTC))
    except (ValueError, OverflowError, OSError):  # written by others
        return "?"


def _verify(words: Catalogue, shared: Shared, target: Target) -> int:
    """Print what a cache has, and what is damaged; the exit status is 1 if anything is. Raises SiteProblem."""
    try:
        found = verify(target, shared.who)
    except Unusable as wrong:
        _print_damage(words, shared, what_is_wrong(wrong))
        return 1
    for line in _lines(found):
        click.echo(words(line))
    for path in found.damaged:
        _print_damage(words, shared, say("damaged or missing: {path}", path=path))
    return int(bool(found.damaged))


def _print_damage(words: Catalogue, shared: Shared, message: Message) -> None:
    hint = say("builds go on without it; remove it, and push again after a build")
    print_diagnostics([warning("W791", message, Place(shared.url), hint)], shared.root, words)


def _lines(found: Verified) -> Iterator[Message]:
    """Yield a line for each state, newest first, and one for all."""
    for state in found.states:
        use = say("for this site and version") if state.usable else say("for another site or version")
        yield say(
            "{time} UTC  {size:,.1f} MB  {use}  {site}  {branch}",
            time=_time(state.pushed),
            size=sum(state.pushed.files.values()) / _MEGA,
            use=use,
            site=_plain(state.pushed.site),
            branch=_plain(state.pushed.branch),
        )
    yield say(
        "{states}, {size:,.1f} MB together; {old:,} old files wait to be removed",
        states=many("{n:,} state", "{n:,} states", n=len(found.states)),
        size=found.size / _MEGA,
        old=found.leaving,
    )
