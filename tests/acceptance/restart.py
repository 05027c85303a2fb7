"""Restarts under load: nobody loses an order or a payment that was acknowledged; how long ending and starting take.

(Promise 31.) A server is told to end (SIGTERM) while tables order and pay, with screens attached, and another is
started at once. Whoever got no answer sends the same request again, as phones do.
"""

import random
import threading
import time
from collections import defaultdict

from sqlalchemy import select

from core.db import make_engine
from payments.payments.models import Payment
from tests.acceptance.checker import wrong
from tests.acceptance.facts import facts_of
from tests.acceptance.history import Caller, History, Refused
from tests.acceptance.kill import KINDS, Diner, two_stations
from tests.acceptance.report import database
from tests.live.clients import clients, tickets_on
from tests.people import Person, new_key, open_place_at
from tests.servers import serve

SEED, TENTH = 31, {"restarts": 5}
DINERS, PAYERS, GRACE = 2, 4, 5  # tables that order, tables that pay too, seconds that a server has to end
DRAIN, READY = 5.0, 3.0  # seconds that are promised


class Payer(Caller):
    """One table after another: a round, its payment at the counter or by a wallet, and they leave."""

    def __init__(self, history, name, over, place, number):
        super().__init__(history, name, over)
        self.place, self.number, self.parties = place, number, 0

    def run(self):
        while not self.over.is_set():
            try:
                self.party()
            except TimeoutError:
                return
            except Refused:  # the history has it, and the checker says so
                self.over.wait(0.2)

    def party(self):
        self.parties += 1
        code = self.place.tables[self.number]["code"]
        nobody = Person(self.place.app)
        joined = self.sure("join", code, lambda: nobody.post("/api/v1/visits", {"code": code}))
        guest, visit = Person(self.place.app, joined["guest_token"]), joined["visit"]["id"]
        self.order(guest)
        wallet = ("counter", "simulator")[self.parties % 2]
        key = new_key()
        path = "/api/v1/visit/payments"
        begun = self.sure("pay", key, lambda: guest.post(path, {"wallet": wallet}, key))
        payment = begun["payment"]
        if wallet == "counter":
            confirm = f"{self.place.home}/payments/{payment['id']}/confirm"
            self.sure("paid", payment["id"], lambda: self.place.owner.post(confirm, {"method": "card"}))
        else:
            self.sure("simulator", payment["id"], lambda: self.at_simulator(begun["client"]))
            self.sure("paid", payment["id"], lambda: self.settled(guest, payment["id"]))
        close = f"{self.place.home}/visits/{visit}/close"
        self.sure("close", visit, lambda: self.place.owner.post(close, {"how": "settled"}))

    def order(self, guest):
        dish = {"item_id": self.place.dishes["米饭"]["id"], "quantity": 1 + self.parties % 5}
        cart = None
        while not (cart and cart["lines"]):
            cart = self.once("add", dish["item_id"], lambda: guest.post("/api/v1/visit/cart/lines", dish))
            if cart is None:
                cart = self.sure("read", "visit", lambda: guest.get("/api/v1/visit"))["cart"]
        body, key = {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key()
        self.sure("order", key, lambda: guest.post("/api/v1/visit/orders", body, key))

    def at_simulator(self, client):
        answer = self.place.app.open(f"{client['redirect_url']}/paid", method="POST")
        return (200, {}) if answer.status_code in (200, 303) else (503, {"code": "away"})

    def settled(self, guest, payment_id):
        status, payment = guest.get(f"/api/v1/visit/payments/{payment_id}")
        if status == 200 and payment["status"] != "settled":
            return 503, {"code": "not yet"}
        return status, payment


def restarted(served, restarts: int, seed: int, history: History, say=lambda text: None):
    """(what is wrong, seconds that each ending took, seconds that each start took)"""
    chance, place, over = random.Random(seed), open_place_at(served), threading.Event()
    served.graceful = GRACE
    routing, screen = two_stations(place), place.screen()
    calm = threading.Event()
    calm.set()
    people = [Payer(history, f"payer {n}", over, place, n) for n in range(PAYERS)]
    people += [Diner(history, f"diner {n}", over, place, PAYERS + n, calm, 0.2) for n in range(DINERS)]
    threads = [threading.Thread(target=each.run, daemon=True) for each in people]
    ended, started = [], []
    with clients() as js:
        js.open("board", served.base_url, screen.token)
        for thread in threads:
            thread.start()
        for n in range(1, restarts + 1):
            _live_for(history, history.count("paid", "ok") + chance.randint(2, 6))
            began = time.monotonic()
            served.process.terminate()
            served.process.wait(30)
            ended.append(time.monotonic() - began)
            began = time.monotonic()
            served.start()
            started.append(time.monotonic() - began)
            say(f"restart {n}: ended in {ended[-1]:.1f} s, ready in {started[-1]:.1f} s")
        _live_for(history, history.count("paid", "ok") + 4)
        over.set()
        for thread in threads:
            thread.join()
        facts = facts_of(served.database_url, place.id)
        problems = wrong(history.entries, facts, routing)
        problems += money_wrong(history.entries, payments_of(served.database_url, place.id), facts.bills)
        true = {t["id"]: t for t in screen.get("/api/v1/kitchen/board")[1]["tickets"]}
        try:
            js.until("board", lambda shown: tickets_on(shown) == true, 15)
        except AssertionError:
            problems.append("the screen that was there all the time shows something else")
    return problems, ended, started


def payments_of(database_url: str, restaurant_id: str) -> dict:
    """id → (visit, amount, whether it is paid)"""
    engine = make_engine(database_url)
    with engine.connect().execution_options(writes=False) as connection:
        columns = (Payment.id, Payment.visit_id, Payment.amount, Payment.paid_at)
        rows = connection.execute(select(*columns).where(Payment.restaurant_id == restaurant_id)).all()
    engine.dispose()
    return {row.id: (row.visit_id, row.amount, row.paid_at is not None) for row in rows}


def money_wrong(entries: list[dict], payments: dict, bills: dict) -> list[str]:
    """Pure: acknowledged ⊆ paid ⊆ attempted, nobody paid twice, and who left settled has paid the bill."""
    problems, paid = [], defaultdict(int)
    attempted = {e["key"] for e in entries if e["op"] == "paid"}
    for payment, (visit, amount, came) in payments.items():
        paid[visit] += amount if came else 0
        if came and payment not in attempted:
            problems.append(f"doubled: payment {payment} was paid and nobody did")
    for e in entries:
        if e["op"] == "paid" and e["outcome"] == "ok" and not payments.get(e["key"], (0, 0, False))[2]:
            problems.append(f"lost: payment {e['key']}")
        if e["op"] == "close" and e["outcome"] == "ok" and e["key"] in paid and paid[e["key"]] != bills[e["key"]]:
            problems.append(f"bill of {e['key']}: {bills[e['key']]}, paid {paid[e['key']]}")
    problems += [f"doubled: visit {v} paid {n} of {bills.get(v, 0)}" for v, n in paid.items() if n > bills.get(v, 0)]
    return problems


def _live_for(history, paid):
    ends = time.monotonic() + 60
    while history.count("paid", "ok") < paid and time.monotonic() < ends:
        time.sleep(0.02)


def run(report, restarts: int = 50, seed: int = SEED, only: int = 0) -> None:
    """The section at full size, on each database; `only` 1 is SQLite, 2 is PostgreSQL."""
    for kind in KINDS[only - 1 : only] if only else KINDS:
        with database(kind) as url, serve(url) as served:
            history = History(report.file(f"restart-{kind}.jsonl"))
            problems, ended, started = restarted(
                served, restarts, seed, history, lambda text, kind=kind: report.say(kind, text)
            )
            history.close()
            unsure = sum(history.count(op, "info") for op in ("order", "pay", "paid", "close"))
            report.row(
                f"restarts under load, {kind}",
                f"{restarts} restarts, {history.count('order', 'ok')} orders, {history.count('paid', 'ok')} payments "
                f"acknowledged ({unsure} answers lost and sent again): {len(problems)} problems",
                "nothing acknowledged lost, nothing twice",
                problems,
            )
            for what, seconds, most in (("ended", ended, DRAIN), ("ready", started, READY)):
                late = [f"{each:.1f} s" for each in seconds if each > most]
                middle = sorted(seconds)[len(seconds) // 2]
                told = f"{middle:.1f} s (median), {max(seconds):.1f} s (longest)"
                report.row(f"{what} after SIGTERM, {kind}", told, f"≤ {most:.0f} s", late)
