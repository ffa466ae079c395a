"""The categories that directories of podcasts know: Apple's list, by which all of them go. Data only.

From "Apple Podcasts categories" (podcasters.apple.com/support/1691-apple-podcasts-categories).
"""

from __future__ import annotations

from typing import Final


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()


CATEGORIES: Final[dict[str, tuple[str, ...]]] = {
    "Arts": _parts("Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts"),
    "Business": _parts("Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit"),
    "Comedy": _parts("Comedy Interviews, Improv, Stand-Up"),
    "Education": _parts("Courses, How To, Language Learning, Self-Improvement"),
    "Fiction": _parts("Comedy Fiction, Drama, Science Fiction"),
    "Government": (),
    "Health & Fitness": _parts("Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality"),
    "History": (),
    "Kids & Family": _parts("Education for Kids, Parenting, Pets & Animals, Stories for Kids"),
    "Leisure": _parts("Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games"),
    "Music": _parts("Music Commentary, Music History, Music Interviews"),
    "News": _parts("Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News"),
    "Religion & Spirituality": _parts("Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality"),
    "Science": _parts(
        "Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, "
        "Social Sciences"
    ),
    "Society & Culture": _parts("Documentary, Personal Journals, Philosophy, Places & Travel, Relationships"),
    "Sports": _parts(
        "Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, "
        "Tennis, Volleyball, Wilderness, Wrestling"
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": _parts("After Shows, Film History, Film Interviews, Film Reviews, TV Reviews"),
}
"""The subcategories of each."""
