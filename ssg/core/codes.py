"""The table of diagnostic codes: what each number means, in one line. Documented in `docs/errors.md` and checked against it.

The first digit says whose problem it is: 1 front matter, 2 text (Markdown), 3 links and pictures, 4 the site as a
whole, 5 `site.toml`, 6 templates, 7 files and folders. This module holds data only.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    "E501": "site.toml is not valid TOML, or is too long or too deeply nested to be read",
    "E502": "a value is of the wrong type",
    "E503": "a key or a block that does not exist",
    "E504": "a key that is needed is missing",
    "E505": "a value is out of range, empty, or none of those allowed",
    "E506": "a text holds invisible control characters",
    "E507": "a URL that must not be printed in a page",
    "E508": "base_url is not the address of a site",
    "E509": "timezone is not a zone of the IANA table",
    "E510": "permalink cannot place articles",
    "E511": "two categories, topics or authors would have the same page",
    "E512": "the parent of a category does not exist",
    "E513": "categories are each other's parents",
    "E514": "a slug is empty, malformed or taken",
    "E515": "a menu entry leads nowhere, or to two places",
    "E516": "output is not a folder of its own within the site",
}
