"""Related articles in the text: the box `::: related bai.md`, and the one that a site asks for after a paragraph.

What is printed is a place for each article, which is filled when its title is known. It never looks for a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.targets import decoded
from ssg.core.errors import Place, warning
from ssg.core.message import say
from ssg.core.text.paths import is_markdown

_ITEM: Final = re.compile(r"[ \t]*+(?:[-*+]|[0-9]{1,9}[.)])?[ \t]*+(?:\[[^\[\]]*+\]\()?<?([^<>()]*+)>?\)?[ \t]*+")
_BOLD: Final = re.compile(r"(\*\*|__)(?:(?!\1).)+\1", re.DOTALL)
_MORE: Final = 3  # paragraphs that must follow: a box does not stand at the end of a text
_BOX: Final = "see_also"


def install(md: MarkdownIt) -> None:
    """Print boxes."""
    md.add_render_rule(_BOX, _render)


def install_automatic(md: MarkdownIt) -> None:
    """Put the box that the site asks for into the text when all blocks are known."""
    md.core.ruler.push("related", _after_a_paragraph)


def push(state: StateBlock, named: str, line: int, past: int) -> None:
    """Push a box with the articles that its line and the lines in it name."""
    notes = notes_of(state.env)
    targets = list(_targets(state, named, line, past, notes))
    if not targets:
        message = say("box `::: related` names no article")
        notes.diagnostics.append(
            warning("W321", message, notes.place(line, 1), say("write the file: `::: related bai.md`"))
        )
        return
    token = state.push(_BOX, "aside", 0)
    token.map = [line, past]
    token.meta["markers"] = [notes.marker("related", decoded(target), place) for target, place in targets]


def _targets(state: StateBlock, named: str, line: int, past: int, notes: Notes) -> Iterator[tuple[str, Place]]:
    """Yield the files of a box, each with its place; report what is no file of an article."""
    words = [(word, line) for word in re.split(r"[,\s]+", named)]
    for number in range(line + 1, past):
        found = _ITEM.fullmatch(state.src[state.bMarks[number] : state.eMarks[number]])
        words.append((found[1].strip() if found else state.src[state.bMarks[number] : state.eMarks[number]], number))
    for word, number in words:
        if not word.strip():
            continue
        place = notes.find(word, (number, number + 1))
        if "://" not in word and is_markdown(word.partition("#")[0]):
            yield word, place
        else:
            message = say("no file of an article in `::: related`: {word}; ignored", word=word)
            notes.diagnostics.append(warning("W321", message, place, say("write the path of its file, `bai.md`")))


def _render(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Print a place for each article."""
    places = "".join(f'<p class="{marker}"></p>' for marker in tokens[index].meta["markers"])
    return f'<aside class="see-also">{places}</aside>\n'


def _after_a_paragraph(state: StateCore) -> None:
    """Put a box between two paragraphs, the first of which is the one asked for or comes after it.

    None stands in a text with a box of an editor's, nor in a live article.
    """
    notes = notes_of(state.env)
    wanted = notes.options.in_text_after
    if not wanted or notes.live is not None or any(token.type == _BOX for token in state.tokens):
        return
    ends = [at for at, token in enumerate(state.tokens) if token.type == "paragraph_close" and token.level == 0]
    for number, at in enumerate(ends, 1):
        if len(ends) - number < _MORE:
            return
        if number >= wanted and _may_follow(state.tokens, at):
            token = Token(_BOX, "aside", 0, block=True)
            token.meta["markers"] = [notes.marker("related", "", notes.place(0))]
            state.tokens.insert(at + 1, token)
            return


def _may_follow(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the paragraph that ends at `at` is followed by another, and does not lead up to it.

    A line that asks, ends in a colon or is all bold is answered by what follows.
    """
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    is_text = following is not None and following.type == "paragraph_open" and following.level == 0
    text = tokens[at - 1].content.rstrip()
    leads = text.endswith((":", "?", "—", "–", "?**", ":**")) or bool(_BOLD.fullmatch(text))
    return is_text and not leads
