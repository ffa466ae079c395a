"""What a deploy leaves at a target: always the output folder, whenever it is killed, whoever else deploys."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.core.errors import SiteProblem
from ssg.deploy import manifest, plan, send
from ssg.deploy.manifest import FOLDER, HEAD, decode_head
from tests.deploy.shelf import Cut, Laptop, Shelf

FIRST = {"index.html": b"1", "a/index.html": b"1", "b/index.html": b"1", "x.css": b"1", "old": b"1"}
SECOND = {"index.html": b"2", "a/index.html": b"1", "c/index.html": b"2", "x.css": b"2", "old/new.html": b"2"}


def deployed() -> tuple[Shelf, Laptop]:
    shelf = Shelf()
    laptop = Laptop(shelf)
    laptop.output = dict(FIRST)
    laptop.deploy()
    return shelf, laptop


def test_only_what_changed_is_sent_and_two_heads() -> None:
    shelf, laptop = deployed()
    assert shelf.site() == FIRST
    laptop.output = dict(SECOND)
    shelf.log.clear()
    laptop.deploy()
    assert shelf.site() == SECOND
    assert shelf.log == [
        ("read", (HEAD,)),
        ("swap", (HEAD,)),
        ("remove", ("old",)),  # in the way of a folder
        ("send", ("c/index.html", "index.html", "old/new.html", "x.css")),
        ("remove", ("b/index.html",)),
        ("swap", (HEAD,)),
    ]


def test_pages_before_the_lists_that_link_to_them_and_removals_last() -> None:
    shelf, laptop = deployed()
    laptop.output = {
        "s.css": b"",
        "a/": b"",
        "list/": b"",
        "index.html": b"3",
        "feed.xml": b"",
        "_blocks/n": b"",
        "t/": b"",
    }
    laptop.kinds = {"s.css": "", "a/": "article", "list/": "category", "index.html": "home", "feed.xml": "atom"}
    laptop.kinds |= {"_blocks/n": "block", "t/": "a kind that somebody adds"}
    shelf.log.clear()
    laptop.deploy()
    sent = [paths for name, paths in shelf.log if name in ("send", "remove")]
    assert sent == [
        ("_blocks/n", "s.css"),
        ("a/",),
        ("list/", "t/"),
        ("feed.xml", "index.html"),
        ("a/index.html", "b/index.html", "old", "x.css"),
    ]
    laptop.output["_blocks/n"] = b"2"  # it links to a new page now
    laptop.output["new/"] = b""
    laptop.kinds["new/"] = "article"
    shelf.log.clear()
    laptop.deploy()
    assert [paths for name, paths in shelf.log if name == "send"] == [("new/",), ("_blocks/n",)]


@pytest.mark.parametrize("how", ["before", "half", "after"])
def test_killed_at_any_request_it_is_continued(how: str) -> None:
    shelf, laptop = deployed()
    files = dict(shelf.files)
    for cut in range(20):
        shelf.files, shelf.requests, shelf.cut_at, shelf.how = dict(files), 0, cut, how
        laptop.output = dict(SECOND)
        try:
            laptop.deploy()
        except Cut:
            shelf.cut_at = -1
            laptop.output["a/index.html"] = b"3"  # edited meanwhile
            laptop.deploy()
            assert shelf.site() == laptop.output, cut
        else:
            assert cut == 6
            assert shelf.site() == SECOND
            return
    pytest.fail("it never ends")


def test_what_was_sent_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_FILES_OF_A_BATCH", 10)
    monkeypatch.setattr(plan, "_MOST_BATCHES", 1000)
    shelf = Shelf()
    laptop = Laptop(shelf)
    laptop.output = {f"{n:03}": b"%d" % n for n in range(100)}
    shelf.cut_at = 12  # in the middle
    with pytest.raises(Cut):
        laptop.deploy()
    there = len(shelf.site())
    assert 20 < there < 80
    shelf.cut_at = -1
    assert laptop.deploy().files <= 100 - there + 10  # but for the part that was in doubt
    assert shelf.site() == laptop.output


def test_another_machine_is_refused_until_it_takes_over() -> None:
    shelf, laptop = deployed()
    other = Laptop(shelf, "other")
    other.output = dict(SECOND)
    before = dict(shelf.files)
    with pytest.raises(SiteProblem, match=r"last deployed from elsewhere \(laptop, generation 1\)"):
        other.deploy()
    assert shelf.files == before
    other.deploy(take_over=True)
    assert shelf.site() == SECOND
    with pytest.raises(SiteProblem, match=r"last deployed from elsewhere \(other, generation 2\)"):
        laptop.deploy()


def test_machines_with_one_name_continue_each_other() -> None:
    shelf = Shelf()
    for number in range(3):
        runner = Laptop(shelf, f"runner{number}", "ci")
        runner.output = {"index.html": b"%d" % number}
        runner.deploy()
        assert shelf.site() == runner.output


def test_another_site_is_never_overwritten() -> None:
    shelf, _ = deployed()
    head = decode_head(shelf.files[HEAD])
    shelf.files[HEAD] = manifest.encode_head(manifest.Head(site="other.vn", by=head.by))
    with pytest.raises(SiteProblem, match=r"holds another site: other\.vn"):
        Laptop(shelf).deploy(take_over=True)


def test_a_deploy_that_runs_elsewhere_is_waited_for() -> None:
    shelf, laptop = deployed()
    shelf.requests, shelf.cut_at = 0, 3
    laptop.output = dict(SECOND)
    with pytest.raises(Cut):
        laptop.deploy()
    shelf.cut_at = -1
    other = Laptop(shelf, "other")
    other.output, other.now = {"index.html": b"9"}, laptop.now + 100
    with pytest.raises(
        SiteProblem, match="another deploy to this target is running; it was last heard of 100 seconds ago"
    ):
        other.deploy(take_over=True)
    other.now = laptop.now + send.LEASE
    other.deploy(take_over=True)
    assert shelf.site() == other.output


@pytest.mark.parametrize("at", range(8))
def test_two_at_once(at: int) -> None:
    """The second begins at any request of the first; one of them is refused, and nothing is mixed up."""
    shelf, laptop = deployed()
    laptop.output = dict(SECOND)
    other = Laptop(shelf, "other")
    other.output = {"index.html": b"other"}
    refused: list[SiteProblem] = []

    def begin() -> None:
        if shelf.requests == at:
            shelf.before_each = lambda: None
            try:
                other.deploy(take_over=True)
            except SiteProblem as problem:
                refused.append(problem)

    shelf.requests, shelf.before_each = 0, begin
    try:
        laptop.deploy()
    except SiteProblem as problem:
        assert ("last deployed from elsewhere" if at == 0 else "has begun meanwhile") in str(problem)
        refused.append(problem)
        winner = other
    else:
        winner = laptop
    shelf.before_each = lambda: None
    assert len(refused) == (1 if at < 6 else 0)
    assert shelf.site() == winner.output
    winner.deploy(take_over=True)
    assert shelf.site() == winner.output


def test_who_was_overtaken_says_what_it_may_have_written() -> None:
    """It was silent for too long, somebody took over, and then its files arrived after all."""
    shelf, laptop = deployed()
    laptop.output = dict(SECOND)
    other = Laptop(shelf, "other")
    other.output, other.now = {**FIRST, "index.html": b"other"}, laptop.now + send.LEASE + 1

    def sleep() -> None:
        if shelf.log[-1][0] == "swap":
            shelf.before_each = lambda: None
            other.deploy(take_over=True)
            assert shelf.site() == other.output

    shelf.log.append(("", ()))
    shelf.before_each = sleep
    with pytest.raises(SiteProblem, match="another deploy to this target has begun meanwhile"):
        laptop.deploy()
    assert shelf.site() != other.output
    assert other.deploy().files == 4
    assert shelf.site() == other.output


def test_an_answer_that_was_lost_is_not_taken_for_somebody_else() -> None:
    shelf, laptop = deployed()
    laptop.output = dict(SECOND)
    lost: list[str] = []
    swap = shelf.swap

    def once_more(path: str, data: bytes, version: str | None) -> str:
        if not lost:  # as a library that asks again when no answer came
            lost.append(swap(path, data, version))
        return swap(path, data, version)

    shelf.swap = once_more  # type: ignore[method-assign]
    laptop.deploy()
    assert shelf.site() == SECOND


@pytest.mark.parametrize("damage", [None, b"", b"not gzip", gzip.compress(b"{}", mtime=0)])
def test_a_lost_manifest_is_rebuilt_from_a_listing(damage: bytes | None) -> None:
    shelf, laptop = deployed()
    if damage is None:
        del shelf.files[HEAD]
    else:
        shelf.files[HEAD] = damage
    shelf.files["ads/mine.txt"] = b"somebody's"
    laptop.output = dict(SECOND)
    found = laptop.deploy(remove_all=False)
    assert found.strangers == ("ads/mine.txt", "b/index.html", "old")
    assert shelf.site() == {**SECOND, "ads/mine.txt": b"somebody's", "b/index.html": b"1", "old": b"1"}
    shelf.log.clear()
    assert laptop.deploy(remove_all=False).files == 0
    assert "list" not in [name for name, _ in shelf.log]
    laptop.deploy()
    assert shelf.site() == SECOND


def test_a_page_of_an_article_stays_until_it_is_answered_for() -> None:
    shelf, laptop = deployed()
    laptop.output, laptop.kinds = {"a.html": b"", "b.html": b""}, {"a.html": "article", "b.html": "article"}
    laptop.deploy()
    del laptop.output["a.html"]
    assert laptop.deploy(remove_all=False).kept == ("a.html",)
    assert "a.html" in shelf.site()
    laptop.deploy()
    assert "a.html" not in shelf.site()


def test_the_base_is_renewed_and_the_old_one_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "_FEW", 3)
    shelf, laptop = deployed()
    for number in range(12):
        laptop.output[f"{number}.html"] = b"x"
        laptop.deploy()
        assert shelf.site() == laptop.output
        assert len([path for path in shelf.files if path.startswith(f"{FOLDER}/base-")]) <= 2
        assert len(decode_head(shelf.files[HEAD]).changed) <= 4
    del shelf.files[
        next(path for path in shelf.files if path == manifest.base_file(decode_head(shelf.files[HEAD]).base))
    ]
    laptop.deploy()  # a manifest without its base is a lost one
    assert shelf.site() == laptop.output


PATHS = st.sampled_from(["a", "a/x", "b/index.html", "c", "d/e/f", "d/e", "index.html"])
OUTPUTS = st.dictionaries(PATHS, st.sampled_from([b"1", b"2"]), max_size=6).filter(
    lambda found: not any(f"{other}/".startswith(f"{path}/") and other != path for path in found for other in found)
)
STEP = st.tuples(OUTPUTS, st.integers(-1, 12), st.sampled_from(["before", "half", "after"]), st.integers(0, 1))


@settings(max_examples=150)
@given(st.lists(STEP, max_size=8), st.integers(0, 4))
def test_after_any_sequence_the_target_is_the_output_folder(
    steps: list[tuple[dict[str, bytes], int, str, int]], few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest, "_FEW", few)
        shelf = Shelf()
        laptops = [Laptop(shelf, "one"), Laptop(shelf, "two")]
        for output, cut, how, who in steps:
            laptop = laptops[who]
            laptop.output = output
            for other in laptops:
                other.now += send.LEASE
            shelf.requests, shelf.cut_at, shelf.how = 0, cut, how
            try:
                laptop.deploy(take_over=True)
            except Cut:
                continue
            assert shelf.site() == output
        shelf.cut_at = -1
        laptops[0].now += send.LEASE
        laptops[0].deploy(take_over=True)
        assert shelf.site() == laptops[0].output
