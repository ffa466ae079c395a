"""Validates `[deploy.targets]`: addresses, purging, and that no credential stands in `site.toml`. Changes nothing."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from ssg.core.config.report import Report
from ssg.core.message import Message, say

SCHEMES: Final = ("s3", "gs", "az", "file", "rsync", "ssh")
"""The schemes of addresses that `ssg deploy` knows; `ssg/deploy/targets/` has a module for each kind."""
BUCKETS: Final = ("s3", "gs", "az")

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SECRET: Final = re.compile(
    r"(?i)(?:^|_)(?:secret|token|password|passwd|credentials?|sas)(?:_|$)|(?:^|_)(?:access|api)_?key|key_?id"
)


def refuse_secrets(data: dict[str, Any], report: Report) -> None:
    """Report keys of targets that are credentials, and remove them, so that they are not reported as unknown."""
    deploy = data.get("deploy")
    targets = deploy.get("targets") if isinstance(deploy, dict) else None
    for name, target in targets.items() if isinstance(targets, dict) else ():
        tables: list[tuple[tuple[str, ...], Any]] = [(("deploy", "targets", name), target)]
        if isinstance(target, dict):
            tables.append((("deploy", "targets", name, "purge"), target.get("purge")))
        for path, table in tables:
            for key in [k for k in table if _SECRET.search(k)] if isinstance(table, dict) else ():
                report.at_key("E505", _no_secrets(), (*path, key), _environment())
                del table[key]


def check_targets(targets: dict[str, Any], report: Report) -> None:
    """Report targets without a usable address, and purging that cannot work."""
    for name, target in targets.items():
        path = ("deploy", "targets", name)
        if not _NAME.fullmatch(name):
            report.at_key("E505", say("the name of a target has letters (a-z), digits, `-` and `_` only"), path)
        if "url" in target:
            _check_url(target, (*path, "url"), report)
        purge = target.get("purge")
        if isinstance(purge, dict):
            service = purge.get("service", "command")
            missing = "command" if service == "command" else "zone"
            if service != "bunny" and not purge.get(missing):
                message = say("`{service}` purges only with `{key}`", service=service, key=missing)
                report.at_key("E505", message, (*path, "purge"))


def _check_url(target: dict[str, Any], path: tuple[str, ...], report: Report) -> None:
    url = target["url"]
    parts = split(url)
    if parts is None or parts.scheme not in SCHEMES:
        hint = say("as in `s3://bucket`, `gs://bucket`, `az://container`, `file:///folder`, `ssh://host/folder`")
        report.at_value("E505", say("`url` is not the address of a target: {url}", url=url), path, hint)
    elif parts.password is not None or (parts.username and parts.scheme in BUCKETS) or parts.query:
        report.at_value("E505", _no_secrets(), path, _environment())
    elif parts.scheme == "file" and (parts.netloc or len(parts.path) < 2):
        report.at_value(
            "E505",
            say("a `file:` target is the absolute path of a folder"),
            path,
            say("as in `file:///srv/www/example.vn`"),
        )
    elif parts.scheme != "file" and not parts.hostname:
        report.at_value("E505", say("missing bucket or host in `url`"), path)
    elif parts.scheme in ("rsync", "ssh") and len(parts.path) < 2:
        report.at_value("E505", say("missing folder in `url`"), path, say("as in `ssh://www@example.vn/srv/www`"))
    elif ".." in parts.path.split("/") or (parts.hostname or "").startswith("-"):
        report.at_value("E505", say("`url` is not the address of a target: {url}", url=url), path)
    if parts and parts.scheme not in BUCKETS and target.get("encoding", "none") != "none":
        report.at_value(
            "E505", say("only buckets store `encoding`; a server sends the copies by itself"), (*path[:-1], "encoding")
        )


def split(url: str) -> SplitResult | None:
    """Return the parts of an address; None if it is malformed."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _no_secrets() -> Message:
    return say("credentials never belong in site.toml")


def _environment() -> Message:
    return say("put them into the environment (docs/deploy.md lists the variables), and change what was written here")
