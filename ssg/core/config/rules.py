"""Validates what types cannot express: `base_url`, `permalink`, `timezone`, `language` and `output`.

Each rule takes the text as written and raises Invalid with a message for the editor. None of them reads a disk,
but for the table of time zones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from ssg.core.config.access_keys import check_link
from ssg.core.config.correction_keys import check_corrections_url
from ssg.core.config.lengths import too_long
from ssg.core.config.robot_keys import check_license_url
from ssg.core.i18n import normal_tag, of_country
from ssg.core.message import NOTHING, Invalid, Message, say
from ssg.core.permalinks import check_pattern
from ssg.core.text import control_characters, fold, is_safe_url
from ssg.core.text.near import likest

_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?)*+")
_PATH: Final = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~%\-]+)*+")
# The names of the zone table that are the same on every machine: `localtime`, `posix/…` and `right/…` are not.
_ZONE: Final = re.compile(r"UTC|GMT|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z0-9_+\-]*)+")
# RFC 4151 has lower-case letters only, since ids are compared letter by letter.
_TAG: Final = re.compile(
    r"(?:[a-z0-9._\-]+@)?(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
    r",[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
)
# Folders of a site that are read: writing there would destroy the newsroom's own files.
_INPUT_FOLDERS: Final = ("content", "templates", "static", "data", ".ssg", ".git")


def normal_base_url(text: str) -> str:
    """Return `base_url` as it is kept: `https://host/path`, the host in lower-case ASCII, no slash at the end.

    "" (not yet known) stays "". Raises Invalid.
    """
    if not text:
        return ""
    if control_characters(text) or any(map(str.isspace, text)) or "\\" in text:
        raise Invalid(say("contains white space, a backslash or a control character"))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as problem:
        raise Invalid(say("is not a URL ({problem})", problem=str(problem))) from None
    if parts.scheme not in ("http", "https"):
        raise Invalid(say("must begin with https:// or http://"))
    if "?" in text or "#" in text:
        raise Invalid(say("must not contain `?` or `#`"))
    if "@" in parts.netloc:
        raise Invalid(say("must not contain a user name or password"))
    host = _ascii_host(parts)
    path = parts.path.rstrip("/")
    if not _PATH.fullmatch(path):
        raise Invalid(
            say("has an invalid path `{path}` (use letters, digits and -._~ between single slashes)", path=parts.path)
        )
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{path}"


def _ascii_host(parts: SplitResult) -> str:
    """Return the host of a URL in lower-case ASCII. Raises Invalid."""
    host = parts.hostname or ""
    if ":" in host:
        return f"[{host}]"  # an IPv6 address; urlsplit has checked it
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            raise Invalid(say("has an invalid domain name: `{host}`", host=host)) from None
    if not host or len(host) > 253 or not _HOST.fullmatch(host):
        raise Invalid(say("has an invalid domain name: `{host}`", host=host) if host else say("has no host"))
    return host


def check_timezone(name: str) -> str:
    """Return `name`, a zone of the IANA table. Raises Invalid if it is none."""
    if _ZONE.fullmatch(name):
        try:
            ZoneInfo(name)
        except (LookupError, ValueError, OSError):  # OSError: the name of a folder of the table, or too long
            pass
        else:
            return name
    raise Invalid(say("is not a time zone: `{name}`", name=name[:60]))


def timezone_hint(name: str) -> Message:
    """Suggest a zone for one that there is not."""
    if re.search(r"ha ?_?noi|saigon|sai ?gon|vi.?t.?nam|\+0?7", fold(name)):
        return say("Viet Nam's time zone is `Asia/Ho_Chi_Minh`")
    near = likest(name[:60], filter(_ZONE.fullmatch, available_timezones()))
    if near:
        return say("did you mean `{near}`?", near=near)
    return say("write a name such as `Asia/Ho_Chi_Minh` or `UTC`")


def check_language(name: str) -> str:
    """Return `name`, a language tag, as BCP 47 writes it. Raises Invalid if it is none."""
    tag = normal_tag(name)
    if meant := of_country(name):
        raise Invalid(say("is a country, not a language: `{name}`; write `{meant}`", name=name[:60], meant=meant))
    if not tag:
        raise Invalid(say("is not a language tag such as `vi` or `en-GB`: `{name}`", name=name[:60]))
    return tag


def check_tag(text: str) -> str:
    """Return `text`, a tagging entity of RFC 4151: a domain or an e-mail address, and a day on which it was ours.

    "" (not yet settled) stays "". Raises Invalid.
    """
    if text and not _TAG.fullmatch(text):
        raise Invalid(say("is not a domain, a comma and a year (or day): `{text}`", text=text[:60]))
    return text


def check_account(text: str) -> str:
    """Return `text`, an account such as `@baosonghong`, or "". Raises Invalid."""
    if text and not re.fullmatch(r"@[A-Za-z0-9_]{1,15}", text):
        raise Invalid(say("is not an account such as `@baosonghong`: `{text}`", text=text[:60]))
    return text


def check_google_news(text: str) -> str:
    """Return `text`, an address below `https://news.google.com/`, or "". Raises Invalid."""
    if text and not re.fullmatch(r"https://news\.google\.com/[!-~]+", text):
        raise Invalid(say("is not an address below `https://news.google.com/`: `{text}`", text=text[:60]))
    return text


def check_colour(text: str) -> str:
    """Return `text`, a colour such as `#a12a1c`. Raises Invalid."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise Invalid(say("is not a colour such as `#a12a1c`: `{text}`", text=text[:60]))
    return text


