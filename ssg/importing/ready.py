"""An item as it is to be written, and its lines of the ledger: before, when it may not be written, and after. Pure."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.text.dates import iso
from ssg.importing.ledger import Known
from ssg.importing.model import Item
from ssg.importing.place import Where


class Ready(NamedTuple):
    """An item as it is to be written."""

    item: Item
    key: str
    known: Known | None
    where: Where
    data: bytes
    line: Known
    """The line of the ledger when it is written."""

    @property
    def begun(self) -> Known:
        """The line of the ledger before it is written."""
        known = self.known
        was = "" if known is None else known.was if known.begun else known.digest
        return msgspec.structs.replace(self.line, begun=True, was=was)

    @property
    def differs(self) -> bool:
        """Whether a file may be written."""
        return self.known is None or self.known.begun or self.line.digest != self.known.digest


def ready(item: Item, key: str, known: Known | None, where: Where, data: bytes) -> Ready:
    """Return an item as it is to be written, with its line."""
    urls = tuple(filter(None, (where.permalink, *where.aliases)))
    date = iso(where.date) if item.kind == "article" and item.date is None and where.date is not None else ""
    return Ready(item, key, known, where, data, Known(where.file, digest_bytes(data), urls, date=date))
