"""The problems of a site besides its invalid `site.toml`, so that all are printed at once. Writes nothing."""

from __future__ import annotations

from ssg.build import build
from ssg.core.config.usable import usable_config
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.inputs import CONFIG_FILE, read_inputs
from ssg.request import Request
from ssg.store.open import read_regular
from ssg.work import Work

_CONFIGURATION = "E5"
_UNREADABLE = "E520"
_LONGEST = 1_000_000  # bytes of a file that is read again


def and_beyond(request: Request, said: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics; if all are about an invalid `site.toml`, also those of a check of everything else.

    The check uses the valid settings; diagnostics that the missing ones may cause are omitted.
    """
    if not said or not all(d.code.startswith(_CONFIGURATION) and d.place.path == CONFIG_FILE for d in said):
        return said
    if any(d.code == _UNREADABLE for d in said):
        return said
    try:
        text = read_regular(request.root / CONFIG_FILE, most=_LONGEST).decode("utf-8-sig")
        config, doubtful = usable_config(text)
        inputs = read_inputs(request.root, may_lack_articles=request.allow_removals, config=config)
        rest = build(request._replace(output=None, keep_going=False, base_url=None), Work(), inputs).diagnostics
    except SiteProblem as problem:
        rest, doubtful = problem.diagnostics, frozenset()
    except (OSError, ValueError):
        return said
    return (*said, *(d for d in rest if d.code not in doubtful))
