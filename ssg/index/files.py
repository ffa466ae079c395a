"""The files that articles may show, by the names that articles give them. Pure; it knows names only."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import unquote

from ssg.content.markdown.targets import file_name, split
from ssg.core.errors import Diagnostic, Place, notice
from ssg.core.message import say
from ssg.index.places import CONTENT, STATIC


class Files(NamedTuple):
    """The files that articles may show: by path below `content/`, without articles, and by path below `static/`."""

    content: Collection[str]
    static: Collection[str]

    def find(self, path: str) -> str:
        """Return the file that a resolved target names; empty if there is none.

        Either of target and name may be percent-encoded.
        """
        if not path.startswith(STATIC):
            spellings = (path, unquote(path)) if "%" in path else (path,)
            for one in spellings:
                if one in self.content:
                    return one
            for one in spellings:
                if one in self.static:
                    return STATIC + one
        elif path.removeprefix(STATIC) in self.static:
            return path
        return ""

    def meant(self, target: str) -> str:
        """Return the file that a target names by its path from the site's folder; empty if there is none."""
        path = posixpath.normpath(file_name(split(target)[0]).lstrip("/"))
        in_static, in_content = path.removeprefix("static/"), path.removeprefix(f"{CONTENT}/")
        if in_static != path and in_static in self.static:
            return STATIC + in_static
        return in_content if in_content != path and in_content in self.content else ""

    def respelled(self) -> dict[str, str]:
        """Return the files whose names are percent-encoded, by their decoded names."""
        found: dict[str, str] = {}
        for names, prefix in ((self.static, STATIC), (self.content, "")):
            for name in names:
                if "%" in name:
                    found[unquote(name)] = prefix + name
        return found


def folder_named(target: str, found: str, place: Place) -> Diagnostic:
    """Report a target that contains the folder of the site, which is not part of the URL: it is accepted."""
    address = f"/{found.removeprefix(STATIC)}"
    message = say(
        "`{target}` is read as `{address}`: folders of the site are no part of it", target=target, address=address
    )
    return notice("N311", message, place, say("write `{address}`", address=address))
