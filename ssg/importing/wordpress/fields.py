"""The fields of an item of WXR, whatever the version of its namespaces. No meaning is given to them here."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from ssg.importing.times import time_of
from ssg.importing.xml import Element, local, text_of

_ZERO: Final = "0000-00-00"


class Fields:
    """The children of an item, by their names without namespaces."""

    def __init__(self, element: Element) -> None:
        """Take an item."""
        self._found: dict[str, str] = {}
        self._encoded: dict[str, str] = {}
        self._metas: list[Element] = []
        self._terms: list[Element] = []
        self._comments: list[Element] = []
        groups = {"postmeta": self._metas, "category": self._terms, "comment": self._comments}
        for child in element:
            name = local(child)
            if name in groups:
                groups[name].append(child)
            elif name == "encoded":  # content:encoded and excerpt:encoded
                self._encoded["excerpt" if "/excerpt/" in child.tag else "content"] = child.text or ""
            elif name and name not in self._found and not len(child):
                self._found[name] = (child.text or "").strip()

    @property
    def id(self) -> str:
        """What the old system calls the item."""
        return self["post_id"] or self["guid"] or self["link"]

    @property
    def stamp(self) -> int:
        """When the item was changed last, as a number; 0 if it does not tell."""
        found = self["post_modified_gmt"]
        digits = "".join(filter(str.isdigit, self["post_modified"] if not found or found[0] == "0" else found))[:14]
        return int(digits) if digits.isascii() and digits else 0

    def __getitem__(self, name: str) -> str:
        """Return a field; "" for none."""
        return self._found.get(name, "")

    def encoded(self, name: str) -> str:
        """Return `content` or `excerpt`."""
        return self._encoded.get(name, "")

    def meta(self) -> dict[str, str]:
        """Return the fields of the item that plugins and the editor have added; the last of a name counts."""
        return dict(self.all_meta())

    def all_meta(self) -> list[tuple[str, str]]:
        """Return all of them, in their order."""
        return [(child_text(one, "meta_key"), child_text(one, "meta_value")) for one in self._metas]

    def comments(self) -> int:
        """Return the number of comments that readers could see."""
        return sum(child_text(one, "comment_approved") in ("1", "") for one in self._comments)

    def terms(self) -> list[tuple[str, str, str]]:
        """Return taxonomy, slug and name of what the item is filed under."""
        return [(one.get("domain") or "category", one.get("nicename") or "", text_of(one)) for one in self._terms]

    def offset(self) -> timedelta | None:
        """Return how far the clock of the old site was before UTC; None if the item does not tell."""
        here, there = _time(self["post_date"]), _time(self["post_date_gmt"])
        found = here - there if here is not None and there is not None else None
        return found if found is not None and abs(found) <= timedelta(hours=14) else None

    def times(self, usual: tzinfo) -> tuple[datetime | None, datetime | None]:
        """Return the time of publication and of the last change, with the offset of the old site or a `usual` one."""
        offset = self.offset()
        zone = timezone(offset) if offset is not None else usual
        here = _time(self["post_date"])
        date = here.replace(tzinfo=zone) if here is not None else time_of(self["pubDate"])
        changed = _time(self["post_modified"])
        return date, changed.replace(tzinfo=zone) if changed is not None else None


def child_text(element: Element, name: str) -> str:
    """Return the text of a child by its name without a namespace; "" for none."""
    for child in element:
        if local(child) == name:
            return (child.text or "").strip()
    return ""


def _time(text: str) -> datetime | None:
    if not text or text.startswith(_ZERO):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None
