"""The menu as guests read it."""

import os
from collections import defaultdict

from sqlalchemy import select

from core.clock import rfc3339
from core.languages import said
from ordering.menu.labels import say_allergen, say_tag
from ordering.menu.models import Category, CategoryItem, MenuItem
from ordering.menu.pricing import price_from
from ordering.menu.queries import pricing_rows
from restaurants.profile.fees import added_terms, fee_lines
from restaurants.profile.queries import public_shape, restaurant_of


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
        "fees": [
            {**f, "text": text} for f, text in zip(added_terms(restaurant), _fee_texts(restaurant, lang), strict=True)
        ],
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
        "sold_out_until": None if item["available"] else rfc3339(text.sold_out_until),
        "tags": [say_tag(tag, lang) for tag in text.tags],
        "allergens": [say_allergen(allergen, lang) for allergen in text.allergens],
        "initials": _initials(said(item["names"], "zh")),
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
        for fee in added_terms(restaurant)
    ]


def _initials(name: str) -> str:
    """宫保鸡丁 → gbjd, to search by. The dictionary weighs 45 MB: it comes with the first menu that is read."""
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()[:40]
