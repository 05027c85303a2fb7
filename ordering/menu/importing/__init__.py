"""A file of any known kind → an ImportPlan. Nothing here touches the database."""

import re

from babel.numbers import get_currency_precision

from ordering.menu.importing.columns import sheets_to_menu
from ordering.menu.importing.decoding import decode, parse_json
from ordering.menu.importing.neutral import language_of, read_neutral
from ordering.menu.importing.pasted import read_pasted
from ordering.menu.importing.plan import ImportPlan, Unreadable
from ordering.menu.importing.shapes import to_neutral
from ordering.menu.importing.tables import MOST_ROWS, read_csv, read_xlsx

__all__ = ["ImportPlan", "Unreadable", "read_menu"]

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_menu(data: bytes, kind: str, currency: str, language: str | None = None, first: str = "zh") -> ImportPlan:
    """`kind` is a media type or a file name. Names are in `language`, else in the one that the file says, else `first`.

    Unreadable says what is wrong with the file as a whole; what is wrong with a dish stands in the plan.
    """
    found = _kind(data, kind.lower())
    if found == "json":
        loaded = parse_json(data)
        menu = to_neutral(loaded)
        return read_neutral(menu, currency, language or language_of(loaded) or language_of(menu) or first)
    places = get_currency_precision(currency)
    if found == "text":
        menu, refused = read_pasted(decode(data, language), places)
    else:
        sheets = read_xlsx(data) if found == "xlsx" else read_csv(data, language)
        menu, refused = sheets_to_menu([(t, rows[:MOST_ROWS]) for t, rows in sheets], places)
        refused += [
            (t, "too_many", f"Only the first {MOST_ROWS} lines were read.") for t, r in sheets if len(r) > MOST_ROWS
        ]
    plan = read_neutral(menu, currency, language or first)
    plan.in_file += len(refused)
    plan.refused.extend(refused)
    plan.kind, plan.table = found, True
    return plan


def _kind(data: bytes, kind: str) -> str:
    """What the bytes are counts more than what they are called."""
    if data[:4] in (ZIP, OLE) or "sheet" in kind or re.search(r"xlsx?$", kind):
        return "xlsx"
    if "csv" in kind or kind.endswith((".tsv", "tab-separated-values")):
        return "csv"
    if "plain" in kind or kind.endswith("txt"):
        return "json" if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "text"
    return "json"
