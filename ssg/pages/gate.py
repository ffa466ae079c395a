"""Where a guarded article breaks off: what readers are told there, and where they sign in, subscribe or read on."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from ssg.core.config.access_keys import AccessConfig
from ssg.core.model import Body
from ssg.index.urls import guarded_url
from ssg.pages.reader import Reader
from ssg.pages.views.article import GateView

_EMBED: Final = 'data-embed="'


def gate_of(read: Reader, path: str, body: Body) -> GateView | None:
    """Return where an article breaks off; None for one that everybody may read whole."""
    level = read.metadata(path).access
    if not level:
        return None
    said, url = read.config.access or AccessConfig(), read.address(path)
    back = quote(read.absolute_url(url), safe="")
    return GateView(
        level=level,
        text=said.paid_text if level == "paid" else said.registered_text,
        sign_in=_address(read, said.sign_in, back),
        subscribe=_address(read, said.subscribe, back),
        rest=read.href(guarded_url(level, url)) if said.paid_body == "guard" else "",
        embeds=_EMBED in body.rest,
    )


def _address(read: Reader, pattern: str, back: str) -> str:
    """Return an address of `[access]` for one article."""
    address = pattern.replace("{url}", back)
    return read.config.base_path + address if address.startswith("/") else address
