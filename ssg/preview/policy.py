"""The Content-Security-Policy of a previewed page: that of the deployed site, with all providers of embeds."""

from __future__ import annotations

from ssg.content.providers import all_ids
from ssg.core.config import Config
from ssg.deploy.headers import with_embeds
from ssg.deploy.own_policies import in_preview
from ssg.deploy.script_policy import for_preview


def policy_of(config: Config, path: str) -> str:
    """Return the policy of a path: what an editor embeds while the page is open must show."""
    return in_preview(for_preview(with_embeds(config, all_ids(config))), path)
