"""Front matter of other systems: what says "not public" is obeyed, and every key that we read otherwise is named."""

from __future__ import annotations

import pytest

from ssg.content.frontmatter import Split
from tests.documents import tables
from tests.frontmatter.reading import read as read_block
from tests.frontmatter.reading import with_title as read


def codes(split: Split) -> list[str]:
    return [one.code for one in split.diagnostics]


NOT_PUBLIC = """
published: false; publish: no; Published: "false"; public: off; is_published: 0; render: false; permalink: false
private: true; isDraft: true; is-draft: yes; unpublished: true; headless: true; _build: {render: never}
status: draft; Status: Private; status: pending; status: auto-draft; post_status: trash; visibility: private
nhap: true; ban-nhap: có
state: draft; trạng thái: nháp; trạng thái: chờ duyệt; riêng tư: có; công khai: không; build: {render: false}
status: [draft]; trạng thái: [tin, chờ duyệt]; published: chưa; đã đăng: chưa; published: draft; đã duyệt: không
ready: false; approved: no; wip: true; removed: true; gỡ bài: true; rút: có
gỡ: true; thu hồi: có; đã gỡ bài: true; bị gỡ: có; xoá: true; ngừng đăng: có; retracted: true; gone: yes
unpublish: yes; disabled: true; status: withdrawn; status: removed; trạng thái: đã gỡ; trạng thái: thu hồi
published: removed; tình trạng: nháp; trạng thái: chưa duyệt; trạng thái: đang viết
nội bộ: true; không đăng: có; internal: yes
""".replace("\n", "; ").strip("; ")
PARTLY = """
hidden: true; unlisted: true; listed: false; visible: false; password: abc; visibility: members; visibility: unlisted
status: hidden; status: archived; _build: {list: never}; eleventyExcludeFromCollections: true; ẩn: true; ẩn bài: có
status: 0; hiển thị: không
""".replace("\n", "; ").strip("; ")


@pytest.mark.parametrize("block", NOT_PUBLIC.split("; "))
def test_not_public_is_a_draft(block: str) -> None:
    split = read(block)
    assert split.front is not None
    assert (split.front.draft, codes(split)) == (True, ["N136"])
    again = read(f"draft: false\n{block}").front
    assert again is not None
    assert again.draft


@pytest.mark.parametrize("block", PARTLY.split("; "))
def test_public_to_some_is_a_draft_with_a_warning_that_names_the_key(block: str) -> None:
    split = read(block)
    assert split.front is not None
    assert (split.front.draft, codes(split)) == (True, ["W126"])
    assert block.partition(":")[0] in str(split.diagnostics[0].message)
    assert "abc" not in str(split.diagnostics[0].message)  # a password is no message


@pytest.mark.parametrize(
    "block",
    ["published: true", "status: publish", "visibility: public", "private: false", "hidden: no", "status:",
     "state: Huế", "published: 2026-01-01", "_build: {render: always}", "password: ''", "status: 1", "sitemap: true",
     "sitemap: {priority: 0.5}", "sitemap_exclude: false", "status: [published]", "params: {draft: false, x: 1}",
     "approved: 2030-01-01", "trạng thái: đã đăng",
     "gỡ bài: false", "đã gỡ: chưa", "deleted: no", "deleted_at: null", "retracted:", "lastmod: ''", "removed: 3",
     "suspended: Nguyễn Văn A", "archived: false", "killed: 1",
     "weather: {visibility: low}", "duyệt: Nguyễn Văn A", "release_date: 2030-01-01"],
)  # fmt: skip
def test_public_is_public_without_a_word(block: str) -> None:
    split = read(block)
    assert split.front is not None
    assert (split.front.draft, codes(split)) == (False, [])


@pytest.mark.parametrize("word", ["yes", "Yes", '"true"', "1", "on", "y", "có", "no", "'False'", "0", "off", "không"])
def test_a_draft_is_read_in_all_its_spellings(word: str) -> None:
    split = read(f"draft: {word}")
    assert split.front is not None
    assert split.front.draft is (word in ("yes", "Yes", '"true"', "1", "on", "y", "có"))
    assert codes(split) == ["N139"]
    assert f"`{str(split.front.draft).lower()}`" in str(split.diagnostics[0].hint)


