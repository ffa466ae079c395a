"""What the types of `[[outputs]]` cannot say: names, paths, and keys that need another one. Pure."""

from __future__ import annotations

import re
from typing import Any, Final

from ssg.core.config.layout import KeyPath
from ssg.core.config.lengths import too_long
from ssg.core.config.output_keys import ARTICLE_FILE, FIELDS, PODCAST_TEMPLATE
from ssg.core.config.query_keys import QueryConfig
from ssg.core.config.report import Report
from ssg.core.content_types import is_known
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.paths import is_safe_url, odd_name
from ssg.core.theme import escapes, form_of

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)*\.[a-z][a-z0-9]{0,9}")
_PART: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._~-]*[A-Za-z0-9_~-])?")
_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_FRAMES: Final = re.compile(r"\*|https?://(?:\*\.)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?")
_CONTENT_TYPE: Final = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")
_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_TAKEN: Final = ("index.html", "live.html")
_COMPRESSED: Final = (".gz", ".br", ".zst")
"""Endings of compressed copies, which would replace such a file or be replaced by it."""
_OF_LISTS: Final = (
    *("title", "description", "count", "order", "every", "frames", "styles", "content_type", "profile", "limits"),
    "podcast",
    *QueryConfig.__struct_fields__,
)
_OF_EDITIONS: Final = ("at", "weekday", "keep")
_NOT_OF_EDITIONS: Final = ("since", "until", "skip")
_LONGEST: Final = 60
"""Characters of a file beside a page: where that is `…/bai.html`, its name begins with the page's own."""
_OURS: Final = ("access", "assets", "media")
"""Folders whose files are not kept fresh: servers guard them, or let browsers keep them for a year."""
_RUN: Final = (".html", ".htm", ".xml", ".svg", ".xhtml", ".atom", ".rss", ".opml")
_DIGIT: Final = "\0"
"""Any digit, in place of a field."""
_DAY: Final = ("2026", "11", "24")


def check_outputs(tables: list[tuple[KeyPath, dict[str, Any]]], report: Report) -> None:
    """Report names and files that an output cannot have, or two have, and keys that do not go together."""
    first: dict[tuple[str, str], KeyPath] = {}
    dated: list[tuple[str, str, KeyPath]] = []
    for path, table in tables:
        name, is_list = str(table.get("name", "")), table.get("kind", "list") == "list"
        if "name" in table and not _NAME.fullmatch(name):
            message = say("invalid name of an output: `{name}` (use a-z, 0-9 and single hyphens)", name=name)
            report.at_value("E646", message, (*path, "name"), say('for example `name = "json"`'))
        _check_keys(path, table, report, is_list=is_list)
        _check_markup(path, table, str(table.get("path", "")), report)
        file = str(table.get("path", "" if is_list else ARTICLE_FILE))
        if is_list:
            _check_path(file, path, bool(table.get("every")), report)
        elif not _FILE.fullmatch(file) or file.lower() in _TAKEN or file.endswith(_COMPRESSED) or _is_odd(file):
            message = say("invalid file of an output: `{path}`", path=file)
            hint = say("write the name of a file beside the page, such as `index.json` or `bai.txt`")
            report.at_value("E646", message, (*path, "path"), hint)
        place = f"/{file.strip('/')}" if is_list and file else file
        _check_days(place.lower(), (*path, "path"), dated if is_list else [], report)
        for key, value in (("name", name), ("path", place.lower())):
            where = (*path, key)
            if value and (other := first.setdefault((key, value), where)) is not where:
                shown = name if key == "name" else file
                message = say("two outputs with the {key} {value}", key=f"`{key}`", value=shown)
                report.at_value("E647", message, where, say("give one of them another `{key}`", key=key), also=(other,))


