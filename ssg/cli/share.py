"""`ssg share`: links to drafts, for colleagues: makes, lists and revokes them. Writes `.ssg/share/` alone."""

from __future__ import annotations

import re
import secrets
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ssg.cli.options import NamedPath, site_option, zone_of
from ssg.cli.speech import BadValue, Failure, Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.message import many, say
from ssg.core.text.dates import stamp
from ssg.core.text.normal import normalized
from ssg.core.text.paths import is_markdown
from ssg.inputs import CONFIG_FILE, CONTENT
from ssg.request import STATE
from ssg.store.spelling import spelled

if TYPE_CHECKING:
    from ssg.store.shared import Link, Shares

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST: Final = timedelta(days=90)
_ALL: Final = "all"


@click.command("share", cls=Spoken)
@click.argument("file", type=NamedPath(dir_okay=False), required=False, metavar="FILE")
@site_option
@click.option("--branch", metavar="NAME", help="Of a branch that `ssg serve --share --branch NAME` shows.")
@click.option("--whole-site", is_flag=True, help="A link to all of the site, drafts and scheduled articles included.")
@click.option("--for", "lasting", default="2d", metavar="TIME", help="How long: 30m, 12h, 2d, 1w (default: 2d).")
@click.option("--list", "listed", is_flag=True, help="List the links that open something.")
@click.option("--revoke", metavar="ID", help="Revoke a link of the list; `all` for every link that was ever given.")
@click.pass_obj
def command(
    words: Catalogue,
    file: Path | None,
    site: Path,
    branch: str | None,
    whole_site: bool,
    lasting: str,
    listed: bool,
    revoke: str | None,
) -> int:
    """Print a link to an article that is not public yet.

    Those who have the link can read that article, and nothing else, while `ssg serve --share` runs.
    """
    from ssg.cli.sharing import not_ours
    from ssg.store.shared import Shares

    if [file is not None, whole_site, listed, revoke is not None].count(True) != 1:
        raise Misuse(say("name one of FILE, --whole-site, --list and --revoke ID"))
    if branch is not None:
        from ssg.cli.checkouts import site_of

        site = site_of(site, branch)
        if not site.is_dir():
            raise Failure(say("branch not shown yet: first run `ssg serve --share --branch {name}`", name=branch))
    shares = Shares(site / STATE)
    if not (listed or revoke or (site / CONFIG_FILE).is_file()):
        raise Failure(say("missing {config_file} in {root}", config_file=CONFIG_FILE, root=str(site)))
    try:
        if listed:
            _print_list(shares.links(), site, words)
        elif revoke is not None:
            _revoke(shares, revoke, words)
        else:
            article = _article(site, file) if file is not None else ""
            _print_link(shares, article, _seconds(lasting), site, words)
    except OSError as problem:
        raise not_ours(problem) from problem
    return 0


def _article(site: Path, file: Path) -> str:
    """Return the path of an article below `content/`, as given from here or from the site's folder."""
    content = (site / CONTENT).absolute()
    for found in (spelled(folder.absolute(), file.as_posix()) for folder in (Path(), site)):
        if found.is_file() and found.is_relative_to(content) and is_markdown(found.name):
            return normalized("NFC", found.relative_to(content).as_posix())
    raise BadValue(say("not an article of this site: {file}", file=str(file)), "FILE")


def _seconds(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,4})([mhdw])", text.strip().lower())
    lasting = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if not timedelta() < lasting <= _LONGEST:
        raise BadValue(say("a time such as 30m, 12h, 2d or 1w, of 90 days at most"), "--for")
    return int(lasting.total_seconds())


def _print_link(shares: Shares, article: str, seconds: int, site: Path, words: Catalogue) -> None:
    from ssg.preview.sharing import OPENS
    from ssg.preview.tokens import ID_BYTES, sign
    from ssg.store.shared import Link

    now = int(time.time())
    link = Link(secrets.token_hex(ID_BYTES), article, now, now + seconds)
    token = sign(shares.key(), link.id, link.expires)
    shares.change(lambda links: (*(one for one in links if one.expires > now), link))
    origin = shares.origin()
    click.echo(f"{origin or 'http://127.0.0.1:8001'}{OPENS}{token}")
    until = say("link {id}, until {time}", id=link.id[:8], time=_stamped(link.expires, site))
    click.echo(words(until), err=True)
    if not origin:
        click.echo(words(say("it opens nothing before `ssg serve --share` runs")), err=True)


def _print_list(links: tuple[Link, ...], site: Path, words: Catalogue) -> None:
    now = int(time.time())
    for link in links:
        if link.expires > now:
            what = f"{CONTENT}/{link.article}" if link.article else words(say("the whole site"))
            click.echo(f"{link.id[:8]}  {_stamped(link.expires, site)}  {what}")


def _revoke(shares: Shares, wanted: str, words: Catalogue) -> None:
    links = shares.links()
    gone = links if wanted == _ALL else [one for one in links if len(wanted) >= 4 and one.id.startswith(wanted)]
    if wanted == _ALL:
        shares.revoke_all()
    elif not gone:
        raise Failure(say("link not found: {id}", id=wanted))
    else:
        shares.change(lambda now: tuple(one for one in now if one not in gone))
    click.echo(words(many("revoked {n:,} link", "revoked {n:,} links", n=len(gone))))


def _stamped(seconds: int, site: Path) -> str:
    return stamp(datetime.fromtimestamp(seconds, UTC).astimezone(zone_of(site)))
