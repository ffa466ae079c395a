"""Related articles: found by what they say, filed under and when; never stale, and never computed twice.

`score.py` says how related two articles are, which depends on the two alone. All else follows from that: a list is the
best of such scores, so an article that comes, goes or changes touches only the lists in which its own score counts.
"""

from __future__ import annotations

from ssg.site.related.by_names import NEWEST, related

__all__ = ["NEWEST", "related"]
