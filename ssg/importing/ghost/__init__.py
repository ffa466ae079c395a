"""Reader of Ghost's exports (JSON): `html` where there is one, else the document of the editor (lexical, mobiledoc)."""

from __future__ import annotations

from ssg.importing.ghost.reader import read

__all__ = ["read"]
