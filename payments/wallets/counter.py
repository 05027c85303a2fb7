"""The counter: a person takes the money and says so. There is no partner, so nobody is called and nobody notifies."""

from datetime import timedelta

from payments.wallets.protocol import Known, NotGenuine, Notice, Opened, Trade

METHODS = ("cash", "card", "wechat_code", "alipay_code", "other")


class Counter:
    name = "counter"
    lasts = timedelta(hours=12)
    asked = False

    def open(self, trade: Trade) -> Opened:
        return Opened({})

    def code(self, trade: Trade) -> str | None:
        return None

    def ask(self, trade: Trade) -> Known | None:
        return None

    def close(self, trade: Trade) -> Known | None:
        return None

    def give_back(self, trade: Trade, request_no: str, amount: int) -> None:
        """Staff hand it over; the refund's row is the record."""

    def read(self, headers, raw: bytes) -> Notice:
        raise NotGenuine("The counter sends no notifications.")
