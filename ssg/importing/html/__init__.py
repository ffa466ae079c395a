"""HTML of other systems as Markdown of ssg: `Converter`. What Markdown cannot say stays HTML; words are never dropped.

text ─ tree ─► elements ─ blocks (inline, escape) ─► Markdown
"""

from __future__ import annotations

from ssg.importing.html.converter import Converted, Converter, Links

__all__ = ["Converted", "Converter", "Links"]
