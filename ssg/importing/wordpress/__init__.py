"""Reader of WordPress exports (WXR, one or many files): a first pass for what items refer to, a second for the items.

survey ─► authors, terms, attachments, addresses      items ─► shortcodes, blocks, paragraphs ─► HTML
"""

from __future__ import annotations

from ssg.importing.wordpress.reader import read

__all__ = ["read"]
