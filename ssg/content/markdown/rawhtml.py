"""HTML written into Markdown: its files become references; in "sanitise", what is not allowed goes, with a warning.

The sanitiser proper passes over the whole page afterwards (`render`). This rule comes first because only here it is
known in which line a tag stands, and so that no tag that is never closed swallows the markup after it.
"""

from __future__ import annotations

import html as entities
import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore

from ssg.content.markdown.allowed import TAGS, URL_ATTRIBUTES, is_allowed
from ssg.content.markdown.embed_urls import embed_of
from ssg.content.markdown.invisible import without_references
from ssg.content.markdown.notes import Notes, Refused, notes_of
from ssg.content.markdown.odd_targets import wrong_with
from ssg.content.markdown.reserved import CLASSES, NAME_PREFIX, RELATIONS
from ssg.content.markdown.tags import IN_WORDS, Attribute, Piece, pieces
from ssg.content.markdown.targets import PICTURES, SAFE_SCHEMES, decoded, kind_of, scheme_in_html, split
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import Place, error, warning
from ssg.core.message import Message, say, verbatim

# What of a text could steer the page around it. `tabindex` is not here: it moves nothing but the reader's own focus.
_STEERING: Final = frozenset(("class", "name", "rel", "target"))

_ADDRESSES: Final = frozenset(("http:", "https:"))

# Whose videos `::: video` shows.
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>]+")

# As browsers read them.
_TWO_SLASHES: Final = re.compile(r"/[/\\]")

# Elements that have no end tag, or that need none.
_NEED_NO_END: Final = frozenset(
    "br hr img wbr col source track p li dt dd tr td th thead tbody tfoot rt rp caption colgroup".split()
)
# What a picture says of its size and its copies: one that says nothing gets them from us.
_SIZES: Final = frozenset(("width", "height"))
_COPIES: Final = frozenset(("srcset", "sizes"))
# What nothing but a video or a sound may have: those of a `picture` would be left alone with its `img`.
_OF_MEDIA: Final = frozenset(("source", "track"))
# A browser, and so the sanitiser, opens each of these again in every paragraph after it until it is closed.
_FORMATTING: Final = frozenset("a b code em i s small strong u".split())
MOST_FORMATTING: Final = 16
# The sanitiser is quadratic in depth.
MOST_OPEN: Final = 100


def install(md: MarkdownIt) -> None:
    """Look at raw HTML before ids are given to headings, since it may take some."""
    md.core.ruler.push("raw_html", _raw_html)


def _raw_html(state: StateCore) -> None:
    notes = notes_of(state.env)
    if "<" not in notes.source:
        return
    for token in state.tokens:
        if token.type == "html_block":
            rewriter = Rewriter(notes, token.map)
            token.meta["raw"] = token.content
            token.content = rewriter.rewrite(token.content)
            token.meta["text"] = rewriter.text()
            rewriter.warn()
        elif token.type == "inline" and "<" in token.content:
            rewriter = Rewriter(notes, token.map)
            for child in children_of(token):
                if child.type == "html_inline":
                    child.content = rewriter.rewrite(child.content)
            rewriter.warn()


