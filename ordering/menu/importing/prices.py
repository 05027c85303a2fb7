"""Prices as people write them → the minor unit, exactly. Pure.

Read: 38, "38.00", "￥38.00", "38元", "38/份", "1,234.50", "1.234,50", "12,50", "$2.39 ", "CHF 12.–", "Rs. 120".
Refused: anything with two numbers ("18-28", "大28小18"), words that change the sum ("38起"), more decimals than the
currency has, a sign where none belongs, and what is larger than a menu can hold.
"""

import re
import unicodedata
from decimal import Decimal

from ordering.menu.importing.plan import Refused

LARGEST = 10**12
_NUMBER = re.compile(r"\d(?:[\d.,' ]*\d)?")
_WORDS = "元|圆|圓|块|塊|円|원|บาท|人民币|руб|р|د.ك|rs|rmb|kr|kn|zł|zl|fr|lei|kč|ft|dh|kd|rp|rm|tk|eur|usd|euro|yuan"
_SIGN = rf"(?:[A-Za-z]{{0,3}}[$¥€£₩₹฿₫₱₽₺₪₴₦₡₲₵₸₭₮]|[A-Z]{{3}}|(?i:{_WORDS})\.?)"
_BEFORE = re.compile(rf"(?:{_SIGN}|价格?[:]?|价[:])?")
_AFTER = re.compile(rf"(?:\.?[-–—]+)?(?:{_SIGN})?整?(?:(?:/|每|per |a |each|ea)[^\d]{{0,12}})?")
_ARABIC = str.maketrans({"٫": ".", "٬": ",", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def read_price(value, places: int, *, signed: bool = False, decimal_comma: bool = False) -> int:
    """`places`: the currency's decimals. Refused (price_unreadable, price_decimals, out_of_range) for anything else."""
    if isinstance(value, str):
        amount = _amount(value, places, signed, decimal_comma)
    elif isinstance(value, bool) or not isinstance(value, (int, float, Decimal)) or value != value:
        raise _unreadable(value)
    elif abs(value) > LARGEST:
        raise Refused("out_of_range", f"{value:.3g} is more than a menu can hold.")
    else:
        amount = Decimal(str(value))
        if isinstance(value, float):  # 15.379999999999999 is what a program made of 15.38
            rounded = amount.quantize(Decimal(1).scaleb(-places))
            amount = rounded if abs(rounded - amount) < Decimal("1e-6") else amount
    if amount < 0 and not signed:
        raise _unreadable(value)
    minor = amount.scaleb(places)
    if minor != minor.to_integral_value():
        raise Refused("price_decimals", f"“{value}” has more decimals than the currency.")
    if abs(minor) > LARGEST:
        raise Refused("out_of_range", f"“{str(value)[:30]}” is more than a menu can hold.")
    return int(minor)


def major(minor: int, places: int) -> str:
    """380 → "3.80": read_price's inverse."""
    return f"{Decimal(minor).scaleb(-places):.{places}f}"


def uses_decimal_comma(cells) -> bool:
    """A column that writes 12,50 and never 12.50 means its points as thousands."""
    texts = [c for c in cells if isinstance(c, str)]
    return any(re.search(r"\d,\d{1,2}\D*$", t) for t in texts) and not any(
        re.search(r"\d\.\d{1,2}\D*$", t) for t in texts
    )


def _amount(text, places, signed, decimal_comma) -> Decimal:
    plain = unicodedata.normalize("NFKC", text).translate(_ARABIC).strip()[:60]
    minus = plain.startswith(("-", "−", "–"))
    if minus and not signed:
        raise _unreadable(text)
    plain = plain.lstrip("-−–+ ")
    found = _NUMBER.search(plain)
    if not found:
        raise _unreadable(text)
    before, after = plain[: found.start()].strip(), plain[found.end() :].strip()
    if signed and before.endswith("-"):
        minus, before = True, before[:-1].strip()
    if not _BEFORE.fullmatch(before) or not _AFTER.fullmatch(after):
        raise _unreadable(text)
    number = _plain_number(found[0], places, decimal_comma)
    if number is None:
        raise _unreadable(text)
    return -number if minus else number


def _plain_number(core, places, decimal_comma) -> Decimal | None:
    """One number without its thousands marks; None for what is none ("12.3.4", "12 34")."""
    if re.search(r"[ ']", core):
        if not re.fullmatch(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", core):
            return None
        core = re.sub(r"[ ']", "", core)
        return Decimal(core.replace(",", "."))
    if "," in core and "." in core:
        point = max(core.rfind(","), core.rfind("."))
        whole, part = core[:point], core[point + 1 :]
        if not re.fullmatch(r"\d{1,3}(?:([.,])\d{2,3})(?:\1\d{2,3})*", whole) or core[point] in whole:
            return None
        return Decimal(re.sub(r"[.,]", "", whole) + "." + part)
    mark = "," if "," in core else "."
    pieces = core.split(mark)
    if len(pieces) == 1:
        return Decimal(core)
    grouped = len(pieces[0]) <= 3 and len(pieces[-1]) == 3 and all(len(p) in (2, 3) for p in pieces[1:])
    if len(pieces) > 2:
        return Decimal("".join(pieces)) if grouped else None
    thousands = not decimal_comma or places != 3 if mark == "," else places == 0 or decimal_comma
    return Decimal("".join(pieces)) if grouped and thousands else Decimal(f"{pieces[0]}.{pieces[1]}")


def _unreadable(value) -> Refused:
    shown = value if isinstance(value, (str, int, float)) else type(value).__name__
    return Refused("price_unreadable", f"“{str(shown)[:40]}” is not a price.")