@pytest.mark.parametrize(
    "block",
    ["status: xyz", "archived: true", "archived: 2026-11-25", "expired: yes",
     "noindex: true", "robots: 'noindex, follow'", "sitemap: false", "sitemap: {exclude: true}",
     "sitemap: {disable: yes, priority: 1}", "sitemap_exclude: true", "exclude-from-sitemap: true",
     "params: {draft: true}", "extra: {published: false}", "seo: {noindex: true}", "robots: [noindex, nofollow]"],
)  # fmt: skip
def test_what_is_not_known_is_named(block: str) -> None:
    split = read(block)
    assert split.front is not None
    assert (split.front.draft, codes(split)) == (False, ["W127"])
    assert block.partition(":")[0] in str(split.diagnostics[0].message)


def test_a_later_day_of_publication_is_the_date() -> None:
    late, early, none = read("publishDate: 2030-01-01"), read("publishDate: 2020-01-01"), read("embargo: soon")
    assert late.front is not None
    assert early.front is not None
    assert (late.front.date.year, codes(late)) == (2030, ["N136"])
    assert codes(read("published: 2030-01-01")) == ["N136"]
    assert (early.front.date.year, codes(early)) == (2026, [])
    assert codes(none) == ["W127"]


@pytest.mark.parametrize(
    "key", ["scheduled", "hẹn giờ", "ngày đăng", "date_published", "post-date", "Ngày xuất bản", "cấm vận"]
)
def test_a_day_of_publication_under_any_name_holds_an_article_back_and_is_named_without_a_date(key: str) -> None:
    late = read(f"{key}: 2030-01-01 08:00")
    assert late.front is not None
    assert (late.front.date.year, codes(late)) == (2030, ["N136"])
    alone = read_block(f"title: T\n{key}: 2030-01-01 08:00")
    assert sorted(codes(alone)) == (["E103"] if key == "scheduled" else ["E103", "W129"])


def test_an_end_of_publication_is_one_under_other_names() -> None:
    split = read("expiryDate: 2027-01-01")
    assert split.front is not None
    assert split.front.expires is not None


@pytest.mark.parametrize("value", ["post", "Posts", "blog-post", "news", "tin tức", "story"])
def test_types_of_other_systems_are_articles(value: str) -> None:
    split = read(f"type: {value}")
    assert split.front is not None
    assert (split.front.type, codes(split)) == ("article", ["N137"])
    assert codes(read(f"layout: {value}")) == ["N137"]


def test_other_types_are_errors() -> None:
    assert codes(read("type: gallery")) == ["E114"]


@pytest.mark.parametrize("value", ["pages", "Static", "trang", "Trang tĩnh", "static-page"])
def test_types_of_other_systems_are_plain_pages(value: str) -> None:
    split = read(f"type: {value}")
    assert split.front is not None
    assert split.front.type == "page"
    assert "N137" in codes(split)


@pytest.mark.parametrize(
    ("block", "hint"),
    [
        ("withdrawn: true", "until then it stays public"),
        ("withdrawn: có", "until then it stays public"),
        ("withdrawn: {date: yes, reason: x}", "until then it stays public"),
        ("withdrawn: false", "remove the line"),
        ("withdrawn: sai sự thật", "is not a date"),
        ("withdrawn: {reason: sai}", "write `date:`"),
    ],
)
def test_a_withdrawal_that_is_none_says_that_the_article_stays(block: str, hint: str) -> None:
    (said,) = read(block).diagnostics
    assert said.code in ("E114", "E115")
    assert "not taken down" in str(said.message) or "it is not" in str(said.message)
    assert hint in str(said.hint)


@pytest.mark.parametrize(
    ("block", "code", "says"),
    [
        ("gỡ bài: 2026-11-24", "W129", "does not take the article down"),
        ("removed: 2026-11-24", "W129", "does not take the article down"),
        ("deleted_at: 2026-11-24", "W129", "does not take the article down"),
        ("ngày gỡ: 2026-11-24", "W129", "does not take the article down"),
        ("withdrwan: 2026-11-24", "W120", "does not take the article down"),
        ("expries: 2026-11-24", "W120", "does not take the article down"),
        ("drafft: true", "W120", "does not keep the article back"),
        ("lastmod: 2026-11-24", "W129", "the key of another system for `updated`"),
    ],
)
def test_a_key_that_is_not_obeyed_says_that_the_article_is_public(block: str, code: str, says: str) -> None:
    split = read(block)
    assert split.front is not None
    assert ([one.code for one in split.diagnostics], split.front.draft) == ([code], False)
    assert says in str(split.diagnostics[0].message)


