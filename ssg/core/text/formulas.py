"""Formulas where no MathML is understood: in feeds and in the search. Text in, text out."""

from __future__ import annotations

import re
from typing import Final

# As `ssg/content/markdown/mathml.py` writes them: no attribute holds `>`, and no formula another.
_FORMULA: Final = re.compile(r'<math(?: display="block")? alttext="([^"]*)">.*?</math>', re.DOTALL)


def as_source(html: str) -> str:
    """Return HTML with each formula as it was written, as code."""
    return _FORMULA.sub(r"<code>\1</code>", html) if "<math" in html else html
