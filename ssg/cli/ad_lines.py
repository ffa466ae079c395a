"""What `ssg explain` says of house advertisements: which a page shows; where one is shown, and when. Writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ssg.content.ads import AdFile
from ssg.content.data import ADS, DATA
from ssg.core.message import Message, joined, say
from ssg.core.text.dates import stamp
from ssg.core.trace import BETWEEN, Fact
from ssg.plan import Plan
from ssg.steps.ads import ad_changes


def ad_lines(planned: Plan, what: str) -> list[tuple[Message, Message | str]]:
    """Return the lines about an advertisement; nothing if `what` is the file of none."""
    path = what.removeprefix("./")
    file = next((one for one in planned.inputs.ads if one.place("").path == path), None)
    if file is None or not path.startswith(f"{DATA}/{ADS}"):
        return []
    slot = file.keys.slot if file.keys else ""
    times = [
        say("from {time}", time=stamp(file.begins)) if file.begins else say("at once"),
        say("until {time}", time=stamp(file.ends)) if file.ends else say("without an end"),
    ]
    return [
        (say("ad"), path),
        (say("slot"), slot or say("none")),
        (say("runs"), joined(times, ", ")),
        (say("now"), _now(planned, file, path, slot)),
    ]


def ads_of(traces: Iterable[Iterable[Fact]]) -> list[str]:
    """Return the advertisements that a page with these traces shows, each behind its slot."""
    blocks = (key.partition(BETWEEN) for facts in traces for kind, key in facts if kind == "BLOCK")
    found = (": ".join(json.loads(key)) for name, _, key in blocks if name.partition("--")[0] == "ad")
    return [one for one in dict.fromkeys(found) if not one.endswith(": ")]


def _now(planned: Plan, file: AdFile, path: str, slot: str) -> Message:
    running = planned.edition.site.ads.get(slot, ())
    if any(ad.name == file.name for ad in running):
        return say("shown, as one of {number:,} of its slot", number=len(running))
    changes = [change for change in ad_changes(planned.edition, planned.inputs) if change.file == path]
    if changes and changes[0].begins:
        return say("not yet shown")
    if changes:
        return say("not shown: an exclusive advertisement has its slot")
    return say("not shown: `ssg check` says why")
