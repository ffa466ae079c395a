"""What readers are asked before third parties are loaded: the same on every page of a language."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import msgspec

from ssg.core.config.provider_keys import ProviderConfig
from ssg.core.digest import digest_bytes, in_name
from ssg.core.third_parties import BY_NAME, filled
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import ConsentBlock, PurposeView
from ssg.pages.model import Page
from ssg.pages.reader import Reader

_OF_TEXTS: Final = ("article", "live", "page", "guarded")
"""Kinds of pages whose subject is a text, which has a language."""


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the language of the page; "" is the site's. An agreement to what a reader cannot read is none."""
    del given
    if not read.config.providers:
        return ("",)
    language = ""
    if page.kind in _OF_TEXTS:
        language = read.metadata(page.about).language
    elif page.kind == "category":
        language = str(read.query("category-language", page.about))
    return ("" if language == read.config.language else language,)


def view(read: Reader, key: Key) -> ConsentBlock | None:
    """Return the purposes, and what to load for each; None where the site has no third parties."""
    providers = read.config.providers
    if not providers:
        return None
    purposes: dict[str, dict[str, None]] = {}
    for one in providers:
        purposes.setdefault(one.purpose, {})[_title(one)] = None
    consent, told = read.config.consent, msgspec.json.encode([_told(one) for one in providers])
    agreed = msgspec.json.encode([(one.provider, one.purpose, one.id, one.url, _title(one)) for one in providers])
    return ConsentBlock(
        name="consent",
        purposes=tuple(PurposeView(name, tuple(names)) for name, names in sorted(purposes.items(), reverse=True)),
        policy=read.href(consent.policy) if consent.policy.startswith("/") else consent.policy,
        days=consent.days,
        text=consent.text,
        providers=told.decode(),
        version=in_name(digest_bytes(agreed)),
        language=str(key[0]),
    )


def _title(one: ProviderConfig) -> str:
    return one.name or BY_NAME[one.provider].title or urlsplit(one.url).netloc


def _told(one: ProviderConfig) -> dict[str, object]:
    """Return what a script needs to load a third party."""
    row = BY_NAME[one.provider]
    return {
        "provider": one.provider,
        "purpose": one.purpose,
        "id": one.id,
        "url": one.url.rstrip("/"),
        "src": filled(row.script, one.id, one.url) if one.provider != "own" else one.url,
        "attributes": {name: filled(value, one.id, one.url) for name, value in row.attributes},
        "cookies": row.cookies,
    }
