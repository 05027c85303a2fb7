"""Asking the wallet, with a fake clock: when, until when, and what it finds out (promise 18)."""

from datetime import timedelta

import pytest

from core.clock import now, told
from payments.payments.asking import ask_again_at
from payments.wallets import WALLETS
from payments.wallets.protocol import WalletUnreachable
from tests.errands import HANDLERS, only_of, run_due
from tests.http.test_payments import PAY, at_simulator, bill_of, seated, started
from tests.people import new_key


class Minutes:
    """A restaurant whose clock stands still until it is moved; `asked`: at which seconds its wallet was called."""

    def __init__(self, place, monkeypatch, wallet="simulator"):
        self.place, self.at, self.seconds, self.asked, self.out = place, now(), 0, [], False
        only_of(monkeypatch, place)
        for name in ("ask", "close"):
            monkeypatch.setattr(WALLETS[wallet], name, self._noted(getattr(WALLETS[wallet], name)))

    def _noted(self, real):
        def call(trade):
            if self.seconds not in self.asked:
                self.asked.append(self.seconds)
            if self.out:
                raise WalletUnreachable()
            return real(trade)

        return call

    def live(self, seconds, handlers=HANDLERS, step=1):
        """Second by second, as the program looks."""
        for _ in range(0, seconds, step):
            self.seconds += step
            with told(self.at + timedelta(seconds=self.seconds)):
                run_due(handlers)


@pytest.fixture
def minutes(place, monkeypatch):
    with told(now()):
        guest, _ = seated(place)
        payment, client = started(guest)
        minutes = Minutes(place, monkeypatch)
    return minutes, guest, payment, client


def test_every_three_seconds_for_half_a_minute_then_rarely_and_at_its_end(minutes):
    clock, guest, payment, _ = minutes
    clock.live(400, step=3)
    assert clock.asked == [*range(3, 31, 3), 90, 300]
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "expired"
    assert bill_of(guest)["being_paid"] is None


def test_a_payment_that_may_last_for_hours_is_asked_for_after_1_5_15_and_60_minutes():
    at = now()
    with told(at):
        gaps = [(ask_again_at(n, at + timedelta(days=1)) - at).total_seconds() for n in range(1, 16)]
    assert gaps == [3] * 9 + [60, 300, 900, 3600, 3600, 3600]


@pytest.mark.parametrize("paid_after", [3, 60])
@pytest.mark.parametrize("asks", [True, False], ids=["asks", "twin: nobody asks"])
def test_paid_there_is_paid_here_within_a_minute(minutes, paid_after, asks):
    clock, guest, payment, client = minutes
    handlers = HANDLERS if asks else {kind: each for kind, each in HANDLERS.items() if kind != "payment.ask"}
    clock.live(paid_after, handlers, step=3)
    at_simulator(clock.place, client, travels="never")
    clock.live(60, handlers, step=3)
    assert (bill_of(guest)["paid"] == 1000) is asks


def test_a_wallet_that_is_out_for_seconds_costs_seconds(minutes):
    clock, guest, payment, client = minutes
    clock.out = True
    clock.live(20)
    at_simulator(clock.place, client, travels="never")
    clock.out = False
    clock.live(3)
    assert bill_of(guest)["paid"] == 1000


def test_a_wallet_that_is_out_for_long_is_asked_every_half_minute(minutes):
    clock, guest, payment, client = minutes
    clock.out = True
    clock.live(210, step=3)
    assert clock.asked == [*range(3, 31, 3), *range(60, 211, 30)]
    at_simulator(clock.place, client, travels="never")
    clock.out = False
    clock.live(30)
    assert bill_of(guest)["paid"] == 1000


@pytest.mark.parametrize("asks", [True, False], ids=["asks", "twin: does not ask"])
def test_before_a_second_payment_the_first_is_asked_for(minutes, monkeypatch, asks):
    clock, guest, payment, client = minutes
    at_simulator(clock.place, client, travels="never")
    if not asks:
        monkeypatch.setattr("payments.paying.end_pending", lambda *_: None)
    status, answer = guest.post(PAY, {"wallet": "simulator"}, new_key())
    if asks:
        assert (status, answer["code"], bill_of(guest)["paid"]) == (409, "nothing_due", 1000)
    else:
        assert (status, answer["payment"]["amount"]) == (201, 1000)  # to be paid twice
