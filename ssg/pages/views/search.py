"""What the page of the search shows. Types only."""

from __future__ import annotations

import msgspec

from ssg.pages.views.shared import HeadView


class Choice(msgspec.Struct, frozen=True):
    """Something to choose in a form: what readers see, and what the form sends."""

    name: str
    value: str


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in `search.html`: the form of the search, filled by a script.

    `base` is the sub-path of the site. `engine` is the URL of another search that browsers without scripts are sent to
    (empty: none), `engine_field` the field that keeps it to `engine_site`. Years are newest first.
    """

    kind: str = "search"
    head: HeadView
    url: str
    section: str = ""
    base: str
    engine: str
    engine_field: str
    engine_site: str
    sections: tuple[Choice, ...]
    years: tuple[str, ...]
