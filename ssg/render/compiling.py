"""What templates are compiled to, and run with: jinja2's own code with less work for each text and each call.

A page prints some two hundred texts and calls some forty macros. What comes out is the same; nothing is decided here.
"""

from __future__ import annotations

import signal
import string
import threading
from collections.abc import Callable
from types import BuiltinMethodType, FrameType, FunctionType, MethodType
from typing import Any, Final, NoReturn

import markupsafe
from jinja2 import Environment, Template, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from ssg.pages.views.shared import Card
from ssg.render.cards import Cards


class InnerName(Exception):
    """Raised if a format leads to a name of Python's own; carries the field."""


def inner_field(text: str) -> str:
    """Return a field of a format that leads to a name of Python's own; "" if there is none."""
    try:
        parts = [(field or "", spec or "") for _, field, spec, _ in string.Formatter().parse(text)]
    except ValueError:
        return ""
    found = (field if "._" in field or "[_" in field else inner_field(spec) for field, spec in parts)
    return next(filter(None, found), "")


escaped_text: Final[Callable[[str], str]] = getattr(markupsafe, "_escape_inner", escape)
"""What `escape` does to a text (of another version of markupsafe, `escape` itself)."""
_WORDS: Final = ("_", "gettext")
_UNKNOWN: Final = object()
_BOUND: Final = (BuiltinMethodType, MethodType)
_FORMATS: Final = ("format", "format_map")
_TEXTS: Final = (str, Markup)
_EVALUATION: Final = getattr(pass_eval_context(lambda: None), "jinja_pass_arg", object())
"""What marks a function that wants to know whether texts are escaped."""


def escaped(value: object) -> str:
    """Return what a template prints of a value: markup as it is, and of everything else the text, escaped.

    As `escape`, but for the type: what is joined with other texts at once need not be marked as markup.
    """
    if type(value) is str:
        return escaped_text(value)
    return value if isinstance(value, Markup) else escape(value)


