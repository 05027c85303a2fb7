"""Paying: an intent, then facts. What a fact causes happens once, however often and in whatever order facts come."""

from sqlalchemy import insert

from core.clock import now, rfc3339
from core.errors import Conflict, Invalid
from core.facts import announce, ask
from core.ids import new_id
from payments.bills.events import HoldVisit, VisitOf
from payments.bills.queries import NothingDue, Standing, standing_of
from payments.bills.service import tell
from payments.bills.splits import lock_of
from payments.bills.splitting import SplitLocked, price_split, shared_in
from payments.payments.events import PayerKnown, PayersMerged, PaymentEnded, PaymentStarted
from payments.payments.locking import change, lock_payment
from payments.payments.models import Payment
from payments.payments.queries import PaymentUnknown, payment_of, pending_of, row_of, settled, trade_of
from payments.payments.refunds import call_off, recount
from payments.payments.states import state_at
from payments.payments.tipping import be_welcome
from payments.wallets import WALLETS
from payments.wallets.protocol import Known, Opened, Trade


class BeingPaid(Conflict):
    code, title = "being_paid", "Somebody is paying"


class MoreThanDue(Conflict):
    code, title = "more_than_due", "Less is due by now"


def start_payment(
    session,
    restaurant_id: str,
    visit_id: str,
    who: str,
    name: str,
    wallet: str,
    amount: int | None = None,
    order_ids: list[str] | None = None,
    *,
    split: dict | None = None,
    tip: int = 0,
    mark: str = "",
    opens_in: str = "h5",
    return_path: str = "/",
) -> tuple[dict, Trade]:
    """The intent, before any partner is called. (payment in its REST shape, the trade to open)

    Without `amount`, `order_ids` and `split` it is all that is due; `tip` comes on top. BeingPaid while another phone
    pays by a wallet; a request to pay at the counter gives way, and so does an earlier try of the same phone
    (end_pending has closed it).
    """
    ask(session, HoldVisit(restaurant_id, visit_id))
    standing = standing_of(session, restaurant_id, visit_id)
    if standing is None or standing.due <= 0:
        raise NothingDue("The bill is settled.")
    at = now()
    for other in standing.payments:
        if state_at(other, at) == "pending":
            if other.wallet != "counter" and other.opened_by != who:
                raise _being_paid(other)
            change(session, restaurant_id, other.id, closed_at=at)
    if split:
        me = who.partition(":")[2]
        wish = {**split, "amount": amount}
        amount, shared = price_split(session, standing, restaurant_id, visit_id, wish, me)
    else:
        amount, shared = _amount(standing, amount, order_ids), None
    be_welcome(session, restaurant_id, tip, amount, mark)
    visit = ask(session, VisitOf(restaurant_id, visit_id))
    payment_id = new_id()
    session.execute(
        insert(Payment),
        {
            "restaurant_id": restaurant_id,
            "id": payment_id,
            "visit_id": visit_id,
            "wallet": wallet,
            "channel": _channel(wallet, opens_in, visit),
            "opens_in": opens_in,
            "amount": amount + tip,
            "tip": tip,
            "split": shared,
            "order_ids": order_ids or [],
            "covers": [],
            "opened_by": who,
            "opened_by_name": name,
            "opened_by_mark": mark,
            "return_path": return_path,
            "opened_at": at,
            "expires_at": at + WALLETS[wallet].lasts,
            "told_refunded": 0,
            "refund_held": 0,
            "refunded_total": 0,
            "owed_again": 0,
        },
    )
    already = set(standing.covered())
    wanted = tuple(each for each in standing.covered(amount, order_ids or ()) if each not in already)
    announce(session, PaymentStarted(restaurant_id, visit_id, payment_id, wanted))
    tell(session, restaurant_id, visit_id)
    return payment_of(session, restaurant_id, payment_id), trade_of(session, row_of(session, restaurant_id, payment_id))


def save_opened(session, restaurant_id: str, payment_id: str, opened: Opened) -> dict:
    """The partner's answer to a new trade."""
    if opened.partner_ref:
        change(session, restaurant_id, payment_id, partner_ref=opened.partner_ref)
    return payment_of(session, restaurant_id, payment_id)


def confirm_counter(
    session, restaurant_id: str, payment_id: str, method: str, tendered: int | None, staff: str
) -> dict:
    """Staff took the money. Repeating is harmless. MoreThanDue where the bill has become smaller meanwhile."""
    payment = lock_payment(session, restaurant_id, payment_id)
    if payment.wallet != "counter":
        raise PaymentUnknown("Only a counter payment is confirmed by staff.")
    if payment.paid_at is None:
        if method == "cash" and tendered is not None and tendered < payment.amount:
            raise Invalid(f"{payment.amount} is due.", errors={"tendered": [f"Less than {payment.amount}."]})
        due = standing_of(session, restaurant_id, payment.visit_id).due
        if payment.amount - payment.tip > due:
            raise MoreThanDue(f"{due} is due by now. Start the payment again.", due=due)
        given = tendered if method == "cash" else None
        change(session, restaurant_id, payment_id, method=method, tendered=given, confirmed_by=staff)
    return record_known(session, restaurant_id, payment_id, Known(payment.amount, paid_at=now()))


