"""Trades as Alipay keeps them, and its rules about them. No signatures, no HTTP."""

import itertools
import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

BEIJING = timezone(timedelta(hours=8))


class No(Exception):
    """A refusal: `code` 40004 with this sub_code."""

    def __init__(self, sub_code: str, text: str = "", code: str = "40004"):
        super().__init__(sub_code)
        self.sub_code, self.text, self.code = sub_code, text or sub_code, code


@dataclass
class TradeOfTheirs:
    number: str
    seller: str
    auth_app_id: str
    content: dict
    method: str
    amount: Decimal
    trade_no: str = ""
    buyer: str = ""
    status: str = ""  # "" while it is a code that nobody scanned
    made_at: datetime | None = None
    paid_at: datetime | None = None
    closed_at: datetime | None = None
    refunds: dict = field(default_factory=dict)
    refunded_at: datetime | None = None
    notify_url: str = ""
    called_off: bool = False

    @property
    def back(self) -> Decimal:
        return sum(self.refunds.values(), Decimal(0))

    @property
    def expires_at(self) -> datetime:
        told = self.content.get("time_expire")
        if told:
            return datetime.strptime(told, "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING)
        return (self.made_at or datetime.now(UTC)) + timedelta(hours=3)


def written(at: datetime | None) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S") if at else ""


class Books:
    def __init__(self, clock=lambda: datetime.now(UTC)):
        self.clock, self.lock = clock, threading.RLock()
        self.trades: dict[tuple[str, str], TradeOfTheirs] = {}
        self.syncs: dict[str, dict] = {}
        self.count = itertools.count(1)

    # What a merchant asks

    def create(self, merchant, content, notify_url="", method="create") -> TradeOfTheirs:
        with self.lock:
            amount = self._sound(content)
            number = content["out_trade_no"]
            trade = self.trades.get((merchant.seller, number))
            if trade is not None:
                self._expire(trade)
                if trade.paid_at:
                    raise No("ACQ.TRADE_HAS_SUCCESS", "交易已被支付")
                if trade.closed_at or trade.called_off:
                    raise No("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
                if trade.content != content or trade.method != method:
                    raise No("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
                return trade
            trade = TradeOfTheirs(
                number, merchant.seller, merchant.app_id, content, method, amount, notify_url=notify_url
            )
            if trade.expires_at <= self.clock():
                raise No("ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR", "当前时间已经超过允许支付的时间")
            if method == "create":
                buyer = content.get("buyer_id") or content.get("buyer_open_id")
                if not buyer:
                    raise No("ACQ.INVALID_PARAMETER", "买家不能为空")
                if buyer == merchant.seller:
                    raise No("ACQ.BUYER_SELLER_EQUAL", "买卖家不能相同")
                self._begin(trade, buyer)
            self.trades[merchant.seller, number] = trade
            return trade

    def query(self, merchant, content) -> TradeOfTheirs:
        with self.lock:
            trade = self._found(merchant, content)
            self._expire(trade)
            return trade

    def close(self, merchant, content) -> TradeOfTheirs:
        with self.lock:
            trade = self.query(merchant, content)
            if trade.status != "WAIT_BUYER_PAY":
                raise No("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
            trade.status, trade.closed_at = "TRADE_CLOSED", self.clock()
            return trade

    def cancel(self, merchant, content) -> str:
        """What it did: "", close or refund."""
        with self.lock:
            trade = self.trades.get((merchant.seller, content.get("out_trade_no")))
            if trade is None:
                return ""
            trade.called_off = True
            if trade.status == "WAIT_BUYER_PAY":
                trade.status, trade.closed_at = "TRADE_CLOSED", self.clock()
                return "close"
            if trade.paid_at and trade.back < trade.amount:
                trade.refunds["cancel"] = trade.amount - trade.back
                trade.status = "TRADE_CLOSED"
                trade.closed_at = trade.refunded_at = self.clock()
                return "refund"
            return ""

    def refund(self, merchant, content) -> tuple[TradeOfTheirs, bool]:
        """(the trade, whether money moved now)"""
        with self.lock:
            trade = self._found(merchant, content)
            amount, number = _yuan(content.get("refund_amount")), content.get("out_request_no", "")
            if number in trade.refunds:
                if trade.refunds[number] != amount:
                    raise No("ACQ.DISCORDANT_REPEAT_REQUEST", "退款请求号重复且金额不一致")
                return trade, False
            if not trade.paid_at:
                raise No("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
            if not number and amount != trade.amount:
                raise No("ACQ.INVALID_PARAMETER", "部分退款须传退款请求号")
            if trade.back == trade.amount:
                raise No("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
            if trade.back + amount > trade.amount:
                raise No("ACQ.REFUND_FEE_ERROR", "退款金额超限")
            trade.refunds[number], trade.refunded_at = amount, self.clock()
            if trade.back == trade.amount:
                trade.status = "TRADE_CLOSED"
            return trade, True

    def sync(self, merchant, content) -> dict:
        """alipay.merchant.order.sync, as its documentation has it."""
        with self.lock:
            trade = next((t for t in self.trades.values() if t.trade_no == content.get("trade_no")), None)
            if trade is None:
                raise No("TRADE_NOT_EXIST", "交易不存在")
            if trade.seller != merchant.seller:
                raise No("NO_PERMISSOON", "没有权限")
            if not trade.paid_at:
                raise No("ORDER_ERROR_STATUS", "订单状态错误")
            if trade.method != "create":
                raise No("TINY_APP_ID_NULL", "交易不在小程序内支付")
            if content.get("buyer_id", content.get("buyer_open_id")) != trade.buyer:
                raise No("BUYER_NOT_FOUND", "买家不符")
            pay, whole = _yuan(content.get("pay_amount")), _yuan(content.get("amount"))
            if pay != trade.amount or whole != pay + _yuan(content.get("discount_amount", "0.00")):
                raise No("AMOUNT_ILLEGAL", "金额不符")
            items = content.get("item_order_list") or []
            if not items or not all(i.get("item_name") and not isinstance(i.get("unit_price"), str) for i in items):
                raise No("ITEM_INFO_NOT_COMPLETE", "商品信息不完整")
            shop = content.get("shop_info", {}).get("merchant_shop_id", "")
            if not re.fullmatch("[0-9A-Za-z]+", shop):
                raise No("DATA_INCONSISTENT", "门店信息缺失")
            known = self.syncs.get(content["out_biz_no"])
            if known and known["content"]["order_modified_time"] == content["order_modified_time"]:
                return known
            if known:
                raise No("ITEM_HAS_EXIST", "商品已同步")
            made = {"content": content, "record_id": f"rec{next(self.count)}", "trade_no": trade.trade_no}
            self.syncs[content["out_biz_no"]] = made
            return made

    # What a person does

    def scan(self, trade: TradeOfTheirs, buyer: str = "2088000000000077") -> None:
        """Only now a code becomes a trade."""
        with self.lock:
            if not trade.status and not trade.called_off and trade.expires_at > self.clock():
                self._begin(trade, buyer)

    def pay(self, trade: TradeOfTheirs, careless: bool = False) -> bool:
        """Whether money moved. `careless`: even where the trade is closed, as happens at the very last moment."""
        with self.lock:
            if not trade.status:
                self.scan(trade)
            self._expire(trade)
            if careless and not trade.paid_at and not trade.status:
                self._begin(trade, "2088000000000077")
            if trade.paid_at or (trade.status != "WAIT_BUYER_PAY" and not careless):
                return False
            trade.status, trade.paid_at, trade.closed_at = "TRADE_SUCCESS", self.clock(), None
            return True

    def of_day(self, seller: str, day: str) -> list[TradeOfTheirs]:
        with self.lock:
            return [
                t
                for t in self.trades.values()
                if t.seller == seller and day in (written(t.paid_at)[:10], written(t.refunded_at)[:10])
            ]

    def _found(self, merchant, content) -> TradeOfTheirs:
        by_no = content.get("trade_no")
        for trade in self.trades.values():
            mine = trade.trade_no == by_no if by_no else trade.number == content.get("out_trade_no")
            if mine and trade.seller == merchant.seller and trade.status:
                return trade
        raise No("ACQ.TRADE_NOT_EXIST", "交易不存在")

    def _begin(self, trade, buyer) -> None:
        at = self.clock()
        trade.status, trade.buyer, trade.made_at = "WAIT_BUYER_PAY", buyer, at
        trade.trade_no = f"{at.astimezone(BEIJING):%Y%m%d}2200{next(self.count):016d}"

    def _expire(self, trade) -> None:
        if trade.status == "WAIT_BUYER_PAY" and trade.expires_at <= self.clock():
            trade.status, trade.closed_at = "TRADE_CLOSED", self.clock()

    def _sound(self, content) -> Decimal:
        amount = _yuan(content.get("total_amount"))
        if not re.fullmatch(r"[0-9A-Za-z_]{1,64}", content.get("out_trade_no", "")):
            raise No("ACQ.INVALID_PARAMETER", "商户订单号不合法")
        if not content.get("subject") or set(content["subject"]) & set("/=&"):
            raise No("ACQ.INVALID_PARAMETER", "订单标题不合法")
        if not Decimal("0.01") <= amount <= Decimal(100000000):
            raise No("ACQ.TOTAL_FEE_EXCEED", "金额超限")
        return amount


def _yuan(text) -> Decimal:
    try:
        amount = Decimal(text)
    except (InvalidOperation, TypeError):
        raise No("ACQ.INVALID_PARAMETER", "金额不合法") from None
    if not re.fullmatch(r"\d+(\.\d{1,2})?", text):
        raise No("ACQ.INVALID_PARAMETER", "金额不合法")
    return amount
