"""Binds what belongs together at the ends of lines when running text is printed; its words, as text, stay as written.

Only the printing of text changes: code, formulas, raw HTML and addresses never do, and neither does what search,
feeds' summaries and structured data take from the tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown.printing import Printer
from ssg.core.text.binding import NO_BREAK, begins_with_unit, bound, bound_each, ends_with_word


def install(md: MarkdownIt) -> None:
    """Print text and the ends of its lines bound."""
    md.add_render_rule("text", _text)
    cast(Printer, md.renderer).print_texts = partial(bound_each, escape=escapeHtml)
    md.add_render_rule("softbreak", _line_end)


def _text(_: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """Print text; across marks of emphasis too: `**25** km`."""
    content = tokens[index].content
    before = tokens[index - 1] if index else None
    if before is not None and before.type == "link_open" and before.info == "auto":
        return escapeHtml(content)
    html = bound(escapeHtml(content))
    if before is not None and before.nesting < 0 and html[:1] == " ":
        left = tokens[index - 2].content
        html = NO_BREAK + html[1:] if left[-1:].isdecimal() and begins_with_unit(content) else html
    if html[-1:] == " " and index + 2 < len(tokens) and tokens[index + 1].nesting > 0:
        right = tokens[index + 2].content
        html = html[:-1] + NO_BREAK if right[:1].isdecimal() and ends_with_word(content[-9:-1]) else html
    return html


def _line_end(_: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """Print the end of a line of the source: where it parts a number from its unit, as a space that does not."""
    if 0 < index < len(tokens) - 1 and tokens[index - 1].type == tokens[index + 1].type == "text":
        left, right = tokens[index - 1].content, tokens[index + 1].content
        unit = left[-1:].isdecimal() and begins_with_unit(right)
        if unit or (right[:1].isdecimal() and ends_with_word(left[-9:])):
            return NO_BREAK
    return "\n"
