"""The menu as a file that comes in again without a change."""

import csv
import io
import re
from collections import defaultdict

import orjson
from sqlalchemy import select

from core.languages import said
from core.money import to_text
from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    ItemStation,
    MenuItem,
    Modifier,
    ModifierGroup,
)
from restaurants.profile.queries import restaurant_of
from restaurants.stations.queries import stations_of

KINDS = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def neutral_menu(session, restaurant_id: str) -> dict:
    """The import's JSON shape, with our ids, every language, choices, tags, allergens, stations and courses."""
    restaurant = restaurant_of(session, restaurant_id)
    currency, first = restaurant["currency"], restaurant["languages"][0]
    stations = {s["id"]: said(s["names"], first) for s in stations_of(session, restaurant_id)}

    def rows(model, *order):
        return session.execute(
            select(*model.__table__.c).where(model.restaurant_id == restaurant_id).order_by(*order, model.id)
        ).all()

    def named(row):
        return {"id": row.id, "name": said(row.names, first), "names": row.names}

    choices, groups, homes, also = (defaultdict(list) for _ in range(4))
    for m in rows(Modifier, Modifier.position):
        choices[m.group_id].append(
            {**named(m), "price": to_text(m.price, currency), "max_quantity": m.max_quantity, "available": m.available}
        )
    shapes = {g.id: {**named(g), "min": g.min, "max": g.max, "options": choices[g.id]} for g in rows(ModifierGroup)}
    for link in rows(ItemModifierGroup, ItemModifierGroup.position):
        groups[link.item_id].append(shapes[link.group_id])
    for link in rows(ItemStation, ItemStation.position):
        also[link.item_id].append(link.station_id)
    items = {
        i.id: {
            **named(i),
            "description": said(i.descriptions, first),
            "descriptions": i.descriptions,
            "price": to_text(i.price, currency),
            "available": i.available,
            "tags": i.tags,
            "allergens": i.allergens,
            "stations": [stations[id] for id in (i.station_id, *also[i.id]) if id],
            "stations_finish": i.stations_finish,
            "course": i.course,
            "image_url": i.image_url,
            "variations": [],
            "option_groups": groups[i.id],
        }
        for i in rows(MenuItem)
        if i.archived_at is None
    }
    for link in rows(CategoryItem, CategoryItem.position):
        if link.item_id in items:
            homes[link.category_id].append(items[link.item_id])
    return {
        "name": restaurant["name"],
        "currency": currency,
        "language": first,
        "languages": _languages(restaurant, items.values()),
        "categories": [
            {**named(c), "station": stations.get(c.station_id), "items": homes[c.id]}
            for c in rows(Category, Category.position)
        ],
    }


def write_menu(menu: dict, kind: str) -> bytes:
    """`menu` as neutral_menu gives it; `kind` is json, csv or xlsx. Runs on a thread: no database."""
    if kind == "json":
        return orjson.dumps(menu, option=orjson.OPT_INDENT_2)
    table = _table(menu)
    if kind == "csv":
        text = io.StringIO()
        csv.writer(text).writerows(table)
        return text.getvalue().encode("utf-8-sig")  # Excel needs the mark to read Chinese
    import openpyxl  # 12 MB, for the day on which somebody wants a workbook

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("menu")
    for line in table:
        sheet.append(line)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _languages(restaurant, items) -> list[str]:
    """The restaurant's, then others that some dish has a name in."""
    used = sorted({code for item in items for code in item["names"]})
    return list(dict.fromkeys([*restaurant["languages"], *used]))


def _table(menu) -> list[list[str]]:
    """One line for each category that a dish stands in; choices have no column and stay as they are."""
    languages = menu["languages"]
    names, texts = [f"name_{code}" for code in languages], [f"description_{code}" for code in languages]
    lines = [["id", "category", *names, "price", *texts, "tags", "allergens", "station", "stations_finish", "course"]]
    for category in menu["categories"]:
        for item in category["items"]:
            cells = [
                item["id"],
                category["name"],
                *(item["names"].get(code, "") for code in languages),
                item["price"],
                *(item["descriptions"].get(code, "") for code in languages),
                _joined(item["tags"]),
                _joined(item["allergens"]),
                "|".join(item["stations"]),
                item["stations_finish"],
                str(item["course"]),
            ]
            lines.append([_plain(text) for text in cells])
    return lines


def _joined(labels: list[str]) -> str:
    """`a|b`; one that holds a mark itself says with a bar that it is one."""
    text = "|".join(labels)
    return f"{text}|" if len(labels) == 1 and re.search(r"[,，、;；]", text) else text


def _plain(text: str) -> str:
    """No spreadsheet takes it for a formula; the import drops the mark again. XML has no control characters."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "'")) else text
