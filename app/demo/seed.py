"""`flask demo`: a restaurant that has been lived in, made once and printed again ever after."""

import json
from pathlib import Path

import orjson
from flask import Flask
from sqlalchemy import select

from app.config import VAR
from app.demo import days, timetable
from app.demo.founding import open_restaurant
from app.demo.neighbours import open_neighbours
from app.demo.party import House
from app.demo.settling import settle
from core.clock import now
from core.ids import new_secret
from core.transactions import reading, transaction
from qr.service import url_of
from rebates.members.models import Enrolment
from restaurants.accounts.passwords import hash_password
from restaurants.accounts.queries import roles_of
from restaurants.accounts.service import account_by_email

ROLES = ("owner", "manager", "waiter", "cook", "provider")
DOMAIN = "demo.zhuoma"


class DemoLost(RuntimeError):
    """The database holds a demo whose passwords and tokens nobody has: there they are stored hashed only."""


def lived_in(app: Flask, again: bool = False) -> dict:
    """What var/demo.json holds. DemoLost unless `again`, which makes another restaurant beside a lost one."""
    path, base = VAR / "demo.json", app.config["PUBLIC_URL"]
    known = orjson.loads(path.read_bytes()) if path.exists() else {}
    if known and _is_here(known):
        return _keep(path, _served_at(known, base))
    with reading() as session:
        made = account_by_email(session, f"owner@{DOMAIN}")
    if made and not again:
        raise DemoLost(
            f"There is a demo restaurant in the database, but {path} with its passwords and screen tokens is gone or "
            "belongs to another database. Put that file back; or make a second demo beside it: "
            "`flask --app wsgi demo --again`; or begin afresh with an empty database (for SQLite remove "
            f"{VAR / 'zhuoma.db'}*)."
        )
    return _keep(path, _make(base, f"{new_secret()[:6].lower()}." if made else ""))


def _make(base, prefix) -> dict:
    people = {role: {"email": f"{role}@{prefix}{DOMAIN}", "password": new_secret()} for role in ROLES}
    hashed = {role: hash_password(person["password"]) for role, person in people.items()}
    with transaction() as session:
        found = open_restaurant(session, base, people, hashed)
    provider_id = _provider_of(found)
    neighbours = open_neighbours(provider_id)
    house, at = House(found), now()
    timetable.live(days.stories(house, at), until=at)
    settle(provider_id, found["restaurant_id"], neighbours)
    return found


def _provider_of(found) -> str:
    with reading() as session:
        here = Enrolment.restaurant_id == found["restaurant_id"]
        return session.execute(select(Enrolment.provider_id).where(here)).scalars().first()


def _is_here(known) -> bool:
    """Whether the owner that the file names is in this database."""
    with reading() as session:
        owner = account_by_email(session, known["owner"]["email"])
        return bool(owner) and any(r.restaurant_id == known["restaurant_id"] for r in roles_of(session, owner.id))


def _served_at(known, base) -> dict:
    """The same demo under today's address."""
    for table in known["tables"]:
        table["url"] = url_of(table["code"], base)
    return {**known, "base_url": base}


def _keep(path: Path, found: dict) -> dict:
    """For this user's eyes: it holds passwords."""
    path.touch(mode=0o600)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    return found
