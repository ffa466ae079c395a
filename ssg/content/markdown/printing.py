"""Prints tokens as markdown-it does, what most of a news article consists of in one step: paragraphs of plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


class Printer(RendererHTML):
    """The renderer of markdown-it, without its general way where a tag can only be printed as one text.

    `print_texts` prints the paragraphs that have only text, all at once, by the rule for text.
    """

    def __init__(self, parser: object = None) -> None:
        """Print text as it is, escaped."""
        super().__init__(parser)
        self.print_texts: Callable[[Sequence[str]], list[str]] = _escaped

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Return the HTML of block tokens."""
        out: list[str] = []
        texts: list[str] = []
        places: list[int] = []
        rules = self.rules
        hidden = False
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                children = token.children or ()
                if len(children) == 1 and children[0].type == "text":
                    texts.append(children[0].content)
                    places.append(len(out))
                    out.append("")
                elif children:
                    out.append(self.renderInline(children, options, env))
            elif kind == "paragraph_open" and token.tag == "p" and not (hidden or token.hidden or token.attrs):
                out.append("<p>")
            elif kind == "paragraph_close" and token.tag == "p" and not token.hidden and token.block:
                out.append("</p>\n")
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            else:
                out.append(self.renderToken(tokens, index, options, env))
            hidden = token.hidden
        for place, html in zip(places, self.print_texts(texts), strict=True):
            out[place] = html
        return "".join(out)

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Return a tag: those of blocks without attributes in one step."""
        token = tokens[idx]
        if token.attrs or not token.nesting or not token.block:
            tag: str = super().renderToken(tokens, idx, options, env)
            return tag
        if token.hidden:
            return ""
        if token.nesting < 0:
            return f"</{token.tag}>\n"
        begin = "\n<" if idx and tokens[idx - 1].hidden else "<"
        if idx + 1 < len(tokens):
            following = tokens[idx + 1]
            if following.type == "inline" or following.hidden or (following.nesting < 0 and following.tag == token.tag):
                return f"{begin}{token.tag}>"
        return f"{begin}{token.tag}>\n"


def _escaped(texts: Sequence[str]) -> list[str]:
    return [escapeHtml(text) for text in texts]
