"""A verified notification: whose trade it is, and whether it may be believed."""

import json
from urllib.parse import unquote

from sqlalchemy import select

from core.transactions import reading
from payments.wallets.alipay.models import AlipayTrade, TradeLookup
from payments.wallets.alipay.trades import known_from, payment_number
from payments.wallets.protocol import NotGenuine, Notice

KIND = "trade_status_sync"
NOBODY = "-"  # the restaurant of what cannot be matched with any


def notice_from(params: dict, app_id: str) -> Notice:
    """NotGenuine for what Alipay signed but is no word about a trade."""
    try:
        number, notice_id = params["out_trade_no"], params["notify_id"]
        if params["notify_type"] != KIND or not 0 < len(notice_id) <= 80 or not 0 < len(number) <= 64:
            raise ValueError("not about a trade")
        with reading() as session:
            row = _trade(session, number)
        known = known_from(params, row is not None and row.cancelled_at is not None)
    except (KeyError, ValueError) as error:
        raise NotGenuine("Signed, but no notification about a trade.") from error
    if row is None:
        return Notice(notice_id, _restaurant_in(params), _payment_in(number), known)
    return Notice(notice_id, row.restaurant_id, row.id, known, _problem(params, row, app_id))


def _trade(session, number):
    """First whose it is, then its row by that restaurant's own key."""
    found = session.execute(
        select(TradeLookup.restaurant_id, TradeLookup.payment_id).where(TradeLookup.id == number)
    ).first()
    return found and (
        session.execute(
            select(*AlipayTrade.__table__.c).where(
                AlipayTrade.restaurant_id == found.restaurant_id, AlipayTrade.id == found.payment_id
            )
        ).first()
    )


def _problem(params, row, app_id) -> str:
    """Why a signed notification about a trade of ours is not about this one; "" where all agrees."""
    wrong = [
        name
        for name, expected in (
            ("app_id", app_id),
            ("auth_app_id", row.auth_app_id),
            ("seller_id", row.seller_id),
            ("trade_no", row.trade_no),
        )
        # What we do not know yet cannot differ; what Alipay always tells has to be there.
        if expected and params.get(name) != expected and (name != "auth_app_id" or name in params)
    ]
    if params.get("trans_currency", "CNY") != "CNY":
        wrong.append("trans_currency")
    return f"Not this trade's: {', '.join(wrong)}." if wrong else ""


def _restaurant_in(params) -> str:
    """What we had sent along, if Alipay returned it: signed, so it is our own word."""
    try:
        told = json.loads(unquote(params.get("passback_params", "")))["restaurant_id"]
    except (ValueError, KeyError, TypeError):
        return NOBODY
    return told if isinstance(told, str) and 0 < len(told) <= 36 else NOBODY


def _payment_in(number) -> str:
    try:
        return payment_number(number)
    except ValueError:
        return number
