"""Tokens of shared addresses: what they are, signed with the site's key. Pure; reads no clock and no file.

A token is an id, a time and their HMAC-SHA256, in 76 letters that stand for 57 bytes with no bit to spare: of no token
is there another spelling. It names no file; what its id opens is in the list of the site.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

ID_BYTES: Final = 12
_VERSION: Final = b"\x01"
_TIME_BYTES: Final = 8
_PAD: Final = bytes(4)
_SIGNED: Final = len(_VERSION) + ID_BYTES + _TIME_BYTES + len(_PAD)
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{76}", re.ASCII)


def sign(key: bytes, link: str, expires: int) -> str:
    """Return the token of a link, by its id in hexadecimal, that opens nothing from `expires` (seconds) on."""
    said = _VERSION + bytes.fromhex(link) + expires.to_bytes(_TIME_BYTES, "big") + _PAD
    return urlsafe_b64encode(said + _mac(key, said)).decode()


def verify(key: bytes, token: str, now: int) -> str:
    """Return the id of a token that was signed with the key and is not over; empty for any other."""
    if not _TOKEN.fullmatch(token):
        return ""
    data = urlsafe_b64decode(token)
    said, mac = data[:_SIGNED], data[_SIGNED:]
    if not hmac.compare_digest(mac, _mac(key, said)) or said[:1] != _VERSION:
        return ""
    expires = int.from_bytes(said[len(_VERSION) + ID_BYTES : -len(_PAD)], "big")
    return said[len(_VERSION) : len(_VERSION) + ID_BYTES].hex() if now < expires else ""


def _mac(key: bytes, said: bytes) -> bytes:
    return hmac.new(key, b"ssg share\0" + said, hashlib.sha256).digest()
