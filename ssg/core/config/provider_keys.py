"""The keys of `[[providers]]` and `[consent]`, and what their types cannot say. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

import msgspec

from ssg.core.config.convert import WRONG
from ssg.core.config.layout import KeyPath
from ssg.core.config.menu_keys import Url
from ssg.core.config.report import Report
from ssg.core.message import NOTHING, say
from ssg.core.third_parties import BY_NAME, THIRD_PARTIES, ThirdParty

Provider = Literal[
    "own", "google-ad-manager", "adsense", "matomo", "plausible", "goatcounter", "umami", "google-analytics"
]
SlotProvider = Literal["", "own", "google-ad-manager", "adsense"]
Purpose = Literal["analytics", "advertising"]
_ADDRESS: Final = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{2,5})?(?:/[A-Za-z0-9._~%/-]*)?")
OWN: Final = "own"
_SERVICE: Final = "https://stats.example.vn"
_SCRIPT: Final = "https://ads.example.vn/slots.js"
_SERVERS: Final = {"nginx": "ssi", "caddy": "caddy"}
"""Servers that put a nonce into pages, and the `includes` by which pages ask for it."""


class ProviderConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A third party whose script is loaded when a reader agrees: one `[[providers]]`."""

    provider: Provider
    """Who it is; `own`: a script of the newsroom's own."""
    purpose: Purpose
    """What for: readers agree or refuse by purpose."""
    id: str = ""
    """The number of the site or of the account there, e.g. `G-1A2B3C4D5E`."""
    url: Url = ""
    """Where the service is, such as `https://stats.example.vn`; of `own`, the script itself."""
    name: str = ""
    """What readers see; unless given, the provider's name or its host."""


class ConsentConfig(msgspec.Struct, frozen=True, kw_only=True):
    """How readers are asked before third parties are loaded: `[consent]`."""

    policy: Url = ""
    """The page about personal data, such as `/toa-soan/chinh-sach-bao-mat/`."""
    days: Annotated[int, msgspec.Meta(ge=1, le=730)] = 180
    """For how long an answer is remembered."""
    text: str = ""
    """What readers are asked; unless given, two sentences of the theme."""


def check_providers(good: dict[str, Any], report: Report) -> None:
    """Report providers that lack what they need, have what they cannot have, or cannot be allowed by the policy."""
    listed = [(n, one) for n, one in enumerate(good.get("providers", ())) if one is not WRONG]
    seen: dict[tuple[str, str, str], KeyPath] = {}
    for number, table in listed:
        path: KeyPath = ("providers", number)
        found = BY_NAME.get(table.get("provider", ""))
        if found is None:
            continue
        _check_needs(found, table, path, report)
        if found.advertises and table.get("purpose", "advertising") != "advertising":
            message = say(
                "`{name}` shows advertisements: readers who agree to being counted have not agreed to it",
                name=found.name,
            )
            report.at_value("E505", message, (*path, "purpose"), say('write `purpose = "advertising"`'))
        same = (found.name, table.get("id", ""), table.get("url", ""))
        if (first := seen.setdefault(same, path)) != path:
            message = say("duplicate provider `{name}`", name=found.name)
            report.at_value("E505", message, (*path, "provider"), say("keep one"), also=((*first, "provider"),))
        _check_policy(found, good, (*path, "provider"), report)
    declared: dict[str, set[str]] = {}
    for _, table in listed:
        declared.setdefault(table.get("provider", ""), set()).add(table.get("purpose", ""))
    _check_slots(good, declared, report)
    _check_nonce(good, report)


def _check_needs(found: ThirdParty, table: dict[str, Any], path: KeyPath, report: Report) -> None:
    examples = {"id": found.example, "url": _SCRIPT if found.name == OWN else _SERVICE}
    for key, example in examples.items():
        value = table.get(key, "")
        if report.has((*path, key)):
            continue
        if key in found.needs and not value:
            message = say("`{name}` needs `{key}`", name=found.name, key=key)
            report.at_key("E504", message, path, say('add a line `{key} = "{example}"`', key=key, example=example))
        elif key not in found.needs and key in table:
            message = say("`{name}` has no `{key}`", name=found.name, key=key)
            report.at_key("E503", message, (*path, key), say("remove it"))
    if "id" in found.needs and (value := table.get("id")) and not re.fullmatch(found.form, value):
        message = say("`{value}` is not an id of `{name}`", value=value, name=found.name)
        report.at_value("E505", message, (*path, "id"), say("for example `{example}`", example=found.example))
    if "url" in found.needs and (value := table.get("url")):
        _check_url(found, value, (*path, "url"), report)


