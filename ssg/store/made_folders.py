"""The folders that were created for outputs, kept small: a new site of a million articles has more. Touches none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class MadeFolders:
    """Folders, in the order in which they were created."""

    def __init__(self) -> None:
        """Hold none."""
        self._paths: list[str] = []
        self._others: list[tuple[str, ...]] = []
        self._counts = bytearray()

    def add(self, path: str, made: Sequence[str]) -> None:
        """Add the folders that were created for an output: nearly always the last ones on its path."""
        if 0 < len(made) < 256 and _last(path, len(made)) == tuple(made):
            self._counts.append(len(made))
            self._paths.append(path)
        else:
            self._counts.append(0)
            self._others.append(tuple(made))

    def __iter__(self) -> Iterator[str]:
        """Yield all folders."""
        paths, others = iter(self._paths), iter(self._others)
        for count in self._counts:
            yield from _last(next(paths), count) if count else next(others)


def _last(path: str, count: int) -> tuple[str, ...]:
    """Return the last folders on a path, from the top."""
    found: list[str] = []
    for _ in range(count):
        path = path.rpartition("/")[0]
        found.append(path)
    return tuple(reversed(found))
