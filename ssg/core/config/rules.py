"""What types cannot say of a value: the form of `base_url`, `permalink`, `timezone`, `language` and `output`.

Each rule takes the text as written and raises ValueError with a message for the editor. None of them reads a disk,
but for the table of time zones.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from ssg.core.config.schema import PERMALINK_FIELDS
from ssg.core.text import control_characters, fold, odd_name

_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?)*+")
_PATH: Final = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~%\-]+)*+")
# The names of the zone table that are the same on every machine: `localtime`, `posix/…` and `right/…` are not.
_ZONE: Final = re.compile(r"UTC|GMT|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z0-9_+\-]*)+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_PERMALINK_TEXT: Final = re.compile(r"[A-Za-z0-9._~/\-]*")
_EXTENSION: Final = re.compile(r"\.[a-z][a-z0-9]{1,5}")
# RFC 4151 has lower-case letters only, since ids are compared letter by letter.
_TAG: Final = re.compile(
    r"(?:[a-z0-9._\-]+@)?(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
    r",[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
)
# Folders of a site that are read: writing there would destroy the newsroom's own files.
_INPUT_FOLDERS: Final = ("content", "templates", "static", "data", ".ssg", ".git")


def normal_base_url(text: str) -> str:
    """Return `base_url` as it is kept: `https://host/path`, the host in lower-case ASCII, no slash at the end.

    "" (not yet known) stays "". Raises ValueError.
    """
    if not text:
        return ""
    if control_characters(text) or any(map(str.isspace, text)) or "\\" in text:
        raise ValueError("holds white space, a backslash or a control character")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as problem:
        raise ValueError(f"is no URL ({problem})") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError("must begin with https:// or http://")
    if "?" in text or "#" in text:
        raise ValueError("must have neither `?…` nor `#…`")
    if "@" in parts.netloc:
        raise ValueError("must hold no user name or password")
    host = _ascii_host(parts)
    path = parts.path.rstrip("/")
    if not _PATH.fullmatch(path):
        raise ValueError(
            f"has a path that is not plain: `{parts.path}` (letters, digits and -._~ between single slashes)"
        )
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{path}"


def _ascii_host(parts: SplitResult) -> str:
    """Return the host of a URL in lower-case ASCII. Raises ValueError."""
    host = parts.hostname or ""
    if ":" in host:
        return f"[{host}]"  # an IPv6 address; urlsplit has checked it
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            raise ValueError(f"has a host that is no domain name: `{host}`") from None
    if not host or len(host) > 253 or not _HOST.fullmatch(host):
        raise ValueError(f"has a host that is no domain name: `{host}`" if host else "has no host")
    return host


def check_timezone(name: str) -> str:
    """Return `name`, a zone of the IANA table. Raises ValueError if it is none."""
    if _ZONE.fullmatch(name):
        try:
            ZoneInfo(name)
        except (LookupError, ValueError, OSError):  # OSError: the name of a folder of the table, or too long
            pass
        else:
            return name
    raise ValueError(f"is not a time zone: `{name[:60]}`")


def timezone_hint(name: str) -> str:
    """Suggest a zone for one that there is not."""
    if re.search(r"ha ?_?noi|saigon|sai ?gon|vi.?t.?nam|\+0?7", fold(name)):
        return "Viet Nam's is `Asia/Ho_Chi_Minh`"
    near = difflib.get_close_matches(name[:60], sorted(filter(_ZONE.fullmatch, available_timezones())), n=1)
    return f"did you mean `{near[0]}`?" if near else "a zone is named as in `Asia/Ho_Chi_Minh` or `UTC`"


def check_language(name: str) -> str:
    """Return `name`, formed like a language tag of BCP 47. Raises ValueError if it is not."""
    if not _LANGUAGE.fullmatch(name):
        raise ValueError(f"is not a language tag such as `vi` or `en-GB`: `{name[:60]}`")
    return name


def check_permalink(pattern: str) -> str:
    """Return `pattern`, by which articles can be placed. Raises ValueError if they cannot."""
    if not pattern.startswith("/"):
        raise ValueError("must begin with `/`")
    fields = _PLACEHOLDER.findall(pattern)
    for field in fields:
        if field not in PERMALINK_FIELDS:
            known = ", ".join(f"{{{name}}}" for name in PERMALINK_FIELDS)
            raise ValueError(f"knows no `{{{field}}}`, only {known}")
    fixed = _PLACEHOLDER.sub("", pattern)
    if "{" in fixed or "}" in fixed:
        raise ValueError("has a brace without its partner")
    if not _PERMALINK_TEXT.fullmatch(fixed):
        raise ValueError("may hold, outside of braces, only letters without accents, digits and -._~/")
    parts = _PLACEHOLDER.sub("x", pattern).split("/")
    if "" in parts[1:-1] or "." in parts or ".." in parts:
        raise ValueError("must not have `//`, `/./` or `/../`")
    if not {"slug", "id"} & set(fields):
        raise ValueError("must have `{slug}` or `{id}`, or all articles would be one page")
    if (name := odd_name(_PLACEHOLDER.sub("x", pattern))) is not None:
        raise ValueError(f"has a part that can be no file or folder on every system: `{name}`")
    if parts[-1] and not _EXTENSION.fullmatch(PurePosixPath(pattern).suffix):
        raise ValueError("must end in `/` or in an extension such as `.html`")
    return pattern


def check_tag(text: str) -> str:
    """Return `text`, a tagging entity of RFC 4151: a domain or an e-mail address, and a day on which it was ours.

    "" (not yet settled) stays "". Raises ValueError.
    """
    if text and not _TAG.fullmatch(text):
        raise ValueError(f"is not a domain and a year (or day) between which a comma stands: `{text[:60]}`")
    return text


def check_account(text: str) -> str:
    """Return `text`, an account such as `@baosonghong`, or "". Raises ValueError."""
    if text and not re.fullmatch(r"@[A-Za-z0-9_]{1,15}", text):
        raise ValueError(f"is not an account such as `@baosonghong`: `{text[:60]}`")
    return text


def check_colour(text: str) -> str:
    """Return `text`, a colour such as `#a12a1c`. Raises ValueError."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f"is not a colour such as `#a12a1c`: `{text[:60]}`")
    return text