def record_outcome(session, restaurant_id: str, payment_id: str, outcome: str) -> dict:
    """`paid` or `refused` at this moment, as a wallet would tell it; for demonstrations and tests."""
    payment = row_of(session, restaurant_id, payment_id)
    name = {"paid": "paid_at", "refused": "failed_at"}[outcome]
    return record_known(session, restaurant_id, payment_id, Known(payment.amount, **{name: now()}))


def record_known(session, restaurant_id: str, payment_id: str, known: Known) -> dict:
    """Merges what a wallet knows. Facts are only ever added; the first of each kind counts."""
    payment = lock_payment(session, restaurant_id, payment_id)
    who = {
        name: getattr(known, name)
        for name in ("partner_ref", "payer_key", "buyer_paid")
        if getattr(known, name) is not None and getattr(payment, name) is None
    }
    if who:
        change(session, restaurant_id, payment_id, **who)
        payment = row_of(session, restaurant_id, payment_id)
    if "payer_key" in who and payment.paid_at is not None:
        announce(session, PayerKnown(restaurant_id, payment_id, payment.payer_key))
    if known.payer_key and known.other_key:
        announce(session, PayersMerged(restaurant_id, known.other_key, known.payer_key))
    facts = {
        name: getattr(known, name)
        for name in ("paid_at", "failed_at", "closed_at")
        if getattr(known, name) is not None and getattr(payment, name) is None
    }
    if "paid_at" in facts:
        _settle(session, payment, facts)
    elif facts:
        change(session, restaurant_id, payment_id, **facts)
        _end(session, payment)
    if known.called_off:
        call_off(session, restaurant_id, payment_id, known.called_off)
    if known.refunded_total > payment.told_refunded:
        change(session, restaurant_id, payment_id, told_refunded=known.refunded_total)
        recount(session, restaurant_id, payment_id)
    if facts:
        tell(session, restaurant_id, payment.visit_id)
    return payment_of(session, restaurant_id, payment_id)


def end_expired(session, restaurant_id: str, payment_id: str) -> None:
    """Its time is over: orders are unpaid again, and every phone learns that nobody is paying."""
    payment = lock_payment(session, restaurant_id, payment_id)
    if state_at(payment, now()) == "expired":
        _end(session, payment)
        tell(session, restaurant_id, payment.visit_id)


def _channel(wallet: str, opens_in: str, visit: dict) -> str:
    """What the rebate reads: a trade counts as the mini program's only where it is paid inside of it."""
    if wallet == "counter" or opens_in == "counter":
        return "counter"
    return "h5" if wallet == "alipay" and opens_in == "h5" else visit["channel"]


def _amount(standing: Standing, amount, order_ids) -> int:
    due, shared = standing.due, lock_of(shared_in(standing))
    if shared and (order_ids or (amount not in (None, due) and shared.mode != "amount")):
        raise SplitLocked("Pay a share in the same way, or all that is left.", split={"mode": shared.mode})
    if amount is not None and order_ids:
        raise Invalid(
            "Pay an amount or orders, not both.", errors={"amount": ["Leave it out, or leave out order_ids."]}
        )
    if order_ids:
        return standing.price_of(set(order_ids))
    if amount is not None and not 0 < amount <= due:
        raise Invalid(f"{due} is due.", errors={"amount": [f"Between 1 and {due}."]})
    return amount or due


def _settle(session, payment, facts):
    """Money has come, for the first time."""
    rid, visit_id = payment.restaurant_id, payment.visit_id
    already = standing_of(session, rid, visit_id).covered()
    change(session, rid, payment.id, **facts)
    standing = standing_of(session, rid, visit_id)
    paid = tuple(standing.covered())
    visit = ask(session, VisitOf(rid, visit_id))
    remark = "too_much" if standing.overpaid else "after_close" if visit["status"] != "open" else None
    covers = [each for each in paid if each not in already]
    change(session, rid, payment.id, covers=covers, remark=remark)
    announce(session, settled(payment, visit["table_id"], facts["paid_at"], paid))


def _end(session, payment):
    """No money came. Where somebody pays already again, the orders are theirs."""
    if payment.paid_at is None and not pending_of(session, payment.restaurant_id, payment.visit_id):
        announce(session, PaymentEnded(payment.restaurant_id, payment.visit_id, payment.id))


def _being_paid(other) -> BeingPaid:
    return BeingPaid(
        f"{other.opened_by_name} is paying {other.amount}.",
        by=other.opened_by_name,
        until=rfc3339(other.expires_at),
        amount=other.amount,
        payment_id=other.id,
    )
