"""Making, resolving and withdrawing table codes."""

import secrets
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from core.clock import now
from core.errors import Gone, NotFound
from core.ids import digest, new_id, new_secret
from qr.models import CodeLookup, TableCode
from restaurants.tables.models import Table

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


def resolve_human_code(session, typed: str) -> TableRef:
    """The table of the eight characters that somebody typed; either case, with or without a dash.

    It opens the page and nothing else: 40 bits are enough to find a menu, not to order at a table.
    """
    plain = "".join(c for c in typed.upper() if c.isalnum())
    return resolve_code(session, _human_key(plain))


def make_code(session, restaurant_id: str, table_id: str) -> str:
    """A code of 128 random bits (22 characters), and eight characters for people."""
    code, human = new_secret(128), _free_human_code(session)
    whose = {"restaurant_id": restaurant_id, "table_id": table_id}
    session.execute(insert(CodeLookup), [{"id": digest(key), **whose} for key in (code, _human_key(human))])
    session.execute(
        insert(TableCode),
        {
            **whose,
            "id": new_id(),
            "code": code,
            "version": _last_version(session, restaurant_id, table_id) + 1,
            "human_code": human,
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


def withdraw_code(session, restaurant_id: str, table_id: str) -> None:
    """The table's code answers 410 from now on. Repeating is harmless."""
    old = code_of(session, restaurant_id, table_id)
    if old is None:
        return
    at = now()
    session.execute(
        update(TableCode)
        .where(TableCode.restaurant_id == restaurant_id, TableCode.id == old.id)
        .values(withdrawn_at=at)
    )
    keys = [digest(old.code), digest(_human_key(old.human_code))]
    session.execute(update(CodeLookup).where(CodeLookup.id.in_(keys)).values(withdrawn_at=at))


def rotate_code(session, restaurant_id: str, table_id: str) -> str:
    """A new code; the old one is withdrawn in the same transaction. Two at once leave one code in use."""
    session.execute(
        select(Table.id)
        .where(Table.restaurant_id == restaurant_id, Table.id == table_id)
        .with_for_update(key_share=True)
    )
    withdraw_code(session, restaurant_id, table_id)
    return make_code(session, restaurant_id, table_id)


def url_of(code: str, public_url: str) -> str:
    return f"{public_url}/t/{code}"


def _human_key(human: str) -> str:
    """Kept apart from the codes that cameras read: nobody sits down with eight characters."""
    return f"human:{human}"


def _free_human_code(session) -> str:
    while True:
        human = "".join(secrets.choice(ALPHABET) for _ in range(8))
        if session.execute(select(CodeLookup.id).where(CodeLookup.id == digest(_human_key(human)))).first() is None:
            return human


def _last_version(session, restaurant_id, table_id) -> int:
    return (
        session.execute(
            select(func.max(TableCode.version)).where(
                TableCode.restaurant_id == restaurant_id, TableCode.table_id == table_id
            )
        ).scalar()
        or 0
    )
