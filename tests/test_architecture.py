"""The shape of the house: layers, one owner for each library, what may be done where, and how long things may grow."""

from __future__ import annotations

import ast
import gettext
import io
import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.hunt.lengths import TIMES
from tests.importgraph import circles, graph

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ssg"
FILES = sorted(file for file in PACKAGE.rglob("*.py") if "theme" not in file.relative_to(PACKAGE).parts[:1])
MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in FILES
    if file.name != "__main__.py"  # importing it runs it
]

# Who may import a library: modules whose name begins so.
OWNERS = {
    "markdown_it": ("ssg.content.markdown.",),
    "mdit_py_plugins": ("ssg.content.markdown.",),
    "nh3": ("ssg.content.markdown.",),
    "tomlkit": ("ssg.content.front_editing.",),
    "pygments": ("ssg.content.markdown.highlight.",),
    "latex2mathml": ("ssg.content.markdown.mathml.",),
    "filelock": ("ssg.store.",),
    "frontmatter": ("ssg.content.frontmatter.",),
    "yaml": ("ssg.content.frontmatter.",),
    "jinja2": ("ssg.render.",),
    "markupsafe": ("ssg.render.", "ssg.pages."),  # views hold text that is HTML already
    "click": ("ssg.cli.",),
    "rich": ("ssg.cli.",),
    "crawleruseragents": ("ssg.cli.most_read.",),
    "PIL": ("ssg.draw.",),
    "pillow_heif": ("ssg.draw.formats.heic.",),
    "sqlite3": ("ssg.store.",),
    # Vectors and what is found by them; the rows of a state, sorted.
    "numpy": ("ssg.index.", "ssg.content.likeness.", "ssg.core.text.", "ssg.core.vector.", "ssg.store.readings."),
    "brotli": ("ssg.store.compress.",),
    "zstandard": ("ssg.store.compress.",),
    "watchfiles": ("ssg.resident.watch.",),
    "starlette": ("ssg.preview.",),
    "uvicorn": ("ssg.preview.server.", "ssg.preview.connections."),
    "anyascii": ("ssg.core.text.scripts.",),
    "segno": ("ssg.cli.serve.",),
    "dask": ("ssg.jobs.dask.",),
    "distributed": ("ssg.jobs.dask.",),
    "obstore": ("ssg.deploy.targets.buckets.",),
    "css_inline": ("ssg.render.inline.",),
    "lxml": ("ssg.importing.xml.", "ssg.importing.html.tree."),
}
# These may read the clock and the environment, and print.
ABOVE = ("ssg.cli.", "ssg.preview.", "ssg.publishing.", "ssg.resident.")
LONGEST_MODULE, LONGEST_FUNCTION = 300, 60  # lines

CLOCK = re.compile(
    r"(datetime|date)\.(now|utcnow|today)|(dt|datetime)\.(datetime|date)\.(now|utcnow|today)|"
    r"time\.(time|time_ns|localtime|gmtime|strftime|ctime|sleep)"
)
ENVIRONMENT = re.compile(
    r"os\.(environb?|getenv|getlogin|getcwd)|Path\.(cwd|home)|sys\.(argv|stdin|stdout|stderr|exit)"
)
# What is read below all the same, and why.
EXCEPTIONS = {
    ("ssg.store.output_folder.", "Path.home"),  # a site may never be published over the home folder
    ("ssg.store.templates.", "Path.home"),  # the user's own cache lies there
    ("ssg.store.templates.", "os.environ"),
}
OPENING = frozenset("open read_bytes read_text write_bytes write_text resolve".split())
# Who opens files without `ssg/store/open.py`, or uses a method of that name: files of our own package, which nobody
# else has put there, or no files at all. (`Path.resolve` raises RuntimeError on links in a circle: `real` does not.)
OPENED_OTHERWISE = {
    ("ssg.core.text.background.", "file.read_bytes"): "a table of our own package",
    ("ssg.preview.app.", "(Path(__file__).parent / 'files' / name).read_bytes"): "scripts of our own package",
    ("ssg.cli.init.", "source.read_text"): "the starter site of our own package",
    ("ssg.cli.streams.", "os.open"): "the null device",
    ("ssg.cli.streams.", "open"): "the null device",
    ("ssg.store.files.", "file.open"): "mode x: made by the call itself, never opened where something is there",
    ("ssg.store.files.", "os.open"): "O_EXCL: the same",
    ("ssg.store.outputs.", "os.open"): "the output folder, to look at the files below it",
    ("ssg.jobs.growth.", "_ROLLUP.read_text"): "what the system tells of this process",
    ("ssg.jobs.early.", "workers.open"): "processes",
    ("ssg.steps.executors.", "workers.open"): "processes",
}
# Methods and functions that change the disk. `replace` is a string's, too: only with a single argument is it a path's.
WRITING = frozenset(
    "write_text write_bytes mkdir makedirs unlink rmdir rmtree touch symlink_to hardlink_to chmod utime copyfile "
    "copytree copy2 move rename renames removedirs truncate mkstemp mkdtemp".split()
) | {"NamedTemporaryFile", "TemporaryDirectory"}


