"""CSV files and XLSX workbooks → rows of cells."""

import csv
import io
import re
import zipfile
from xml.etree.ElementTree import ParseError

from ordering.menu.importing.columns import find_heads
from ordering.menu.importing.decoding import decode
from ordering.menu.importing.plan import Unreadable

MOST_ROWS = 20_000
MOST_UNZIPPED = 60 * 1024 * 1024
DELIMITERS = (",", ";", "\t", "|", "，")
csv.field_size_limit(10_000_000)  # one huge cell is cut with a word, not a reason to refuse the file


def read_csv(data: bytes, language: str | None) -> list[tuple[str, list]]:
    """`[(title "", rows)]`. The delimiter is the one under which a line names the columns."""
    return [("", rows_of(decode(data, language)))]


def rows_of(text: str) -> list[list[str]]:
    text = re.sub(r"^sep=.\r?\n", "", text)  # Excel's own note of its delimiter
    best: list[list[str]] = []
    for delimiter in DELIMITERS:
        head = _parse(text[:20_000], delimiter, 30)
        if find_heads(head):
            return _parse(text, delimiter, MOST_ROWS + 1)
        best = best or _parse(text, delimiter, 30)
    return best


def read_xlsx(data: bytes) -> list[tuple[str, list]]:
    """`[(title, rows)]` of every visible sheet. Unreadable for what is no workbook, or unpacks to too much."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This is an old .xls workbook (or a protected one). Save it as .xlsx, without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNZIPPED:
                raise Unreadable("The workbook unpacks to more than 60 MB.")
        import openpyxl  # 12 MB, for the day on which somebody brings a workbook

        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [
            (sheet.title, [list(row) for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=60)])
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
    except BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("This is not an XLSX workbook that can be read.") from error


def _parse(text, delimiter, most) -> list[list[str]]:
    found = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append(row)
            if len(found) >= most:
                break
    except csv.Error as error:
        raise Unreadable(f"The table breaks at line {len(found) + 1}: {error}.") from error
    return found


# What zipfile and openpyxl raise on bytes that are not what they claim to be.
BROKEN = (
    *(zipfile.BadZipFile, ParseError, OSError, NotImplementedError, ArithmeticError, EOFError),
    *(ValueError, LookupError, TypeError, AttributeError, RuntimeError, zipfile.zlib.error),
)
