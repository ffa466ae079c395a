"""jinja2's environment without what depends on chance, time or order, or could change what templates are given.

What a text alone shows is refused earlier, by `purity.py`; here is what shows only when a template is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, MutableMapping
from functools import wraps
from types import CodeType
from typing import Any, Final, NoReturn

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateRuntimeError, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.lexer import TokenStream
from jinja2.runtime import Context, markup_join
from markupsafe import escape

from ssg.core.frozen import MUTATORS
from ssg.core.message import NOTHING, Message, say
from ssg.core.theme import BELOW, Theme
from ssg.render.cards import Cards
from ssg.render.columns import placed
from ssg.render.compiling import Calls, Generator, OwnTemplate, TooLong, escaped, escaped_text, translated
from ssg.render.indentation import RawToken, is_html, without_indentation
from ssg.render.undefined import Hint

LONGEST: Final = 100_000
"""The numbers of a `range()`: what a page shows is fewer."""
_LARGEST: Final = 4_000  # digits or characters of a constant: Python prints no number of more than 4,300 digits
ADDRESS: Final = " at 0x"
"""What Python prints of an object that has no text of its own: its address, another one in each build."""
_ADDRESSES: Final = re.compile(" at (0x[0-9a-f]+)")
# Filters of jinja2 that give an iterator, which is empty when it is gone through again, and has no length.
_ITERATORS: Final = (
    "batch",
    "items",
    "map",
    "reject",
    "rejectattr",
    "reverse",
    "select",
    "selectattr",
    "slice",
    "unique",
)

RANDOM: Final = say("choose by something of the page, such as `items[page.date.day % items|length]`")


class Unknown(TemplateRuntimeError):
    """Raised if a template does what it may not; `code` is that of the same problem found early."""

    def __init__(self, code: str, message: Message, hint: Message = NOTHING) -> None:
        """Take the diagnostic code, the message and the hint."""
        super().__init__(str(message))
        self.code = code
        self.said = message
        self.hint = hint


class TooMuch(TemplateSyntaxError):
    """Raised where a template has a constant that would take minutes or gigabytes to compute."""


class PureEnvironment(Environment):
    """Finds templates by literal name, in the layers below with `theme:`; gives no access to Python's own names."""

    code_generator_class = Generator
    context_class = Calls
    template_class = OwnTemplate
    escaped, escaped_text = staticmethod(escaped), staticmethod(escaped_text)
    theme: Theme
    translate: Callable[[str], str]
    cards: Cards | None = None
    has_columns = False
    """Whether the lines of nodes know their columns, for checks; templates that are rendered do without."""
    contexts: list[Context]
    """The contexts of what is being rendered, to be dropped at its end."""
    endless: dict[str, TooLong]
    """The templates that did not end, by name."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what all templates see, as a plain dictionary: it is listed again for each included template."""
        return {**self.globals, **(d or {})}

    def joined(self, parts: tuple[object, ...]) -> str:
        """Join what stands on both sides of `~`, escaped as far as one of them is markup."""
        return markup_join(
            part if isinstance(part, str) or not hasattr(part, "__html__") else escape(part) for part in parts
        )

    def join_path(self, template: str, parent: str) -> str:
        """Return the name of what the template `parent` means by a name."""
        return self.theme.named(template, parent) if template.startswith(BELOW) else template

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - jinja2's signature
        """Return an item, or an attribute that a template may see."""
        try:
            return obj[argument]
        except (AttributeError, TypeError, LookupError):
            pass
        if isinstance(argument, str) and not is_inner(argument) and argument not in MUTATORS:
            try:
                return getattr(obj, argument)
            except AttributeError:
                pass
        return self.undefined(obj=obj, name=argument)

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        """Return the tokens of a template; those of HTML without its indentation. Our extension changes none."""
        tokens: Iterable[RawToken] = self.lexer.tokeniter(source, name, filename, state)
        if self.has_columns:
            tokens = placed(tokens, source)
        if is_html(name):
            tokens = without_indentation(tokens)
        return TokenStream(self.lexer.wrap(tokens, name, filename), name, filename)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            return super()._parse(source, name, filename)
        except RecursionError as problem:
            raise _too_deep(name, filename) from problem
        except ValueError as problem:  # a number of too many digits for Python to read
            raise TemplateSyntaxError(Hint(TOO_LARGE), 1, name, filename) from problem

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        if (large := too_large(source)) is not None:
            raise TooMuch(Hint(TOO_LARGE), large.lineno, name, filename)
        try:
            source = translated(source, self.translate)
            return super()._generate(source, name, filename, defer_init)
        except RecursionError as problem:
            raise _too_deep(name, filename) from problem

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (RecursionError, SyntaxError, MemoryError, ValueError) as problem:
            raise _too_deep(None, filename) from problem


