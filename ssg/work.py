"""Counts the work of a build, for tests and for `--report`. Counts only, no times of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Work:
    """The amount of each kind of work, and the seconds that each stage took by the caller's timer.

    `progress` is called with a stage, the number done and the number to do. `touched` are the articles, below
    `content/`, whose files differ from those of the previous build.
    """

    timer: Callable[[], float] = lambda: 0.0
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None
    parsed: int = 0
    touched: list[str] = field(default_factory=list)
    related: int = 0
    rendered: int = 0
    blocks: int = 0
    spliced: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time that the body takes to that of a stage."""
        begun = self.timer()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self.timer() - begun
