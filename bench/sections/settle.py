"""Settling a payment with its verdict, ledger row and roll-ups in the transaction, against settling without them."""

import time

from app import reactions
from bench.figures import Figure
from core import facts, transactions
from core.clock import now
from core.transactions import transaction
from ordering.orders.place import place_order
from payments.payments.events import PaymentSettled
from payments.payments.service import record_known, start_payment
from payments.wallets.protocol import Known
from rebates.verdicts.service import judge_trade
from restaurants.profile.queries import restaurant_of

PAYMENTS = 150
DATABASES = ("sqlite", "postgresql")


def run(hall, slices: int) -> list[Figure]:
    before = transactions.engine()
    transactions.use_engine(hall.engine)
    without = {
        **reactions.REACTIONS,
        PaymentSettled: [r for r in reactions.REACTIONS[PaymentSettled] if r is not judge_trade],
    }
    try:
        ours, floors = hall.in_turns(slices, lambda: _slice(hall, reactions.REACTIONS), lambda: _slice(hall, without))
    finally:
        facts.wire(reactions.REACTIONS, reactions.ANSWERS)
        if before is not None:  # nobody had one when the benchmark runs alone
            transactions.use_engine(before)
    return [Figure("settle a payment with its verdict", "/s", ours, floors, promise=0.85)]


def _slice(hall, table) -> float:
    facts.wire(table, reactions.ANSWERS)
    payments = [_owed(hall, t) for t in hall.tables(PAYMENTS)]
    begun = time.perf_counter()
    for n, (payment_id, amount) in enumerate(payments):
        known = Known(amount, paid_at=now(), payer_key=f"diner {n}")
        with transaction() as session:
            record_known(session, hall.place.restaurant_id, payment_id, known)
    return len(payments) / (time.perf_counter() - begun)


def _owed(hall, table) -> tuple[str, int]:
    """A payment on the phone that nobody has paid yet: it will count."""
    rid = hall.place.restaurant_id
    with transaction() as session:
        place_order(
            session,
            restaurant_of(session, rid),
            table["visit_id"],
            table["guest_id"],
            cart_version=table["version"],
            shown_total=table["total"],
        )
        payment, _ = start_payment(session, rid, table["visit_id"], "guest:bench", "茶杯", "simulator")
        return payment["id"], payment["amount"]
