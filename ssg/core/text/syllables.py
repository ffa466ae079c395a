"""Vietnamese syllables by rule: an onset, a rhyme and a tone, each in its place. Pure; it knows no words.

About 18,000 spellings are syllables by these rules, of which the language uses 7,000. `đựoc` and `nghành` are none, and
neither is `đươc`, as a syllable that ends in `c`, `ch`, `p` or `t` has one of two tones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSETS: Final = "ngh ng nh n gh gi g kh k ch c th tr t ph p qu đ d b h l m r s v x".split()
_RHYMES: Final = frozenset(
    (
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
        "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
        "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu "
        "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oen oeo oet oi om on ong "
        "ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt "
        "u ua uân uâng uât uây uc uê uên uêch uênh uêt uêu ui um un ung uôc uôi uôm uôn uông uôt up ut "
        "uơ uơn uơt uy uya uych uyn uyên uyêt uynh uyp uyt uyu yt ynh ych "
        "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu"
    ).split()
)
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED: Final = ("c", "ch", "p", "t")
_HIGH_OR_LOW: Final = frozenset("\u0301\u0323")
_SOFT: Final = "eêiy"
_MARKED: Final = "ăâêôơư"
_EITHER: Final = ("oa", "oe", "uy")
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_SHAPE: Final = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]+(?:ch|ng|nh|[cmnpt])?"
)
_ANY_LETTER: Final = re.compile(r"[a-zđăâêôơưà-ỹ]+")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Return whether a word in lower case (NFC) is spelled as a syllable of Vietnamese."""
    bare, tone, at = _bare(word)
    if bare is None:
        return False
    onset, rhyme = _parts(bare)
    if rhyme not in _RHYMES or not _fits(onset, rhyme):
        return False
    if rhyme.endswith(_STOPPED) and tone not in _HIGH_OR_LOW:
        return False
    return not tone or at in _bearers(bare, onset)


@lru_cache(maxsize=20_000)
def is_misspelt(word: str) -> bool:
    """Return whether a word in lower case is built like one syllable, with a Vietnamese letter, but is none.

    Foreign words are not built so: they have other letters, clusters of consonants, or several syllables.
    """
    if word.isascii() or not _ANY_LETTER.fullmatch(word) or is_syllable(word):
        return False
    letters = "".join(c for c in unicodedata.normalize("NFD", word) if c not in _TONES)
    return _SHAPE.fullmatch(unicodedata.normalize("NFC", letters)) is not None


def _bare(word: str) -> tuple[str | None, str, int]:
    """Return a word without its tone, the tone, and the place of the letter that bears it; no word if it has two."""
    letters: list[str] = []
    tone, at = "", 0
    for letter in word:
        plain = unicodedata.normalize("NFD", letter)
        mark = next((c for c in plain if c in _TONES), "")
        if mark:
            if tone:
                return None, "", 0
            tone, at = mark, len(letters)
        letters.append(unicodedata.normalize("NFC", plain.replace(mark, "")) if mark else letter)
    return "".join(letters), tone, at


def _parts(bare: str) -> tuple[str, str]:
    """Return onset and rhyme. The `i` of `gi` counts as both in `gì`, `gìn` and `giếng`."""
    onset = next((one for one in _ONSETS if bare.startswith(one)), "")
    rest = bare[len(onset) :]
    if onset == "gi" and (not rest or rest[0] not in _VOWELS or rest[0] == "ê"):
        return onset, f"i{rest}"
    return onset, rest


def _fits(onset: str, rhyme: str) -> bool:
    """Return whether an onset is written before such a rhyme: `k`, `gh`, `ngh` before e, ê, i, y, but not `c`, `g`."""
    if onset in ("k", "gh", "ngh"):
        return rhyme[0] in _SOFT
    if onset in ("c", "g", "ng"):
        return rhyme[0] not in _SOFT
    if onset == "qu":
        return rhyme[0] in "aăâeêiyơ" or rhyme == "ôc"
    return not (onset and rhyme[0] == "y" and rhyme != "y")


def _bearers(bare: str, onset: str) -> tuple[int, ...]:
    """Return the places of the letters that may bear the tone."""
    begin = len(onset)
    if onset == "gi" and (begin == len(bare) or bare[begin] not in _VOWELS):
        begin = 1  # `gì`, `gìn`
    end = begin
    while end < len(bare) and bare[end] in _VOWELS:
        end += 1
    marked = [at for at in range(begin, end) if bare[at] in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = bare[begin:end]
    if len(vowels) == 3 or (len(vowels) == 2 and end < len(bare)):
        return (begin + 1,)
    return (begin, begin + 1) if vowels in _EITHER else (begin,)
