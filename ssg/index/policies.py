"""Checks of the site's own Content-Security-Policy: what it blocks, and where it is too broad."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.core.theme import TemplateFile
from ssg.index.ownpolicy import Stopped, stopped, too_open, without_jinja

_MOST: Final = 5  # of one article or template


def of_texts(
    config: Config, policy: str, bodies: Iterator[tuple[str, str]], text: Callable[[str], str]
) -> Iterator[Diagnostic]:
    """Yield what the policy blocks in articles: `bodies` are their files and HTML, `text` returns a file's text."""
    if config.markdown.raw_html != "trust":
        return
    for path, html in bodies:
        if "<" not in html:
            continue
        for number, found in enumerate(stopped(html, policy, config.deploy.policy, config.base_url)):
            if number == _MOST:
                break
            yield _warning("W460", found, _place(path, text(path), html, found))


def of_templates(config: Config, policy: str, templates: Mapping[str, TemplateFile]) -> Iterator[Diagnostic]:
    """Yield what the policy blocks in the site's own HTML templates."""
    for file in templates.values():
        if not file.is_own or not file.name.endswith((".html", ".j2", ".jinja")):
            continue
        if "inline_css" in file.text:  # a mail: its styles go into its elements, and its output may have `styles`
            continue
        html = without_jinja(file.text)
        for number, found in enumerate(stopped(html, policy, config.deploy.policy, config.base_url)):
            if number == _MOST:
                break
            yield _warning("W610", found, Place(file.label, *_position(file.text, found.at)))


def of_settings(config: Config, text: str) -> Iterator[Diagnostic]:
    """Yield sources of `[deploy.policy]` that allow too much. `text` is that of `site.toml`."""
    for name, sources in config.deploy.policy.items():
        if problem := too_open(name, sources):
            at = re.search(rf"^\s*[\"']?{re.escape(name)}[\"']?\s*=", text, re.MULTILINE)
            place = Place("site.toml", *_position(text, at.start() if at else 0))
            message = say("`{name}` of `[deploy.policy]` is too open: {problem}", name=name, problem=problem)
            yield warning("W461", message, place, say("name the sites: `https://stats.example`"))


def _warning(code: str, found: Stopped, place: Place) -> Diagnostic:
    message = say("the site's own Content-Security-Policy stops this {what}", what=found.what)
    return warning(code, message, place, found.hint)


def _place(path: str, text: str, html: str, found: Stopped) -> Place:
    """Return the place of a tag of the HTML in the file, where it is written the same except for URLs of files."""
    tag = html[found.at :].partition(">")[0].partition("\n")[0].partition("\0")[0]
    before = html.count(tag, 0, found.at)
    at = -1
    for _ in range(before + 1):
        at = text.find(tag, at + 1)
        if at < 0:
            return Place(path, 1)
    return Place(path, *_position(text, at))


def _position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
