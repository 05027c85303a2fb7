"""A payment's state depends on which facts came, never on their order or number."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from payments.payments.states import refund_state_of, state_of

T = datetime(2026, 7, 14, 4, 0, tzinfo=UTC)
LATER = T + timedelta(minutes=6)
NOTHING = {"paid_at": None, "failed_at": None, "closed_at": None, "refunded_total": 0}


def state(at=T, **facts):
    return state_of(amount=1000, expires_at=T + timedelta(minutes=5), at=at, **{**NOTHING, **facts})


@pytest.mark.parametrize(
    ("facts", "now", "later"),
    [
        ({}, "pending", "expired"),
        ({"failed_at": T}, "failed", "failed"),
        ({"closed_at": T}, "expired", "expired"),
        ({"failed_at": T, "closed_at": T}, "failed", "failed"),
        ({"paid_at": T}, "settled", "settled"),
        ({"paid_at": T, "failed_at": T, "closed_at": T}, "settled", "settled"),  # money outweighs every failure
        ({"paid_at": T, "refunded_total": 1}, "partly_refunded", "partly_refunded"),
        ({"paid_at": T, "refunded_total": 1000, "closed_at": T}, "refunded", "refunded"),
    ],
)
def test_state_of_facts(facts, now, later):
    assert (state(**facts), state(LATER, **facts)) == (now, later)


def test_the_order_of_facts_does_not_matter():
    facts = [("paid_at", T), ("closed_at", T), ("failed_at", T), ("refunded_total", 300)]
    ends = set()
    for order in permutations(facts):
        known = dict(NOTHING)
        for name, value in order:
            known[name] = known[name] or value
        ends.add(state(**known))
    assert ends == {"partly_refunded"}


@pytest.mark.parametrize(("done", "failed", "is_"), [(None, None, "pending"), (T, None, "done"), (None, T, "refused")])
def test_refunds(done, failed, is_):
    assert refund_state_of(done_at=done, failed_at=failed) == is_