def _check_url(found: ThirdParty, value: str, path: KeyPath, report: Report) -> None:
    """Report the address of a service that is that of a script, and the other way round."""
    own = found.name == OWN
    message, hint = NOTHING, say("for example `{example}`", example=_SCRIPT if own else _SERVICE)
    if not _ADDRESS.fullmatch(value):
        message = say("`providers.url` must be an `https://` address without `?` and `#`")
    elif own and not urlsplit(value).path.strip("/"):
        message = say("`providers.url` of `own` must be the address of a script: {value}", value=value)
    elif not own and value.endswith((".js", ".php")):
        message = say("`providers.url` must be the address of the service, not of its script: {value}", value=value)
    if message:
        report.at_value("E505", message, path, hint)


def _check_policy(found: ThirdParty, good: dict[str, Any], path: KeyPath, report: Report) -> None:
    """Report a provider that the site's policy would stop half-way."""
    deploy = good.get("deploy", {})
    if found.changing and deploy is not WRONG and deploy.get("files") and deploy.get("scripts", "hosts") == "hosts":
        message = say(
            "`{name}` loads scripts of hosts that change: a policy that names hosts stops it, or allows too much",
            name=found.name,
        )
        hint = say('write `scripts = "digests"` below `[deploy]`; with nginx or Caddy, `scripts = "nonce"` works too')
        report.at_value("E518", message, path, hint)


def _check_slots(good: dict[str, Any], declared: Mapping[str, set[str]], report: Report) -> None:
    """Report slots of a provider that is not declared, or does not know which of its units they are.

    `declared` has the purposes of each provider.
    """
    ads = good.get("ads", {})
    for number, slot in enumerate(() if ads is WRONG else ads.get("slots", ())):
        if slot is WRONG or not (name := slot.get("provider")):
            if slot is not WRONG and slot.get("unit"):
                path = ("ads", "slots", number, "unit")
                report.at_key("E503", say("`unit` of a slot without `provider`"), path, say("remove it"))
            continue
        path = ("ads", "slots", number, "provider")
        if name not in declared:
            message = say("slot of the provider `{name}`, which is not declared", name=name)
            report.at_value("E505", message, path, say('add `[[providers]]` with `provider = "{name}"`', name=name))
        elif not declared[name] & {"advertising", ""} and not BY_NAME[name].advertises:
            message = say("slot of the provider `{name}`, which is not declared for advertising", name=name)
            report.at_value("E505", message, path, say('write `purpose = "advertising"` in its `[[providers]]`'))
        if not slot.get("unit") and not report.has(("ads", "slots", number, "unit")):
            hint = say('add a line `unit = "…"`, as the provider calls the slot')
            report.at_key("E504", say("missing `{value}`", value="ads.slots.unit"), path, hint)


def _check_nonce(good: dict[str, Any], report: Report) -> None:
    """Report servers and hosts that cannot put a nonce into pages."""
    deploy = good.get("deploy", {})
    if deploy is WRONG or deploy.get("scripts") != "nonce":
        return
    files, includes = deploy.get("files", ()), deploy.get("includes", "ssi")
    unable = [name for name in files if _SERVERS.get(name) != includes]
    if unable or not files:
        message = say("`nonce` needs a server that puts a new one into every response, which files alone cannot")
        if unable:
            message = say("{name} cannot put a nonce into pages", name=unable[0])
        hint = say('write `scripts = "digests"`; a nonce needs nginx, or Caddy with `includes = "caddy"`')
        report.at_value("E518", message, ("deploy", "scripts"), hint)


SLOT_PROVIDERS: Final = tuple(one.name for one in THIRD_PARTIES if one.slots)
