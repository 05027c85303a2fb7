"""A month judged: what nobody has judged yet, and again what the rule says otherwise of than the books."""

from dataclasses import dataclass

from sqlalchemy import select

from core.clock import now
from core.facts import ask
from core.transactions import again_on_conflict, reading, transaction
from payments.bills.events import VisitOf
from payments.payments.events import OrderSynced, PaymentRefunded
from payments.payments.models import BILLS_PART_BACK, Payment
from payments.payments.queries import row_of, settled
from payments.wallets.alipay.syncing import sync_of
from rebates.programmes.catalogue import PROGRAMMES
from rebates.recompute.checking import check
from rebates.recompute.sources import Part
from rebates.verdicts.service import judge_trade, note_sync, rejudge_trade


@dataclass(frozen=True)
class Judged:
    new: int
    again: int


def judge_month(month: str, provider_id: str | None = None) -> Judged:
    """Repeating it is harmless: a second time there is nothing left to judge."""
    new, again = set(), set()
    for programme in PROGRAMMES.values():
        with reading() as session:
            wrong = check(session, Part(programme, month, provider_id))
        for each in wrong:
            kind, _, payment_id = each["subject"].partition(":")
            (new if kind == "unjudged" else again).add((each["restaurant_id"], payment_id))
    for restaurant_id, payment_id in sorted(new | again):
        again_on_conflict(lambda rid=restaurant_id, pid=payment_id: _judge(rid, pid))
    return Judged(len(new), len(again - new))


def _judge(restaurant_id, payment_id):
    """In the order in which it came: the money, what went back, the order's way to the platform."""
    with transaction() as session:
        payment = row_of(session, restaurant_id, payment_id)
        visit = ask(session, VisitOf(restaurant_id, payment.visit_id))
        judge_trade(session, settled(payment, visit["table_id"], payment.paid_at))
        rejudge_trade(session, _refunded(session, payment))
        sync = sync_of(session, restaurant_id, payment_id)
        if sync is not None and sync.state in ("done", "refused"):
            note_sync(session, OrderSynced(restaurant_id, payment_id, sync.state, sync.code, sync.at))


def _refunded(session, payment) -> PaymentRefunded:
    """What is back in all, as the refund's fact tells it."""
    here = Payment.restaurant_id == payment.restaurant_id, Payment.id == payment.id
    back = session.execute(select(BILLS_PART_BACK).where(*here)).scalar_one()
    paid = payment.amount - payment.tip
    return PaymentRefunded(
        payment.restaurant_id, payment.visit_id, payment.id, "", 0, back, paid, now(), (), back >= paid
    )
