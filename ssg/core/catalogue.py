"""Translates messages for editors into Vietnamese or English, from the catalogue `messages` in `ssg/locale/`.

Words for readers are in the catalogue `ssg` (`core/i18n.py`). The command line chooses the language and passes it on;
nothing here reads the environment. English needs no file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from ssg.core.message import Message, worded

LANGUAGES: Final = ("vi", "en")
_FOLDER: Final = Path(__file__).parent.parent / "locale"
_SWAPPED: Final = str.maketrans(",.", ".,")


class _Translations(Protocol):
    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, one: str, other: str, number: int, /) -> str: ...


class Catalogue:
    """The words of one language. A catalogue is called with a message and returns its words."""

    def __init__(self, language: str) -> None:
        """Use `language`, one of `LANGUAGES`; its file is read for the first message."""
        self.language = language
        self._loaded: _Translations | None = None

    def __call__(self, said: Message | str) -> str:
        """Return the text of a message; plain text, such as a path, is returned unchanged."""
        if isinstance(said, str):
            return said
        return str(said) if self.language == "en" else worded(said, self._template, _vietnamese)

    def _template(self, said: Message) -> str:
        if self._loaded is None:
            import gettext

            self._loaded = gettext.translation("messages", _FOLDER, languages=[self.language], fallback=True)
        if said.plural:
            return self._loaded.ngettext(said.template, said.plural, said.count)
        return self._loaded.gettext(said.template)


def _vietnamese(number: str) -> str:
    """Return a number as Vietnamese writes it: `1.234,5`."""
    return number.translate(_SWAPPED)


ENGLISH: Final = Catalogue("en")
