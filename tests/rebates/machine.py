"""Payments, refunds, duplicates, syncs, registrations, merges, risk, papers, frozen months and deaths, in any order."""

from datetime import UTC, datetime

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.rebates.agreeing import agree, recompute
from tests.rebates.plans import PLANS
from tests.rebates.world import World

DAYS = [(2, 27), (2, 28), (3, 9), (3, 10), (3, 31), (4, 1), (4, 2)]
MOMENTS = st.builds(
    lambda day, moment: datetime(2026, *day, *moment, tzinfo=UTC),
    st.sampled_from(DAYS),
    st.sampled_from([(4, 0), (4, 0), (11, 30), (15, 59, 59), (16, 0)]),  # midnight in Beijing is 16:00
)
STORES, PAYERS = st.integers(0, 3), st.sampled_from(["ann", "ben", "cao", "dai", None])
KEYS = st.sampled_from(["ann", "ben", "cao", "dai"])
TOTALS = st.sampled_from([500, 500, 900, 499])
MONTHS = st.sampled_from(["2026-02", "2026-03", "2026-04"])
WHICH = st.integers(0, 10**6)
some = precondition(lambda self: self.world.trades)


class Machine(RuleBasedStateMachine):
    @initialize(programme=st.sampled_from(sorted(PLANS)))
    def found(self, programme):
        self.world = World(programme)

    def one(self, which):
        return self.world.trades[which % len(self.world.trades)]

    @rule(store=STORES, payer=PAYERS, at=MOMENTS, total=TOTALS, done=st.booleans())
    def pay(self, store, payer, at, total, done):
        self.world.pay(store, payer, at, total)
        if done:
            self.world.sync(self.world.trades[-1], "done")

    @rule(store=STORES, payer=PAYERS, at=MOMENTS)
    def pay_by_another_entry(self, store, payer, at):
        self.world.pay(store, payer, at, 900, "h5")

    @rule(store=STORES, payer=PAYERS, at=MOMENTS)
    def pay_and_die(self, store, payer, at):
        self.world.pay(store, payer, at, 900, dies=True)

    @some
    @rule(which=WHICH, part=st.sampled_from([1, 401, 900]))
    def refund(self, which, part):
        self.world.refund(self.one(which), part)

    @some
    @rule(which=WHICH)
    def refund_and_die(self, which):
        self.world.refund(self.one(which), 900, dies=True)

    @some
    @rule(which=WHICH)
    def tell_twice(self, which):
        self.world.pay_again(self.one(which))

    @some
    @rule(which=WHICH, state=st.sampled_from(["done", "done", "refused"]))
    def sync(self, which, state):
        self.world.sync(self.one(which), state)

    @some
    @rule(which=WHICH, answer=st.sampled_from(["rejected", "cleared"]))
    def risk(self, which, answer):
        self.world.risk(self.one(which), answer)

    @some
    @rule(which=WHICH, payer=KEYS)
    def know(self, which, payer):
        self.world.know(self.one(which), payer)

    @rule(store=STORES, state=st.sampled_from(["registered", "registered", "refused"]))
    def register(self, store, state):
        self.world.register(store, state)

    @rule(store=STORES, state=st.sampled_from(["refused", "done"]))
    def answer_paper(self, store, state):
        self.world.answer_paper(store, state)

    @rule(key=KEYS, same_as=KEYS)
    def merge(self, key, same_as):
        if key != same_as:
            self.world.merge(key, same_as)

    @rule(month=MONTHS)
    def freeze(self, month):
        self.world.freeze(month)

    @invariant()
    def books_are_right(self):
        if hasattr(self, "world"):
            agree(self.world)

    def teardown(self):
        if hasattr(self, "world"):
            assert recompute(self.world) == []
