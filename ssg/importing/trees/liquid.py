"""What tags and variables of Liquid in texts become: links, pictures, code and boxes. For Jekyll, Hexo and Eleventy."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Final

from ssg.core.message import say
from ssg.importing.notes import Notes
from ssg.importing.trees import marks
from ssg.importing.trees.links import Links
from ssg.importing.trees.marks import Call
from ssg.importing.trees.shortcodes import comment, meaning_of

_MARK: Final = re.compile(r"\{%-?.*?-?%\}|\{\{.*?\}\}", re.DOTALL)
_RAW: Final = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_REFERENCES: Final = frozenset("post_url link post_path asset_path post_link".split())
_SILENT: Final = frozenset("raw endraw seo feed_meta assign capture increment decrement".split())
_CONTROL: Final = frozenset("if unless for case when else elsif include_cached layout".split())


def without_marks(body: str) -> str:
    """Return a text without tags and variables."""
    return _MARK.sub(" ", body)


def unprotected(code: str) -> str:
    """Return code without the tags that protect it from Liquid."""
    return _RAW.sub("", code) if "raw" in code else code


def answered(prose: str, links: Links, values: Mapping[str, str], notes: Notes) -> str:
    """Return prose with all tags and variables replaced; what is not understood is counted."""

    def variable(written: str) -> str | None:
        return _variable(written, values, notes)

    return marks.liquid(prose, lambda call: _answer(call, links, notes), variable)


def _variable(written: str, values: Mapping[str, str], notes: Notes) -> str | None:
    """Return the value of a variable with its filters; None if it has none."""
    name, *filters = (part.strip() for part in written.split("|"))
    address = any(one.replace(" ", "").startswith(("relative_url", "absolute_url", "prepend:site")) for one in filters)
    quoted = re.fullmatch(r"\"([^\"]*)\"|'([^']*)'", name)
    if quoted:
        value: str | None = quoted[1] or quoted[2] or ""
    else:
        value = values.get(name)
    if value is None:
        notes.count(say("variable of Liquid without a value"), f"{{{{ {written} }}}}")
        return None
    if address and not value.startswith("/") and "://" not in value:
        return f"/{value}"
    return value


def _answer(call: Call, links: Links, notes: Notes) -> str:
    name = call.name
    if name in _REFERENCES and not (name == "link" and "://" in call.written):
        return _reference(call, links, notes)
    if name in ("include", "render", "include_relative"):
        return _included(call, notes)
    if name in _SILENT:
        return call.inner or ""
    if name in _CONTROL or name.startswith("/"):
        notes.count(say("tag of Liquid that a template fills (`{name}`)", name=name), call.written)
        return f"{comment(call)}{call.inner or ''}"
    return meaning_of(call, notes)


def _reference(call: Call, links: Links, notes: Notes) -> str:
    """Return the address of a text or a file that a tag names; of `post_link`, the link."""
    whole = call.name == "post_link"
    given = [one for one in call.arguments if one not in ("true", "false")]
    target, words = (given[0], " ".join(given[1:])) if whole and given else (" ".join(given), "")
    found = links.by_path.get(target.lstrip("/")) or links.named(target)
    if not found and f"/{target.lstrip('/')}" in links.files:
        found = f"/{target.lstrip('/')}"
    if not found and call.name == "asset_path":
        return target
    if not found:
        notes.count(say("reference to a text that was not found"), call.written)
        found = f"/{target.lstrip('/')}"
    return f"[{words or target}](<{found}>)" if whole else found


def _included(call: Call, notes: Notes) -> str:
    """Return what an include of a known kind means: `{% include figure.html src="a.jpg" %}`."""
    if not call.arguments:
        return meaning_of(call, notes)
    file, *rest = call.arguments
    name = posixpath.basename(file).partition(".")[0]
    return meaning_of(call._replace(name=name, arguments=tuple(rest)), notes)
