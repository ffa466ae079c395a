"""Says after a build what others would refuse of what was published: the hosts of the site, and programs for mails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final
from zoneinfo import ZoneInfo

from ssg.core.config.output_keys import OutputConfig
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.index.editions import editions, url_of
from ssg.index.model import Site
from ssg.index.urls import output_path
from ssg.inputs import CONFIG_FILE, Inputs
from ssg.steps.host_limits import said_of_hosts
from ssg.steps.settings_said import at_settings
from ssg.store.nodes import Entry, Nodes

_MOST: Final = 102_000
"""Bytes of a mail that Gmail shows whole."""


Known = Callable[[str], Entry | None]


def said_of_published(
    inputs: Inputs, site: Site, nodes: Nodes, written: Collection[str], known: Known
) -> Iterator[Diagnostic]:
    """Yield what is too large. `known` returns the entry of an output; those in `written` are new or changed."""
    if said := tuple(said_of_hosts(inputs.config, nodes)):
        yield from at_settings(said, inputs.root)
    yield from _mails(inputs, site, written, known)


def _mails(inputs: Inputs, site: Site, written: Collection[str], known: Known) -> Iterator[Diagnostic]:
    """Yield newsletters of which readers would see the beginning only."""
    for number, output in enumerate(inputs.config.outputs):
        path = output_path(_latest(output, site)) if output.styles else ""
        entry = known(path) if path in written else None
        if entry is not None and entry.size > _MOST:
            message = say(
                "output “{name}”: a mail of {size:,} bytes; Gmail shows {most:,} of it",
                name=output.name,
                size=entry.size,
                most=_MOST,
            )
            place = inputs.places.get(("outputs", number, "count"), Place(CONFIG_FILE, 1))
            yield warning("W663", message, place, say("write a lower `count`"))


def _latest(output: OutputConfig, site: Site) -> str:
    """Return the URL of a list, or of its latest edition."""
    if not output.every:
        return output.url
    edition = next(editions(output, site.now, ZoneInfo(site.config.timezone)))
    return url_of(output, edition.day)
