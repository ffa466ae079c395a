"""What the page around an article calls its own: ids, and the classes that scripts go by. No text may take them.

A test compares these with `templates/`. Data only.
"""

from __future__ import annotations

from typing import Final

IDS: Final = frozenset(
    (
        "consent consent-title contents latest lead main most-read opinions others photos picks q related tips videos "
        "ways"
    ).split()
)
"""Ids of the theme's templates: a second one on a page leads links and readers of screens astray."""

CLASSES: Final = frozenset(
    (
        "consent-signal embed-link entries entry lightbox live live-head masthead menu-all menu-bar menu-more "
        "menu-set results sapo saved search share ticker zoom"
    ).split()
)
"""Classes by which scripts of the theme find what they change."""

RELATIONS: Final = frozenset("external license me nofollow noopener noreferrer sponsored ugc".split())
"""What `rel` of a link may say; others (`next`, `opener`) tell browsers and scripts about the page itself."""

PHOTO: Final = '<figure class="picture'
"""Begins each picture of a text in its HTML."""

VIDEO: Final = '<figure class="video'
"""Begins each video of a text in its HTML."""

GALLERY: Final = '<figure class="gallery'
"""Begins each gallery of a text in its HTML."""

NAME_PREFIX: Final = "text-"
"""Goes before the `name` of a `<details>`, so that it shuts none of the page's own."""
