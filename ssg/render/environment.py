"""The Jinja environment: strict, always escaping, and without anything that is not recorded."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from jinja2 import BytecodeCache, Environment, FunctionLoader, Undefined, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from ssg.core.frozen import freeze
from ssg.core.message import NOTHING, Message, both, say, verbatim
from ssg.core.theme import Theme
from ssg.pages.blocks import Block, all_blocks
from ssg.pages.blocks.arguments import MOST
from ssg.pages.blocks.model import VARIANT
from ssg.pages.blocks.names import is_name
from ssg.pages.views.shared import Link, SiteView
from ssg.render.assets import SCRIPT
from ssg.render.bare import bare_environment
from ssg.render.cards import Cards
from ssg.render.filters import filters, json_value
from ssg.render.inheritance import meant
from ssg.render.markers import marker, new_nonce
from ssg.render.printed import Printed
from ssg.render.pure import PURE_FILTERS, PureEnvironment, Unknown, bounded_range, table

_ZONE: Final = ZoneInfo("UTC")


def make_environment(
    theme: Theme,
    words: gettext.NullTranslations,
    site: SiteView | None,
    data: Mapping[str, Any],
    read: Callable[[str], Any],
    compiled: BytecodeCache | None = None,
    nonce: str = "",
    is_empty: Callable[[str, dict[str, Any]], bool] | None = None,
    ask: Callable[[dict[str, Any]], Sequence[Any]] | None = None,
    zone: Callable[[], ZoneInfo] = lambda: _ZONE,
    own: Sequence[str] = (),
    cards: Cards | None = None,
) -> PureEnvironment:
    """Build the environment for one theme. `site` is None where templates are only looked at, not rendered.

    `read` gives a data file of `data` by its name, and records that it was read. `compiled` keeps compiled templates
    from build to build. `nonce` begins the markers that templates print. `is_empty` tells whether a block shows nothing
    on the page that is rendered, and records that it was asked; `ask` answers a query of articles, and records that.
    `zone` gives the time zone of the site likewise. `own` are the names of the site's own blocks. `cards` keeps what
    macros print of cards.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = theme.templates.get(name)
        return None if found is None else (found.text, found.label, lambda: True)

    environment = bare_environment(words, FunctionLoader(load), compiled)
    environment.theme, environment.translate = theme, words.gettext
    environment.cards, environment.contexts, environment.endless = cards, [], {}
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": json_value}
    environment.filters.update(PURE_FILTERS | filters(words, zone))
    del environment.globals["lipsum"]
    nonce = nonce or new_nonce()
    frozen = site and msgspec.structs.replace(site, publisher=freeze(site.publisher), params=freeze(site.params))
    block, block_empty = _block_of(nonce, all_blocks(own), is_empty)
    asset = _asset_of(nonce, theme)
    environment.globals.update(
        block=block,
        block_empty=block_empty,
        asset=asset,
        script=partial(asset, kind=SCRIPT),
        articles=_articles_of(ask),
        data=_data_of(data, read, zone),
        site=frozen,
        range=bounded_range,
        dict=table,
    )
    return environment


ONLY_NAMED: Final = say("articles() accepts only named arguments, such as count=5")
_OF_SITE: Final = ("block", "block_empty", "asset", "script", "data", "site")
"""What templates see of the site and boxes do not; both may ask for articles."""


def without_site(environment: Environment) -> Environment:
    """Return an environment for boxes: the same templates, filters and words, and nothing of the site."""
    boxes = environment.overlay(cache_size=-1)
    boxes.globals = {name: value for name, value in environment.globals.items() if name not in _OF_SITE}
    return boxes


def _block_of(
    nonce: str, blocks: Mapping[str, Block], is_empty: Callable[[str, dict[str, Any]], bool] | None
) -> tuple[Callable[..., Printed | Markup], Callable[..., bool]]:
    known: dict[str, tuple[str, Markup]] = {}

    @pass_eval_context
    def block(context: EvalContext, /, *names: Any, **arguments: Any) -> Printed | Markup:  # noqa: ANN401 - checked
        """Print a block: `{{ block("tin-khac") }}`. In plain text, what is printed is a text at once."""
        asked = names[0] if len(names) == 1 and not arguments and type(names[0]) is str else ""
        if asked in known:
            name, found = known[asked]
        else:
            arguments = _named(arguments)
            name = _checked(blocks, "block", names, arguments)
            found = marker(nonce, "block", name, arguments)
            if asked:
                known[asked] = name, found
        return Printed(name, found) if context.autoescape else found

    def block_empty(*names: Any, **arguments: Any) -> bool:  # noqa: ANN401 - checked
        """Return whether a block shows nothing: `{% if not block_empty("breaking") %}`."""
        arguments = _named(arguments)
        name = _checked(blocks, "block_empty", names, arguments)
        return is_empty is None or is_empty(name, arguments)

    return block, block_empty


