"""Checkouts of git branches below `.ssg/branches/`, for previews. Runs git.

Never touches the newsroom's own checkout, makes no commit, and runs no hook.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from ssg.cli.speech import BadValue, Failure
from ssg.core.digest import digest_bytes, in_name
from ssg.core.message import Message, say, verbatim
from ssg.core.text.slug import slugify
from ssg.jobs.programs import Ended, run
from ssg.request import STATE

FOLDER: Final = "branches"
_WITHOUT_HOOKS: Final = ("-c", f"core.hooksPath={os.devnull}")


class Checkout(NamedTuple):
    """A branch that is checked out: the folder of the checkout, that of the site in it, and the commit."""

    branch: str
    folder: Path
    site: Path
    commit: str


def site_of(site: Path, branch: str) -> Path:
    """Return the folder of a site in the checkout of a branch, whether it is checked out or not.

    Raises Failure without git or a repository, BadValue for what cannot be the name of a branch.
    """
    if not branch.strip() or branch.startswith("-"):
        raise BadValue(say("not a branch: {name}", name=repr(branch)), "--branch")
    prefix = _git(site, "rev-parse", "--show-prefix", why=say("{root}: not in a git repository", root=str(site)))
    return folder_of(site, branch) / prefix


def folder_of(site: Path, branch: str) -> Path:
    """Return the folder of the checkout of a branch. Names that differ only in what folders cannot hold differ."""
    return (
        site / STATE / FOLDER / f"{slugify(branch) or 'branch'}-{in_name(digest_bytes(branch.encode()))}"
    ).absolute()


def check_out(site: Path, branch: str) -> Checkout:
    """Check a branch out, or bring its checkout up to date.

    Raises Failure where git refuses, BadValue for a missing branch.
    """
    inside, folder = site_of(site, branch), folder_of(site, branch)
    commit = commit_of(site, branch)
    if not commit:
        raise BadValue(say("branch not found: {name}", name=branch), "--branch")
    _git(site, "worktree", "prune")
    if (folder / ".git").is_file():
        return bring_up(Checkout(branch, folder, inside, ""), commit)
    _git(site, "worktree", "add", "--force", "--detach", str(folder), commit)
    return Checkout(branch, folder, inside, commit)


def commit_of(site: Path, branch: str) -> str:
    """Return the commit of a branch, also of one of another repository (`origin/name`); empty if it is not there."""
    found = _run(site, "rev-parse", "--verify", "--quiet", f"{branch}^{{commit}}")
    return found.out.decode().strip() if found.status == 0 else ""


def bring_up(checkout: Checkout, commit: str) -> Checkout:
    """Check out another commit of a branch; what was written into the checkout by hand is replaced.

    Raises Failure where git refuses.
    """
    if commit != checkout.commit:
        _git(checkout.folder, "checkout", "--quiet", "--force", "--detach", commit)
    return checkout._replace(commit=commit)


def _git(folder: Path, *arguments: str, why: Message | None = None) -> str:
    """Run git; raise Failure with `why`, or with what git says."""
    ended = _run(folder, *arguments)
    if ended.status:
        said = (ended.said.strip().splitlines() or [f"git {arguments[0]}: {ended.status}"])[-1]
        raise Failure(why or verbatim(said))
    return ended.out.decode().rstrip("\n")


def _run(folder: Path, *arguments: str) -> Ended:
    """Run git in a folder, whatever repository the environment names: a hook of git has one there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return run(["git", *_WITHOUT_HOOKS, "-C", str(folder), *arguments], environment=environment)
    except FileNotFoundError as problem:
        raise Failure(say("branches need git, which is not installed")) from problem
