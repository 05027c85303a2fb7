"""Merchant entities of a provider, and which of its restaurants belongs to which."""

import re

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now, rfc3339
from core.errors import Conflict, Invalid, NotFound
from core.ids import new_id
from rebates.members.models import Enrolment, Merchant
from rebates.members.queries import enrolments_of

# A PID is 2088 and twelve digits; a SMID is what the acquirer gave.
PATTERNS = {"direct": re.compile(r"2088\d{12}"), "indirect": re.compile(r"[0-9A-Za-z_-]{6,32}")}
WANTED = {"direct": "A PID: 2088 and twelve more digits.", "indirect": "A SMID: 6 to 32 letters and digits."}


class MerchantUnknown(NotFound):
    code, title = "merchant_unknown", "There is no such merchant"


class MerchantTaken(Conflict):
    code, title = "merchant_taken", "This merchant is there already"


def add_merchant(session, provider_id: str, kind: str, platform_id: str, name: str) -> dict:
    """MerchantTaken, Invalid."""
    if not PATTERNS[kind].fullmatch(platform_id):
        raise Invalid(errors={"platform_id": [WANTED[kind]]})
    row = {"id": new_id(), "provider_id": provider_id, "kind": kind, "platform_id": platform_id, "name": name}
    try:
        session.execute(insert(Merchant), {**row, "made_at": now()})
    except IntegrityError as error:
        raise MerchantTaken(f"{platform_id} is registered already.") from error
    return {**row, "restaurants": 0}


def rename_merchant(session, provider_id: str, merchant_id: str, name: str) -> dict:
    """Its name only: another PID or SMID is another merchant."""
    merchant_of(session, provider_id, merchant_id)
    session.execute(
        update(Merchant).where(Merchant.provider_id == provider_id, Merchant.id == merchant_id).values(name=name)
    )
    return next(m for m in merchants_of(session, provider_id) if m["id"] == merchant_id)


def group_restaurant(session, provider_id: str, restaurant_id: str, merchant_id: str | None) -> None:
    """The restaurant's later trades are this merchant's; None: it is an entity of its own. What was judged stays."""
    enrolments_of(session, provider_id, restaurant_id)
    if merchant_id is not None:
        merchant_of(session, provider_id, merchant_id)
    session.execute(
        update(Enrolment)
        .where(Enrolment.restaurant_id == restaurant_id, Enrolment.provider_id == provider_id)
        .values(merchant_id=merchant_id)
    )


def merchant_of(session, provider_id: str, merchant_id: str):
    """The row. A stranger's merchant is unknown."""
    row = session.execute(
        select(*Merchant.__table__.c).where(Merchant.provider_id == provider_id, Merchant.id == merchant_id)
    ).first()
    if row is None:
        raise MerchantUnknown()
    return row


def merchants_of(session, provider_id: str) -> list[dict]:
    """`[{id, kind, platform_id, name, made_at, restaurants}]`, by name."""
    members = dict(
        session.execute(
            select(Enrolment.merchant_id, func.count(Enrolment.restaurant_id.distinct()))
            .where(Enrolment.provider_id == provider_id, Enrolment.merchant_id.is_not(None))
            .group_by(Enrolment.merchant_id)
        ).all()
    )
    rows = session.execute(
        select(*Merchant.__table__.c).where(Merchant.provider_id == provider_id).order_by(Merchant.name, Merchant.id)
    ).mappings()
    return [{**row, "made_at": rfc3339(row["made_at"]), "restaurants": members.get(row["id"], 0)} for row in rows]
