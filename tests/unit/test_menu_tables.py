"""Tables and pasted lines as restaurants keep them."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordering.menu.importing import Unreadable, read_menu
from ordering.menu.importing.tables import read_xlsx


def dishes(data, kind="text/csv", currency="CNY", **more):
    """`([(category, name, price)], [(where, rule)])`"""
    plan = read_menu(data if isinstance(data, bytes) else data.encode(), kind, currency, **more)
    titles = {c.key: next(iter(c.names.values())) for c in plan.categories}
    assert plan.in_file + plan.split == len(plan.items) + plan.merged + len(plan.refused)
    return (
        [(titles[i.places[0][0]], next(iter(i.names.values())), i.price) for i in plan.items],
        [(where, rule) for where, rule, _ in plan.refused],
    )


TWO = [("热菜", "宫保鸡丁", 3800), ("热菜", "米饭", 200)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，"])
def test_delimiters(mark):
    lines = ["分类,菜名,价格", "热菜,宫保鸡丁,38.00", "热菜,米饭,2"]
    assert dishes("\n".join(lines).replace(",", mark)) == (TWO, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings(encoding):
    text = "分类,菜名,价格\r\n热菜,宫保鸡丁,￥38.00\r\n热菜,米饭,2元/碗\r\n"
    assert dishes(text.encode(encoding)) == (TWO, [])


@pytest.mark.parametrize(
    ("text", "encoding", "language", "name"),
    [
        ("name,price\nCrème brûlée,6.50\nGemüse à la carte,5\n", "cp1252", None, "Crème brûlée"),
        ("品目,価格\nラーメン,800\n", "cp932", "ja", "ラーメン"),
        ("메뉴,가격\n비빔밥,9000\n", "cp949", "ko", "비빔밥"),
        ("เมนู,ราคา\nผัดไทย,80\n", "cp874", "th", "ผัดไทย"),
    ],
)
def test_code_pages(text, encoding, language, name):
    assert dishes(text.encode(encoding), language=language)[0][0][1] == name


def test_decimal_commas_under_semicolons():
    text = "Kategorie;Gericht;Preis (€)\nFleisch;Schnitzel;12,50\nFleisch;Kalb ganz;1.250,00\nFleisch;Lamm ganz;1.100\n"
    assert [price for *_, price in dishes(text, currency="EUR")[0]] == [1250, 125000, 110000]


def test_heads_stand_lower_and_names_have_languages():
    text = "菜单 2026,,,\n,,,\n类别,菜品名称,英文名,单价（元）\n热菜,宫保鸡丁,Kung Pao Chicken,38\n"
    plan = read_menu(text.encode(), "text/csv", "CNY")
    assert plan.items[0].names == {"zh": "宫保鸡丁", "en": "Kung Pao Chicken"}


def test_blank_category_cells_belong_to_the_one_above():
    assert dishes("分类,菜名,价格\n热菜,宫保鸡丁,38\n,米饭,2\n饮品,可乐,5\n")[0] == [*TWO, ("饮品", "可乐", 500)]


def test_a_line_of_nothing_but_a_name_is_a_heading():
    assert dishes("菜名,价格\n热菜,\n宫保鸡丁,38\n米饭,2\n饮品\n可乐,5\n")[0] == [*TWO, ("饮品", "可乐", 500)]


def test_bad_lines_are_listed_by_number_and_good_ones_kept():
    text = "分类,菜名,价格\n热菜,宫保鸡丁,38\n热菜,,5\n热菜,鱼,时价\n热菜,汤,\n\n热菜,米饭,2\n"
    assert dishes(text) == (TWO, [("line 3", "unnamed"), ("line 4", "price_unreadable"), ("line 5", "price_missing")])


def test_quoted_cells_hold_marks_and_line_breaks():
    text = '分类,菜名,价格,描述\n热菜,"宫保鸡丁, 微辣","1,038.00","甜\n辣"\n'
    plan = read_menu(text.encode(), "text/csv", "CNY")
    assert (plan.items[0].names["zh"], plan.items[0].price) == ("宫保鸡丁, 微辣", 103800)
    assert plan.items[0].descriptions == {"zh": "甜\n辣"}


@pytest.mark.parametrize(
    ("currency", "price", "minor"), [("JPY", "1,200", 1200), ("KWD", "1.250", 1250), ("VND", "45.000", 45000)]
)
def test_other_currencies(currency, price, minor):
    assert dishes(f'name,price\nx,"{price}"\n', currency=currency)[0][0][2] == minor


def test_a_huge_cell_is_cut_with_a_word():
    plan = read_menu(("name,price\n" + "长" * 300_000 + ",1\n").encode(), "text/csv", "CNY")
    assert len(plan.items[0].names["zh"]) == 120
    assert plan.mended[0][1] == "text_cut"


def book(*sheets) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def test_sheets_numbers_and_merged_cells():
    made = openpyxl.load_workbook(
        io.BytesIO(
            book(
                ("热菜", [["本店菜单", None], [None, None], ["菜名", "价格"], ["宫保鸡丁", 38], ["米饭", 2.0]]),
                ("Sheet2", [["分类", "菜名", "价格"], ["饮品", "可乐", 5.5], [None, 7, "5元"], [None, "时令", "时价"]]),
                ("说明", [["本店不收服务费"]]),
            )
        )
    )
    made["Sheet2"].merge_cells("A2:A4")
    made["热菜"].merge_cells("A1:B1")
    data = io.BytesIO()
    made.save(data)
    found = dishes(data.getvalue(), "application/octet-stream")
    assert found == ([*TWO, ("饮品", "可乐", 550), ("饮品", "7", 500)], [("Sheet2 line 4", "price_unreadable")])


def test_hidden_sheets_and_formulas_are_no_menu():
    made = openpyxl.Workbook()
    made.active.append(["name", "price"])
    made.active.append(["=1+1", "5"])
    made.active.append(["rice", 2])
    hidden = made.create_sheet("old")
    hidden.append(["name", "price"])
    hidden.append(["gone", 9])
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    made.save(data)
    assert dishes(data.getvalue(), "x.xlsx") == ([("菜单", "rice", 200)], [("line 2", "unnamed")])


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(500), b"\xd0\xcf\x11\xe0" + bytes(600), b"abc"]
)
def test_what_is_no_workbook_says_so(data):
    with pytest.raises(Unreadable):
        read_xlsx(data)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b\n1,2\n", b"\xff\xfe\x00", b"name\nx\n", b"\x00" * 50])
def test_what_is_no_table_says_so(data):
    with pytest.raises(Unreadable):
        read_menu(data, "text/csv", "CNY")


PASTED = """【热菜】
1. 宫保鸡丁 ……… 38元
· 鱼香肉丝	36
水煮鱼：￥88/份

