"""Audit rows are written in the transaction of what they tell."""

from sqlalchemy import insert

from core.clock import now
from core.ids import new_id
from restaurants.audit.models import AuditRow


def record(session, restaurant_id: str, actor: str, action: str, subject: str, before=None, after=None) -> None:
    session.execute(
        insert(AuditRow),
        {
            "restaurant_id": restaurant_id,
            "id": new_id(),
            "actor": actor,
            "action": action,
            "subject": subject,
            "before": before,
            "after": after,
            "at": now(),
        },
    )
