"""A process that dies at one step of a payment: before or after a COMMIT, before or after a word with the partner.

Steps are counted, so that none can be forgotten: a clean run tells how many there are, and each is died at once. What
a dead process leaves is what was committed; claims and keys that it held are over a minute later.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from core import transactions
from core.clock import now, told
from core.limits import forget_all
from payments.wallets.alipay.gateway import Gateway
from tests.alipay_simulator.notifying import posted
from tests.alipay_simulator.notifying import told as words_about
from tests.alipay_simulator.server import APP_ID
from tests.errands import run_due
from tests.people import new_key

PAY, MINUTE = "/api/v1/visit/payments", timedelta(seconds=61)


class Died(BaseException):
    """Nothing in the program may catch it."""


class Mortal:
    """Counts the steps of whatever runs within, and dies at `die_at`."""

    def __init__(self):
        self.steps, self.die_at, self.names = 0, 0, []

    def step(self, name):
        self.steps += 1
        self.names.append(name)
        if self.steps == self.die_at:
            raise Died(name)

    @contextmanager
    def within(self, monkeypatch):
        """Every COMMIT and every call to the partner is two steps."""
        writer, post = transactions._writer, Gateway._post
        turn = writer.turn

        @contextmanager
        def dying():
            with turn() as session:
                yield session
                self.step("before COMMIT")
            self.step("after COMMIT")

        def called(gateway, query, body):
            method = query.partition("method=")[2].partition("&")[0]
            self.step(f"before {method}")
            answer = post(gateway, query, body)
            self.step(f"after {method}")
            return answer

        with monkeypatch.context() as patch:
            patch.setattr(writer, "turn", dying)
            patch.setattr(Gateway, "_post", called)
            yield


@dataclass
class Evening:
    """One table pays, is perhaps told of, and gets a part back. `stubborn`: whoever lost an answer asks again."""

    place: object
    alipay: object
    notified: bool
    stubborn: bool
    handlers: dict

    def live(self, mortal, die_at=0) -> list[str]:
        """What is wrong in the end."""
        forget_all()
        self.at, self.mortal = now(), mortal
        table = self.place.owner.post(f"{self.place.home}/tables", {"labels": f"T{new_key()[:8]}"})[1]["items"][0]
        self.place.tables.append(table)
        self.guest = self.place.sit(len(self.place.tables) - 1)
        assert self.place.send(self.guest, self.place.add(self.guest, quantity=5))[0] == 201
        mortal.steps, mortal.names, mortal.die_at = 0, [], die_at
        with told(self.at):
            payment = self._begin()
        if not payment:
            return [f"nobody could pay: {self.last}"]
        assert self.alipay.pay(payment)
        if self.notified:
            raw = posted(words_about(self.alipay.trade(payment), APP_ID), self.alipay.key)
            self._survive(lambda: self._deliver(raw), always=True)
        self._work()
        path = f"{self.place.home}/payments/{payment}/refunds"
        key = new_key()
        self._survive(lambda: self.place.owner.post(path, {"amount": 300, "reason": "凉了"}, key))
        self._work()
        return self._wrong(payment)

    def _begin(self) -> str | None:
        kept = new_key()
        for _ in range(4):
            key = kept if self.stubborn else new_key()
            answer = self._survive(lambda key=key: self.guest.post(PAY, {"wallet": "alipay"}, key))
            if answer and answer[0] == 201:
                return answer[1]["payment"]["id"]
            self.last = answer
        return None

    def _deliver(self, raw):
        kind = "application/x-www-form-urlencoded; charset=utf-8"
        return self.place.app.test_client().post("/webhooks/alipay", data=raw, content_type=kind).status_code

    def _work(self):
        """Errands, for some minutes; a process that died is started again."""
        for _ in range(3):
            self.at += MINUTE
            self._survive(lambda: run_due(self.handlers), always=True)

    def _survive(self, call, always=False):
        """Its answer. Who died is started a minute later, and asked again, unless nobody would."""
        for _ in range(3):
            try:
                with told(self.at):
                    answer = call()
                if not isinstance(answer, tuple) or answer[0] < 500:
                    return answer
            except Died:
                if not (always or self.stubborn):
                    self.at += MINUTE
                    return None
            self.at += MINUTE
        return None

    def _wrong(self, payment) -> list[str]:
        bill = self.guest.get("/api/v1/visit")[1]["bill"]
        theirs = [t for t in self.alipay.books.trades.values() if t.content["passback_params"].count(self.place.id)]
        paid = self.alipay.trade(payment)
        back = [int(100 * amount) for amount in paid.refunds.values()]
        problems = [] if bill["paid"] == 1000 else [f"paid here {bill['paid']}"]
        problems += [] if bill["refunded"] == sum(back) else [f"back here {bill['refunded']}, there {back}"]
        problems += [] if back == [300] or (back == [] and not self.stubborn) else [f"back there {back}"]
        open_ = [t for t in theirs if not (t.paid_at or t.called_off or t.closed_at)]
        return problems + ([] if not open_ else [f"{len(open_)} codes can still be paid"])


def deaths(evening: Evening, monkeypatch, first=1, every=1) -> tuple[list[str], int]:
    """(what went wrong, at how many steps somebody died): once at each step, or at every so manieth."""
    mortal, problems, died = Mortal(), [], 0
    with mortal.within(monkeypatch):
        assert evening.live(mortal) == []
        names = mortal.names
        for n in range(first, len(names) + 1, every):
            problems += [f"step {n}, {names[n - 1]}: {each}" for each in evening.live(mortal, n)]
            mortal.die_at, died = 0, died + 1
    return problems, died
