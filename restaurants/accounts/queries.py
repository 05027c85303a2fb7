"""Reads of accounts and of who works where."""

from sqlalchemy import select

from core.clock import rfc3339
from restaurants.accounts.models import Account, Staff


def roles_of(session, account_id: str, restaurant_id: str | None = None) -> list:
    """(restaurant_id, role) rows of an account."""
    query = select(Staff.restaurant_id, Staff.role).where(Staff.account_id == account_id)
    return session.execute(query.where(Staff.restaurant_id == restaurant_id) if restaurant_id else query).all()


def staff_of(session, restaurant_id: str, *conditions) -> list[dict]:
    """`[{id, role, name, email, made_at}]`, the longest first."""
    rows = session.execute(
        select(Staff.id, Staff.role, Staff.name, Account.name.label("own"), Account.email, Staff.made_at)
        .join(Account, Account.id == Staff.account_id)
        .where(Staff.restaurant_id == restaurant_id, *conditions)
        .order_by(Staff.id)
    )
    return [
        {"id": r.id, "role": r.role, "name": r.name or r.own, "email": r.email, "made_at": rfc3339(r.made_at)}
        for r in rows
    ]


def names_by_principal(session, restaurant_id: str) -> dict[str, str]:
    """`{"account:…": name}` of everybody who works here."""
    rows = session.execute(
        select(Staff.account_id, Staff.name, Account.name.label("own"))
        .join(Account, Account.id == Staff.account_id)
        .where(Staff.restaurant_id == restaurant_id)
    )
    return {f"account:{r.account_id}": r.name or r.own for r in rows}


def staff_member(session, restaurant_id: str, staff_id: str) -> dict | None:
    return next(iter(staff_of(session, restaurant_id, Staff.id == staff_id)), None)


def anybody(session) -> bool:
    """Whether there is an account at all."""
    return session.execute(select(Account.id).limit(1)).first() is not None
