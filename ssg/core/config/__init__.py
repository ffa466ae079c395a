"""What a site says of itself in `site.toml`: read, checked as a whole, and frozen.

It reads text that it is given; it never opens a file, and never guesses at a value that is wrong.
"""

from __future__ import annotations

from ssg.core.config.load import load_config
from ssg.core.config.rules import normal_base_url
from ssg.core.config.schema import (
    BLOCK_COUNTS,
    PERMALINK_FIELDS,
    AuthorConfig,
    BlockConfig,
    CategoryConfig,
    Config,
    DeployConfig,
    HomeConfig,
    MarkdownConfig,
    MenuItem,
    PingConfig,
    Publisher,
    TopicConfig,
)

__all__ = [
    "BLOCK_COUNTS",
    "PERMALINK_FIELDS",
    "AuthorConfig",
    "BlockConfig",
    "CategoryConfig",
    "Config",
    "DeployConfig",
    "HomeConfig",
    "MarkdownConfig",
    "MenuItem",
    "PingConfig",
    "Publisher",
    "TopicConfig",
    "load_config",
    "normal_base_url",
]
