"""A restaurant in this process that takes a simulator of Alipay for Alipay, on either database."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from app.config import Config
from app.factory import create_app
from app.schema import upgrade
from core.limits import forget_all
from payments.wallets.alipay.settings import settings_from
from tests.acceptance.report import database
from tests.alipay_simulator.notifying import posted, told
from tests.alipay_simulator.server import APP_ID, AlipaySimulator
from tests.people import new_key, open_place

PAY = "/api/v1/visit/payments"


class House:
    def __init__(self, place, simulator):
        self.place, self.simulator = place, simulator

    def paid_trade(self, table: int):
        """Paid at the simulator, and nobody here knows: (guest, the payment's id)."""
        forget_all()
        guest = self.place.sit(table)
        status, sent = self.place.send(guest, self.place.add(guest, quantity=5))
        assert status == 201, sent
        status, begun = guest.post(PAY, {"wallet": "alipay"}, new_key())
        assert status == 201, begun
        self.simulator.pay(begun["payment"]["id"])
        return guest, begun["payment"]["id"]

    def notice(self, payment_id: str) -> bytes:
        return posted(told(self.simulator.trade(payment_id), APP_ID), self.simulator.key)


@contextmanager
def house(kind: str):
    """`kind`: sqlite or postgresql."""
    simulator = AlipaySimulator().start()
    simulator.notifier.manners.silent = True
    with tempfile.TemporaryDirectory() as folder, database(kind) as url:
        settings = settings_from(simulator.environment(), "http://zm.example")
        kept = url or f"sqlite:///{Path(folder) / 'zhuoma.db'}"
        app = create_app(Config(kept, "", "http://zm.example", "acceptance-secret-" * 3, True, alipay=settings))
        upgrade(app.extensions["engine"])
        try:
            yield House(open_place(app), simulator)
        finally:
            app.extensions["engine"].dispose()
            simulator.stop()
