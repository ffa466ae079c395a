"""Words of other systems that say that an article was public and is to go. Folded, as `elsewhere` compares them."""

from __future__ import annotations

from typing import Final

OFTEN_ELSE: Final = frozenset("gone offline disabled disable inactive suspended spiked trash delete removed".split())
"""Those that often say something else (`suspended: Nguyễn Văn A`): they count with "yes" or a time alone."""

TAKEN_DOWN: Final = OFTEN_ELSE | frozenset(
    "withdrawn withdraw withdrawal retracted deleted takendown takedown trashed unpublished unpublish depublished "
    "depublish go gobai gobo goxuong dago dagobai dagobo dagoxuong bigo tamgo tamgobai rut rutbai rutxuong darut "
    "darutbai thuhoi dathuhoi bithuhoi thuhoibai xoa xoabai daxoa bixoa huydang huybai ngungdang dungdang "
    "ngunghienthi dunghienthi khonghienthi taman".split()
)
"""Keys that are switches, and states. A key with a time is `withdrawn` under another name."""

TIMES_DOWN: Final = (
    "retraction retractedat retractedon retractiondate removedat removedon removaldate dateremoved deletedat deletedon "
    "deletiondate datedeleted takendownat takedownat takedowndate withdrawnat withdrawnon withdrawndate "
    "withdrawaldate datewithdrawn unpublishedat depublishedat trashedat gobailuc rutbailuc dagoluc darutluc thuhoiluc "
    "dathuhoiluc xoaluc daxoaluc ngaygobai ngayrutbai ngaythuhoi ngayxoa giogobai"
)
"""Keys that always have a time."""
