"""`/robots.txt`: who may read the site and what for, its licence, its sitemaps.

It keeps nothing from readers, and nothing secret: what crawlers must not see has no place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ssg.core.config.robot_keys import RobotsConfig
from ssg.core.crawlers import CRAWLERS, PURPOSES
from ssg.core.message import say
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.sitemaps import index, news

URL: Final = "/robots.txt"
SIGNALS: Final = "https://contentsignals.org/"


def pages(read: Planner) -> Iterator[Page]:
    """Yield robots.txt, unless the site has its own in `static/`."""
    yield Page("robots", URL, URL[1:], (), say("robots.txt"), CONFIG)


def view(read: Reader, page: Page) -> bytes:
    """Return a robots.txt that allows everything, except crawlers for a purpose that `[robots]` refuses.

    Pages that must not be indexed say so, and have to be read for that. A preview build disallows everything.
    """
    if read.preview_build:
        return b"User-agent: *\nDisallow: /\n"
    rules = read.config.robots
    said = {} if rules is None else _said(rules)
    signal = ", ".join(f"{purpose}={'yes' if said[purpose] else 'no'}" for purpose in PURPOSES if purpose in said)
    everyone = [f"Content-Signal: {signal}"] if signal else []
    parts = [
        [f"# {SIGNALS} says what the signals mean."] if signal else [],
        [f"License: {rules.license_url}"] if rules and rules.license_url else [],
        ["User-agent: *", *everyone, "Allow: /"],
        *(() if rules is None else _named(rules, said)),
        [f"Sitemap: {read.absolute_url(url)}" for url in (index.URL, news.URL) if read.config.base_url],
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part).encode()


def _said(rules: RobotsConfig) -> dict[str, bool]:
    """Return what `[robots]` says of each purpose; one of which it says nothing is not there."""
    values = {"search": rules.search, "ai-input": rules.ai_input, "ai-train": rules.ai_train}
    return {purpose: value for purpose, value in values.items() if value is not None}


def _named(rules: RobotsConfig, said: dict[str, bool]) -> Iterator[list[str]]:
    """Yield a group of crawlers that may read everything, and one of those that may read nothing.

    A crawler heeds the group with its name alone, not that for all (RFC 9309).
    """
    allowed = {name.casefold(): name for name in reversed(rules.allow)}
    refused = [one.name for one in CRAWLERS if any(said.get(purpose) is False for purpose in one.purposes)]
    names = {name.casefold(): name for name in (*rules.refuse, *refused)}
    kept_out = [name for key, name in names.items() if key not in allowed]
    for group, rule in (([*reversed(allowed.values())], "Allow: /"), (kept_out, "Disallow: /")):
        if group:
            yield [*(f"User-agent: {name}" for name in group), rule]
