"""Write the benchmark corpus: `python -m benchmarks.corpus --articles N DIR [--seed S] [--for TOOL] …`.

Articles are made and written one at a time; the same arguments give the same bytes everywhere. It writes into an empty
folder only, and never removes anything.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.layouts import LAYOUTS, site_files
from benchmarks.stories import YEARS, Newsroom


def write_corpus(folder: Path, tool: str, newsroom: Newsroom) -> None:
    """Lay the corpus out below `folder` for one generator. Raises OSError where a file cannot be written."""
    layout = LAYOUTS[tool]
    made: set[str] = set()
    for path, text in site_files(tool, newsroom):
        write(folder, path, text, made)
    for story in newsroom.stories():
        write(folder, *layout(story), made)


def write(folder: Path, path: str, text: str, made: set[str]) -> None:
    """Write one file; `made` holds the folders that are known to be there."""
    parent = path.rpartition("/")[0]
    if parent not in made:
        (folder / parent).mkdir(parents=True, exist_ok=True)
        made.add(parent)
    with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123 - a hundred thousand Path objects are not free
        file.write(text.encode())


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="Write the benchmark corpus.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to; must be empty or not be there")
    parser.add_argument("--articles", type=int, required=True, metavar="N", help="how many articles")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, another corpus (default: 1)")
    parser.add_argument("--for", dest="tool", choices=tuple(LAYOUTS), default="ssg", help="whose layout (default: ssg)")
    parser.add_argument("--years", type=int, default=YEARS, metavar="Y", help=f"over so many years (default: {YEARS})")
    parser.add_argument("--length", type=float, default=1.0, metavar="L", help="of bodies; 1 is 5,000 bytes (default)")
    options = parser.parse_args()
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"not empty: {options.folder}")
    newsroom = Newsroom(options.articles, options.seed, options.years, options.length)
    write_corpus(options.folder, options.tool, newsroom)


if __name__ == "__main__":
    main()