@pytest.mark.parametrize("block", ["gỡ bài: có", "status: retracted", "published: removed"])
def test_who_takes_an_article_down_by_another_word_is_told_how_it_is_gone_for_good(block: str) -> None:
    assert "`withdrawn:`" in str(read(block).diagnostics[0].hint)


def test_what_only_is_no_news_yet_is_not_said_to_be_taken_down() -> None:
    assert "withdrawn" not in str(read("private: true").diagnostics[0].hint)


MEANT = {
    "categories": "category",
    "section": "category",
    "excerpt": "summary",
    "custom_excerpt": "summary",
    "mô tả": "summary",
    "lastmod": "updated",
    "last_modified_at": "updated",
    "redirect_from": "aliases",
    "url": "aliases",
    "cover": "image",
    "thumbnail": "image",
    "featuredImage": "image",
    "ảnh đại diện": "image",
    "keywords": "tags",
    "byline": "authors",
    "bút danh": "authors",
    "post_name": "slug",
    "sticky": "featured",
    "expiration": "expires",
    "unpublish_on": "expires",
    "ngày hết hạn": "expires",
    "ngày gỡ": "expires",
    "retracted": "withdrawn",
    "thu hồi": "withdrawn",
    "ngày gỡ bài": "withdrawn",
    "deletedAt": "withdrawn",
    "canonicalURL": "source",
}


@pytest.mark.parametrize(("key", "ours"), MEANT.items())
def test_keys_with_another_name_are_named(key: str, ours: str) -> None:
    split = read(f"{key}: /x/")
    assert codes(split) == ["W129"]
    assert f"`{ours}`" in str(split.diagnostics[0].message) + str(split.diagnostics[0].hint)
    value = {
        "updated": "2026-11-25",
        "expires": "2027-11-25",
        "withdrawn": "2027-11-25",
        "aliases": "/y/",
        "featured": "1",
    }.get(ours, "y")
    assert codes(read(f"{key}: /x/\n{ours}: {value}")) == []


def test_keys_in_a_table_of_another_system_are_named_one_by_one() -> None:
    split = read("taxonomies: {tags: [a], categories: [b], other: [c]}")
    assert [(one.code, one.place.column) for one in split.diagnostics] == [("W129", 14), ("W129", 25)]
    assert codes(read("params: {tags: [a]}")) == []


@pytest.mark.parametrize(
    ("value", "slug"),
    [
        ("/2014/03/x.html", "x"),
        ("a/b/", "b"),
        ("/2020/01/x/index.html", "x"),
        ("/x/", "x"),
        ("/tin/Bài Một", "bai-mot"),
    ],
)
def test_a_slug_that_is_a_path(value: str, slug: str) -> None:
    split = read(f"slug: {value}")
    assert split.front is not None
    assert (split.front.slug, codes(split)) == (slug, ["W128"])
    assert f"slug: {slug}" in str(split.diagnostics[0].hint)
    assert "aliases: [/" in str(split.diagnostics[0].hint)


def test_a_slug_that_is_too_long_is_not_said_to_become_itself() -> None:
    split = read(f"slug: {'mot-hai-ba-' * 10}x")
    assert [str(one.message) for one in split.diagnostics] == ["`slug` is cut to 80 characters"]


@pytest.mark.parametrize(
    ("path", "said"),
    [("/a/b.aspx", ["N138"]), ("/a/tin.ldo", ["N138"]), ("/tin-3.5-do", ["N138"]), ("/a/b.html", []), ("/a/b.HTM", []),
     ("/a.b/c", []), ("/a.b/", []), ("/a%23b", []), ("/100%", ["E117"]), ("/a%zz/", ["E117"]), ("/a#b", ["E117"])],
)  # fmt: skip
def test_old_addresses_that_browsers_would_download(path: str, said: list[str]) -> None:
    assert codes(read(f"aliases: ['{path}']")) == said


