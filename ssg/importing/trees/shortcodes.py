"""What shortcodes and tags of other generators become here: one table for all of them. Pure.

Those that are not in it are counted by name; what they enclose stays, and their marks become comments, which readers do
not see and editors do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ssg.content.markdown.providers import EMBEDS
from ssg.core.message import say
from ssg.importing.notes import Notes
from ssg.importing.trees.marks import Call

Meaning = Callable[[Call], str | None]
"""Returns the Markdown of a shortcode; None if its arguments say too little."""

_IDS: Final = {row.id: row.by_id for row in EMBEDS if row.by_id}
_SPACE: Final = re.compile(r"\s+")


def meaning_of(call: Call, notes: Notes) -> str:
    """Return the Markdown of a shortcode, and count one that the table does not have."""
    name = call.name.rpartition("/")[2].removesuffix(".html").removesuffix(".md").lower()
    found = MEANINGS.get(name.replace("-", "").replace("_", "")) if not call.name.startswith("/") else None
    done = found(call) if found is not None else None
    if done is not None:
        return done
    notes.count(say("shortcode or tag `{name}`; its marks became comments", name=call.name), call.written)
    inner = call.inner
    if inner is None:
        return comment(call)
    return f"{comment(call)}{inner}"


def comment(call: Call) -> str:
    """Return a mark as a comment of HTML, on a line of its own if it had one."""
    written = _SPACE.sub(" ", call.written).replace("--", "- -").replace(">", "›")
    return f"\n<!-- {written} -->\n" if call.alone else f"<!-- {written} -->"


def _block(call: Call, text: str) -> str:
    """Return a block, apart from what stands around it if the mark was alone on its line."""
    return f"\n{text}\n" if call.alone else f"\n\n{text}\n\n"


def _picture(call: Call) -> str | None:
    source = call.first("src", "imagepath", "image_path", "url", "image", "file", "path", "filename", "img", "0")
    if not source:
        return None
    caption = call.first("caption", "title") or _flat(call.inner or "")
    credit = call.first("attr", "credit", "source")
    alt = call.first("alt") or ("" if caption else call.first("1"))
    whole = " | ".join(filter(None, (_flat(caption), _flat(credit)))).replace('"', "'")
    title = f' "{whole}"' if whole else ""
    shown = f"![{_in_brackets(alt)}](<{source}>{title})"
    link = call.first("link", "href")
    if link and link != source and not link.startswith("self"):
        shown = f"[{shown}](<{link}>)"
    return _block(call, shown) if call.alone else shown


def _asset_picture(call: Call) -> str | None:
    """Read `{% asset_img [class] picture.jpg [width height] ["title" "alt"] %}` and `{% img … %}` of Hexo."""
    found = [
        one for one in call.arguments if re.search(r"\.(?:jpe?g|jfif|png|gif|webp|svg|avif)\b|^https?:", one, re.I)
    ]
    if not found:
        return None
    rest = [one for one in call.arguments[call.arguments.index(found[0]) + 1 :] if not one.isdecimal()]
    words = " ".join(rest).replace('"', "'").strip("'")
    shown = f"![{_in_brackets(words)}](<{found[0]}>)"
    return _block(call, shown) if call.alone else shown


def _embed(provider: str) -> Meaning:
    pattern = _IDS.get(provider, "")

    def meaning(call: Call) -> str | None:
        ids = [*call.arguments] or [call.named[key] for key in ("user", "id", "videoid") if key in call.named]
        if not ids and call.first("url", "src", "link"):
            ids = [call.first("url", "src", "link")]
        if not ids:
            return None
        if "://" in ids[0]:
            return _block(call, ids[0])
        if provider == "gist" and len(ids) == 1 and "/" in ids[0]:
            return _block(call, f"https://gist.github.com/{ids[0]}")
        if not pattern or len(ids) < pattern.count("{"):
            return None
        return _block(call, pattern.format(*ids))

    return meaning


def _code(call: Call) -> str | None:
    if call.inner is None:
        return None
    language = next((one for one in call.arguments if re.fullmatch(r"[\w+#.-]+", one)), "")
    language = call.named.get("lang", call.named.get("language", language))
    inner = call.inner.strip("\n")
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", inner)), 3)
    return f"\n\n{fence}{language}\n{inner}\n{fence}\n\n"


def _note(kind: str) -> Meaning:
    def meaning(call: Call) -> str | None:
        if call.inner is None:
            return None
        words = [one for one in call.arguments if one.lower() not in _KINDS]
        title = call.first("title", "summary", "header") or " ".join(words)
        named = call.first("type", "level", "style").lower() or next(iter(call.arguments), "").lower()
        shown = named if named in _KINDS else kind
        return f"\n\n::: {shown} {_flat(title)}".rstrip() + f"\n{call.inner.strip()}\n:::\n\n"

    return meaning


_KINDS: Final = frozenset("note tip important warning caution danger info details".split())


def _quotation(call: Call) -> str | None:
    if call.inner is None:
        return None
    who = ", ".join(filter(None, (call.first("author", "by", "cite", "source"), " ".join(call.arguments))))
    lines = call.inner.strip().split("\n")
    if who:
        lines += ["", f"— {_flat(who)}"]
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _gallery(call: Call) -> str | None:
    pictures = [line for line in (call.inner or "").split("\n") if line.strip()]
    if not pictures or not all(line.lstrip().startswith("![") for line in pictures):
        return call.inner
    return "\n\n::: gallery " + _flat(call.first("caption", "title")) + "\n" + "\n".join(pictures) + "\n:::\n\n"


def _link(call: Call) -> str | None:
    target = call.first("href", "url", "link", "relref") or next((a for a in call.arguments if "/" in a), "")
    words = call.inner or call.first("text", "label", "title") or " ".join(a for a in call.arguments if a != target)
    return f"[{_in_brackets(words) or target}](<{target}>)" if target else call.inner


def _sound(call: Call) -> str | None:
    source = call.first("src", "mp3", "file", "url", "0")
    return _block(call, f"[{_in_brackets(call.first('caption', 'title')) or source}](<{source}>)") if source else None


def _video(call: Call) -> str | None:
    return _embed("video")(call) if "://" in call.first("url", "src", "0") else _sound(call)


def _media(call: Call) -> str | None:
    url = call.first("url", "src", "0") or (call.inner or "").strip()
    return _block(call, url) if "://" in url else None


def _inside(call: Call) -> str | None:
    return call.inner


def _nothing(call: Call) -> str:
    return ""


def _break(call: Call) -> str:
    return "<br>"


def _diagram(call: Call) -> str | None:
    return None if call.inner is None else f"\n\n```{call.name}\n{call.inner.strip()}\n```\n\n"


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _in_brackets(text: str) -> str:
    return _flat(text).replace("[", "(").replace("]", ")")


_TABLE: Final[dict[str, Meaning]] = {
    "figure image picture img fig responsiveimage figureimage feature photo imgcap": _picture,
    "assetimg": _asset_picture,
    "youtube yt youtubelite youtubeplayer": _embed("youtube"),
    "vimeo": _embed("vimeo"),
    "tweet twitter x": _embed("x"),
    "instagram": _embed("instagram"),
    "tiktok": _embed("tiktok"),
    "gist": _embed("gist"),
    "highlight codeblock code listing prism": _code,
    "note notice callout admonition hint alert": _note("note"),
    "tip success": _note("tip"),
    "warning caution danger error": _note("warning"),
    "info important box": _note("info"),
    "details expand spoiler collapse accordion": _note("details"),
    "quote blockquote pullquote bq cquote cq centerquote epigraph": _quotation,
    "gallery": _gallery,
    "button btn extlink link": _link,
    "audio podcast": _sound,
    "video html5video mp4": _video,
    "media embed oembed": _media,
    "raw rawhtml html markdown md unsafe math katex latex mathjax lead center centered div span small": _inside,
    "toc tableofcontents comment more clear seo feedmeta": _nothing,
    "br linebreak newline": _break,
    "mermaid": _diagram,
}
MEANINGS: Final[dict[str, Meaning]] = {name: what for names, what in _TABLE.items() for name in names.split()}
"""By name, in lower case and without hyphens."""