饮品
7喜 5
可乐(大) 8.50
Coffee - $3.20
时价大虾 时价
红酒 1,280.00
卖 2 送 1 活动
"""


def test_pasted_lines():
    found, refused = dishes(PASTED, "text/plain")
    assert found == [
        ("热菜", "宫保鸡丁", 3800),
        ("热菜", "鱼香肉丝", 3600),
        ("热菜", "水煮鱼", 8800),
        ("饮品", "7喜", 500),
        ("饮品", "可乐(大)", 850),
        ("饮品", "Coffee", 320),
        ("时价大虾 时价", "红酒", 128000),
    ]
    assert refused == [("line 12", "price_unreadable")]


def test_cells_pasted_from_a_spreadsheet():
    assert dishes("分类\t菜名\t价格\n热菜\t宫保鸡丁\t38\n\t米饭\t2\n", "text/plain") == (TWO, [])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/csv", "text/plain", "x.xlsx", "application/json"]))
def test_no_bytes_break_it(data, kind):
    try:
        read_menu(data, kind, "CNY")
    except Unreadable:
        pass


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), max_size=5), max_size=8))
def test_no_cells_break_it(rows):
    text = "name;price;category\n" + "\n".join(";".join(row) for row in rows)
    try:
        plan = read_menu(text.encode("utf-8", "replace"), "text/csv", "EUR")
    except Unreadable:
        return
    assert plan.in_file == len(plan.items) + plan.merged + len(plan.refused)
