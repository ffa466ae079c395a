"""What is wrong with an article that another one links to, or names as related or its original. Pure; asks no file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import say
from ssg.core.model import Ref

_TAKEN_DOWN: Final = say("remove it: that article is taken down")


def fault_of_link(ref: Ref, place: Place, *, is_withdrawn: bool) -> Diagnostic:
    """Return the diagnostic of a link, or of an entry of `related`, that leads to an article that is not public."""
    if is_withdrawn:
        return warning("W303", say("link to a withdrawn article: {url}", url=ref.target), place, _TAKEN_DOWN)
    hint = say("it is shown as plain text until that article is published")
    if ref.kind == "related":
        hint = say("it is left out of the list until that article is published")
    return warning("W303", say("link to an article that is not public: {target}", target=ref.target), place, hint)


def fault_in_list(path: str, base: str, target: str, plain: Collection[str], place: Place) -> Diagnostic | None:
    """Return what is wrong with an entry of `related`, which is `path` as written in `base`."""
    if path == base:
        return notice("N720", say("article lists itself as related; ignored"), place, say("remove the line"))
    if path in plain:
        message = say("only articles can be related; ignored: {target}", target=target)
        return warning("W310", message, place, say("link to the page in the text"))
    return None


def fault_in_box(
    path: str,
    base: str,
    target: str,
    plain: Collection[str],
    *,
    is_hidden: bool,
    is_withdrawn: bool,
    place: Place,
) -> Diagnostic | None:
    """Return what is wrong with an article in a box of a text; `is_hidden` says that it is there and not public."""
    hint = say("remove it")
    if path == base:
        message = say("article names itself in a box of its text; left out")
    elif path in plain:
        message = say("only articles can be related; left out: {target}", target=target)
        hint = say("link to the page in the text")
    elif is_hidden:
        message = say("box names an article that is not public; left out: {target}", target=target)
        hint = _TAKEN_DOWN if is_withdrawn else say("it is shown as soon as that article is published")
    else:
        return None
    return warning("W320", message, place, hint)


def fault_of_original(path: str, base: str, target: str, every: Mapping[str, bool], place: Place) -> Diagnostic | None:
    """Return what is wrong with the text that another one is a translation of, where that is not public."""
    if path == base:
        return warning("W340", say("a text is no translation of itself; ignored"), place)
    if path in every:
        message = say("translation of a text that is not public: {target}", target=target)
        hint = say("readers are led from one to the other once that is published")
        return warning("W341", message, place, _TAKEN_DOWN if every[path] else hint)
    return None
