"""Tells the versions of installed distributions by the names of their folders.

Importing `importlib.metadata` and reading their metadata with it took a tenth of the start of every command.
Never imports a distribution.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from types import MappingProxyType
from typing import Final

# `Jinja2-3.1.6.dist-info`, `jinja2-3.1.6.egg-info` or `jinja2-3.1.6-py3.11.egg-info`
_FOLDER: Final = re.compile(r"([^-]+)-([^-]+)(?:-.*)?\.(?:dist|egg)-info")
_BETWEEN: Final = re.compile(r"[-_.]+")


def installed_version(name: str) -> str:
    """Return the version of a distribution, as pip normalises it; empty if it is not installed."""
    return _versions(tuple(sys.path)).get(_normal(name), "")


@cache
def _versions(folders: tuple[str, ...]) -> Mapping[str, str]:
    """Return the versions by normal name; what is in an earlier folder is what Python imports."""
    found: dict[str, str] = {}
    for folder in folders:
        with suppress(OSError):  # a zip file, or a folder that does not exist
            for entry in sorted(os.listdir(folder or ".")):  # noqa: PTH208 - hundreds of names, at every start
                if entry.endswith("-info") and (one := _FOLDER.fullmatch(entry)):
                    found.setdefault(_normal(one[1]), one[2])
    return MappingProxyType(found)


def _normal(name: str) -> str:
    """Return the name in the normal form of the packaging standards."""
    return _BETWEEN.sub("-", name).lower()