def check_title_pattern(pattern: str) -> str:
    """Return `pattern`, which has `{title}` and, of braces, at most `{site}` besides. Raises ValueError."""
    if "{title}" not in pattern:
        raise ValueError("must have `{title}`, or all pages would be called the same")
    if re.search(r"[{}]", pattern.replace("{title}", "").replace("{site}", "")):
        raise ValueError("knows `{title}` and `{site}` only")
    return pattern


def check_output(folder: str) -> str:
    """Return the path (posix, relative) of a folder of the site that nothing is read from. Raises ValueError."""
    parts = folder.replace("\\", "/").rstrip("/").split("/")
    if not folder or folder.startswith(("/", "\\", "~")) or ".." in parts or ":" in parts[0]:
        raise ValueError("must be a folder within the site's folder, such as `public`")
    inside = [part for part in parts if part not in ("", ".")]
    if not inside:
        raise ValueError("must not be the site's folder itself")
    if inside[0].lower() in _INPUT_FOLDERS:
        raise ValueError(f"must not be in `{inside[0]}`, which holds files that are read")
    return "/".join(inside)


def _base_url_hint(text: str) -> str:
    """Suggest a scheme where only that is missing."""
    try:
        return (
            f"write `{normal_base_url('https://' + text)}`" if "://" not in text else "as in `https://example.vn/bao`"
        )
    except ValueError:
        return "as in `https://example.vn`"


RULES: Final[tuple[tuple[str, str, Callable[[str], str], Callable[[str], str]], ...]] = (
    ("base_url", "E508", normal_base_url, _base_url_hint),
    ("timezone", "E509", check_timezone, timezone_hint),
    ("permalink", "E510", check_permalink, lambda _: "as in `/{category}/{yyyy}/{mm}/{slug}/`"),
    ("language", "E505", check_language, lambda _: ""),
    ("share.account", "E505", check_account, lambda _: "as in `@baosonghong`"),
    ("share.accent", "E505", check_colour, lambda _: ""),
    ("title_pattern", "E757", check_title_pattern, lambda _: "as in `{title} – {site}`"),
    ("feeds.tag", "E750", check_tag, lambda _: "as in `example.vn,2026`: the domain was the newspaper's in that year"),
    ("output", "E516", check_output, lambda _: "another folder can be named on the command line, with `-o`"),
)
"""Key (of a table's after a dot), code, the rule (it returns what is kept) and a hint for whoever broke it."""
