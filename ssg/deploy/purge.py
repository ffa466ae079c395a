"""The addresses whose answers a publication changed: what a cache in front of the site must forget. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final
from urllib.parse import quote

from ssg.core.text.arguments import canonical

SERVER_FILES: Final = (".htaccess", "_redirects", "_headers", ".nojekyll")
"""Files in the output folder that configure a server or host: they have no address of their own."""
COPIES: Final = (".gz", ".br", ".zst")
"""What compressed copies end in."""
_INDEX: Final = "index.html"
_SAFE: Final = "/-._~!$&'()*+,;=:@"


def changed_urls(
    base_url: str, written: Sequence[str], removed: Sequence[str], new: Collection[str], moved: Iterable[str] = ()
) -> list[str]:
    """Return whole URLs, sorted, each once.

    `written`, `removed` and `new` (those of the written ones that did not exist) are output paths; `moved` are old
    paths of the site whose redirects changed, decoded, with their arguments, and without the path of `base_url`. A page
    that appears or goes is listed without its last slash too, as that address redirects, or does not.
    """
    gone, found = set(removed), set[str]()
    known = gone.union(written)
    for path in (*written, *removed):
        if path in SERVER_FILES or (path.endswith(COPIES) and path.rpartition(".")[0] in known):
            continue
        address = f"/{path.removesuffix(_INDEX)}" if path.rpartition("/")[2] == _INDEX else f"/{path}"
        found.add(address)
        if address.endswith("/") and len(address) > 1 and (path in new or path in gone):
            found.add(address[:-1])
    addresses = (quote(address, safe=_SAFE) for address in found)
    return sorted(base_url + address for address in {*addresses, *map(_old, moved)})


def _old(path: str) -> str:
    """Return an old path as it is asked for."""
    plain, _, query = path.partition("?")
    return f"{quote(plain, safe=_SAFE)}?{query}" if query and canonical(query) == query else quote(path, safe=_SAFE)


def changed_server_files(written: Iterable[str], removed: Iterable[str], folder: str) -> list[str]:
    """Return the files of `SERVER_FILES` that changed, as paths that begin with the name of the output `folder`."""
    return sorted(f"{folder}/{path}" for path in (*written, *removed) if path in SERVER_FILES)
