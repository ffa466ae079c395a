"""What `render` is asked for and what it gives back: plain frozen types. No behaviour here."""

from __future__ import annotations

import msgspec

from ssg.content.markdown.providers import Provider
from ssg.core.errors import Diagnostic
from ssg.core.model import Entry, Heading, Ref

# The extensions of CommonMark that an article may use.
ALL: tuple[str, ...] = (
    "table",
    "strikethrough",
    "footnote",
    "attributes",
    "containers",
    "figures",
    "autolink",
    "heading-ids",
    "embeds",
    "first-column",
    "definition-list",
    "task-list",
    "abbreviation",
    "subscript",
    "superscript",
    "highlight",
    "math",
)
USUAL: tuple[str, ...] = ALL[:-1]
"""Those that are on unless a site says otherwise: a dollar sign is money first."""


# What is understood of pasted text; off unless asked for here, on for sites.
PASTED: tuple[str, ...] = (
    "invisible",
    "bullets",
    "rows",
    "indents",
    "tables",
    "numbers",
    "headings",
    "breaks",
    "file-names",
    "emphasis",
    "addresses",
    "marks",
)


class Labels(msgspec.Struct, frozen=True):
    """The few words that the HTML of an article holds of its own; the caller passes them in the site's language."""

    footnotes: str = "Chú thích"
    footnote_reference: str = "Chú thích"
    back_to_text: str = "Quay lại bài viết"
    watch_video: str = "Xem video"
    listen: str = "Nghe"
    view: str = "Xem"
    embed_note: str = "Nội dung từ {name} chỉ tải khi bạn bấm."
    table: str = "Bảng"
    code: str = "Mã nguồn"
    formula: str = "Công thức"
    done: str = "Đã xong"
    to_do: str = "Chưa xong"


class Shortcode(msgspec.Struct, frozen=True):
    """A shortcode and the box that it becomes; see `ShortcodeConfig`."""

    name: str
    box: str
    arguments: tuple[str, ...] = ()
    line: str = ""


class MarkdownOptions(msgspec.Struct, frozen=True):
    """How to read Markdown. Hashable: one parser is made for each set of options and kept.

    `extensions` are names of `ALL`; with none at all the output is CommonMark's own, `<br />` included.
    `raw_html` is "sanitise" (what could run or restyle the page is taken out, with a warning) or "trust".
    `pasted` are names of `PASTED`; with none, a text is read as CommonMark reads it.
    `in_text_after` is the paragraph after which a related article is shown; 0: after none.
    `typography` turns straight quotes, `...` and `--` into “ ” ‘ ’ … –. `providers` are the site's own, for
    embeds; `shortcodes` are those that become boxes.
    """

    extensions: tuple[str, ...] = USUAL
    pasted: tuple[str, ...] = ()
    raw_html: str = "sanitise"
    typography: bool = False
    labels: Labels = Labels()
    providers: tuple[Provider, ...] = ()
    shortcodes: tuple[Shortcode, ...] = ()
    in_text_after: int = 0


class Repair(msgspec.Struct, frozen=True):
    """How a piece of a text is written in plain Markdown: at a line (from 0) and a column (from 0), `new` for `old`."""

    line: int
    column: int
    old: str
    new: str


class Rendered(msgspec.Struct, frozen=True):
    """One article's text as HTML, with `NUL number NUL` where the URL of `refs[number]` belongs.

    `excerpt` is the first paragraph that is neither heading, caption nor box, whole and plain; `text` is all that
    there is to read, plain. `entries` are those of a live article from the newest, `intro` what stands before them.
    `uses` names the extensions in it whose markup needs styles of its own. `repairs` is what inline rules understood
    otherwise than it is written, in the text as `pasted` left it. `embeds` are the ids of the providers whose content
    is embedded.
    With an error among `diagnostics` that says that the text was refused, all else is empty.
    """

    html: str = ""
    refs: tuple[Ref, ...] = ()
    headings: tuple[Heading, ...] = ()
    excerpt: str = ""
    text: str = ""
    intro: str = ""
    entries: tuple[Entry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    repairs: tuple[Repair, ...] = ()
    uses: tuple[str, ...] = ()
    embeds: tuple[str, ...] = ()
