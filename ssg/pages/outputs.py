"""Further forms of articles (`[[outputs]]`), such as JSON: a file beside the page, with the same view."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.config.output_keys import OutputConfig
from ssg.core.errors import Place
from ssg.core.message import say
from ssg.index import urls
from ssg.index.places import CONTENT
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader


def pages(read: Planner, path: str) -> Iterator[Page]:
    """Yield the files of a public article."""
    for output in read.config.outputs:
        if output.kind != "article":
            continue
        url = urls.beside(read.url(path), output.file)
        owner = say("output “{name}” of {content}/{path}", name=output.name, content=CONTENT, path=path)
        yield Page("output", url, urls.output_path(url), (path, output.name), owner, Place(f"{CONTENT}/{path}", 1))


def layout(read: Reader, page: Page) -> str:
    """Return the template that `site.toml` names for an output, if the theme has it."""
    output: OutputConfig = read.query("output", str(page.subject[1]))
    template = output.template_used
    return read.template_for(template, "output") or read.template_for(template, "article")
