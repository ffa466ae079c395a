"""The configuration of a site in `site.toml`: read, validated as a whole, and frozen.

It parses text that it is given; it never opens a file, and never guesses at an invalid value.
"""

from __future__ import annotations

from ssg.core.config.block_keys import BLOCK_COUNTS, BlockConfig, HomeConfig
from ssg.core.config.deploy_keys import DeployConfig, PingConfig, PurgeConfig, TargetConfig
from ssg.core.config.layout import places_of
from ssg.core.config.load import load_config
from ssg.core.config.markdown_keys import MarkdownConfig
from ssg.core.config.menu_keys import MenuItem
from ssg.core.config.rules import normal_base_url
from ssg.core.config.schema import (
    AuthorConfig,
    CategoryConfig,
    Config,
    Publisher,
    TopicConfig,
)

__all__ = [
    "BLOCK_COUNTS",
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
    "PurgeConfig",
    "TargetConfig",
    "TopicConfig",
    "load_config",
    "normal_base_url",
    "places_of",
]
