"""Making, resolving and withdrawing table codes."""

import secrets
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from core.clock import now
from core.errors import Gone, NotFound
from core.ids import digest, new_id, new_secret
from qr.models import CodeLookup, TableCode

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else


class CodeUnknown(NotFound):
    code, title = "code_unknown", "This code belongs to no table"


class CodeWithdrawn(Gone):
    code, title = "code_withdrawn", "This code is no longer in use"


@dataclass(frozen=True)
class TableRef:
    restaurant_id: str
    table_id: str


def resolve_code(session, code: str) -> TableRef:
    """Whose table it is. CodeUnknown, or CodeWithdrawn for one that was rotated."""
    row = session.execute(
        select(CodeLookup.restaurant_id, CodeLookup.table_id, CodeLookup.withdrawn_at).where(
            CodeLookup.id == digest(code)
        )
    ).first()
    if row is None:
        raise CodeUnknown("Scan the code on your table again, or call the staff.")
    if row.withdrawn_at:
        raise CodeWithdrawn("Please scan the new code on the table, or call the staff.")
    return TableRef(row.restaurant_id, row.table_id)


def make_code(session, restaurant_id: str, table_id: str, version: int = 1) -> str:
    """A code of 128 random bits (22 characters)."""
    code = new_secret(128)
    session.execute(insert(CodeLookup), {"id": digest(code), "restaurant_id": restaurant_id, "table_id": table_id})
    session.execute(
        insert(TableCode),
        {
            "restaurant_id": restaurant_id,
            "id": new_id(),
            "table_id": table_id,
            "code": code,
            "version": version,
            "human_code": "".join(secrets.choice(ALPHABET) for _ in range(8)),
            "made_at": now(),
        },
    )
    return code


def code_of(session, restaurant_id: str, table_id: str):
    """The row of the code in use, or None."""
    return session.execute(
        select(*TableCode.__table__.c)
        .where(
            TableCode.restaurant_id == restaurant_id, TableCode.table_id == table_id, TableCode.withdrawn_at.is_(None)
        )
        .order_by(TableCode.version.desc())
    ).first()


def codes_of(session, restaurant_id: str) -> dict:
    """Codes in use by table id."""
    rows = session.execute(
        select(*TableCode.__table__.c)
        .where(TableCode.restaurant_id == restaurant_id, TableCode.withdrawn_at.is_(None))
        .order_by(TableCode.version)
    ).all()
    return {r.table_id: r for r in rows}


def withdraw_code(session, restaurant_id: str, table_id: str) -> int:
    """The table's code answers 410 from now on. Returns its version, 0 where there was none."""
    old = code_of(session, restaurant_id, table_id)
    if old is None:
        return 0
    at = now()
    session.execute(
        update(TableCode)
        .where(TableCode.restaurant_id == restaurant_id, TableCode.id == old.id)
        .values(withdrawn_at=at)
    )
    session.execute(update(CodeLookup).where(CodeLookup.id == digest(old.code)).values(withdrawn_at=at))
    return old.version


def rotate_code(session, restaurant_id: str, table_id: str) -> str:
    """A new code; the old one is withdrawn in the same transaction."""
    return make_code(session, restaurant_id, table_id, withdraw_code(session, restaurant_id, table_id) + 1)


def url_of(code: str, public_url: str) -> str:
    return f"{public_url}/t/{code}"
