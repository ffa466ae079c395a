"""The boxes `embed` and `video`: a link to what somebody else shows, with a poster; no request to them before a click.

A bare address of a provider, alone in a paragraph, is such a box, too. A file of the site's own is shown in place. The
theme starts a frame in place of the link; it goes by `data-embed-frame`, `-aspect`, `-height` and `-note`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown.embed_urls import Embed, embed_of, file_kind, is_shortened, names_of
from ssg.content.markdown.figures import both, caption_tokens, load_lazily, move_attributes, only_pictures, take_caption
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.plaintext import plain
from ssg.content.markdown.tokens import children_of, span
from ssg.core.errors import error, warning
from ssg.core.message import say

_BARE: Final = "bare_embeds"
_BOX: Final = "embed_box"
_OPEN: Final = f"{_BOX}_open"


def install(md: MarkdownIt) -> None:
    """Put poster and caption of each box where they belong, once inline text is parsed."""
    md.core.ruler.push("embed_boxes", _arrange)
    md.add_render_rule("label", _render_label)


def install_bare(md: MarkdownIt) -> None:
    """Make a box of each bare address of a provider that is alone in a paragraph."""
    md.options[_BARE] = True


def _render_label(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Print a word of the site's own, which is no part of the article's text."""
    return escapeHtml(tokens[index].content)


def push(state: StateBlock, params: str, line: int, past: int, *, video: bool = False) -> None:
    """Push the tokens of a box whose line says `params`: an address and a title. `video`: it was opened as one."""
    url, _, title = params[1:].partition(">") if params.startswith("<") else params.partition(" ")
    notes = notes_of(state.env)
    shown = embed_of(url, notes.options.providers)
    file = "" if shown else file_kind(url)
    if shown is None and not file:
        _refuse(notes, url, line, video=video)
    token = state.push(_OPEN, "figure", 1)
    token.map = [line, past]
    token.meta["embed"] = shown
    token.meta["file"] = file
    token.meta["url"] = url
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title.strip(), [line, line + 1], []
    state.md.block.tokenize(state, line + 1, past)
    state.push(f"{_BOX}_close", "figure", -1)


def _refuse(notes: Notes, url: str, line: int, *, video: bool) -> None:
    where = notes.find(url, (line, line + 1)) if url else notes.place(line, 1)
    if video:
        hint = say(
            "write `::: video` and a URL of youtube.com, youtu.be or vimeo.com, or the name of an .mp4 or .webm file"
        )
        message = say("unsupported video: {url}", url=repr(url)) if url else say("video box without a video")
        notes.diagnostics.append(error("E207", message, where, hint))
        return
    if not url:
        hint = say("write `::: embed` and an address, such as https://youtu.be/…")
        notes.diagnostics.append(error("E331", say("embed without an address"), where, hint))
        return
    known = say("providers: {names}; more can be declared in `[[embeds]]`", names=", ".join(_names(notes)))
    short = say("open this short address in a browser, and write the one that it leads to")
    message = say("no known provider has this address; shown as a link: {url}", url=url)
    notes.diagnostics.append(warning("W330", message, where, short if is_shortened(url) else known))


def _names(notes: Notes) -> Sequence[str]:
    return names_of(notes.options.providers)


def _bare(state: StateCore) -> None:
    """Look for paragraphs of the text itself, not of a list or a quotation, that hold one address and nothing else."""
    notes = notes_of(state.env)
    kept: list[Token] = []
    tokens = state.tokens
    for at, token in enumerate(tokens):
        kept.append(token)
        if token.type != "paragraph_close" or token.level or tokens[at - 2].attrs:
            continue
        children = children_of(tokens[at - 1])
        if len(children) != 3 or children[0].markup != "linkify":
            continue
        shown = embed_of(str(children[0].attrs["href"]), notes.options.providers)
        if shown is not None:
            kept[-3:] = _box_of(shown, tokens[at - 2].map)
    state.tokens = kept


def _box_of(shown: Embed, lines: list[int] | None) -> list[Token]:
    """Return the tokens of a box with nothing in it."""
    opening = Token(_OPEN, "figure", 1, map=lines, block=True, meta={"embed": shown, "file": "", "url": shown.page})
    title = Token("inline", "", 0, map=lines, level=1, children=[])
    return [opening, title, Token(f"{_BOX}_close", "figure", -1, block=True)]


def _arrange(state: StateCore) -> None:
    if state.md.options.get(_BARE) and "://" in state.src:
        _bare(state)
    if any(token.type == _OPEN for token in state.tokens):
        state.tokens = _arranged(state.tokens, notes_of(state.env))


