"""Coverage-guided fuzzing of a reader, by atheris: `python -m tests.reliability.guided markdown -runs=20000`.

For several, as in `markdown,svg`, the code is instrumented once, which takes four seconds; each has its own process.

`make` installs atheris where there is a wheel for it: CPython on Linux. Whatever a reader makes of the bytes,
it must not raise, and what it says must be known and in its place.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import cycle
from xml.sax.saxutils import escape

import atheris

with atheris.instrument_imports(include=["ssg", "markdown_it", "mdit_py_plugins", "frontmatter", "yaml", "tomllib"]):
    from ssg.content.article import ParseOptions, parse_article
    from ssg.content.data import read_data
    from ssg.content.markdown import MarkdownOptions, render
    from ssg.content.redirects import read_redirects
    from ssg.core.codes import CODES
    from ssg.core.config import load_config
    from ssg.core.errors import Diagnostic
    from ssg.core.text.accesslog import read_hit
    from ssg.index.addresses import absolute, below
    from ssg.store.logs import lines_of
    from ssg.store.svg import read_svg

ELEMENTS = ("g", "path", "style", "use", "image", "a", "text", "script", "foreignObject")
ATTRIBUTES = ("href", "style", "d", "id", "onload", "class", "fill")
OPTIONS = ParseOptions("Asia/Ho_Chi_Minh", MarkdownOptions(), "vi")


def known(said: tuple[Diagnostic, ...]) -> None:
    assert all(d.code in CODES for d in said)


def front_matter(data: bytes) -> None:
    known(parse_article("tin/a.md", b"---\ntitle: T\ndate: 2026-11-24\n" + data, OPTIONS).diagnostics)


def article(data: bytes) -> None:
    known(parse_article("tin/a.md", data, OPTIONS).diagnostics)


def markdown(data: bytes) -> None:
    rendered = render(data.decode("utf-8", "replace"), path="a.md", first_line=1, options=OPTIONS.markdown)
    known(rendered.diagnostics)
    absolute(below(rendered.html, "/bao"), "https://example.vn/a/")


def config(data: bytes) -> None:
    found, said = load_config('title = "a"\n' + data.decode("utf-8", "replace"))
    known(said)
    assert (found is None) == bool(said)


def redirects(data: bytes) -> None:
    known(read_redirects("r.csv", data, "https://example.vn").diagnostics)


def log(data: bytes) -> None:
    from io import BytesIO

    for line in lines_of(BytesIO(data), []):
        read_hit(line or "")
        read_hit(f'1.2.3.4 - - [24/Nov/2026:10:00:00 +0700] "GET /{line} HTTP/1.1" 200 12 "-" "{line}"')


def data_files(data: bytes) -> None:
    for name in ("a.json", "a.toml", "a.yaml"):
        known(read_data([(name, data)]).diagnostics)


def svg(data: bytes) -> None:
    read_svg(data)
    # Hardly any random bytes are XML: here they are values of attributes, and texts of elements that it looks at.
    lines = [escape(line, {'"': "&quot;"}) for line in data.decode("utf-8", "replace").split("\n")]
    named = zip(lines, cycle(ELEMENTS), cycle(ATTRIBUTES), strict=False)
    inside = "".join(f'<{element} {name}="{line}">{line}</{element}>' for line, element, name in named)
    root = f'<svg xmlns="http://www.w3.org/2000/svg" width="{lines[0]}" height="{lines[-1]}" viewBox="{lines[0]}">'
    read_svg(f"{root}{inside}</svg>".encode())


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (front_matter, article, markdown, config, redirects, log, data_files, svg)
}


def fuzz(target: str) -> None:
    """Fuzz a reader, and end this process."""
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[target])
    atheris.Fuzz()


def main(targets: list[str]) -> int:
    """Fuzz readers one after another; give 1 if any raises."""
    if len(targets) == 1:
        fuzz(targets[0])
    failed = 0
    for target in targets:
        child = os.fork()
        if not child:
            fuzz(target)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(f"{target}: {status}", flush=True)  # noqa: T201 - for those who run it
        failed |= status != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].split(",")))
