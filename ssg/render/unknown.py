"""Finds names that no template can know: filters, tests, variables, macros that a file does not have. Pure.

All of them at once, also where no page is rendered with them. A name that some template of the theme sets counts as
known, as do those after which `is defined` or `|default` asks: there are no false errors. Nor does a template lack what
a file in a layer above no longer has: the site may have no page for it, and if it has, rendering tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from jinja2 import Environment, nodes

from ssg.core.errors import Diagnostic, error
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.near import likest
from ssg.core.theme import TemplateFile, Theme
from ssg.pages.views.article import ArticlePage
from ssg.pages.views.shared import SiteView
from ssg.render.columns import line_of, word_at
from ssg.render.inheritance import meant, references
from ssg.render.purity import BY_CHANCE, BY_CLOCK, defined
from ssg.render.trees import Trees

_BOXES: Final = "boxes/"
_GIVEN: Final = frozenset(("page", "block", "args", "content"))
"""What templates are rendered with; which of them it is depends on the page that includes them."""
_OF_JINJA: Final = frozenset(("self", "super", "caller", "varargs", "kwargs"))
_ELSEWHERE: Final = frozenset((*BY_CHANCE, *BY_CLOCK, "lipsum"))
"""Refused as what they are (`purity.py`)."""
_ASKS: Final = frozenset(("default", "d"))
_ASKED: Final = frozenset(("defined", "undefined"))
_LOOP: Final = frozenset(
    "cycle changed depth depth0 first index index0 last length nextitem previtem revindex revindex0".split()
)
_OF_WORDS: Final = ("_", "gettext", "ngettext", "pgettext", "npgettext")
_FIELD: Final = re.compile(r"%\((\w+)\)[sd]")
_ALIKE: Final = 0.7  # of the letters: there are so many names that one is always a little alike
_OTHERS: Final = {
    "ns": say("write `{{% set ns = namespace(a=1) %}}` first"),
    "posts": say("`articles()` gives articles, a list page has its own in `page.cards`"),
    "collections": say("`articles()` gives articles"),
    "paginator": say("a list page has `page.pager`"),
    "config": say("what templates see of `site.toml` is `site`; keys of your own are `site.params`"),
    "content": say("the text of an article is `page.body`"),
    "post": say("an article is `page`"),
    "url_for": say("`asset()` gives the URL of a file in `templates/assets/`"),
    "t": say('`_("…")` gives words in the language of the site'),
}
"""Names that templates of other systems have."""


def check_unknown(theme: Theme, trees: Trees, environment: Environment) -> Iterator[Diagnostic]:
    """Yield every filter, test, variable and macro that does not exist, with its place and what may be meant."""
    parsed = {name: tree for name, tree in trees.items() if isinstance(tree, nodes.Template)}
    known = _GIVEN | _OF_JINJA | set(environment.globals)
    somewhere = set().union(*(defined(tree) | _asked(tree) for tree in parsed.values()))
    for name, tree in parsed.items():
        file = theme.templates[name]
        yield from _filters(file, tree, environment)
        complete = all(theme.templates[above].layer >= file.layer for above in theme.covering)
        if complete and not file.path.startswith(_BOXES):  # what these see is said by `check_boxes`
            yield from _variables(file, tree, known, somewhere)
        yield from _macros(theme, trees, file, tree)
        yield from _words(file, tree)


def _filters(file: TemplateFile, tree: nodes.Template, environment: Environment) -> Iterator[Diagnostic]:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        is_filter = isinstance(node, nodes.Filter)
        known = environment.filters if is_filter else environment.tests
        if node.name not in known:
            shown = repr(node.name)
            message = say("unknown filter {name}", name=shown) if is_filter else say("unknown test {name}", name=shown)
            yield error("E601", message, file.place(line_of(node)), _of_filters(node.name, known, is_filter=is_filter))


def _of_filters(name: str, known: Iterable[str], *, is_filter: bool) -> Message:
    if is_filter and name in ("date", "time", "strftime", "format_date"):
        return say("times are written by `|stamp`, `|date_only`, `|clock`, `|day` and others")
    return meant(name, known)


def _asked(tree: nodes.Template) -> set[str]:
    """Return the names of which a template asks whether they exist."""
    tests = (node.node for node in tree.find_all(nodes.Test) if node.name in _ASKED)
    filters = (node.node for node in tree.find_all(nodes.Filter) if node.name in _ASKS)
    return {node.name for node in (*tests, *filters) if isinstance(node, nodes.Name)}


def _variables(
    file: TemplateFile, tree: nodes.Template, known: AbstractSet[str], somewhere: AbstractSet[str]
) -> Iterator[Diagnostic]:
    """Yield the first use on each line of a name that nobody gives a meaning."""
    seen: set[tuple[str, int]] = set()
    names: Iterable[nodes.Name | nodes.NSRef] = tree.find_all((nodes.Name, nodes.NSRef))
    for node in names:
        name, line = node.name, int(node.lineno)
        is_read = isinstance(node, nodes.NSRef) or node.ctx == "load"
        if not is_read or name in known or name in somewhere or name in _ELSEWHERE or (name, line) in seen:
            continue
        if name == "loop" and any(True for _ in tree.find_all(nodes.For)):
            continue  # in a part that is included from a loop, it is unknown: jinja2 does not pass it on
        seen.add((name, line))
        yield error(
            "E608", say("{name} is not defined", name=repr(name)), file.place(node.lineno), _of(name, known, tree)
        )


def _of(name: str, known: AbstractSet[str], tree: nodes.Template) -> Message:
    """Return the hint for a variable."""
    if name == "loop":
        return say("`loop` is known within `{{% for %}}` alone; give an included template or a macro its values")
    if name in _OTHERS:
        return _OTHERS[name]
    own = {one: one for one in (known | defined(tree)) - _OF_JINJA}
    fields = {field: f"site.{field}" for field in SiteView.__struct_fields__}
    fields |= {field: f"page.{field}" for field in ArticlePage.__struct_fields__} | own
    close = name if name in fields else likest(name, fields, _ALIKE)
    return say("did you mean {close}?", close=repr(fields[close])) if close else NOTHING


def _macros(theme: Theme, trees: Trees, file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield macros that the file that a template imports does not have, and unknown fields of `loop`."""
    modules: dict[str, nodes.Template] = {}
    for node in references(tree):
        if not isinstance(node, nodes.Import | nodes.FromImport) or not isinstance(node.template, nodes.Const):
            continue
        written = str(node.template.value)
        name = theme.named(written, file.name)
        other = trees.get(name)
        if not isinstance(other, nodes.Template) or theme.templates[name].layer < file.layer:
            continue
        has = defined(other)
        if isinstance(node, nodes.Import):
            modules[node.target] = other
            continue
        for one in node.names:
            wanted = one[0] if isinstance(one, tuple) else one
            if wanted not in has:
                line = word_at(file.text, line_of(node), wanted)
                yield _no_macro(file, line, written, wanted, _macros_of(other))
    own = defined(tree)
    for field in tree.find_all(nodes.Getattr):
        owner = field.node.name if isinstance(field.node, nodes.Name) else ""
        if field.attr.startswith("_"):
            continue  # refused as a name of Python's own
        if owner in modules and field.attr not in defined(modules[owner]):
            yield _no_macro(file, line_of(field), owner, field.attr, _macros_of(modules[owner]))
        elif owner == "loop" and "loop" not in own and field.attr not in _LOOP:
            message = say("{kind} has no field {name}", kind="`loop`", name=repr(field.attr))
            yield error("E608", message, file.place(line_of(field)), meant(field.attr, _LOOP))


def _macros_of(tree: nodes.Template) -> set[str]:
    return {node.name for node in tree.find_all(nodes.Macro)}


def _no_macro(file: TemplateFile, line: int, of: str, name: str, has: AbstractSet[str]) -> Diagnostic:
    message = say("{file} has no macro {name}", file=repr(of), name=repr(name))
    return error("E608", message, file.place(line), meant(name, has))


def _words(file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield words with a `%` that is no field, or with a field that has no value."""
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in _OF_WORDS or call.dyn_kwargs:
            continue
        given = {keyword.key for keyword in call.kwargs} | {"num"}
        for words in call.args:
            if not isinstance(words, nodes.Const) or not isinstance(words.value, str):
                continue
            text = words.value.replace("%%", "")
            missing = [name for name in _FIELD.findall(text) if name not in given]
            if "%" in _FIELD.sub("", text):
                message = say("`%` begins a field of words: `%(name)s`")
                yield error("E608", message, file.place(line_of(words)), say("write `%%` for a per cent sign"))
            elif missing:
                message = say("no value for the field `{name}` of words", name=missing[0])
                hint = say("add the argument `{name}=…`", name=missing[0])
                yield error("E608", message, file.place(line_of(words)), hint)
