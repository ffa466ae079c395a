"""What the YAML parser's phrases mean to an editor. Data only."""

from __future__ import annotations

from typing import Final, NamedTuple

from ssg.core.message import Message, say

QUOTE_IT: Final = say("put the whole value in quotation marks")


class Phrase(NamedTuple):
    """What a phrase of the parser means; `context`: the place to show is where the construct began."""

    phrase: str
    message: Message
    hint: Message
    context: bool = False


TAB: Final = Phrase("tab character", say("tab in indentation"), say("indent with spaces"))

# The parser's phrases, most specific first: libyaml's, and those of PyYAML's own parser where they differ.
PHRASES: Final = (
    Phrase(
        "mapping values are not allowed",
        say("unexpected colon: the value contains a colon, or the line is indented wrongly"),
        say("quote a value that contains a colon; align keys with their neighbours"),
    ),
    Phrase(
        "could not find expected ':'",
        say("line is not `key: value`"),
        say("write a colon and a space after the key; if the line continues the one above, indent it"),
        context=True,
    ),
    TAB,
    Phrase(
        "found unexpected end of stream",
        say("quotation mark is not closed"),
        say("close it at the end of the value, or remove it"),
        context=True,
    ),
    Phrase(
        "found unexpected document indicator",
        say("quotation mark is not closed"),
        say("close it at the end of the value, or remove it"),
        context=True,
    ),
    Phrase(
        "expected ',' or ']'",
        say("list that opens with `[` is not closed correctly"),
        say("separate items with commas, close the list with `]`, and quote items that contain a colon"),
        context=True,
    ),
    Phrase(
        "expected ',' or '}'",
        say("mapping that opens with `{{` is not closed correctly"),
        say("separate pairs with commas, close the mapping with `}}`, and quote values that contain a colon"),
        context=True,
    ),
    Phrase(
        "sequence entries are not allowed",
        say("unexpected list item: a hyphen and a space begin one, but no list can begin here"),
        say("begin the list on a line of its own, or {quote_it}", quote_it=QUOTE_IT),
    ),
    Phrase(
        "expected '-' indicator",
        say("line is aligned with list items but does not begin with `- `"),
        say("begin it with `- `, or align it with the keys"),
    ),
    Phrase(
        "unknown escape character",
        say("invalid escape: a backslash in double quotation marks before a character that has none"),
        say("write two backslashes, or use single quotation marks"),
    ),
    Phrase(
        "invalid Unicode character escape",
        say("invalid Unicode escape"),
        say("write the character itself"),
    ),
    Phrase(
        "hexdecimal number",
        say("incomplete escape"),
        say("write the character itself, or two backslashes for a backslash"),
    ),
    Phrase(
        "cannot start any token",
        say("a value cannot begin with this character"),
        QUOTE_IT,
    ),
    Phrase(
        "alphabetic or numeric character",
        say("value begins with `&` or `*`, which are special in YAML"),
        QUOTE_IT,
        context=True,
    ),
    Phrase(
        "mapping keys are not allowed",
        say("unexpected key: in YAML a question mark and a space begin a key"),
        QUOTE_IT,
    ),
    Phrase(
        "comment or line break",
        say("text on the same line as `|` or `>`"),
        say("move the text to the next line and indent it, or {quote_it}", quote_it=QUOTE_IT),
        context=True,
    ),
    Phrase(
        "expected node content",
        say("missing value, or a value that begins with a special character"),
        QUOTE_IT,
    ),
    Phrase(
        "expected key",
        say("neither a key nor part of the value before it"),
        say("align keys with one another; if a value continues after a closing quotation mark, quote the whole value"),
    ),
    Phrase(
        "expected <block end>",
        say("neither a key nor part of the value before it"),
        say("align keys with one another; if a value continues after a closing quotation mark, quote the whole value"),
    ),
    Phrase(
        "document start",
        say("line is indented less than the lines above it"),
        say("align all keys in one column"),
    ),
    Phrase(
        "another document",
        say("a second document begins here"),
        say("keep one"),
    ),
    Phrase(
        "directive",
        say("line begins with `%`"),
        say("begin the line with a key"),
    ),
    Phrase(
        "expected tag",
        say("value begins with `!`, which is special in YAML"),
        QUOTE_IT,
        context=True,
    ),
    Phrase(
        "scanning a tag",
        say("value begins with `!`, which is special in YAML"),
        QUOTE_IT,
        context=True,
    ),
)
