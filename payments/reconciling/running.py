"""Fetching the bill and asking about what differs: between transactions, never inside one."""

import logging

from core.errands import Task
from core.transactions import again_on_conflict, reading, transaction
from payments.payments.queries import row_of, trade_of
from payments.payments.service import record_known
from payments.reconciling.differences import Found, Side, compare
from payments.reconciling.queries import difference_of, our_side, payment_behind
from payments.reconciling.service import ALIPAY, finish_giving_back, plan_day, plan_next, save_day
from payments.wallets import WALLETS
from payments.wallets.alipay import refunds
from payments.wallets.alipay.accounts import account_of
from payments.wallets.alipay.bills import BillRow, fetch_bill, is_ready, ready_at
from payments.wallets.alipay.trades import Stray, ours_among
from payments.wallets.protocol import WalletRefuses, WalletUnreachable

log = logging.getLogger(__name__)


def reconcile_day(restaurant_id: str, day: str) -> list[Found]:
    """What still differs after asking about each. Repeating is harmless. WalletUnreachable, WalletRefuses."""
    with transaction() as session:
        plan_day(session, restaurant_id, day)
    with reading() as session:
        token = account_of(session, restaurant_id).token
    rows = fetch_bill(day, token)
    found, ours, theirs = _compared(restaurant_id, day, rows)
    for each in found:
        with reading() as session:
            payment_id = each.side.payment_id or payment_behind(session, restaurant_id, each.number)
        if payment_id:
            _ask(restaurant_id, payment_id)
    if found:
        found, ours, theirs = _compared(restaurant_id, day, rows)

    def save():
        with transaction() as session:
            save_day(session, restaurant_id, day, ours, theirs, found)

    again_on_conflict(save)
    return found


def reconcile_at_night(task: Task):
    """A day's errand; the next day's follows it for as long as the restaurant takes Alipay."""
    rid, day = task.restaurant_id, task.subject["day"]
    if not is_ready(day):
        return ready_at(day)
    try:
        reconcile_day(rid, day)
    except WalletRefuses as no:
        with reading() as session:
            try:
                account_of(session, rid)
            except WalletRefuses:
                return None  # withdrawn: nobody may look any more
        raise RuntimeError(str(no)) from no
    with transaction() as session:
        plan_next(session, rid, day)
    return None


def give_back_difference(task: Task) -> None:
    """Under the difference's own number, for ever."""
    rid, difference_id = task.restaurant_id, task.subject["difference_id"]
    with reading() as session:
        row, account = difference_of(session, rid, difference_id), account_of(session, rid)
    if row.settled_at is not None or row.giving_back is None:
        return
    refusal = None
    try:
        refunds.give_back(Stray(rid, difference_id, row.number), difference_id, row.theirs, account.token)
    except WalletRefuses as no:
        refusal = str(no) or "The wallet refuses."

    def save():
        with transaction() as session:
            finish_giving_back(session, rid, difference_id, refusal)

    again_on_conflict(save)


def _compared(restaurant_id, day, rows: list[BillRow]):
    with reading() as session:
        foreign = ours_among(session, {row.number for row in rows}, restaurant_id)
        theirs: dict[str, Side] = {}
        for row in rows:
            if row.number in foreign:
                continue
            side = theirs.setdefault(row.number, Side(None, 0, row.trade_no))
            if row.amount >= 0:
                side.paid, side.paid_at = (side.paid or 0) + row.amount, row.at
            else:
                side.back -= row.amount
        ours = our_side(session, restaurant_id, ALIPAY, day, {row.request_no for row in rows if row.request_no})
    return compare(ours, theirs), ours, theirs


def _ask(restaurant_id, payment_id) -> None:
    with reading() as session:
        trade = trade_of(session, row_of(session, restaurant_id, payment_id))
    try:
        known = WALLETS[ALIPAY].ask(trade)
    except WalletUnreachable as unknown:  # the difference stays, and a person sees it
        log.warning("reconciling %s: %s", payment_id, unknown)
        return
    if known is None:
        return

    def work():
        with transaction() as session:
            record_known(session, restaurant_id, payment_id, known)

    again_on_conflict(work)
