"""alipay.merchant.order.sync: the order behind a trade, in Alipay's words. What was sent and what it said is kept."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from payments.wallets.alipay.connection import gateway, settings
from payments.wallets.alipay.gateway import beijing, compact
from payments.wallets.alipay.models import AlipayOrderSync
from payments.wallets.alipay.trades import CREATE, plain
from payments.wallets.alipay.yuan import yuan

HAS_IT = ("DUPLICATE_REQUEST", "ITEM_HAS_EXIST")  # an earlier try arrived, only its answer did not


def needs_sync(trade) -> bool:
    """Only a trade that was paid inside of the mini program has an order there."""
    return trade.method == CREATE


def content_of(trade, trade_no: str, restaurant: dict, lines: list[dict], opened_at: datetime, paid_at: datetime):
    """biz_content. `lines`: `{id, name, quantity, unit_price}`."""
    buyer = {name: trade.request[name] for name in ("buyer_id", "buyer_open_id") if name in trade.request}
    total = trade.request["total_amount"]
    shop = {"merchant_shop_id": restaurant["id"].replace("-", ""), "name": restaurant["name"]}
    shop |= {"address": restaurant["address"]} if restaurant["address"] else {}
    shop |= {"phone_num": restaurant["phone"]} if restaurant["phone"] else {}
    extra = {"merchant_biz_type": "qr_food_order", "merchant_order_status": "MERCHANT_PAID"}
    extra |= {"tiny_app_id": settings().mini_app_id} if settings().mini_app_id else {}
    extra |= {"business_info": compact({"rebate_pid": settings().provider_pid})} if settings().provider_pid else {}
    return buyer | {
        "out_biz_no": trade.number,
        "trade_no": trade_no,
        "order_type": "SERVICE_ORDER",
        "amount": total,
        "pay_amount": total,
        "discount_amount": "0.00",
        "order_create_time": beijing(opened_at),
        "order_pay_time": beijing(paid_at),
        "order_modified_time": beijing(paid_at),
        "item_order_list": [
            {
                "item_id": line["id"].replace("-", ""),
                "item_name": plain(line["name"]),
                "quantity": line["quantity"],
                # A number here, a string everywhere else: the partner's own answer to the question.
                "unit_price": float(Decimal(yuan(line["unit_price"]))),
            }
            for line in lines
        ],
        "shop_info": shop,
        "ext_info": [{"ext_key": key, "ext_value": value} for key, value in extra.items()],
    }


def send_order(content: dict, token: str) -> str:
    """The record's id. Refused, WalletUnreachable."""
    return gateway().call("alipay.merchant.order.sync", content, token, tries=1).get("record_id", "")


def plan(session, restaurant_id: str, payment_id: str, state: str) -> bool:
    """Whether it was not planned before."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = {"restaurant_id": restaurant_id, "id": payment_id, "state": state, "at": now()}
    inserted = dialect.insert(AlipayOrderSync).values(row).on_conflict_do_nothing().returning(AlipayOrderSync.id)
    return session.execute(inserted).first() is not None


def sync_of(session, restaurant_id: str, payment_id: str):
    return session.execute(
        select(*AlipayOrderSync.__table__.c).where(
            AlipayOrderSync.restaurant_id == restaurant_id, AlipayOrderSync.id == payment_id
        )
    ).first()


def note(session, restaurant_id: str, payment_id: str, **values) -> None:
    session.execute(
        update(AlipayOrderSync)
        .where(AlipayOrderSync.restaurant_id == restaurant_id, AlipayOrderSync.id == payment_id)
        .values(at=now(), **values)
    )
