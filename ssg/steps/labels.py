"""The options of parsing that `site.toml` sets, with the words that Markdown adds, in the site's language."""

from __future__ import annotations

from ssg.content.access import AccessRules
from ssg.content.article import ParseOptions
from ssg.content.labels import labels
from ssg.content.languages import LanguageRules
from ssg.content.markdown import MarkdownOptions
from ssg.content.markdown.options import Shortcode
from ssg.content.providers import own_providers
from ssg.core.config import Config
from ssg.core.config.access_keys import AccessConfig
from ssg.core.i18n import translations


def parse_options(config: Config) -> ParseOptions:
    """Return everything that parsing an article of this site depends on."""
    rules, style = _language_rules(config), config.slugs.style
    limits = config.access is not None or any(category.access for category in config.categories)
    access = _access_rules(config) if limits else AccessRules()
    return ParseOptions(config.timezone, markdown_options(config), config.language, rules, style, access)


def _language_rules(config: Config) -> LanguageRules:
    """Return the categories, if one of them has a language."""
    if not any(category.language for category in config.categories):
        return LanguageRules()
    words = translations(config.language, config.words)
    return LanguageRules(config.categories, config.language, words.gettext("News"))


def _access_rules(config: Config) -> AccessRules:
    """Return who may read texts that do not say so, and whether readers can sign in."""
    by_category = any(category.access for category in config.categories)
    said = config.access or AccessConfig()
    return AccessRules(
        categories=config.categories if by_category else (),
        fallback=translations(config.language, config.words).gettext("News"),
        default=said.default,
        paragraphs=said.paragraphs,
        is_ready=said.sign_in != "" or said.paid_body == "omit",
        omits=said.paid_body == "omit",
        known=True,
    )


def markdown_options(config: Config) -> MarkdownOptions:
    """Return the options that `site.toml` sets, with words from the catalogue of the site's language."""
    return MarkdownOptions(
        extensions=config.markdown.enabled,
        pasted=config.markdown.pasted,
        raw_html=config.markdown.raw_html,
        typography=config.markdown.typography,
        providers=own_providers(config) if config.embeds else (),
        shortcodes=_shortcodes(config) if config.boxes.shortcodes else (),
        in_text_after=config.related.in_text_after,
        labels=labels(config.language, config.words),
    )


def _shortcodes(config: Config) -> tuple[Shortcode, ...]:
    """Return the shortcodes that become boxes."""
    found = sorted(config.boxes.shortcodes.items())
    return tuple(Shortcode(name, one.box, one.arguments, one.line) for name, one in found)
