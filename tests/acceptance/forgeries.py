"""What Alipay did not sign, or not about this trade, is never money (promise 17)."""

import logging
import random
import time
from collections import Counter

from payments.payments import inbox
from payments.wallets.alipay import signing
from payments.wallets.protocol import NotGenuine
from tests.acceptance.alipay_house import house
from tests.notices import forged

SEED, TENTH = 17, {"forgeries": 5000}
KINDS = ("sqlite", "postgresql")


def run(report, forgeries=50000, seed=SEED):
    logging.getLogger("payments").setLevel(logging.ERROR)
    for kind in KINDS:
        with house(kind) as own:
            guest, payment = own.paid_trade(0)
            _, other = own.paid_trade(1)
            raw, chance, hows, begun = own.notice(payment), random.Random(seed), Counter(), time.monotonic()
            believed = [n for n in range(forgeries // 2) if _believed(own, chance, raw, payment, other, hows)]
            bill = guest.get("/api/v1/visit")[1]["bill"]
            problems = [f"forgery {n} was believed" for n in believed]
            problems += [f"the bill has {bill['paid']}"] if bill["paid"] else []
            genuine = inbox.take_notice("alipay", {}, raw)
            problems += [] if genuine == "merged" else [f"the genuine one was {genuine}"]
            told = ", ".join(f"{count} {how}" for how, count in sorted(hows.items()))
            report.row(
                f"forged notifications, {kind}",
                f"{forgeries // 2} ({told}) in {time.monotonic() - begun:.0f} s: {len(believed)} believed",
                "none; then the genuine one",
                problems,
            )
            report.row("its twin: no signature is looked at", *_twin(own, raw))


def _believed(own, chance, raw, payment, other, hows) -> bool:
    how, body = forged(chance, raw, own.simulator, payment, other)
    hows[how] += 1
    return _outcome(body) not in ("rejected", "unmatched", "not genuine")


def _outcome(body) -> str:
    try:
        return inbox.take_notice("alipay", {}, body)
    except NotGenuine:
        return "not genuine"


def _twin(own, raw):
    _, payment = own.paid_trade(2)
    _, body = "key", own.notice(payment).replace(b"sign=", b"sign=AAAA")
    real, signing._signed_by = signing._signed_by, lambda *_: True
    try:
        outcome = _outcome(body)
    finally:
        signing._signed_by = real
    return f"{outcome} with a made-up signature", "merged", [] if outcome == "merged" else ["the checker sees nothing"]
