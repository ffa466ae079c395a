"""Colours in code blocks, made when the site is built: spans with short classes. The one importer of Pygments, lazily.

A block in a language that is not in the table has no colours. Pygments takes time that grows with the square of some
texts, so what it is given is bounded; what is beyond stays plain and is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown import code
from ssg.content.markdown.notes import Notes, notes_of
from ssg.core.errors import notice
from ssg.core.message import say
from ssg.core.text.near import nearest

if TYPE_CHECKING:
    from pygments.lexer import Lexer

NAME: Final = "highlight"
MOST_OF_BLOCK: Final = 5_000
MOST_OF_TEXT: Final = 15_000
"""Characters that are coloured: two seconds at the worst."""

LANGUAGES: Final = {
    name: lexer
    for lexer, names in {
        "bash": "bash sh shell zsh",
        "c": "c",
        "cpp": "cpp c++",
        "css": "css",
        "go": "go golang",
        "html": "html",
        "ini": "ini",
        "javascript": "javascript js",
        "json": "json",
        "kotlin": "kotlin",
        "php": "php",
        "python": "python py",
        "r": "r",
        "ruby": "ruby rb",
        "rust": "rust rs",
        "sql": "sql",
        "swift": "swift",
        "toml": "toml",
        "typescript": "typescript ts",
        "xml": "xml svg",
        "yaml": "yaml yml",
    }.items()
    for name in names.split()
}
"""Names of languages as they are written behind the fence, and how Pygments calls them.

Java and C# are left out: for some 8,000 characters Pygments takes 4 and 23 seconds.
"""
_PLAIN: Final = "text txt plain plaintext none console output log csv markdown md diff patch".split()
# Kinds of tokens by the beginning of their names: the first that fits decides.
_CLASSES: Final = (
    ("Token.Comment", "c"),
    ("Token.Keyword", "k"),
    ("Token.Operator.Word", "k"),
    ("Token.Name.Tag", "k"),
    ("Token.Literal.String", "s"),
    ("Token.Literal.Number", "n"),
    ("Token.Name.Function", "f"),
    ("Token.Name.Class", "f"),
    ("Token.Name.Decorator", "f"),
    ("Token.Name.Attribute", "f"),
    ("Token.Name.Builtin", "b"),
    ("Token.Name.Variable", "b"),
)
PREFIX: Final = "code-"
_RUN: Final = re.compile(r"(.)\1{199}", re.DOTALL)


def install(md: MarkdownIt) -> None:
    """Print code blocks that name their language with colours."""
    md.add_render_rule("fence", _print)


def _print(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    html = code.printed(renderer, tokens, at, options, env)
    token = tokens[at]
    tail = f"{escapeHtml(token.content)}</code></pre>\n"
    language = token.info.split(maxsplit=1)[0].lower() if token.info.strip() else ""
    if not language or not html.endswith(tail) or not _is_coloured(token, language, notes_of(env)):
        return html
    notes_of(env).uses.add(NAME)
    return f"{html.removesuffix(tail)}{coloured(token.content, LANGUAGES[language])}</code></pre>\n"


def _is_coloured(token: Token, language: str, notes: Notes) -> bool:
    """Return whether a block has colours, having said so where it was meant to and has not."""
    line = (token.map or [0])[0]
    if language not in LANGUAGES:
        near = nearest(language, LANGUAGES) if language not in _PLAIN else ""
        if near:
            message = say("code is not coloured: unknown language `{language}`", language=language)
            hint = say("did you mean `{near}`?", near=near)
            notes.diagnostics.append(notice("N201", message, notes.find(token.info.strip(), token.map), hint))
        return False
    size = len(token.content)
    if size > MOST_OF_BLOCK or notes.coloured + size > MOST_OF_TEXT or _RUN.search(token.content):
        message = say(
            "code is not coloured: more than {block:,} characters, {text:,} in one article, or 200 equal ones in a row",
            block=MOST_OF_BLOCK,
            text=MOST_OF_TEXT,
        )
        notes.diagnostics.append(notice("N201", message, notes.place(line, 1)))
        return False
    notes.coloured += size
    return True


def coloured(source: str, lexer: str) -> str:
    """Return code as HTML with spans; escaped alone if Pygments would change a character of it."""
    pieces: list[tuple[str, str]] = []
    for kind, text in _lexer(lexer).get_tokens(source):
        name = _class_of(kind)
        if pieces and (pieces[-1][0] == name or text == " "):
            pieces[-1] = pieces[-1][0], pieces[-1][1] + text
        else:
            pieces.append((name, text))
    if "".join(text for _, text in pieces) != source:
        return escapeHtml(source)
    return "".join(
        f'<span class="{PREFIX}{name}">{escapeHtml(text)}</span>' if name else escapeHtml(text) for name, text in pieces
    )


@lru_cache(maxsize=32)
def _lexer(name: str) -> Lexer:
    from pygments.lexers import get_lexer_by_name  # 20 ms, for the few articles with code

    found: Lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    return found


@lru_cache(maxsize=512)
def _class_of(kind: Any) -> str:  # noqa: ANN401 - Pygments' own type of tokens
    name = str(kind)
    return next((short for begin, short in _CLASSES if name == begin or name.startswith(f"{begin}.")), "")
