"""Rows of a table → the neutral shape; bad lines are listed by number and reason. Pure."""

import re
import unicodedata

from ordering.menu.importing.plan import Refused, Unreadable
from ordering.menu.importing.prices import major, read_price, uses_decimal_comma
from ordering.menu.importing.texts import clean, clean_lines, language_code

SEARCHED = 25  # a title, a date and an empty line may stand above the heads
COLUMNS = {
    "id": "id 编号 菜品编号",
    "category": "category 分类 类别 菜品分类 菜品类别 类目 品类 section group kategorie catégorie categoria categoría "
    "カテゴリ カテゴリー 분류 카테고리 หมวด หมวดหมู่",
    "name": "name 菜名 菜品 菜品名称 菜品名 名称 品名 品项 商品 商品名称 商品名 产品名称 dish item "
    "product title"
    " itemname dishname productname gericht artikel bezeichnung plat nombre plato nom nome 料理名 品目 メニュー 메뉴 "
    "메뉴명 상품명 ชื่อ ชื่อเมนู เมนู",
    "price": "price 价格 单价 售价 现价 价钱 原价 门店价 堂食价 unitprice saleprice amount preis prix precio prezzo "
    "preço 値段 価格 가격 단가 ราคา",
    "description": "description 描述 简介 说明 介绍 desc details beschreibung descripción 説明 설명 รายละเอียด",
    "station": "station 档口 出品档口 出品部门 kitchen",
    "stations_finish": "stationsfinish",
    "course": "course 上菜顺序 道次",
    "tags": "tags tag 标签",
    "allergens": "allergens allergen 过敏原 allergene",
}
ENGLISH = ("英文名", "英文", "英文名称", "english", "englishname")
PLAIN_TITLE = re.compile(r"^(?:sheet|工作表|表|menu|菜单|table)\s*\d*$", re.I)
_HEADS = {word: column for column, words in COLUMNS.items() for word in words.split()}
_FORMULA = re.compile(r"^'(?=[=+\-@\t\r'])")


def find_heads(rows: list[list]) -> tuple[int, dict[str, int]] | None:
    """(the row that names the columns, `{column: its place}`); None where no row names a dish and its price."""
    for at, row in enumerate(rows[:SEARCHED]):
        heads: dict[str, int] = {}
        for place, cell in enumerate(row):
            column = _column(cell)
            if column:
                heads.setdefault(column, place)
        if "price" in heads and any(c == "name" or c.startswith("name_") for c in heads):
            return at, heads
    return None


def sheets_to_menu(sheets: list[tuple[str, list[list]]], places: int) -> tuple[dict, list]:
    """(neutral menu, refused lines). Unreadable unless some sheet names the columns of name and price."""
    table = _Table(places)
    found = [(title, rows, find_heads(rows)) for title, rows in sheets]
    if not any(heads for _, _, heads in found):
        raise Unreadable("One of the first lines must name the columns “name” (菜名) and “price” (价格).")
    for title, rows, heads in found:
        if heads:
            table.read(title, rows, *heads, several=sum(bool(h) for _, _, h in found) > 1)
    return {"categories": list(table.categories.values())}, table.refused


class _Table:
    def __init__(self, places: int):
        self.places, self.categories, self.refused = places, {}, []

    def read(self, title: str, rows: list[list], at: int, heads: dict[str, int], *, several: bool) -> None:
        prices = [row[heads["price"]] for row in rows[at + 1 :] if heads["price"] < len(row)]
        comma = uses_decimal_comma(prices)
        current = "" if not title or PLAIN_TITLE.match(title.strip()) else clean(title)
        for number, row in enumerate(rows[at + 1 :], at + 2):
            cells = {c: _cell(row[p], c) for c, p in heads.items() if p < len(row)}
            if not any(_said(v) for v in cells.values()) or self._is_head_again(row, heads):
                continue
            where = f"{title} line {number}" if several else f"line {number}"
            if _said(cells.get("category")):
                current = clean(cells["category"])
            elif self._is_heading(cells, heads):
                current = clean(_title(cells))
                continue
            try:
                dish = self._dish(cells, where, comma)
            except Refused as refused:
                self.refused.append((where, refused.rule, refused.text))
                continue
            home = self.categories.setdefault(current, {"name": current or None, "items": []})
            home["items"].append(dish)

    def _dish(self, cells, where, comma) -> dict:
        if not _title(cells):
            raise Refused("unnamed", "A dish without a name.")
        if not _said(cells.get("price")):
            raise Refused("price_missing", f"“{_title(cells)[:40]}” has no price.")
        minor = read_price(cells["price"], self.places, decimal_comma=comma)
        dish = {"where": where, "price": major(minor, self.places), "id": cells.get("id")}
        for column, value in cells.items():
            if column.startswith(("name", "description")) and _said(value):
                dish[column] = value
        dish["stations"] = cells.get("station", "").split("|")
        dish |= {column: cells[column] for column in ("stations_finish", "course") if column in cells}
        for column in ("tags", "allergens"):
            if column in cells and _said(cells[column]):
                marks = r"\|" if "|" in cells[column] else r"[,，、;；]"
                dish[column] = [t for t in re.split(marks, cells[column]) if t.strip()]
        return dish

    def _is_heading(self, cells, heads) -> bool:
        """A line of nothing but a name, in a table without a column for the category, is the next heading."""
        return "category" not in heads and bool(_title(cells)) and sum(_said(v) for v in cells.values()) == 1

    def _is_head_again(self, row, heads) -> bool:
        return all(place < len(row) and _column(row[place]) for place in heads.values())


def _column(cell) -> str | None:
    if not isinstance(cell, str) or len(cell) > 40:
        return None
    text = unicodedata.normalize("NFKC", cell).strip().lower()
    bracket = re.search(r"[(（\[]([^)）\]]*)[)）\]]", text)
    plain = re.sub(r"[(（\[].*?[)）\]]|[\s*:：￥¥$]", "", text)
    head, _, code = plain.rpartition("_")
    if head in ("name", "description") and language_code(code):
        return f"{head}_{language_code(code)}"
    if bracket and plain in ("name", "description") and language_code(bracket[1].strip()):
        return f"{plain}_{language_code(bracket[1].strip())}"
    return "name_en" if plain in ENGLISH else _HEADS.get(plain.replace("_", ""))


def _cell(value, column: str):
    """Text; a number stays one only as a price. A workbook's 7.0 is "7" again as a name."""
    if isinstance(value, str):
        return _FORMULA.sub("", clean_lines(value))
    if value is None or isinstance(value, bool):
        return ""
    if column == "price":
        return value
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


def _title(cells) -> str:
    return cells.get("name") or next((v for c, v in cells.items() if c.startswith("name_") and v), "")


def _said(value) -> bool:
    return value not in (None, "")