def check_comments(pattern: str) -> str:
    """Return `comments` unchanged. Raises Invalid."""
    if pattern and pattern.count("{url}") != 1:
        raise Invalid(say("must have `{{url}}` in it, once"))
    if pattern and not is_safe_url(pattern.replace("{url}", "/")):
        raise Invalid(say("is not a URL"))
    return pattern


def check_service(pattern: str) -> str:
    """Return `service` of `[pictures]`, a URL or a path with its fields. Raises Invalid."""
    fields = re.findall(r"{([^{}]*)}", pattern)
    if not pattern:
        return pattern
    if "width" not in fields or fields.count("path") + fields.count("url") != 1:
        raise Invalid(say("must contain `{{width}}`, and `{{path}}` or `{{url}}`"))
    rest = re.sub(r"{(?:width|height|path|url)}", "1", pattern)
    begins = rest.startswith(("https://", "http://", "/")) and is_safe_url(rest)
    if not begins or pattern.endswith(",") or re.search(r"[{}\s\"'<>\\]", rest):
        raise Invalid(say("is not a URL with the fields `{{width}}`, `{{height}}`, `{{path}}` and `{{url}}`"))
    return pattern


def check_title_pattern(pattern: str) -> str:
    """Return `pattern`, which has `{title}` and, of braces, at most `{site}` besides. Raises Invalid."""
    if "{title}" not in pattern:
        raise Invalid(say("must contain `{{title}}`; otherwise all pages would have the same title"))
    if re.search(r"[{}]", pattern.replace("{title}", "").replace("{site}", "")):
        raise Invalid(say("may contain only the fields `{{title}}` and `{{site}}`"))
    return pattern


def check_output(folder: str) -> str:
    """Return the path (posix, relative) of a folder of the site that nothing is read from. Raises Invalid."""
    parts = folder.replace("\\", "/").rstrip("/").split("/")
    if not folder or folder.startswith(("/", "\\", "~")) or ".." in parts or ":" in parts[0]:
        raise Invalid(say("must be a folder inside the site's folder, such as `public`"))
    inside = [part for part in parts if part not in ("", ".")]
    if not inside:
        raise Invalid(say("must not be the site's folder itself"))
    if inside[0].lower() in _INPUT_FOLDERS:
        raise Invalid(say("must not be inside `{inside}`, which contains source files", inside=inside[0]))
    if fault := too_long("/".join(inside)):
        raise Invalid(say("cannot be created: {fault}", fault=fault))
    return "/".join(inside)


def _base_url_hint(text: str) -> Message:
    """Suggest a scheme where only that is missing."""
    try:
        if "://" not in text:
            return say("write `{written}`", written=normal_base_url(f"https://{text}"))
    except Invalid:
        return say("for example `https://example.vn`")
    return say("for example `https://example.vn/bao`")


PERMALINK_HINT: Final = say("for example `/{{category}}/{{yyyy}}/{{mm}}/{{slug}}/`")

RULES: Final[tuple[tuple[str, str, Callable[[str], str], Callable[[str], Message]], ...]] = (
    ("base_url", "E508", normal_base_url, _base_url_hint),
    ("timezone", "E509", check_timezone, timezone_hint),
    ("permalink", "E510", check_pattern, lambda _: PERMALINK_HINT),
    ("language", "E505", check_language, lambda _: NOTHING),
    ("corrections.url", "E505", check_corrections_url, lambda _: say("for example `/dinh-chinh/`")),
    ("share.account", "E505", check_account, lambda _: say("for example `@baosonghong`")),
    (
        "share.google_news",
        "E505",
        check_google_news,
        lambda _: say("for example `{example}`", example="https://news.google.com/publications/CAAqBwgKMA"),
    ),
    (
        "robots.license_url",
        "E507",
        check_license_url,
        lambda _: say("for example `{example}`", example="https://example.vn/license.xml"),
    ),
    ("access.sign_in", "E507", check_link, lambda _: say("for example `https://id.example.vn/?back={{url}}`")),
    ("access.subscribe", "E507", check_link, lambda _: say("for example `/toa-soan/thue-bao/`")),
    ("share.accent", "E505", check_colour, lambda _: NOTHING),
    ("title_pattern", "E757", check_title_pattern, lambda _: say("for example `{{title}} – {{site}}`")),
    ("pictures.service", "E505", check_service, lambda _: say("for example `https://img.example{{path}}?w={{width}}`")),
    ("comments", "E679", check_comments, lambda _: say("for example `{{url}}#comments`")),
    (
        "feeds.tag",
        "E750",
        check_tag,
        lambda _: say("for example `example.vn,2026`, if the newspaper owned the domain in that year"),
    ),
    ("output", "E516", check_output, lambda _: say("use `-o` on the command line for a folder elsewhere")),
)
"""Key (of a table's after a dot), code, the rule (it returns what is kept) and a hint for whoever broke it."""