def _named(arguments: Mapping[str, object]) -> dict[str, Any]:
    """Return arguments with the names of views in place of these: `category=page.category`."""
    return {key: value.name if isinstance(value, Link) else value for key, value in arguments.items()}


def _checked(
    blocks: Mapping[str, Block], function: str, names: Sequence[object], arguments: Mapping[str, object]
) -> str:
    """Return the name of a block that is given as it must be. Raises Unknown."""
    if len(names) != 1:
        raise Unknown(
            "E605",
            say("{function}() needs the name of a block, then named arguments, such as count=5", function=function),
        )
    (name,) = names
    _refuse_missing(name, *arguments.values())
    found = blocks.get(str(name)) if isinstance(name, str) else None
    if found is None:
        raise Unknown("E605", say("unknown block {name}; blocks: {block}", name=repr(name), block=", ".join(blocks)))
    for key, value in arguments.items():
        if key not in found.accepted:
            known = both(found.accepted)
            raise Unknown(
                "E605",
                say(
                    "block {name} has no argument {key}; it accepts {known}",
                    name=repr(name),
                    key=repr(key),
                    known=known,
                ),
            )
        if message := misfit(found.name, key, value):
            raise Unknown("E605", message)
    return found.name


_WANTED: Final = {
    "count": say("a whole number from 1 to {most}", most=MOST),
    VARIANT: say("a name of `a-z`, `0-9` and single `-` or `_`"),
}
"""What the arguments of blocks must be that are no names of lists."""


def misfit(name: str, key: str, value: object) -> Message:
    """Return what is wrong with the value of an argument of a block; nothing if it fits."""
    if _fits(key, value):
        return NOTHING
    wanted = _WANTED.get(key, say("a name or a slug"))
    plain = isinstance(value, int | float | str)
    shown = verbatim(repr(value)) if plain else say("a {kind}", kind=type(value).__name__)
    return say(
        "argument {key} of block {name} must be {wanted}, not {shown}",
        key=key,
        name=repr(name),
        wanted=wanted,
        shown=shown,
    )


def _fits(key: str, value: object) -> bool:
    """Return whether an argument of a block can have a value; none stands for its default."""
    if value is None:
        return True
    if key == "count":
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST
    return isinstance(value, str) and (key != VARIANT or is_name(value))


def _refuse_missing(*values: object) -> None:
    """Raise the message for a missing name or field, if there is one."""
    for value in values:
        if isinstance(value, Undefined):
            str(value)


def _articles_of(ask: Callable[[dict[str, Any]], Sequence[Any]] | None) -> Callable[..., Sequence[Any]]:
    def articles(*values: Any, **arguments: Any) -> Sequence[Any]:  # noqa: ANN401 - checked where it is answered
        """Return the cards of a query: `articles(category="thu-do", has="video", count=5)`."""
        if values:
            raise Unknown("E636", ONLY_NAMED)
        _refuse_missing(*arguments.values())
        return ask(arguments) if ask else ()

    return articles


def _asset_of(nonce: str, theme: Theme) -> Callable[..., Markup]:
    known: dict[str, Markup] = {}

    def asset(name: str, kind: str = "") -> Markup:
        """Print the URL of a file below `templates/assets/`; of the kind `SCRIPT`, the attributes that load it."""
        if name not in theme.assets or (kind and not name.endswith((".js", ".mjs"))):
            raise Unknown("E604", say("asset not found in templates/assets/: {name}", name=repr(name)))
        if kind + name not in known:
            known[kind + name] = marker(nonce, "asset", kind + name, {})
        return known[kind + name]

    return asset


def _data_of(data: Mapping[str, Any], read: Callable[[str], Any], zone: Callable[[], ZoneInfo]) -> Callable[[str], Any]:
    frozen: dict[str, Any] = {}

    def data_file(name: str) -> Any:  # noqa: ANN401 - plain data of the site's own making
        """Return the content of `data/<name>.toml`, `.json` or `.yaml`."""
        if name not in data:
            known = say("data files: {known}", known=", ".join(sorted(data)) if data else say("none"))
            message = say("data file not found: {name}", name=repr(name))
            raise Unknown("E608", message, meant(str(name), data) or known)
        found, here = read(name), zone()
        if name not in frozen:
            frozen[name] = freeze(found, here)
        return frozen[name]

    return data_file
