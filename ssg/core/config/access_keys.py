"""The keys of `[access]`: texts that only some readers may read whole; and what their types cannot say. Pure."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

import msgspec

from ssg.core.config.convert import WRONG
from ssg.core.config.layout import KeyPath
from ssg.core.config.report import Report
from ssg.core.message import Invalid, say
from ssg.core.text import is_safe_url

Access = Literal["free", "registered", "paid"]
LEVELS: Final[tuple[Access, ...]] = get_args(Access)
FREE: Final = "free"
_PUBLIC: Final = ("github-pages", "gitlab-pages")
"""Hosts that cannot ask who reads."""

Lines = Annotated[str, msgspec.Meta(extra={"lines": True})]


class AccessConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Articles that only some readers may read whole: `[access]`. All others see their beginning."""

    default: Access = "free"
    """Who may read an article where neither it nor its category says so."""
    paragraphs: Annotated[int, msgspec.Meta(ge=0, le=50)] = 2
    """How many paragraphs everybody may read, beside title and summary."""
    sign_in: str = ""
    """Where readers sign in, such as `https://id.example.vn/?back={url}`: `{url}` is the article."""
    subscribe: str = ""
    """Where readers subscribe, such as `/toa-soan/thue-bao/`; `{url}` likewise."""
    registered_text: Lines = ""
    """What stands where an article for registered readers breaks off; unless given, a sentence of the theme."""
    paid_text: Lines = ""
    """What stands where an article for subscribers breaks off; unless given, a sentence of the theme."""
    paid_body: Literal["guard", "omit"] = "guard"
    """Whether the rest is a file of its own that the server guards, or is in no file of the site."""


def check_link(pattern: str) -> str:
    """Return `pattern`, an address that may contain `{url}`. Raises Invalid."""
    whole = pattern.replace("{url}", "x")
    if pattern and not (whole.startswith(("https://", "http://", "/")) and is_safe_url(whole)):
        raise Invalid(say("must begin with `https://`, or with `/` for a page of this site"))
    if "{" in whole or "}" in whole:
        raise Invalid(say("may contain only the field `{{url}}`"))
    return pattern


def check_access(tables: list[tuple[KeyPath, dict[str, Any]]], good: dict[str, Any], report: Report) -> None:
    """Report that readers of guarded articles could not sign in, and hosts that guard nothing."""
    access, deploy = good.get("access", {}), good.get("deploy", {})
    if "access" in good and access is not WRONG and access.get("paid_body") != "omit" and deploy is not WRONG:
        targets = deploy.get("targets", {})
        hosts = [*deploy.get("files", ()), *(one.get("host", "") for one in targets.values() if one is not WRONG)]
        for host in dict.fromkeys(host for host in hosts if host in _PUBLIC):
            message = say("{host} shows every file to everybody: it cannot guard articles", host=host)
            report.at_key("E505", message, ("access",), say('write `paid_body = "omit"` below `[access]`'))
    if access is WRONG or access.get("sign_in") or access.get("paid_body") == "omit":
        return
    guarded = [(*path, "access") for path, table in tables if table.get("access", FREE) != FREE]
    if access.get("default", FREE) != FREE:
        guarded.append(("access", "default"))
    for path in guarded[:1]:
        message = say("missing `{value}`", value="access.sign_in")
        hint = say('add `sign_in = "https://…"` below `[access]` of site.toml, or `paid_body = "omit"`')
        report.at_value("E504", message, path, hint)
