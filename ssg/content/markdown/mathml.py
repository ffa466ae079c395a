"""Formulas: LaTeX in, MathML Core out. The one importer of latex2mathml, lazily (75 ms). Pure.

latex2mathml builds the tree; its own output is not used, since it writes text without escaping it. Here only elements
and attributes of MathML Core are written, none of which runs, restyles or loads anything.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import escapeHtml

from ssg.core.message import Invalid, Message, say, verbatim
from ssg.core.patterns import pattern

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST: Final = 2_000
DEEPEST: Final = 40
"""Characters of one formula, and braces or environments open at once: latex2mathml calls itself for each level."""
# What MathML Core has, of what latex2mathml makes.
_ELEMENTS: Final = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder "
    "mover munderover mmultiscripts mprescripts mtable mtr mtd".split()
)
_ATTRIBUTES: Final = frozenset(
    "accent accentunder columnspan depth displaystyle fence form height largeop linethickness lspace maxsize minsize "
    "movablelimits rowspan rspace scriptlevel separator stretchy symmetric voffset width".split()
)
_SPACE: Final = pattern(r"[ \t\n]+")
_OPEN: Final = pattern(r"\\begin\b|\\left\b|(?<!\\)\{|\\end\b|\\right\b|(?<!\\)\}")
_COMMAND: Final = pattern(r"\\[A-Za-z]+")
_MACROS: Final = pattern(r"\\(?:newcommand|renewcommand|def|let|href|style|class|verb|unicode)(?![A-Za-z])")
_LETTERS: Final = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8),
    "script": (0x1D49C, 0x1D4B6, 0),
    "fraktur": (0x1D504, 0x1D51E, 0),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
    "bold-italic": (0x1D468, 0x1D482, 0),
}
"""Where the letters of a style begin in Unicode: capitals, small letters, digits (0: none)."""
# Letters that had their place before the others came.
_ELSEWHERE: Final = dict(
    zip(
        map(ord, "𝔺𝔿𝕅𝕇𝕈𝕉𝕑𝒝𝒠𝒡𝒣𝒤𝒧𝒨𝒭𝒺𝒼𝓄𝔆𝔋𝔌𝔕𝔝"),
        "ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨ",
        strict=True,
    )
)


def mathml(source: str, *, block: bool) -> str:
    """Return a formula as a `math` element with its source in `alttext`.

    Raises Invalid, with what is wrong, for one that cannot be read.
    """
    if len(source) > LONGEST:
        raise Invalid(say("longer than {longest:,} characters", longest=LONGEST))
    if found := _MACROS.search(source):
        raise Invalid(say("`{command}` is not supported", command=found.group()))
    _check_depth(source)
    tree = _tree(source)
    alt = escapeHtml(" ".join(source.split()))
    display = ' display="block"' if block else ""
    return f'<math{display} alttext="{alt}">{"".join(_written(child) for child in tree)}</math>'


def _check_depth(source: str) -> None:
    depth = 0
    for found in _OPEN.finditer(source):
        opens = found.group() in ("{", r"\begin", r"\left")
        depth += 1 if opens else -1
        if depth > DEEPEST:
            raise Invalid(say("nested more than {deepest} levels deep", deepest=DEEPEST))
        if depth < 0:
            raise Invalid(say("`{mark}` closes nothing", mark=found.group()))
    if depth:
        raise Invalid(say("a brace, `\\left` or `\\begin` is not closed"))


def _tree(source: str) -> Element:
    from latex2mathml.converter import convert_to_element  # for the few articles with formulas

    try:
        return convert_to_element(source)
    except Exception as problem:  # IndexError, KeyError and the like for what is incomplete
        raise Invalid(_reason(problem)) from None


def _reason(problem: Exception) -> Message:
    """Return what is wrong in words: the name of an exception says it (`DoubleSubscriptsError`)."""
    known = {
        "DenominatorNotFoundError": say("a fraction has no denominator"),
        "DoubleSubscriptsError": say("two subscripts at one symbol"),
        "DoubleSuperscriptsError": say("two superscripts at one symbol"),
        "ExtraLeftOrMissingRightError": say("`\\left` without `\\right`"),
        "MissingEndError": say("`\\begin` without `\\end`"),
        "MissingSuperScriptOrSubscriptError": say("`^` or `_` without what is raised or lowered"),
        "NumeratorNotFoundError": say("a fraction has no numerator"),
    }
    return known.get(type(problem).__name__, say("incomplete or not supported"))


def _written(element: Element) -> str:
    """Write an element of MathML Core with what it holds; of any other only what it holds."""
    text = html.unescape(element.text or "")
    if unknown := _COMMAND.fullmatch(text.strip()):
        raise Invalid(say("unknown command `{command}`", command=verbatim(unknown.group())))
    text = _SPACE.sub(" ", _styled(text, element.get("mathvariant", "")))
    inside = escapeHtml(text) + "".join(_written(child) for child in element)
    if element.tag not in _ELEMENTS:
        return f"<mrow>{inside}</mrow>"
    attributes = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
    if element.tag == "mi" and element.get("mathvariant") == "normal":
        attributes["mathvariant"] = "normal"  # the one value that browsers know
    written = "".join(f' {name}="{escapeHtml(value)}"' for name, value in attributes.items())
    return f"<{element.tag}{written}>{inside}</{element.tag}>"


def _styled(text: str, variant: str) -> str:
    """Return letters in a style of `mathvariant`, which browsers do not know."""
    places = _LETTERS.get(variant)
    return "".join(_letter(letter, places) for letter in text) if places else text


def _letter(letter: str, places: tuple[int, int, int]) -> str:
    upper, lower, digit = places
    at = ord(letter)
    if "A" <= letter <= "Z":
        at += upper - ord("A")
    elif "a" <= letter <= "z":
        at += lower - ord("a")
    elif "0" <= letter <= "9" and digit:
        at += digit - ord("0")
    return _ELSEWHERE.get(at, chr(at))
