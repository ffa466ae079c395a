"""What the schemas have in common. Data only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ssg.core.message import Message

Words = Callable[[Message], str]
"""The words of a message in the language of the editor."""
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
