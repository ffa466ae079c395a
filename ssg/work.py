"""Counts the work of a build: what the tests assert, and what `--report` prints. Counts only, no times of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Work:
    """How much of each kind of work was done, and the seconds that each stage took by the caller's timer.

    `progress` is called with a stage, the number done and the number to do.
    """

    timer: Callable[[], float] = lambda: 0.0
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None
    parsed: int = 0
    related: int = 0
    compared: int = 0
    rendered: int = 0
    blocks: int = 0
    spliced: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time that the body takes to a stage's."""
        begun = self.timer()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self.timer() - begun
