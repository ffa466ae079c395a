"""The one place where markdown-it's output is spelled otherwise than in CommonMark's examples, put right."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


def install(md: MarkdownIt) -> None:
    """End the line after the opening tag of an empty quotation, too."""
    md.add_render_rule("blockquote_open", _blockquote_open)


def _blockquote_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    tag = renderer.renderToken(tokens, index, options, env)
    return tag if tag.endswith("\n") else f"{tag}\n"
