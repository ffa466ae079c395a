"""Finds a value of `site.toml` by its dotted name. Pure; it reports nothing."""

from __future__ import annotations

from typing import Any

from ssg.core.config.schema import Config


def setting(config: Config, name: str) -> Any:  # noqa: ANN401 - any value of site.toml
    """Return a value of `site.toml` by its dotted name, such as `feeds.items`; None if there is none."""
    value: Any = config
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
    return value
