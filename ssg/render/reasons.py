"""Says in our words why a template failed, for the messages of jinja2 and Python that are met most. Pure."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.message import Message, say, verbatim

_REASONS: Final[tuple[tuple[str, Message], ...]] = (
    (r"parameter '(?P<name>\w+)' was not provided", say("the macro was not given its argument `{name}`")),
    (
        r"macro '?(?P<name>\w+)'? takes no keyword argument '(?P<key>\w+)'",
        say("macro `{name}` has no argument `{key}`"),
    ),
    (
        r"macro (?:None|'caller') takes not more than (?P<most>\d+) argument\(s\)",
        say("`caller()` is given values, and `{{% call %}}` takes {most}: write `{{% call(x) … %}}`"),
    ),
    (
        r"macro '?(?P<name>\w+)'? takes not more than (?P<most>\d+) argument\(s\)",
        say("macro `{name}` takes at most {most} arguments"),
    ),
    (
        r"macro '?(?P<name>\w+)'? was invoked with two values for the special caller argument.*",
        say("macro `{name}` never prints `caller()`: `{{% call %}}` has no place in it"),
    ),
    (r"No caller defined", say("`caller()` in a macro that is not called by `{{% call %}}`")),
    (
        r"there is no parent block called '(?P<name>\w+)'\.",
        say("`super()` in the Jinja block `{name}`, which no template below has"),
    ),
    (
        r"cannot assign attribute on non-namespace object",
        say("only fields of `namespace()` can be set: write `{{% set ns = namespace(a=1) %}}` first"),
    ),
    (r"No (?:first|last|aggregated) item, sequence was empty\.", say("an empty list has no such item")),
    (
        r"The loop must have the 'recursive' marker to be called recursively\.",
        say("`loop()` needs `{{% for … recursive %}}`"),
    ),
    (
        r"'(?P<op>[<>]=?)' not supported between instances of '(?P<one>\w+)' and '(?P<other>\w+)'",
        say("values of type {one} and {other} cannot be compared or sorted"),
    ),
    (
        r"unsupported operand type\(s\) for (?P<op>\S+): '(?P<one>\w+)' and '(?P<other>\w+)'",
        say("`{op}` between values of type {one} and {other}"),
    ),
    (
        r"can only concatenate (?P<one>\w+) \(not \"(?P<other>\w+)\"\) to \w+",
        say("`+` between values of type {one} and {other}; `~` joins whatever there is as text"),
    ),
    (r"'(?P<kind>\w+)' object is not callable", say("a value of type {kind} is no function")),
    (r"(?:argument of type )?'(?P<kind>\w+)'(?: object)? is not iterable", say("a value of type {kind} is no list")),
    (r"'(?P<kind>\w+)' object is not subscriptable", say("a value of type {kind} has no items")),
    (r"object of type '(?P<kind>\w+)' has no len\(\)", say("a value of type {kind} has no length")),
    (
        r"(?:too many|not enough) values to unpack \(expected (?P<n>\d+)(?:, got \d+)?\)",
        say("the items of the list have not {n} parts"),
    ),
    (r"not enough arguments for format string", say("a format has more `%` than values")),
    (r"not all arguments converted during string formatting", say("a format has fewer `%` than values")),
    (r"%(?P<sign>\w) format: .* is required, not (?P<kind>\w+)", say("`%{sign}` is given a value of type {kind}")),
    (
        r"(?:integer )?(?:division|modulo|division or modulo) by zero|float (?:floor )?division.*",
        say("division by zero"),
    ),
    (
        r"(?P<name>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<key>\w+)'",
        say("`{name}` has no argument `{key}`"),
    ),
    (
        r"(?P<name>[\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?P<key>.*)",
        say("`{name}` needs {key}"),
    ),
    (
        r"(?P<name>[\w.<>]+)\(\) takes (?:from \d+ to )?(?P<most>\d+) positional arguments? but (?P<n>\d+) .*",
        say("`{name}` is given more values than it takes"),
    ),
)
_PATTERNS: Final = tuple((re.compile(pattern, re.DOTALL), message) for pattern, message in _REASONS)


def reason(text: str, kind: str = "") -> Message:
    """Return the message for a text of jinja2's or Python's; for others that text, behind the `kind` of exception."""
    for pattern, message in _PATTERNS:
        if found := pattern.fullmatch(text):
            values = found.groupdict()
            if "name" in values:  # of a function within another one, and of an argument of jinja2's
                values["name"] = values["name"].rpartition(".")[2]
            return Message(message.template, tuple((name, value.replace("__", "")) for name, value in values.items()))
    return verbatim(f"{kind}: {text}" if kind else text)
