"""Table codes as CSV: what is still to be registered goes out, what the platform answered comes in. Pure.

Columns are found by their names; `code` may be the code or the whole URL that the sticker says.
"""

import csv
import io
from dataclasses import dataclass

NAMES = {
    "code": ("code", "url", "桌码", "链接", "qr_code_url"),
    "state": ("state", "状态", "status"),
    "registration_id": ("registration_id", "报备号", "response_id"),
}
STATES = {
    "asked": ("asked", "submitted", "已提交", "审核中"),
    "registered": ("registered", "已报备", "成功", "success", "pass"),
    "refused": ("refused", "被拒", "失败", "fail"),
}
PROBLEMS = {
    "state": ("状态不认识，可用：asked、registered、refused", "The state is unknown; use asked, registered or refused"),
    "code": ("不是您门店正在用的桌码", "No code in use at a restaurant of yours"),
    "twice": ("同一张桌码在文件里出现两次", "The same code stands twice in the file"),
}
MOST = 50_000


class Unreadable(ValueError):
    """The file as a whole is nothing that can be read."""


@dataclass(frozen=True)
class Line:
    number: int
    code: str
    state: str
    registration_id: str


@dataclass(frozen=True)
class Known:
    """A code in use, and how it stands: `state` "" was not submitted yet."""

    restaurant_id: str
    restaurant: str
    table_id: str
    label: str
    code: str
    state: str
    registration_id: str


def read_codes(data: bytes) -> list[Line]:
    """Unreadable. What a state means is looked at later, so that a bad line is named like the others."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        rows = [
            (reader.line_num, [cell.strip().strip("\t").removeprefix("'") for cell in row]) for row in reader if row
        ]
    except csv.Error as error:
        raise Unreadable(f"Line {reader.line_num}: {error}") from error
    columns = _columns(rows[0][1]) if rows else {}
    if not {"code", "state"} <= set(columns):
        raise Unreadable("The head has to name code (or url) and state.")
    if len(rows) > MOST:
        raise Unreadable(f"More than {MOST:,} lines; split the file.")
    return [_line(number, row, columns) for number, row in rows[1:] if any(row)]


def changes_of(known: list[Known], lines: list[Line]) -> tuple[dict, list[tuple[Known, Line]]]:
    """(`{changed, unchanged, wrong, refused: [{line, code, text, text_en}]}`, what changes)."""
    by_code, seen = {k.code: k for k in known}, set()
    changes, refused, unchanged = [], [], 0
    for line in lines:
        mine = by_code.get(line.code)
        fault = "state" if not line.state else "code" if mine is None else "twice" if line.code in seen else ""
        seen.add(line.code)
        if fault:
            text, english = PROBLEMS[fault]
            refused.append({"line": line.number, "code": fault, "text": text, "text_en": english})
        elif (mine.state, line.registration_id or mine.registration_id) == (line.state, mine.registration_id):
            unchanged += 1
        else:
            changes.append((mine, line))
    report = {"changed": len(changes), "unchanged": unchanged, "wrong": len(refused), "refused": refused}
    return report, changes


def _columns(head) -> dict:
    titles = [set(cell.lower().split()) for cell in head]
    return {
        name: next(n for n, words in enumerate(titles) if words & set(names))
        for name, names in NAMES.items()
        if any(words & set(names) for words in titles)
    }


def _line(number, row, columns) -> Line:
    cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
    said = cells["state"].lower()
    state = next((state for state, words in STATES.items() if said in words), "")
    code = cells["code"].rstrip("/").rsplit("/", 1)[-1].partition("?")[0]
    return Line(number, code, state, cells.get("registration_id", "")[:64])
