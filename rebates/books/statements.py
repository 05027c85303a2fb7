"""A month's statement: what the ledger says, restaurant by restaurant and line by line. Add the lines up again."""

from sqlalchemy import select

from core.clock import now, rfc3339
from rebates.books.closing import close, titled
from rebates.books.models import Statement
from rebates.books.queries import ledger_rows
from rebates.members.queries import provider_name


def statement_of(session, provider_id: str, month: str) -> dict:
    """`state` is "open": it follows the ledger; or "frozen", with its number: from then on it is the same for ever.

    `confirmed` and `paid` are None until the platform's own figures are imported; they are never guessed. `sha256`:
    closing.close.
    """
    frozen = frozen_of(session, provider_id, month)
    if frozen is None:
        head = {"number": None, "state": "open", "provider": provider_name(session, provider_id)}
        head["made_at"] = rfc3339(now())
        closed = close(session, provider_id, month)
    else:
        head = {"number": frozen.number, "state": "frozen", "provider": frozen.provider}
        head["made_at"] = rfc3339(frozen.frozen_at)
        closed = {"summary": frozen.summary, "totals": frozen.totals, "sha256": frozen.sha256}
    names = {row["restaurant_id"]: row["restaurant"] for row in closed["summary"]}
    nobody = {"confirmed": None, "paid": None}
    return {
        "month": month,
        **head,
        "currency": "CNY",
        "summary": [{**row, **nobody} for row in titled(closed["summary"])],
        "lines": ledger_rows(session, provider_id, month, names),
        "totals": closed["totals"],
        "estimated": closed["totals"]["estimated"],
        **nobody,
        "sha256": closed["sha256"],
    }


def frozen_of(session, provider_id: str, month: str):
    """The row of a frozen month, or None."""
    return session.execute(
        select(*Statement.__table__.c).where(Statement.provider_id == provider_id, Statement.month == month)
    ).first()
