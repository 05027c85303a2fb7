"""A busy restaurant, and tables that have just chosen three dishes each."""

import hashlib
import uuid
from dataclasses import dataclass

import orjson
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app import reactions
from core import facts
from core.clock import now
from core.ids import new_id, new_secret
from kitchen.screens.service import add_screen, give_token
from kitchen.tickets.models import Ticket, TicketLine
from ordering.carts.models import CartLine
from ordering.menu.importing import read_menu
from ordering.menu.merging.applying import apply_import
from ordering.menu.pricing import line_price
from ordering.menu.queries import pricing_rows
from ordering.visits.models import Guest, Visit
from payments.bills.models import Bill
from rebates.members.enrolling import enrol
from rebates.members.models import Provider
from restaurants.accounts.service import make_account
from restaurants.profile.service import found_restaurant
from restaurants.stations.models import Station
from restaurants.tables.models import Table

TABLES = 300


@dataclass
class Place:
    """Ids of the restaurant; `dishes` are what people order: `{item_id, quantity, modifiers}`."""

    restaurant_id: str
    screens: list[str]
    dishes: list[dict]
    prices: list[int]
    tables: list[str]


def found_place(engine) -> Place:
    """A restaurant with 100 dishes, 3 stations, 3 screens and a provider's programme."""
    facts.wire(reactions.REACTIONS, reactions.ANSWERS)
    with Session(engine) as session:
        account = make_account(session, f"{uuid.uuid4().hex}@bench.example", "x", "Bench")
        rid = found_restaurant(
            session,
            account,
            {"name": "量具馆", "currency": "CNY", "time_zone": "Asia/Shanghai", "languages": ["zh", "en"]},
        )["id"]
        provider = new_id()
        session.execute(insert(Provider), {"id": provider, "name": "Bench"})
        enrol(session, rid, provider, "DEMO")
        _stations(session, rid)
        apply_import(session, rid, read_menu(_menu(), "application/json", "CNY", "zh"))
        stations = session.execute(select(Station.id).where(Station.restaurant_id == rid)).scalars().all()
        screens = []
        for n in range(3):
            screen = add_screen(session, rid, f"Screen {n}", stations)
            screens.append(give_token(session, rid, screen["id"]))
        tables = [new_id() for _ in range(TABLES)]
        session.execute(
            insert(Table),
            [
                {
                    "restaurant_id": rid,
                    "id": id_,
                    "label": f"T{n}",
                    "live_label": f"T{n}",
                    "area_id": None,
                    "seats": 4,
                    "position": n,
                }
                for n, id_ in enumerate(tables)
            ],
        )
        dishes, prices = _orders(pricing_rows(session, rid))
        session.info.clear()  # pushes to nobody
        session.commit()
    return Place(rid, screens, dishes, prices, tables)


def fresh_tables(engine, place: Place, count: int, cart: int = 3) -> list[dict]:
    """`count` open visits with one guest and `cart` lines each: `[{token, version, total, lines, …}]`. Earlier
    visits are closed and their tickets done, so that no table is used twice and no board grows for ever."""
    rid, at, secret = place.restaurant_id, now(), new_secret()
    visits, guests, lines, bills, made = [], [], [], [], []
    for n in range(count):
        visit_id, guest_id, word = new_id(), new_id(), f"{secret}{n}"
        chosen = [(n + k) % len(place.dishes) for k in range(3)]
        base = {"restaurant_id": rid, "visit_id": visit_id}
        visits.append(
            {
                "restaurant_id": rid,
                "id": visit_id,
                "table_id": place.tables[n],
                "open_table_id": place.tables[n],
                "table_label": f"T{n}",
                "status": "open",
                "covers": 2,
                "cart_version": cart,
                "rounds": 0,
                "fees": [],
                "channel": "h5",
                "opened_by": "guest",
                "opened_at": at,
            }
        )
        guests.append(
            {
                **base,
                "id": guest_id,
                "token_hash": hashlib.sha256(word.encode()).hexdigest(),
                "nickname": "茶杯",
                "mark": "cup",
                "joined_at": at,
            }
        )
        for k in chosen[:cart]:
            lines.append({**base, "id": new_id(), "guest_id": guest_id, "note": "", "added_at": at, **place.dishes[k]})
        bills.append(
            {"restaurant_id": rid, "id": visit_id, "covers": 2, "currency": "CNY", "fees": [], "opened_at": at}
        )
        made.append(
            {
                **base,
                "guest_id": guest_id,
                "token": f"g.{rid}.{word}",
                "version": cart,
                "total": sum(place.prices[k] for k in chosen[:cart]),
                "lines": [place.dishes[k] for k in chosen],
            }
        )
    with Session(engine) as session:
        session.execute(
            update(Visit)
            .where(Visit.restaurant_id == rid, Visit.status == "open")
            .values(status="closed", open_table_id=None, closed_at=at, closed_how="settled")
        )
        session.execute(
            update(Ticket)
            .where(Ticket.restaurant_id == rid, Ticket.status.in_(("open", "started")))
            .values(status="bumped", bumped_at=at)
        )
        session.execute(
            update(TicketLine)
            .where(TicketLine.restaurant_id == rid, TicketLine.status == "queued")
            .values(status="ready")
        )
        for model, rows in ((Visit, visits), (Guest, guests), (CartLine, lines), (Bill, bills)):
            if rows:
                session.execute(insert(model), rows)
        session.commit()
    return made


def _stations(session, rid):
    for n, name in enumerate(("凉菜", "酒水")):
        session.execute(
            insert(Station),
            {
                "restaurant_id": rid,
                "id": new_id(),
                "names": {"zh": name, "en": name},
                "position": n + 1,
                "target_seconds": 300,
                "is_default": False,
            },
        )


def _menu() -> bytes:
    """100 dishes in ten categories; four in ten have a required and a free group of choices."""
    spice = {"id": "s", "name": "辣度", "min": 1, "max": 1}
    spice["options"] = [
        {"id": f"s{n}", "name": name, "price": "0.00"} for n, name in enumerate(("不辣", "微辣", "中辣"))
    ]
    extra = {"id": "e", "name": "加料", "min": 0, "max": 3}
    extra["options"] = [
        {"id": f"e{n}", "name": name, "price": "3.50"} for n, name in enumerate(("花生", "香菜", "煎蛋", "豆腐"))
    ]
    categories = []
    for c in range(10):
        items = [
            {
                "id": f"i{c}-{n}",
                "name": f"第{c}类菜品{n}",
                "price": f"{18 + n}.00",
                "variations": [],
                "option_groups": [spice, extra] if n < 4 else [],
            }
            for n in range(10)
        ]
        categories.append({"id": f"c{c}", "name": f"类别{c}", "items": items})
    return orjson.dumps({"currency": "CNY", "categories": categories})


def _orders(priced) -> tuple[list[dict], list[int]]:
    """One portion of each dish with every choice that is asked for, and one more where there is one."""
    dishes, prices = [], []
    for item in priced.values():
        chosen = [{"id": list(g["modifiers"])[-1], "quantity": 1} for g in item["groups"]]
        chosen.sort(key=lambda choice: choice["id"])
        dishes.append({"item_id": item["id"], "quantity": 1, "modifiers": chosen})
        prices.append(line_price(item, 1, chosen)[0])
    return dishes, prices
