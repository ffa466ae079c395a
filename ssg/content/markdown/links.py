"""Links and pictures: which point to files (they become references), which to the outside, and which are slips.

Targets reach this rule as they were written (the parser is told not to encode them) and leave it as a marker or
encoded. It never decides whether a file exists.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.odd_targets import PLAIN, is_loopback, wrong_with
from ssg.content.markdown.slips import OF_COMPUTER, check_text, of_computer, unsafe
from ssg.content.markdown.targets import SAFE_SCHEMES, decoded, kind_of, scheme_in_html
from ssg.core.errors import notice, warning
from ssg.core.message import say


def install(md: MarkdownIt) -> None:
    """Look at all links and pictures when every other rule has made its own."""
    md.options["store_labels"] = True  # which link definitions are used, and where their targets stand
    md.core.ruler.push("links", _links)


def _links(state: StateCore) -> None:
    notes = notes_of(state.env)
    references = state.env.get("references", {})
    for token in state.tokens:
        if token.type != "inline" or not token.children:
            continue
        if "]" in token.content and any(child.type == "text" and "]" in child.content for child in token.children):
            for text in _texts(token.children):
                check_text(text, token.map, notes)
        for child in token.children:
            kind = child.type
            if kind == "link_open":
                _target(child, "href", _lines(child, token, references), notes)
            elif kind == "image":
                _target(child, "src", _lines(child, token, references), notes)
            elif kind in ("video_open", "audio_open"):
                for name in ("src", "poster"):
                    if name in child.attrs:
                        _target(child, name, token.map, notes)


def _texts(children: list[Token]) -> list[str]:
    """Return the pieces of text with a square bracket; an address in it that is a link by itself belongs to them."""
    texts = [""]
    for child in children:
        if child.type == "text":
            texts[-1] += child.content
        elif child.markup != "linkify":
            texts.append("")
    return [text for text in texts if "]" in text]


def _lines(child: Token, inline: Token, references: dict[str, dict[str, list[int]]]) -> list[int] | None:
    """Return the lines in which the target is written: those of a link definition, or those of the paragraph."""
    label = child.meta.get("label")
    return references[label]["map"] if label in references else inline.map


def _target(token: Token, attribute: str, lines: list[int] | None, notes: Notes) -> None:
    """Put the target of a link, a picture or a video as it belongs in the HTML, and say what is odd about it."""
    target = str(token.attrs[attribute])
    kind = kind_of(target)
    if token.type == "image" and notes.options.raw_html != "trust" and _is_of_computer(kind, target):
        del token.attrs[attribute]
        notes.diagnostics.append(of_computer(target, notes.find_target(target, lines)))
        return
    if kind == "file" and "\\" in target and "file-names" in notes.options.pasted:
        target = _with_slashes(target, lines, notes)
    if attribute != "href" and kind in ("link", "page", "host") and target[0] not in "#?":
        kind = "file"  # a picture is never a page
    if kind in ("link", "file"):
        where = notes.find_target(target, lines)
        kind = "image" if token.type == "image" else kind
        token.attrs[attribute] = notes.marker(kind, decoded(target), where)
        return
    token.attrs[attribute] = normalizeLink(target)
    if kind in ("external", "network") and attribute == "href":
        token.attrs["rel"] = "noopener"
    elif kind == "scheme":
        _scheme(token, attribute, target, lines, notes)
    if kind not in ("page", "link") and not PLAIN.match(target) and (wrong := wrong_with(target, kind)):
        written = target.partition("\\")[0]  # Markdown takes one of two backslashes away
        where = notes.find_target(written, lines) if written else notes.place((lines or [0])[0])
        notes.diagnostics.append(warning(wrong.code, wrong.message, where, wrong.hint))


def _is_of_computer(kind: str, target: str) -> bool:
    """Return whether a picture is on the writer's computer, in the browser, or in the text itself."""
    if kind == "external":
        return is_loopback(target)
    return kind == "computer" or (kind == "scheme" and scheme_in_html(target) in OF_COMPUTER)


def _with_slashes(target: str, lines: list[int] | None, notes: Notes) -> str:
    """Return the path of a file as the web writes it, and report it."""
    written = target.replace("\\", "/")
    notes.lines = lines
    where = notes.repair(target, written)
    notes.diagnostics.append(
        notice(
            "N249",
            say("`{target}` is read as `{written}`", target=target, written=written),
            where,
            say("write `{written}`", written=written),
        )
    )
    return written


def _scheme(token: Token, attribute: str, target: str, lines: list[int] | None, notes: Notes) -> None:
    """Take away a target that no reader should follow: of a scheme that is not known to be harmless.

    Others open programs on the reader's machine. The text stays; pictures may be in the text itself (`data:`), of the
    four kinds that the parser lets pass.
    """
    scheme = scheme_in_html(target)
    if scheme in SAFE_SCHEMES or notes.options.raw_html == "trust" or (scheme == "data" and attribute != "href"):
        notes.schemes.add(scheme)
        return
    del token.attrs[attribute]
    notes.diagnostics.append(unsafe(scheme, notes.find_target(target, lines)))
