"""A restaurant that has been lived in: menu, tables, screens, staff, a provider and some orders."""

import orjson
from flask import Flask
from sqlalchemy import insert

from app.config import VAR
from app.demo import menu
from core.clock import now
from core.identity import Caller
from core.ids import new_id, new_secret
from core.transactions import reading, transaction
from kitchen.screens.service import add_screen, give_token
from kitchen.tickets.queries import open_tickets
from kitchen.tickets.service import act
from ordering.carts.service import add_line
from ordering.menu.importing import read_menu
from ordering.menu.queries import menu_for
from ordering.menu.service import apply_import
from ordering.orders.place import place_order
from ordering.visits.service import join_table
from payments.payments.service import confirm_counter, record_outcome, start_payment
from qr.service import code_of, make_code, url_of
from rebates.models import Provider
from rebates.service import enrol
from restaurants.accounts.service import account_by_email, hash_password, hire, make_account
from restaurants.profile.queries import restaurant_of
from restaurants.profile.service import change_profile, found_restaurant
from restaurants.stations.models import Station
from restaurants.stations.queries import stations_of
from restaurants.tables.queries import table_of
from restaurants.tables.service import create_tables

PEOPLE = {"owner": "owner@demo.zhuoma", "waiter": "waiter@demo.zhuoma", "provider": "provider@demo.zhuoma"}
STATIONS = (("wok", "热菜", "Wok", 720, True), ("cold", "凉菜", "Cold", 360, False), ("bar", "酒水", "Bar", 180, False))
LIVED = (  # table number, rounds of (dish, how many), how it ends
    (1, [[("gbjd", 1), ("mf", 3), ("jnpj", 2)], [("bf", 2)]], "cooking"),
    (3, [[("mpdf", 1), ("hgr", 1), ("xhlj", 1)]], "sent"),
    (5, [[("qzly", 1), ("ksj", 1), ("kl", 3)]], "simulator"),
    (7, [[("ddm", 2), ("smt", 2)]], "counter"),
)


def lived_in(app: Flask) -> dict:
    """var/demo.json's content; made once, then read again."""
    path = VAR / "demo.json"
    with reading() as session:
        made = account_by_email(session, PEOPLE["owner"])
    if made and path.exists():
        known = orjson.loads(path.read_bytes())
        known["base_url"] = app.config["PUBLIC_URL"]
        return known
    suffix = "" if made is None else "." + new_secret()[:6].lower()
    people = {
        role: {"email": email.replace("@", f"{suffix}@"), "password": new_secret()} for role, email in PEOPLE.items()
    }
    hashed = {role: hash_password(person["password"]) for role, person in people.items()}
    with transaction() as session:
        found = _found(session, app, people, hashed)
    for table, rounds, end in LIVED:
        _live(found, table, rounds, end)
    return found


def _found(session, app, people, hashed) -> dict:
    provider_id = new_id()
    session.execute(insert(Provider), {"id": provider_id, "name": "云桥服务商"})
    accounts = {
        role: make_account(
            session,
            person["email"],
            hashed[role],
            {"owner": "周岚", "waiter": "小陈", "provider": "云桥"}[role],
            provider_id if role == "provider" else None,
        )
        for role, person in people.items()
    }
    rid = found_restaurant(
        session,
        accounts["owner"],
        {"name": "青瓷小馆·中山路店", "currency": "CNY", "time_zone": "Asia/Shanghai", "languages": ["zh", "en"]},
    )["id"]
    change_profile(session, rid, "demo", {"version": 1, "fees": [{"kind": "per_head", "name": "茶位", "amount": 400}]})
    hire(session, rid, accounts["waiter"], "waiter", "小陈")
    enrol(session, rid, provider_id, "DEMO")
    enrol(session, rid, provider_id, "RB-SMDC2021")
    session.execute(Station.__table__.delete().where(Station.restaurant_id == rid))
    session.execute(
        insert(Station),
        [
            {
                "restaurant_id": rid,
                "id": new_id(),
                "names": {"zh": zh, "en": en},
                "position": n,
                "target_seconds": target,
                "is_default": default,
            }
            for n, (_, zh, en, target, default) in enumerate(STATIONS)
        ],
    )
    apply_import(
        session, rid, read_menu(orjson.dumps(menu.neutral({key: zh for key, zh, *_ in STATIONS})), "json", "CNY", "zh")
    )
    stations = stations_of(session, rid)
    screens = []
    for name, ids in (("全部", [s["id"] for s in stations]), *((s["name"], [s["id"]]) for s in stations)):
        screen = add_screen(session, rid, f"{name}屏", ids)
        screens.append(
            {
                "id": screen["id"],
                "name": screen["name"],
                "station_ids": ids,
                "token": give_token(session, rid, screen["id"]),
            }
        )
    tables = []
    for table in create_tables(session, rid, "A01-A12"):
        make_code(session, rid, table.id)
        code = code_of(session, rid, table.id).code
        tables.append(
            {"id": table.id, "label": table.label, "code": code, "url": url_of(code, app.config["PUBLIC_URL"])}
        )
    return {
        "base_url": app.config["PUBLIC_URL"],
        "restaurant_id": rid,
        **people,
        "tables": tables,
        "screens": screens,
        "made_at": now().isoformat(),
    }


def _live(found, number, rounds, end):
    """A party through the same use cases that the screens call."""
    rid, table_id = found["restaurant_id"], found["tables"][number - 1]["id"]
    with transaction() as session:
        restaurant = restaurant_of(session, rid)
        visit, guest, _ = join_table(session, restaurant, table_of(session, rid, table_id), covers=3)
    with reading() as session:
        by_name = {i["names"]["zh"]: i for c in menu_for(session, rid, "zh")["categories"] for i in c["items"]}
    names = {key: dish.zh for key, dish in menu.DISHES.items()}
    for round_ in rounds:
        for key, quantity in round_:
            item = by_name[names[key]]
            chosen = [
                {"id": m["id"], "quantity": 1} for g in item["modifier_groups"] if g["min"] for m in g["modifiers"][1:2]
            ]
            with transaction() as session:
                cart = add_line(
                    session, rid, visit.id, guest["id"], item_id=item["id"], quantity=quantity, modifiers=chosen
                )
        with transaction() as session:
            place_order(
                session, restaurant, visit.id, guest["id"], cart_version=cart["version"], shown_total=cart["total"]
            )
    if end != "sent":
        _cook(found, visit.id, whole=end != "cooking")
    if end in ("counter", "simulator"):
        with transaction() as session:
            payment, _ = start_payment(session, rid, visit.id, f"guest:{guest['id']}", guest["nickname"], end)
        with transaction() as session:
            if end == "counter":
                confirm_counter(session, rid, payment["id"], "cash", payment["amount"], "demo")
            else:
                record_outcome(session, rid, payment["id"], "paid")


def _cook(found, visit_id, whole):
    rid, all_stations = found["restaurant_id"], found["screens"][0]["station_ids"]
    cook = Caller("screen", "screen:demo", restaurant_id=rid, station_ids=tuple(all_stations))
    with transaction() as session:
        for ticket in open_tickets(session, rid, all_stations):
            if ticket["visit_id"] == visit_id:
                act(session, cook, "bump" if whole else "start", ticket["id"])
                if not whole:
                    break
