"""Notifications of Alipay in any order, number and company: a payment comes to the same (promise 16)."""

import logging
import random
import time
from contextlib import contextmanager

from payments.payments import inbox, service
from tests.acceptance.alipay_house import house
from tests.notices import outcome_of, sequence, told_of

SEED, TENTH = 16, {"sequences": 1000}
KINDS = ("sqlite", "postgresql")


def run(report, sequences=10000, seed=SEED):
    logging.getLogger("payments").setLevel(logging.ERROR)
    for kind in KINDS:
        with house(kind) as own:
            chance, problems, notices, begun = random.Random(seed), [], 0, time.monotonic()
            for table, parts in enumerate((1, 2, 3, 4)):
                _, payment = own.paid_trade(table)
                raws = told_of(own.simulator, payment, parts)
                expected = outcome_of(own.place.id, payment, raws)
                for n in range(sequences // 2 // 4):
                    shuffled = sequence(raws, chance)
                    notices += len(shuffled)
                    came = outcome_of(own.place.id, payment, shuffled)
                    if came != expected:
                        problems.append(f"{parts} facts, sequence {n}: {came}, not {expected}")
            took = time.monotonic() - begun
            report.row(
                f"shuffled notifications, {kind}",
                f"{sequences // 2} sequences, {notices} notices in {took:.0f} s: {len(problems)} came to another end",
                "the same end",
                problems,
            )
            report.row("its twin: the last word wins", *_twin(own))


def _twin(own):
    """The same sequences where a notification assigns what it tells."""
    _, payment = own.paid_trade(5)
    raws, chance = told_of(own.simulator, payment, 2), random.Random(5)
    with _assigning():
        ends = {outcome_of(own.place.id, payment, sequence(raws, chance)) for _ in range(50)}
    return f"{len(ends)} different ends", "several", [] if len(ends) > 1 else ["the checker sees no difference"]


@contextmanager
def _assigning():
    real = inbox.record_known

    def assigned(session, restaurant_id, payment_id, known):
        done = real(session, restaurant_id, payment_id, known)
        service.change(session, restaurant_id, payment_id, refunded_total=known.refunded_total)
        return done

    inbox.record_known = assigned
    try:
        yield
    finally:
        inbox.record_known = real
