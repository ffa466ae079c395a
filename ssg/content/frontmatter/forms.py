"""What a key of front matter is declared by: form of its value, texts in which it counts, parts. Data only."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from ssg.core.message import Message, label


class Form(Enum):
    """The form of a value: `fields` has a reader for each, and `mend` decides by it what to quote."""

    HEADLINE = auto()
    TEXT = auto()
    SLUG = auto()
    ID = auto()
    TYPE = auto()
    PERMALINK = auto()
    NAMES = auto()
    PEOPLE = auto()
    OLD_URLS = auto()
    REFERENCES = auto()
    PICTURE = auto()
    CREDIT = auto()
    TIME = auto()
    SWITCH = auto()
    RANK = auto()
    CORRECTIONS = auto()
    WITHDRAWAL = auto()
    SERIES = auto()
    ORIGINAL = auto()
    VERSIONS = auto()
    LANGUAGE = auto()
    LAYOUT = auto()
    AUDIO = auto()
    ASSISTANCE = auto()
    ACCESS = auto()
    ORDINAL = auto()
    ADDRESS = auto()
    WEB = auto()
    LICENCE = auto()
    RIGHTS = auto()
    COUNTRIES = auto()


class Use(Enum):
    """The texts in which a key has a meaning: all, all except those of sections, or articles only."""

    ALL = auto()
    PAGES = auto()
    ARTICLES = auto()


class Part(NamedTuple):
    """A key inside of a value: its name, what editors see of it, the form of its value, an example.

    `parts` are the keys inside of its own value, which is a mapping then.
    """

    name: str
    label: Message
    about: Message
    form: Form = Form.TEXT
    example: str | int | tuple[str, ...] = ""
    is_needed: bool = False
    parts: tuple[Part, ...] = ()


class Field(NamedTuple):
    """A key of the contract: its names, the first of which is that in `marks`, and the form of its value.

    `label` and `about` are what editors see in forms and editors, `example` is a value as they write it. `parts` are
    the keys inside of a value that is a mapping.
    """

    names: tuple[str, ...]
    form: Form
    label: Message
    about: Message
    example: str | int | bool | tuple[str, ...]
    parts: tuple[Part, ...] = ()
    use: Use = Use.ALL

    @property
    def inner(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(part.name for part in self.parts)


PICTURE: Final = (
    Part(
        "src",
        label("File"),
        label("The picture: a file beside the article, a path from `/`, or an `https://` URL."),
        example="anh/cau.jpg",
        is_needed=True,
    ),
    Part(
        "alt",
        label("Alternative text"),
        label("What the picture shows, for readers who cannot see it."),
        example="Cầu Long Biên trong sương",
    ),
    Part("caption", label("Caption"), label("Printed below the picture."), example="Cầu Long Biên sáng 24/11."),
    Part("credit", label("Credit"), label("Who took the picture; printed after the caption."), example="Ảnh: Minh Hà"),
    Part(
        "focus",
        label("Focus"),
        label("What stays visible where the picture is cropped: `left`, `right`, `top`, `bottom`, or `30% 20%`."),
        example="30% 20%",
    ),
    Part("creator", label("Creator"), label("Who made the picture, by name alone."), example="Minh Hà"),
    Part("copyright", label("Copyright"), label("The copyright notice."), example="© 2026 Báo Sông Hồng"),
    Part(
        "licence",
        label("Licence"),
        label("Under which licence the picture may be used: the URL of its page, or a name such as `CC BY 4.0`."),
        Form.LICENCE,
        "CC BY 4.0",
    ),
    Part(
        "acquire",
        label("Buy a licence"),
        label("The page where a licence of the picture can be had."),
        Form.WEB,
        "https://anh.example.vn/mua",
    ),
)
"""The parts of a picture in a slot of a front page, and the first of those in an article."""

RIGHTS: Final = (
    Part(
        "until",
        label("Until"),
        label("When the right ends: a time, or a day, which is included."),
        Form.TIME,
        "2026-12-31",
    ),
    Part(
        "regions",
        label("Regions"),
        label("The countries where the picture may be seen, by their codes."),
        Form.COUNTRIES,
        ("VN", "LA"),
    ),
    Part(
        "partners",
        label("For partners"),
        label("Whether it may be passed on: in feeds, and to partners."),
        Form.SWITCH,
        example=False,
    ),
)
"""What may be done with a picture."""

LEAD_PICTURE: Final = (
    *PICTURE,
    Part(
        "rights",
        label("Rights"),
        label("Until when and where the picture may be shown; at the end, it is published nowhere."),
        Form.RIGHTS,
        parts=RIGHTS,
    ),
)
"""The parts of the picture of an article."""

AUDIO: Final = (
    Part(
        "src",
        label("File"),
        label("The sound: a file beside the article, a path from `/`, or an `https://` URL."),
        example="doc-bai.mp3",
        is_needed=True,
    ),
    Part("title", label("Title"), label("What it is."), example="Nghe bài này"),
    Part("duration", label("Duration"), label("Minutes and seconds, such as `12:30`."), example="12:30"),
)
"""The parts of what is read aloud."""
