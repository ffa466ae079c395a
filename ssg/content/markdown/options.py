"""What `render` is asked for and what it gives back: plain frozen types. No behaviour here."""

from __future__ import annotations

import msgspec

from ssg.core.errors import Diagnostic
from ssg.core.model import Entry, Heading, Ref

# The extensions of CommonMark that an article may use, all of them on unless the site says otherwise.
ALL: tuple[str, ...] = (
    "table",
    "strikethrough",
    "footnote",
    "attributes",
    "containers",
    "figures",
    "autolink",
    "heading-ids",
)


class Labels(msgspec.Struct, frozen=True):
    """The few words that the HTML of an article holds of its own; the caller passes them in the site's language."""

    footnotes: str = "Chú thích"
    footnote_reference: str = "Chú thích"
    back_to_text: str = "Quay lại bài viết"
    watch_video: str = "Xem video"
    table: str = "Bảng"


class MarkdownOptions(msgspec.Struct, frozen=True):
    """How to read Markdown. Hashable: one parser is made for each set of options and kept.

    `extensions` are names of `ALL`; with none at all the output is CommonMark's own, `<br />` included.
    `raw_html` is "sanitise" (what could run or restyle the page is taken out, with a warning) or "trust".
    `typography` turns straight quotes, `...` and `--` into “ ” ‘ ’ … –.
    """

    extensions: tuple[str, ...] = ALL
    raw_html: str = "sanitise"
    typography: bool = False
    labels: Labels = Labels()


class Rendered(msgspec.Struct, frozen=True):
    """One article's text as HTML, with `NUL number NUL` where the URL of `refs[number]` belongs.

    `excerpt` is the first paragraph that is neither heading, caption nor box, whole and plain; `text` is all that
    there is to read, plain. `entries` are those of a live article from the newest, `intro` what stands before them.
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
