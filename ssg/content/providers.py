"""The providers that `site.toml` declares (`[[embeds]]`), and what a Content-Security-Policy must allow for embeds."""

from __future__ import annotations

from collections.abc import Iterable

from ssg.content.markdown.embed_urls import expression_of, sources_of
from ssg.content.markdown.providers import EMBEDS, Provider
from ssg.core.config import Config
from ssg.core.config.embed_keys import source_of


def own_providers(config: Config) -> tuple[Provider, ...]:
    """Return the rows of a site's own providers, in the order of the file."""
    return tuple(
        Provider(
            id=embed.id,
            name=embed.name,
            addresses=(expression_of(embed.pattern),),
            frame=embed.frame,
            page=embed.page,
            aspect="" if embed.height else embed.aspect or "16/9",
            height=embed.height,
            sources=(source_of(embed),),
        )
        for embed in config.embeds
    )


def all_ids(config: Config) -> tuple[str, ...]:
    """Return the ids of all providers that articles of a site may embed."""
    return tuple(dict.fromkeys(row.id for row in (*own_providers(config), *EMBEDS)))


def frame_sources(config: Config, used: Iterable[str]) -> tuple[str, ...]:
    """Return the sources of the frames of the providers with these ids: those that a site uses."""
    return sources_of(used, own_providers(config))