def _check_days(place: str, where: KeyPath, dated: list[tuple[str, str, KeyPath]], report: Report) -> None:
    """Report the path of a list which on some day would be that of an edition, or of two editions; add it to `dated`.

    Equal ones are reported elsewhere.
    """
    filled = place
    for field, length in zip(FIELDS, (4, 2, 2), strict=True):
        filled = filled.replace(field, _DIGIT * length)
    for other, days, there in dated:
        if other != place and len(days) == len(filled) and _DIGIT in filled + days and all(map(_meet, filled, days)):
            message = say("two outputs that on some day would be one file: `{path}`", path=place)
            report.at_value("E647", message, where, say("give one of them another `{key}`", key="path"), also=(there,))
            return
    dated.append((place, filled, where))


def _meet(one: str, other: str) -> bool:
    return one == other or (_DIGIT in (one, other) and all(sign == _DIGIT or sign.isdigit() for sign in (one, other)))


def _check_keys(path: KeyPath, table: dict[str, Any], report: Report, *, is_list: bool) -> None:
    """Report keys that need another one, or do not go with one."""
    every = table.get("every", "")
    for key in table:
        message = NOTHING
        if not is_list and key in (*_OF_LISTS, *_OF_EDITIONS):
            message = say("`{key}` is for lists: an output of each article has no choice of articles", key=key)
            hint = say('remove it, or write `kind = "list"`')
        elif key in _OF_EDITIONS and not every:
            message = say("`{key}` needs `every`", key=key)
            hint = say('add a line `every = "day"`')
        elif key == "weekday" and every == "day":
            message = say('`weekday` needs `every = "week"`')
            hint = say("remove it")
        elif key in _NOT_OF_EDITIONS and every:
            message = say("`{key}` does not go with `every`: an edition has what is new since the one before", key=key)
            hint = say("remove it")
        if message:
            report.at_key("E648", message, (*path, key), hint)
    _check_podcast(path, table, report)
    _check_served(path, table, report, is_list=is_list)
    at = table.get("at", "06:00")
    if not _TIME.fullmatch(at):
        message = say("`at` is not a time of the day: `{at}`", at=at[:20])
        report.at_value("E648", message, (*path, "at"), say('for example `at = "06:00"`'))


def _check_served(path: KeyPath, table: dict[str, Any], report: Report, *, is_list: bool) -> None:
    """Report what servers cannot be told of an output: sites that are none, and content types that they need."""
    for number, source in enumerate(table.get("frames", ())):
        if not _FRAMES.fullmatch(source):
            message = say("`frames` has what is not a site: `{source}`", source=source[:60])
            hint = say('as in `frames = ["https://doi-tac.example"]`')
            report.at_value("E648", message, (*path, "frames", number), hint)
    given, file = table.get("content_type", ""), str(table.get("path", ""))
    ending = file.rpartition(".")[2].lower() if "." in file.rpartition("/")[2] else ""
    known = not ending or is_known(ending)
    if given and not _CONTENT_TYPE.fullmatch(given):
        message = say("`content_type` is not a content type: `{given}`", given=given[:60])
        report.at_value("E648", message, (*path, "content_type"), say("as in `text/calendar`"))
    elif given and known:
        message = say("`content_type` is for endings that servers do not know; they know `.{ending}`", ending=ending)
        report.at_key("E648", message, (*path, "content_type"), say("remove it"))
    elif not (given or known) and _fault(file.replace("{", "").replace("}", "")) == NOTHING:
        message = say("servers do not know what `.{ending}` is", ending=ending)
        add = say('add a line `content_type = "…"`')
        hint = add if is_list else say("choose another one, such as `.json` or `.txt`")
        report.at_value("E648", message, (*path, "path"), hint)


