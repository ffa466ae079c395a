"""What the YAML parser's phrases mean to an editor. Data only."""

from __future__ import annotations

from typing import Final, NamedTuple

QUOTE_IT: Final = "put the whole value in quotation marks"


class Phrase(NamedTuple):
    """What a phrase of the parser means; `context`: the place to show is where the construct began."""

    phrase: str
    message: str
    hint: str
    context: bool = False


TAB: Final = Phrase("tab character", "a tab stands where only spaces may", "indent with spaces")

# The parser's phrases, most specific first: libyaml's, and those of PyYAML's own parser where they differ.
PHRASES: Final = (
    Phrase(
        "mapping values are not allowed",
        "a colon and a space stand where no key can be: the value holds a colon, or the line is indented wrongly",
        "a value with a colon in it needs quotation marks; a key stands in the same column as its neighbours",
    ),
    Phrase(
        "could not find expected ':'",
        "this line has no `key: value`",
        "write a colon and a space after the key, or indent the line if it belongs to the one above",
        context=True,
    ),
    TAB,
    Phrase(
        "found unexpected end of stream",
        "the quotation mark that opens here is never closed",
        "close it at the end of the value, or take it away",
        context=True,
    ),
    Phrase(
        "found unexpected document indicator",
        "the quotation mark that opens here is never closed",
        "close it at the end of the value, or take it away",
        context=True,
    ),
    Phrase(
        "expected ',' or ']'",
        "the list that opens here with `[` is not closed as it should be",
        "separate the items with commas, close it with `]`, and put items with a colon in quotation marks",
        context=True,
    ),
    Phrase(
        "expected ',' or '}'",
        "the `{` that opens here is not closed as it should be",
        "separate the pairs with commas, close them with `}`, and put values with a colon in quotation marks",
        context=True,
    ),
    Phrase(
        "sequence entries are not allowed",
        "a hyphen and a space begin a list item, and no list can begin here",
        f"begin the list on a line of its own, or {QUOTE_IT}",
    ),
    Phrase(
        "expected '-' indicator",
        "this line stands in the column of a list's items but does not begin with `- `",
        "begin it with `- `, or indent it as the keys are",
    ),
    Phrase(
        "unknown escape character",
        "a backslash inside of double quotation marks stands before a character that it cannot stand before",
        "write two backslashes, or use single quotation marks",
    ),
    Phrase(
        "invalid Unicode character escape",
        "this escape names no character",
        "write the character itself",
    ),
    Phrase(
        "hexdecimal number",
        "this escape is not finished",
        "write the character itself, or two backslashes for one",
    ),
    Phrase(
        "cannot start any token",
        "a value cannot begin with this character",
        QUOTE_IT,
    ),
    Phrase(
        "alphabetic or numeric character",
        "a value cannot begin with `&` or `*`, which have a meaning of their own in YAML",
        QUOTE_IT,
        context=True,
    ),
    Phrase(
        "mapping keys are not allowed",
        "a question mark and a space begin a key in YAML, and no key can begin here",
        QUOTE_IT,
    ),
    Phrase(
        "comment or line break",
        "`|` and `>` stand alone on their line, with the text indented below",
        f"move the text to the next line and indent it, or {QUOTE_IT}",
        context=True,
    ),
    Phrase(
        "expected node content",
        "a value is missing here, or begins with a character that it cannot begin with",
        QUOTE_IT,
    ),
    Phrase(
        "expected key",
        "this is neither a key nor part of the value before it",
        "a key stands in the column of the others; a value that goes on after a quotation mark needs others around it",
    ),
    Phrase(
        "expected <block end>",
        "this is neither a key nor part of the value before it",
        "a key stands in the column of the others; a value that goes on after a quotation mark needs others around it",
    ),
    Phrase(
        "document start",
        "this line is indented less than those above it",
        "all keys stand in one column",
    ),
    Phrase(
        "another document",
        "a second document begins here",
        "keep one of them",
    ),
    Phrase(
        "directive",
        "a line cannot begin with `%`",
        "begin it with a key",
    ),
    Phrase(
        "expected tag",
        "a value cannot begin with `!`, which has a meaning of its own in YAML",
        QUOTE_IT,
        context=True,
    ),
    Phrase(
        "scanning a tag",
        "a value cannot begin with `!`, which has a meaning of its own in YAML",
        QUOTE_IT,
        context=True,
    ),
)
