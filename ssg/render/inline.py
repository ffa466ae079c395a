"""Writes the styles of a page into its elements, as mail programs want them. Never reads a file or the network."""

from __future__ import annotations

from markupsafe import Markup

from ssg.core.message import say
from ssg.render.pure import Unknown


def inline_css(html: str) -> Markup:
    """Return a page with the rules of its `<style>` written into its elements, for mail; those with `@` stay."""
    try:
        import css_inline
    except ImportError as problem:
        hint = say("install it: `{command}`", command="pip install 'toasoan[newsletter]'")
        raise Unknown(
            "E653", say("writing styles into elements needs the Python package css-inline"), hint
        ) from problem
    # Links to style sheets are left alone: nothing is loaded.
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_link_tags=True, keep_at_rules=True)
    try:
        return Markup(inliner.inline(str(html)))  # noqa: S704 - a page of the theme, escaped where it was printed
    except css_inline.InlineError as problem:
        raise Unknown("E608", say("styles that cannot be written into elements: {why}", why=str(problem))) from problem
