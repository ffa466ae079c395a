"""The table of diagnostic codes: what each number means, in one line. Documented in `docs/errors.md` and checked against it.

The first digit says whose problem it is: 1 front matter, 2 text (Markdown), 3 links and pictures, 4 the site as a
whole, 5 `site.toml`, 6 templates, 7 files and folders. This module holds data only.
"""

from __future__ import annotations

CODES: dict[str, str] = {}
