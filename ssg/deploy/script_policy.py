"""How the Content-Security-Policy knows which scripts may run: by their hosts, by a nonce, or by their digests. Pure.

Third parties are allowed by the rows of `THIRD_PARTIES`, and only those that a site declares.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

import msgspec

from ssg.core.config import Config
from ssg.core.third_parties import BY_NAME, filled

NONCE: Final = "ssg-nonce-of-the-response"
"""What stands in the policy where each server names its own value."""
_STRICT: Final = "'strict-dynamic'"
_OLD_BROWSERS: Final = "'self' https:"
"""For browsers that do not know `'strict-dynamic'`; all others ignore it."""


def provider_sources(config: Config) -> dict[str, str]:
    """Return what a policy must allow for the third parties of a site, by directive."""
    found: dict[str, dict[str, None]] = {}
    for one in config.providers:
        row = BY_NAME[one.provider]
        for directive, source in row.sources:
            if directive != "script-src" or config.deploy.scripts == "hosts" or source.startswith("'"):
                found.setdefault(directive, {})[filled(source, one.id, one.url)] = None
    return {directive: " ".join(sources) for directive, sources in found.items()}


def script_source(config: Config) -> str:
    """Return what `script-src` begins with if the policy is strict; empty if it names hosts."""
    if config.deploy.scripts == "nonce":
        return f"{_STRICT} 'nonce-{NONCE}' {_OLD_BROWSERS}"
    return f"{_STRICT} {_OLD_BROWSERS}" if config.deploy.scripts == "digests" else ""


def with_digests(config: Config, assets: Mapping[str, bytes]) -> Config:
    """Return the configuration with the digests of the theme's scripts in its policy, if that goes by them."""
    if config.deploy.scripts != "digests":
        return config
    digests = dict.fromkeys(f"'{digest(data)}'" for name, data in sorted(assets.items()) if name.endswith(".js"))
    given = config.deploy.policy
    sources = " ".join(filter(None, (*digests, given.get("script-src", ""))))
    deploy = msgspec.structs.replace(config.deploy, policy={**given, "script-src": sources})
    return msgspec.structs.replace(config, deploy=deploy)


def digest(data: bytes) -> str:
    """Return the digest of a script, as a policy and the attribute `integrity` have it."""
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


def for_preview(config: Config) -> Config:
    """Return the configuration for the preview, which has no nonces: its policy names hosts.

    It allows no third parties, whatever an editor answers: they would learn of drafts, and count their readers.
    """
    deploy = msgspec.structs.replace(config.deploy, scripts="hosts")
    return msgspec.structs.replace(config, deploy=deploy, providers=())
