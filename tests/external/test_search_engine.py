"""The theme's search engine under Node: it folds as Python does, and finds what it should, in order."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ssg.core.text.letters import LATIN
from ssg.core.text.search import term_of, words_of
from tests.conftest import TinySite, article_file
from tests.samples import REPOSITORY

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("search-engine")]

ENGINE = REPOSITORY / "templates/assets/js/search-engine.js"
ASK = Path(__file__).with_name("ask.mjs")
EXAMPLES = json.loads((REPOSITORY / "tests/search/terms.json").read_text(encoding="utf-8"))


def node(*questions: dict[str, Any]) -> list[Any]:
    """Put questions to the engine."""
    if shutil.which("node") is None:
        pytest.skip("the search engine needs Node (Debian: apt-get install nodejs)")
    done = subprocess.run(
        ["node", str(ASK), str(ENGINE)],
        input="".join(json.dumps(question) + "\n" for question in questions),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_folds_as_python_does() -> None:
    assert node(*({"what": "terms", "text": text} for text, _ in EXAMPLES)) == [terms for _, terms in EXAMPLES]


def test_it_folds_every_letter_as_python_does() -> None:
    points = [*range(0x20, 0x250), *LATIN, *range(0x370, 0x530), *range(0x2000, 0x2070), *range(0x3000, 0x30FF)]
    texts = [f"a{chr(point)}b {chr(point)}" for point in dict.fromkeys(points)]
    marks = [
        f"{vowel}{tone}{shape}n"
        for vowel in "aeiouy"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
        for shape in "\u0302\u0306\u031b"
    ]
    found = node(*({"what": "terms", "text": text} for text in [*texts, *marks]))
    wrong = {
        text: (terms, mine)
        for text, terms in zip([*texts, *marks], found, strict=True)
        if terms != (mine := [list(term_of(word)) for word in words_of(text)])
    }
    assert wrong == {}


def test_queries_are_read() -> None:
    plain, quoted, open_ended, single = node(
        {"what": "parse", "text": "Cầu Long", "typing": True},
        {"what": "parse", "text": 'tin "cầu long biên" mới “hà nội”'},
        {"what": "parse", "text": "cầu long ", "typing": True},
        {"what": "parse", "text": "cầu l", "typing": True},
    )
    assert [(w["text"], w["prefix"]) for w in plain] == [("cau", False), ("long", True)]
    assert [(w["text"], w["phrase"]) for w in quoted] == [
        *[("tin", 0), ("cau", 1), ("long", 1), ("bien", 1), ("moi", 0), ("ha", 2), ("noi", 2)]
    ]
    half, under_way = node(
        {"what": "parse", "text": 'nói: "cầu long'}, {"what": "parse", "text": 'nói: "cầu long', "typing": True}
    )
    assert [w["phrase"] for w in half] == [0, 0, 0], "a mark without its partner means nothing"
    assert [w["phrase"] for w in under_way] == [0, 1, 1]
    assert not any(w["prefix"] for w in open_ended)
    assert not any(w["prefix"] for w in single), "one letter may become anything"


def test_slips() -> None:
    chinh, thang = node({"what": "slips", "text": "chnih"}, {"what": "slips", "text": "thnag"})
    assert "chinh" in chinh
    assert "thang" in thang
    pairs = (("chinh", "chnih"), ("thang", "than"), ("nam", "nang"), ("nam", "nămgg"), ("an", "am"))
    assert node(*({"what": "near", "one": a, "other": b} for a, b in pairs)) == [True, True, False, False, False]


ARTICLES = (
    ("2026-11-20", "Thủ tục hành chính mới ở phường", "Sapo.", "thu-do", ""),
    ("2026-11-19", "Thu tức hành chinh", "Không dấu nào đúng.", "thu-do", ""),
    ("2026-11-10", "Đà Nẵng đón khách", "Biển xanh và thủ tục nhanh.", "kinh-te", "du lịch"),
    ("2026-11-09", "Đa năng và gọn nhẹ", "Chiếc máy mới.", "kinh-te", ""),
    ("2026-10-05", "Hòa bình trên đảo", "Ngư dân ra khơi.", "nhip-song", "biển đảo"),
    ("2025-03-05", "Cầu Long Biên sửa mặt", "Cây cầu trăm tuổi.", "nhip-song", ""),
    ("2024-03-05", "Biên phòng và cây cầu dài như rồng (long)", "Cũ.", "nhip-song", ""),
    ("2024-02-05", "Ga metro số 5", "Tàu chạy thử.", "thu-do", ""),
    *(
        (f"2023-{m:02}-{d:02}", f"Giá vàng phiên {m}-{d}", "Vàng lên.", "kinh-te", "")
        for m in range(1, 7)
        for d in (1, 9)
    ),
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, built."""
    text = '-- site.toml --\ntitle = "Báo"\nbase_url = "https://example.vn"\n[[categories]]\nname = "Thủ đô"\n'
    text += '[[categories]]\nname = "Nhịp sống"\nparent = "thu-do"\n[[categories]]\nname = "Kinh tế"\n'
    for number, (date, title, summary, category, tags) in enumerate(ARTICLES):
        front = {"title": title, "date": f"{date} 08:00", "summary": summary, "category": category, "tags": tags}
        text += article_file(f"{number:02}.md", **front)
    tiny = TinySite(tmp_path_factory.mktemp("search") / "site", text)
    tiny.build()
    return tiny.public


