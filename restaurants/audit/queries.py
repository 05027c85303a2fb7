"""Reads of what was done, with the names of who did it."""

from sqlalchemy import select

from core.clock import rfc3339
from core.web.schemas import page
from restaurants.accounts.models import Account, Staff
from restaurants.audit.models import AuditRow


def audit_page(session, restaurant_id: str, cursor: str | None, limit: int, newest_first: bool) -> dict:
    """`{items: [{id, actor, by, action, subject, before, after, at}], next_cursor}`; `by` is a person's name."""
    query = select(*AuditRow.__table__.c).where(AuditRow.restaurant_id == restaurant_id)
    found = page(session, query, AuditRow.id, cursor, limit, descending=newest_first)
    names = names_of(session, restaurant_id, {row["actor"] for row in found["items"]})
    found["items"] = [_shape(row, names) for row in found["items"]]
    return found


def last_profile_change(session, restaurant_id: str) -> dict | None:
    """`{by, at, fields}` of the newest change of the settings."""
    row = (
        session.execute(
            select(*AuditRow.__table__.c)
            .where(AuditRow.restaurant_id == restaurant_id, AuditRow.action == "profile.changed")
            .order_by(AuditRow.id.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    by = names_of(session, restaurant_id, {row["actor"]}).get(row["actor"], "")
    return {"by": by, "at": rfc3339(row["at"]), "fields": sorted(row["after"] or {})}


def names_of(session, restaurant_id: str, actors: set[str]) -> dict[str, str]:
    """`account:<id>` → how the person is called here, else the account's own name or e-mail."""
    ids = [actor.removeprefix("account:") for actor in actors if actor.startswith("account:")]
    here = {
        row.account_id: row.name
        for row in session.execute(
            select(Staff.account_id, Staff.name).where(
                Staff.restaurant_id == restaurant_id, Staff.account_id.in_(ids), Staff.name != ""
            )
        )
    }
    accounts = session.execute(select(Account.id, Account.name, Account.email).where(Account.id.in_(ids)))
    return {f"account:{a.id}": here.get(a.id) or a.name or a.email for a in accounts}


def _shape(row, names) -> dict:
    return {**row, "by": names.get(row["actor"], ""), "at": rfc3339(row["at"])}
