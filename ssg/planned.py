"""Plans an edition without making anything, for commands that only look at it. Writes nothing but what it remembers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ssg.core.i18n import translations
from ssg.edition import Edition
from ssg.inputs import Inputs, read_inputs
from ssg.labels import parse_options
from ssg.press import Press, set_up
from ssg.relate import relate
from ssg.render.assets import fingerprint
from ssg.request import Request
from ssg.settle import open_memo, settle
from ssg.store.memo import Memo
from ssg.store.seal import MemoryDamaged
from ssg.texts import Texts, read_texts
from ssg.work import Work


class Planned(NamedTuple):
    """What a build would make, for commands that only look at it."""

    edition: Edition
    press: Press
    texts: Texts


@contextmanager
def plan(request: Request) -> Iterator[Planned]:
    """Plan the edition without making anything; nothing is written. Articles with errors count as with `keep_going`.

    Raises SiteProblem where not even the site's inputs can be read; MemoryDamaged where what is read while the plan is
    looked at turns out to be damaged: then plan with `fresh`.
    """
    inputs = read_inputs(request.root, request.base_url)
    try:
        planned, memo = _plan(request, inputs)
    except MemoryDamaged:
        planned, memo = _plan(request._replace(fresh=True), inputs)
    try:
        yield planned
    finally:
        memo.close()


def _plan(request: Request, inputs: Inputs) -> tuple[Planned, Memo]:
    options = parse_options(inputs.config)
    memo = open_memo(request, options)
    try:
        texts = read_texts(inputs, options, memo, Work(), None, request.clock_ns)
        words = translations(inputs.config.language)
        assets = fingerprint(inputs.theme)
        edition, _ = settle(inputs, texts, assets, request._replace(keep_going=True), words, memo)
        edition = edition._replace(site=relate(edition.site, memo, Work(), None).site)
        return Planned(edition, set_up(inputs, edition.site, assets, texts, memo).press, texts), memo
    except BaseException:
        memo.close()
        raise
