"""The configuration of Sveltia and Decap for a site: back end, collections, preview links. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from ssg.authoring.cms.widgets import Dialect, Making, Widget, article_fields, page_fields, slot_fields
from ssg.authoring.cms.written import Habit
from ssg.authoring.known import Known
from ssg.authoring.model import Words
from ssg.core.config import CategoryConfig, Config
from ssg.core.message import label
from ssg.core.slots import HOME

Name = Literal["sveltia", "decap"]
DIALECTS: Final[dict[str, Dialect]] = {
    "sveltia": Dialect("sveltia", zones=True, omits=True),
    "decap": Dialect("decap", zones=False, omits=False),
}
BACKENDS: Final = ("github", "gitlab", "gitea", "test-repo")
RECENT: Final = 3
"""Months whose articles can be edited: this one and the two before."""
_LONGEST: Final = 80  # characters of a file's name
_PICTURES: Final = "anh"  # below `content/`: pictures that the CMS has uploaded
_OF_PAGES: Final = "trang"  # those of pages and front pages
_HERE: Final = {"media_folder": "", "public_folder": ""}  # beside the article
# Fields of permalinks, and what a preview link has for them.
_OF_LINKS: Final = {
    "{category}": "{{category}}",
    "{yyyy}": "{{year}}",
    "{mm}": "{{month}}",
    "{dd}": "{{day}}",
    "{slug}": "{{slug}}",
}


class Wanted(NamedTuple):
    """What a configuration is made for: the CMS and its language, its back end, repository and months."""

    name: Name
    backend: str
    repo: str
    branch: str
    months: tuple[date, ...]
    language: str


def months(today: date, since: date | None) -> tuple[date, ...]:
    """Return the first days of the months from today's back to that of `since`, and of `RECENT` at least."""
    found = [today.replace(day=1)]
    while len(found) < RECENT or (since is not None and found[-1] > since):
        year, month = divmod(found[-1].year * 12 + found[-1].month - 2, 12)
        found.append(date(year, month + 1, 1))
    return tuple(found)


def cms_config(
    words: Words, config: Config, known: Known, wanted: Wanted, written: Mapping[str, Habit]
) -> dict[str, Any]:
    """Return the configuration, as the CMS reads it from `config.yml`."""
    is_test = wanted.backend == "test-repo"
    where = {} if is_test else {"repo": wanted.repo, "branch": wanted.branch}
    slug: dict[str, Any] = {"encoding": "ascii", "clean_accents": True}
    if wanted.name == "sveltia":
        slug |= {"maxlength": _LONGEST, "timezone": "local"}
    own = {"output": {"omit_empty_optional_fields": True}} if wanted.name == "sveltia" else {"locale": wanted.language}
    return {
        "backend": {"name": wanted.backend, **where},
        **({} if is_test else {"publish_mode": "editorial_workflow"}),
        **({"site_url": config.base_url, "display_url": config.base_url} if config.base_url else {}),
        "media_folder": f"content/{_PICTURES}/{_OF_PAGES}",
        "public_folder": f"/{_PICTURES}/{_OF_PAGES}",
        **own,
        "slug": slug,
        "collections": list(_collections(Making(words, config, known, DIALECTS[wanted.name], written), wanted)),
    }


def _collections(making: Making, wanted: Wanted) -> Iterator[dict[str, Any]]:
    words, config = making.words, making.config
    fields = article_fields(making)
    for number, month in enumerate(wanted.months):
        made = {
            "extension": "md",
            "format": "yaml-frontmatter",
            "create": number == 0,
            "identifier_field": "title",
            "summary": "{{title}}",
            "sortable_fields": ["date", "title"],
            **_preview(config),
            "fields": fields,
        }
        if wanted.name == "sveltia":
            yield (
                _month(words, month)
                | {"folder": "content", "path": f"{{{{category}}}}/{month:%Y/%m}/{{{{slug}}}}"}
                | _pictures(f"{month:%Y/%m}")
                | made
            )
        else:  # Decap would read all files of a folder to find those of a path
            for one in _main(config.categories):
                named = {"name": f"bai-{month:%Y-%m}-{one.slug}", "label": f"{one.name} {month:%m/%Y}"}
                named |= {"folder": f"content/{one.slug}/{month:%Y/%m}", "slug": "{{slug}}"}
                yield named | _HERE | made | {"fields": [_in_category(field, one.name) for field in fields]}
    yield {
        "name": "trang",
        "label": words(label("Plain pages")),
        "label_singular": words(label("Plain page")),
        "folder": "content",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "filter": {"field": "type", "value": "page"},
        **({} if wanted.name == "sveltia" else _HERE),
        "preview_path": "{{slug}}/",
        "fields": page_fields(making),
    }
    if making.known.slots:
        yield {
            "name": "trang-chu",
            "label": words(label("Front pages")),
            "files": list(_fronts(making)),
        }


def _in_category(field: Widget, name: str) -> Widget:
    """Return a field of a collection that has the articles of one category."""
    return field | {"default": name} if field["name"] == "category" else field


def _month(words: Words, month: date) -> dict[str, str]:
    told = words(label("Articles of {month}", month=f"{month:%m/%Y}"))
    return {"name": f"bai-{month:%Y-%m}", "label": told, "label_singular": words(label("Article"))}


def _pictures(folder: str) -> dict[str, str]:
    """Return where pictures go, and that their paths begin at `content/`.

    Sveltia takes whatever is below a folder of pictures, and is no article of a collection, for a picture, and reads
    all of it at its start. "Beside the article" is the whole of `content/`: it would read the articles of all years.
    """
    return {"media_folder": f"/content/{_PICTURES}/{folder}", "public_folder": f"/{_PICTURES}/{folder}"}


def _fronts(making: Making) -> Iterator[dict[str, Any]]:
    fields = slot_fields(making)
    of_categories = ((one.slug, one.name) for one in _main(making.config.categories))
    fronts = [(HOME, making.words(label("Front page"))), *of_categories]
    for name, called in fronts:
        file = f"data/front/{name}.toml"
        yield {"name": f"front-{name}", "label": called, "file": file, "format": "toml", "fields": fields}


def _main(categories: Iterable[CategoryConfig]) -> Iterator[CategoryConfig]:
    return (one for one in categories if not one.parent)


def _preview(config: Config) -> dict[str, str]:
    """Return where an article will be, as far as the CMS can say: not where its address has an id."""
    path = config.permalink.lstrip("/")
    for field, tag in _OF_LINKS.items():
        path = path.replace(field, tag)
    is_known = "{" not in path.replace("{{", "").replace("}}", "")
    return {"preview_path": path, "preview_path_date_field": "date"} if is_known else {}
