"""Finds the language of a command: `--lang`, the environment, the site. Reads only that from `site.toml`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from ssg.core.catalogue import LANGUAGES
from ssg.store.open import read_regular

OPTION: Final = "--lang"
_LANGUAGE: Final = re.compile(r"^[ \t]*language[ \t]*=[ \t]*[\"']([A-Za-z_-]+)[\"']", re.MULTILINE)
_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_USUAL: Final = "vi"  # the default of `site.toml`
_MOST: Final = 2_000_000


def take_language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Return the value of the last `--lang` among the arguments of a command ("" without one), and the others.

    A `--lang` without a value stays among them: click reports it.
    """
    given, at = "", 0
    others: list[str] = []
    while at < len(arguments):
        one = arguments[at]
        if one == "--":
            others += arguments[at:]
            break
        if one == OPTION and at + 1 < len(arguments):
            given, at = arguments[at + 1], at + 2
        elif one.startswith(f"{OPTION}="):
            given, at = one.partition("=")[2], at + 1
        else:
            others.append(one)
            at += 1
    return given, others


def usual_language(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> str:
    """Return the language without `--lang`: what the environment names, else that of the site, else English."""
    names = (environ.get("SSG_LANG"), environ.get("LC_ALL"), environ.get("LC_MESSAGES"), environ.get("LANG"))
    return next(filter(None, map(_known, names)), "") or _known(_of_site(_folder(arguments))) or "en"


def _known(name: str | None) -> str:
    """Return the language that `vi`, `vi_VN.UTF-8` or `en-GB` names, if it is one of ours; `C` and `POSIX` are none."""
    bare = re.split(r"[-_.@]", (name or "").lower(), maxsplit=1)[0]
    return bare if bare in LANGUAGES else ""


def _folder(arguments: Sequence[str]) -> Path:
    """Return the folder of the site: what follows the last `-C`."""
    found = ""
    for one, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if one == "-C":
            found = following
        elif one.startswith("-C"):
            found = one[2:]
    return Path(found)


def _of_site(folder: Path) -> str:
    """Return the language that a site's `site.toml` names, even where it is invalid; "" if there is no site."""
    try:
        text = read_regular(folder / "site.toml", most=_MOST).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
    table = _TABLE.search(text)
    found = _LANGUAGE.search(text, 0, table.start() if table else len(text))
    return found[1] if found else _USUAL
