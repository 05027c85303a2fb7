"""The gateway: is the request signed, what does it ask, and the answer, signed over its very bytes."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from tests.alipay_simulator.books import Books, No, TradeOfTheirs, written
from tests.alipay_simulator.keys import joined, sign, verifies


@dataclass(frozen=True)
class Merchant:
    seller: str
    app_id: str


@dataclass
class Mischief:
    """How often, by method: `lost` does the thing and gives no answer, `unsure` answers SYSTEM_ERROR without doing it,
    `unsigned` and `forged` spoil the answer's signature."""

    lost: dict = field(default_factory=dict)
    unsure: dict = field(default_factory=dict)
    unsigned: dict = field(default_factory=dict)
    forged: dict = field(default_factory=dict)

    def takes(self, kind: str, method: str) -> bool:
        left = getattr(self, kind)
        left[method] = left.get(method, 0) - 1
        return left[method] >= 0


class Lost(Exception):
    """Nobody gets an answer."""


class GatewayOfTheirs:
    def __init__(self, books: Books, notifier, app_id, app_public, key, address):
        self.books, self.notifier, self.address = books, notifier, address
        self.app_id, self.app_public, self.key = app_id, app_public, key
        self.mischief = Mischief()
        self.merchants: dict[str, Merchant] = {}  # by app_auth_token
        self.own: Merchant | None = None  # an app of the merchant's own needs no token
        self.codes: dict[str, Merchant] = {}  # app_auth_code → who authorises
        self.logins: dict[str, dict] = {}  # auth_code → who signs in
        self.bill_addresses: dict[str, tuple] = {}
        self.requests: list[tuple[str, dict]] = []  # (method, everything that was sent)
        self.rules: list[dict] = []

    def answer(self, query: str, body: str) -> str:
        """The text of the answer. Lost."""
        pairs = parse_qsl(query, keep_blank_values=True) + parse_qsl(body, keep_blank_values=True)
        params = dict(pairs)
        method = params.get("method", "")
        self.requests.append((method, params))
        try:
            if len(params) != len(pairs):
                raise No("isv.invalid-parameter", "参数重复", "40002")
            self._let_in(params)
            if self.mischief.takes("unsure", method):
                raise No("ACQ.SYSTEM_ERROR", "系统繁忙", "40004")
            content = json.loads(params.get("biz_content") or "{}")
            answer = {"code": "10000", "msg": "Success", **self._do(method, params, content)}
            if method == "alipay.system.oauth.token":
                answer = {k: v for k, v in answer.items() if k not in ("code", "msg")}
        except No as no:
            answer = {"code": no.code, "msg": "Business Failed", "sub_code": no.sub_code, "sub_msg": no.text}
        if self.mischief.takes("lost", method):
            raise Lost
        inner = json.dumps(answer, ensure_ascii=False)
        name = method.replace(".", "_") + "_response"
        if self.mischief.takes("unsigned", method):
            return f'{{"{name}":{inner}}}'
        signed = sign(self.key, inner.encode())
        if self.mischief.takes("forged", method):
            inner = inner.replace('"10000"', '"10000" ')
        return f'{{"{name}":{inner},"sign":"{signed}"}}'

    def _let_in(self, params) -> None:
        if params.get("app_id") != self.app_id:
            raise No("isv.invalid-app-id", "无效的AppID参数", "40002")
        if params.get("sign_type") != "RSA2" or not verifies(self.app_public, joined(params), params.get("sign", "")):
            raise No("isv.invalid-signature", "无效签名", "40002")
        if params.get("charset") != "utf-8" or params.get("version") != "1.0" or len(params.get("timestamp", "")) != 19:
            raise No("isv.invalid-parameter", "参数无效", "40002")

    def _merchant(self, params) -> Merchant:
        token = params.get("app_auth_token")
        if not token and self.own:
            return self.own
        if token not in self.merchants:
            raise No("aop.invalid-app-auth-token", "无效的应用授权令牌", "20001")
        return self.merchants[token]

    def _do(self, method, params, content) -> dict:
        doers = {
            "alipay.trade.create": self._create,
            "alipay.trade.precreate": self._precreate,
            "alipay.trade.query": lambda m, p, c: _shape(self.books.query(m, c)),
            "alipay.trade.close": lambda m, p, c: {"out_trade_no": self.books.close(m, c).number},
            "alipay.trade.cancel": self._cancel,
            "alipay.trade.refund": self._refund,
            "alipay.trade.fastpay.refund.query": self._refund_query,
            "alipay.merchant.order.sync": self._sync,
            "alipay.data.dataservice.bill.downloadurl.query": self._bill,
            "alipay.open.app.qrcode.create": self._qrcode,
            "alipay.open.mini.qrcode.bind": self._bind,
        }
        if method == "alipay.system.oauth.token":
            return self._login(params)
        if method == "alipay.open.auth.token.app":
            return self._authorise(content)
        if method not in doers:
            raise No("isv.invalid-method", "不存在的方法名", "40002")
        return doers[method](self._merchant(params), params, content)

    def _create(self, merchant, params, content) -> dict:
        trade = self.books.create(merchant, content, params.get("notify_url", ""))
        return {"out_trade_no": trade.number, "trade_no": trade.trade_no}

    def _precreate(self, merchant, params, content) -> dict:
        trade = self.books.create(merchant, content, params.get("notify_url", ""), "precreate")
        return {"out_trade_no": trade.number, "qr_code": f"{self.address}/qr/{merchant.seller}/{trade.number}"}

    def _cancel(self, merchant, params, content) -> dict:
        action = self.books.cancel(merchant, content)
        return {"out_trade_no": content["out_trade_no"], "retry_flag": "N", **({"action": action} if action else {})}

    def _refund(self, merchant, params, content) -> dict:
        trade, moved = self.books.refund(merchant, content)
        if moved and trade.status != "TRADE_CLOSED":  # a full refund tells nobody
            self.notifier.tell(trade)
        return {
            "trade_no": trade.trade_no,
            "out_trade_no": trade.number,
            "fund_change": "Y" if moved else "N",
            "refund_fee": f"{trade.back:.2f}",
        }

    def _refund_query(self, merchant, params, content) -> dict:
        trade = self.books.query(merchant, content)
        amount = trade.refunds.get(content.get("out_request_no"))
        if amount is None:
            return {}
        return {
            "refund_status": "REFUND_SUCCESS",
            "out_request_no": content["out_request_no"],
            "total_amount": f"{trade.amount:.2f}",
            "refund_amount": f"{amount:.2f}",
        }

    def _sync(self, merchant, params, content) -> dict:
        made = self.books.sync(merchant, content)
        return {"record_id": made["record_id"], "order_id": made["trade_no"], "order_status": "MERCHANT_PAID"}

    def _bill(self, merchant, params, content) -> dict:
        if content.get("bill_type") != "trade":
            raise No("isp.bill_not_exist", "账单类型不支持")
        if not self.books.of_day(merchant.seller, content["bill_date"]):
            raise No("EMPTY_DATA_WITH_BILL_FILE", "当天无账单数据")
        name = f"b{len(self.requests)}"
        self.bill_addresses[name] = (merchant.seller, content["bill_date"], self.books.clock())
        return {"bill_download_url": f"{self.address}/bill/{name}?downloadFileName=bill.csv.zip"}

    def _qrcode(self, merchant, params, content) -> dict:
        if not content.get("url_param") or not content.get("describe"):
            raise No("INVALID_PARAMETER", "参数有误")
        return {"qr_code_url": f"{self.address}/code/{len(self.requests)}.png"}

    def _bind(self, merchant, params, content) -> dict:
        if content.get("mode") not in ("EXACT", "FUZZY") or not content.get("page_redirection"):
            raise No("INVALID_PARAMETER", "参数有误")
        if any(rule["route_url"] == content["route_url"] for rule in self.rules):
            raise No("ROUTE_RULE_CONFLICT", "路由规则冲突")
        self.rules.append(content)
        return {"route_group": f"rg{len(self.rules)}"}

    def _login(self, params) -> dict:
        who = self.logins.pop(params.get("code"), None)
        if who is None or params.get("grant_type") != "authorization_code":
            raise No("isv.code-invalid", "授权码code无效", "40002")
        return {"access_token": "at", "expires_in": "3600", "refresh_token": "rt", "re_expires_in": "3600", **who}

    def _authorise(self, content) -> dict:
        merchant = self.codes.pop(content.get("code"), None)
        if merchant is None:
            raise No("isv.code-invalid", "授权码无效", "40002")
        token = f"tok{len(self.merchants)}{merchant.seller}"
        self.merchants[token] = merchant
        one = {
            "app_auth_token": token,
            "app_refresh_token": f"r{token}",
            "auth_app_id": merchant.app_id,
            "user_id": merchant.seller,
            "expires_in": "31536000",
            "re_expires_in": "32140800",
        }
        return {**one, "tokens": [one]}


def _shape(trade: TradeOfTheirs) -> dict:
    """No extend_params: what was sent is never given back."""
    told = {
        "trade_no": trade.trade_no,
        "out_trade_no": trade.number,
        "trade_status": trade.status,
        "total_amount": f"{trade.amount:.2f}",
        "receipt_amount": f"{trade.amount:.2f}",
        "buyer_pay_amount": f"{trade.amount:.2f}",
        "point_amount": "0.00",
        "invoice_amount": f"{trade.amount:.2f}",
        "send_pay_date": written(trade.paid_at),
        "buyer_user_id": trade.buyer,
        "buyer_logon_id": "159****5620",
        "passback_params": trade.content.get("passback_params", ""),
        "store_name": '试走馆 {"a":1} \\ }',
    }
    return {name: value for name, value in told.items() if value}
