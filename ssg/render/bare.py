"""jinja2's environment as templates are parsed and compiled in it. Knows nothing of a theme or a site."""

from __future__ import annotations

import gettext

from jinja2 import BaseLoader, BytecodeCache

from ssg.core.theme import escapes
from ssg.render.pure import PureEnvironment
from ssg.render.undefined import Missing


def bare_environment(
    words: gettext.NullTranslations | None = None,
    loader: BaseLoader | None = None,
    compiled: BytecodeCache | None = None,
) -> PureEnvironment:
    """Build an environment that parses templates, and compiles those that `loader` finds."""
    environment = PureEnvironment(
        loader=loader,
        autoescape=escapes,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n"],
    )
    words = words or gettext.NullTranslations()
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    return environment
