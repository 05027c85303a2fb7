"""Opening the demo's restaurant: profile, people, stations, menu, tables with codes, paired screens, a provider."""

from datetime import timedelta

import orjson
from sqlalchemy import delete, insert

from app.demo import menu
from core.clock import now, rfc3339
from core.ids import new_id
from kitchen.screens.service import add_screen, give_token
from kitchen.slips.service import add_printer
from ordering.menu.importing import read_menu
from ordering.menu.merging.applying import apply_import
from qr.service import code_of, make_code, url_of
from rebates.members.enrolling import enrol
from rebates.members.models import Provider
from restaurants.accounts.service import make_account
from restaurants.accounts.staffing import hire
from restaurants.profile.service import change_profile, found_restaurant, note_printed, put_off_opening
from restaurants.stations.models import COOKING, Station
from restaurants.stations.queries import stations_of
from restaurants.tables.queries import tables_of
from restaurants.tables.service import add_area, create_tables

NAMES = {"owner": "周岚", "manager": "林晓", "waiter": "小陈", "cook": "老吴", "provider": "云桥"}
STATIONS = (("wok", "热菜", "Wok", 720, True), ("cold", "凉菜", "Cold", 360, False), ("bar", "酒水", "Bar", 180, False))
VIEWS = (("expo", "传菜", "Expo"), ("floor", "前厅", "Floor"))
AREAS = (({"zh": "大厅", "en": "Hall"}, "A01-A10", 4), ({"zh": "包厢", "en": "Private rooms"}, "包厢 1-2", 10))
ALL_DAY = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def open_restaurant(session, public_url: str, people: dict, hashed: dict) -> dict:
    """var/demo.json's content. `people` are `{role: {email, password}}`, `hashed` their passwords' hashes."""
    provider_id = new_id()
    session.execute(insert(Provider), {"id": provider_id, "name": "云桥服务商"})
    accounts = {
        role: make_account(
            session, person["email"], hashed[role], NAMES[role], provider_id if role == "provider" else None
        )
        for role, person in people.items()
    }
    rid = found_restaurant(
        session,
        accounts["owner"],
        {"name": "青瓷小馆·中山路店", "currency": "CNY", "time_zone": "Asia/Shanghai", "languages": ["zh", "en"]},
    )["id"]
    settings = {"version": 1, "hours": ALL_DAY, "fees": [{"kind": "per_head", "name": "茶位", "amount": 400}]}
    change_profile(session, rid, f"account:{accounts['owner']}", settings)
    for role in ("manager", "waiter", "cook"):
        hire(session, rid, accounts[role], role, NAMES[role])
    for programme in ("DEMO", "RB-SMDC2021"):
        enrol(session, rid, provider_id, programme, now() - timedelta(days=60))
    _set_stations(session, rid)
    add_printer(session, rid, _paper(session, rid))
    file = orjson.dumps(menu.neutral({key: zh for key, zh, *_ in STATIONS}))
    apply_import(session, rid, read_menu(file, "json", "CNY", "zh"))
    tables = _tables(session, rid, public_url)
    note_printed(session, rid, tables_of(session, rid))
    put_off_opening(session, rid, True)
    return {
        "base_url": public_url,
        "restaurant_id": rid,
        **people,
        "tables": tables,
        "screens": _screens(session, rid),
        "made_at": rfc3339(now()),
    }


def _set_stations(session, rid):
    """In place of the one station that every new restaurant begins with."""
    session.execute(delete(Station).where(Station.restaurant_id == rid))
    rows = [(COOKING, zh, en, target, default) for _, zh, en, target, default in STATIONS]
    rows += [(kind, zh, en, 720, False) for kind, zh, en in VIEWS]
    session.execute(
        insert(Station),
        [
            {
                "restaurant_id": rid,
                "id": new_id(),
                "names": {"zh": zh, "en": en},
                "position": position,
                "target_seconds": target,
                "is_default": default,
                "kind": kind,
            }
            for position, (kind, zh, en, target, default) in enumerate(rows)
        ],
    )


def _paper(session, rid) -> dict:
    """A printer to live with where there is none: it prints into var/printers/kitchen.prn what no screen draws."""
    return {
        **{"name": "备用打印机", "connection": {"kind": "file", "path": "kitchen.prn"}, "policy": "fallback"},
        "station_ids": [station["id"] for station in stations_of(session, rid)],
        **{"width": 80, "encoding": "gb18030", "language": "zh", "max_age_seconds": 900, "copies": 1},
        **{"cut": True, "beep": True, "hurries": False, "receipts": True},
    }


def _tables(session, rid, public_url):
    made = []
    for position, (names, labels, seats) in enumerate(AREAS):
        area = add_area(session, rid, names, position)
        for table in create_tables(session, rid, labels, area["id"], seats):
            make_code(session, rid, table.id)
            code = code_of(session, rid, table.id).code
            made.append({"id": table.id, "label": table.label, "code": code, "url": url_of(code, public_url)})
    return made


def _screens(session, rid):
    """One of all that cook, then one of each station."""
    stations, made = stations_of(session, rid), []
    cooking = [s["id"] for s in stations if s["kind"] == COOKING]
    for name, ids in (("全部", cooking), *((s["name"], [s["id"]]) for s in stations)):
        screen = add_screen(session, rid, f"{name}屏", ids)
        token = give_token(session, rid, screen["id"])
        made.append({"id": screen["id"], "name": screen["name"], "station_ids": ids, "token": token})
    return made
