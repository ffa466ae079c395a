"""Reads `static/.well-known/security.txt`, whose validity depends on the time: builds and checks warn alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ssg.core.errors import Diagnostic
from ssg.deploy.security_txt import NAMES, check_security_txt
from ssg.inputs import STATIC, Inputs
from ssg.store.open import read_regular

_MOST = 65_536


def security_txt(inputs: Inputs, now: datetime) -> Iterator[Diagnostic]:
    """Yield a warning for each `security.txt` that is no longer valid."""
    for entry in inputs.static:
        if entry.path in NAMES:
            path = f"{STATIC}/{entry.path}"
            try:
                text = read_regular(inputs.root / path, inputs.root, most=_MOST, cut=True).decode(
                    "utf-8-sig", "replace"
                )
            except OSError:  # the build itself reports it
                continue
            found = check_security_txt(path, text, now)
            if found is not None:
                yield found
