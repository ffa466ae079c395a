"""The search engines that the form of `/search/` can use without JavaScript. Data only."""

from __future__ import annotations

from typing import Final

ENGINES: Final = {
    "google": ("https://www.google.com/search", "sitesearch"),
    "duckduckgo": ("https://duckduckgo.com/", "sites"),
    "none": ("", ""),
}
"""By name in `[search]`: the URL of each, and the name of the field that restricts it to one site."""
