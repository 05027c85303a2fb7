"""A provider objects to a difference: a thread with a state, hung on the difference's key."""

from sqlalchemy import insert, select, update

from core.clock import now, rfc3339
from core.errors import Conflict, NotFound
from core.ids import new_id
from rebates.settlement.models import Dispute, DisputeMessage
from rebates.settlement.queries import differences_of, known_restaurants, merchant_names
from rebates.settlement.states import STANDS, after


class DisputeUnknown(NotFound):
    code, title = "dispute_unknown", "There is no such dispute"


class DifferenceGone(NotFound):
    code, title = "rebate_difference_unknown", "There is no such difference"


class DisputedAlready(Conflict):
    code, title = "disputed_already", "There is a dispute about this already"


class StepNotOpen(Conflict):
    code, title = "dispute_step", "The dispute is past that step"


def open_dispute(session, provider_id: str, month: str, column: str, key: str, text: str, by: str) -> dict:
    """About one difference as it stands now. DifferenceGone, DisputedAlready."""
    standing = session.execute(
        select(Dispute.id).where(
            *(Dispute.provider_id == provider_id, Dispute.month == month, Dispute.column == column),
            *(Dispute.key == key, Dispute.state.in_(STANDS)),
        )
    ).first()
    if standing:
        raise DisputedAlready("Write in its thread instead.")
    programme = key.partition(":")[0]
    found = next((d for d in differences_of(session, provider_id, month, column, programme) if d.key == key), None)
    if found is None or found.cause == "matched":
        raise DifferenceGone()
    row = {
        **{"id": new_id(), "provider_id": provider_id, "programme": programme, "month": month, "column": column},
        **{"restaurant_id": found.restaurant or None, "merchant": found.merchant or None},
        **{"trade_no": found.trade_no or None, "key": key, "ours": found.ours, "theirs": found.theirs},
        **{"cause": found.cause, "state": "open", "opened_by": by, "opened_at": now(), "ended_at": None},
    }
    session.execute(insert(Dispute), row)
    _say(session, row["id"], by, text)
    return dispute_of(session, provider_id, row["id"])


def say(session, provider_id: str, dispute_id: str, text: str, by: str) -> dict:
    """One more message; nothing that was said is taken back."""
    _of(session, provider_id, dispute_id)
    _say(session, dispute_id, by, text)
    return dispute_of(session, provider_id, dispute_id)


def take_step(session, provider_id: str, dispute_id: str, step: str, by: str) -> dict:
    """`answer`, `agree`, `withdraw` or `reopen`, which the thread keeps. StepNotOpen."""
    row = _of(session, provider_id, dispute_id)
    then = after(row.state, step)
    if then is None:
        raise StepNotOpen(f"It is {row.state}.")
    this = Dispute.provider_id == provider_id, Dispute.id == dispute_id
    ended = None if then in STANDS else now()
    session.execute(update(Dispute).where(*this).values(state=then, ended_at=ended))
    _say(session, dispute_id, by, f"[{row.state} → {then}]")
    return dispute_of(session, provider_id, dispute_id)


def dispute_of(session, provider_id: str, dispute_id: str) -> dict:
    """The whole thread. DisputeUnknown, for a stranger's too."""
    row = _of(session, provider_id, dispute_id)
    messages = session.execute(
        select(*DisputeMessage.__table__.c).where(DisputeMessage.dispute_id == dispute_id).order_by(DisputeMessage.id)
    ).mappings()
    return {
        **_shape(session, provider_id, row._mapping),
        "messages": [{**m, "at": rfc3339(m["at"])} for m in messages],
    }


def disputes_of(session, provider_id: str, month: str | None = None) -> list[dict]:
    """Without their threads, the latest first."""
    query = select(*Dispute.__table__.c).where(Dispute.provider_id == provider_id).order_by(Dispute.id.desc())
    if month:
        query = query.where(Dispute.month == month)
    return [_shape(session, provider_id, row) for row in session.execute(query.limit(200)).mappings()]


def _shape(session, provider_id, row) -> dict:
    names, merchants = known_restaurants(session, provider_id), merchant_names(session, provider_id)
    return {
        **row,
        "restaurant": names.get(row["restaurant_id"], ""),
        "merchant": merchants.get(row["merchant"], ""),
        "opened_at": rfc3339(row["opened_at"]),
        "ended_at": rfc3339(row["ended_at"]),
    }


def _of(session, provider_id, dispute_id):
    row = session.execute(
        select(*Dispute.__table__.c)
        .where(Dispute.provider_id == provider_id, Dispute.id == dispute_id)
        .with_for_update(key_share=True)
    ).first()
    if row is None:
        raise DisputeUnknown()
    return row


def _say(session, dispute_id, by, text):
    row = {"id": new_id(), "dispute_id": dispute_id, "by": by, "text": text, "at": now()}
    session.execute(insert(DisputeMessage), row)
