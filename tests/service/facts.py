"""Facts for tests of rooms that only hear them."""

from core.ids import new_id
from payments.payments.events import PaymentRefunded, PaymentSettled


def settled(restaurant_id, at, *, amount=2000, wallet="simulator", channel="h5", payment_id=None):
    return PaymentSettled(restaurant_id, new_id(), payment_id or new_id(), wallet, channel, amount, at, (), None)


def refunded(paid: PaymentSettled, total, at):
    return PaymentRefunded(
        paid.restaurant_id,
        paid.visit_id,
        paid.payment_id,
        new_id(),
        total,
        total,
        paid.amount,
        at,
        (),
        total == paid.amount,
    )