class Rewriter:
    """Rewrites the raw HTML of one block or paragraph, and collects its diagnostics."""

    def __init__(self, notes: Notes, lines: list[int] | None) -> None:
        """Begin with a block that stands in `lines` of the source (first, past the last)."""
        self._notes = notes
        self._lines = lines
        self._trust = notes.options.raw_html == "trust"
        self._removed: dict[str, str] = {}
        self._text: list[str] = []
        self._sizeless = False

    def rewrite(self, html: str) -> str:
        """Return `html` with markers for its files and, unless it is trusted, without what is not allowed."""
        self._notes.raw_html = True
        html = without_references(html)
        return "".join([self._piece(html, piece) for piece in pieces(html)])

    def text(self) -> str:
        """Return what there is to read in what was rewritten."""
        return " ".join("".join(self._text).split())

    def warn(self) -> None:
        """Warn of what was left out, once for the whole block."""
        if self._removed:
            first = next(iter(self._removed.values()))
            hint = say("use Markdown instead, or remove it")
            if "<iframe>" in self._removed:
                hint = self._instead_of_frame(self._removed["<iframe>"])
            elif any(key.startswith("src=") for key in self._removed):
                hint = say("save the picture beside the article, and write its name")
            elif "name" in self._removed:
                hint = say("write `id` in place of `name`")
            elif "markdown" in self._removed:
                hint = say("remove the attribute, and insert an empty line between the HTML and the Markdown")
            message = say("removed disallowed HTML: {removed}", removed=", ".join(self._removed))
            self._notes.diagnostics.append(warning("W218", message, self._find(first), hint))

    def _instead_of_frame(self, source: str) -> Message:
        """Return what to write in place of a frame: an embed, where a provider shows what is in it."""
        found = _ADDRESS.search(entities.unescape(source))
        shown = embed_of(found[0], self._notes.options.providers) if found else None
        return say("write `::: embed {url}`", url=shown.page) if shown else say("link to the page that it shows")

    def _find(self, snippet: str) -> Place:
        return self._notes.find(snippet.partition("\n")[0], self._lines)

    def _piece(self, html: str, piece: Piece) -> str:
        source = html[piece.begin : piece.end]
        if piece.kind == "text":
            self._text.append(entities.unescape(source))
            return source
        if piece.kind == "broken":
            return self._broken(source, piece.name)
        if piece.kind == "open":
            return self._open(source, piece)
        if piece.kind == "close":
            self._close(piece.name)
        if piece.kind == "raw" and piece.name not in ("script", "style"):
            self._text.append(entities.unescape(source))
        return source if self._trust else self._sanitised(source, piece)

    def _sanitised(self, source: str, piece: Piece) -> str:
        """Return what is left of a piece that is neither text nor an opening tag."""
        if piece.kind == "close" and piece.name in TAGS:
            return f"</{piece.name}>"
        if piece.kind == "raw":
            return "" if piece.name in ("script", "style") else escapeHtml(source)
        if piece.kind != "comment":
            self._remove(f"<{piece.name}>" if piece.kind == "close" else f"{piece.name}…>", source)
        return ""

    def _broken(self, source: str, name: str) -> str:
        is_comment = name == "<!--"
        what = say("comment") if is_comment else verbatim(f"<{name.lstrip('<')}>")
        message = say("{what} is not closed: it would hide the rest of the page", what=what)
        hint = say("end it with `-->`") if is_comment else say("close it, or write `&lt;` for a literal `<`")
        self._notes.diagnostics.append(error("E208", message, self._find(source), hint))
        return source if self._trust else escapeHtml(source)

    def _open(self, source: str, piece: Piece) -> str:
        name = piece.name
        if name in _ADDRESSES and not self._trust:  # `<https://…>` within a block of HTML, where it is no link
            self._text.append(source)
            return escapeHtml(source)
        if name not in IN_WORDS:
            self._text.append(" ")
        said = _SIZES | _COPIES if self._trust else _SIZES
        self._sizeless = name == "img" and said.isdisjoint(each.name for each in piece.attributes)
        if self._trust:
            return self._with_markers(source, piece)
        tags = self._notes.open_tags
        if name not in TAGS or (name in _OF_MEDIA and not (tags["video"] or tags["audio"])):
            self._remove(f"<{name}>", source)
            return ""
        self._count(name, source)
        kept = [written for each in piece.attributes if (written := self._attribute(name, each, source)) is not None]
        if name == "a" and (rel := self._relations(piece, source)):
            kept.append(f'rel="{rel}"')
        return f"<{' '.join((name, *kept))}>"

    def _with_markers(self, source: str, piece: Piece) -> str:
        out, at = [], 0
        for each in piece.attributes:
            marker = self._marker(each) if each.name in URL_ATTRIBUTES else None
            begin, end = each.begin - piece.begin, each.end - piece.begin
            if marker:
                quoted = source[begin - 1] in "\"'"
                out += [source[at : begin - quoted], f'"{marker}"']  # later stages look for double quotation marks
                at = end + quoted
        return "".join(out) + source[at:]

    def _attribute(self, tag: str, attribute: Attribute, source: str) -> str | None:
        """Return an attribute as it is written out; None if the element may not have it."""
        name, value = attribute.name, attribute.value
        if not is_allowed(tag, name) or name.startswith("data-"):  # those are what our own embeds have
            self._remove(name, source)
            return None
        if name in _STEERING:
            return self._steering(name, entities.unescape(value), source)
        if name in URL_ATTRIBUTES:
            scheme = scheme_in_html(entities.unescape(value))
            if scheme and scheme not in SAFE_SCHEMES:
                self._remove(f"{name}={scheme}:…", source)
                return None
            self._complain(tag, attribute, source)
            value = self._marker(attribute) or value
        elif name == "id" and not self._notes.claim_id(entities.unescape(value), self._find(source)):
            return None
        value = value.replace('"', "&quot;")
        return f'{name}="{value}"' if value or attribute.begin >= 0 else name

    def _steering(self, name: str, value: str, source: str) -> str | None:
        """Return an attribute by which scripts, browsers or the page itself may go, as far as it leaves them alone."""
        if name == "rel":
            return None  # written at the end, by `_relations`
        if name == "name":
            return f'name="{escapeHtml(NAME_PREFIX + value)}"'
        words = value.split()
        free = [word for word in words if (word not in CLASSES if name == "class" else word == "_blank")]
        for word in words:
            if word not in free:
                self._remove(f"{name}={word}", source)
        return f'{name}="{escapeHtml(" ".join(free))}"' if free or not words else None

    def _relations(self, piece: Piece, source: str) -> str:
        """Return what the `rel` of a link says: of what is written that which is allowed, and `noopener`."""
        written = next((each.value for each in piece.attributes if each.name == "rel"), "")
        words = entities.unescape(written).lower().split()
        for word in words:
            if word not in RELATIONS:
                self._remove(f"rel={word}", source)
        kept = [word for word in words if word in RELATIONS]
        return " ".join(
            [*kept, "noopener"] if _leaves_site(piece) and not {"noopener", "noreferrer"} & set(kept) else kept
        )

    def _marker(self, attribute: Attribute) -> str | None:
        """Return a marker if the attribute points to a file of the site."""
        target = entities.unescape(attribute.value).strip()
        kind = kind_of(target)
        if kind not in ("link", "file"):
            return None
        where = self._notes.find_target(attribute.value, self._lines, "\"'=")
        found = "link" if kind == "link" and attribute.name == "href" else "file"
        if self._sizeless and attribute.name == "src" and split(target)[0].rpartition(".")[2].lower() in PICTURES:
            found = "image"  # its size and copies are put in with its address
        return self._notes.marker(found, decoded(target), where)

    def _complain(self, tag: str, attribute: Attribute, source: str) -> None:
        """Report what is wrong with the target of a link or a picture."""
        target = entities.unescape(attribute.value).strip()
        if is_network := _TWO_SLASHES.match(target) is not None:
            target = f"//{target[2:]}"
        kind = "network" if is_network else kind_of(target)
        wrong = wrong_with(target, kind) if attribute.name in ("href", "src") and (target or tag == "a") else None
        if wrong:
            found = self._notes.find_target(attribute.value, self._lines, "\"'=") if target else self._find(source)
            self._notes.diagnostics.append(warning(wrong.code, wrong.message, found, wrong.hint))

    def _remove(self, what: str, source: str) -> None:
        self._removed.setdefault(what, source)

    def _count(self, name: str, source: str) -> None:
        """Refuse a page that opens more elements than it closes, beyond all reason."""
        if name in _NEED_NO_END:
            return
        tags = self._notes.open_tags
        tags[name] += 1
        formatting = sum(tags[each] for each in _FORMATTING) if name in _FORMATTING else 0
        if formatting > MOST_FORMATTING or tags.total() > MOST_OPEN:
            most = MOST_FORMATTING if formatting > MOST_FORMATTING else MOST_OPEN
            message = say("more than {most} HTML elements open at once, including <{name}>", most=most, name=name)
            raise Refused(error("E209", message, self._find(source), say("close each with `</{name}>`", name=name)))

    def _close(self, name: str) -> None:
        if name not in IN_WORDS:
            self._text.append(" ")
        if self._notes.open_tags[name] > 0:
            self._notes.open_tags[name] -= 1


def _leaves_site(piece: Piece) -> bool:
    return any(
        each.name == "href" and kind_of(entities.unescape(each.value)) in ("external", "network")
        for each in piece.attributes
    )
