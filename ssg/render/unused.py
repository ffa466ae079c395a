"""Finds unused templates, blocks, data files and assets of a site's own theme and settings. Pure.

If a template computes a name, everything that it may mean counts as used: there are no false warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath
from typing import Any, Final

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.content.data import is_csv
from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place, notice
from ssg.core.message import say
from ssg.core.theme import Theme, is_own
from ssg.pages.blocks import BLOCK, Block, all_blocks
from ssg.pages.blocks.names import base_of
from ssg.pages.blocks.own import TEMPLATE
from ssg.pages.kinds import PAGE_KINDS
from ssg.render.delivery import DEFERRED_TEMPLATE
from ssg.render.trees import Tree, trees

_BLOCKS: Final = "blocks/"
_CONFIG: Final = "site.toml"
# Read by names that articles, settings or ssg itself give.
_BY_NAME: Final = ("layouts/", "boxes/", "outputs/")
_DATA_OF_SSG: Final = ("most-read", "front/")
_TEXTS: Final = (".css", ".js", ".mjs", ".json", ".svg", ".webmanifest", ".html", ".xml", ".txt")
_USED: Final = frozenset(
    ".css .js .mjs .png .jpg .jpeg .gif .webp .avif .svg .ico .woff .woff2 .ttf .otf .mp4 .webm .mp3".split()
)
_BLOCK_TABLE: Final = re.compile(r"^[ \t]*\[blocks\.[\"']?([\w-]+)[\"']?\]", re.MULTILINE)


def unused(theme: Theme, config: Config, data: Mapping[str, Any], text: Callable[[str], str]) -> Iterator[Diagnostic]:
    """Yield a warning for everything unused. `text` returns the text of a file of the site, "" if it is missing.

    A theme with a template that cannot be parsed is not checked.
    """
    parsed = trees(theme)
    if any(isinstance(tree, TemplateSyntaxError) for tree in parsed.values()):
        return
    own = {file.name for file in theme.templates.values() if file.is_own}
    given = {one.template for one in config.categories} | {page.template for page in config.pages}
    used = _Used(theme, parsed, text(_CONFIG), own, given, all_blocks(config.own_blocks))
    used.blocks |= set(config.home.sections).intersection(config.own_blocks)
    for file in theme.templates.values():
        if file.is_own and file.name not in used.templates and not file.name.startswith(_BY_NAME):
            hint = say("include it, or remove it")
            yield notice("N611", say("no page uses this template"), file.place(), hint)
    yield from _blocks(used, config, text(_CONFIG))
    if not used.computed["data"]:
        for name in sorted(data):
            if is_csv(name):  # read by charts
                continue
            if name not in used.names["data"] and not name.startswith(_DATA_OF_SSG) and name not in used.config:
                yield notice("N462", say("no template reads this data file"), _file_of(name, text))
    if not used.computed["asset"]:
        yield from _assets(theme, used, config)


class _Used:
    """What pages use: their templates with all that these include, the blocks, and the names of data and assets."""

    def __init__(
        self,
        theme: Theme,
        parsed: Mapping[str, Tree],
        config: str,
        own: AbstractSet[str],
        given: AbstractSet[str] = frozenset(),
        blocks: Mapping[str, Block] = BLOCK,
    ) -> None:
        self.config = config
        self._theme = theme
        self._own = own  # a name that one of these computes may be any
        self.names: dict[str, set[str]] = {"block": set(), "data": set(), "asset": set()}
        self.computed = dict.fromkeys(self.names, False)
        self.templates: set[str] = set()
        roots = [kind.template for kind in PAGE_KINDS if kind.template] + [DEFERRED_TEMPLATE, TEMPLATE]
        by_name = (name for name in parsed if name.startswith(_BY_NAME) or name in given or f'"{name}"' in config)
        self._follow([*roots, *by_name], parsed)
        shown = set(blocks) if self.computed["block"] else self.names["block"]
        before: set[str] = set()
        while shown != before:
            before = set(shown)
            templates = [blocks[name].template for name in shown if name in blocks]
            variants = [name for name in parsed if f"{base_of(name)}.html" in templates]
            self._follow([*templates, *variants], parsed)
            shown = set(blocks) if self.computed["block"] else self.names["block"]
        self.blocks = shown

    def _follow(self, names: list[str], parsed: Mapping[str, Tree]) -> None:
        """Record everything that these templates use, and the templates that they include."""
        while names:
            name = names.pop()
            tree = parsed.get(name)
            if name in self.templates or not isinstance(tree, nodes.Template):
                continue
            self.templates.add(name)
            for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
                template = node.template  # type: ignore[attr-defined]
                if isinstance(template, nodes.Const):
                    names.append(self._theme.named(str(template.value), name))
            for call in tree.find_all(nodes.Call):
                function = call.node.name if isinstance(call.node, nodes.Name) else ""
                function = "asset" if function == "script" else function
                if function not in self.names:
                    continue
                first = call.args[0] if call.args else None
                if isinstance(first, nodes.Const):
                    self.names[function].add(str(first.value))
                elif name in self._own:  # the default theme computes only names that the configuration has
                    self.computed[function] = True


def _blocks(used: _Used, config: Config, text: str) -> Iterator[Diagnostic]:
    """Yield the tables of blocks that no page shows; `count = 0` is intended."""
    for found in _BLOCK_TABLE.finditer(text):
        name = found[1]
        if name in config.blocks and name not in used.blocks and config.blocks[name].count:
            place = Place(_CONFIG, text.count("\n", 0, found.start()) + 1)
            hint = say('print it with `{{{{ block("{name}") }}}}`, or remove the table', name=name)
            if name in config.own_blocks:
                hint = say('print it with `{{{{ block("{name}") }}}}`, or name it in `[home] sections`', name=name)
            yield notice("N463", say("no page shows the block `{name}`", name=name), place, hint)


def _assets(theme: Theme, used: _Used, config: Config) -> Iterator[Diagnostic]:
    """Yield the site's own assets whose names occur nowhere."""
    texts = {name: file.data.decode("utf-8", "replace") for name, file in theme.assets.items() if name.endswith(_TEXTS)}
    everywhere = [used.config, config.logo, config.share.font, config.share.small_font]
    everywhere += [file.text for file in theme.templates.values()]
    for name, file in theme.assets.items():
        ending = PurePosixPath(name).suffix.lower()
        if not is_own(file.label) or ending not in _USED or name in used.names["asset"]:
            continue
        plain = PurePosixPath(name).name
        others = (text for other, text in texts.items() if other != name)
        if not any(plain in text for text in (*everywhere, *others)):
            hint = say('name it in a template with `asset("{name}")`, or remove it', name=name)
            yield notice("N612", say("no template or style sheet uses this file"), Place(file.label), hint)


def _file_of(name: str, text: Callable[[str], str]) -> Place:
    """Find the file of a data name."""
    files = [f"data/{name}.{ending}" for ending in ("toml", "json", "yaml", "yml")]
    return Place(next((path for path in files if text(path)), files[0]))
