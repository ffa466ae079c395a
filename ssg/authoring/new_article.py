"""Fills a template of a new article: `{{ title }}` and the like, as YAML reads them back. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ssg.content.frontmatter import quoted
from ssg.content.frontmatter.keys import canonical
from ssg.core.message import Invalid, say

FIELDS: Final = ("title", "date", "time", "category", "slug", "author", "topic", "layout", "remark")
"""What a template may name."""
_FIELD: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_KEY: Final = re.compile(r"^([^\s:#][^:]*):", re.MULTILINE)
_BARE: Final = ("date", "time", "slug", "remark")
"""What needs no quotation marks: made by us, and not by whoever writes."""
_BLOCK: Final = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the text of a new article.

    What is given and not named by the template (`topic`, `layout`) becomes a line of its own at the end of the front
    matter. Raises Invalid for a field that no template has, and for a template without front matter.
    """
    text = template.removeprefix("\ufeff").replace("\r\n", "\n")
    for name in _FIELD.findall(text):
        if name not in FIELDS:
            known = ", ".join(FIELDS)
            raise Invalid(say("unknown field `{name}`; fields: {known}", name=name[:40], known=known))
    block = _BLOCK.match(text)
    if block is None:
        raise Invalid(say("the template must begin with front matter between two lines `---`"))
    named = {canonical(key) for key in _KEY.findall(block[1])}
    missing = [key for key in ("topic", "layout") if values.get(key) and key not in named]
    lines = "".join(f"{key}: {quoted(values[key])}\n" for key in missing)
    filled = _FIELD.sub(lambda found: _value(found[1], values), text)
    end = _BLOCK.match(filled)
    return filled[: end.end(1)] + lines + filled[end.end(1) :] if end else filled


def _value(name: str, values: Mapping[str, str]) -> str:
    value = values.get(name, "")
    return value if name in _BARE else quoted(value)
