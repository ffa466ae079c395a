"""Regular expressions that are compiled when they are first used.

We have five hundred of them. Most look for something that few texts hold, and a build of an edit uses one in nine; all
of them, compiled at the import, were a tenth of its time.
"""

from __future__ import annotations

import re
from typing import Any, cast

_DUNDER = "__"


class _Pattern:
    """A regular expression. When it is first asked for more than its text, its methods become attributes."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression has
        if name.startswith(_DUNDER):  # which `copy` and `pickle` ask for
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        self.__dict__.update((each, getattr(made, each)) for each in dir(made) if not each.startswith(_DUNDER))
        return getattr(made, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression, as `re.compile` does, but for the time: an error in it shows at its first use."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
