"""The menu as guests read it, and as carts price it."""

import hashlib
from collections import defaultdict

import orjson
from pypinyin import Style, lazy_pinyin
from sqlalchemy import select

from core.clock import now, rfc3339
from core.languages import said
from ordering.menu.labels import say_allergen, say_tag
from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    MenuItem,
    MenuVersion,
    Modifier,
    ModifierGroup,
)
from ordering.menu.pricing import price_from
from restaurants.profile.fees import fee_lines
from restaurants.profile.queries import public_shape, restaurant_of
from restaurants.stations.queries import stations_of

_cache: dict[tuple, tuple[str, bytes]] = {}
CACHED = 200


def menu_version(session, restaurant_id: str) -> int:
    """Moves on with every change of the menu; 0 before the first."""
    return (
        session.execute(
            select(MenuVersion.version).where(MenuVersion.restaurant_id == restaurant_id, MenuVersion.id == "menu")
        ).scalar()
        or 0
    )


def menu_etag(session, restaurant_id: str, lang: str = "zh") -> str:
    """Changes with the menu, the profile and the language, and whenever a sold-out time has passed."""
    version = menu_version(session, restaurant_id)
    restaurant = restaurant_of(session, restaurant_id)
    restaurant = {**public_shape(restaurant), "fees": restaurant["fees"]}
    back = session.execute(
        select(MenuItem.id).where(
            MenuItem.restaurant_id == restaurant_id,
            MenuItem.sold_out_until.is_not(None),
            MenuItem.sold_out_until <= now(),
        )
    ).all()
    return f"{version}-{hash_of(restaurant)}-{len(back)}-{lang}"


def hash_of(shape: dict) -> str:
    return hashlib.sha256(orjson.dumps(shape, default=str)).hexdigest()[:10]


def menu_bytes(session, restaurant_id: str, lang: str) -> tuple[str, bytes]:
    """(etag, the menu as ready JSON), kept until the version moves."""
    etag = menu_etag(session, restaurant_id, lang)
    known = _cache.get((restaurant_id, lang))
    if known and known[0] == etag:
        return known
    if len(_cache) >= CACHED:
        _cache.clear()
    _cache[restaurant_id, lang] = etag, orjson.dumps(menu_for(session, restaurant_id, lang))
    return _cache[restaurant_id, lang]


def menu_for(session, restaurant_id: str, lang: str) -> dict:
    """The contract's menu: `{restaurant, currency, categories: [{id, name, items}], fees}`."""
    restaurant = restaurant_of(session, restaurant_id)
    items = pricing_rows(session, restaurant_id)
    texts = {
        r.id: r
        for r in session.execute(
            select(
                MenuItem.id,
                MenuItem.descriptions,
                MenuItem.tags,
                MenuItem.allergens,
                MenuItem.image_url,
                MenuItem.sold_out_until,
            ).where(MenuItem.restaurant_id == restaurant_id, MenuItem.archived_at.is_(None))
        )
    }
    placed = defaultdict(list)
    for row in session.execute(
        select(CategoryItem.category_id, CategoryItem.item_id)
        .where(CategoryItem.restaurant_id == restaurant_id)
        .order_by(CategoryItem.position, CategoryItem.id)
    ):
        if row.item_id in items:
            placed[row.category_id].append(_item_shape(items[row.item_id], texts[row.item_id], lang))
    categories = session.execute(
        select(Category.id, Category.names)
        .where(Category.restaurant_id == restaurant_id)
        .order_by(Category.position, Category.id)
    ).all()
    return {
        "restaurant": public_shape(restaurant),
        "currency": restaurant["currency"],
        "lang": lang,
        "categories": [
            {"id": c.id, "name": said(c.names, lang), "names": c.names, "items": placed[c.id]} for c in categories
        ],
        "fees": [{**f, "text": text} for f, text in zip(restaurant["fees"], _fee_texts(restaurant, lang), strict=True)],
    }


def pricing_rows(session, restaurant_id: str, item_ids: list[str] | None = None) -> dict[str, dict]:
    """What carts price by, in four reads: `{item_id: {id, names, price, available, left, station_ids, groups}}`."""
    at = now()
    wanted = [MenuItem.restaurant_id == restaurant_id, MenuItem.archived_at.is_(None)]
    if item_ids is not None:
        wanted.append(MenuItem.id.in_(item_ids))
    rows = session.execute(
        select(
            MenuItem.id,
            MenuItem.names,
            MenuItem.price,
            MenuItem.available,
            MenuItem.sold_out_until,
            MenuItem.left_count,
            MenuItem.station_id,
        ).where(*wanted)
    ).all()
    groups = _groups_by_item(session, restaurant_id, item_ids)
    stations = _stations_by_item(session, restaurant_id, rows)
    return {
        r.id: {
            "id": r.id,
            "names": r.names,
            "price": r.price,
            "left": r.left_count,
            "station_ids": stations[r.id],
            "available": (r.available or (r.sold_out_until is not None and r.sold_out_until <= at))
            and r.left_count != 0,
            "groups": groups.get(r.id, []),
        }
        for r in rows
    }


