"""Finds what is wrong with the target of a link, and what was probably meant. Pure text; it never changes a target.

Browsers follow such targets without a word, to nowhere or to another site.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import msgspec

from ssg.core.message import Message, say
from ssg.core.patterns import pattern

PLAIN: Final = pattern(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[/?#]|$)")
"""What most links are: nothing is wrong with them."""
_WEB: Final = pattern(
    r"(?P<scheme>https?):(?P<slashes>[/\\]*)(?P<host>[^/\\?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
# A second scheme in the place of the host: `https://https://…`, `http://https//…`.
_TWICE: Final = pattern(r"https?:[/\\]{0,4}(?P<url>https?(?::[/\\]*|[/\\]{2}).+)", re.IGNORECASE | re.DOTALL)
_NO_HOST: Final = pattern(r"[\s|<>\"^`{}]|\.\.|%20")
_LOOPBACK: Final = pattern(
    r"(?:[^@]*@)?(?:(?:[\w-]+\.)*localhost|127(?:\.[0-9]{1,3}){3}|0\.0\.0\.0|\[::1?\])(?::[0-9]*)?", re.IGNORECASE
)
_NO_MAIL: Final = pattern(r"mailto:[^?@]*@?", re.IGNORECASE)
_NOTHING: Final = frozenset(("mailto:", "tel:", "sms:"))


class Complaint(NamedTuple):
    """The code of a warning, its message, and its hint."""

    code: str
    message: Message
    hint: Message


_COMPLAINTS: Final = {
    "network": Complaint(
        "W220",
        say("{target} leaves the site: a URL that begins with // names another host"),
        say("write `https:{bare}` for another site, or a single `/` for this one"),
    ),
    "host": Complaint(
        "W226",
        say("{target} is read as a file of this site because it does not begin with https://"),
        say("did you mean `https://{bare}`?"),
    ),
    "computer": Complaint(
        "W227",
        say("{target} is a path on your own computer; readers cannot open it"),
        say("put the file beside the article and link to its name"),
    ),
    "loopback": Complaint(
        "W227",
        say("{target} is a page on your own computer; readers cannot open it"),
        say("link to the file of the article, or write the path of the page, from `/` on"),
    ),
    "whole": Complaint("W226", say("{target} is not a whole URL: it leads nowhere"), say("did you mean `{bare}`?")),
    "broken": Complaint(
        "W226", say("{target} is not a whole URL: it leads nowhere"), say("write the whole URL: `https://…`")
    ),
    "address": Complaint(
        "W226", say("{target} is not a whole e-mail address"), say("write it as `mailto:toa-soan@bao.example`")
    ),
    "empty": Complaint("W229", say("link or picture without a target"), say("write the target")),
}


def wrong_with(target: str, kind: str) -> Complaint | None:
    """Return what is wrong with a target of a kind (see `kind_of`); None if nothing is."""
    likely = target
    if kind == "external":
        kind, likely = _web(target)
    elif kind == "scheme" and target.lower() in _NOTHING:
        kind = "empty"
    elif kind == "scheme" and _NO_MAIL.fullmatch(target):
        kind = "address"
    found = _COMPLAINTS.get(kind)
    if found is None:
        return None
    values = (("target", repr(target)), ("bare", likely))
    message = msgspec.structs.replace(found.message, values=values)
    return Complaint(found.code, message, msgspec.structs.replace(found.hint, values=values))


def is_loopback(target: str) -> bool:
    """Return whether a URL is one of the writer's own computer, as the preview's are."""
    found = _WEB.match(target)
    return found is not None and len(found["slashes"]) == 2 and _LOOPBACK.fullmatch(found["host"]) is not None


def _web(target: str) -> tuple[str, str]:
    """Return the kind of complaint about a URL of the web, "" for none, and the URL that was probably meant."""
    found = _WEB.match(target)
    if found is None:
        return "", target
    if twice := _TWICE.match(target):
        inner = _WEB.match(re.sub(r"^(https?)[/\\]", r"\1:/", twice["url"], flags=re.IGNORECASE))
        return ("whole", _written(inner)) if inner and inner["host"] else ("broken", target)
    if not found["host"]:
        return "empty" if not found["rest"] else "broken", target
    if _NO_HOST.search(found["host"]):
        return "broken", target
    if found["slashes"] != "//":
        return "whole", _written(found)
    return "loopback" if _LOOPBACK.fullmatch(found["host"]) else "", target


def _written(found: re.Match[str]) -> str:
    rest = found["rest"].replace("\\", "/")
    return f"{found['scheme'].lower()}://{found['host']}{rest}"
