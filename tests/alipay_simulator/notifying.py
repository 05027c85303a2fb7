"""Notifications: what they say, how they are signed, and how stubbornly they come."""

import heapq
import http.client
import itertools
import json
import threading
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes

from tests.alipay_simulator.books import TradeOfTheirs, written
from tests.alipay_simulator.keys import joined, new_key, sign

# The partner's own: 8 deliveries within 25 hours, the same notify_id each time.
SCHEDULE = tuple(60 * minutes for minutes in (4, 10, 10, 60, 120, 360, 900))


@dataclass
class Manners:
    """How notifications travel: `copies` at once, `delay` seconds late, not at all, or with something wrong."""

    copies: int = 1
    delay: float = 0.0
    silent: bool = False
    wrong: str = ""  # corrupt, other_key, sha1, amount, seller, app


def told(trade: TradeOfTheirs, app_id: str, notify_id: str = "") -> dict[str, str]:
    """The parameters, unsigned."""
    params = {
        "notify_time": written(trade.refunded_at or trade.paid_at),
        "notify_type": "trade_status_sync",
        "notify_id": notify_id or uuid.uuid4().hex + "x1",
        "app_id": app_id,
        "auth_app_id": trade.auth_app_id,
        "charset": "utf-8",
        "version": "1.0",
        "trade_no": trade.trade_no,
        "out_trade_no": trade.number,
        "buyer_id": trade.buyer,
        "seller_id": trade.seller,
        "trade_status": trade.status,
        "total_amount": f"{trade.amount:.2f}",
        "receipt_amount": f"{trade.amount:.2f}",
        "invoice_amount": f"{trade.amount:.2f}",
        "buyer_pay_amount": f"{trade.amount:.2f}",
        "point_amount": "0.00",
        "subject": trade.content["subject"],
        "gmt_create": written(trade.made_at),
        "gmt_payment": written(trade.paid_at),
        "fund_bill_list": json.dumps(
            [{"amount": f"{trade.amount:.2f}", "fundChannel": "ALIPAYACCOUNT"}], separators=(",", ":")
        ),
        "passback_params": trade.content.get("passback_params", ""),
    }
    if trade.refunds:
        number = list(trade.refunds)[-1]
        params |= {"refund_fee": f"{trade.back:.2f}", "gmt_refund": written(trade.refunded_at), "out_biz_no": number}
    if trade.status == "TRADE_CLOSED":
        params["gmt_close"] = written(trade.closed_at or trade.refunded_at)
    return {name: value for name, value in params.items() if value}


def posted(params: dict[str, str], key, wrong: str = "") -> bytes:
    """The form as it goes over the wire, signed; or wrong in one way."""
    if wrong == "amount":
        params = {**params, "total_amount": "0.01"}
    if wrong == "seller":
        params = {**params, "seller_id": "2088999999999999"}
    if wrong == "app":
        params = {**params, "app_id": "2021999999999999"}
    digest = hashes.SHA1() if wrong == "sha1" else hashes.SHA256()
    signature = sign(new_key() if wrong == "other_key" else key, joined(params, ("sign", "sign_type")), digest)
    if wrong == "corrupt":
        params = {**params, "total_amount": str(float(params["total_amount"]) + 1)}
    return urlencode({**params, "sign_type": "RSA2", "sign": signature}).encode()


class Notifier:
    """One thread that sends what is due, until the body is exactly `success`."""

    def __init__(self, app_id: str, key, scale: float = 1.0):
        self.app_id, self.key, self.scale, self.manners = app_id, key, scale, Manners()
        self.waiting, self.order, self.ready, self.over = [], itertools.count(), threading.Condition(), False
        self.delivered: list[tuple[str, str]] = []  # (notify_id, what was answered)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def tell(self, trade: TradeOfTheirs) -> None:
        if self.manners.silent or not trade.notify_url:
            return
        params = told(trade, self.app_id)
        body = posted(params, self.key, self.manners.wrong)
        for _ in range(self.manners.copies):
            self._later(self.manners.delay, (trade.notify_url, params["notify_id"], body, 0))

    def stop(self) -> None:
        with self.ready:
            self.over = True
            self.ready.notify()
        self.thread.join(10)

    def _later(self, seconds: float, what) -> None:
        with self.ready:
            heapq.heappush(self.waiting, (time.monotonic() + seconds, next(self.order), what))
            self.ready.notify()

    def _run(self) -> None:
        while True:
            with self.ready:
                while not self.over and (not self.waiting or self.waiting[0][0] > time.monotonic()):
                    self.ready.wait(self.waiting[0][0] - time.monotonic() if self.waiting else None)
                if self.over:
                    return
                url, notify_id, body, tries = heapq.heappop(self.waiting)[2]
            answer = _post(url, body)
            self.delivered.append((notify_id, answer))
            if answer != "success" and tries < len(SCHEDULE):
                self._later(SCHEDULE[tries] * self.scale, (url, notify_id, body, tries + 1))


def _post(url: str, body: bytes) -> str:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body), timeout=10) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()
    except (OSError, http.client.HTTPException):
        return ""
