"""Headers that some files have in place of the usual ones: the CMS, and outputs that others may frame. Pure."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.config import Config
from ssg.core.config.output_keys import FIELDS, OutputConfig
from ssg.deploy.headers import cms_folder, cms_headers, policy, policy_of_preview

POLICY: Final = "Content-Security-Policy"


def of_outputs(config: Config) -> tuple[tuple[str, str], ...]:
    """Return the regular expression (PCRE, RE2) of the paths of each output with a policy of its own, and that."""
    found = ((_paths(config, one), policy(config, _directives(one))) for one in config.outputs)
    usual = policy(config)
    return tuple((paths, own) for paths, own in found if own != usual)


def in_preview(config: Config, path: str) -> str:
    """Return the policy of a path for a preview."""
    for output in config.outputs:
        if (own := _directives(output)) and re.match(_paths(config, output), path):
            return policy_of_preview(config, own)
    return policy_of_preview(config)


def replaced(config: Config) -> dict[str, list[tuple[str, str]]]:
    """Return, by the name of a header, the regular expressions of paths that have another value, and that."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, value in cms_headers(config):
        found.setdefault(name, []).append((f"^{re.escape(cms_folder(config))}", value))
    for paths, value in of_outputs(config):
        found.setdefault(POLICY, []).append((paths, value))
    return found


def prefixes(config: Config) -> tuple[tuple[str, str], ...]:
    """Return the same for hosts that match paths by their beginning: up to the first field, with `*` behind it."""
    found = []
    for output in config.outputs:
        own, usual = policy(config, _directives(output)), policy(config)
        if own != usual:
            before, field, _ = output.url.partition("{")
            found.append((f"{config.base_path}{before}{'*' if field or before.endswith('/') else ''}", own))
    return tuple(dict(found).items())


def _directives(output: OutputConfig) -> dict[str, str]:
    frames = {"frame-ancestors": " ".join(output.frames)} if output.frames else {}
    return frames | ({"style-src": "'unsafe-inline'"} if output.styles else {})


def _paths(config: Config, output: OutputConfig) -> str:
    """Return the paths of an output; servers that look for `index.html` ask for its own path as well.

    No backslash and no brace is in it: in a Caddyfile they have meanings of their own.
    """
    pattern = (config.base_path + output.url).replace(".", "[.]")
    for field in FIELDS:
        pattern = pattern.replace(field, "[0-9]+")
    return f"^{pattern}{'(?:index[.]html)?' if pattern.endswith('/') else ''}$"
