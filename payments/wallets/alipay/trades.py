"""What a trade says when it is sent, how it is kept, and what Alipay's word for its state means. No calls here."""

import json
import re
import uuid
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import insert, select, update

from core.clock import now
from payments.wallets.alipay.accounts import Account
from payments.wallets.alipay.connection import settings, user_key
from payments.wallets.alipay.gateway import beijing, from_beijing
from payments.wallets.alipay.models import AlipayTrade, AlipayUser, TradeLookup
from payments.wallets.alipay.settings import Settings
from payments.wallets.alipay.yuan import fen, yuan
from payments.wallets.protocol import Known, Trade

CREATE, PRECREATE = "alipay.trade.create", "alipay.trade.precreate"
PAID = ("TRADE_SUCCESS", "TRADE_FINISHED")
STATES = (*PAID, "WAIT_BUYER_PAY", "TRADE_CLOSED")


def trade_number(payment_id: str) -> str:
    """Our number at Alipay: letters, digits and underscores only, the same for ever."""
    return payment_id.replace("-", "")


def payment_number(number: str) -> str:
    """The inverse. ValueError for what is none of our numbers."""
    found = str(uuid.UUID(number))
    if trade_number(found) != number:
        raise ValueError("not one of our numbers")
    return found


def request_of(trade: Trade, house: Settings, user: AlipayUser | None) -> tuple[str, dict]:
    """(method, biz_content). In the mini program a trade for this buyer, elsewhere a code that anybody may scan."""
    extend = {"sys_service_provider_id": house.provider_pid} if house.provider_pid else {}
    content = {
        "out_trade_no": trade_number(trade.payment_id),
        "total_amount": yuan(trade.amount),
        "subject": plain(trade.subject),
        # Whoever restores an old backup learns from a notification whose money it was.
        "passback_params": quote(json.dumps({"restaurant_id": trade.restaurant_id}), safe=""),
        "time_expire": beijing(trade.expires_at),
    }
    if trade.opens_in != "mini_program":
        return PRECREATE, content | ({"extend_params": extend} if extend else {})
    if house.food_order_type:
        extend["food_order_type"] = house.food_order_type
    content["product_code"] = house.product
    if house.product == "JSAPI_PAY" and house.mini_app_id:
        content["op_app_id"] = house.mini_app_id
    buyer = {"buyer_id": user.user_id} if user.user_id else {"buyer_open_id": user.open_id}
    return CREATE, content | buyer | ({"extend_params": extend} if extend else {})


def plain(subject: str) -> str:
    """A subject holds no `/`, `=`, `&` and is no longer than Alipay takes."""
    return re.sub(r"[/=&\s]+", " ", subject).strip()[:128] or "Order"


def user_of(session, restaurant_id: str, guest_id: str):
    return session.execute(
        select(*AlipayUser.__table__.c).where(AlipayUser.restaurant_id == restaurant_id, AlipayUser.id == guest_id)
    ).first()


def row_of_trade(session, restaurant_id: str, payment_id: str):
    return session.execute(
        select(*AlipayTrade.__table__.c).where(AlipayTrade.restaurant_id == restaurant_id, AlipayTrade.id == payment_id)
    ).first()


def keep_request(session, trade: Trade, method: str, content: dict, app_id: str, account: Account) -> None:
    """Before it is sent: with the look-up that a notification will need."""
    number = content["out_trade_no"]
    session.execute(
        insert(TradeLookup), {"id": number, "restaurant_id": trade.restaurant_id, "payment_id": trade.payment_id}
    )
    session.execute(
        insert(AlipayTrade),
        {
            "restaurant_id": trade.restaurant_id,
            "id": trade.payment_id,
            "number": number,
            "method": method,
            "request": content,
            "app_id": app_id,
            "auth_app_id": account.auth_app_id,
            "seller_id": account.seller_id,
            "sent_at": now(),
        },
    )


@dataclass(frozen=True)
class Stray:
    """A trade of theirs that is no payment of ours: just enough of one to give it back."""

    restaurant_id: str
    id: str
    number: str


def ours_among(session, numbers: set[str], restaurant_id: str) -> set[str]:
    """Those that belong to another restaurant of this house: one merchant may own several."""
    found, listed = set(), sorted(numbers)
    for at in range(0, len(listed), 400):
        found |= set(
            session.execute(
                select(TradeLookup.id).where(
                    TradeLookup.id.in_(listed[at : at + 400]), TradeLookup.restaurant_id != restaurant_id
                )
            ).scalars()
        )
    return found


def adopt_trade(
    session, restaurant_id: str, payment_id: str, number: str, trade_no: str | None, amount: int, account: Account
) -> None:
    """A trade that we did not send, or had lost, so that it can be asked for and given back like any other."""
    session.execute(
        insert(AlipayTrade),
        {
            "restaurant_id": restaurant_id,
            "id": payment_id,
            "number": number,
            "method": "adopted",
            "request": {"out_trade_no": number, "total_amount": yuan(amount)},
            "app_id": settings().app_id,
            "auth_app_id": account.auth_app_id,
            "seller_id": account.seller_id,
            "trade_no": trade_no,
            "client": {},
            "sent_at": now(),
        },
    )


def change_trade(session, restaurant_id: str, payment_id: str, **values) -> None:
    session.execute(
        update(AlipayTrade)
        .where(AlipayTrade.restaurant_id == restaurant_id, AlipayTrade.id == payment_id)
        .values(**values)
    )


def known_from(told: dict, cancelled: bool = False) -> Known:
    """From an answer of trade.query or the parameters of a notification. ValueError for what is neither.

    A trade that was paid and is closed went back whole; an unpaid one that is closed was never paid at all.
    `cancelled`: we had called it off, so whatever went back is owed once more.
    """
    amount, status = fen(told["total_amount"]), told["trade_status"]
    if status not in STATES:
        raise ValueError(f"{status} is no state of a trade")
    paid_at = from_beijing(told.get("gmt_payment") or told.get("send_pay_date"))
    back = fen(told["refund_fee"]) if told.get("refund_fee") else 0
    buyer = told.get("buyer_id") or told.get("buyer_user_id")
    keys = [user_key(name) for name in (buyer, told.get("buyer_open_id")) if name]
    who = {
        "partner_ref": told.get("trade_no") or None,
        "payer_key": keys[0] if keys else None,
        "other_key": keys[1] if len(keys) > 1 else None,
        "buyer_paid": fen(told["buyer_pay_amount"]) if told.get("buyer_pay_amount") else None,
    }
    if status in PAID:
        return Known(amount, paid_at=paid_at or now(), refunded_total=back, **who)
    if status == "TRADE_CLOSED" and (paid_at or back):
        owed = amount if cancelled else 0
        return Known(amount, paid_at=paid_at or now(), refunded_total=amount, called_off=owed, **who)
    if status == "TRADE_CLOSED":
        return Known(amount, closed_at=from_beijing(told.get("gmt_close")) or now(), **who)
    return Known(amount, **who)
