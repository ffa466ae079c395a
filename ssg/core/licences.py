"""The names of licences that stand for the URL of their page: `CC BY 4.0`. A table and no more.

Only licences with one page each: `CC BY` without a version has none, and versions for single countries are URLs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ssg.core.message import Message, say
from ssg.core.text.near import likest

_KINDS: Final = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_VERSIONS: Final = ("4.0", "3.0", "2.5", "2.0", "1.0")
_PUBLIC: Final = "https://creativecommons.org/publicdomain"
_BETWEEN: Final = re.compile(r"[\s_-]+")
_SPELT_OUT: Final = re.compile("^(?:creative ?commons|cc)(?= )")


def _named() -> Iterator[tuple[str, str]]:
    yield from ((name, f"{_PUBLIC}/zero/1.0/") for name in ("CC0", "CC0 1.0"))
    yield from ((name, f"{_PUBLIC}/mark/1.0/") for name in ("PDM", "PDM 1.0", "Public Domain Mark 1.0"))
    for version in _VERSIONS:
        for kind in _KINDS:
            # The first version of this one alone has its letters in another order.
            path = "by-nd-nc" if (kind, version) == ("by-nc-nd", "1.0") else kind
            yield f"CC {kind.upper()} {version}", f"https://creativecommons.org/licenses/{path}/{version}/"


LICENCES: Final = dict(_named())
"""The URL of a licence by its name."""
_BY_KEY: Final = {_BETWEEN.sub(" ", name.casefold()): name for name in LICENCES}
_NEWEST: Final = [key for key in _BY_KEY if not key.endswith(_VERSIONS[1:])]


def licence_page(written: str) -> str:
    """Return the URL of a licence that is written by its name (`cc-by-sa 4.0` too); "" if there is no such name."""
    name = _BY_KEY.get(_key(written))
    return LICENCES[name] if name else ""


def licence_hint(written: str) -> Message:
    """Return what to write in place of a name that stands for no page."""
    key = _key(written)
    begun = (known for known in _NEWEST if key and known.startswith(f"{key} "))
    if meant := _BY_KEY.get(next(begun, likest(key, _NEWEST)), ""):
        return say("did you mean `{meant}`? otherwise write the URL of the licence: `https://…`", meant=meant)
    return say("write the URL of the licence (`https://…`), or a name such as `CC BY 4.0`")


def _key(written: str) -> str:
    """Return a name with one space between its words; SPDX writes hyphens."""
    return _SPELT_OUT.sub("cc", _BETWEEN.sub(" ", written.strip().casefold()))
