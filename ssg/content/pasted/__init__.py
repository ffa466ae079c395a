"""Converts pasted text to Markdown: tabs, bullets, rows of a spreadsheet, invisible characters.

Works on the lines of a text before it is parsed, and never on code or HTML. It keeps all words and their order.
"""

from __future__ import annotations

from ssg.content.pasted.rewrite import CHARACTERS, Understood, understood

__all__ = ["CHARACTERS", "Understood", "understood"]
