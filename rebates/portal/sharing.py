"""A link to one restaurant's to-dos for the restaurant itself: no sign-in, no money, until a day, withdrawn at once."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from core.clock import now, rfc3339
from core.errors import Gone, NotFound
from core.ids import digest, new_secret
from rebates.members.queries import enrolments_of, provider_name
from rebates.portal.models import TodoShare
from rebates.portal.overview import standings, this_month

SHOWN = ("code", "text", "text_en", "who", "how", "how_en", "by", "orders")


class ShareUnknown(NotFound):
    code, title = "share_unknown", "There is no such link"


class ShareOver(Gone):
    code, title = "share_over", "This link is no longer in use"


def make_share(session, provider_id: str, restaurant_id: str, days: int, by: str) -> dict:
    """`token` is told this once; only its hash is kept."""
    enrolments_of(session, provider_id, restaurant_id)
    token, at = new_secret(), now()
    row = {"id": digest(token), "provider_id": provider_id, "restaurant_id": restaurant_id}
    row |= {"made_by": by, "made_at": at, "ends_at": at + timedelta(days=days), "withdrawn_at": None}
    session.execute(insert(TodoShare), row)
    return {**_shape(row), "token": token}


def withdraw_share(session, provider_id: str, share_id: str) -> str:
    """The restaurant's id. Repeating is harmless. ShareUnknown, for a stranger's too."""
    this = TodoShare.provider_id == provider_id, TodoShare.id == share_id
    row = session.execute(select(TodoShare.restaurant_id, TodoShare.withdrawn_at).where(*this)).first()
    if row is None:
        raise ShareUnknown()
    if row.withdrawn_at is None:
        session.execute(update(TodoShare).where(*this).values(withdrawn_at=now()))
    return row.restaurant_id


def shares_of(session, provider_id: str, restaurant_id: str) -> list[dict]:
    """Those that could still be in somebody's hands, and those that were withdrawn, the latest first."""
    enrolments_of(session, provider_id, restaurant_id)
    rows = session.execute(
        select(*TodoShare.__table__.c)
        .where(
            *(TodoShare.provider_id == provider_id, TodoShare.restaurant_id == restaurant_id),
            TodoShare.ends_at > now(),
        )
        .order_by(TodoShare.made_at.desc())
    ).mappings()
    return [_shape(row) for row in rows]


def shared_todos(session, token: str) -> dict:
    """What the link shows: names, states and to-dos, and not one figure of money. ShareUnknown, ShareOver."""
    row = session.execute(select(*TodoShare.__table__.c).where(TodoShare.id == digest(token))).first()
    if row is None:
        raise ShareUnknown()
    mine = [e for e in enrolments_of(session, row.provider_id) if e.restaurant_id == row.restaurant_id]
    if row.withdrawn_at or row.ends_at <= now() or not any(e.state == "active" for e in mine):
        raise ShareOver()
    month = this_month(mine[0].time_zone, mine[0].day_starts_at)
    return {
        **{"restaurant": mine[0].name, "provider": provider_name(session, row.provider_id), "month": month},
        **{"as_of": rfc3339(now()), "ends_at": rfc3339(row.ends_at)},
        "programmes": [_bare(s) for s in standings(session, row.provider_id, month, mine)],
    }


def _bare(standing) -> dict:
    progress = standing["progress"]
    return {
        **{name: standing[name] for name in ("title", "state", "counted")},
        "progress": progress and {n: progress[n] for n in ("goal", "counted", "left", "days_left", "by", "reached")},
        "todos": [{name: todo[name] for name in SHOWN} for todo in standing["missing"]],
    }


def _shape(row) -> dict:
    return {
        **{"id": row["id"], "made_at": rfc3339(row["made_at"]), "ends_at": rfc3339(row["ends_at"])},
        "withdrawn_at": rfc3339(row["withdrawn_at"]),
    }
