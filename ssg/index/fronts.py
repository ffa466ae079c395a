"""Which slots of front pages are filled by hand, at a time: what can be shown of `data/front/`, and what is said. Pure.

Whatever cannot be shown gives way to the automatic choice; nothing here is ever an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ssg.content.front import Filled, FrontFile
from ssg.core.config.meant import known_categories
from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import NOTHING, Message, say
from ssg.core.model import PLAIN, Brief, Picture
from ssg.core.patterns import pattern
from ssg.core.slots import HOME, LIST, Declared, Slot, count_of, slots_of
from ssg.core.text.dates import stamp
from ssg.core.text.near import nearest
from ssg.core.text.slug import identity
from ssg.core.theme import Theme
from ssg.index.briefs import microseconds, moment
from ssg.index.files import Files
from ssg.index.layouts import templates_of_categories
from ssg.index.model import Site
from ssg.index.publicity import status
from ssg.index.suggestion import nearest_file
from ssg.index.targets import PICTURE_TYPES, ending, is_remote, target_path

_HOST: Final = pattern(r"\Ahttps?:/+[^/]*/")


class Fronts(NamedTuple):
    """The slots that are filled, by front page; what is said; the times to come at which one of them is over."""

    slots: dict[str, tuple[Slot, ...]]
    diagnostics: tuple[Diagnostic, ...]
    ends: tuple[int, ...]


class Known(NamedTuple):
    """What front files are compared with. `every` are the paths of all articles.

    `briefs` are those of all articles that could be read, public or not.
    """

    site: Site
    briefs: Mapping[str, Brief]
    every: Collection[str]
    files: Files
    theme: Theme


def filled(files: Iterable[FrontFile], known: Known) -> Fronts:
    """Return the slots that can be shown now."""
    slots: dict[str, tuple[Slot, ...]] = {}
    said: list[Diagnostic] = []
    ends: set[int] = set()
    for file in files:
        front = _front_of(file.name, known.site)
        if front is None:
            said.append(_no_front(file, known.site))
            continue
        looking = _Front(front, known)
        found = tuple(looking.shown(file.slots or ()))
        if found:
            slots[front] = (*slots.get(front, ()), *found)
        said += looking.said
        ends |= looking.ends
    return Fronts(slots, tuple(said), tuple(sorted(ends)))


def pictures(files: Iterable[FrontFile], known: Files) -> Iterator[tuple[str, Place]]:
    """Yield the pictures that slots bring along, with their places, as far as there are such files."""
    for one in (slot for file in files for slot in file.slots or ()):
        if one.image and not is_remote(one.image.src) and _is_there(one.image, known):
            yield one.image.src, one.place("image")


def template_of(site: Site, front: str, templates: Collection[str]) -> str:
    """Return the template of a front page: its text (`_index.md`) may name another one."""
    text = site.sections.get("" if front == HOME else front, "")
    layout = f"layouts/{site.briefs[text].layout}.html" if text else ""
    if layout in templates:
        return layout
    return "home.html" if front == HOME else templates_of_categories(site.config).get(front, "category.html")


def _front_of(name: str, site: Site) -> str | None:
    if name == HOME:
        return HOME
    slug = known_categories(site.config.categories).get(identity(name), name)
    return slug if slug in site.categories else None


def _no_front(file: FrontFile, site: Site) -> Diagnostic:
    names = [HOME, *site.categories]
    hint = say("front pages: {names}", names=", ".join(names))
    if near := nearest(file.name, names):
        hint = say("did you mean {file}?", file=f"data/front/{near}.toml")
    message = say("front page of an unknown category `{name}`; ignored", name=file.name)
    return warning("W487", message, Place(file.path, 1), hint)


def _is_there(image: Picture, files: Files) -> bool:
    path = target_path("", image.src)
    return ending(path) in PICTURE_TYPES and bool(files.find(path))


class _Front:
    """One front page while its slots are looked at."""

    def __init__(self, front: str, known: Known) -> None:
        self.said: list[Diagnostic] = []
        self.ends: set[int] = set()
        self._front = front
        self._known = known
        self._now = microseconds(known.site.now)
        self._template = template_of(known.site, front, known.theme.templates)
        self._slots: dict[str, Declared] = slots_of(known.theme, self._template)

    def shown(self, slots: Iterable[Filled]) -> Iterator[Slot]:
        """Yield the slots that can be shown; the first of two that exclude each other counts."""
        names: dict[str, Place] = {}
        paths: dict[str, Place] = {}
        for one in slots:
            if one.until is not None:
                if microseconds(one.until) <= self._now:
                    message = say("the time of slot `{name}` is over; chosen automatically", name=one.name)
                    self._say(notice, "N485", message, one.place("until"), say("remove the slot, or change `until`"))
                    continue
                self.ends.add(microseconds(one.until))
            place = self._slots.get(one.name)
            if place is None:
                self._unknown(one)
                continue
            if not self._is_public(one):
                continue
            if one.name in names:
                message = say("slot `{name}` is filled twice; the first one counts", name=one.name)
                self._say(warning, "W486", message, one.place("name"), say("keep one"), (names[one.name],))
                continue
            if one.path in paths:
                message = say("article in two slots: {path}; the first one counts", path=one.path)
                self._say(warning, "W486", message, one.place("article"), say("keep one"), (paths[one.path],))
                continue
            names[one.name], paths[one.path] = one.place("name"), one.place("article")
            if self._has_room(one, place):
                image = one.image if self._has_picture(one) else None
                yield Slot(one.name, place.section, place.place, one.path, one.title, one.summary, image)

    def _unknown(self, one: Filled) -> None:
        """Report a slot that the template does not declare."""
        if not self._slots:
            hint = say("declare slots in the first comment of the template, such as `slot lead: lead 1`")
        elif near := nearest(one.name, self._slots):
            hint = say("did you mean `{near}`?", near=near)
        else:
            hint = say("slots: {slots}", slots=", ".join(self._slots))
        message = say("no slot `{name}` in {template}; ignored", name=one.name, template=self._template)
        self._say(warning, "W481", message, one.place("name"), hint)

    def _is_public(self, one: Filled) -> bool:
        """Return whether the article of a slot can be shown; say why not."""
        known, path, place = self._known, one.path, one.place("article")
        brief = known.site.briefs.get(path) or known.briefs.get(path)
        if brief is not None and brief.type in PLAIN:
            message = say("only articles can fill slots: {path}; chosen automatically", path=path)
            self._say(warning, "W482", message, place, say("link to the page in the menu"))
            return False
        if path in known.site.briefs:
            return True
        if brief is None:
            if path in known.every:
                message = say("article with errors: {path}; chosen automatically", path=path)
                self._say(warning, "W483", message, place)
            else:
                message = say("article not found: {path}; chosen automatically", path=path)
                self._say(warning, "W482", message, place, self._meant(path))
            return False
        state = status(brief, self._now)
        if state == "scheduled":
            time = stamp(moment(brief.time).astimezone(known.site.now.tzinfo))
            message = say("article is scheduled for {time}: {path}; automatic until then", time=time, path=path)
            self._say(notice, "N484", message, place)
            return False
        states = {"draft": say("draft"), "expired": say("expired"), "withdrawn": say("withdrawn")}
        message = say("article is not public ({state}): {path}; chosen automatically", state=states[state], path=path)
        self._say(warning, "W483", message, place, say("put another article there, or remove the slot"))
        return False

    def _meant(self, path: str) -> Message:
        """Return the hint for a missing article: one with that URL, or one with a name like it."""
        url = f"/{_HOST.sub('', path).strip('/')}"
        for other, its in self._known.site.places.urls.items():
            if its.rstrip("/") == url.removesuffix(".md"):
                return say('write the file: `article = "{path}"`', path=other)
        return nearest_file(path if path.endswith(".md") else f"{path}.md", self._known.every)

    def _has_room(self, one: Filled, place: Declared) -> bool:
        """Return whether the front page shows the place of a slot; say why not."""
        config = self._known.site.config
        hint, shown = NOTHING, True
        if place.section != LIST and self._front == HOME:
            if place.section not in config.home.sections:
                hint, shown = say("add `{section}` to `sections` in `[home]`", section=place.section), False
            elif place.place > (most := count_of(config, place.section)):
                hint, shown = say("the section shows {most} articles", most=most), False
        if not shown:
            message = say("the front page does not show slot `{name}`", name=one.name)
            self._say(notice, "N491", message, one.place("name"), hint)
        return shown

    def _has_picture(self, one: Filled) -> bool:
        if one.image is None or is_remote(one.image.src):
            return True
        files = self._known.files
        if _is_there(one.image, files):
            return True
        known = [name for name in (*files.content, *files.static) if ending(name) in PICTURE_TYPES]
        message = say("picture not found: {src}; the article's own is shown", src=one.image.src)
        hint = nearest_file(target_path("", one.image.src) or one.image.src, known, in_static=True)
        self._say(warning, "W490", message, one.place("image"), hint)
        return False

    def _say(
        self,
        kind: Callable[..., Diagnostic],
        code: str,
        message: Message,
        place: Place,
        hint: Message = NOTHING,
        also: tuple[Place, ...] = (),
    ) -> None:
        self.said.append(kind(code, message, place, hint, also))
