"""Makes the brief of an article: all that planning must know of it, with what it points to resolved to paths. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ssg.core.model import Article, Brief
from ssg.site.targets import is_remote, target_path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def microseconds(time: datetime | None) -> int:
    """Count the microseconds from 1970 to a time; 0 for none."""
    return 0 if time is None else (time - _EPOCH) // _TICK


def moment(time: int) -> datetime:
    """The time that `microseconds` counted, in UTC."""
    return _EPOCH + time * _TICK


def brief_of(article: Article, key: str) -> Brief:
    """Sum an article up; `key` names its file's path and bytes."""
    path, picture = article.path, article.picture
    own = target_path(path, picture.src) if picture and picture.src and not is_remote(picture.src) else None
    shown = [target_path(path, ref.target) for ref in article.refs if ref.kind != "link"]
    return Brief(
        path=path,
        key=key,
        time=microseconds(article.date),
        day=article.date.year * 10_000 + article.date.month * 100 + article.date.day,
        title=article.title,
        face=article.face,
        slug=article.slug,
        id=article.id,
        category=article.category,
        tags=article.tags,
        authors=article.authors,
        topic=article.topic,
        picture=own or "",
        files=tuple(dict.fromkeys(shown if own is None else [own, *shown])),
        links=tuple(dict.fromkeys(target_path(path, ref.target) for ref in article.refs if ref.kind == "link")),
        picks=tuple(dict.fromkeys(target_path(path, target) for target in article.related)),
        aliases=article.aliases,
        featured=article.featured,
        draft=article.draft,
        expires=microseconds(article.expires),
        type=article.type,
        breaking=microseconds(article.breaking),
        updated=microseconds(article.updated),
        illustrated=picture is not None and picture.src != "",
        focus=picture.focus if picture else "",
    )
