"""`ssg check` reads Vietnamese prose: syllables, weekdays, names, credits; and comments silence what is meant."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ssg.content.running_text import prose
from ssg.core.text.syllables import is_misspelt, is_syllable
from ssg.core.text.twice_spelt import names
from tests.command import ssg
from tests.conftest import TinySite

HEAD = "---\ntitle: Tin\ndate: 2026-11-20 08:00\nsummary: Tóm.\n---\n"
ENGLISH = HEAD.replace("title", "language: en\ntitle")


def found(tiny: TinySite, *codes: str) -> list[str]:
    said = ssg("check", "-C", tiny.root, "--now", tiny.now.isoformat()).stdout
    return re.findall(rf"(\S+: \w+\[(?:{'|'.join(codes)})\]: .*)", said)


@pytest.mark.parametrize(
    "words",
    [
        "nghiêng ngoằn ngoèo khuỷu quyển quốc quở thuở giếng gì gìn giữ giặt yếu y tá uống ướt xoong quýt khuếch",
        "hoà hòa thuỷ thủy khoẻ khỏe loà xoà hoán hoàn ngoài khuya rượu bướu oái quạch quỵt tuýp uỵch kỹ kĩ",
    ],
)
def test_syllables(words: str) -> None:
    assert [word for word in words.split() if not is_syllable(word)] == []


def test_what_is_misspelt_and_what_is_foreign() -> None:
    wrong = "đươc nghành nguời đựơc môt qủa gía aó tìên ngiêm nghiêp kông hòan cuả líý viêc"
    assert [word for word in wrong.split() if not is_misspelt(word)] == []
    right = "karaoke café résumé ôtô vắcxin crème über señor được mét straße naïve łódź ångström zürich têtê"
    assert [word for word in right.split() if is_misspelt(word)] == []


@pytest.mark.parametrize(
    "line",
    [
        "Gõ `nguời` hay ``a ` nguời`` là sai.",
        "[xem](nguời.html) và ![](nguời.jpg) và <a title=nguời> và https://a.vn/nguời và nguời@a.vn",
        "```\nnguời\n```",
        "    nguời",
        "<!-- nguời\nnguời -->",
        "<pre>\nnguời\n</pre>",
        "[nguời]: /nguời",
        "::: hop nguời=1",
        "#nguời và @nguời {.nguời} {{ nguời }} $nguời$",
        "“Nguời Ta”, NGUỜI, xì-nguời, nguời-ta, l'nguời",
    ],
)
def test_only_prose_is_read(site: Callable[[str], TinySite], line: str) -> None:
    assert len(list(prose(line))) <= line.count("\n") + 1
    tiny = site(f"-- content/tin/a.md --\n{HEAD}{line}\n\nHai nguời.\n")
    assert len(found(tiny, "W435")) == 1


def test_findings_have_places_and_can_be_silenced(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"""-- content/tin/a.md --
{HEAD}Sáng thứ hai (24/11/2026), ông Vũ Hoàng Hợp gặp hai nguời.
Chủ nhật, 22/11/2026 là đúng. Thứ ba 24/11 cũng vậy, thứ tư 25/12 của năm nào thì không rõ; thứ 5 ngày 20-11 thì sai.

Ông Vũ Hoàn Hợp và ông Nguyễn Văn Thanh, ông Nguyễn Văn Thành.

<!-- ssg: ignore W435, W436 -->
Hai nguời, thứ hai, 24/11/2026.
Ba nguời.

