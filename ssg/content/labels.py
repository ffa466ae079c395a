"""The words that the HTML of an article holds of its own, in a language that the catalogues have."""

from __future__ import annotations

from collections.abc import Mapping

from ssg.content.markdown import Labels
from ssg.core.i18n import translations


def labels(language: str, words: Mapping[str, str] | None = None) -> Labels:
    """Return the words in a language; in English where there is no catalogue of it. `words` replace some of them."""
    gettext = translations(language, words).gettext
    return Labels(
        footnotes=gettext("Footnotes"),
        footnote_reference=gettext("Footnote"),
        back_to_text=gettext("Back to the text"),
        watch_video=gettext("Watch the video"),
        listen=gettext("Listen"),
        view=gettext("View"),
        embed_note=gettext("Content from {name} loads only when you click."),
        table=gettext("Table"),
        code=gettext("Code"),
        formula=gettext("Formula"),
        done=gettext("Done"),
        to_do=gettext("To do"),
    )
