"""Workers in lanes: a slow partner keeps nobody waiting but who waits for it (promise 18, and restaurants in turns)."""

from datetime import timedelta
from threading import Event, Lock, Thread

import pytest
from sqlalchemy import select

from app.errands import LANES, Runner
from core import errand_pool, errands
from core.clock import now, told
from core.errand_pool import Lane, Pool
from core.errands import CLAIM, Errand, claim, due, send_errand, settle
from core.ids import new_id
from core.transactions import reading, transaction
from payments.wallets import WALLETS
from payments.wallets.protocol import WalletUnreachable
from tests.errands import only_of, run_due
from tests.http.test_payments import PAY, at_simulator, seated, started
from tests.people import open_place


class Partner:
    """A handler that answers when it is let go; what it was asked for, and by whom."""

    def __init__(self):
        self.asked, self.go, self._lock, self._came = [], Event(), Lock(), Event()

    def __call__(self, task):
        with self._lock:
            self.asked.append(task.restaurant_id)
        self._came.set()
        assert self.go.wait(30)

    def has_been_asked(self, times):
        while len(self.asked) < times:
            assert self._came.wait(30)
            self._came.clear()


@pytest.fixture
def kinds():
    """Two kinds of errands that no other test runs."""
    return f"t.{new_id()[-12:]}", f"t.{new_id()[-12:]}"


@pytest.fixture
def pool_of():
    """A pool with real threads; they have ended when the test is over."""
    threads, let_go = [], []

    def begin(work, *args):
        threads.append(Thread(target=work, args=args))
        threads[-1].start()

    def made(*lanes, slow=()):
        let_go.extend(slow)
        return Pool(lanes, begin)

    made.threads = threads
    yield made
    for partner in let_go:
        partner.go.set()
    for thread in threads:
        thread.join(30)


def send(place, kind, count=1):
    with transaction() as session:
        return [send_errand(session, place.id, kind, {}) for _ in range(count)]


def left(place, kind):
    with reading() as session:
        return session.execute(select(Errand.id).where(Errand.restaurant_id == place.id, Errand.kind == kind)).all()


@pytest.mark.parametrize(("workers", "of_one", "of_other"), [(6, 3, 1), (1, 1, 0)], ids=["six", "twin: one worker"])
def test_restaurants_take_turns_and_none_has_all_workers(app, place, kinds, pool_of, workers, of_one, of_other):
    other, slow = open_place(app), Partner()
    send(place, kinds[0], 20)
    send(other, kinds[0])
    pool = pool_of(Lane({kinds[0]: slow}, workers), slow=[slow])
    begun = pool.begin_due()
    slow.has_been_asked(begun)
    assert (slow.asked.count(place.id), slow.asked.count(other.id)) == (of_one, of_other)
    assert pool.begin_due() == 0  # nobody is free, or whoever waits has had their share
    send(other, kinds[0])
    assert pool.begin_due() == of_other  # asked last, and not behind the twenty


def test_a_lane_that_is_full_keeps_no_other_waiting(place, kinds, pool_of):
    slow, quick = Partner(), Partner()
    quick.go.set()
    send(place, kinds[0], 9)
    send(place, kinds[1])
    pool = pool_of(Lane({kinds[0]: slow}, 2), Lane({kinds[1]: quick}, 2), slow=[slow])
    assert pool.begin_due() == 2
    quick.has_been_asked(1)


def test_who_is_done_makes_room_at_once(place, kinds, pool_of):
    quick = Partner()
    quick.go.set()
    send(place, kinds[0], 5)
    pool = pool_of(Lane({kinds[0]: quick}, 2))
    while left(place, kinds[0]):
        pool.begin_due()
        pool.rest(10)
    assert quick.asked == [place.id] * 5


LANES_OF_ONE = [Lane({kind: each for lane in LANES for kind, each in lane.handlers.items()}, 1)]


