"""Makes the theme's font files: Latin with every Vietnamese letter, as woff2. Run by hand, only to change a font.

    pip install fonttools brotli fontpkg-newsreader fontpkg-be-vietnam-pro
    python templates/assets/fonts/_subset.py

Newsreader keeps its weight axis (400 to 700) and one optical size, 16, which is open enough for small text and fine
enough for headlines. Hinting goes: it is a third of the bytes, and no screen of today needs it. The italics are for
quotations and a few words: they have the letters of Vietnamese and of names of its neighbours, and no marks to be put
on others. Each is a file of its own, so that a page loads the bold one only for bold italics.

Kerning was the half of each serif file: it is that of one weight in the middle, as the others differ by less than a
reader can see, and pairs that move by less than a fifth of a pixel at the size of the text are left as they are.
"""

import io
import sys
import unicodedata
from pathlib import Path

import fontpkg_be_vietnam_pro as be_vietnam
import fontpkg_newsreader as newsreader
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent

# Precomposed letters: a stacked pair of marks is then drawn as the type designer placed it.
VIETNAMESE = [
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
] + ["đ", "Đ"]
LATIN = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))]
OTHER = [*"ŒœŠšŽž–—‘’‚“”„†‡•…‰′″‹›₫€™−№", *"\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"]
FEW = [*map(chr, range(0x20, 0x7F)), *"\u00a0«»°²³·×½¼¾àâäçèéêëîïôöùûüÀÂÄÇÈÉÊËÎÏÔÖÙÛÜñÑ"]
FEATURES = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "calt", "lnum", "tnum"]
FEW_FEATURES = ["kern", "liga", "locl", "ccmp"]
MIDDLE = 500
NAMES = [0, 1, 2, 4, 13, 14]  # copyright, family, style, full name, licence and its address

FILES = (
    ("newsreader.woff2", newsreader.ROOT / "files/Newsreader[opsz,wght].ttf", {"opsz": 16, "wght": (400, 700)}),
    ("newsreader-italic.woff2", newsreader.ROOT / "files/Newsreader-Italic[opsz,wght].ttf", {"opsz": 16, "wght": 400}),
    (
        "newsreader-italic-700.woff2",
        newsreader.ROOT / "files/Newsreader-Italic[opsz,wght].ttf",
        {"opsz": 16, "wght": 700},
    ),
    ("be-vietnam-pro-400.woff2", be_vietnam.ROOT / "files/BeVietnamPro-Regular.ttf", None),
    ("be-vietnam-pro-600.woff2", be_vietnam.ROOT / "files/BeVietnamPro-SemiBold.ttf", None),
)


def kerning(font: TTFont) -> TTFont:
    """Return a font without the kerning that cannot be seen: below 0.8 % of its size, 0.16 pixels at 20."""
    least = font["head"].unitsPerEm * 0.008
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if pairs.LookupType != 2:
                continue
            if pairs.Format == 2:
                values = [second.Value1 for first in pairs.Class1Record for second in first.Class2Record]
            else:
                values = [pair.Value1 for first in pairs.PairSet for pair in first.PairValueRecord]
            for value in values:
                if value and abs(getattr(value, "XAdvance", 0)) < least:
                    value.XAdvance = 0
    return font


def make(target: Path, source: Path, axes: dict[str, object] | None) -> int:
    """Write one file and return its size in bytes. Exits if a Vietnamese letter is missing."""
    few = "italic" in target.name
    features = FEW_FEATURES if few else FEATURES
    options = subset.Options(hinting=False, layout_features=features, notdef_outline=True, name_IDs=NAMES)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in (*VIETNAMESE, *(FEW if few else LATIN), *OTHER)])
    font = TTFont(source, recalcTimestamp=False)
    cutter.subset(font)
    # The instancer wants a font as it lies on disk, not one whose tables the cutter has half read.
    whole = io.BytesIO()
    font.save(whole)
    whole.seek(0)
    font = TTFont(whole, recalcTimestamp=False)
    if axes:
        middle = instantiateVariableFont(TTFont(io.BytesIO(whole.getvalue())), axes | {"wght": MIDDLE})
        font = instantiateVariableFont(font, axes)
        font["GPOS"] = middle["GPOS"]
        if hasattr(font["GDEF"].table, "VarStore"):  # how kerning differed between weights
            del font["GDEF"].table.VarStore
            font["GDEF"].table.Version = 0x00010002
    kerning(font)
    missing = [letter for letter in VIETNAMESE if ord(letter) not in font.getBestCmap()]
    if missing:
        sys.exit(f"{source.name} has no {' '.join(missing)}")
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


for name, source, axes in FILES:
    sys.stdout.write(f"{make(HERE / name, source, axes):7,} {name}\n")
