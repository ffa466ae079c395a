"""What an import did, in numbers and names: for people as text, for programs as JSON. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from ssg.core.errors import Diagnostic
from ssg.core.message import Message, many, say
from ssg.importing.notes import Finding
from ssg.importing.place import Lost

_NAMED: Final = 20  # lost addresses and edited files that the text names; the JSON has all


class Report(msgspec.Struct, kw_only=True):
    """The numbers of one import."""

    source: str
    dry_run: bool = False
    items: Counter[str] = msgspec.field(default_factory=Counter)
    """By kind (`articles`, `pages`), by status if not public (`draft`, `private` …), and `scheduled`."""
    files: Counter[str] = msgspec.field(default_factory=Counter)
    """`new`, `updated`, `unchanged`, `edited`, `removed`."""
    words: int = 0
    words_lost: int = 0
    pictures: Counter[str] = msgspec.field(default_factory=Counter)
    """`found` in the old site, `copied`, `remote` (still there)."""
    answer: int = 0
    redirect: int = 0
    lost: list[Lost] = msgspec.field(default_factory=list)
    edited: list[str] = msgspec.field(default_factory=list)
    removed: list[str] = msgspec.field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    def data(self, words: Callable[[Message], str]) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "source": self.source,
            "dry_run": self.dry_run,
            "items": dict(self.items),
            "files": dict(self.files),
            "words": {"read": self.words, "lost": self.words_lost},
            "pictures": dict(self.pictures),
            "addresses": {
                "answer": self.answer,
                "redirect": self.redirect,
                "lost": [{"url": one.url, "why": words(one.why)} for one in self.lost],
            },
            "edited": self.edited,
            "removed": self.removed,
            "not_understood": [
                {"kind": words(one.kind), "count": one.times, "place": one.place, "example": one.example}
                for one in self.findings
            ],
            "problems": [
                {
                    "code": one.code,
                    "severity": one.severity.value,
                    "message": words(one.message),
                    "place": str(one.place),
                }
                for one in self.problems
            ],
        }

    def lines(self) -> Iterator[Message]:
        """Yield the report for people."""
        yield from self._of_items()
        yield from self._of_files()
        if self.pictures["found"]:
            yield say(
                "pictures and files: {found:,} of the old site; {copied:,} copied, {remote:,} still there",
                found=self.pictures["found"],
                copied=self.pictures["copied"],
                remote=self.pictures["remote"],
            )
        yield say("words: {read:,} read, {lost:,} lost", read=self.words, lost=self.words_lost)
        yield say(
            "old URLs: {answer:,} answer, {redirect:,} redirect, {lost:,} lost",
            answer=self.answer,
            redirect=self.redirect,
            lost=len(self.lost),
        )
        for one in self.lost[:_NAMED]:
            yield say("  lost: {url} ({why})", url=one.url, why=one.why)
        if len(self.lost) > _NAMED:
            yield many("  … and {n:,} more", "  … and {n:,} more", n=len(self.lost) - _NAMED)
        for finding in self.findings:
            yield say(
                "not understood, {count:,} ×: {kind} ({place}: {example})",
                count=finding.times,
                kind=finding.kind,
                place=finding.place,
                example=finding.example,
            )

    def _of_items(self) -> Iterator[Message]:
        yield say(
            "read: {articles:,} articles, {pages:,} pages ({scheduled:,} scheduled, {draft:,} not public)",
            articles=self.items["articles"],
            pages=self.items["pages"],
            scheduled=self.items["scheduled"],
            draft=sum(self.items[status] for status in ("draft", "private", "password", "members")),
        )

    def _of_files(self) -> Iterator[Message]:
        yield say(
            "files: {new:,} new, {updated:,} updated, {unchanged:,} unchanged, {edited:,} edited here and left, "
            "{removed:,} removed here and left",
            new=self.files["new"],
            updated=self.files["updated"],
            unchanged=self.files["unchanged"],
            edited=self.files["edited"],
            removed=self.files["removed"],
        )
        for name in self.edited[:_NAMED]:
            yield say("  edited, left as it is: {file}", file=name)
        for name in self.removed[:_NAMED]:
            yield say("  removed, not written again: {file}", file=name)
        if self.dry_run:
            yield say("dry run: nothing was written")