def name_of(file: Path) -> str:
    """Give the module's name, with a dot behind it."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") + "."


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


@cache
def nodes() -> list[tuple[str, str, ast.AST]]:
    """Give every node of every module that has a place, with the module's name and the place."""
    found: list[tuple[str, str, ast.AST]] = []
    for file in FILES:
        module, path = name_of(file), file.relative_to(ROOT).as_posix()
        places = ((node, getattr(node, "lineno", 0)) for node in ast.walk(tree_of(file)))
        found += ((module, f"{path}:{line}", node) for node, line in places if line)
    return found


def test_the_layers_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


# One interpreter that knows the libraries, and a fork of it for each module: two seconds instead of twenty.
ALONE = """
import gc, importlib, json, os, subprocess, sys, traceback, warnings
gc.disable()
warnings.simplefilter("error")
names = json.load(sys.stdin)
imports = f"import importlib\\nfor name in {names[:-1]}: importlib.import_module(name)"
foreign = "print(*(name for name in sys.modules if name.split('.')[0] not in ('ssg', '__main__')))"
done = subprocess.run([sys.executable, "-c", f"import sys\\n{imports}\\n{foreign}"], capture_output=True, text=True)
for name in done.stdout.split():
    try:
        importlib.import_module(name)
    except ImportError:
        pass  # part of another module's import
failed = {}
for name in names:
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            importlib.import_module(name)
        except BaseException:
            os.write(write, traceback.format_exc()[-2000:].encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    if said:
        failed[name] = said
json.dump(failed, sys.stdout)
"""


def test_circles_of_imports_lie_in_packages_that_begin_them() -> None:
    """Python imports a package before any of its modules: such a circle is always gone through in the same order.

    So whatever is imported first, each module finds what it needs as it does in the tests below.
    """
    found = circles(graph(dict(zip(MODULES, (file for file in FILES if file.name != "__main__.py"), strict=True))))
    assert any("ssg.core.config" in circle for circle in found)
    for circle in found:
        first = min(circle, key=len)
        assert all(name == first or name.startswith(f"{first}.") for name in circle), sorted(circle)


def test_a_circle_of_imports_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a", "b"}}) == [{"b", "c"}]


# Each costs a tenth of a second: every sixteenth; all of them when hunts are long.
@pytest.mark.slow
@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="needs fork")
def test_modules_can_be_imported_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE],
        input=json.dumps([*MODULES[:: 16 if TIMES == 1 else 1], "ssg.no_such_module"]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    failed = json.loads(done.stdout)
    assert "ModuleNotFoundError" in failed.pop("ssg.no_such_module")
    assert failed == {}
    assert len(MODULES) > 100


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level and node.module:
        return [node.module]
    return []


def test_each_library_has_one_owner() -> None:
    strangers = [
        f"{place}: {library}"
        for module, place, node in nodes()
        for library in imported(node)
        if library.split(".")[0] in OWNERS and not module.startswith(OWNERS[library.split(".")[0]])
    ]
    assert strangers == []


def test_only_deploy_ping_import_and_workers_use_the_network() -> None:
    """All else works where there is none; `ssg import` asks only hosts that `--media` names.

    A build connects to the workers that `--workers` names, and to nobody else.
    """
    online = re.compile(r"urllib\.request|urllib\.error|http\.client|socket|ssl|ftplib|smtplib|asyncio")
    users = {module for module, _, node in nodes() for name in imported(node) if online.fullmatch(name)}
    allowed = {"ssg.deploy.web.", "ssg.importing.web.", "ssg.jobs.dask."}
    assert users - allowed - {m for m in users if m.startswith(("ssg.preview.", "ssg.publishing."))} == set()
    assert "ssg.deploy.web." in users


def test_libraries_are_those_of_the_project() -> None:
    """Nothing is imported that only the development tools bring along."""
    later = {"compression", "_typeshed"}  # of Python 3.14's own; for type checkers only
    ours = {*OWNERS, *later, "msgspec", "ssg", *sys.stdlib_module_names}
    assert {lib for _, _, node in nodes() for lib in imported(node) if lib.split(".")[0] not in ours} == set()


def test_only_the_store_writes() -> None:
    said = []
    for module, place, node in nodes():
        if module.startswith("ssg.store.") or not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        last = called.rsplit(".", 1)[-1]
        by_path = last == "replace" and len(node.args) == 1 and not node.keywords and "." in called
        opens = last == "open" and not called.startswith(("os.devnull", "webbrowser."))
        if last in WRITING or by_path or (opens and writes(node)) or called in {"os.open", "os.remove", "os.replace"}:
            said.append(f"{place}: {ast.unparse(node)[:80]}")
    assert [words for words in said if "os.devnull" not in words] == []


def test_one_module_opens_files() -> None:
    """What others may have put there can be a pipe, a device or a link by the time it is opened."""
    said, met = [], set()
    for module, place, node in nodes():
        if module == "ssg.store.open." or not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called.rsplit(".", 1)[-1] not in OPENING:
            continue
        met.add((module, called))
        if (module, called) not in OPENED_OTHERWISE:
            said.append(f"{place}: {ast.unparse(node)[:80]}")
    assert said == []
    assert set(OPENED_OTHERWISE) <= met, "an exception that nobody needs"


def writes(call: ast.Call) -> bool:
    """Say whether a call of `open` may write: a mode that we cannot read may."""
    at = 1 if isinstance(call.func, ast.Name) else 0  # open(path, mode), path.open(mode)
    modes = [k.value for k in call.keywords if k.arg == "mode"] or call.args[at : at + 1]
    mode = modes[0] if modes else ast.Constant("r")
    return not (isinstance(mode, ast.Constant) and isinstance(mode.value, str)) or bool(set(mode.value) & set("wax+"))


def test_files_of_tests_have_names_of_their_own() -> None:
    """Pytest imports them by their names alone."""
    names = Counter(file.name for file in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, number in names.items() if number > 1] == []


def test_no_clock_no_environment_and_no_printing_below_the_command_line() -> None:
    said = []
    for module, place, node in nodes():
        if module.startswith(ABOVE):
            continue
        text = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        if (module, text) not in EXCEPTIONS and (CLOCK.fullmatch(text) or ENVIRONMENT.fullmatch(text)):
            said.append(f"{place}: {text}")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "input", "breakpoint", "exit"}:
            said.append(f"{place}: {ast.unparse(node)[:80]}")
    assert said == []


