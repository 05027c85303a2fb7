"""A provider's world: whatever happens is told to the program and written on a plain list; both must agree."""

from collections import Counter
from datetime import UTC, datetime
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from core.clock import told
from core.ids import new_id
from core.transactions import reading, transaction
from payments.payments.events import OrderSynced, PayerKnown, PayersMerged, PaymentRefunded, PaymentSettled
from qr.models import TableCode
from rebates.books import exports, paper
from rebates.books.freezing import freeze_month
from rebates.books.statements import statement_of
from rebates.members.enrolling import hand_in
from rebates.members.events import CodeRegistered
from rebates.members.models import CodeRegistration, Enrolment, Provider
from rebates.verdicts import service
from rebates.verdicts.events import RiskAnswered
from restaurants.profile.models import Restaurant
from restaurants.tables.models import Area, Table
from tests.rebates.plain_rule import outcome
from tests.rebates.plans import PLANS

LONG_AGO, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
BEIJING = ZoneInfo("Asia/Shanghai")
MERCHANTS = (0, 0, 1, None)  # which entity each store belongs to; the last is one of its own


class Died(Exception):
    """The process is gone in the middle of a transaction."""


class World:
    def __init__(self, programme: str):
        self.programme, self.plan = programme, PLANS[programme][0]
        self.provider, self.stores, self.codes = new_id(), [new_id() for _ in MERCHANTS], {}
        self.trades, self.registered, self.denied, self.names = [], set(), set(), {}
        self.posted, self.stands, self.frozen, self.said = Counter(), {}, set(), {}
        self.numbers = count(1)
        with transaction() as session:
            _found(session, self)
        self.settle()

    def pay(self, store: int, payer, at: datetime, total: int, channel="mini_program", dies=False):
        trade = self.trade(store, payer, at, total, channel)
        self._tell(service.judge_trade, trade["fact"], dies)
        if not dies:
            self.trades.append(trade)
        return self.settle()

    def trade(self, store: int, payer, at: datetime, total: int, channel="mini_program") -> dict:
        """One that nobody was told of yet."""
        rid, n, payer = self.stores[store], next(self.numbers), payer and self._key(payer)
        fact = PaymentSettled(
            *(rid, new_id(), new_id(), "alipay", channel, total, at, (), payer),
            *(self.codes[rid][0], f"no{n % 3}{n:05}"),
        )
        day = at.astimezone(BEIJING).date().isoformat()
        merchant = rid if MERCHANTS[store] is None else f"m{MERCHANTS[store]}{self.provider[2:]}"
        return (
            {"id": fact.payment_id, "store": rid, "merchant": merchant, "payer": self._end(payer), "at": at, "day": day}
            | {"month": day[:7], "no": fact.trade_no, "total": total, "back": 0, "returned": False, "risk": False}
            | {"code": self.codes[rid][1], "channel": channel, "enrolled": True, "fact": fact}
        )

    def gone(self, trade, more: int) -> PaymentRefunded:
        """So much more of it went back."""
        back = min(trade["total"], trade["back"] + more)
        return PaymentRefunded(
            *(trade["store"], trade["fact"].visit_id, trade["id"], new_id(), more, back, trade["total"], LATER, ()),
            *(back == trade["total"], False),
        )

    def pay_again(self, trade):
        """The same fact once more."""
        self._tell(service.judge_trade, trade["fact"])
        return self.settle()

    def refund(self, trade, more: int, dies=False):
        fact = self.gone(trade, more)
        self._tell(service.rejudge_trade, fact, dies)
        trade["back"] = trade["back"] if dies else fact.refunded_total
        return self.settle()

    def sync(self, trade, state: str):
        self._tell(service.note_sync, OrderSynced(trade["store"], trade["id"], state, None, LATER))
        trade["returned"] = state == "done"
        return self.settle()

    def risk(self, trade, answer: str):
        self._tell(service.note_risk, RiskAnswered(trade["store"], self.provider, trade["id"], answer))
        trade["risk"] = answer == "rejected"
        return self.settle()

    def register(self, store: int, state: str):
        rid = self.stores[store]
        code = self.codes[rid][1]
        with transaction() as session:
            session.execute(CodeRegistration.__table__.delete().where(CodeRegistration.restaurant_id == rid))
            row = {"restaurant_id": rid, "id": new_id(), "provider_id": self.provider, "code": code, "state": state}
            session.execute(insert(CodeRegistration), {**row, "asked_at": LATER})
            service.note_code(session, CodeRegistered(rid, self.provider, code, state, LATER))
        (self.registered.add if state == "registered" else self.registered.discard)((rid, code))
        return self.settle()

    def merge(self, key: str, same_as: str):
        key, same_as = self._key(key), self._key(same_as)
        self._tell(service.merge_payers, PayersMerged(self.stores[0], key, same_as))
        old, new = self._end(key), self._end(same_as)
        self.names = {name: new if end == old else end for name, end in self.names.items()} | {old: new}
        for trade in self.trades:
            trade["payer"] = new if trade["payer"] == old else trade["payer"]
        return self.settle()

    def know(self, trade, payer: str):
        if trade["payer"] is None:
            self._tell(service.note_payer, PayerKnown(trade["store"], trade["id"], self._key(payer)))
            trade["payer"] = self._end(self._key(payer))
        return self.settle()

    def answer_paper(self, store: int, state: str):
        with transaction() as session:
            hand_in(session, self.provider, self.stores[store], self.programme, "fresh", state)
        (self.denied.add if state == "refused" else self.denied.discard)(self.stores[store])
        return self.settle()

    def freeze(self, month: str):
        with transaction() as session, told(LATER):
            frozen = freeze_month(session, self.provider, month, "account:test")
        if month not in self.frozen:
            self.frozen.add(month)
            self.said[month] = self.files(month)
        assert frozen["number"] == self.said[month]["number"]
        return self.settle()

    def files(self, month: str) -> dict:
        with reading() as session:
            statement = statement_of(session, self.provider, month)
        told_ = {part: exports.as_csv(statement, part) for part in ("lines", "summary")}
        return {"number": statement["number"], "sha256": statement["sha256"], **told_}

    def prints(self, month: str) -> tuple:
        """The files that take longer to make."""
        with reading() as session:
            statement = statement_of(session, self.provider, month)
        return exports.as_xlsx(statement), paper.as_pdf(statement)

    def _key(self, payer: str) -> str:
        """A diner of this world alone: keys that turned out to be one stay so for everybody."""
        return f"{payer} of {self.provider}"

    def _end(self, key):
        return self.names.get(key, key)

    def _tell(self, use_case, fact, dies=False):
        try:
            with transaction() as session:
                use_case(session, fact)
                if dies:
                    raise Died
        except Died:
            pass

    def settle(self):
        """What has to be posted now, written down: the difference, in the first month that is open."""
        out = outcome(self.plan, self.trades, self.registered, self.denied)
        wanted = {("payment", t["id"]): (out.booked[t["id"]], t["month"]) for t in self.trades}
        wanted |= out.reached
        for subject in wanted.keys() | self.stands.keys():
            amount, month = wanted.get(subject, (0, None))
            before, then = self.stands.get(subject, (0, None))
            if month == then or not amount or not before:
                self._post(subject, amount - before, month if amount else then or month)
            else:
                self._post(subject, -before, then)
                self._post(subject, amount, month)
            self.stands[subject] = (amount, month if amount else None)
        self.out = out

    def _post(self, subject, amount, month):
        if amount:
            open_ = month
            while open_ in self.frozen:
                year, n = map(int, open_.split("-"))
                open_ = f"{year + n // 12}-{n % 12 + 1:02}"
            self.posted[subject[0], subject[-1], amount, open_, month] += 1


