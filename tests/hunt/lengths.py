"""How long a hunt goes on: a short one is the same each time, a long one looks elsewhere each time and shrinks.

`SSG_LONG_HUNTS=5` makes the long ones five times as long as continuous integration has time for.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

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
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.reuse, Phase.generate, Phase.shrink),
    )