TOO_LARGE: Final = say("value too large to compute")


def _too_deep(name: str | None, filename: str | None) -> TemplateSyntaxError:
    said = Hint(say("nested too deeply; part it into macros or included templates"))
    return TemplateSyntaxError(said, 1, name, filename)


def is_inner(name: str) -> bool:
    """Return whether a name is one of Python's or jinja2's own."""
    return name.startswith("_")


def too_large(tree: nodes.Node) -> nodes.Node | None:
    """Return a calculation with constants whose result would be too large, if there is one."""
    found = tree.find_all((nodes.Pow, nodes.Mul))
    return next((node for node in found if _size(node) >= _LARGEST), None)


def _size(node: nodes.Node) -> float:
    """Return about how many digits or characters a calculation gives; 1 where it has something that is no constant."""
    if isinstance(node, nodes.Const):
        return float(len(str(node.value)) if isinstance(node.value, int | str) else 1)
    if isinstance(node, nodes.Pow):
        return _size(node.left) * _times(node.right)
    if isinstance(node, nodes.Mul):
        return max(_size(node.left) * _times(node.right, node.left), _size(node.right) * _times(node.left, node.right))
    return 1.0


def _times(node: nodes.Node, of: nodes.Node | None = None) -> float:
    """Return how many times as large something becomes by an exponent, or by a factor where it is a text."""
    if isinstance(node, nodes.Pow):
        return float("inf")
    value = node.value if isinstance(node, nodes.Const) else 1
    text = of is None or (isinstance(of, nodes.Const) and isinstance(of.value, str))
    return float(abs(value)) if text and isinstance(value, int) else 1.0


def bounded_range(*bounds: int) -> range:
    """Count, as Python's `range` does, but no further than a page could show."""
    found = range(*bounds)
    if len(found) > LONGEST:
        raise Unknown("E626", say("range() of more than {longest:,} numbers", longest=LONGEST))
    return found


def table(*args: Any, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a template gives
    """Make a table: `dict(a=1)`."""
    return dict(*args, **values)


def by_chance(*_: object, **__: object) -> NoReturn:
    """Stand in for what differs from build to build."""
    raise Unknown("E617", say("random choice in a template: every build would differ"), RANDOM)


def _listing(plain: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(plain)
    def listing(*args: Any, **given: Any) -> Any:  # noqa: ANN401 - jinja2's
        found = plain(*args, **given)
        return found if isinstance(found, str | list) else list(found)

    return listing


def _attribute(plain: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(plain)
    def attribute(environment: Environment, obj: Any, name: str) -> Any:  # noqa: ANN401 - jinja2's
        if is_inner(str(name)) or name in MUTATORS:
            raise Unknown("E619", say("name of Python's own: {name}", name=repr(str(name))))
        return plain(environment, obj, name)

    return attribute


PURE_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    **{name: _listing(FILTERS[name]) for name in _ITERATORS},
    "random": by_chance,
    "attr": _attribute(FILTERS["attr"]),
}
"""Those of jinja2's own filters that are others here."""


def addresses(text: str, known: Callable[[], Iterable[str]]) -> set[str]:
    """Return addresses of objects in a text that stand in none of the `known` texts, which it was made of."""
    found = set(_ADDRESSES.findall(text))
    for other in known() if found else ():
        found -= set(_ADDRESSES.findall(other))
    return found


def refuse_address(value: Any) -> Any:  # noqa: ANN401 - whatever is printed
    """Return what a template prints; raise Unknown if it is an object that has no text of its own."""
    if not hasattr(value, "__html__") and not isinstance(value, str) and _ADDRESSES.search(str(value)):
        raise Unknown("E625", say("prints {kind}, which differs from build to build", kind=_kind(value)), _way(value))
    return value


def _kind(value: object) -> Message:
    name = getattr(value, "__name__", "")
    if callable(value) and name:
        return say("the function `{name}`", name=str(name))
    return say("a value of type {kind}", kind=type(value).__name__)


def _way(value: object) -> Message:
    name = str(getattr(value, "__name__", ""))
    if callable(value) and name:
        return say('call it: `{name}()`; a field of data that has its name is `["{name}"]`', name=name)
    return say("print a field of it, or its items with `|join`")
