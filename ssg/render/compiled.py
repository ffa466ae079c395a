"""Compiled templates, kept from build to build: jinja2's own form of them, in whatever memory it is given."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Finds templates with `recall` and keeps them with `note`; jinja2 checks that source and version are the same."""

    def __init__(self, recall: Callable[[str], bytes | None], note: Callable[[str, bytes], None] | None) -> None:
        """Keep nothing where there is no `note`."""
        self._recall = recall
        self._note = note

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its template is remembered."""
        data = self._recall(bucket.key)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template."""
        if self._note is not None:
            self._note(bucket.key, bucket.bytecode_to_string())
