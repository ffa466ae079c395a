"""Code blocks in a `<pre>` that scrolls sideways by touch, wheel and keyboard when it is wide.

What stands between `<pre>` and `</pre>` is as markdown-it makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown.notes import notes_of

_KINDS: Final = ("fence", "code_block")
_NUMBER: Final = "code"


def install(md: MarkdownIt) -> None:
    """Number the code blocks of a text once they are parsed, and print each with its name."""
    md.core.ruler.push("code", _number)
    for kind in _KINDS:
        md.add_render_rule(kind, printed)


def _number(state: StateCore) -> None:
    blocks = [token for token in state.tokens if token.type in _KINDS]
    for number, token in enumerate(blocks, 1):
        token.meta = {**token.meta, _NUMBER: number}


def printed(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """Return a block that is reached by Tab, and so in need of a name."""
    token = tokens[at]
    original = RendererHTML.fence if token.type == "fence" else RendererHTML.code_block
    html: str = original(renderer, tokens, at, options, env)
    name = f"{escapeHtml(notes_of(env).options.labels.code)} {token.meta[_NUMBER]}"
    return f'<pre tabindex="0" role="region" aria-label="{name}"{html.removeprefix("<pre")}'
