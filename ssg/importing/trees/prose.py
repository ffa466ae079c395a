"""Changes links and marks in Markdown outside of code, and compares words. Pure; it knows no generator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Final

_FENCE: Final = re.compile(r" {0,3}(?:[-*+>] {1,3}|[0-9]{1,3}[.)] {1,3})*(`{3,}|~{3,})")
_CODE: Final = re.compile(r"(?<!`)(`{1,8})(?!`)(?:[^`]|(?!(?<!`)\1(?!`))`){1,2000}?(?<!`)\1(?!`)", re.DOTALL)
_TARGET: Final = re.compile(
    r"(\]\([ \t]*)(?:<([^<>\n]*)>|([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*))"
    r"(?=[ \t]*(?:[ \t]\"[^\"\n]*\"|[ \t]'[^'\n]*'|[ \t]\([^()\n]*\)|[ \t]=[0-9x%]*)?[ \t]*\))"
)
_SPACED: Final = re.compile(
    r"(\]\()([^\s()<>\"'][^()<>\"'\n]*\.(?:jpe?g|jfif|png|gif|webp|svg|pdf|md|html?)(?:#[^\s()<>]*)?"
    r"|[{|](?:tag|category|author)[}|][^()<>\n]*)"
    r"(?=(?:[ \t]+\"[^\"\n]*\")?\))",
    re.IGNORECASE,
)
_DEFINITION: Final = re.compile(r"^( {0,3}\[(?!\^)[^\[\]\n]{1,300}\]:[ \t]*)(?:<([^<>\n]*)>|(\S+))", re.MULTILINE)
_ATTRIBUTE: Final = re.compile(
    r"(<[a-zA-Z][^<>]*?\s(?:href|src|poster|data-src)\s*=\s*)(?:\"([^\"<>\n]*)\"|'([^'<>\n]*)')"
)
_MISSING: Final = "\ue004"  # `MISSING` of the links
_LINK_TO_MISSING: Final = re.compile(rf"!?\[([^\[\]\n]*)\]\(<?{_MISSING}([^()\n]*)\)")
_TAG_OF_MISSING: Final = re.compile(
    rf"<(?:img|source|video|audio)\b[^<>]*\"{_MISSING}([^\"<>]*)\"[^<>]*>", re.IGNORECASE
)
_SIZE: Final = re.compile(r"(\]\([^()\n]*?)[ \t]+=[0-9%]*x[0-9%]*[ \t]*(?=\))")
_TAG: Final = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,2000}>", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_]+")
_URL: Final = re.compile(r"https?://\S+|\]\([^()\n]*\)|^ {0,3}\[[^\[\]\n]+\]:[^\n]*|\{:?[.#][^{}\n]*\}", re.MULTILINE)

Change = Callable[[str], str]


def outside_code(markdown: str, change: Change, code: Change = lambda line: line) -> str:
    """Apply a change to everything but code blocks between fences and code in lines; `code` is applied to those."""
    done: list[str] = []
    prose: list[str] = []
    fence = ""
    for line in markdown.splitlines(keepends=True):
        found = _FENCE.match(line)
        if fence:
            done.append(code(line))
            if found and found[1].startswith(fence) and not line.strip().strip("`~> "):
                fence = ""
        elif found and not ("`" in found[1] and "`" in line[found.end() :]):
            done.append(_in_prose("".join(prose), change, code))
            prose = []
            done.append(line)
            fence = found[1]
        else:
            prose.append(line)
    done.append(_in_prose("".join(prose), change, code))
    return "".join(done)


def _in_prose(text: str, change: Change, code: Change) -> str:
    if "`" not in text:
        return change(text) if text else ""
    # The change sees the whole passage: a mark may begin before a piece of code and end behind it.
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\ue000{len(kept) - 1}\ue001"

    changed = change(_CODE.sub(hide, text.replace("\ue000", "").replace("\ue001", "")))
    return re.sub("\ue000([0-9]+)\ue001", lambda found: code(kept[int(found[1])]), changed)


def with_targets(prose: str, target: Callable[[str, bool], str]) -> str:
    """Return prose with each target of a link or a picture changed; `target` hears whether it is a picture's."""

    def link(found: re.Match[str]) -> str:
        picture = _is_picture(prose_of, found.start())
        written = found[2] if found[2] is not None else found[3]
        return found[1] + _written(target(unescape(written), picture))

    def spaced(found: re.Match[str]) -> str:
        return f"{found[1]}<{found[2]}>"

    def definition(found: re.Match[str]) -> str:
        return found[1] + _written(target(found[2] if found[2] is not None else found[3], False))

    def attribute(found: re.Match[str]) -> str:
        value = found[2] if found[2] is not None else found[3]
        picture = "src" in found[1].rsplit(None, 1)[-1] or "poster" in found[1]
        return f'{found[1]}"{target(unescape(value), picture).replace(chr(34), "%22")}"'

    prose_of = _SPACED.sub(spaced, _SIZE.sub(r"\1", prose))
    changed = _TARGET.sub(link, prose_of)
    if "]:" in changed:
        changed = _DEFINITION.sub(definition, changed)
    changed = _ATTRIBUTE.sub(attribute, changed) if "<" in changed else changed
    return _without_missing(changed) if _MISSING in changed else changed


def _without_missing(prose: str) -> str:
    """Return prose in which links and pictures of files that are not there became their words and a comment."""

    def words(found: re.Match[str]) -> str:
        return f"{found[1]}<!-- {found[2].replace('--', '- -').replace('>', '›')} -->"

    prose = _LINK_TO_MISSING.sub(words, prose)
    prose = _TAG_OF_MISSING.sub(lambda found: f"<!-- {found[1]} -->", prose)
    return prose.replace(_MISSING, "")


def _is_picture(text: str, end: int) -> bool:
    """Return whether the bracket that closes before `](` opens a picture."""
    depth = 0
    for at in range(end, max(-1, end - 2000), -1):
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            depth -= 1
            if not depth:
                return at > 0 and text[at - 1] == "!"
    return False


def _written(target: str) -> str:
    """Return a target as Markdown writes it."""
    return f"<{target}>" if re.search(r"[\s()]", target) else target


def words_of(markdown: str) -> Counter[str]:
    """Return the words of a text that readers see, without targets, tags and marks."""
    return Counter(_WORD.findall(_URL.sub(" ", _TAG.sub(" ", markdown))))
