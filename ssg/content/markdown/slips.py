"""Finds text that looks like a link or a footnote, and unused link definitions.

Such mistakes are easy to make and hard to see. It only warns; it never changes the text.
"""

from __future__ import annotations

import re
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.filenames import quoted
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.targets import UNSAFE_SCHEMES, kind_of, scheme_in_html
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import Diagnostic, Place, error, notice, warning
from ssg.core.message import Message, say
from ssg.core.patterns import pattern

# What stands in round brackets right behind a square one; bounded, so that looking for it stays linear.
_LINK_LIKE: Final = pattern(r"\]\(((?:[^()\n]|\([^()\n]{0,100}+\)){0,300}+)\)")
_REFERENCE_LIKE: Final = pattern(r"\]\[([^\[\]\n]{1,100}+)\]")
_FOOTNOTE_LIKE: Final = pattern(r"\[\^([\w. -]{1,60}+)\]")
_LONGEST_TEXT: Final = 200
OF_COMPUTER: Final = frozenset("file blob data content cid webkit-fake-url".split())
"""Schemes of what only the writer's own computer, telephone or mail shows."""
_TARGET_LIKE: Final = pattern(r"[/.:#@]")
_SHORTCODE: Final = pattern(r"/?[a-z][\w-]*\s+[\w-]+=|/[a-z]")
_MARK: Final = pattern(r"\{\{|\{%")  # of another system, whose own warning says what to do

# A caption behind a target: in straight quotation marks, or in others, which are none for Markdown.
_CAPTIONED: Final = pattern(r"(?P<target>\S.*?)\s+(?P<caption>\".*\"|'.*'|[“„«].*[”“»]|‘.*’)\Z")
# A caption behind a picture without any, or a size, as other systems write it.
_BARE_CAPTION: Final = pattern(
    r"(?P<target>\S+\.(?:jpe?g|jfif|png|gif|webp|avif|svg))[ ]+"
    r"(?:=[0-9%]*x?[0-9%]*|[|\"“”]*[ ]*(?P<caption>[^\"]+?)[\"“”]?)\Z",
    re.IGNORECASE,
)


# `[tại đây] (https://…)` and `(tại đây)[https://…]`; a number in square brackets is a note of the text.
_PARTED: Final = pattern(
    r"(?<!\\)\[(?P<text>(?![0-9]+\])[^\[\]\n]{1,200})\][ \u00a0]{1,3}\((?P<target>(?:https?://|www\.|/)[^()\s]{1,500})\)"
    r"|(?<![\]\\])\((?P<turned>[^()\n]{1,200})\)\[(?P<its>(?:https?://|www\.|/)[^\[\]\s]{1,500})\]"
)
# `![Cầu] (cau.jpg)`, `!(cau.jpg)[Cầu]`, and `![Cầu](cau.jpg` at the end of a line.
_PICTURE: Final = r"[^()\[\]\n]{1,200}\.(?:jpe?g|jfif|png|gif|webp|avif|heic|svg)"
_PARTED_PICTURE: Final = pattern(
    rf"(?<!\\)!\[(?P<alt>[^\[\]\n]{{0,200}})\][ \u00a0]{{1,3}}\((?P<src>{_PICTURE})[ ]?\)"
    rf"|(?<!\\)!\((?P<turned_src>{_PICTURE})\)\[(?P<its_alt>[^\[\]\n]{{0,200}})\]"
    rf"|(?<!\\)!\[(?P<open_alt>[^\[\]\n]{{0,200}})\]\((?P<open_src>{_PICTURE})[ ]{{0,3}}$",
    re.IGNORECASE | re.MULTILINE,
)


def install(md: MarkdownIt) -> None:
    """Look at link definitions at the end, when it is known which were used."""
    md.core.ruler.push("definitions", _definitions)