@pytest.mark.parametrize(("lanes", "paid"), [(LANES, True), (LANES_OF_ONE, False)], ids=["lanes", "twin: one worker"])
def test_paid_at_one_wallet_while_another_hangs(app, place, pool_of, monkeypatch, lanes, paid):
    """Promise 18: nobody tells us, the restaurant before us has a partner that does not answer, and it is paid here."""
    other, hung, asked = open_place(app), Event(), Event()
    only_of(monkeypatch, place, other)
    real = WALLETS["simulator"].ask

    def ask(trade):
        if trade.restaurant_id != place.id:
            return real(trade)
        asked.set()
        hung.wait(30)
        raise WalletUnreachable()

    monkeypatch.setattr(WALLETS["simulator"], "ask", ask)
    started(seated(place)[0])
    payer, _ = seated(other)
    payment, client = started(payer)
    at_simulator(other, client, travels="never")
    pool = pool_of(*lanes)
    with told(now() + timedelta(seconds=4)):
        pool.begin_due()
        asked.wait(30)
        pool.begin_due()
    for thread in pool_of.threads[1:]:
        thread.join(30)
    status = payer.get(f"{PAY}/{payment['id']}")[1]["status"]
    hung.set()
    assert (status == "settled") == paid


@pytest.mark.parametrize("renews", [True, False], ids=["renewed", "twin: not renewed"])
def test_what_takes_long_stays_claimed_while_its_runner_lives(place, kinds, pool_of, monkeypatch, renews):
    slow, second = Partner(), Partner()
    second.go.set()
    send(place, kinds[0])
    if not renews:
        monkeypatch.setattr(errand_pool, "renew", lambda *_: None)
    pool, at = pool_of(Lane({kinds[0]: slow}, 2), slow=[slow]), now()
    assert pool.begin_due(at) == 1
    for seconds in (25, 50, 75):
        pool.begin_due(at + timedelta(seconds=seconds))
    assert run_due({kinds[0]: second}, at + timedelta(seconds=80)) == (0 if renews else 1)


def test_who_lost_the_claim_has_no_say_any_more(place, kinds):
    (errand_id,) = send(place, kinds[0])
    first = claim(row(errand_id), now())
    second = claim(row(errand_id), now() + 2 * CLAIM)
    settle(first, now() - timedelta(days=1))
    settle(first, problem="it broke")
    assert (row(errand_id).runs, row(errand_id).failures) == (2, 0)
    assert row(errand_id).due_at > now()
    settle(second)
    assert row(errand_id) is None


def row(errand_id):
    with reading() as session:
        return session.execute(select(*Errand.__table__.c).where(Errand.id == errand_id)).first()


def test_back_off_doubles_with_jitter_up_to_a_quarter_of_an_hour():
    waits = [[errands.back_off(n).total_seconds() for _ in range(50)] for n in range(20)]
    for n, seconds in enumerate(waits):
        least = min(600, 2**n)
        assert least <= min(seconds) < max(seconds) <= 1.5 * least
    assert len({round(each, 6) for each in waits[3]}) > 40


def test_on_sqlite_one_process_runs_errands_on_postgresql_each(app, place, kinds, monkeypatch):
    ran = []
    monkeypatch.setitem(LANES[2].handlers, kinds[0], lambda task: ran.append(task.id))
    monkeypatch.setattr(Runner, "_beside", lambda self, work, *args: work(*args))
    monkeypatch.setattr(errand_pool, "due", lambda known, *args: due({kinds[0]} & set(known), *args))
    with told(now() + timedelta(days=1)):  # a lease of another test is long over
        one, two = Runner(app), Runner(app)
        send(place, kinds[0])
        assert one.round() == 1
        send(place, kinds[0])
        alone = app.extensions["engine"].dialect.name == "sqlite"
        assert two.round() == (0 if alone else 1)
        one.drain()
        with told(now() + timedelta(seconds=1)):
            two.round()
        assert (len(ran), left(place, kinds[0])) == (2, [])
        two.drain()
