"""The Jinja environment: strict, always escaping, and with nothing in it that a page's key would not know of."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, Undefined
from jinja2.exceptions import TemplateRuntimeError
from markupsafe import Markup

from ssg.core.theme import Theme
from ssg.pages.blocks import BLOCK
from ssg.pages.blocks.arguments import MOST
from ssg.pages.views.shared import SiteView
from ssg.render.filters import filters
from ssg.render.markers import marker
from ssg.render.undefined import Missing


def escapes(name: str | None) -> bool:
    """Escape everything that is markup; jinja2's own `select_autoescape` leaves out `x.html.j2` and `atom.j2`."""
    return not (name or "").removesuffix(".j2").removesuffix(".jinja").endswith((".txt", ".json"))


def make_environment(
    theme: Theme,
    words: gettext.NullTranslations,
    site: SiteView | None,
    data: Mapping[str, Any],
    compiled: BytecodeCache | None = None,
) -> Environment:
    """Build the environment for one theme. `site` is None where templates are only looked at, not rendered.

    `compiled` keeps compiled templates from build to build.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = theme.templates.get(name)
        return None if found is None else (found.text, found.label, lambda: True)

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=escapes,  # noqa: S701 - a function that escapes all but .txt and .json
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(filters(words))
    environment.globals.update(block=_block, asset=_asset_of(theme), data=_data_of(data), site=site)
    return environment


class Unknown(TemplateRuntimeError):
    """Raised where a template names something that is not there; `code` is that of the same problem found early."""

    def __init__(self, code: str, message: str) -> None:
        """Take the diagnostic code and the message."""
        super().__init__(message)
        self.code = code


def _block(*names: Any, **arguments: Any) -> Markup:  # noqa: ANN401 - checked here
    """Print a block: `{{ block("tin-khac") }}`."""
    if len(names) != 1:
        raise Unknown("E605", "block() takes the name of a block, then its arguments by name, such as count=5")
    (name,) = names
    _refuse_missing(name, *arguments.values())
    found = BLOCK.get(str(name)) if isinstance(name, str) else None
    if found is None:
        raise Unknown("E605", f"there is no block {name!r}; there are {', '.join(BLOCK)}")
    for key, value in arguments.items():
        if key not in found.arguments:
            known = " and ".join(found.arguments) or "nothing"
            raise Unknown("E605", f"the block {name!r} takes {known}, not {key!r}")
        whole = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST
        if value is not None and not (whole if key == "count" else isinstance(value, str)):
            wanted = f"a whole number from 1 to {MOST}" if key == "count" else "a name or a slug"
            shown = repr(value) if isinstance(value, int | float) else f"a {type(value).__name__}"
            raise Unknown("E605", f"{key} of the block {name!r} must be {wanted}, not {shown}")
    return marker("block", found.name, arguments)


def _refuse_missing(*values: object) -> None:
    """Raise what is to be said of a name or field that is not there, where one was given."""
    for value in values:
        if isinstance(value, Undefined):
            str(value)


def _asset_of(theme: Theme) -> Callable[[str], Markup]:
    def asset(name: str) -> Markup:
        """Print the URL of a file below `templates/assets/`."""
        if name not in theme.assets:
            raise Unknown("E604", f"there is no asset {name!r} below templates/assets/")
        return marker("asset", name, {})

    return asset


def _data_of(data: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(name: str) -> Any:  # noqa: ANN401 - plain data of the site's own making
        """Give the content of `data/<name>.toml`, `.json` or `.yaml`."""
        if name not in data:
            raise TemplateRuntimeError(
                f"there is no data file {name!r}; there are: {', '.join(sorted(data)) or 'none'}"
            )
        return data[name]

    return read
