"""One line of a web server's access log → a hit: the common and combined forms of nginx and Apache. Pure, linear.

Apache's form with the host in front (`vhost_combined`) is read as well. A line that is none of these is None.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

_QUOTED: Final = r"[^\"\\]*+(?:\\.[^\"\\]*+)*+"
# Possessive throughout: whatever is written there, a line is looked at twice at most.
_LINE: Final = re.compile(
    r"(?:(?P<host>\S++) )??(?P<address>\S++) \S++ \S++ "
    r"\[(?P<minute>[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}:[0-9]{2}):(?P<second>[0-9]{2}) (?P<offset>[+-][0-9]{4})\] "
    rf"\"(?P<request>{_QUOTED})\" (?P<status>[0-9]{{3}}) \S++(?: \"{_QUOTED}\" \"(?P<agent>{_QUOTED})\")?+"
)
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}


class Hit(NamedTuple):
    """A request: seconds since 1970, who asked (`address`, `agent`) whom (`host`, or "") for what, and the status."""

    time: int
    host: str
    address: str
    method: str
    target: str
    status: int
    agent: str


def read_hit(line: str) -> Hit | None:
    """Read a line; return None if it is not in a known format, or names an invalid time."""
    found = _LINE.match(line)
    if found is None:
        return None
    minute = _minute(found["minute"], found["offset"])
    if minute is None:
        return None
    method, _, rest = found["request"].partition(" ")
    target, _, protocol = rest.rpartition(" ")
    return Hit(
        time=minute + int(found["second"]),
        host=(found["host"] or "").rpartition(":")[0].lower(),
        address=found["address"],
        method=method if protocol.startswith("HTTP/") else "",
        target=target,
        status=int(found["status"]),
        agent=found["agent"] or "",
    )


@lru_cache(maxsize=4096)
def _minute(written: str, offset: str) -> int | None:
    """Return the beginning of a minute (`24/Nov/2026:08:24`, `+0700`) in seconds since 1970; None if there is none."""
    try:
        begun = datetime(
            int(written[7:11]),
            _MONTHS[written[3:6]],
            int(written[:2]),
            int(written[12:14]),
            int(written[15:]),
            tzinfo=UTC,
        )
    except (KeyError, ValueError):
        return None
    shift = int(offset[1:3]) * 3600 + int(offset[3:]) * 60
    return int(begun.timestamp()) + (shift if offset[0] == "-" else -shift)
