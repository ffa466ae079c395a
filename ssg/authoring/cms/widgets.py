"""The widget of each form of a value, as Sveltia and Decap name them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from ssg.authoring.cms.written import Habit, Shape
from ssg.authoring.known import Known
from ssg.authoring.model import Words
from ssg.content.front import SLOT
from ssg.content.frontmatter.declared import FIELDS
from ssg.content.frontmatter.forms import PICTURE, Field, Form, Part
from ssg.content.frontmatter.parts import MOST_PARTS
from ssg.core.config import Config
from ssg.core.config.access_keys import LEVELS
from ssg.core.message import label

Widget = dict[str, Any]

WIDGETS: Final[dict[Form, dict[Shape, Widget]]] = {
    Form.HEADLINE: {"text": {"widget": "text"}},
    Form.TEXT: {"text": {"widget": "string"}},
    Form.SLUG: {"text": {"widget": "string", "pattern": ["^[a-z0-9]+(-[a-z0-9]+)*$", label("a-z, 0-9 and hyphens")]}},
    Form.NAMES: {"list": {"widget": "list"}, "text": {"widget": "string"}},
    Form.PEOPLE: {"text": {"widget": "string"}, "list": {"widget": "list"}},
    Form.PICTURE: {"parts": {"widget": "object", "collapsed": True}, "text": {"widget": "image"}},
    Form.TIME: {"text": {"widget": "datetime"}},
    Form.SWITCH: {"text": {"widget": "boolean"}},
    Form.CORRECTIONS: {"list": {"widget": "list", "collapsed": True}},
    Form.CREDIT: {"parts": {"widget": "object", "collapsed": True}, "text": {"widget": "string"}},
    Form.WITHDRAWAL: {"parts": {"widget": "object", "collapsed": True}, "text": {"widget": "datetime"}},
    Form.LAYOUT: {"text": {"widget": "select"}},
    Form.TYPE: {"text": {"widget": "select"}},
    Form.ORDINAL: {"text": {"widget": "number", "value_type": "int", "min": 1, "max": MOST_PARTS}},
    Form.ADDRESS: {"text": {"widget": "string"}},
    Form.WEB: {"text": {"widget": "string"}},
    Form.LICENCE: {"text": {"widget": "string"}},
    Form.RIGHTS: {"parts": {"widget": "object", "collapsed": True}},
    Form.COUNTRIES: {"list": {"widget": "list"}},
    # What an editor rarely needs stays in the file as it is.
    Form.OLD_URLS: {},
    Form.REFERENCES: {},
    Form.ID: {},
    Form.PERMALINK: {},
    Form.RANK: {},
    Form.SERIES: {},
    Form.ORIGINAL: {},
    Form.VERSIONS: {},
    Form.LANGUAGE: {},
    Form.AUDIO: {},
    Form.ACCESS: {"text": {"widget": "select"}},
    Form.ASSISTANCE: {"parts": {"widget": "object", "collapsed": True}},
}
"""The widgets of each form, by the shape of what they write, the usual one first; none: the key has no widget."""
_NEEDED: Final = ("title", "date", "category")
_BEFORE_TEXT: Final = "image"
"""The text follows; what most articles lack is below it."""
_TYPES: Final = ("article", "live")
_WRITTEN_AS: Final = {"authors": "author"}
"""Keys that have another name in files of `ssg new`: with both, one article would have two values."""


class Dialect(NamedTuple):
    """What differs between the two: `zones` if times may be entered in a zone of their own.

    `omits`: a group of fields is left out of a file if nothing is in it. Otherwise its fields are asked for even then,
    and a list begins with a row.
    """

    name: str
    zones: bool
    omits: bool


class Making(NamedTuple):
    """What forms are made for: the words, the site with its names, the CMS, and how the site writes its keys."""

    words: Words
    config: Config
    known: Known
    dialect: Dialect
    habits: Mapping[str, Habit]


def article_fields(made_for: Making) -> list[Widget]:
    """Return the widgets of an article."""
    before = len(FIELDS[: 1 + [field.names[0] for field in FIELDS].index(_BEFORE_TEXT)])
    first, others = FIELDS[:before], FIELDS[before:]
    return [*_of_fields(first, made_for), _body(made_for.words), *_of_fields(others, made_for)]


def page_fields(made_for: Making) -> list[Widget]:
    """Return the widgets of a plain page."""
    shown = ("title", "summary", "image", "updated", "draft")
    kind = {"name": "type", "widget": "hidden", "default": "page"}
    fields = (field for field in FIELDS if field.names[0] in shown)
    return [kind, *_of_fields(fields, made_for), _body(made_for.words)]


def left_out(habits: Mapping[str, Habit]) -> list[str]:
    """Return the keys that the site writes in shapes of which no widget knows all: a form without them is safe."""
    return [field.names[0] for field in FIELDS if WIDGETS[field.form] and not _shape(field, habits)]


def slot_fields(made_for: Making) -> list[Widget]:
    """Return the widgets of a front page: its slots."""
    inner = [_of_part(part, made_for) for part in SLOT]
    inner[0] |= {"widget": "select", "options": list(made_for.known.slots)}
    for part, widget in zip(SLOT, inner, strict=True):
        if part.form is Form.PICTURE:
            widget |= {"fields": [_of_part(one, made_for) for one in PICTURE]}
    slot = {"name": "slot", "label": made_for.words(label("Slots")), "widget": "list", "required": False}
    return [slot | {"summary": "{{name}} – {{article}}", "fields": inner}]


def _of_fields(fields: Iterable[Field], made_for: Making) -> Iterator[Widget]:
    words = made_for.words
    for field in fields:
        name, widget = field.names[0], _widget(field, made_for.habits, made_for.dialect)
        if widget is None:
            continue
        habit = made_for.habits.get(name)
        made: Widget = {"name": habit.name if habit else _WRITTEN_AS.get(name, name), "label": words(field.label)}
        made |= {"hint": words(field.about), "required": name in _NEEDED} | _translated(widget, words)
        if name == "title":
            made["widget"] = "string"
        if made["widget"] == "datetime":
            made |= _time(made_for, now=name == "date")
        if field.parts and made["widget"] in ("object", "list"):
            # A group in a group that is not left out would ask for rights of a picture that there is not.
            inner = (part for part in field.parts if made_for.dialect.omits or not part.parts)
            made["fields"] = [_of_part(part, made_for) for part in inner]
            if not made_for.dialect.omits:
                made |= _asking_nothing(made)
        yield made | _choices(name, made_for.config, made_for.known)


def _asking_nothing(made: Widget) -> Widget:
    """Return what lets an editor leave a group of fields alone: none is required, or no row is there at first."""
    if made["widget"] == "list":
        return {"default": []}
    return {"fields": [part | {"required": False} for part in made["fields"]]}


def _widget(field: Field, habits: Mapping[str, Habit], dialect: Dialect) -> Widget | None:
    """Return the widget that knows all shapes in which the site writes a key; None if there is none."""
    by_shape, shape = WIDGETS[field.form], _shape(field, habits)
    if shape == "parts" and not dialect.omits and any(part.form is Form.TIME for part in field.parts):
        # An empty time is written, and would make the article one that is withdrawn, nobody knows when.
        shape = "text" if field.names[0] not in habits else None
    return by_shape.get(shape) if shape else None


def _shape(field: Field, habits: Mapping[str, Habit]) -> Shape | None:
    """Return the one shape in which the site writes a key, or the usual one; None if no widget knows all."""
    by_shape, habit = WIDGETS[field.form], habits.get(field.names[0])
    shapes = habit.shapes if habit else frozenset(list(by_shape)[:1])
    return next((shape for shape in shapes if shape in by_shape), None) if len(shapes) == 1 else None


def _choices(name: str, config: Config, known: Known) -> Widget:
    """Return the values to choose from."""
    if name == "category":
        options = [{"label": one.name, "value": one.name} for one in config.categories]
        return {"widget": "select", "options": options, "default": options[0]["value"]} if options else {}
    if name == "layout":
        return {"options": list(known.layouts)}
    if name == "access":
        return {"options": list(LEVELS)}
    return {"options": list(_TYPES)} if name == "type" else {}


def _of_part(part: Part, made_for: Making) -> Widget:
    words = made_for.words
    made: Widget = {"name": part.name, "label": words(part.label), "hint": words(part.about)}
    widgets = WIDGETS[part.form] or WIDGETS[Form.TEXT]
    made |= {"required": part.is_needed} | _translated(next(iter(widgets.values())), words)
    if part.name == "src":
        made["widget"] = "image"
    if part.name == "partners":
        made["default"] = True
    if part.parts:
        made["fields"] = [_of_part(one, made_for) for one in part.parts]
    return made | (_time(made_for, now=False) if part.form is Form.TIME else {})


def _time(made_for: Making, *, now: bool) -> Widget:
    """Return how a time is entered, so that it is written with its offset.

    Sveltia enters times of the site's zone wherever the browser is; with a format besides, it never comes to rest where
    the two zones differ. Decap writes the offset of the browser's own zone.
    """
    zone = {"input_timezone": made_for.config.timezone}
    zone = zone if made_for.dialect.zones else {"format": "YYYY-MM-DDTHH:mm:ssZ"}
    return zone | {"default": "{{now}}" if now else ""}


def _translated(widget: Widget, words: Words) -> Widget:
    if "pattern" not in widget:
        return dict(widget)
    pattern, said = widget["pattern"]
    return widget | {"pattern": [pattern, words(said)]}


def _body(words: Words) -> Widget:
    return {"name": "body", "label": words(label("Text")), "widget": "markdown", "required": False}