class Generator(CodeGenerator):
    """Writes the code of templates; joins with `~` what can be printed, be it a text or not."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - jinja2's name
        """Write the module, with names of its own for what it calls most."""
        super().visit_Template(node, frame)
        self.writeline("escaped = environment.escaped")
        self.writeline("escaped_text = environment.escaped_text")
        self.writeline("field = environment.getattr")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Write the look-up of a field: nearly all are attributes, which need no function of Python's own."""
        if frame.eval_ctx.volatile:
            super().visit_Getattr(node, frame)
            return
        self.write("(_v if (_v := getattr(_o := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else field(_o, {node.attr!r}))")

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Write an assignment, on its own line from the first check of it on."""
        self.newline(node)
        super().visit_Assign(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Write the call for `a ~ b`."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Concat(node, frame)
            return
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("(escaped_text(_e) if type(_e := ")
        if finalize.src is not None:
            self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        super()._output_child_post(node, frame, finalize)
        if not (frame.eval_ctx.volatile or not frame.eval_ctx.autoescape):
            self.write(" is str else escaped(_e))")


class Calls(Context):
    """The context of a template, which calls macros and plain functions without asking them what they want."""

    def __init__(self, environment: Environment, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - jinja2's
        """Note it as one to be dropped; see `rendered`."""
        super().__init__(environment, *args, **kwargs)
        getattr(environment, "contexts", []).append(self)

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805 - jinja2's signature
        """Call a function or macro."""
        kind = type(__obj)
        if kind is not Macro:
            wants = getattr(__obj, "jinja_pass_arg", None) if kind is FunctionType else _UNKNOWN
            if wants is not None and wants is not _EVALUATION:
                if kind in _BOUND and __obj.__name__ in _FORMATS and type(__obj.__self__) in _TEXTS:
                    text = __obj.__self__  # of a literal, it is refused before any page is rendered
                    if ("._" in text or "[_" in text) and (field := inner_field(text)):
                        raise InnerName(field)
                return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        if kind is not Macro:
            return __obj(*args, **kwargs) if wants is None else __obj(__self.eval_ctx, *args, **kwargs)
        cards: Cards | None = getattr(__self.environment, "cards", None)
        if cards is not None and args and type(args[0]) is Card:
            return cards.call(__obj, __self.eval_ctx, args, kwargs)
        return __obj(__self.eval_ctx, *args, **kwargs)


MOST_SECONDS: Final = 30
"""Seconds of processor time that one text may take: hundreds of times what the slowest page of a large site does."""
_CAN_BE_TIMED: Final = hasattr(signal, "setitimer")  # not on Windows


class TooLong(TemplateRuntimeError):
    """Raised in a template that does not end: in the file `label`, at `line`."""

    def __init__(self, label: str, line: int) -> None:
        """Take the place."""
        super().__init__(label)
        self.label = label
        self.line = line


def _too_long(_number: int, frame: FrameType | None) -> NoReturn:
    """Raise TooLong. The step at which a loop begins again has no line of its own: that before it counts."""
    while frame is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    if frame is None:
        raise TooLong("", 1)
    lines = [line for at, _, line in frame.f_code.co_lines() if line and at <= frame.f_lasti]
    template: Template = frame.f_globals["__jinja_template__"]
    raise TooLong(frame.f_code.co_filename, template.get_corresponding_lineno(max(lines[-1:], default=1)))


def rendered(environment: Environment, name: str, given: dict[str, Any]) -> str:
    """Return the text of a template, and drop all that it and what it includes were rendered with.

    Macros of a template hold its context, which holds them: a page with its text would never be freed, as nothing
    searches for cycles during a build.

    Raises TooLong where it would not end, at once if it did not before: what it prints may be for many pages.
    """
    contexts: list[Context] = getattr(environment, "contexts", [])
    endless: dict[str, TooLong] = getattr(environment, "endless", {})
    if name in endless:
        raise endless[name]
    known = len(contexts)
    # Signals arrive in the main thread; a template that asks for a block is timed with it.
    timed = _CAN_BE_TIMED and threading.current_thread() is threading.main_thread()
    timed = timed and not signal.getitimer(signal.ITIMER_VIRTUAL)[0]
    if timed:
        signal.signal(signal.SIGVTALRM, _too_long)
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        text = environment.get_template(name).render(given)
    except TooLong as problem:
        endless[name] = problem
        raise
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    for context in contexts[known:]:
        context.vars.clear()
        context.parent = {}
    del contexts[known:]
    return text


class OwnTemplate(Template):
    """A template whose macros are made once: all templates of an environment have the same globals."""

    def get_corresponding_lineno(self, lineno: int | None) -> int:
        """Return the line of the template; its first for a step of the code that has no line."""
        return super().get_corresponding_lineno(lineno or 1)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is not None:
            return self._module
        contexts: list[Context] = getattr(self.environment, "contexts", [])
        known = len(contexts)
        module = super()._get_default_module(ctx)
        del contexts[known:]  # its macros go on reading it
        cards: Cards | None = getattr(self.environment, "cards", None)
        if cards is not None:
            cards.shared.update((id(one), one) for one in vars(module).values() if isinstance(one, Macro))
        return module


class _Translation(NodeTransformer):
    def __init__(self, translate: Callable[[str], str]) -> None:
        self._translate = translate

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - jinja2's name
        self.generic_visit(node)
        is_ours = isinstance(node.node, nodes.Name) and node.node.name in _WORDS
        if not is_ours or len(node.args) != 1 or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        words = node.args[0]
        if not isinstance(words, nodes.Const) or not isinstance(words.value, str):
            return node
        try:
            text = self._translate(words.value) % {}  # as jinja2 does
        except (KeyError, TypeError, ValueError):  # said by `check_unknown`, or when it is rendered
            return node
        const = nodes.Const(text, lineno=node.lineno, environment=node.environment)
        return nodes.MarkSafeIfAutoescape(const, lineno=node.lineno, environment=node.environment)


def translated(tree: nodes.Template, translate: Callable[[str], str]) -> nodes.Template:
    """Put our own words into a template, in the language of its environment. One that uses their names stays."""
    if not _own_names(tree).isdisjoint(_WORDS):
        return tree
    _Translation(translate).generic_visit(tree)  # which changes what is in it
    return tree


def _own_names(tree: nodes.Template) -> set[str]:
    """Return the names that a template gives to things of its own."""
    found = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    found |= {macro.name for macro in tree.find_all(nodes.Macro)}
    found |= {imported.target for imported in tree.find_all(nodes.Import)}
    for imported in tree.find_all(nodes.FromImport):
        found |= {name if isinstance(name, str) else name[1] for name in imported.names}
    return found
