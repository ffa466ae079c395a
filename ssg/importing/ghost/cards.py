"""Cards of Ghost's editors as HTML. A card that is not known is counted; the words that it has stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final

from ssg.content.markdown.common import common_html
from ssg.core.message import say
from ssg.importing.notes import Notes

Card = Mapping[str, Any]
_WORDS: Final = (
    *("heading", "header", "title", "productTitle", "content", "textValue", "calloutText", "subheader", "description"),
    *("productDescription", "buttonText", "productButton", "disclaimer", "caption"),
)


def card(name: str, data: Card, notes: Notes) -> str:
    """Return a card as HTML."""
    known = _CARDS.get(name)
    if known is not None:
        return known(data)
    notes.count(say("card `{name}`", name=name), str(dict(data))[:100])
    return "".join(f"<p>{data[key]}</p>" for key in _WORDS if isinstance(data.get(key), str) and data[key])


def text(data: Card, *names: str) -> str:
    """Return the first of some values that is a text."""
    return next((data[name] for name in names if isinstance(data.get(name), str) and data[name]), "")


def _caption(data: Card) -> str:
    words = text(data, "caption")
    return f"<figcaption>{words}</figcaption>" if words else ""


def _below(data: Card) -> str:
    """Return the caption of what is no figure, as a paragraph."""
    words = text(data, "caption", "fileCaption")
    return f"<p><em>{words}</em></p>" if words else ""


def _picture(data: Card) -> str:
    source, alt = escape(text(data, "src")), escape(text(data, "alt", "altText"))
    return f'<figure><img src="{source}" alt="{alt}">{_caption(data)}</figure>' if source else ""


def _gallery(data: Card) -> str:
    images = data.get("images")
    pictures = "".join(_picture(one) for one in images if isinstance(one, dict)) if isinstance(images, list) else ""
    return f'<div class="gallery">{pictures}{_caption(data)}</div>'


def _embed(data: Card) -> str:
    url = text(data, "url")
    inner = escape(url) if url else text(data, "html")
    return f'<figure class="wp-block-embed">{inner}{_caption(data)}</figure>'


def _bookmark(data: Card) -> str:
    inner = data.get("metadata")
    metadata: Card = inner if isinstance(inner, dict) else {}
    url = text(data, "url") or text(metadata, "url")
    words = text(metadata, "title") or url
    about = text(metadata, "description")
    below = (f"<p>{escape(about)}</p>" if about else "") + _below(data)
    return f'<p><a href="{escape(url)}">{escape(words)}</a></p>{below}'


def _code(data: Card) -> str:
    language = escape(text(data, "language"))
    code = f'<pre><code class="language-{language}">{escape(text(data, "code"), quote=False)}</code></pre>'
    return code + _below(data)


def _sound(data: Card) -> str:
    source, words = escape(text(data, "src")), escape(text(data, "title", "fileTitle", "fileName"))
    if source.lower().endswith((".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".wav")):
        return f'<figure><video src="{source}" title="{words}"></video>{_caption(data)}</figure>'
    return f'<p><a href="{source}">{words or source}</a></p>{_below(data)}'


def _callout(data: Card) -> str:
    return f"<blockquote>{escape(text(data, 'calloutEmoji'))} {text(data, 'calloutText')}</blockquote>"


def _toggle(data: Card) -> str:
    return f"<details><summary>{text(data, 'heading')}</summary>{text(data, 'content')}</details>"


def _button(data: Card) -> str:
    return f'<p><a href="{escape(text(data, "buttonUrl"))}">{escape(text(data, "buttonText"))}</a></p>'


_CARDS: Final[dict[str, Callable[[Card], str]]] = {
    "image": _picture,
    "gallery": _gallery,
    "embed": _embed,
    "bookmark": _bookmark,
    "code": _code,
    "codeblock": _code,
    "html": lambda data: text(data, "html"),
    **dict.fromkeys(("markdown", "card-markdown"), lambda data: common_html(text(data, "markdown"))),
    "hr": lambda data: "<hr>",
    "horizontalrule": lambda data: "<hr>",
    "video": _sound,
    "audio": _sound,
    "file": _sound,
    "callout": _callout,
    "toggle": _toggle,
    "button": _button,
    "paywall": lambda data: "",
    "email": lambda data: "",
    "email-cta": lambda data: "",
}
