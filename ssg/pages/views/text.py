"""The text of a page as HTML that can be divided between its paragraphs. Pure; it changes nothing in the text."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ssg.core.message import Invalid, say
from ssg.core.text.paragraphs import ends_of_paragraphs


class Text(Markup):
    """HTML of a text: printed as it is. `before` and `after` divide it, and together give the whole."""

    __slots__ = ()

    def before(self, paragraphs: int) -> Markup:
        """Return the text up to the end of its paragraph of a number; all of it if it has fewer."""
        return Markup(self[: self._end_of(paragraphs)])  # noqa: S704 - a part of HTML between two elements

    def after(self, paragraphs: int) -> Markup:
        """Return the text behind its paragraph of a number; nothing if it has fewer."""
        return Markup(self[self._end_of(paragraphs) :])  # noqa: S704 - as above

    @property
    def paragraphs(self) -> int:
        """The number of its paragraphs, without those in quotations, lists, tables, figures and boxes."""
        return sum(1 for _ in self._ends())

    def _end_of(self, number: object) -> int:
        """Return where the paragraph of a number ends.

        Raises Invalid for what is no number of paragraphs.
        """
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            shown = repr(number)[:60]
            raise Invalid(say("the number of paragraphs must be a whole number from 0, not {shown}", shown=shown))
        if not number:
            return 0
        return next((end for count, end in enumerate(self._ends(), 1) if count == number), len(self))

    def _ends(self) -> Iterator[int]:
        """Yield where each paragraph of the text itself ends."""
        return ends_of_paragraphs(str(self))
