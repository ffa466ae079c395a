"""The keys of `[[menu]]`, each with its type and default. Data only."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from ssg.core.config.picture_keys import Name

Url = Annotated[str, msgspec.Meta(extra={"url": True})]
"""A URL or a path of the site that is safe to print in a page."""


class MenuItem(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a menu, one `[[menu]]`: with a category, a page or a URL. Without any, main categories are it."""

    name: Name
    """What readers see."""
    category: str = ""
    """Slug or name of a category; once read, always the slug."""
    page: str = ""
    """The file of a plain page, e.g. `content/lien-he.md`; once read, always below `content/`."""
    url: Url = ""
    """Where it leads, if neither to a category nor to a page, such as `/lien-he/` or `https://example.org`."""
    place: Literal["header", "footer"] = "header"
    """In which menu it stands: in the one at the top of each page, or at the foot."""