def test_modules_and_functions_stay_small_and_say_what_they_are_for() -> None:
    said = []
    for file in FILES:
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_MODULE:
            said.append(f"{file.relative_to(ROOT)}: {lines} lines")
        if not ast.get_docstring(tree_of(file)):
            said.append(f"{file.relative_to(ROOT)}: no docstring")
    for _, place, node in nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                said.append(f"{place}: {node.name} has {lines} lines")
    assert said == []


def test_names_say_what_a_thing_is() -> None:
    """No Manager, Helper, Util, Base, process or handle."""
    vague = re.compile(r"(Manager|Helper|Utils?|Base)$|^(process|handle)(_|$)|(^|_)(helpers?|utils?|manager)$")
    said = [
        f"{place}: {node.name}"
        for _, place, node in nodes()
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and vague.search(node.name)
    ]
    assert said + [name for name in MODULES if vague.search(name.rsplit(".", 1)[-1])] == []


def test_the_version_costs_no_library() -> None:
    code = (
        "import sys\nfrom ssg.cli.app import run\n"
        "run(['--version'])\nprint(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    version, loaded = done.stdout.splitlines()
    assert re.fullmatch(r"ssg \d+\.\d+.*", version)
    heavy = {"jinja2", "markdown_it", "mdit_py_plugins", "nh3", "yaml", "frontmatter", "rich", "PIL", "watchfiles"}
    assert set(ast.literal_eval(loaded)) & {*heavy, "sqlite3", "multiprocessing", "msgspec"} <= {"msgspec"}


CATALOGUES = sorted((PACKAGE / "locale").rglob("*.po"))


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-3])
def test_catalogues_are_compiled(file: Path) -> None:
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.parts[-3])
    fresh = io.BytesIO()
    write_mo(fresh, catalogue)
    fresh.seek(0)
    with file.with_suffix(".mo").open("rb") as compiled:
        committed = vars(gettext.GNUTranslations(compiled))["_catalog"]
    wanted = vars(gettext.GNUTranslations(fresh))["_catalog"]
    wanted.pop("", None)
    committed.pop("", None)  # the header has the compiler's name
    assert committed == wanted, "run `make words`"


def test_every_word_is_there_in_vietnamese() -> None:
    with (PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "ssg.po").open("rb") as source:
        catalogue = read_po(source, locale="vi")
    said = [
        message.id
        for message in catalogue
        if message.id
        and (message.fuzzy or not all(message.string if isinstance(message.string, tuple) else (message.string,)))
    ]
    assert said == []
    assert len(catalogue) > 30


# Written in parts, so that this file does not hold what it looks for.
FOREIGN = re.compile(
    "/(work|root|home)" + r"/\w|pypi" + r"\.org|pythonhosted" + r"\.|npmjs" + r"\.|registry" + r"\.[a-z]|/opt" + "/|"
    "deb" + r"\.debian\.|snapshot" + r"\.debian"
)


def test_no_file_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a Git checkout")
    said = []
    for name in filter(None, listed.split("\0")):
        file = ROOT / name
        if file.is_file() and b"\0" not in (data := file.read_bytes()):
            for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
                if found := FOREIGN.search(line):
                    said.append(f"{name}:{number}: {found.group()}")
    assert said == []
