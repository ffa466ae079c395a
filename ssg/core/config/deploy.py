"""Validates what types cannot express about `[deploy]`, `[ping]` and `redirects`. Reports problems; changes nothing."""

from __future__ import annotations

import re
from typing import Any, Final

from ssg.core.config.report import Report, closest
from ssg.core.config.target import check_targets
from ssg.core.message import say
from ssg.core.text.paths import is_safe_url

DIRECTIVES: Final = (
    *("default-src", "script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "frame-src"),
    *("worker-src", "manifest-src", "form-action", "frame-ancestors"),
)
"""The directives of a Content-Security-Policy to which sources may be added."""

_KEY: Final = re.compile(r"[A-Za-z0-9-]{8,128}")
_SOURCES: Final = re.compile(r"[A-Za-z0-9:/.*'_\-+=?&%~ ]+")
_UNSAFE: Final = ("'unsafe-inline'", "'unsafe-eval'")


def check_deploy(good: dict[str, Any], report: Report) -> None:
    """Report hosts that exclude each other, invalid sources, a malformed key, a table outside the site."""
    deploy, ping = good.get("deploy", {}), good.get("ping", {})
    if {"netlify", "cloudflare"} <= set(deploy.get("files", ())):
        message = say("netlify and cloudflare read the same files differently: name only one of them")
        report.at_value("E505", message, ("deploy", "files"))
    if deploy.get("cms") and "netlify" in deploy.get("files", ()):
        message = say("netlify cannot give the CMS a policy of its own: `cms` is for other servers")
        hint = say("serve the folder `/admin/` from another host, or without headers of ssg")
        report.at_value("E505", message, ("deploy", "cms"), hint)
    _check_includes(good, report)
    check_targets(deploy.get("targets", {}), report)
    for name, sources in deploy.get("policy", {}).items():
        path = ("deploy", "policy", name)
        if name not in DIRECTIVES:
            report.at_key("E503", say("unknown directive `{name}`", name=name), path, closest(name, DIRECTIVES))
        elif not _SOURCES.fullmatch(sources):
            report.at_value(
                "E505", say("invalid source in `{name}`", name=name), path, say('as in `"https://stats.example"`')
            )
        elif any(word in sources for word in _UNSAFE):
            hint = say("name the URL of the script, or its hash")
            report.at_value("E505", say("`{name}` would allow any script", name=name), path, hint)
    key = ping.get("indexnow", "")
    if key and not _KEY.fullmatch(key):
        message = say("`ping.indexnow` must be 8 to 128 letters (a-z), digits and hyphens")
        report.at_value("E505", message, ("ping", "indexnow"))
    hub = ping.get("hub", "")
    if hub and not (hub.startswith(("https://", "http://")) and is_safe_url(hub)):
        report.at_value("E505", say("`ping.hub` must be the URL of a hub"), ("ping", "hub"), say("as in `https://…`"))
    table = good.get("redirects", "").replace("\\", "/")
    if table and (table.startswith("/") or ":" in table.split("/")[0] or ".." in table.split("/")):
        report.at_value("E505", say("`redirects` must be a file within the site's folder"), ("redirects",))


def _check_includes(good: dict[str, Any], report: Report) -> None:
    """Report servers that would send directives to readers: they do not support includes, or not in this form."""
    deploy = good.get("deploy", {})
    if not any(block.get("delivery") == "ssi" for block in good.get("blocks", {}).values()):
        return
    form = deploy.get("includes", "ssi")
    able = {"ssi": ("nginx", "apache"), "caddy": ("caddy",)}[form]
    for name in deploy.get("files", ()):
        if name not in able:
            message = say('{name} cannot include blocks with `delivery = "ssi"`', name=name)
            both = "caddy" in (name, form) and name in ("nginx", "apache", "caddy")
            other = "caddy" if name == "caddy" else "ssi"
            hint = say('write `includes = "{other}"`', other=other) if both else say("use `inline` or `client`")
            report.at_value("E505", message, ("deploy", "files"), hint)
