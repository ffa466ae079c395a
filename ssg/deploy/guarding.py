"""Where guarded texts would be shown to everybody: places whose files say nothing of who may read what. Pure.

nginx, Caddy and Apache are told to refuse them; these can only be told by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, notice
from ssg.core.message import say
from ssg.deploy.headers import guarded
from ssg.deploy.model import PLACE

_HOSTS: Final = ("netlify", "cloudflare", "cloudflare-paid")
_BUCKETS: Final = ("s3://", "gs://", "az://")


def open_places(config: Config) -> Iterator[Diagnostic]:
    """Yield the hosts and targets that show guarded texts until somebody sets up there who may read them."""
    folders = guarded(config)
    if not folders:
        return
    names: list[str] = [host for host in config.deploy.files if host in _HOSTS]
    targets = config.deploy.targets.items()
    names += [name for name, one in targets if one.host in _HOSTS or one.url.startswith(_BUCKETS)]
    if names:
        message = say(
            "{places}: shows {folder} to everybody until rules of its own say who may read it",
            places=", ".join(dict.fromkeys(names)),
            folder=folders[0],
        )
        hint = say('set that up before the first guarded article, or write `paid_body = "omit"` below `[access]`')
        yield notice("N765", message, PLACE, hint)