def _found(session, world):
    session.execute(insert(Provider), {"id": world.provider, "name": "机"})
    template = session.execute(select(*Restaurant.__table__.c).limit(1)).mappings().one()
    for rid, merchant in zip(world.stores, MERCHANTS, strict=True):
        session.execute(insert(Restaurant), {**template, "id": rid, "time_zone": "Asia/Shanghai"})
        area, table, code = new_id(), new_id(), new_id()[:22]
        world.codes[rid] = (table, code)
        here = {"restaurant_id": rid}
        session.execute(insert(Area), {**here, "id": area, "names": {"zh": "厅"}, "position": 0})
        session.execute(
            insert(Table),
            {**here, "id": table, "area_id": area, "label": "A1", "seats": 2, "position": 0},
        )
        session.execute(
            insert(TableCode),
            {**here, "id": new_id(), "table_id": table, "code": code, "human_code": code[-8:], "version": 1}
            | {"made_at": LONG_AGO},
        )
        entity = None if merchant is None else f"m{merchant}{world.provider[2:]}"
        session.execute(
            insert(Enrolment),
            {**here, "id": new_id(), "provider_id": world.provider, "programme": world.programme, "evidence": {}}
            | {"active_programme": world.programme, "state": "active", "asked_at": LONG_AGO, "since": LONG_AGO}
            | {"merchant_id": entity},
        )
