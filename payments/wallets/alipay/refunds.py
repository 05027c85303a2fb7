"""Money back through Alipay: one request number for ever; what became of it is asked, never sent again blindly."""

from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.transactions import reading, transaction
from payments.wallets.alipay.connection import gateway
from payments.wallets.alipay.gateway import Refused
from payments.wallets.alipay.models import AlipayRefund
from payments.wallets.alipay.trades import trade_number
from payments.wallets.alipay.yuan import fen, yuan
from payments.wallets.protocol import WalletUnreachable

SETTLES = timedelta(seconds=10)  # before that Alipay may not know its own refund yet


def give_back(trade, request_no: str, amount: int, token: str) -> None:
    """Returns when the money is back. WalletUnreachable while nobody knows; WalletRefuses for a no."""
    content = {
        "out_trade_no": trade.number,
        "refund_amount": yuan(amount),
        "out_request_no": trade_number(request_no),
    }
    first, row = _keep(trade, request_no, content)
    if not first:
        if row.sent_at > now() - SETTLES:
            raise WalletUnreachable("Alipay was asked a moment ago; it is asked again in ten seconds.")
        if _is_back(row, token):
            return
    try:
        answer = gateway().call("alipay.trade.refund", row.request, token, tries=1)
    except Refused as no:
        # Sent before, answered by nobody, refused now: what the first one did is what counts.
        if not first and _is_back(row, token):
            return
        raise no
    _note(row, answer)
    # N: this call moved nothing. Either an earlier one with this number did, or nothing will move.
    if answer.get("fund_change") != "Y" and not _is_back(row, token):
        raise WalletUnreachable("Alipay has not moved the money yet.")


def _keep(trade, request_no, content):
    """(whether nobody has sent it yet, the row)"""
    row = {
        "restaurant_id": trade.restaurant_id,
        "id": request_no,
        "payment_id": trade.id,
        "request": content,
        "sent_at": now(),
    }
    try:
        with transaction() as session:
            session.execute(insert(AlipayRefund), row)
        first = True
    except IntegrityError:
        first = False
    with reading() as session:
        columns = AlipayRefund.__table__.c
        own = (AlipayRefund.restaurant_id == trade.restaurant_id, AlipayRefund.id == request_no)
        return first, session.execute(select(*columns).where(*own)).first()


def _is_back(row, token) -> bool:
    """By alipay.trade.fastpay.refund.query; a refusal there means that it never heard of it."""
    asked = {name: row.request[name] for name in ("out_trade_no", "out_request_no")}
    try:
        answer = gateway().call("alipay.trade.fastpay.refund.query", asked, token)
    except Refused:
        return False
    if answer.get("refund_status") != "REFUND_SUCCESS":
        return False
    if fen(answer.get("refund_amount", "")) != fen(row.request["refund_amount"]):
        raise WalletUnreachable("Alipay tells of another refund under this number.")
    _note(row, answer)
    return True


def _note(row, answer) -> None:
    with transaction() as session:
        session.execute(
            update(AlipayRefund)
            .where(AlipayRefund.restaurant_id == row.restaurant_id, AlipayRefund.id == row.id)
            .values(answer=answer)
        )
