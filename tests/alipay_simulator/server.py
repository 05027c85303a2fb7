"""The simulator over HTTP: gateway, bill files, and the page on which a person pays, refuses or walks away."""

import logging
import threading
from datetime import timedelta
from html import escape

from flask import Flask, Response, redirect, request
from werkzeug.serving import make_server

from tests.alipay_simulator.bills import bill
from tests.alipay_simulator.books import Books
from tests.alipay_simulator.gateway import GatewayOfTheirs, Lost, Merchant
from tests.alipay_simulator.keys import new_key, private_text, public_text
from tests.alipay_simulator.notifying import Notifier

APP_ID, PROVIDER, SELLER = "2021000000000001", "2088000000000001", "2088000000000002"
PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<title>支付宝模拟器 · Alipay simulator</title>
<body style="font:16px/1.5 sans-serif;max-width:26em;margin:2em auto;padding:0 1em">
<p><b>支付宝模拟器 · Alipay simulator</b><br>这不是支付宝，不会有钱。 This is not Alipay; no money moves.</p>
<h1 style="font-size:1.3em">{subject}</h1><p style="font-size:2em">¥{amount}</p><p>{state}</p>{form}</body></html>"""
FORM = """<form method="post"><button name="do" value="pay" style="font-size:1.2em;padding:.5em 1em">付款 · Pay</button>
<button name="do" value="refuse">不付 · Refuse</button>
<p><small>直接关掉就是走开。Closing the page is walking away.</small></p></form>"""


class AlipaySimulator:
    """`provider`: restaurants have to authorise, one token each; else the app is one merchant's own."""

    mini_app_token = "tok-mini"

    def __init__(self, port: int = 0, scale: float = 1.0, provider: bool = False, app_key=None, key=None):
        self.app_key, self.key, self.provider, self.scale = app_key or new_key(), key or new_key(), provider, scale
        self.books, self.dead_bills = Books(), 0
        app = self._app()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = make_server("127.0.0.1", port, app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.notifier = Notifier(APP_ID, self.key, scale)
        self.gateway = GatewayOfTheirs(
            self.books, self.notifier, APP_ID, self.app_key.public_key(), self.key, self.address
        )
        if provider:
            self.gateway.codes["demo"] = Merchant(SELLER, "2021000000000009")
            self.gateway.merchants[self.mini_app_token] = Merchant(PROVIDER, "2021000000000002")
        else:
            self.gateway.own = Merchant(SELLER, APP_ID)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def environment(self, **more: str) -> dict[str, str]:
        """What a program needs to take this for Alipay."""
        whose = {"ALIPAY_PROVIDER_PID": PROVIDER} | ({} if self.provider else {"ALIPAY_SELLER_ID": SELLER})
        return {
            "ALIPAY_APP_ID": APP_ID,
            "ALIPAY_PRIVATE_KEY": private_text(self.app_key),
            "ALIPAY_PUBLIC_KEY": public_text(self.key),
            "ALIPAY_GATEWAY": f"{self.address}/gateway.do",
            **whose,
            **more,
        }

    def start(self) -> "AlipaySimulator":
        self.thread.start()
        return self

    def stop(self) -> None:
        self.notifier.stop()
        self.server.shutdown()
        self.thread.join(10)
        self.server.server_close()

    def trade(self, number: str):
        """By our number; a code that nobody scanned, too."""
        return next(t for t in self.books.trades.values() if t.number == number.replace("-", ""))

    def pay(self, number: str, careless: bool = False) -> bool:
        trade = self.trade(number)
        moved = self.books.pay(trade, careless)
        if moved:
            self.notifier.tell(trade)
        return moved

    def _app(self) -> Flask:
        app = Flask("alipay_simulator")

        @app.post("/gateway.do")
        def gateway():
            try:
                text = self.gateway.answer(request.query_string.decode(), request.get_data().decode())
            except Lost:
                # The caller's connection ends without an answer.
                return Response(status=504)
            return Response(text, mimetype="text/html")

        @app.get("/bill/<name>")
        def download(name):
            seller, day, made_at = self.gateway.bill_addresses.get(name, ("", "", None))
            if self.dead_bills:
                self.dead_bills -= 1
                return Response("expired", 404)
            if made_at is None or self.books.clock() > made_at + timedelta(seconds=30 * self.scale):
                return Response("expired", 404)
            return Response(bill(self.books.of_day(seller, day), seller, day), mimetype="application/zip")

        @app.route("/qr/<seller>/<number>", methods=["GET", "POST"])
        def page(seller, number):
            trade = self.books.trades.get((seller, number))
            if trade is None:
                return Response("There is no such code.", 404)
            if request.method == "POST":
                if request.form.get("do") == "pay":
                    self.pay(number)
                return redirect(request.path, 303)
            self.books.scan(trade)
            return _page(trade)

        @app.get("/cashier/<trade_no>")
        def cashier(trade_no):
            trade = next((t for t in self.books.trades.values() if t.trade_no == trade_no), None)
            return redirect(f"/qr/{trade.seller}/{trade.number}") if trade else Response("Unknown.", 404)

        return app


def _page(trade) -> str:
    words = {
        "": "这个码不能再付 · This code is over",
        "WAIT_BUYER_PAY": "等待付款 · Waiting for you",
        "TRADE_SUCCESS": "已付款，可以回到点餐页 · Paid; go back to the menu",
        "TRADE_CLOSED": "已关闭 · Closed",
        "TRADE_FINISHED": "已结束 · Finished",
    }
    form = FORM if trade.status == "WAIT_BUYER_PAY" else ""
    return PAGE.format(
        subject=escape(trade.content["subject"]), amount=f"{trade.amount:.2f}", state=words[trade.status], form=form
    )