def _arranged(tokens: list[Token], notes: Notes) -> list[Token]:
    """Return `tokens` with the contents of each box in order: player, what else there is, caption."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        kept.append(token)
        index += 1
        if token.type == _OPEN:
            close = _closing(tokens, index)
            kept.extend(_contents(token, tokens[index], _arranged(tokens[index + 1 : close], notes), notes))
            index = close
    return kept


def _closing(tokens: list[Token], index: int) -> int:
    depth = 1
    while True:
        depth += (tokens[index].type == _OPEN) - (tokens[index].type == f"{_BOX}_close")
        if not depth:
            return index
        index += 1


def _contents(box: Token, title: Token, body: list[Token], notes: Notes) -> list[Token]:
    poster, body = _take_poster(body, box)
    caption, credit = children_of(title), ""
    if poster:
        load_lazily(poster)
        caption, credit = both((caption, ""), take_caption(poster))
    shown, file, url = box.meta["embed"], box.meta["file"], box.meta["url"]
    name = plain(caption)
    player = Token("inline", "", 0, map=box.map, level=box.level + 1)
    if shown is not None:
        notes.embeds.add(shown.provider)
        _describe(box, shown, notes)
        player.children = _facade(shown.page, poster, name, _label(shown, notes))
    elif file == "pdf":
        _classes(box, "embed")
        box.attrs["data-embed"] = "pdf"
        player.children = _facade(url, poster, name, f"{notes.options.labels.view} · PDF")
    elif file:
        _classes(box, file)
        player.children = _file(file, url, poster)
    else:
        _classes(box, "embed")
        player.children = _plain_link(url, poster)
    return [player, *body, *caption_tokens(caption, credit, title.map, box.level + 1)]


def _classes(box: Token, *names: str) -> None:
    """Put the classes of a box before those that it has been given."""
    box.attrs["class"] = " ".join([*names, str(box.attrs.get("class", ""))]).strip()


def _label(shown: Embed, notes: Notes) -> str:
    labels = notes.options.labels
    verb = {"video": labels.watch_video, "audio": labels.listen}.get(shown.kind, labels.view)
    return f"{verb} · {shown.name}"


def _take_poster(body: list[Token], box: Token) -> tuple[Token | None, list[Token]]:
    """Return the first picture that stands alone in a paragraph, and `body` without that paragraph.

    Its class and id go to the box. A picture with a link around it stays where it is: the box leads elsewhere.
    """
    for index, token in enumerate(body):
        if token.type != "paragraph_open":
            continue
        pictures, rest = only_pictures(children_of(body[index + 1]))
        if len(pictures) == 1 and not rest and len(pictures[0]) == 1:
            for giver in (token, pictures[0][0]):
                move_attributes(giver, box)
            return pictures[0][0], body[:index] + body[index + 3 :]
    return None, body


def _describe(box: Token, shown: Embed, notes: Notes) -> None:
    """Write on the figure what a script needs to put a frame into it."""
    _classes(box, *(("video",) if shown.kind == "video" else ()), "embed")
    box.attrs["data-embed"] = shown.provider
    box.attrs["data-embed-frame"] = shown.frame
    if shown.aspect:
        box.attrs["data-embed-aspect"] = shown.aspect
    if shown.height:
        box.attrs["data-embed-height"] = str(shown.height)
    box.attrs["data-embed-note"] = notes.options.labels.embed_note.replace("{name}", shown.name)


def _facade(url: str, poster: Token | None, name: str, label: str) -> list[Token]:
    """Return a link that shows the poster, if there is one, and what a click does."""
    link: dict[str, str | int | float] = {
        "href": url,
        "class": "embed-link",
        "aria-label": f"{label}: {name}" if name else label,
    }
    return [
        Token("link_open", "a", 1, attrs=link),
        *([poster] if poster else ()),
        *span(class_="embed-play", aria_hidden="true"),
        *span(Token("label", "", 0, content=label), class_="embed-label"),
        Token("link_close", "a", -1),
    ]


def _plain_link(url: str, poster: Token | None) -> list[Token]:
    """Return what is left of a box of nobody's address: its poster, and a link; nothing to click on without one."""
    if not url:
        return [poster] if poster else []
    link: dict[str, str | int | float] = {"href": url}
    shown = Token("label", "", 0, content=url)
    return [*([poster] if poster else ()), Token("link_open", "a", 1, attrs=link), shown, Token("link_close", "a", -1)]


def _file(kind: str, url: str, poster: Token | None) -> list[Token]:
    """Return a player of a file. One that lies elsewhere on the web is not asked for before it is played."""
    preload = "none" if kind == "audio" or "://" in url else "metadata"
    attrs: dict[str, str | int | float] = {"controls": "", "preload": preload}
    if kind == "audio":
        return [
            *([poster] if poster else ()),
            Token("audio_open", "audio", 1, attrs={**attrs, "src": url}),
            Token("audio_close", "audio", -1),
        ]
    attrs |= {"playsinline": "", "src": url}
    if poster:
        attrs["poster"] = poster.attrs["src"]
        if said := plain(children_of(poster)):  # what the picture shows: a poster has no description of its own
            attrs["aria-label"] = said
    return [Token("video_open", "video", 1, attrs=attrs), Token("video_close", "video", -1)]