def test_the_documentation_says_what_is_read() -> None:
    (table,) = [each for each in tables("front-matter.md") if each.heading == "Keys of other systems"]
    for row in table.rows:
        for block in [cell for cell in row[0].split("`")[1::2] if ": " in cell and "…" not in cell]:
            assert codes(read(block)) == [row[2].strip("`")], block


@pytest.mark.parametrize(("key", "meant"), [("sapp", "sapo"), ("tgas", "tags"), ("slgu", "slug"), ("imgae", "image")])
def test_slips_of_short_keys(key: str, meant: str) -> None:
    split = read(f"{key}: x")
    assert [(one.code, str(one.hint)) for one in split.diagnostics] == [("W120", f"did you mean `{meant}`?")]


def test_a_key_one_letter_from_one_that_is_there_is_nobodys_slip() -> None:
    assert codes(read("data: x")) == []


@pytest.mark.parametrize("key", ["resources", "resource", "collections", "updated_by", "authorBox"])
def test_a_key_of_another_system_that_only_resembles_ours_is_no_slip(key: str) -> None:
    assert codes(read(f"{key}: x")) == []


@pytest.mark.parametrize(
    ("block", "hint"),
    [
        ("categories: thoi-su the-gioi", "an article has one category"),
        ("categories: Thời sự", "write `category` in place of"),
        ("co_authors: [A, B]", "in `authors`"),
        ("author: A\ncontributors: [B]", "in `authors`"),
        ("created: 2026-01-01", ""),
        ("published_date: 2026-01-01", ""),
        ("summary: x\nseo_description: x", ""),
        ("seo_description: x", "write `summary` in place of"),
        ("permalink: /:categories/:year/:month/:day/:title.html", "/{category}/{yyyy}/{mm}/{dd}/{slug}.html`"),
        ("permalink: /:collection/:title/", "`{slug}`, not `:slug`"),
    ],
)  # fmt: skip
def test_the_hint_is_right_for_what_was_written(block: str, hint: str) -> None:
    said = read(block).diagnostics
    assert bool(said) == bool(hint)
    assert not said or hint in str(said[0].hint)


@pytest.mark.parametrize(
    ("block", "tags", "said"),
    [
        ("tags: '#bão #lũ'", ("bão", "lũ"), ["N149"]),
        ("tags: #bão #lũ", ("bão", "lũ"), ["W121", "N149"]),
        ("tags: ['#bão', '#an_toàn_giao_thông']", ("bão", "an toàn giao thông"), []),
        ("tags: '#bão, #lũ'", ("bão", "lũ"), []),
        ("tags: bão | lũ", ("bão", "lũ"), ["N149"]),
        ("tags: C#, a#b", ("C#", "a#b"), []),
        ("tags: ['#1', '|']", ("#1", "|"), []),
        ("tags: '#Bão số 9'", ("Bão số 9",), []),
        ("tags: ['#Bão số 9', 'C#', '# a']", ("Bão số 9", "C#", "# a"), []),
        ("tags: '#Bão số 9, #lũ quét'", ("Bão số 9", "lũ quét"), []),
    ],
)
def test_hashtags_and_bars(block: str, tags: tuple[str, ...], said: list[str]) -> None:
    split = read(block)
    assert split.front is not None
    assert (split.front.tags, codes(split)) == (tags, said)


@pytest.mark.parametrize(
    ("block", "hint"),
    [
        ("category: [A]", "write `category: A`"),
        ("category: [A, B]", "write one of them"),
        ("author: {name: A, email: b}", "write `author: A`"),
        ("authors: [{name: A}]", "write `A`"),
        ("series: [A]", "write `series: A`"),
        ("image: [a.jpg]", "write `image: a.jpg`"),
        ("image: [a.jpg, b.jpg]", "write one of them"),
        ("redirect_to: /b/", "remove the file, and add its URL to the redirect table"),
    ],
)
def test_what_is_no_text_is_shown_as_text(block: str, hint: str) -> None:
    assert [str(one.hint) for one in read(block).diagnostics] == [hint]


def test_a_country_is_no_language() -> None:
    split = read("language: vn")
    assert codes(split) == ["E114"]
    assert "`vi`" in str(split.diagnostics[0].hint)
