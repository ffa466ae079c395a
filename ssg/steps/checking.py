"""Runs `CHECKS` on a planned site: `ssg check` reads what no build needs, such as the text of every article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from ssg.content.redirects import GONE
from ssg.core.errors import Diagnostic
from ssg.deploy.files import names_inside
from ssg.deploy.headers import policy, with_embeds
from ssg.deploy.script_policy import with_digests
from ssg.index.charts import data_of
from ssg.index.checks import CHECKS, Surroundings
from ssg.index.deadlinks import Answers
from ssg.index.permalinks import Permalinks
from ssg.index.pictures import distinct
from ssg.index.plain_pages import likely_url
from ssg.index.urls import output_path
from ssg.inputs import CONTENT, Inputs
from ssg.render.assets import Assets
from ssg.render.unused import unused
from ssg.steps.edition import Edition
from ssg.steps.output_checks import check_outputs
from ssg.steps.security import security_txt
from ssg.steps.texts import Texts
from ssg.store.source_text import source_of
from ssg.store.theme_copies import check_copies


def checks(root: Path, inputs: Inputs, texts: Texts, edition: Edition, assets: Assets) -> Iterator[Diagnostic]:
    """Yield the diagnostics of all checks of the site in the folder `root`."""
    around = surroundings(root, inputs, texts, edition, assets)
    for check in CHECKS:
        yield from check(edition.site, around)
    yield from check_outputs(inputs, edition, texts)
    yield from security_txt(inputs, edition.site.now)
    yield from check_copies(root, inputs.config.theme.extends)
    shown = data_of(use for brief in edition.site.briefs.values() for use in brief.boxes)
    data = {name: value for name, value in inputs.data.items() if name not in shown}
    yield from unused(inputs.theme, inputs.config, data, around.text)


def surroundings(root: Path, inputs: Inputs, texts: Texts, edition: Edition, assets: Assets) -> Surroundings:
    """Return what checks may read besides the site."""
    config = inputs.config
    outputs = {page.output for page in edition.pages}
    outputs.update(output_path(media.url) for media in distinct(edition.site.media.values()))
    outputs.update(output_path(media.url) for media in edition.site.named.values())
    outputs.update(output_path(asset.url) for asset in assets.by_name.values())
    outputs.update(entry.path for entry in inputs.static)
    outputs.update(names_inside(config))
    moved = (path for move in edition.moves if move.status != GONE for path in (move.old, *move.paths))

    @cache
    def unpublished() -> dict[str, str]:
        link = Permalinks(config)
        found: dict[str, str] = {}
        for path, brief in texts.briefs.items():
            if path not in edition.site.briefs:
                found[output_path(likely_url(brief, link, config.categories, ""))] = f"{CONTENT}/{path}"
        return found

    return Surroundings(
        files=inputs.files,
        bodies=lambda path: texts.body(texts.briefs[path]),
        answers=Answers(outputs, moved, config.base_url, config.base_path),
        text=cache(partial(source_of, root)),
        source=partial(source_of, root),
        unpublished=lambda output: unpublished().get(output, ""),
        data=inputs.data,
        templates=inputs.theme.templates,
        policy=policy(
            with_digests(
                with_embeds(config, edition.site.embeds), {name: one.data for name, one in assets.by_name.items()}
            )
        ),
    )
