"""Money that came twice, or for a bill that was settled, goes back by itself; staff see that it did."""

from core.errands import Task, send_errand
from core.transactions import again_on_conflict, transaction
from payments.bills.queries import standing_of
from payments.payments.locking import lock_payment
from payments.payments.refunds import reserve_refund
from payments.wallets import WALLETS

REASON = "来款多于应付，自动退回 · More came than was due; returned by itself"


def plan_return(session, fact) -> None:
    """(PaymentSettled) The counter gives back by hand."""
    if WALLETS[fact.wallet].asked and standing_of(session, fact.restaurant_id, fact.visit_id).overpaid:
        send_errand(session, fact.restaurant_id, "money.return", {"payment_id": fact.payment_id})


def return_money(task: Task) -> None:
    """Reserved as any refund is, and only what is still too much: staff may have been quicker."""

    def work():
        with transaction() as session:
            payment = lock_payment(session, task.restaurant_id, task.subject["payment_id"])
            standing = standing_of(session, task.restaurant_id, payment.visit_id)
            held = sum(p.refund_held for p in standing.payments)
            left = payment.amount - payment.refunded_total - payment.refund_held
            amount = min(standing.overpaid - held, left)
            if amount > 0:
                refund_id = reserve_refund(session, task.restaurant_id, payment.id, amount, REASON, "system")
                send_errand(session, task.restaurant_id, "refund.send", {"refund_id": refund_id})

    again_on_conflict(work)
