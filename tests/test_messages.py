"""What is said to editors: complete in both languages, in the one that was asked for, never put into words early."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ssg.cli.language import take_language, usual_language
from ssg.core.catalogue import ENGLISH, Catalogue
from ssg.core.message import Message, both, changed, joined, many, say, verbatim
from ssg.core.system import reason_of
from tests.command import ssg
from tests.conftest import TinySite
from tests.documents import ROOT, table
from tests.words import templates, text_of

PACKAGE = ROOT / "ssg"
VIETNAMESE = Catalogue("vi")
FIELD = re.compile(r"\{\{|\}\}|\{[a-z][a-z0-9_]*(?::[^}]*)?\}")
CODE = re.compile(r"`[^`]*`")
BROKEN = "-- content/tin/a.md --\n---\ntitel: A\ndate: 24/13/2026\n---\nx\n"


def every_template() -> Iterator[tuple[str, str, str]]:
    """Where something is said, its template, and its plural."""
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for line, one, other in templates(tree, file.as_posix()):
            yield f"{file.relative_to(ROOT)}:{line}", one, other


def test_everything_is_there_in_vietnamese() -> None:
    """If this fails: `make words`, then write the Vietnamese into `ssg/locale/vi/LC_MESSAGES/messages.po`."""
    with (PACKAGE / "locale/vi/LC_MESSAGES/messages.po").open("rb") as source:
        catalogue = read_po(source, locale="vi")
    found = list(every_template())
    assert len(found) > 1000
    for place, one, other in found:
        entry = catalogue.get(one)
        assert entry is not None, f"{place}: not gathered: {one}"
        said = entry.string if isinstance(entry.string, str) else "".join(entry.string or ())
        assert said, f"{place}: no Vietnamese: {one}"
        assert not entry.fuzzy, f"{place}: {one}"
        wanted = other or one
        assert sorted(FIELD.findall(said)) == sorted(FIELD.findall(wanted)), f"{place}: {said}"
        assert len(CODE.findall(said)) == len(CODE.findall(wanted)), f"{place}: {said}"
        assert said[:1].isspace() == wanted[:1].isspace(), f"{place}: {said}"
        assert said.endswith(".") == wanted.endswith("."), f"{place}: {said}"


def test_nothing_else_is_in_the_catalogue() -> None:
    with (PACKAGE / "locale/vi/LC_MESSAGES/messages.po").open("rb") as source:
        catalogue = read_po(source, locale="vi")
    known = {one for _, one, _ in every_template()}
    gone = [m.id for m in catalogue if m.id and (m.id if isinstance(m.id, str) else m.id[0]) not in known]
    assert gone == [], "run `make words`"


# Calls whose arguments are messages, and those that print.
SAYING = frozenset("error warning notice at_value at_key Complaint Failure Misuse BadValue Invalid".split())


def said_early(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield texts that are put into words where they are made, or printed untranslated."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in ("say", "many") and not text_of(node.args[0]):
            yield node.lineno, "the template is not a literal"
        words = [arg for arg in node.args if _has_words(arg)] if name in SAYING else []
        if name == "echo" and _has_words(node.args[0]):
            words = [node.args[0]]
        yield from ((arg.lineno, ast.unparse(arg)) for arg in words)


def _has_words(node: ast.expr) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [text_of(part) for part in parts]
    return any(re.search(r"[a-z]{2}.* |[a-z]{3}: ", f"{text} ") for text in texts if not re.fullmatch(r"\S*", text))


def test_every_form_of_a_number_is_known() -> None:
    """One that `say` does not know would be printed as it stands."""
    texts = {text for _, one, other in every_template() for text in (one, other)}
    fields = {field for text in texts for field in re.findall(r"\{(\w+:[^{}]*)\}", text or "")}
    assert {field for field in fields if "{" in str(Message(f"{{{field}}}", ((field.split(":")[0], 1),)))} == set()
    assert fields


def test_nothing_is_put_into_words_early() -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        if file.name != "message.py":
            early = list(said_early(ast.parse(file.read_text(encoding="utf-8"))))
            assert early == [], f"{file.relative_to(ROOT)}: {early}"


@pytest.mark.parametrize(
    "wrong",
    [
        'notes.error("E101", node, "missing title")',
        'warning("W120", f"unknown key {key}", place)',
        'raise Failure(f"cannot read {file}")',
        'click.echo("nothing to do")',
        "say(template, key=key)",
    ],
)
def test_words_said_early_are_found(wrong: str) -> None:
    assert list(said_early(ast.parse(wrong)))


def test_words_of_a_message() -> None:
    message = say("file too large: {number:,} bytes; an article may have at most {largest:,}", number=5_000, largest=10)
    assert str(message) == "file too large: 5,000 bytes; an article may have at most 10"
    assert VIETNAMESE(message) == "tệp quá lớn: 5.000 byte; mỗi bài được tối đa 10"
    assert ENGLISH(many("{n:,} error", "{n:,} errors", n=1)) == "1 error"
    assert VIETNAMESE(many("{n:,} error", "{n:,} errors", n=1_200)) == "1.200 lỗi"
    assert VIETNAMESE(both(["a", say("picture"), "c"])) == "a và ảnh và c"
    assert VIETNAMESE(joined([say("picture"), say("file")])) == "ảnh, tệp"
    assert str(say("{{slug}} {name}", name="{x}")) == "{slug} {x}"
    assert not both([])
    assert str(changed(say("{a} {b}", a="x", b=say("{c}", c="x")), str.upper)) == "X X"


def test_a_template_from_the_state_reaches_nothing_but_its_values() -> None:
    hostile = Message("{a.__class__} {a!r} {a[0]} {a:>99999999999} {b}", (("a", "x"),))
    assert str(hostile) == "{a.__class__} {a!r} {a[0]} {a:>99999999999} "


@pytest.mark.parametrize("said", ["Permission denied", "strange {thing}", ""])
def test_the_systems_words_stay_where_nobody_knows_others(said: str) -> None:
    problem = OSError(13, said)
    assert str(reason_of(problem)) == (said or str(problem))
    assert (VIETNAMESE(reason_of(problem)) == str(reason_of(problem))) == (said != "Permission denied")


def test_english_reads_no_catalogue() -> None:
    words = Catalogue("en")
    assert words(say("missing `title`")) == "missing `title`"
    assert vars(words)["_loaded"] is None


@pytest.mark.parametrize(
    ("arguments", "given", "others"),
    [
        ("--lang vi build", "vi", "build"),
        ("build --lang vi -C x", "vi", "build -C x"),
        ("build --lang=en", "en", "build"),
        ("build --lang", "", "build --lang"),
        ("--lang en build --lang vi", "vi", "build"),
        ("new -- --lang vi", "", "new -- --lang vi"),
    ],
)
def test_lang_stands_anywhere(arguments: str, given: str, others: str) -> None:
    assert take_language(arguments.split()) == (given, others.split())


SITES = {
    "named": 'title = "x"\nlanguage = "en"\n',
    "silent": 'title = "x"\n',
    "broken": "title = x y\nlanguage = 'en-GB' # so\n",
    "french": 'language = "fr"\n',
    "deep": '[theme]\nlanguage = "en"\n',
}


@pytest.mark.parametrize(
    ("environ", "site", "wanted"),
    [
        ({"SSG_LANG": "vi", "LANG": "en_US.UTF-8"}, "named", "vi"),
        ({"SSG_LANG": "fr", "LANG": "en_US.UTF-8"}, "silent", "en"),
        ({"LANG": "vi_VN.UTF-8"}, "named", "vi"),
        ({"LC_ALL": "en_GB", "LANG": "vi_VN"}, "silent", "en"),
        ({"LC_ALL": "C", "LC_MESSAGES": "POSIX", "LANG": "C.UTF-8"}, "silent", "vi"),
        ({"LANG": "de_DE.UTF-8"}, "named", "en"),
        ({}, "named", "en"),
        ({}, "silent", "vi"),
        ({}, "broken", "en"),
        ({}, "french", "en"),
        ({}, "deep", "vi"),
        ({}, "absent", "en"),
    ],
)
def test_the_language_of_a_command(environ: dict[str, str], site: str, wanted: str, tmp_path: Path) -> None:
    if site in SITES:
        (tmp_path / "site.toml").write_text(SITES[site], encoding="utf-8")
    assert usual_language(["build", "-C", str(tmp_path)], environ) == wanted
    assert usual_language(["build", f"-C{tmp_path}"], environ) == wanted


def test_a_build_speaks_vietnamese(site: Callable[[str], TinySite]) -> None:
    tiny = site(BROKEN)
    done = ssg("build", "--lang", "vi", "-C", tiny.root)
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert lines[0] == "content/tin/a.md:1:1: error[E102]: thiếu `title`"
    assert '    gợi ý: viết `title: "Tiêu đề của bài"`' in lines
    assert lines[-1] == "không đăng gì: 2 lỗi, 1 cảnh báo"


def test_machines_are_told_the_same_in_both_languages(site: Callable[[str], TinySite]) -> None:
    tiny = site(BROKEN)
    english, vietnamese = (
        json.loads(ssg("check", "--lang", language, "--format", "json", "-C", tiny.root).stdout)
        for language in ("en", "vi")
    )
    plain = [[{**one, "message": "", "hint": ""} for one in found["diagnostics"]] for found in (english, vietnamese)]
    assert plain[0] == plain[1]
    assert vietnamese["diagnostics"][0]["message"] == "thiếu `title`"


def test_another_language_parses_nothing_again(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\ntags: [x, x]\n---\nx\n")
    ssg("build", "--lang", "en", "-C", tiny.root, "--now", "2026-11-24")
    done = ssg("build", "--lang", "vi", "--report", "-", "-C", tiny.root, "--now", "2026-11-24", cwd=tiny.root)
    report = tiny.root / "report.json"
    done = ssg("build", "--lang", "vi", "--report", report, "-C", tiny.root, "--now", "2026-11-25")
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["parsed"] == 0
    assert "trùng 'x' trong `tags`" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "Lỗi: Không có lệnh 'bild'. Có phải là 'build'?"),
        (["build", "--jobs", "x"], "Lỗi: Giá trị của '--jobs' không hợp lệ: 'x' không phải là số nguyên hợp lệ."),
        (["build", "-o", ""], "Lỗi: Giá trị của '-o' không hợp lệ: đường dẫn không được để trống"),
        (
            ["build", "--base-url", "ftp://x"],
            "Lỗi: Giá trị của --base-url không hợp lệ: phải bắt đầu bằng https:// hoặc http://",
        ),
        (["new"], "Lỗi: Thiếu tham số 'TITLE'."),
        (["explain"], "Lỗi: Thiếu tham số 'URL|FILE'."),
        (["clean", "x"], "Lỗi: Thừa tham số (x)"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str) -> None:
    done = ssg(*arguments, "--lang", "vi")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, said)
    assert done.stderr.startswith("Cách dùng: ssg")


def test_help() -> None:
    told = ssg("build", "--help", "--lang", "vi").stdout
    assert "Nếu có lỗi, trang đang đăng được giữ nguyên." in told
    assert "--lang LANGUAGE" in told
    assert "Chỉ in lỗi." in told
    assert "Dựng trang báo và đăng những gì đã thay đổi." in ssg("--help", "--lang", "vi").stdout


def test_lang_without_a_language_is_wrong_usage() -> None:
    done = ssg("build", "--lang")
    assert (done.returncode, done.stderr) == (2, "Error: Option '--lang' requires an argument.\n")


def test_an_unknown_language_is_wrong_usage() -> None:
    done = ssg("build", "--lang", "fr")
    assert (done.returncode, done.stderr) == (2, "Error: --lang must be one of vi, en, not 'fr'\n")


def test_the_preview_speaks_the_editors_language(site: Callable[[str], TinySite]) -> None:
    from ssg.preview.problems import overlay

    said = site(BROKEN).diagnostics()
    shown = overlay(said, Path(), VIETNAMESE)
    assert "3 vấn đề" in shown
    assert "thiếu `title`" in shown
    assert "3 problems" in overlay(said, Path(), ENGLISH)


def test_texts_of_libraries_are_not_templates() -> None:
    assert str(verbatim("a {b} c")) == "a {b} c"


def test_vietnamese_has_one_term_for_each_concept() -> None:
    refused = table("vi/terms.md", "Terms").names(2)
    assert len(refused) > 15
    with (PACKAGE / "locale/vi/LC_MESSAGES/messages.po").open("rb") as source:
        for entry in read_po(source, locale="vi"):
            said = entry.string if isinstance(entry.string, str) else " ".join(entry.string or ())
            used = [word for word in refused if word in CODE.sub("", said).lower()]
            assert not used, f"{used}: {said}"