def answer_dishes(session, question) -> list[dict]:
    """For other rooms: DishesOf → `[{id, names, category, available, left, sold_out_until, station_ids}]`."""
    rid = question.restaurant_id
    items = pricing_rows(session, rid)
    rows = session.execute(
        select(CategoryItem.item_id, Category.names, MenuItem.sold_out_until)
        .join(
            Category, (Category.restaurant_id == CategoryItem.restaurant_id) & (Category.id == CategoryItem.category_id)
        )
        .join(MenuItem, (MenuItem.restaurant_id == CategoryItem.restaurant_id) & (MenuItem.id == CategoryItem.item_id))
        .where(CategoryItem.restaurant_id == rid)
        .order_by(Category.position, Category.id, CategoryItem.position, CategoryItem.id)
    ).all()
    first = {row.item_id: row for row in reversed(rows)}  # a dish in several categories stands in its first
    return [
        {
            **{key: items[row.item_id][key] for key in ("id", "names", "available", "left", "station_ids")},
            "category": row.names,
            "sold_out_until": rfc3339(row.sold_out_until),
        }
        for row in rows
        if row.item_id in items and first[row.item_id] is row
    ]


def _groups_by_item(session, restaurant_id, item_ids) -> dict[str, list]:
    query = (
        select(ItemModifierGroup.item_id, ModifierGroup.id, ModifierGroup.names, ModifierGroup.min, ModifierGroup.max)
        .join(
            ModifierGroup,
            (ModifierGroup.restaurant_id == ItemModifierGroup.restaurant_id)
            & (ModifierGroup.id == ItemModifierGroup.group_id),
        )
        .where(ItemModifierGroup.restaurant_id == restaurant_id)
        .order_by(ItemModifierGroup.position)
    )
    if item_ids is not None:
        query = query.where(ItemModifierGroup.item_id.in_(item_ids))
    links = session.execute(query).all()
    if not links:
        return {}
    choices = defaultdict(dict)
    query = (
        select(*Modifier.__table__.c)
        .where(Modifier.restaurant_id == restaurant_id)
        .order_by(Modifier.position, Modifier.id)
    )
    if item_ids is not None:
        query = query.where(Modifier.group_id.in_({row.id for row in links}))
    for m in session.execute(query):
        choices[m.group_id][m.id] = {
            "names": m.names,
            "price": m.price,
            "max_quantity": m.max_quantity,
            "available": m.available,
        }
    found = defaultdict(list)
    for g in links:
        found[g.item_id].append({"id": g.id, "names": g.names, "min": g.min, "max": g.max, "modifiers": choices[g.id]})
    return found


def _stations_by_item(session, restaurant_id, rows) -> dict[str, tuple]:
    """Item over category over default; none at all is told to every screen as "no station"."""
    stations = stations_of(session, restaurant_id)
    known = {s["id"] for s in stations}
    default = tuple(s["id"] for s in stations if s["is_default"])
    by_category = {}
    if any(r.station_id not in known for r in rows):
        for r in session.execute(
            select(CategoryItem.item_id, Category.station_id)
            .join(
                Category,
                (Category.restaurant_id == CategoryItem.restaurant_id) & (Category.id == CategoryItem.category_id),
            )
            .where(CategoryItem.restaurant_id == restaurant_id, Category.station_id.is_not(None))
        ):
            by_category.setdefault(r.item_id, r.station_id)
    return {
        r.id: (r.station_id,)
        if r.station_id in known
        else (by_category[r.id],)
        if by_category.get(r.id) in known
        else default
        for r in rows
    }


def _item_shape(item, text, lang) -> dict:
    return {
        "id": item["id"],
        "name": said(item["names"], lang),
        "names": item["names"],
        "description": said(text.descriptions, lang),
        "price": item["price"],
        "price_from": price_from(item),
        "image_url": text.image_url,
        "available": item["available"],
        "left": item["left"],
        "sold_out_until": rfc3339(text.sold_out_until),
        "tags": [say_tag(tag, lang) for tag in text.tags],
        "allergens": [say_allergen(allergen, lang) for allergen in text.allergens],
        "initials": "".join(lazy_pinyin(said(item["names"], "zh"), style=Style.FIRST_LETTER)).lower()[:40],
        "modifier_groups": [
            {
                "id": g["id"],
                "name": said(g["names"], lang),
                "min": g["min"],
                "max": g["max"],
                "modifiers": [
                    {
                        "id": mid,
                        "name": said(m["names"], lang),
                        "price": m["price"],
                        "available": m["available"],
                        "max_quantity": m["max_quantity"],
                    }
                    for mid, m in g["modifiers"].items()
                ],
            }
            for g in item["groups"]
        ],
    }


def _fee_texts(restaurant, lang) -> list[str]:
    """The sentence of each fee for one eater, one order and a bill of 100 units."""
    return [
        next(
            iter(
                line["text"]
                for line in fee_lines(
                    [fee], subtotal=10000, covers=1, orders=1, lang=lang, currency=restaurant["currency"]
                )
            ),
            fee["name"],
        )
        for fee in restaurant["fees"]
    ]