def search(public: Path, query: str, **ask: Any) -> dict[str, Any]:
    found: dict[str, Any] = node({"what": "search", "root": str(public), "ask": {"query": query, **ask}})[0]
    return found


def titles(public: Path, query: str, **ask: Any) -> list[str]:
    return [row["title"] for row in search(public, query, **ask)["results"]]


def test_missing_accents_match_and_typed_ones_rank(public: Path) -> None:
    right, wrong = ARTICLES[0][1], ARTICLES[1][1]
    for query in ("thủ tục hành chính", "thu tuc hanh chinh", "THU TUC", "thủ tuc"):
        assert set(titles(public, query)[:2]) >= {right}, query
    assert titles(public, "thủ tục hành chính")[:2] == [right, wrong]
    assert titles(public, "thu tức hành chinh")[:2] == [wrong, right]


@pytest.mark.parametrize("query", ["da nang", "Đà Nẵng", "Ðà nẵng", "Đa\u0300 Na\u0306\u0303ng", "đà nang"])
def test_d_is_d(query: str, public: Path) -> None:
    found = titles(public, query)
    assert set(found) == {"Đà Nẵng đón khách", "Đa năng và gọn nhẹ"}
    if query != "da nang":
        assert found[0] == "Đà Nẵng đón khách"


@pytest.mark.parametrize("query", ["hoà bình", "hòa bình", "hoa binh"])
def test_tone_marks_may_stand_elsewhere(query: str, public: Path) -> None:
    assert titles(public, query) == ["Hòa bình trên đảo"]


def test_phrases_and_neighbours(public: Path) -> None:
    near, far = ARTICLES[5][1], ARTICLES[6][1]
    assert titles(public, "cầu long biên") == [near, far]
    assert titles(public, '"cầu long biên"') == [near]
    assert titles(public, '"biên cầu long"') == []
    assert titles(public, '"cây cầu trăm tuổi"') == [near]


def test_words_under_way(public: Path) -> None:
    assert titles(public, "met", typing=True) == ["Ga metro số 5"]
    assert titles(public, "met") == []
    assert titles(public, "ga metr", typing=True) == ["Ga metro số 5"]


def test_titles_before_summaries_and_tags_too(public: Path) -> None:
    assert titles(public, "thủ tục")[0] == ARTICLES[0][1]
    assert "Đà Nẵng đón khách" in titles(public, "thủ tục")
    assert titles(public, "biển đảo")[0] == "Hòa bình trên đảo"
    assert titles(public, "du lịch") == ["Đà Nẵng đón khách"]


def test_a_slip_is_put_right(public: Path) -> None:
    found = search(public, "hòa bìhn")
    assert found["corrected"] == [["bìhn", "binh"]]
    assert [row["title"] for row in found["results"]] == ["Hòa bình trên đảo"]
    assert search(public, "metro")["corrected"] == []


