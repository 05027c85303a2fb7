"""The one fix that brings back orders of the past: what was not sent back to the platform is sent again."""

from sqlalchemy import select

from core.facts import announce
from rebates.portal.events import OrderSyncWanted
from rebates.verdicts.models import JudgedTrade

RETURNED = "returned"
MOST = 2000


def send_again(session, provider_id: str, restaurant_id: str, programme: str, month: str, payment_ids=None) -> int:
    """Asks for it, order by order, where the verdict says that the platform has nothing; how many were asked for.

    `payment_ids` None: all of the month. The answer comes later, and with it another verdict. Repeating is harmless.
    """
    rows = session.execute(
        select(JudgedTrade.payment_id, JudgedTrade.reasons).where(
            JudgedTrade.restaurant_id == restaurant_id,
            JudgedTrade.provider_id == provider_id,
            JudgedTrade.programme == programme,
            JudgedTrade.month == month,
            JudgedTrade.reason != "",
        )
    ).all()
    wanted = [
        r.payment_id for r in rows if RETURNED in r.reasons and (payment_ids is None or r.payment_id in payment_ids)
    ]
    for payment_id in wanted[:MOST]:
        announce(session, OrderSyncWanted(restaurant_id, payment_id))
    return len(wanted[:MOST])
