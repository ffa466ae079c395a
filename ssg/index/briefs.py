"""Makes the brief of an article: all that planning must know of it, with what it points to resolved to paths. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ssg.content.markdown.box_use import KIND, targets_of
from ssg.core.digest import digest_bytes, digest_of
from ssg.core.model import PLAIN, Article, Brief
from ssg.core.text.paths import is_elsewhere
from ssg.index.targets import is_remote, target_path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_DIGITS = 15  # of a digest: a number of 60 bits is less to keep than text


def microseconds(time: datetime | None) -> int:
    """Count the microseconds from 1970 to a time; 0 for none, so the very first moment counts as the one after it."""
    return 0 if time is None else (time - _EPOCH) // _TICK or 1


def moment(time: int) -> datetime:
    """Return the time that `microseconds` counted, in UTC."""
    return _EPOCH + time * _TICK


def month_name(month: int) -> str:
    """Return the name of a month such as 202611: `2026-11`."""
    return f"{month // 100:04d}-{month % 100:02d}"


def shows_lead(article: Article) -> bool:
    """Return whether an article has a lead picture that its text does not show again."""
    picture = article.picture
    if picture is None or not picture.src:
        return False
    own = target_path(article.path, picture.src)
    shown = (ref.target for ref in article.refs if ref.kind == "image")
    return is_remote(picture.src) or own not in {target_path(article.path, target) for target in shown}


def _pointing(article: Article) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the boxes of a text, the articles in boxes, the articles linked to, and the files shown or heard."""
    boxes: list[str] = []
    boxed: list[str] = []
    links: list[str] = []
    shown: list[str] = []
    for ref in article.refs:
        if ref.kind == KIND:
            boxes.append(ref.target)
            for kind, target in targets_of(ref.target):
                (links if kind == "link" else shown).append(target_path(article.path, target))
        elif ref.kind == "related":
            boxed.append(ref.target and target_path(article.path, ref.target))
        else:
            (links if ref.kind == "link" else shown).append(target_path(article.path, ref.target))
    if article.audio and not is_remote(article.audio.src):
        shown.append(target_path(article.path, article.audio.src))
    return boxes, boxed, links, shown


def brief_of(article: Article, key: str) -> Brief:
    """Sum an article up; `key` names its file's path and bytes."""
    path, picture, date, original = article.path, article.picture, article.date, article.translation_of
    own = target_path(path, picture.src) if picture and picture.src and not is_remote(picture.src) else None
    boxes, boxed, links, shown = _pointing(article)
    illustrated = picture is not None and picture.src != "" and own != ""
    audio = article.audio and not article.guard  # the sound of a guarded text is guarded as well
    others = (("picture", illustrated), ("audio", audio), ("correction", article.corrections))
    return Brief(
        path=path,
        key=key,
        time=0 if article.type in PLAIN else microseconds(article.date),
        day=0 if article.type in PLAIN else date.year * 10_000 + date.month * 100 + date.day,
        title=article.title,
        face=article.face,
        slug=article.slug,
        id=article.id,
        category=article.category,
        tags=article.tags,
        authors=article.authors,
        topic=article.topic,
        picture=own or "",
        files=tuple(dict.fromkeys([*([] if own is None else [own]), *shown])),
        links=tuple(dict.fromkeys([*links, *filter(None, boxed)])),
        picks=tuple(dict.fromkeys(target_path(path, target) for target in article.related)),
        aliases=article.aliases,
        featured=article.featured,
        featured_until=microseconds(article.featured_until),
        draft=article.draft,
        expires=microseconds(article.expires),
        type=article.type,
        breaking=microseconds(article.breaking),
        updated=microseconds(article.updated),
        illustrated=illustrated,
        focus=picture.focus if picture else "",
        layout=article.layout,
        permalink=article.permalink,
        withdrawn=microseconds(article.withdrawn),
        series=article.series.name if article.series else "",
        part=article.series.part if article.series else 0,
        original=(target_path(path, original) or path) if original and not is_elsewhere(original) else "",
        language=article.language,
        language_inherited=article.language_inherited,
        ended=microseconds(article.ended),
        summary=int(digest_bytes((article.summary or article.lede).encode("utf-8", "surrogatepass"))[:_DIGITS], 16),
        embeds=article.embeds,
        boxes=tuple(boxes),
        photos=article.photos + (article.picture is not None and shows_lead(article)),
        boxed=tuple(dict.fromkeys(boxed)),
        galleries=article.galleries,
        extra=article.extra,
        has=(*article.shows, *(name for name, is_so in others if is_so)),
        corrected=tuple(microseconds(one.date) for one in article.corrections),
        access=article.access,
        guard=article.guard,
        elsewhere=_elsewhere(article) if original or article.translations else (),
        rights=picture.rights if picture and own is not None else None,
        corrections=int(digest_of(article.corrections)[:_DIGITS], 16) if article.corrections else 0,
    )


def _elsewhere(article: Article) -> tuple[str, ...]:
    """Return the URLs of an article's versions at other sites, that of the original first, or ""."""
    original = article.translation_of if is_elsewhere(article.translation_of) else ""
    return (original, *article.translations) if original or article.translations else ()


def pointed_by(brief: Brief) -> tuple[str, ...]:
    """Return the texts that one depends on being there."""
    return (*brief.links, *brief.picks, brief.original) if brief.original else brief.links + brief.picks
