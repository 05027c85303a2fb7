"""What money still has to do after the answer was given, or after a crash. Handlers answer when to come again."""

from datetime import timedelta

from core.clock import now
from core.errands import Task
from core.transactions import again_on_conflict, reading, transaction
from payments.paying import send_refund
from payments.payments.asking import OFTEN, OFTEN_TIMES, ask_again_at, ask_payment
from payments.payments.inbox import take_notice
from payments.payments.queries import row_of
from payments.payments.refunds import finish_refund
from payments.reconciling.running import give_back_difference, reconcile_at_night
from payments.returning import return_money
from payments.syncing import sync_order
from payments.wallets.alipay.logging_in import forget
from payments.wallets.protocol import WalletUnreachable
from payments.wallets.simulator.notices import notice_of
from payments.wallets.simulator.wallet import trade_row

OUTAGE, STUBBORN = timedelta(seconds=30), timedelta(days=1)


def ask_for_payment(task: Task):
    """Paid at the wallet is paid here within a minute, with no notification at all."""
    payment_id = task.subject["payment_id"]
    try:
        state = ask_payment(task.restaurant_id, payment_id)
    except WalletUnreachable:
        # A wallet that is out for an hour is no reason to give up: then nobody would ask any more.
        if now() - task.made_at > STUBBORN:
            raise
        return now() + (OFTEN if task.runs < OFTEN_TIMES else OUTAGE)
    if state != "pending":
        return None
    with reading() as session:
        expires_at = row_of(session, task.restaurant_id, payment_id).expires_at
    return ask_again_at(task.runs, expires_at)


def send_pending_refund(task: Task):
    """The same request number again: a partner that did it already says so."""
    refund_id = task.subject["refund_id"]
    refusal = send_refund(task.restaurant_id, refund_id)

    def save():
        with transaction() as session:
            finish_refund(session, task.restaurant_id, refund_id, refusal)

    again_on_conflict(save)


def tell_of_simulated(task: Task):
    """The simulator's notification travels late, or once more."""
    with reading() as session:
        row = trade_row(session, task.restaurant_id, task.subject["payment_id"])
    if row is not None:
        take_notice("simulator", *notice_of(row))


def forget_user(task: Task):
    """Who signed in yesterday is nobody any more; the key that stands for them stays with what they paid."""
    with transaction() as session:
        forget(session, task.restaurant_id, task.subject["guest_id"])


# Lanes, which do not wait for each other: what a guest waits for, what else a partner is called for, what calls nobody.
ASKING = {"payment.ask": ask_for_payment}
WITH_PARTNERS = {
    "refund.send": send_pending_refund,
    "alipay.sync": sync_order,
    "alipay.reconcile": reconcile_at_night,
    "difference.give_back": give_back_difference,
}
AT_HOME = {
    "money.return": return_money,
    "alipay.forget": forget_user,
    "simulator.tell": tell_of_simulated,
}
