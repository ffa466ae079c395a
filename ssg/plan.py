"""Plans an edition: reads texts, selects articles, finds related ones, sets up rendering. Renders nothing.

The only path to one: builds, checks, read-only commands and the preview all plan by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import NamedTuple

from ssg.content.article import ParseOptions
from ssg.core.errors import Diagnostic
from ssg.core.i18n import translations
from ssg.inputs import Inputs, read_inputs
from ssg.render.assets import Assets, fingerprint
from ssg.request import Request
from ssg.steps.ads import with_ads
from ssg.steps.context import RenderContext, set_up
from ssg.steps.edition import Edition
from ssg.steps.executors import beside
from ssg.steps.fronts import with_fronts
from ssg.steps.kept_plan import of_edition
from ssg.steps.labels import parse_options
from ssg.steps.recall import recall
from ssg.steps.relations import relate
from ssg.steps.selection import Selection, open_memo, select
from ssg.steps.texts import Texts, read_texts
from ssg.steps.theme_check import check, keep_check, known_check
from ssg.store.memo import Memo
from ssg.store.seal import MemoryDamaged
from ssg.work import Work


class Plan(NamedTuple):
    """An edition with all that it was planned from, and its render context.

    `held` has the diagnostics of articles that are held back or published in their last good version, and stops
    nothing; `bad` has the paths of those articles, `diagnostics` all others. `memo` is open until its owner closes it.
    """

    inputs: Inputs
    options: ParseOptions
    memo: Memo
    texts: Texts
    edition: Edition
    context: RenderContext
    assets: Assets
    held: tuple[Diagnostic, ...]
    bad: AbstractSet[str]
    diagnostics: tuple[Diagnostic, ...]


def plan(request: Request, inputs: Inputs, memo: Memo, work: Work, *, keeps: bool, goes_on: bool = False) -> Plan:
    """Plan the edition that a request asks for. `keeps`: the caller saves `memo`, so workers may read from it.

    `goes_on`: planning may start from the edition published last (`ssg/steps/recall.py`).

    Raises MemoryDamaged if the state is damaged; SiteProblem if a file cannot be read, or workers are lost.
    """
    options = parse_options(inputs.config)
    with work.stage("parse"):
        looked = known_check(inputs, memo)
    find: Callable[[], bytes] = partial(check, inputs.root, inputs.config, inputs.theme, inputs.data)
    with ExitStack() as stack:
        if looked is None and request.workers is not None:
            find = stack.enter_context(beside(request.workers, find))
        with work.stage("parse"):
            texts = read_texts(inputs, options, memo, work, request.workers, request.clock_ns)
        with work.stage("plan"):
            assets = fingerprint(inputs.theme)
            words = translations(inputs.config.language, inputs.config.words)
            known = recall(request, inputs, texts, memo, assets, words) if goes_on else None
            selected = (
                select(inputs, texts, assets, request, words, memo)
                if known is None
                else Selection(known, (*texts.diagnostics, *known.diagnostics))
            )
        with work.stage("relate"):
            edition = relate(selected.edition, memo, work, request.workers if keeps else None, of_edition(request))
        with work.stage("plan"):
            edition, said_of_fronts = with_fronts(edition, inputs, texts, memo) if inputs.fronts else (edition, ())
            edition, said_of_ads = with_ads(edition, inputs) if inputs.ads else (edition, ())
            ready = set_up(inputs, edition, assets, texts, looked or keep_check(inputs, memo, find()))
    held, bad = selected.held, selected.bad
    said = (*(d for d in inputs.diagnostics if d not in held), *selected.diagnostics, *ready.diagnostics)
    said = (*said, *said_of_fronts, *said_of_ads)
    return Plan(inputs, options, memo, texts, edition, ready.context, assets, held, bad, said)


@contextmanager
def planning(request: Request) -> Iterator[Plan]:
    """Plan for a read-only command; nothing is written. Articles with errors count as with `keep_going`.

    Raises SiteProblem if the site's inputs cannot be read; MemoryDamaged if the state turns out to be damaged while
    the plan is in use: then plan with `fresh`.
    """
    request = request._replace(keep_going=True, workers=None)
    inputs = read_inputs(request.root, request.base_url)
    try:
        found = _opened(request, inputs)
    except MemoryDamaged:
        found = _opened(request._replace(fresh=True, keeps_outputs=False), inputs)
    try:
        yield found
    finally:
        found.memo.close()


def _opened(request: Request, inputs: Inputs) -> Plan:
    memo = open_memo(request, parse_options(inputs.config))
    try:
        return plan(request, inputs, memo, Work(), keeps=False)
    except BaseException:
        memo.close()
        raise
