"""The video box: a picture with a play mark that links to the video, so that no third party hears of the reader.

A video file becomes `<video>`. Starting a player in place is the theme's affair: it goes by `data-video-provider`,
`data-video-id`, `data-video-start` and `data-video-secret`.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ssg.content.markdown.figures import caption_tokens, image_of, load_lazily, only_pictures, take_caption
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.plaintext import plain
from ssg.content.markdown.tokens import children_of, span
from ssg.content.markdown.video_urls import Video, video_of
from ssg.core.errors import error


def install(md: MarkdownIt) -> None:
    """Put poster and caption of each video box where they belong, once inline text is parsed."""
    md.core.ruler.push("videos", _arrange)
    md.add_render_rule("label", _render_label)


def _render_label(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Print a word of the site's own, which is no part of the article's text."""
    return escapeHtml(tokens[index].content)


def push(state: StateBlock, params: str, line: int, past: int) -> None:
    """Push the tokens of a video box whose line says `params`: a URL and a title."""
    url, _, title = params[1:].partition(">") if params.startswith("<") else params.partition(" ")
    video = video_of(url)
    if video is None:
        _refuse(notes_of(state.env), url, line)
    token = state.push("video_box_open", "figure", 1)
    token.map = [line, past]
    token.attrs = {"class": "video"}
    token.meta["video"] = video
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title.strip(), [line, line + 1], []
    state.md.block.tokenize(state, line + 1, past)
    state.push("video_box_close", "figure", -1)


def _refuse(notes: Notes, url: str, line: int) -> None:
    hint = "write ::: video and an address of youtube.com, youtu.be or vimeo.com, or the name of an .mp4 or .webm file"
    message = f"{url!r} is not the address of a video that can be shown" if url else "the video box names no video"
    where = notes.find(url, (line, line + 1)) if url else notes.place(line, 1)
    notes.diagnostics.append(error("E207", message, where, hint))


def _arrange(state: StateCore) -> None:
    if any(token.type == "video_box_open" for token in state.tokens):
        state.tokens = _arranged(state.tokens, notes_of(state.env))


def _arranged(tokens: list[Token], notes: Notes) -> list[Token]:
    """Return `tokens` with the contents of each video box in order: player, what else there is, caption."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        kept.append(token)
        index += 1
        if token.type == "video_box_open":
            close = _closing(tokens, index)
            kept.extend(_contents(token, tokens[index], _arranged(tokens[index + 1 : close], notes), notes))
            index = close
    return kept


def _closing(tokens: list[Token], index: int) -> int:
    depth = 1
    while True:
        depth += (tokens[index].type == "video_box_open") - (tokens[index].type == "video_box_close")
        if not depth:
            return index
        index += 1


def _contents(box: Token, title: Token, body: list[Token], notes: Notes) -> list[Token]:
    poster, body = _take_poster(body)
    caption, credit = children_of(title), ""
    if poster:
        load_lazily(poster)
        own_caption, credit = take_caption(poster)
        caption = caption or own_caption
    video = box.meta["video"]
    name = plain(caption)
    player = Token("inline", "", 0, map=box.map, level=box.level + 1)
    if video is None:
        player.children = [poster] if poster else []
    elif video.provider == "file":
        player.children = _file(video, poster)
    else:
        _describe(box, video)
        player.children = _facade(video, poster, name, notes)
    return [player, *body, *caption_tokens(caption, credit, title.map, box.level + 1)]


def _take_poster(body: list[Token]) -> tuple[Token | None, list[Token]]:
    """Return the first picture that stands alone in a paragraph, and `body` without that paragraph."""
    for index, token in enumerate(body):
        if token.type != "paragraph_open":
            continue
        pictures, rest = only_pictures(children_of(body[index + 1]))
        if len(pictures) == 1 and not rest:
            return image_of(pictures[0]), body[:index] + body[index + 3 :]
    return None, body


def _describe(box: Token, video: Video) -> None:
    box.attrs["data-video-provider"] = video.provider
    box.attrs["data-video-id"] = video.id
    if video.start:
        box.attrs["data-video-start"] = str(video.start)
    if video.secret:
        box.attrs["data-video-secret"] = video.secret


def _facade(video: Video, poster: Token | None, name: str, notes: Notes) -> list[Token]:
    """Return a link to the video that shows the poster, if there is one, and a play mark."""
    label = notes.options.labels.watch_video
    link: dict[str, str | int | float] = {
        "href": video.url,
        "class": "video-link",
        "aria-label": f"{label}: {name}" if name else label,
    }
    return [
        Token("link_open", "a", 1, attrs=link),
        *([poster] if poster else ()),
        *span(class_="video-play", aria_hidden="true"),
        *span(Token("label", "", 0, content=label), class_="video-label"),
        Token("link_close", "a", -1),
    ]


def _file(video: Video, poster: Token | None) -> list[Token]:
    attrs: dict[str, str | int | float] = {"controls": "", "preload": "metadata", "playsinline": "", "src": video.url}
    if poster:
        attrs["poster"] = poster.attrs["src"]
        if said := plain(children_of(poster)):  # what the picture shows: a poster has no description of its own
            attrs["aria-label"] = said
    return [Token("video_open", "video", 1, attrs=attrs), Token("video_close", "video", -1)]
