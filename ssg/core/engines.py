"""The search engines that the form of `/search/` can ask about this site where no scripts run. Data only."""

from __future__ import annotations

from typing import Final

ENGINES: Final = {
    "google": ("https://www.google.com/search", "sitesearch"),
    "duckduckgo": ("https://duckduckgo.com/", "sites"),
    "none": ("", ""),
}
"""By their names in `[search]`: where each is asked, and how the field is called that keeps it to one site."""
