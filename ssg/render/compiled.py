"""Compiled templates, kept from build to build: jinja2's own form of them, in whatever store it is given.

jinja2 unmarshals what it reads, and that can run code: the store must be one that nobody but this user writes to.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from ssg.core.digest import digest_bytes
from ssg.store.installed import installed_version

# What compiled code depends on besides the template: jinja2's compiler, and the form of Python's own code objects.
_LIBRARIES = f"{installed_version('jinja2')} {installed_version('markupsafe')}"
_VERSIONS = f"{_LIBRARIES} {sys.implementation.cache_tag} {sys.version} {sys.byteorder}"


class Compiled(BytecodeCache):
    """Finds templates with `recall` and stores them with `note`, by a key of their source and of jinja2 and Python."""

    def __init__(self, recall: Callable[[str], bytes | None], note: Callable[[str, bytes], None] | None) -> None:
        """Keep nothing where there is no `note`."""
        self.recall = recall
        self.note = note

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its template is stored."""
        data = self.recall(_key(bucket))
        if data is not None:
            bucket.code = _code(bucket.checksum, data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a template."""
        if self.note is not None:
            self.note(_key(bucket), bucket.bytecode_to_string())


@lru_cache(maxsize=128)
def _code(checksum: str, data: bytes) -> CodeType | None:
    """Return the code of a template from its stored form; None if that is of another source or version."""
    bucket = Bucket(Environment(autoescape=True), "", checksum)
    bucket.bytecode_from_string(data)
    return bucket.code


def _key(bucket: Bucket) -> str:
    """Return the key of a template: its name, path and source (`key` and `checksum` of jinja2), and all versions."""
    return digest_bytes(f"{bucket.key} {bucket.checksum} {_VERSIONS}".encode())
