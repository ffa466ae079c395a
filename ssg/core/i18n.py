"""The words that readers see, from gettext catalogues in `ssg/locale/`. English is the language of the message ids.

Catalogues are compiled (`.mo`) and committed, so that no tool is needed to build a site.
"""

from __future__ import annotations

import gettext
from pathlib import Path

Words = gettext.NullTranslations
_FOLDER = Path(__file__).parent.parent / "locale"


def translations(language: str) -> gettext.NullTranslations:
    """Open the catalogue of a language tag such as `vi` or `en-GB`; one that we do not have gives the English ids."""
    tag = language.replace("-", "_")
    return gettext.translation("ssg", _FOLDER, languages=[tag, tag.split("_")[0]], fallback=True)
