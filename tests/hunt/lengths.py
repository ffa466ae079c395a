"""How long a hunt goes on, and where it looks: the same edits each time, or with `SSG_LONG_HUNTS` others each time.

`SSG_LONG_HUNTS=5` (`make hunt`) makes the long ones five times as long as continuous integration has time for, looks
elsewhere each time and shrinks what it finds. Without it a change is judged by what it does, not by chance.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

IS_FREE = "SSG_LONG_HUNTS" in os.environ
"""Whether hunts look elsewhere each time."""
TIMES = int(os.environ.get("SSG_LONG_HUNTS", "1"))
"""How much longer than in continuous integration."""


def short(examples: int, steps: int) -> settings:
    """A site of a hundred articles takes minutes to shrink: only the long hunt does."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )


def long(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples * TIMES,
        stateful_step_count=steps,
        derandomize=not IS_FREE,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.reuse, Phase.generate, Phase.shrink) if IS_FREE else (Phase.generate,),
    )
