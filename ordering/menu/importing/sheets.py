"""Tables of dishes (CSV, XLSX) and pasted lines → the neutral shape; bad lines are listed by number."""

import csv
import io
import re
import zipfile

import openpyxl

from ordering.menu.importing.plan import Unreadable

MOST_ROWS = 5000
MOST_UNZIPPED = 50 * 1024 * 1024
COLUMNS = {
    "category": ("category", "分类", "类别"),
    "name": ("name", "name_zh", "菜名", "名称", "品名"),
    "name_en": ("name_en", "英文名"),
    "price": ("price", "价格", "单价", "售价"),
    "description": ("description", "描述", "简介"),
    "station": ("station", "档口"),
}
PASTED = re.compile(r"^(.*?\S)[\s,，:：￥¥]*?\s*[￥¥]?(\d+(?:\.\d{1,2})?)\s*元?$")


def read_csv(data: bytes) -> tuple[dict, list]:
    text = decode(data)
    try:
        dialect = csv.Sniffer().sniff(text[:4000], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    return rows_to_menu(list(csv.reader(io.StringIO(text), dialect))[:MOST_ROWS])


def read_xlsx(data: bytes) -> tuple[dict, list]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNZIPPED:
                raise Unreadable("The workbook unpacks to more than 50 MB.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise Unreadable("This is not an XLSX workbook.") from error
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS)
    ]
    return rows_to_menu(rows)


def rows_to_menu(rows: list[list[str]]) -> tuple[dict, list]:
    """(neutral menu, refused lines). The first row names the columns; name and price are needed."""
    if not rows:
        raise Unreadable("The table is empty.")
    heads = {}
    for position, cell in enumerate(rows[0]):
        for column, words in COLUMNS.items():
            if cell.strip().lower() in words:
                heads.setdefault(column, position)
    if "name" not in heads or "price" not in heads:
        raise Unreadable("The first row must name the columns “name” (菜名) and “price” (价格).")
    categories, refused = {}, []
    for number, row in enumerate(rows[1:], 2):
        cells = {c: row[p].strip().lstrip("'") for c, p in heads.items() if p < len(row)}
        if not any(cells.values()):
            continue
        price = cells.get("price", "").lstrip("￥¥$ ")
        if not cells.get("name"):
            refused.append((f"line {number}", "unnamed", "A dish without a name."))
        elif not re.fullmatch(r"\d+(\.\d+)?", price):
            refused.append((f"line {number}", "price_unreadable", f"“{cells.get('price', '')}” is not a price."))
        else:
            item = {
                "name": cells["name"],
                "price": price,
                "description": cells.get("description", ""),
                "station": cells.get("station") or None,
            }
            if cells.get("name_en"):
                item["names"] = {"zh": cells["name"], "en": cells["name_en"]}
            categories.setdefault(cells.get("category") or "菜单", []).append(item)
    return {"categories": [{"name": name, "items": items} for name, items in categories.items()]}, refused


def read_pasted(data: bytes) -> tuple[dict, list]:
    """`宫保鸡丁 38` a line; a line without a number is the heading of what follows."""
    categories, current, refused = {}, "菜单", []
    for number, line in enumerate(decode(data).splitlines()[:MOST_ROWS], 1):
        line = line.strip().replace("\t", " ")
        found = PASTED.match(line)
        if found:
            categories.setdefault(current, []).append({"name": found[1].strip(), "price": found[2]})
        elif line and not any(c.isdigit() for c in line):
            current = line.strip(":：【】[] ")
        elif line:
            refused.append((f"line {number}", "price_unreadable", f"“{line[:60]}” has no price at its end."))
    return {"categories": [{"name": name, "items": items} for name, items in categories.items()]}, refused


def decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("The text is neither UTF-8 nor GB18030.")
