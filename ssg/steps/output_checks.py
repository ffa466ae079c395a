"""Checks outputs against the limits of those who take them, partners and directories of podcasts: for `ssg check`."""

from __future__ import annotations

import gettext
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from ssg.core.config.output_keys import OutputConfig
from ssg.core.config.partner_keys import PodcastConfig
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import Message, say
from ssg.core.model import Article, MediaFile
from ssg.core.podcast_categories import CATEGORIES
from ssg.core.text.near import likest
from ssg.core.text.sound import audio_type
from ssg.index.places import STATIC as BESIDE
from ssg.index.places import place_of
from ssg.index.targets import is_remote
from ssg.inputs import CONFIG_FILE, STATIC, Inputs
from ssg.pages.list_outputs import newest
from ssg.pages.reader import Planner, Reader
from ssg.pages.source import NO_DATA, Source, no_original
from ssg.steps.edition import Edition
from ssg.steps.texts import Texts
from ssg.store.media import read_media
from ssg.store.originals import Originals

_HEARD: Final = ("audio/mpeg", "audio/mp4")
"""What Apple takes: MP3 and M4A."""
_COVER: Final = (1400, 3000)
"""Pixels of a cover, at least and at most, by Apple's rules."""

_SAID: Final = ("category", "subcategory", "email")
_EMAIL: Final = re.compile(r"[^\s@<>]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def check_outputs(inputs: Inputs, edition: Edition, texts: Texts) -> Iterator[Diagnostic]:
    """Yield articles and outputs beyond the limits of partners, and podcasts that directories would refuse."""
    outputs = [(number, one) for number, one in enumerate(inputs.config.outputs) if one.bounds or one.podcast]
    if not outputs:
        return
    words = gettext.NullTranslations()
    templates = inputs.theme.templates
    read = Planner(Source(edition.site, texts, words, NO_DATA, NO_DATA, NO_DATA, no_original, templates=templates))
    for number, output in outputs:
        articles = [read.article(path) for path in newest(read, output)]
        place = inputs.places.get(("outputs", number, "count"), Place(CONFIG_FILE, 1))
        sizes = {one.path: len(read.body(one.path).html.encode()) for one in articles}
        yield from _whole(output, len(articles), sum(sizes.values()), place)
        for article in articles:
            yield from _limits(output, article, sizes[article.path], _lead(read, article))
        if output.podcast:
            yield from _cover(output.podcast.image, inputs.originals, inputs, _place(inputs, number, "image"))
            yield from _show(output.podcast, {key: _place(inputs, number, key) for key in _SAID})
            for article in articles:
                yield from _episode(output, article, _sound(read, article))


def _lead(read: Reader, article: Article) -> MediaFile | None:
    picture = article.picture
    return read.media_of(article.path, picture.src) if picture else None


def _place(inputs: Inputs, number: int, key: str) -> Place:
    return inputs.places.get(("outputs", number, "podcast", key), Place(CONFIG_FILE, 1))


def _sound(read: Reader, article: Article) -> MediaFile | None:
    return read.media_of(article.path, article.audio.src) if article.audio else None


def _whole(output: OutputConfig, items: int, size: int, place: Place) -> Iterator[Diagnostic]:
    """Yield what all articles together are too many of."""
    bounds = output.bounds
    for name, found, unit in (("items", items, say("articles")), ("bytes", size, say("bytes of text"))):
        limit = bounds.get(name, 0)
        if limit and found > limit:
            message = say(
                "output “{name}”: {found:,} {unit}; {who} takes {limit:,} at most",
                name=output.name,
                found=found,
                unit=unit,
                who=_who(output),
                limit=limit,
            )
            yield warning("W663", message, place, say("write a lower `count`"))


def _limits(output: OutputConfig, article: Article, size: int, media: MediaFile | None) -> Iterator[Diagnostic]:
    """Yield what of an article is longer or larger than a partner takes, or smaller."""
    found: tuple[tuple[str, str, int, Message], ...] = (
        ("title", "title", len(article.title), say("characters of the title")),
        ("summary", "summary", len(article.summary or article.lede), say("characters of the summary")),
        ("item_bytes", "", size, say("bytes of text")),
        ("picture_bytes", "image", media.size if media else 0, say("bytes of the lead picture")),
    )
    bounds: Mapping[str, int] = output.bounds
    for name, key, number, unit in found:
        limit = bounds.get(name, 0)
        if limit and number > limit:
            message = say(
                "{number:,} {unit}; {who} takes {limit:,} at most (output “{name}”)",
                number=number,
                unit=unit,
                who=_who(output),
                limit=limit,
                name=output.name,
            )
            yield warning("W662", message, place_of(article, *filter(None, (key,))))
    side = min(media.width, media.height) if media else 0
    least = bounds.get("picture_side", 0)
    if 0 < side < least:
        message = say(
            "lead picture is {side} pixels on its shorter side; {who} takes {least} at least (output “{name}”)",
            side=side,
            who=_who(output),
            least=least,
            name=output.name,
        )
        yield warning("W662", message, place_of(article, "image"))


def _show(podcast: PodcastConfig, places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """Yield why directories would refuse a show for what it says of itself."""
    category, below, email = podcast.category, podcast.subcategory, podcast.email
    if category not in CATEGORIES:
        message = say("directories of podcasts have no category `{name}`", name=category)
        yield warning("W664", message, places["category"], _near(category, CATEGORIES))
    elif below and below not in CATEGORIES[category]:
        message = say("directories of podcasts have no `{name}` in `{category}`", name=below, category=category)
        yield warning("W664", message, places["subcategory"], _near(below, CATEGORIES[category]))
    if email and not _EMAIL.fullmatch(email):
        yield warning("W664", say("`email` of a podcast is no address: `{email}`", email=email[:60]), places["email"])


def _near(name: str, known: Collection[str]) -> Message:
    near = likest(name, known)
    if near:
        return say("did you mean `{near}`?", near=near)
    return say("they have: {names}", names=", ".join(known)) if known else say("remove it")


def _episode(output: OutputConfig, article: Article, media: MediaFile | None) -> Iterator[Diagnostic]:
    """Yield why directories would refuse an episode; a missing file is an error of any build."""
    audio = article.audio
    if audio is None:
        return
    place = place_of(article, "audio")
    if audio_type(audio.src) not in _HEARD:
        message = say("podcast “{name}”: directories take MP3 and M4A, not `{src}`", name=output.name, src=audio.src)
        yield warning("W664", message, place, say("convert the file"))
    if is_remote(audio.src):
        message = say("podcast “{name}”: the size of a file elsewhere is not known; its feed says 0", name=output.name)
        yield warning("W664", message, place, say("put the file beside the article"))
    elif media is not None and not media.size:
        message = say("podcast “{name}”: the file `{src}` is empty", name=output.name, src=audio.src)
        yield warning("W664", message, place, say("put the file there once more"))
    if not audio.duration:
        message = say("podcast “{name}”: an episode without a length", name=output.name)
        yield warning(
            "W664", message, place, say('write it down: `audio: {{src: {src}, duration: "12:30"}}`', src=audio.src)
        )


def _cover(image: str, originals: Originals, inputs: Inputs, place: Place) -> Iterator[Diagnostic]:
    """Yield what is wrong with the cover of a podcast; one elsewhere is not looked at."""
    path = image.lstrip("/")
    if is_remote(image):
        return
    if path not in {entry.path for entry in inputs.static}:
        message = say("file not found: `{file}`", file=f"{STATIC}/{path}")
        yield warning("W664", message, place, say("the cover of a podcast lies in {folder}/", folder=STATIC))
        return
    least, most = _COVER
    found = read_media(originals, [f"{BESIDE}{path}"], {}, 0).media.get(f"{BESIDE}{path}")
    if found is None or found.format not in ("jpeg", "png"):
        yield warning("W664", say("the cover of a podcast is no JPEG or PNG: `{file}`", file=path), place)
    elif found.width != found.height or not least <= found.width <= most:
        message = say(
            "the cover of a podcast is {width} × {height} pixels, not a square of {least} to {most}",
            width=found.width,
            height=found.height,
            least=least,
            most=most,
        )
        yield warning("W664", message, place)


def _who(output: OutputConfig) -> str:
    return output.profile or output.name
