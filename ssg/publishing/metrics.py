"""The metrics of the publisher in Prometheus' text format, version 0.0.4. Names and units are fixed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ssg.publishing.health import Snapshot, reasons

TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


class Metric(NamedTuple):
    """A metric: its samples are a suffix of the name, labels, and a value."""

    name: str
    kind: str
    help: str
    samples: tuple[tuple[str, dict[str, str], float], ...]


def metrics_text(known: Snapshot, now: float) -> str:
    """Return all metrics."""
    return "".join(line for metric in _metrics(known, now) for line in _lines(metric))


def _lines(metric: Metric) -> Iterator[str]:
    yield f"# HELP {metric.name} {metric.help}\n# TYPE {metric.name} {metric.kind}\n"
    for suffix, labels, value in metric.samples:
        inside = ",".join(f'{name}="{text.translate(_ESCAPES)}"' for name, text in labels.items())
        yield f"{metric.name}{suffix}{{{inside}}} {value!r}\n" if inside else f"{metric.name}{suffix} {value!r}\n"


def _metrics(known: Snapshot, now: float) -> Iterator[Metric]:
    last = known.last
    healthy = not any(reasons(known, now))
    yield _one("ssg_build_info", "gauge", "The version that runs.", 1, version=known.version)
    yield _one("ssg_start_time_seconds", "gauge", "When the publisher started.", known.started)
    yield _one("ssg_healthy", "gauge", "Whether /healthz answers 200.", int(healthy))
    results = (("published", known.publications), ("unchanged", known.unchanged), ("failed", known.failures))
    samples = tuple(("", {"result": name}, float(number)) for name, number in results)
    yield Metric("ssg_publications_total", "counter", "Attempts to publish, by result.", samples)
    none: dict[str, str] = {}
    took = (("_sum", none, known.seconds), ("_count", none, float(known.publications)))
    yield Metric("ssg_publication_duration_seconds", "summary", "Time that publications took.", took)
    yield _one("ssg_files_written_total", "counter", "Files written into the output folder.", known.written)
    yield _one("ssg_files_removed_total", "counter", "Files removed from the output folder.", known.removed)
    yield _one("ssg_articles", "gauge", "Public articles.", last.articles)
    yield _one("ssg_pages", "gauge", "Published pages.", last.pages)
    yield _one("ssg_held_files", "gauge", "Files with errors that are held back.", len(last.held))
    if known.published is not None:
        yield _one("ssg_last_publication_timestamp_seconds", "gauge", "The last publication.", known.published)
    if last.next_change is not None:
        at = last.next_change.timestamp()
        yield _one("ssg_next_change_timestamp_seconds", "gauge", "When time alone changes the site next.", at)
    yield from _of_deliveries(known, now)


def _of_deliveries(known: Snapshot, now: float) -> Iterator[Metric]:
    owed = known.deliveries
    if not owed:
        return

    def each(name: str, kind: str, about: str, values: tuple[float, ...]) -> Metric:
        samples = ((one.name, value) for one, value in zip(owed, values, strict=True))
        return Metric(name, kind, about, tuple(("", {"name": of}, value) for of, value in samples))

    ages = tuple(0.0 if one.since is None else max(now - one.since, 0.0) for one in owed)
    yield each("ssg_deliveries_total", "counter", "Deploys and pings.", tuple(float(one.deliveries) for one in owed))
    failed = tuple(float(one.failures) for one in owed)
    yield each("ssg_delivery_failures_total", "counter", "Deploys and pings that failed.", failed)
    yield each("ssg_delivery_pending_seconds", "gauge", "How long a delivery is pending; 0: none is.", ages)


def _one(name: str, kind: str, about: str, value: float, **labels: str) -> Metric:
    return Metric(name, kind, about, (("", labels, float(value)),))
