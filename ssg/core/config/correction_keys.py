"""The keys of `[corrections]`: the page with the corrections of all articles; and what their types cannot say. Pure."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from ssg.core.config.lengths import path_fault
from ssg.core.message import Invalid, say
from ssg.core.reserved import RESERVED

_URL: Final = re.compile(r"/(?:[A-Za-z0-9](?:[A-Za-z0-9._~-]*[A-Za-z0-9_~-])?/)+")


class CorrectionsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The page with the corrections of all articles: `[corrections]`."""

    enabled: bool = True
    """Whether there is such a page, once an article has `corrections`."""
    url: str = ""
    """Where it is, such as `/sua-sai/`; unless given, `/dinh-chinh/` in Vietnamese and `/corrections/` otherwise."""
    title: str = ""
    """Its heading; unless given, `Đính chính`, or the word of the site's language."""


def check_corrections_url(url: str) -> str:
    """Return `url`, a folder of the site, or "". Raises Invalid."""
    if url and (not _URL.fullmatch(url) or url.strip("/").partition("/")[0].lower() in RESERVED):
        raise Invalid(say("is not a free path of the site with `/` at both ends: `{url}`", url=url[:60]))
    if fault := path_fault(url):
        raise Invalid(say("cannot be published: {fault}", fault=fault))
    return url
