"""The simulator behind the wallet interface. Each call is a transaction of its own, as a call to a partner would be."""

from datetime import timedelta

import orjson
from flask import current_app
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.transactions import reading, transaction
from payments.wallets.protocol import Known, NotGenuine, Notice, Opened, Trade, WalletRefuses
from payments.wallets.simulator.models import SimulatorTrade
from payments.wallets.simulator.notices import read_notice
from payments.wallets.simulator.signing import HEADER, genuine, page_token

LARGEST_NOTICE = 16 * 1024


class Simulator:
    name = "simulator"
    lasts = timedelta(minutes=5)
    asked = True

    def open(self, trade: Trade) -> Opened:
        row = {
            "restaurant_id": trade.restaurant_id,
            "id": trade.payment_id,
            "amount": trade.amount,
            "currency": trade.currency,
            "subject": trade.subject,
            "return_path": trade.return_path,
            "opened_at": now(),
            "expires_at": trade.expires_at,
            "refunds": {},
        }
        try:
            with transaction() as session:
                session.execute(insert(SimulatorTrade), row)
        except IntegrityError:
            known = self.ask(trade)
            if known is None or known.amount != trade.amount:
                raise WalletRefuses("This trade was opened with another amount.") from None
        return Opened({"redirect_url": _page(trade)}, f"sim-{trade.payment_id}")

    def code(self, trade: Trade) -> str | None:
        return current_app.config["PUBLIC_URL"] + _page(trade)

    def ask(self, trade: Trade) -> Known | None:
        with reading() as session:
            return known_of(trade_row(session, trade.restaurant_id, trade.payment_id))

    def close(self, trade: Trade) -> Known | None:
        with transaction() as session:
            row = locked_row(session, trade.restaurant_id, trade.payment_id)
            if row is not None and row.paid_at is None and row.closed_at is None:
                change_trade(session, row, closed_at=now())
        return self.ask(trade)

    def give_back(self, trade: Trade, request_no: str, amount: int) -> None:
        with transaction() as session:
            row = locked_row(session, trade.restaurant_id, trade.payment_id)
            if row is None or row.paid_at is None:
                raise WalletRefuses("This trade was never paid.")
            if request_no in row.refunds:
                return
            if sum(row.refunds.values()) + amount > row.amount:
                raise WalletRefuses("More than is left of this trade.")
            change_trade(session, row, refunds={**row.refunds, request_no: amount})

    def read(self, headers, raw: bytes) -> Notice:
        if len(raw) > LARGEST_NOTICE or not genuine(raw, headers.get(HEADER, "")):
            raise NotGenuine("The signature is missing or wrong.")
        try:
            return read_notice(orjson.loads(raw))
        except (KeyError, TypeError, ValueError) as error:
            raise NotGenuine("Signed, but not a notification.") from error


def decide(restaurant_id: str, payment_id: str, decision: str) -> bool:
    """A person's decision, `paid` or `refused`; whether it was the first. A refusal may be thought over again.

    Like a careless partner the simulator lets even a closed or expired trade be paid, so that late money can be lived.
    """
    with transaction() as session:
        row = locked_row(session, restaurant_id, payment_id)
        if row is None or row.paid_at is not None or (decision == "refused" and row.refused_at is not None):
            return False
        change_trade(session, row, **{{"paid": "paid_at", "refused": "refused_at"}[decision]: now()})
        return True


def trade_row(session, restaurant_id: str, payment_id: str):
    return session.execute(_row(restaurant_id, payment_id)).first()


def locked_row(session, restaurant_id: str, payment_id: str):
    return session.execute(_row(restaurant_id, payment_id).with_for_update(key_share=True)).first()


def change_trade(session, row, **values) -> None:
    session.execute(
        update(SimulatorTrade)
        .where(SimulatorTrade.restaurant_id == row.restaurant_id, SimulatorTrade.id == row.id)
        .values(**values)
    )


def known_of(row) -> Known | None:
    """What the simulator would say about a trade."""
    if row is None:
        return None
    return Known(row.amount, row.paid_at, row.refused_at, row.closed_at, sum(row.refunds.values()))


def _page(trade: Trade) -> str:
    return f"/simulator/pay/{page_token(trade.restaurant_id, trade.payment_id)}"


def _row(restaurant_id, payment_id):
    return select(*SimulatorTrade.__table__.c).where(
        SimulatorTrade.restaurant_id == restaurant_id, SimulatorTrade.id == payment_id
    )