SENTENCE = "Ngư dân làng chài kéo thuyền vào bờ trước khi bão số chín đổ bộ vào đất liền chiều nay, không ai bị thương"
LONG = (
    ("Nước sông lên nhanh", SENTENCE),
    ("Thuyền kéo nhau vào bờ khi trời trở gió", "Bão còn xa, trước mắt là sương mù."),
    ("Bão số chín: ngư dân kéo lưới về trước giờ cấm biển", "Chiều nay đất liền có mưa."),
    ("Sau bão, làng chài dựng lại nhà", "Không ai bị thương khi thuyền vào bờ trước bão số chín."),
    *((f"Bản tin thuyền về bờ, phiên {day}", "Trước khi trời tối, thuyền vào bờ.") for day in range(1, 20)),
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of articles with much the same words, in as many months."""
    text = '-- site.toml --\ntitle = "Báo"\nbase_url = "https://example.vn"\n'
    for number, (title, summary) in enumerate(LONG):
        date = f"{2026 - number // 12}-{number % 12 + 1:02}-05 08:00"
        front = {"title": f'"{title}"', "date": date, "summary": f'"{summary}"', "category": "tin"}
        text += article_file(f"{number:02}.md", **front)
    tiny = TinySite(tmp_path_factory.mktemp("harbour") / "site", text)
    tiny.now = tiny.now.replace(year=2027)
    tiny.build()
    return tiny.public


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("keo thuyen vao bo truoc khi bao", 0),  # a run of words in a summary, of which titles have most
        ("bão số chín đổ bộ vào đất liền", 0),
        ("do bo vao dat lien chieu nay", 0),
        ("bao so chin ngu dan keo luoi ve", 2),  # the beginning of a title
        ("bao so chin ngu dan koe luoi ve truoc", 2),  # with a slip
        ("thuyen keo nhau vao bo khi troi", 1),
        ('bao so chin: "ngu dan keo luoi ve', 2),  # with a mark that has no partner
    ],
)
def test_long_questions(query: str, first: int, harbour: Path) -> None:
    assert titles(harbour, query)[0] == LONG[first][0]


def exact(public: Path, query: str, **ask: Any) -> tuple[int, list[str]]:
    """Return how many have what was asked for, and the titles of those that merely come close."""
    found = search(public, query, **ask)
    return found["exact"], [row["title"] for row in found["results"] if row["near"]]


def test_syllables_that_stand_apart_are_not_what_was_asked_for(public: Path) -> None:
    assert exact(public, "cầu long biên") == (1, [ARTICLES[6][1]])
    assert exact(public, "long cầu")[0] == 0
    assert exact(public, "metro") == (1, [])
    assert exact(public, "ga metr", typing=True)[0] == 1
    assert exact(public, "ga trăm tuổi")[0] == 0
    assert exact(public, "thu tuc hanh chinh")[0] >= 1
    assert exact(public, "hòa bìhn") == (1, [])  # put right


def test_a_long_question_that_nothing_answers_says_so(harbour: Path) -> None:
    assert exact(harbour, "bão số chín đổ bộ vào đất liền")[0] >= 1
    assert exact(harbour, "thuyền chài vào cảng biển lớn nhất miền nam chiều nay")[0] == 0


def test_what_comes_close_follows_what_has_it(public: Path) -> None:
    for query in ("cầu long biên", "thủ tục", "giá vàng phiên", "bình đảo"):
        near = [row["near"] for row in search(public, query)["results"]]
        assert near == sorted(near), query


@pytest.mark.parametrize(
    ("query", "title", "summary", "expected"),
    [
        ("cầu long biên", "Cầu Long Biên, long đong", "Một cây cầu.", ["Cầu Long Biên"]),
        ("cau long", "Long lanh", "Cầu dài.", ["Long", "Cầu"]),
        ("bạo chúa", "Bao nhiêu cho chùa", "Bạo.", ["Bạo"]),
        ("metro so 5", "Metro số 5 chạy", "Số 5 và 6", ["Metro số 5", "Số 5"]),
        ("<b>", "A <b> c", "", ["b"]),
        ("vàng", "İstanbul vàng", "vàng", ["vàng"]),  # a letter that is two in lower case: nothing in its text
    ],
)
def test_only_what_matched_is_marked(query: str, title: str, summary: str, expected: list[str]) -> None:
    (parts,) = node({"what": "told", "query": query, "title": title, "summary": summary})
    assert "".join(parts["title"]) == title
    assert "".join(parts["summary"]) == summary
    assert [*parts["title"][1::2], *parts["summary"][1::2]] == expected


def test_a_summary_is_cut_around_what_matched() -> None:
    summary = "Một hai ba bốn năm. " * 9 + "Rồi cầu Long Biên sửa xong, " + "và thế là hết năm. " * 3
    (parts,) = node({"what": "told", "query": "long biên", "title": "A", "summary": summary.strip()})
    shown = "".join(parts["summary"])
    assert shown.startswith("… ") and "cầu Long Biên sửa" in shown and len(shown) <= 160
    (parts,) = node({"what": "told", "query": "a", "title": "A", "summary": summary.strip()})
    shown = "".join(parts["summary"])
    assert shown.startswith("Một hai") and shown.endswith("…") and len(shown) <= 151


def test_filters_and_order(public: Path) -> None:
    assert titles(public, "cầu", year="2024") == [ARTICLES[6][1]]
    assert titles(public, "cầu", year="2026") == []
    assert titles(public, "metro", category="thu-do") == ["Ga metro số 5"]
    assert titles(public, "metro", category="kinh-te") == []
    assert titles(public, "cầu", category="thu-do") == titles(public, "cầu", category="nhip-song") != []
    dates = [row["minutes"] for row in search(public, "giá vàng", order="new")["results"]]
    assert len(dates) == 10
    assert dates == sorted(dates, reverse=True)


def test_more(public: Path) -> None:
    (found,) = node({"what": "search", "root": str(public), "ask": {"query": "giá vàng phiên"}, "more": 10})
    assert (found["total"], found["more"], found["older"]) == (12, True, False)
    assert len({row["url"] for row in found["results"]}) == 12
    assert all((public / row["url"].lstrip("/") / "index.html").exists() for row in found["results"])


@pytest.mark.parametrize(
    "query",
    ["", "  ", "“", '"', "…", "<img src=x onerror=alert(1)>", "a" * 5000, "x " * 500, "\0", "@thu-do", "*", "😀"],
)
def test_nothing_breaks_it(query: str, public: Path) -> None:
    found = search(public, query, typing=True)
    assert found["total"] >= 0
    assert len(found["results"]) <= 10


def test_a_question_asks_for_few_files(public: Path) -> None:
    asked = search(public, "metro số 5")["asked"]
    assert len(asked) < 40
    assert len(asked) == len(set(asked))
