"""Alipay behind the wallet interface. What will be sent is committed first; each call is a transaction of its own."""

from datetime import timedelta
from urllib.parse import quote

from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.transactions import reading, transaction
from payments.wallets.alipay import refunds
from payments.wallets.alipay.accounts import account_of
from payments.wallets.alipay.connection import gateway, settings
from payments.wallets.alipay.gateway import Refused
from payments.wallets.alipay.notices import notice_from
from payments.wallets.alipay.signing import verify_notify
from payments.wallets.alipay.trades import (
    PRECREATE,
    change_trade,
    keep_request,
    known_from,
    request_of,
    row_of_trade,
    user_of,
)
from payments.wallets.alipay.yuan import fen
from payments.wallets.protocol import Known, Notice, Opened, Trade, WalletRefuses, WalletUnreachable

WEBHOOK = "/webhooks/alipay"
SCAN = "alipays://platformapi/startapp?saId=10000007&qrcode="  # the app's own scanner, given what it would have seen
UNKNOWN = "ACQ.TRADE_NOT_EXIST"
PAID_ALREADY = "ACQ.TRADE_HAS_SUCCESS"
NOT_OPEN = ("ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.REASON_ILLEGAL_STATUS")


class Alipay:
    name = "alipay"
    lasts = timedelta(minutes=5)
    asked = True

    def open(self, trade: Trade) -> Opened:
        """`client`: `{trade_no}` for my.tradePay, or `{qr_code, redirect_url, app_url}`; empty where it was paid.

        `app_url` opens Alipay's app on this phone with the code scanned.
        """
        row, token = self._kept(trade)
        if row.client is not None:
            return Opened(row.client, row.trade_no)
        try:
            answer = gateway().call(row.method, row.request, token, notify=settings().notify_base + WEBHOOK)
        except Refused as no:
            if no.code == PAID_ALREADY:  # sent by a process that died: whoever asks next hears that it is paid
                return Opened({})
            raise
        if row.method == PRECREATE:
            code = answer["qr_code"]
            client = {"qr_code": code, "redirect_url": code, "app_url": SCAN + quote(code, safe="")}
        else:
            client = {"trade_no": answer["trade_no"]}
        with transaction() as session:
            change_trade(session, trade.restaurant_id, trade.payment_id, client=client, trade_no=answer.get("trade_no"))
        return Opened(client, answer.get("trade_no"))

    def code(self, trade: Trade) -> str | None:
        with reading() as session:
            row = row_of_trade(session, trade.restaurant_id, trade.payment_id)
        return row and (row.client or {}).get("qr_code")

    def ask(self, trade: Trade) -> Known | None:
        row, token = self._sent(trade)
        if row is None:
            return None
        try:
            told = gateway().call("alipay.trade.query", {"out_trade_no": row.number}, token, tries=1)
        except Refused as no:
            if no.code == UNKNOWN:  # a code that nobody scanned yet is no trade yet
                return None
            raise WalletUnreachable(str(no)) from no
        return _believed(row, told)

    def close(self, trade: Trade) -> Known | None:
        row, token = self._sent(trade)
        if row is None:
            return None
        try:
            gateway().call("alipay.trade.close", {"out_trade_no": row.number}, token)
            return Known(trade.amount, closed_at=now())
        except Refused as no:
            if no.code == UNKNOWN and row.method == PRECREATE:
                return self._cancel(trade, row, token)
            if no.code == UNKNOWN:
                return None
            if no.code not in (*NOT_OPEN, PAID_ALREADY, "ACQ.TRADE_HAS_CLOSE"):
                raise WalletUnreachable(str(no)) from no
        return self.ask(trade)  # it was paid meanwhile, or closed by itself

    def give_back(self, trade: Trade, request_no: str, amount: int) -> None:
        with reading() as session:
            row = row_of_trade(session, trade.restaurant_id, trade.payment_id)
            account = account_of(session, trade.restaurant_id)
        if row is None:
            raise WalletRefuses("This trade was never sent to Alipay.")
        refunds.give_back(row, request_no, amount, account.token)

    def read(self, headers, raw: bytes) -> Notice:
        return notice_from(verify_notify(raw, settings().public_keys), settings().app_id)

    def _kept(self, trade: Trade):
        """(the request as it will be or was sent, the merchant's token)"""
        with reading() as session:
            account = account_of(session, trade.restaurant_id)
            row = row_of_trade(session, trade.restaurant_id, trade.payment_id)
            user = user_of(session, trade.restaurant_id, trade.payer.partition(":")[2])
        if row is not None:
            return row, account.token
        if trade.opens_in == "mini_program" and user is None:
            raise WalletRefuses("Sign in to the mini program first (POST /api/v1/mini/login).")
        method, content = request_of(trade, settings(), user)
        try:
            with transaction() as session:
                keep_request(session, trade, method, content, settings().app_id, account)
        except IntegrityError:  # a twin of this request kept it a moment ago
            pass
        with reading() as session:
            return row_of_trade(session, trade.restaurant_id, trade.payment_id), account.token

    def _sent(self, trade: Trade):
        with reading() as session:
            row = row_of_trade(session, trade.restaurant_id, trade.payment_id)
            try:
                account = account_of(session, trade.restaurant_id) if row is not None else None
            except WalletRefuses as withdrawn:  # what became of a trade is unknown while nobody may ask
                raise WalletUnreachable(str(withdrawn)) from withdrawn
        if account and account.seller_id != row.seller_id:
            raise WalletUnreachable(f"This trade was {row.seller_id}'s; now {account.seller_id} has authorised.")
        return row, account.token if account else ""

    def _cancel(self, trade: Trade, row, token) -> Known:
        """A printed or shown code that nobody scanned can still be scanned; called off, it cannot be paid any more.

        Alipay gives the money back where it was paid in this very moment, so that we call it off is kept first.
        """
        with transaction() as session:
            change_trade(session, trade.restaurant_id, trade.payment_id, cancelled_at=now())
        try:
            answer = gateway().call("alipay.trade.cancel", {"out_trade_no": row.number}, token)
        except Refused as no:
            raise WalletUnreachable(str(no)) from no
        if answer.get("action") == "refund":
            return Known(trade.amount, paid_at=now(), refunded_total=trade.amount, called_off=trade.amount)
        return Known(trade.amount, closed_at=now())


def _believed(row, told: dict) -> Known:
    """A signed answer about another trade or another sum is no answer."""
    try:
        known = known_from(told, row.cancelled_at is not None)
    except (KeyError, TypeError, ValueError) as error:
        raise WalletUnreachable(f"Alipay's word about {row.number} cannot be read.") from error
    if told.get("out_trade_no") != row.number or known.amount != fen(row.request["total_amount"]):
        raise WalletUnreachable(f"Alipay tells of another trade than {row.number}.")
    return known
