"""The words that the HTML of an article holds of its own, in the site's language; and how the site reads Markdown."""

from __future__ import annotations

from ssg.content.article import ParseOptions
from ssg.content.markdown import Labels, MarkdownOptions
from ssg.core.config import Config
from ssg.core.i18n import translations


def parse_options(config: Config) -> ParseOptions:
    """Give all that parsing an article of this site depends on."""
    return ParseOptions(config.timezone, markdown_options(config), config.language)


def markdown_options(config: Config) -> MarkdownOptions:
    """Give the options that `site.toml` sets, with words from the catalogue of the site's language."""
    gettext = translations(config.language).gettext
    return MarkdownOptions(
        extensions=config.markdown.extensions,
        raw_html=config.markdown.raw_html,
        typography=config.markdown.typography,
        labels=Labels(
            footnotes=gettext("Footnotes"),
            footnote_reference=gettext("Footnote"),
            back_to_text=gettext("Back to the text"),
            watch_video=gettext("Watch the video"),
            table=gettext("Table"),
        ),
    )
