"""The keys of `[[embeds]]` and `[boxes]`, each with its type and default, and what their types cannot express."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Final

import msgspec

from ssg.core.config.layout import KeyPath
from ssg.core.config.picture_keys import Name
from ssg.core.config.report import Report
from ssg.core.message import Message, say

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_ORIGIN: Final = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::[0-9]{2,5})?")
_PATH: Final = re.compile(r"(?:/[A-Za-z0-9._~%/-]*)?")
# What may stand behind the host of an address: no quotes, no white space.
_REST: Final = re.compile(r"[/?#][A-Za-z0-9._~%!$&()*+,;=:@/?#{}\[\]-]*")
_OF_FRAME: Final = frozenset(("url", "start"))
_MOST_FIELDS: Final = 4


class EmbedConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose content articles may embed: one `[[embeds]]`. Several may have one `id`."""

    id: Name
    """A name for machines, such as `bieu-do`. That of a built-in provider replaces it."""
    name: Name
    """What readers see."""
    pattern: Name
    """The address that editors paste, e.g. `https://charts.example.vn/{id}`; a field stands for letters, digits, `._-`.
    """
    frame: Name
    """The address of the frame, with the same fields, e.g. `https://charts.example.vn/embed/{id}`."""
    page: str = ""
    """Where the link leads, with the same fields; unless given, the address as it was pasted."""
    aspect: str = ""
    """How wide and high the frame is, e.g. `16/9`."""
    height: Annotated[int, msgspec.Meta(ge=0, le=5_000)] = 0
    """How high it is in pixels, in place of `aspect`."""
    source: str = ""
    """What the Content-Security-Policy must allow; unless given, the host of `frame`."""


class ShortcodeConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A shortcode of Hugo that becomes a box: `[boxes.shortcodes.NAME]`, or `NAME = "box"` for the box alone."""

    box: Name
    """The box, built in or the site's own."""
    arguments: tuple[str, ...] = ()
    """The names that arguments without one have in the site's own box, in their order."""
    line: str = ""
    """What stands behind the name of a built-in box, with `{0}` or `{name}` for an argument, e.g. `https://youtu.be/{0}`.
    """


class BoxesConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes in articles: `[boxes]`."""

    shortcodes: dict[str, ShortcodeConfig] = {}
    """Shortcodes of an imported site that become boxes, by name."""


def spell_out(data: dict[str, Any]) -> None:
    """Make a table of each shortcode that names its box alone."""
    boxes = data.get("boxes")
    shortcodes = boxes.get("shortcodes") if isinstance(boxes, dict) else None
    if isinstance(shortcodes, dict):
        shortcodes.update({name: {"box": box} for name, box in shortcodes.items() if isinstance(box, str)})


def check_embeds(tables: Iterable[tuple[KeyPath, dict[str, Any]]], report: Report) -> None:
    """Report patterns and frames that are no addresses, fields that a pattern lacks, invalid ids and sources."""
    for path, table in tables:
        wrong = {key: said for key in ("pattern", "frame", "page") if (said := _address(table.get(key, "")))}
        for key, said in wrong.items():
            report.at_value("E505", say("`{key}` {said}", key=f"embeds.{key}", said=said), (*path, key))
        if (name := table.get("id", "")) and not _ID.fullmatch(name):
            message = say("invalid id `{name}` (use a-z, 0-9 and single hyphens)", name=name)
            report.at_value("E514", message, (*path, "id"))
        if not wrong:
            _check_fields(path, table, report)
        _check_size(path, table, report)
        if (source := table.get("source", "")) and not _is_source(source):
            hint = say("for example `https://charts.example.vn`")
            report.at_value(
                "E505", say("`embeds.source` must be the `https://` address of a host"), (*path, "source"), hint
            )


def source_of(embed: EmbedConfig) -> str:
    """Return what a policy must allow for a provider."""
    found = _ORIGIN.match(embed.frame)
    return embed.source or (found[0] if found else "")


def _is_source(source: str) -> bool:
    found = _ORIGIN.match(source)
    return found is not None and _PATH.fullmatch(source, found.end()) is not None


def _address(text: str) -> Message | None:
    """Return what is wrong with an address that has fields; None if nothing is."""
    found = _ORIGIN.match(text)
    if not text:
        return None
    if found is None:
        return say("must begin with `https://` and a host, without fields in it")
    rest = text[found.end() :]
    if rest and not _REST.fullmatch(rest):
        return say("has characters that no address has")
    if any(not re.fullmatch("[a-z]+", name) for name in _FIELD.findall(text)) or rest.count("{") != rest.count("}"):
        return say("has a malformed field: a field is a word of letters (a-z) in braces")
    if len(_FIELD.findall(text)) > _MOST_FIELDS:
        return say("has more than {most} fields", most=_MOST_FIELDS)
    return None


def _check_fields(path: KeyPath, table: dict[str, Any], report: Report) -> None:
    own = _FIELD.findall(table.get("pattern", ""))
    if len(set(own)) < len(own):
        report.at_value("E505", say("`embeds.pattern` has one field twice"), (*path, "pattern"))
    for key in ("frame", "page"):
        for name in _FIELD.findall(table.get(key, "")):
            if name not in own and name not in _OF_FRAME:
                message = say("`{key}` has the field `{name}`, which `pattern` lacks", key=f"embeds.{key}", name=name)
                report.at_value("E505", message, (*path, key))


def _check_size(path: KeyPath, table: dict[str, Any], report: Report) -> None:
    aspect = table.get("aspect", "")
    if aspect and not re.fullmatch(r"[1-9][0-9]{0,3}/[1-9][0-9]{0,3}", aspect):
        hint = say("for example `16/9`")
        report.at_value("E505", say("`embeds.aspect` must be two whole numbers and a slash"), (*path, "aspect"), hint)
    elif aspect and table.get("height"):
        report.at_value("E505", say("`embeds.aspect` and `embeds.height` exclude each other"), (*path, "height"))
