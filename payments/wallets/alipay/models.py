"""What we told Alipay and who it is to us. What was sent is kept: the gateway never gives it back."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime


class TradeLookup(Base):
    """Global: whoever notifies knows no restaurant. `id` is our trade number, `out_trade_no`."""

    __tablename__ = "trade_lookups"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    restaurant_id: Mapped[str] = mapped_column(Id)
    payment_id: Mapped[str] = mapped_column(Id)


class AlipayTrade(Tenant, Base):
    """`id` is the payment's. `request` is biz_content as sent, sent again unchanged; `client` what the phone got.

    `seller_id` and `auth_app_id` are whose money it is; `cancelled_at` is kept before a cancel is sent.
    """

    __tablename__ = "alipay_trades"
    number: Mapped[str] = mapped_column(String(64))
    method: Mapped[str] = mapped_column(String(40))
    request: Mapped[dict] = mapped_column(Json)
    app_id: Mapped[str] = mapped_column(String(32))
    auth_app_id: Mapped[str | None] = mapped_column(String(32))
    seller_id: Mapped[str] = mapped_column(String(32))
    trade_no: Mapped[str | None] = mapped_column(String(64))
    client: Mapped[dict | None] = mapped_column(Json)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AlipayRefund(Tenant, Base):
    """`id` is the refund's. That it was sent is kept before it is sent: from then on it is asked for first."""

    __tablename__ = "alipay_refunds"
    payment_id: Mapped[str] = mapped_column(Id)
    request: Mapped[dict] = mapped_column(Json)
    answer: Mapped[dict | None] = mapped_column(Json)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AlipayUser(Tenant, Base):
    """`id` is the guest's. The wallet user behind a phone, from a login by auth code; forgotten after a day."""

    __tablename__ = "alipay_users"
    user_id: Mapped[str | None] = mapped_column(String(64))
    open_id: Mapped[str | None] = mapped_column(String(128))
    user_key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AlipayAuthorisation(Tenant, Base):
    """One a restaurant; `id` is the restaurant's. The merchant lets the provider act; tokens stand encrypted."""

    __tablename__ = "alipay_authorisations"
    token: Mapped[str] = mapped_column(String(800))
    refresh_token: Mapped[str] = mapped_column(String(800))
    auth_app_id: Mapped[str] = mapped_column(String(32))
    seller_id: Mapped[str] = mapped_column(String(32))
    authorised_by: Mapped[str] = mapped_column(String(60))
    authorised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AlipayOrderSync(Tenant, Base):
    """`id` is the payment's. `state`: due, done, refused or not_needed (paid outside of the mini program)."""

    __tablename__ = "alipay_order_syncs"
    state: Mapped[str] = mapped_column(String(12))
    request: Mapped[dict | None] = mapped_column(Json)
    record_id: Mapped[str | None] = mapped_column(String(64))
    code: Mapped[str | None] = mapped_column(String(60))
    problem: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
