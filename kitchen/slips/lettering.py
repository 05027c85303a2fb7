"""What a slip printer can print, how wide it is, and where a line is broken. Pure.

A printer in kanji mode reads ASCII as one byte and one column, everything else of GBK as two bytes and two columns.
Nothing else ever reaches it: a control byte in a note could cut the paper, open the till or forge a second slip; a
four-byte code of GB18030 garbles printers that know two (¥ is one of them, ￥ is not).
"""

import unicodedata
from functools import lru_cache

BLANK = "□"  # stands for what cannot be printed: visibly, never silently
CLOSING = "，。、；：！？）》」』…,.;:!?)"  # no line begins with one
KNOWN = {"¥": "￥", "€": "EUR", "£": "￡", "\u00a0": " ", "\u3000": "  ", "\n": " ", "\t": " ", "\r": " "}


def printable(text: str) -> str:
    """`text` in characters that every Chinese slip printer has.

    Accents go where the letter without them is known (ñ → n). A letter that no printer has is one □; a run of emoji,
    control or invisible characters is one □ together.
    """
    if text.isascii() and text.isprintable():
        return text
    found = []
    for char in unicodedata.normalize("NFC", text):
        known = _printed(char)
        if known != BLANK or char == BLANK or _is_letter(char) or found[-1:] != [BLANK]:
            found.append(known)
    return "".join(found)


def width_of(text: str) -> int:
    """In columns, of text that is printable."""
    return sum(map(columns_of, text))


def columns_of(char: str) -> int:
    return 1 if char < "\x7f" else 2


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns` (2 at least), broken at a blank where there is one, else anywhere: no character is
    lost but the blanks at which a line was broken."""
    lines, rest = [], text.strip()
    while rest:
        fits = _fitting(rest, columns)
        at = fits if fits == len(rest) else rest.rfind(" ", 0, fits + 1)
        if at <= 0:
            at = fits - 1 if rest[fits] in CLOSING and fits > 1 else fits
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return lines or [""]


def _fitting(text, columns) -> int:
    """How many characters of `text` stand in `columns`."""
    wide = 0
    for n, char in enumerate(text):
        wide += columns_of(char)
        if wide > columns:
            return n
    return len(text)


@lru_cache(20_000)
def _printed(char: str) -> str:
    if char in KNOWN:
        return KNOWN[char]
    if _fits(char):
        return char
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return plain if plain and all(map(_fits, plain)) else BLANK


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def _fits(char: str) -> bool:
    if char.isascii():
        return char.isprintable()
    try:
        code = char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0x81 <= code[0] <= 0xFE and 0x40 <= code[1] <= 0xFE and code[1] != 0x7F
