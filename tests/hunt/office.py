"""Everything that may be edited in a site of 50 to 150 articles. Who looks at it, and how, is for those who hunt.

Fronts, pages of lists and blocks are small, so that articles really enter and leave them. The theme prints every view
whole: nothing can be stale unseen.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import ssg.store.layers
from tests.conftest import TinySite
from tests.hunt.articles import (
    AUTHORS,
    LINKED,
    NOW,
    PAGES,
    SECTIONS,
    TAGS,
    TOPICS,
    VALUES,
    Front,
    draw_ad,
    draw_front,
    draw_page,
    draw_section,
    path_of,
    random_of,
    text_of,
    write_pictures,
)
from tests.hunt.settings import CONFIG, SETTINGS, Table, toml_of
from tests.tiny_theme import write_tiny_theme

SEEDS = st.integers(0, 2**16)
SLOTS = ["lead", "top", "pick", "opinion", "second"]
SIZES = st.one_of(st.integers(12, 20), st.integers(50, 130), st.integers(50, 110))
NUMBERS = st.integers(0, 159)  # one stands for an article that is there, counted from the newest
MANY = st.lists(NUMBERS, min_size=1, max_size=12, unique=True)
CHANGES = [(key, value) for key, values in SETTINGS.items() for value in values]
PUBLIC = {"date": "2025-10-01 08:00", "draft": "", "expires": ""}  # article 0, to which old addresses lead
# What is written behind a template's own text.
VARIANTS = {
    "article.html": ['{{ block("panel", category="kinh-te") }}', '{{ block("latest", category="thu-do", count=2) }}'],
    "home.html": ['{{ block("so-anh") }}', '{{ data("gia").sjc }}', '{{ block("topic", topic="mua-lu", count=3) }}'],
    "category.html": ['{{ block("nen-xem", count=4) }}{{ block("tin-khac") }}'],
    "tag.html": ['{{ block("lead") }}', '{{ data("gia") }}'],
    "topic.html": ['{{ block("so-anh") }}'],
    "author.html": ['{{ block("most-read") }}{{ block("lien-quan") }}'],
    "month.html": ["{{ page.url }}", '{{ block("so-anh", count=1) }}'],
    "live.html": ['{{ block("tin-khac") }}'],
    "404.html": ['{{ block("breaking") }}{{ block("latest") }}'],
    "part.html": ["<p></p>", '{{ block("breaking") }}', '{{ asset("a.svg") }}'],
    "blocks/tin-khac.html": ["!", "{% for c in block.cards %}{{ c.title }}{% endfor %}"],
    "blocks/lien-quan.html": ["!"],
    "blocks/latest.html": ["!", '{{ data("gia").sjc }}'],
}
# Queries that the theme has always: of values of the page, and of nothing that an edit may take away.
QUERIES = {
    "article.html": [
        "articles(category=page.category, unseen=true, count=3)",
        "articles(topic=page.topic, type='article')",
        "articles(tag=page.tags[0] if page.tags else '', order='oldest', count=2)",
        "articles(author=page.authors[0] if page.authors else '', until=page.date, count=2)",
    ],
    "home.html": [
        "articles(count=4)",
        "articles(order='featured', count=4, skip=1)",
        "articles(category=page.panels[0] if page.panels else '', has='picture', unseen=false, count=5)",
    ],
    "category.html": ["articles(featured=true)", "articles(count=3, skip=2)"],
    "tag.html": ["articles(unseen=true, count=3)"],
    "404.html": [
        *(f"articles(has='{name}')" for name in ("picture", "video", "audio", "gallery")),
        *(f"articles(layout='{name}', count=5)" for name in ("standard", "photo", "opinion", "video", "longread")),
        *(f"articles(type='{name}', count=5)" for name in ("live", "article")),
        *(f"articles(order='{name}', count=5)" for name in ("oldest", "featured", "most-read")),
        *(f"articles(featured={name}, count=5)" for name in ("true", "false")),
        "articles(since='2026-05-01', until='2026-06-01', count=50)",
    ],
    "blocks/latest.html": ["articles(order='oldest', skip=3, count=2)"],
}
DESIGNS = [(name, text) for name, texts in VARIANTS.items() for text in ("", *texts)]
WHOLE = {
    "article.html": "{{ page.title }}{{ page.body }}",  # fewer blocks: those that are left show more when `distinct`
    "blocks/nen-xem.html": "{% for c in block.cards %}{{ c.url }}{% endfor %}",
    "blocks/topic.html": "",
}


class Office(RuleBasedStateMachine):
    """The part of a machine that edits. `publish_it` and `compare` are the machine's own.

    `every` says how many steps there are to one comparison, `fixed` which keys of `site.toml` stay as they are.
    """

    every = 2
    fixed: ClassVar[Table] = {}

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_memory()))
        self.theme = self.folder / "theme"
        write_tiny_theme(self.theme)
        for name, queries in QUERIES.items():
            text = (self.theme / name).read_text(encoding="utf-8")
            lines = "".join(f"{{{{ {query} }}}}\n" for query in queries)
            (self.theme / name).write_text(text + lines, encoding="utf-8")
        self._default = ssg.store.layers.default_theme_folder
        ssg.store.layers.default_theme_folder = lambda: self.theme
        self.fronts: dict[int, Front] = {}
        self.gone: dict[int, Front] = {}
        self.config = dict(CONFIG)
        self.tiny = TinySite(self.folder / "site0", "")
        self.tiny.now = NOW
        self.next = 0
        self.steps = 0
        self.compared = -1
        self.sound = True

    def teardown(self) -> None:
        try:
            if self.sound and self.fronts and self.compared != self.steps:
                self.compare()
        finally:
            ssg.store.layers.default_theme_folder = self._default
            shutil.rmtree(self.folder, ignore_errors=True)

    # The site

    @initialize(size=SIZES, seed=SEEDS, distinct=st.booleans(), body=st.booleans(), full=st.booleans())
    def begin(self, size: int, seed: int, distinct: bool, body: bool, full: bool) -> None:
        random = random_of(seed)
        self.config |= {"distinct": distinct, "search.body": body, "feeds.content": "full" if full else "summary"}
        self.configure()
        write_pictures(self.tiny, 3)
        self.tiny.write("content/trang/0.md", draw_page(random, 0))
        self.tiny.write("data/gia.json", '{"sjc": 80}')
        self.tiny.write("redirects.csv", "/xua/1/,content/tin/0.md\n/xua/2/,/\n")
        for _ in range(size):
            self.add(draw_front(random))
        self.step()

    def add(self, front: Front) -> int:
        number, self.next = self.next, self.next + 1
        self.write(number, front)
        return number

    def write(self, number: int, front: Front) -> None:
        if number == 0:
            front = front | PUBLIC
        self.fronts[number] = front
        self.tiny.write(path_of(number), text_of(number, front))

    def configure(self) -> None:
        self.tiny.write("site.toml", toml_of(self.config | self.fixed))

    def some(self, numbers: Iterable[int], *, linked: bool = True) -> list[int]:
        """Give the articles that numbers stand for: 0 is the newest, because most is done with the newest."""
        there = sorted(self.fronts, key=lambda number: self.fronts[number]["date"], reverse=True)
        if not linked:
            there = [number for number in there if number >= LINKED]
        return list(dict.fromkeys(there[number % len(there)] for number in numbers)) if there else []

    # Articles

    @rule(numbers=MANY, keys=st.sets(st.sampled_from(list(VALUES)), min_size=1, max_size=3), seed=SEEDS)
    def revise(self, numbers: list[int], keys: set[str], seed: int) -> None:
        """Some keys of some articles: retitled, retagged, moved to another category or day, drafted, illustrated."""
        random = random_of(seed)
        for number in self.some(numbers[:4]):
            self.write(number, self.fronts[number] | {key: VALUES[key](random) for key in sorted(keys)})

    @rule(number=NUMBERS, seed=SEEDS)
    def reword(self, number: int, seed: int) -> None:
        """One text alone: then the plan stands."""
        for one in self.some([number]):
            self.write(one, self.fronts[one] | {"body": VALUES["body"](random_of(seed))})

    @rule(number=NUMBERS, key=st.sampled_from(list(VALUES)), other=NUMBERS)
    def make_alike(self, number: int, key: str, other: int) -> None:
        """Give one article what another has: then two are equal in what orders or joins them."""
        for one, two in zip(self.some([number]), self.some([other]), strict=True):
            self.write(one, self.fronts[one] | {key: self.fronts[two][key]})

    @rule(seed=SEEDS, count=st.integers(1, 3), days=st.sampled_from([None, 0, 0, 1, 30, 100, -1]))
    def publish(self, seed: int, count: int, days: int | None) -> None:
        """More articles: now, some days ago, or to come."""
        random = random_of(seed)
        for _ in range(count):
            front = draw_front(random)
            if days is not None:
                front["date"] = f"{self.tiny.now - timedelta(days=days):%Y-%m-%d %H:%M}"
            self.add(front)

    @rule(numbers=MANY)
    def remove(self, numbers: list[int]) -> None:
        for number in list(self.some(numbers, linked=False))[:10]:  # more at once, and a preview refuses
            self.gone[number] = self.fronts.pop(number)
            self.tiny.remove(path_of(number))

    @rule(tag=st.sampled_from([*TAGS, *AUTHORS, *TOPICS]))
    def remove_a_group(self, tag: str) -> None:
        """Take a name out of all articles: its list goes."""
        self.respell(tag, "")

    @rule(kind=st.sampled_from([TAGS, AUTHORS, TOPICS]), old=NUMBERS, new=NUMBERS)
    def rename_a_group(self, kind: list[str], old: int, new: int) -> None:
        """Spell a name otherwise wherever it stands; it may become one with another."""
        others = ["Tên mới", "BÒ", *kind]
        self.respell(kind[old % len(kind)], others[new % len(others)])

    def respell(self, old: str, new: str) -> None:
        for number, front in list(self.fronts.items()):
            changed = {key: _respelt(front[key], old, new) for key in ("tags", "author", "topic")}
            if any(front[key] != value for key, value in changed.items()):
                self.write(number, front | changed)

    @rule(numbers=MANY)
    def bring_back(self, numbers: list[int]) -> None:
        """What was removed comes back as it was."""
        gone = sorted(self.gone)
        for number in {gone[n % len(gone)] for n in numbers[:3]} if gone else ():
            self.write(number, self.gone.pop(number))

    @rule(number=NUMBERS, over=st.booleans(), other=NUMBERS)
    def rename(self, number: int, over: bool, other: int) -> None:
        """Another file name, perhaps that of an article that goes with that; not a byte is changed."""
        for one in self.some([number], linked=False):
            targets = [n for n in self.some([other], linked=False) if over and n != one]
            new = targets[0] if targets else self.next
            self.next = max(self.next, new + 1)
            front = self.fronts.pop(one)
            self.fronts[new] = front | {"name": front.get("name", str(one))}
            (self.tiny.root / path_of(one)).replace(self.tiny.root / path_of(new))

    @rule(numbers=MANY)
    def toggle_drafts(self, numbers: list[int]) -> None:
        for number in self.some(numbers):
            front = self.fronts[number]
            self.write(number, front | {"draft": "" if front["draft"] else "true"})

    @rule(number=NUMBERS)
    def break_and_mend(self, number: int) -> None:
        """What is published of a broken article depends on what it was before; once it is mended, nothing does."""
        for one in self.some([number], linked=False):
            self.tiny.write(path_of(one), "---\ntitle: [\n---\n")
            self.step(broken=True)
            self.write(one, self.fronts[one])

    # All else that is read

    @rule(change=st.sampled_from(CHANGES))
    def configure_one(self, change: tuple[str, Any]) -> None:
        self.config[change[0]] = change[1]
        self.configure()

    @rule()
    def configure_back(self) -> None:
        self.config = dict(CONFIG)
        self.configure()

    @rule(design=st.sampled_from(DESIGNS))
    def design(self, design: tuple[str, str]) -> None:
        name, more = design
        self.tiny.write(f"templates/{name}", (self.theme / name).read_text(encoding="utf-8") + more)

    @rule(name=st.sampled_from(sorted(WHOLE)))
    def design_anew(self, name: str) -> None:
        self.tiny.write(f"templates/{name}", WHOLE[name])

    @rule()
    def design_back(self) -> None:
        shutil.rmtree(self.tiny.root / "templates", ignore_errors=True)

    @rule(colour=st.sampled_from(["red", "blue"]))
    def style(self, colour: str) -> None:
        self.tiny.write("templates/assets/css/site.css", f"body {{ color: {colour} }}\n")

    @rule(width=st.integers(1, 3))
    def draw(self, width: int) -> None:
        write_pictures(self.tiny, width)

    @rule(price=st.integers(80, 82), numbers=MANY)
    def count_readers(self, price: int, numbers: list[int]) -> None:
        self.tiny.write("data/gia.json", f'{{"sjc": {price}}}')
        paths = [path_of(number) for number in self.some(numbers)]
        self.tiny.write("data/most-read.json", str([*paths, "/no/"]).replace("'", '"'))

    @rule(number=st.integers(0, LINKED - 1), there=st.booleans())
    def change_static_files(self, number: int, there: bool) -> None:
        self.tiny.write("redirects.csv", f"/xua/{number}/,content/tin/0.md\n/xua/x/,/,302\n")
        if there:
            self.tiny.write(f"static/{number % 3}.txt", str(number))
        else:
            for file in (self.tiny.root / "static").glob("*.txt"):
                file.unlink()

    # Front pages by hand

    @rule(name=st.sampled_from(["home", "kinh-te"]), slots=st.dictionaries(st.sampled_from(SLOTS), NUMBERS), seed=SEEDS)
    def arrange(self, name: str, slots: dict[str, int], seed: int) -> None:
        """Pin some articles, perhaps one that is gone or to come, for some time or under another headline."""
        random = random_of(seed)
        text = ""
        for slot, number in slots.items():
            paths = [path_of(one) for one in (*self.some([number]), *sorted(self.gone)[:1])]
            if paths:
                text += f'[[slot]]\nname = "{slot}"\narticle = "{random.choice(paths)}"\n'
                text += random.choice(["", "", 'title = "Tít khác"\n', 'image = "/hinh.png"\n'])
                text += random.choice(["", "until = 2026-06-25T08:00:00\n"])
        self.tiny.write(f"data/front/{name}.toml", text)

    # Advertisements

    @rule(name=st.sampled_from(["a", "b", "c"]), there=st.booleans(), seed=SEEDS)
    def sell(self, name: str, there: bool, seed: int) -> None:
        """An advertisement comes, changes or goes; it runs for some time, alone or beside others, or cannot be read."""
        if there:
            self.tiny.write(f"data/ads/{name}.toml", draw_ad(random_of(seed), name))
        else:
            (self.tiny.root / f"data/ads/{name}.toml").unlink(missing_ok=True)

    # Plain pages, and the texts of sections

    @rule(number=st.integers(0, PAGES - 1), there=st.booleans(), seed=SEEDS)
    def edit_page(self, number: int, there: bool, seed: int) -> None:
        """A plain page comes, changes or goes; the one that others link to stays."""
        name = f"content/trang/{number}.md"
        if there or number == 0:
            self.tiny.write(name, draw_page(random_of(seed), number))
        else:
            (self.tiny.root / name).unlink(missing_ok=True)

    @rule(name=st.sampled_from(SECTIONS), there=st.booleans(), seed=SEEDS)
    def edit_section(self, name: str, there: bool, seed: int) -> None:
        if there:
            self.tiny.write(f"content/{name}", draw_section(random_of(seed)))
        else:
            (self.tiny.root / f"content/{name}").unlink(missing_ok=True)

    @rule(text=st.sampled_from(["", "<p>{{ page }}</p>", '{{ page.url }}{{ block("latest") }}']))
    def design_layout(self, text: str) -> None:
        """A layout comes, changes or goes."""
        if text:
            self.tiny.write("templates/layouts/hep.html", text)
        else:
            (self.tiny.root / "templates/layouts/hep.html").unlink(missing_ok=True)

    # What must hold

    def publish_it(self, *, broken: bool = False) -> None:
        """Let what was edited be seen. What is `broken` need not be seen right."""
        raise NotImplementedError

    def compare(self) -> None:
        """Compare what is seen with what a build from nothing gives, and fail where it differs."""
        raise NotImplementedError

    def judge(self, said: str) -> None:
        """Fail if there is something to say."""
        self.compared = self.steps
        self.sound = not said
        assert not said, said

    def step(self, *, broken: bool = False) -> None:
        """Publish, and know whether that failed: then nothing is compared at the end."""
        self.steps += 1
        self.sound = False
        self.publish_it(broken=broken)
        self.sound = True

    @invariant()
    def equals_a_clean_build(self) -> None:
        if self.fronts:
            self.step()
            if self.steps % self.every == 0:
                self.compare()


def _memory() -> str | None:
    """A folder in memory where there is one: hunts are bound by the number of files they write."""
    place = Path("/dev/shm")  # noqa: S108 - folders in it are made by mkdtemp
    return str(place) if os.access(place, os.W_OK) else None


def _respelt(value: str, old: str, new: str) -> str:
    """Put one name in the place of another in a list of names, or a name."""
    if not value.startswith("["):
        return new if value == old else value
    names = dict.fromkeys(new if name == old else name for name in value.strip("[]").split(", "))
    names.pop("", None)
    return f"[{', '.join(names)}]" if names else ""
