"""Writes numbers and sums of money for readers, with the separators of a language. Pure; the locale does not matter."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from ssg.core.i18n import marked
from ssg.core.message import Invalid, say

SAMPLE: Final = marked("1,234.5")
"""A number as English writes it: its translation has the separators of a language, that of thousands first."""
_PLAIN: Final = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_DOUBTFUL: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")  # in Vietnamese 21.000 is twenty-one thousand
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_WHOLE: Final = frozenset("VND JPY KRW IDR LAK KHR MMK CLP HUF ISK PYG UGX XAF XOF".split())
"""Currencies of which nobody writes hundredths."""
_MOST_DIGITS: Final = 12
_CONTEXT: Final = Context(prec=400)  # the largest float has 309 digits
NO_BREAK: Final = "\u00a0"


def decimal(value: object) -> Decimal:
    """Return a number of data: a number, or a text such as `-1234.5`.

    Raises Invalid for anything else, and for a text with separators, which languages read differently: `21.000` too.
    """
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        found = Decimal(str(value))
        if found.is_finite():
            return found
    elif isinstance(value, str) and _PLAIN.fullmatch(text := value.strip()) and not _DOUBTFUL.fullmatch(text):
        return Decimal(text)
    shown = f"`{str(value)[:60]}`" if isinstance(value, str | int | float) else type(value).__name__
    raise Invalid(say("{shown} is not a number: write it as 1234567 or 1234.5", shown=shown))


def number(value: Decimal, sample: str, digits: int | None = None) -> str:
    """Return a number with the separators of `sample`, rounded to `digits` decimals; unless given, as many as it has.

    Raises Invalid for a number of digits that is none.
    """
    if digits is not None:
        if isinstance(digits, bool) or not isinstance(digits, int) or not 0 <= digits <= _MOST_DIGITS:
            shown, most = str(digits)[:60], _MOST_DIGITS
            raise Invalid(say("the number of decimals must be from 0 to {most}, not {shown}", most=most, shown=shown))
        value = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _CONTEXT)
    whole, _, rest = f"{abs(value):f}".partition(".")
    if digits is None:
        rest = rest.rstrip("0")
    thousands, point = (sample[1], sample[-2]) if len(sample) >= 4 else (",", ".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    sign = "-" if value < 0 else ""
    return sign + thousands.join(groups) + (point + rest if rest else "")


def decimals_of(value: Decimal, currency: str) -> int:
    """Return with how many decimals an amount of a currency is written: none if it is whole.

    Raises Invalid for what is no code of a currency.
    """
    if not _CURRENCY.fullmatch(currency):
        raise Invalid(say("`{currency}` is not a currency: write its code, such as `VND`", currency=currency[:60]))
    return 0 if currency in _WHOLE or value == value.to_integral_value() else 2
