"""Pictures: a paragraph of nothing but pictures becomes figures, with caption, credit and a description.

A picture's title is its caption and, after a bar, its credit: `"Chú thích | Ảnh: TTXVN"`. Text copied out of many
Vietnamese editing systems has the caption as a paragraph of its own: wholly italic, or ending in ` |`.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.plaintext import plain
from ssg.content.markdown.tokens import children_of, span, text_token
from ssg.core.errors import warning
from ssg.core.message import say

_SPACE = frozenset(("softbreak", "hardbreak"))


def install(md: MarkdownIt) -> None:
    """Make figures once inline text is parsed."""
    md.core.ruler.push("figures", _figures)


def only_pictures(children: Sequence[Token]) -> tuple[list[list[Token]], list[Token]]:
    """Split the inline tokens of a paragraph that begins with pictures: each picture with the link around it; the rest.

    There is a rest only if it stands on a line of its own; a picture in the middle of text gives no pictures at all.
    """
    pictures: list[list[Token]] = []
    index, fresh = 0, True
    while index < len(children):
        child = children[index]
        size = _picture_size(children, index)
        if size:
            pictures.append(list(children[index : index + size]))
            index, fresh = index + size, False
        elif child.type in _SPACE:
            index, fresh = index + 1, True
        elif child.type == "text" and not child.content.strip():
            index += 1
        elif pictures and fresh and not any(rest.type == "image" for rest in children[index:]):
            return pictures, list(children[index:])
        else:
            return [], []
    return pictures, []


def _picture_size(children: Sequence[Token], index: int) -> int:
    """Return how many tokens the picture at `index` takes: 1, or 3 with a link around it; 0 if there is none."""
    if children[index].type == "image":
        return 1
    kinds = [child.type for child in children[index : index + 3]]
    return 3 if kinds == ["link_open", "image", "link_close"] else 0


def split_title(title: str) -> tuple[str, str]:
    """Part a picture's title at its last bar into caption and credit."""
    caption, bar, credit = title.rpartition("|")
    return (caption.strip(), credit.strip()) if bar else (title.strip(), "")


def take_caption(image: Token) -> tuple[list[Token], str]:
    """Take the title off a picture and return it as caption (inline tokens) and credit."""
    caption, credit = split_title(str(image.attrs.pop("title", "")))
    return ([text_token(caption)] if caption else []), credit


def both(one: tuple[list[Token], str], two: tuple[list[Token], str]) -> tuple[list[Token], str]:
    """Return caption and credit of a picture that has them twice: what is the same once, what differs side by side."""
    captions, credits = [one[0]], [one[1]]
    if two[0] and plain(two[0]) != plain(one[0]):
        captions.append(two[0])
    if two[1] != one[1]:
        credits.append(two[1])
    caption, *more = [each for each in captions if each] or [[]]
    return [*caption, *(token for each in more for token in (text_token(" "), *each))], " ".join(filter(None, credits))


def image_of(picture: Sequence[Token]) -> Token:
    """Return the image of a picture that may have a link around it."""
    return next(child for child in picture if child.type == "image")


def load_lazily(image: Token) -> None:
    """Let a picture load when it is about to be seen."""
    image.attrs["loading"] = "lazy"
    image.attrs["decoding"] = "async"


def pasted_caption(children: list[Token]) -> tuple[list[Token], str] | None:
    """Return caption and credit if these inline tokens are a pasted caption: wholly italic, or ending in ` |`."""
    if not children or any(child.type == "image" for child in children):
        return None
    first, last = children[0], children[-1]
    if last.type == "text" and last.content.endswith(" |"):
        last.content = last.content[:-2].rstrip()
        return _parted(children)
    if first.type != "em_open" or last.type != "em_close":
        return None
    inner = children[1:-1]
    return _parted(inner) if all(child.level > first.level for child in inner) else None


def _parted(children: list[Token]) -> tuple[list[Token], str]:
    """Part a pasted caption at its last bar into caption and credit."""
    for index in range(len(children) - 1, -1, -1):
        child = children[index]
        before, bar, after = child.content.rpartition(" | ")
        if child.type == "text" and bar:
            credit = plain([text_token(after), *children[index + 1 :]])
            child.content = before.rstrip()
            return children[: index + 1], credit
    return children, ""