def check_text(text: str, lines: list[int] | None, notes: Notes) -> None:
    """Warn of what looks like a link, a reference or a footnote in a piece of text that was none of them."""
    if "](" in text:
        for found in _LINK_LIKE.finditer(text):
            if _is_escaped(text, found, notes.source):
                continue
            is_picture = (
                "![" in text[max(text.rfind("\n", 0, found.start()), found.start() - _LONGEST_TEXT, 0) : found.start()]
            )
            _warn_link(found.group(1), notes, notes.find(found.group(), lines), is_picture=is_picture)
    if "][" in text:
        for found in _REFERENCE_LIKE.finditer(text):
            if "marks" in notes.options.pasted and (_SHORTCODE.match(found.group(1)) or f"[/{found.group(1)}]" in text):
                continue
            _warn_reference(found.group(1), notes, notes.find(found.group(), lines))
    if "[^" in text and "footnote" in notes.options.extensions:
        for found in _FOOTNOTE_LIKE.finditer(text):
            where = notes.find(found.group(), lines)
            message = say("footnote not found: {found}; shown as text", found=found.group())
            hint = say("add a line `{found}:` with its text", found=found.group())
            if " " in found.group(1):
                hint = say("write its name without spaces, here and before its text")
            notes.diagnostics.append(warning("W214", message, where, hint))


def _is_escaped(text: str, found: re.Match[str], source: str) -> bool:
    """Return whether one of the brackets is written behind a backslash: then it is meant as text."""
    begin = max(text.rfind("[", 0, found.start()), 0)
    whole = text[begin : found.end()]
    return "\\" in source and (f"\\{whole}" in source or f"\\{found.group()}" in source)


def of_computer(target: str, where: Place) -> Diagnostic:
    """Return the error for a picture that lies on the writer's computer, in a browser, or in the text itself."""
    name = re.split(r"[/\\]", target.rstrip("> "))[-1]
    if target.lstrip("<").lower().startswith("data:"):
        message, name = say("picture pasted into the text: {target}…", target=target[:30]), "anh.jpg"
    else:
        message = say("readers cannot open {target}: it is on your own computer", target=repr(target))
    name = name if "." in name and ":" not in name else "anh.jpg"
    hint = say(
        "save the picture beside the article, and write `![…]({value})`", value=f"<{name}>" if " " in name else name
    )
    return error("E237", message, where, hint)


def _warn_link(inside: str, notes: Notes, where: Place, *, is_picture: bool) -> None:
    scheme = scheme_in_html(inside.lstrip("<"))
    if is_picture and scheme in OF_COMPUTER and not inside.startswith("data:image/svg"):
        notes.diagnostics.append(of_computer(inside, where))
        return
    if scheme in UNSAFE_SCHEMES:
        notes.diagnostics.append(unsafe(scheme, where))
        return
    if "marks" in notes.options.pasted and _MARK.search(inside):
        return
    message = say("({inside}) looks like the target of a link but is shown as text", inside=inside)
    notes.diagnostics.append(warning("W221", message, where, _link_hint(inside.strip())))


def _link_hint(inside: str) -> Message:
    """Return how the target of a link is written, with its caption, if it has one."""
    found = _CAPTIONED.match(inside)
    target, caption = (found["target"], found["caption"][1:-1]) if found else (inside, "")
    if not found and (bare := _BARE_CAPTION.match(inside)):
        target, caption = bare["target"], bare["caption"] or ""
    target = target.removeprefix("<").removesuffix(">")
    written = f"<{target}>" if " " in target or "(" in target else target
    if caption:
        written = f"{written} {quoted(caption)}"
    return (
        say("write `({written})`", written=written)
        if written != inside
        else say("write `[text](target)`, or `\\[` for a literal bracket")
    )


def unsafe(scheme: str, where: Place) -> Diagnostic:
    """Return the warning for an unsafe link."""
    message = say("unsafe link removed: {scheme}: URLs are not allowed", scheme=scheme)
    return warning("W219", message, where, say("link to an `https://` URL, or to a file by its name"))


def _warn_reference(name: str, notes: Notes, where: Place) -> None:
    message = say("link definition not found: [{name}]; shown as text", name=name)
    hint = say("add a line `[{name}]:` with the target, or write the target in round brackets", name=name)
    if name in notes.names_at_line_starts:
        hint = say(
            "the line `[{name}]:` is read as text: it needs an empty line above and no spaces in its target", name=name
        )
    notes.diagnostics.append(warning("W222", message, where, hint))