def _check_podcast(path: KeyPath, table: dict[str, Any], report: Report) -> None:
    """Report a podcast without episodes or without a table, and what its keys cannot be."""
    podcast = table.get("podcast")
    if table.get("template") == PODCAST_TEMPLATE and podcast is None:
        message = say("`{template}` needs a table `[outputs.podcast]`", template=PODCAST_TEMPLATE)
        report.at_value("E648", message, (*path, "template"), say('begin it with `image = "/images/podcast.jpg"`'))
    if podcast is None:
        return
    where = (*path, "podcast")
    if table.get("has") != "audio":
        message = say('a podcast needs `has = "audio"`: its episodes are articles to listen to')
        report.at_key("E648", message, where, say('add a line `has = "audio"` above `[outputs.podcast]`'))
    image, guid = podcast.get("image", "/"), podcast.get("guid", "")
    if not (image.startswith(("/", "https://")) and is_safe_url(image)):
        message = say(
            "invalid cover of a podcast: `{image}` (use a path from `/` or an `https://` URL)", image=image[:60]
        )
        report.at_value("E648", message, (*where, "image"), say('for example `image = "/images/podcast.jpg"`'))
    if guid and not _UUID.fullmatch(guid):
        message = say("`guid` is no UUID: `{guid}`", guid=guid[:60])
        report.at_value("E648", message, (*where, "guid"), say("copy it from the feed that has it, or leave it out"))


def _is_odd(file: str) -> bool:
    """Return whether no file beside a page should have this name."""
    return len(file) > _LONGEST or odd_name(file) is not None


def _check_markup(path: KeyPath, table: dict[str, Any], file: str, report: Report) -> None:
    """Report a template that escapes nothing for a file in which browsers and readers would find markup."""
    template, name = str(table.get("template", "")), file.lower()
    if not escapes(template) and name.endswith((*_RUN, "/")):
        ending = form_of(template)[1:]
        message = say(
            "templates that end in `.{ending}` escape nothing: a headline with `<` would be markup in `{path}`",
            ending=ending,
            path=file,
        )
        hint = say("let the template end in `.html` or `.xml`, or the path in `.{ending}`", ending=ending)
        report.at_value("E648", message, (*path, "template"), hint)


def _check_path(written: str, path: KeyPath, is_edition: bool, report: Report) -> None:
    """Report a path of a list that leads out of the output folder, or cannot be a URL."""
    where = (*path, "path")
    hint = say("for example `{path}`", path="/ban-tin/{yyyy}-{mm}-{dd}.html" if is_edition else "/doi-tac/tin.xml")
    lacking = [field for field in FIELDS if field not in written]
    bare = written
    for field, value in zip(FIELDS, _DAY, strict=True):
        bare = bare.replace(field, value)
    if not written:
        report.at_key("E646", say("missing `path` of an output"), path, hint)
    elif found := too_long(bare) or _fault(bare):
        report.at_value("E646", say("invalid path of an output: `{path}`; {why}", path=written, why=found), where, hint)
    elif is_edition and lacking:
        message = say(
            "the path of an edition has no {fields}: all editions would be one file", fields=", ".join(lacking)
        )
        report.at_value("E646", message, where, hint)
    elif bare.strip("/").partition("/")[0].lower() in _OURS:
        message = say("an output cannot be in `/{folder}/`", folder=bare.strip("/").partition("/")[0])
        report.at_value("E646", message, where, hint)
    elif not is_edition and len(lacking) < len(FIELDS):
        message = say("the path of a list has fields of a day, but no `every`")
        report.at_value("E646", message, where, say('add a line `every = "day"`'))


def _fault(path: str) -> Message:
    """Return what is wrong with a path whose fields are filled in; nothing if it can be a file."""
    parts = path.removeprefix("/").removesuffix("/").split("/")
    last = parts[-1]
    if ".." in parts or path.startswith("//") or "\\" in path or ":" in path:
        return say("it leads out of the output folder")
    if "{" in path or "}" in path:
        return say("its fields are {fields}, with `every`", fields=", ".join(FIELDS))
    if not all(map(_PART.fullmatch, parts)) or odd_name(path):
        return say("use letters, digits, hyphens and dots")
    if path.endswith(_COMPRESSED):
        return say("ssg writes compressed copies itself")
    if not path.endswith("/") and not re.search(r"[^.]\.[A-Za-z][A-Za-z0-9]{0,9}\Z", last):
        return say("it ends neither in `/` nor in the ending of a file")
    return NOTHING
