"""After a payment inside of the mini program Alipay wants to know the order. What came of it decides rebates."""

from core.clock import now
from core.errands import Task, send_errand
from core.facts import announce, ask
from core.transactions import again_on_conflict, reading, transaction
from payments.bills.events import OrdersOf
from payments.payments.events import OrderSynced
from payments.payments.queries import row_of
from payments.wallets.alipay import syncing
from payments.wallets.alipay.accounts import account_of
from payments.wallets.alipay.gateway import Refused
from payments.wallets.alipay.trades import row_of_trade
from restaurants.profile.queries import restaurant_of


def plan_order_sync(session, fact) -> None:
    """(PaymentSettled)"""
    if fact.wallet != "alipay":
        return
    trade = row_of_trade(session, fact.restaurant_id, fact.payment_id)
    if trade is None:
        return
    due = syncing.needs_sync(trade)
    if syncing.plan(session, fact.restaurant_id, fact.payment_id, "due" if due else "not_needed") and due:
        send_errand(session, fact.restaurant_id, "alipay.sync", {"payment_id": fact.payment_id})


def sync_again(session, fact) -> None:
    """What Alipay refused is made anew from what we know by now and sent; under way or done, it stays so.
    (OrderSyncWanted)"""
    kept = syncing.sync_of(session, fact.restaurant_id, fact.payment_id)
    if kept is not None and kept.state == "refused":
        syncing.note(session, fact.restaurant_id, fact.payment_id, state="due", request=None, code=None, problem=None)
        send_errand(session, fact.restaurant_id, "alipay.sync", {"payment_id": fact.payment_id})


def sync_order(task: Task) -> None:
    """The same words each time, so that a second try is the same request."""
    rid, payment_id = task.restaurant_id, task.subject["payment_id"]
    with reading() as session:
        kept = syncing.sync_of(session, rid, payment_id)
        if kept.state != "due":
            return
        token, content = account_of(session, rid).token, kept.request or _content(session, rid, payment_id)
    if kept.request is None:
        _save(rid, payment_id, request=content)
    try:
        record_id, code, problem = syncing.send_order(content, token), None, None
    except Refused as no:
        record_id, code, problem = None, no.code, str(no)[:200]
    done = code is None or code in syncing.HAS_IT
    _save(rid, payment_id, state="done" if done else "refused", record_id=record_id, code=code, problem=problem)


def _content(session, rid, payment_id) -> dict:
    payment, trade = row_of(session, rid, payment_id), row_of_trade(session, rid, payment_id)
    # A part of a bill pays no order whole; then it is the table's orders that it is a part of.
    orders = ask(session, OrdersOf(rid, payment.visit_id))
    orders = [order for order in orders if order["id"] in payment.covers] or orders
    lines = [
        {"id": line["id"], "name": line["name"], "quantity": line["quantity"], "unit_price": line["unit_price"]}
        for order in orders
        for line in order["lines"]
        if line["status"] != "voided"
    ]
    restaurant = restaurant_of(session, rid)
    trade_no = trade.trade_no or payment.partner_ref
    return syncing.content_of(trade, trade_no, restaurant, lines, payment.opened_at, payment.paid_at)


def _save(rid, payment_id, **values) -> None:
    def work():
        with transaction() as session:
            syncing.note(session, rid, payment_id, **values)
            if values.get("state"):
                fact = OrderSynced(rid, payment_id, values["state"], values["code"], now())
                announce(session, fact)

    again_on_conflict(work)