Bốn nguời <!-- ssg: ignore W435 --> và năm nguời.
Sáu nguời.
-- content/tin/en.md --
{ENGLISH}Hai nguời.
""")
    assert found(tiny, "W435", "W436", "W437") == [
        "content/tin/a.md:6:6: warning[W436]: “thứ hai (24/11/2026)”: 24/11/2026 is not a Monday but a Tuesday",
        "content/tin/a.md:6:53: warning[W435]: “nguời” is no Vietnamese syllable",
        "content/tin/a.md:7:93: warning[W436]: “thứ 5 ngày 20-11”: 20/11/2026 is not a Thursday but a Friday",
        "content/tin/a.md:9:5: warning[W437]: “Vũ Hoàn Hợp” is also spelt “Vũ Hoàng Hợp” in this article",
        "content/tin/a.md:16:5: warning[W435]: “nguời” is no Vietnamese syllable",
    ]


def test_weekdays_of_a_list_of_dates_belong_to_their_own(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"""-- content/tin/a.md --
{HEAD}Lịch: thứ ba 24/11, thứ tư 25/11, thứ năm, 26/11/2026, thứ sáu (27/11).
Ngày 24/11, thứ tư 25/11. Từ 24/11/2026, thứ bảy và chủ nhật nghỉ; từ 24/11, thứ hai hằng tuần.
Ngày 24/11, thứ tư, ngày 25/11. Sáng 24/11 (thứ tư), 24/11/2026, chủ nhật. Ngày 24/11, thứ hai tuần tới.
""")
    assert [line.partition("W436]: ")[2].partition(":")[0] for line in found(tiny, "W436")] == [
        "“24/11 (thứ tư)”",
        "“24/11/2026, chủ nhật”",
        "“24/11, thứ hai”",
    ]


def test_a_word_without_end_takes_no_time() -> None:
    assert [*prose(f"{'nguời' * 40_000} a@b.vn")]
    assert not [*names("nguời" * 40_000)]


def test_front_matter_and_settings_are_silenced_as_a_whole(site: Callable[[str], TinySite]) -> None:
    head = "---\ntitle: Tin\ndate: 2026-11-20\nimage: https://a.vn/a.jpg\n{}---\nx\n"
    tiny = site(f"-- content/tin/a.md --\n{head.format('')}")
    assert [line.partition(" ")[2][:13] for line in found(tiny, "W424", "N438", "N422", "W425")] == [
        "notice[N422]:",
        "notice[N438]:",
        "warning[W424]",
        "warning[W425]",
    ]
    tiny.write("content/tin/a.md", head.format("# ssg: ignore W424, N438 N422\n"))
    tiny.write("site.toml", (tiny.root / "site.toml").read_text() + "# ssg: ignore W425\n")
    assert found(tiny, "W424", "N438", "N422", "W425") == []


def test_a_build_leaves_the_same_out_and_no_error(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- content/tin/a.md --\n{HEAD}<!-- ssg: ignore W217, E302 -->\n![](https://a.vn/a.jpg) [x](b.md)\n")
    printed = ssg("build", "-C", tiny.root, "--now", tiny.now.isoformat(), "-v")
    said = printed.stdout + printed.stderr
    assert "[W217]" not in said
    assert "[E301]" in said
    assert "[W446]: errors cannot be silenced: `E302`" in said


def test_a_link_to_a_withdrawn_article_is_found_however_it_is_written(site: Callable[[str], TinySite]) -> None:
    gone = HEAD.replace("summary", "withdrawn: 2026-11-21\nsummary")
    tiny = site(f"-- content/tin/a.md --\n{gone}x\n-- content/tin/b.md --\n{HEAD}[a](a.md), [b](/tin/2026/11/tin/)\n")
    tiny.edit("content/tin/b.md", "title: Tin", "title: Hai")
    assert [line.split(": ")[1] for line in found(tiny, "W303", "W429")] == ["warning[W303]", "warning[W429]"]


def test_a_code_behind_a_mistyped_one_counts(site: Callable[[str], TinySite]) -> None:
    """What silences nothing is said by builds too, and never takes the other codes along."""
    tiny = site(f"-- content/tin/a.md --\n{HEAD}<!-- ssg: ignore W999; w435 vì là lời người ta, 2026 -->\nHai nguời.\n")
    assert found(tiny, "W435") == []
    assert [line.partition("]: ")[2] for line in found(tiny, "W446")] == ["unknown code `W999`; it silences nothing"]
    assert "[W446]" in tiny.said()