def caption_tokens(caption: list[Token], credit: str, lines: list[int] | None, level: int) -> list[Token]:
    """Return the tokens of a `figcaption`; none if there is nothing to say."""
    if not caption and not credit:
        return []
    inline = Token("inline", "", 0, map=lines, level=level + 1)
    inline.children = list(caption)
    if credit:
        if caption:
            inline.children.append(text_token(" "))
        inline.children += span(text_token(credit), class_="credit")
    return [
        Token("figcaption_open", "figcaption", 1, map=lines, level=level, block=True),
        inline,
        Token("figcaption_close", "figcaption", -1, level=level, block=True),
    ]


def _figures(state: StateCore) -> None:
    notes = notes_of(state.env)
    if "![" not in notes.source:
        return
    tokens = state.tokens
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "paragraph_open" and "![" in tokens[index + 1].content:
            pictures, rest = only_pictures(children_of(tokens[index + 1]))
            caption = pasted_caption(rest) if rest else None
            if pictures and (caption or not rest):
                index += 3
                if not caption and not split_title(str(image_of(pictures[-1]).attrs.get("title", "")))[0]:
                    caption, size = _caption_after(tokens, index, token.level)
                    index += size
                kept.extend(_figure_tokens(token, pictures, caption, notes))
                continue
        elif token.type == "inline" and "![" in token.content:
            _prepare_all(token, notes)
        kept.append(token)
        index += 1
    state.tokens = kept


def _caption_after(tokens: list[Token], index: int, level: int) -> tuple[tuple[list[Token], str] | None, int]:
    following = tokens[index] if index < len(tokens) else None
    # One with attributes of its own is a paragraph: a caption would lose them.
    if following and following.type == "paragraph_open" and following.level == level and not following.attrs:
        caption = pasted_caption(children_of(tokens[index + 1]))
        if caption:
            return caption, 3
    return None, 0


def _figure_tokens(
    paragraph: Token, pictures: list[list[Token]], pasted: tuple[list[Token], str] | None, notes: Notes
) -> list[Token]:
    """Return the figures of a paragraph of pictures; its class and id go to the first, `pasted` to the last."""
    out: list[Token] = []
    level = paragraph.level
    for number, picture in enumerate(pictures):
        image = image_of(picture)
        caption, credit = take_caption(image)
        if pasted and number == len(pictures) - 1:
            caption, credit = both((caption, credit), pasted)
        figure = Token("figure_open", "figure", 1, map=paragraph.map, level=level, block=True)
        figure.attrs = {"class": "picture"}
        for giver in (paragraph, image) if not number else (image,):
            move_attributes(giver, figure)
        _prepare(image, plain(caption), paragraph.map, notes)
        out += [
            figure,
            Token("inline", "", 0, map=paragraph.map, level=level + 1, children=picture),
            *caption_tokens(caption, credit, paragraph.map, level + 1),
            Token("figure_close", "figure", -1, level=level, block=True),
        ]
    return out


def move_attributes(giver: Token, figure: Token) -> None:
    """Move class and id of a paragraph or a picture to the figure that it becomes."""
    if "class" in giver.attrs:
        figure.attrJoin("class", str(giver.attrs.pop("class")))
    if "id" in giver.attrs:
        figure.attrs["id"] = giver.attrs.pop("id")


def _prepare_all(inline: Token, notes: Notes) -> None:
    for child in children_of(inline):
        if child.type == "image":
            _prepare(child, "", inline.map, notes)


def _prepare(image: Token, caption: str, lines: list[int] | None, notes: Notes) -> None:
    """Let a picture load lazily; describe it by its caption if it has no description."""
    load_lazily(image)
    if image.content.strip():
        return
    if caption:
        image.children = [text_token(caption)]
        return
    target = str(image.attrs["src"])
    where = notes.find_target(target, lines)
    notes.diagnostics.append(
        warning(
            "W217",
            say("picture {target} has neither alt text nor a caption", target=repr(target)),
            where,
            say("describe it in the square brackets: `![…](…)`"),
        )
    )
