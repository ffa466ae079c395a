"""The preview's own page, `/_preview/`: all problems, what is not public, what was edited last, what comes next."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from ssg.core.catalogue import Catalogue
from ssg.core.errors import Diagnostic, Severity
from ssg.core.i18n import Words
from ssg.core.text.dates import stamp
from ssg.preview.problems import problem_list
from ssg.preview.snapshot import Snapshot

_NEWEST = 12
_MOST = 200  # of each list: the numbers say how many there are


def front(
    snapshot: Snapshot | None, problems: Sequence[Diagnostic], root: Path, said: Catalogue, words: Words, now: datetime
) -> str:
    """Return the inside of the page."""
    _ = words.gettext
    title, following = _("Preview"), _("Next publication")
    slots = _("Arrange the front pages")
    parts = [f"<h1>{escape(title)}</h1>", _travel(words, now)]
    parts.append(f'<p><a href="/_preview/front/">{escape(slots)}</a></p>')
    known = snapshot.loaded.diagnostics if snapshot else ()
    every = list(dict.fromkeys((*problems, *(d for d in known if d.severity is not Severity.ERROR))))
    order = list(Severity)
    every.sort(key=lambda d: (order.index(d.severity), d.place, d.code))
    parts.append(_section(_("Problems"), len(every), problem_list(every[:_MOST], root, said) if every else "", words))
    if snapshot is not None:
        left = snapshot.left_out
        coming = left.scheduled[0] if left.scheduled else None
        if coming is not None:
            line = f"{escape(stamp(coming[0]))} · {_link(snapshot, coming[1])}"
            parts.append(f"<section><h2>{escape(following)}</h2><p>{line}</p></section>")
        scheduled = (f"{escape(stamp(time))} · {_link(snapshot, path)}" for time, path in left.scheduled[:_MOST])
        parts.append(_section(_("Scheduled"), len(left.scheduled), _items(scheduled), words))
        parts.extend(
            _section(title, len(paths), _items(_link(snapshot, path) for path in paths[:_MOST]), words)
            for title, paths in ((_("Drafts"), left.drafts), (_("Expired"), left.expired))
        )
        parts.append(_section(_("Edited last"), None, _items(_edited(snapshot, now)), words))
    return "".join(parts)


def _section(title: str, number: int | None, inside: str, words: Words) -> str:
    """Return a section with a heading and a count."""
    if not inside:
        none = words.gettext("None")
        inside = f'<p class="none">{escape(none)}</p>'
    count = "" if number is None else f" <small>{number:,}</small>"
    return f"<section><h2>{escape(title)}{count}</h2>{inside}</section>"


def _items(lines: Iterable[str]) -> str:
    inside = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul>{inside}</ul>" if inside else ""


def _link(snapshot: Snapshot, path: str) -> str:
    article = snapshot.loaded.briefs.get(path)
    title = escape(article.title if article else path)
    url = snapshot.url_of("article", (path,))
    name = f'<a href="{escape(url)}">{title}</a>' if url else title
    return f"{name} <code>content/{escape(path)}</code>"


def _edited(snapshot: Snapshot, now: datetime) -> Iterable[str]:
    newest = heapq.nlargest(_NEWEST, snapshot.loaded.inputs.articles, key=lambda entry: entry.mtime_ns)
    for entry in newest:
        when = datetime.fromtimestamp(entry.mtime_ns / 1e9, UTC).astimezone(now.tzinfo)
        yield f"{escape(stamp(when))} · {_link(snapshot, entry.path)}"


def _travel(words: Words, now: datetime) -> str:
    """Return the form that shows the site at another time."""
    _ = words.gettext
    label, show, back = _("See the site as readers will at"), _("Show"), _("Now")
    return (
        f'<form action="/_preview/go" method="get"><label>{escape(label)} '
        f'<input type="datetime-local" name="now" value="{now:%Y-%m-%dT%H:%M}" required></label> '
        f'<button>{escape(show)}</button> <a href="/_preview/go">{escape(back)}</a></form>'
    )
