"""Why two articles are related, in words for people. Pure; for one list at a time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ssg.content.likeness import category_label, tag_label, topic_label
from ssg.core.message import Message, joined, many, say
from ssg.core.model import Article, Body
from ssg.core.text.terms import pair, term, words
from ssg.core.vector import FULL, Vector
from ssg.index.related.score import Rules, aged, shared

_TAG = re.compile(r"<[^>]*>")
_DAY = 86_400
_NAMED = 6  # words that are named


def terms_in_words(article: Article, body: Body) -> dict[int, str]:
    """Return the words of an article by the numbers of their terms."""
    text = html.unescape(_TAG.sub(" ", body.html))
    found: dict[int, str] = {}
    for part in (article.title, article.summary, text):
        spelled = words(part)
        numbers = [term(word) for word in spelled]
        found.update(zip(numbers, spelled, strict=True))
        for at in range(len(numbers) - 1):
            found.setdefault(pair(numbers[at], numbers[at + 1]), f"{spelled[at]} {spelled[at + 1]}")
    return found


def reason(article: Article, names: dict[int, str], one: Vector, other: Vector, seconds: int, rules: Rules) -> Message:
    """Return how related two articles are, in hundredths, and what they share, the most significant first.

    `names` are the words of the first, whose article and vector come first; `seconds` lie between the two.
    """
    terms, in_text, filed = shared(one, other)
    telling = dict(zip(other.terms, other.weights, strict=True))
    weights = {t: w * telling[t] for t, w in zip(one.terms, one.weights, strict=True) if t in telling}
    ordered = sorted((t for t in terms if t in one.terms[: one.words]), key=lambda t: (-weights[t], t))
    parts: list[Message] = []
    if ordered:
        spelled = [names[number] for number in ordered if number in names][:_NAMED]
        more = len(ordered) - len(spelled)
        said = ", ".join(spelled)
        parts.append(
            say("the words {words} and {more} more", words=said, more=more)
            if more
            else say("the words {words}", words=said)
        )
    parts += _filed(article, set(terms))
    score = aged(in_text + filed, seconds, rules.half_life)
    days = abs(seconds) // _DAY
    when = many("{n} day apart", "{n} days apart", n=days) if days else say("on the same day")
    return say("{score} of 100: {parts}", score=round(100 * score / FULL), parts=joined([*parts, when], "; "))


def _filed(article: Article, terms: set[int]) -> Iterator[Message]:
    tags = [tag for tag in article.tags if tag_label(tag) in terms]
    if tags:
        yield many("the tag {tags}", "the tags {tags}", n=len(tags), tags=", ".join(tags))
    if article.topic and topic_label(article.topic) in terms:
        yield say("the topic {topic}", topic=article.topic)
    if category_label(article.path, article.category) in terms:
        yield say("the category")
