"""Speaking with wallets: always between transactions, never inside one."""

from datetime import datetime, timedelta

from core.clock import now
from core.errors import NotFound
from core.transactions import again_on_conflict, reading, transaction
from payments.payments.queries import PaymentUnknown, pending_of, row_of, trade_of
from payments.payments.service import end_expired, record_known
from payments.payments.states import state_at
from payments.wallets import WALLETS
from payments.wallets.protocol import Known

OFTEN, OFTEN_TIMES = timedelta(seconds=3), 10
THEN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))


class NoPaymentCode(NotFound):
    code, title = "no_payment_code", "There is no code to scan for this payment"


def end_pending(restaurant_id: str, visit_id: str, who: str, take_over: str | None) -> None:
    """Before another payment begins: asks for the caller's own earlier tries, and for the one that is taken over.

    What was paid meanwhile is recorded; what was not is closed at the partner, so that it cannot be paid any more.
    """
    with reading() as session:
        waiting = pending_of(session, restaurant_id, visit_id)
        if take_over and row_of(session, restaurant_id, take_over).visit_id != visit_id:
            raise PaymentUnknown()
    for p in waiting:
        if p.wallet != "counter" and (p.opened_by == who or p.id == take_over):
            close_payment(restaurant_id, p.id)


def call_off(restaurant_id: str, payment_id: str, who: str) -> None:
    """Whoever began it wants to pay otherwise, or not now. PaymentUnknown where it is somebody else's."""
    payment, _ = _payment(restaurant_id, payment_id)
    if payment.opened_by != who:
        raise PaymentUnknown()
    if state_at(payment, now()) == "pending":
        close_payment(restaurant_id, payment_id)


def close_payment(restaurant_id: str, payment_id: str) -> None:
    """Closed at the partner, unless it turns out to be paid."""
    payment, trade = _payment(restaurant_id, payment_id)
    known = WALLETS[payment.wallet].close(trade)
    # A trade that the partner has never heard of is one that nobody can pay.
    _record(restaurant_id, payment_id, known or Known(payment.amount, closed_at=now()))


def ask_payment(restaurant_id: str, payment_id: str) -> str:
    """Asks the partner, closes what has expired, records what it says; returns the state."""
    payment, trade = _payment(restaurant_id, payment_id)
    state = state_at(payment, now())
    if state in ("pending", "expired") and payment.closed_at is None:
        wallet = WALLETS[payment.wallet]
        known = (wallet.ask if state == "pending" else wallet.close)(trade)
        if known is not None:
            _record(restaurant_id, payment_id, known)
        payment, _ = _payment(restaurant_id, payment_id)
        state = state_at(payment, now())
        if state == "expired":
            _end(restaurant_id, payment_id)
    return state


def code_of(restaurant_id: str, payment_id: str) -> str:
    """What a phone scans to pay it. NoPaymentCode, PaymentUnknown."""
    payment, trade = _payment(restaurant_id, payment_id)
    text = WALLETS[payment.wallet].code(trade) if state_at(payment, now()) == "pending" else None
    if text is None:
        raise NoPaymentCode()
    return text


def ask_again_at(runs: int, expires_at: datetime) -> datetime:
    """Every 3 s for 30 s, then after 1, 5, 15, 60 min, and at its end in any case."""
    gap = OFTEN if runs < OFTEN_TIMES else THEN[min(runs - OFTEN_TIMES, len(THEN) - 1)]
    at = now()
    return min(at + gap, max(expires_at, at + timedelta(seconds=1)))


def _payment(restaurant_id, payment_id):
    with reading() as session:
        payment = row_of(session, restaurant_id, payment_id)
        return payment, trade_of(session, payment)


def _record(restaurant_id, payment_id, known):
    def work():
        with transaction() as session:
            record_known(session, restaurant_id, payment_id, known)

    again_on_conflict(work)


def _end(restaurant_id, payment_id):
    def work():
        with transaction() as session:
            end_expired(session, restaurant_id, payment_id)

    again_on_conflict(work)