def _parted(state: StateCore) -> None:
    """Report what would be links if their brackets met, or were the other way round."""
    if "[" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and ("![" in token.content or "!(" in token.content):
            _parted_pictures(token, state)
        if token.type != "inline" or not ("] " in token.content or "]\u00a0" in token.content or ")[" in token.content):
            continue
        code = [child.content for child in children_of(token) if child.type == "code_inline"]
        for found in _PARTED.finditer(token.content):
            if any(found.group() in one for one in code):
                continue
            notes = notes_of(state.env)
            text, target = (found["text"] or found["turned"]), (found["target"] or found["its"])
            message = say("{link} looks like a link but is shown as text", link=found.group())
            where = notes.find(found.group(), token.map)
            notes.diagnostics.append(
                warning("W221", message, where, say("write `[{text}]({target})`", text=text, target=target))
            )


def _parted_pictures(token: Token, state: StateCore) -> None:
    """Report what would be a picture if its brackets met, closed, or were the other way round."""
    notes = notes_of(state.env)
    code = [child.content for child in children_of(token) if child.type == "code_inline"]
    for found in _PARTED_PICTURE.finditer(token.content):
        if any(found.group() in one for one in code) or not notes.holds(found.group(), token.map):
            continue
        alt = found["alt"] or found["its_alt"] or found["open_alt"] or "…"
        src = (found["src"] or found["turned_src"] or found["open_src"]).strip()
        target = f"<{src}>" if " " in src else src
        message = say("{link} looks like a picture but is shown as text", link=found.group().strip())
        where = notes.find(found.group(), token.map)
        notes.diagnostics.append(
            warning("W221", message, where, say("write `![{alt}]({target})`", alt=alt, target=target))
        )


def _definitions(state: StateCore) -> None:
    _listings(state)
    _parted(state)
    references = state.env.get("references")
    if not references:
        return
    notes = notes_of(state.env)
    used = set(_labels(state.tokens))
    for label, definition in references.items():
        if label not in used:
            _warn_definition(definition, notes)
    for definition in state.env.get("duplicate_refs", ()):
        first = references[definition["label"]]
        if definition["href"] != first["href"] or definition["title"] not in ("", first["title"]):
            message = say("duplicate link definition; this one is ignored")
            where = notes.place(definition["map"][0], 1)
            notes.diagnostics.append(warning("W231", message, where, say("give each link definition its own name")))


def _listings(state: StateCore) -> None:
    """Report text after the language of a code block, which no page shows, and a block that is not closed."""
    for token in state.tokens:
        if token.type == "fence" and token.map and not _is_closed(token, notes_of(state.env)):
            notes = notes_of(state.env)
            message = say("code block is not closed: all that follows is shown as code")
            hint = say("end it with a line {markup}", markup=token.markup)
            notes.diagnostics.append(warning("W238", message, notes.place(token.map[0], 1), hint))
        if token.type == "fence" and len(words := token.info.split(None, 1)) > 1:
            notes = notes_of(state.env)
            message = say(
                "{words} is not shown: only the language of the code block may follow {markup}",
                words=repr(words[1].strip()),
                markup=token.markup,
            )
            where = notes.place((token.map or [0])[0], 1)
            notes.diagnostics.append(notice("N233", message, where, say("move the text to its own line")))


def _is_closed(token: Token, notes: Notes) -> bool:
    """Return whether the last line of a code block closes it."""
    first, past = token.map or (0, 0)
    last = notes.line(past - 1).strip(" \t>")
    return past - 1 > first and len(last) >= len(token.markup) and not last.strip(token.markup[:1])


def _labels(tokens: list[Token]) -> list[str]:
    """Return the labels of the link definitions that inline tokens use, those in descriptions of pictures too."""
    labels: list[str] = []
    for token in tokens:
        if token.type in ("inline", "image"):
            labels += _labels(children_of(token))
        if "label" in token.meta and token.type in ("link_open", "image"):
            labels.append(token.meta["label"])
    return labels


def _warn_definition(definition: dict[str, Any], notes: Notes) -> None:
    where = notes.place(definition["map"][0], 1)
    target = definition["href"]
    if _TARGET_LIKE.search(target) or kind_of(target) != "file":
        message = say("unused link definition to {target}; it is not shown", target=repr(target))
        notes.diagnostics.append(notice("N232", message, where, say("use it as `[text][name]`, or remove it")))
        return
    message = say(
        "{notes} is not shown: it is read as a link definition", notes=repr(notes.line(definition["map"][0]).strip())
    )
    notes.diagnostics.append(warning("W223", message, where, say("write `\\[` instead of `[` to show it")))
