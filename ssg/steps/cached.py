"""What a site shares by a cache: the state, and the output files that it knows. Pushes them, and lays them down.

A build without its published files renders everything, and one without its state compares everything: so both travel.
Nothing that was fetched is trusted: names are those that this site expects, and the next build checks what it opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from ssg.core.config import Config, TargetConfig
from ssg.core.digest import digest_bytes, digest_of
from ssg.core.message import Message, say
from ssg.core.system import reason_of
from ssg.deploy.cache import push as pushing
from ssg.deploy.cache.formats import BLOCK, LARGEST_OBJECT, Pushed, StateFile, Tree, Unusable
from ssg.deploy.cache.pull import NotFound, choose, fetch, fetch_tree
from ssg.deploy.cache.push import Limits, Local, Report, Who, read_index
from ssg.deploy.manifest import HEAD
from ssg.deploy.targets import Request as Opening
from ssg.deploy.targets import Target, kind_of
from ssg.deploy.targets.model import problem
from ssg.deploy.targets.web import open_web
from ssg.request import MEMO, STATE
from ssg.store.files import cannot_write_problem
from ssg.store.inside import is_inner
from ssg.store.last_build import OutputFile, output_files, record_file
from ssg.store.manifest import manifest_file
from ssg.store.open import read_regular
from ssg.store.output_folder import beside
from ssg.store.outputs import name_of
from ssg.store.restore import (
    Blocks,
    StateFiles,
    forget_unfinished,
    free_bytes,
    lay,
    refuse_other_tables,
    restoring,
    settle,
)
from ssg.store.salt import versions
from ssg.store.seal import MemoryDamaged

_SUMS: Final = f"{MEMO}-sums"
_DIGEST: Final = 32
_ROOM: Final = 64 << 20


class Shared(NamedTuple):
    """A request: the site, its output folder, the address of the cache, and who asks."""

    root: Path
    output: Path
    url: str
    who: Who
    environment: Mapping[str, str]
    patience: float = 60.0

    @property
    def state(self) -> Path:
        """The state folder."""
        return self.root / STATE

    @property
    def folders(self) -> tuple[Path, Path]:
        """The output folder, and the one for servers beside it."""
        return self.output, beside(self.output)


class Pulled(NamedTuple):
    """What was pulled: the tree, output files laid, those that are missing, bytes, and whether packs were damaged."""

    pushed: Pushed
    files: int
    missing: int
    size: int
    damaged: bool


def who(root: Path, output: Path, config: Config, branch: str, secret: str, push: str) -> Who:
    """Return whose state it is."""
    site = config.base_url.partition("://")[2] or config.title
    known = dict(versions())
    return Who(site, name_of(root, output), known, digest_of(known), branch, secret, push)


@contextmanager
def opened(shared: Shared, token: str, sleep: Callable[[float], None]) -> Iterator[Target]:
    """Open a cache for the time of the block. Raises SiteProblem.

    On a web server, `token` opens it, and `sleep` (seconds) waits while it is busy.
    """
    is_web = shared.url.startswith(("https:", "http:"))
    connect = partial(open_web, token=token, sleep=sleep) if is_web else kind_of(shared.url).connect
    target = connect(Opening(TargetConfig(url=shared.url), shared.output, shared.environment, shared.patience))
    try:
        yield target
    finally:
        target.close()


def push(shared: Shared, target: Target, limits: Limits) -> Report:
    """Push state and output files, while no build runs. Raises SiteProblem."""
    again = say("run `ssg build`")
    try:
        if not local_state(shared):
            raise problem(STATE, say("nothing to push: no build of this folder is known"), again, "E791")
        settle(shared.state / MEMO)
        files = {file: folder for folder in shared.folders for file in _files(shared, folder)}
        if not files or any(not file.digest for file in files):
            raise problem(STATE, say("nothing to push: the last build was interrupted"), again, "E791")
        names = [name for name in _names(shared) if (shared.state / name).is_file()]
        blocks = {name: Blocks(shared.state / name, BLOCK) for name in names}
        state = tuple(StateFile(name, size, whole, every) for name, (whole, size, every) in _digests(blocks))
    except MemoryDamaged as wrong:
        raise problem(
            STATE, say("nothing to push: build cache was corrupt or outdated, or is in use"), again, "E791"
        ) from wrong
    except OSError as wrong:
        message = say("nothing to push: {reason}", reason=reason_of(wrong))
        raise problem(STATE, message, again, "E791") from wrong
    if target.read(HEAD) is not None:
        message = say("a site is deployed to this address; a cache holds drafts, and must not be public")
        raise problem(shared.url, message, say("choose another folder or bucket"), "E791")
    places = {
        file.digest: folder / file.path
        for file, folder in sorted(files.items())  # like files one after another: they compress better
        if file.size <= LARGEST_OBJECT
    }
    return pushing.push(
        target, shared.url, shared.who, Local(state, _raw(places), _reader(state, blocks, places)), limits
    )


def _digests(blocks: Mapping[str, Blocks]) -> Iterator[tuple[str, tuple[str, int, bytes]]]:
    for name, file in blocks.items():
        yield name, file.digests()


def _raw(digests: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(digest) for digest in digests)


def _files(shared: Shared, folder: Path, memo: Path | None = None) -> Iterator[OutputFile]:
    """Yield the files of a folder, as the state knows them. Raises MemoryDamaged."""
    yield from output_files(memo or shared.state / MEMO, name_of(shared.root, folder))


def _names(shared: Shared) -> tuple[str, ...]:
    """Return the files of the state that are shared; no others are ever written."""
    manifest = manifest_file(shared.root, shared.state, shared.output).name
    built = record_file(shared.state, shared.who.output).name
    return MEMO, _SUMS, manifest, built


def _reader(
    state: tuple[StateFile, ...], blocks: Mapping[str, Blocks], places: Mapping[str, Path]
) -> Callable[[bytes], bytes | None]:
    """Return a reader of objects by digest."""
    numbers = {digest: (file.name, n) for file in state for n, digest in enumerate(file.block_digests())}

    def read(digest: bytes) -> bytes | None:
        try:
            if digest in numbers:
                name, number = numbers[digest]
                data = blocks[name].read(number)
            else:
                data = read_regular(places[digest.hex()], follow=False)
        except OSError:
            return None
        return data if digest_bytes(data) == digest.hex() else None

    return read


def pull(shared: Shared, target: Target) -> Pulled | NotFound:
    """Restore state and output files, while no build runs.

    Raises Unusable if the cache is not what a push wrote, SiteProblem if it cannot be reached, or the disk refuses.
    """
    index, _ = read_index(target)
    pushed = choose(index, shared.who)
    if isinstance(pushed, NotFound):
        return pushed
    tree = fetch_tree(target, pushed)
    with restoring(shared.state) as files:
        try:
            memo = _restore_state(shared, target, tree, files)
            wanted = _wanted(shared, memo)
            files.finish(MEMO)
        except MemoryDamaged as wrong:
            raise Unusable(str(wrong)) from wrong
        except OSError as wrong:
            raise cannot_write_problem(shared.state, wrong) from wrong
    # From here on, whatever does not arrive is built again.
    return Pulled(pushed, *_lay_outputs(target, tree, wanted))


def _restore_state(shared: Shared, target: Target, tree: Tree, files: StateFiles) -> Path:
    """Write the files of the state beside their final paths; return that of the state. Raises Unusable, OSError."""
    names = [file.name for file in tree.state]
    if len(set(names)) < len(names) or not {MEMO, _SUMS} <= set(names) <= set(_names(shared)):
        raise Unusable("unexpected files")
    _need(shared.state, sum(file.size for file in tree.state))
    paths = {name: files.begin(name) for name in names}
    wanted: dict[bytes, list[tuple[str, int]]] = {}
    for file in tree.state:
        for number, digest in enumerate(file.block_digests()):
            wanted.setdefault(digest, []).append((file.name, number * BLOCK))

    def write(digest: bytes, data: bytes) -> None:
        for name, at in wanted.pop(digest):
            files.write(name, at, data)

    fetch(target, tree.packs, lambda digest: digest in wanted, write, _refuse)
    if wanted:
        raise Unusable("missing blocks")
    for file in tree.state:
        if Blocks(paths[file.name], BLOCK).digests()[:2] != (file.digest, file.size):
            raise Unusable("another digest")
    refuse_other_tables(paths[MEMO])
    return paths[MEMO]


def _refuse(wrong: Unusable) -> NoReturn:
    raise wrong


_Wanted = dict[bytes, list[tuple[Path, OutputFile]]]


def _wanted(shared: Shared, memo: Path) -> _Wanted:
    """Return the output files that the state knows, by digest. Raises Unusable, SiteProblem."""
    wanted: _Wanted = {}
    size = 0
    for folder in shared.folders:
        for file in _files(shared, folder, memo):
            if not _is_sound(file):
                raise Unusable("invalid path")
            wanted.setdefault(bytes.fromhex(file.digest), []).append((folder, file))
            size += file.size
    _need(shared.output, size)
    return wanted


def _lay_outputs(target: Target, tree: Tree, wanted: _Wanted) -> tuple[int, int, int, bool]:
    """Write output files; return how many, how many not, their bytes, and whether packs were damaged."""
    number, laid, size = sum(map(len, wanted.values())), 0, 0
    damaged: list[Unusable] = []

    def write(digest: bytes, data: bytes) -> None:
        nonlocal laid, size
        for folder, file in wanted.pop(digest):
            if len(data) == file.size and lay(folder, file.path, data, file.mtime_ns):
                laid, size = laid + 1, size + file.size

    fetch(target, tree.packs, lambda digest: digest in wanted, write, damaged.append)
    return laid, number - laid, size, bool(damaged)


def _is_sound(file: OutputFile) -> bool:
    """Return whether a row of the state names a file of an output folder: the state may have been written by others."""
    plain = isinstance(file.path, str) and isinstance(file.size, int) and isinstance(file.mtime_ns, int)
    digest = file.digest if isinstance(file.digest, str) else ""
    whole = len(digest) == _DIGEST and all(character in "0123456789abcdef" for character in digest)
    return plain and whole and is_inner(file.path) and file.size >= 0


def _need(folder: Path, size: int) -> None:
    """Refuse to fill a disk. Raises SiteProblem."""
    free = free_bytes(folder)
    if size + _ROOM > free:
        message = say(
            "not enough space: {size:,} MB are needed, {free:,} MB are free", size=size >> 20, free=free >> 20
        )
        raise problem(str(folder), message, code="E791")


def what_is_wrong(wrong: Unusable) -> Message:
    """Return why a cache is not used."""
    return say("the cache is damaged, or was changed by others ({reason})", reason=str(wrong)[:80])


def local_state(shared: Shared) -> bool:
    """Return whether builds here have a state of their own. What a killed pull has left is removed."""
    with suppress(OSError):  # it is in nobody's way
        forget_unfinished(shared.state)
    return (shared.state / MEMO).exists()
