"""Whose money it is: a restaurant's authorisation of the provider, or the one merchant of an app of its own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from payments.wallets.alipay.connection import connected, gateway, opened, sealed, settings
from payments.wallets.alipay.models import AlipayAuthorisation
from payments.wallets.protocol import WalletRefuses

NOT_AUTHORISED = "This restaurant has not authorised Alipay payments yet."
COLUMNS = ("token", "refresh_token", "auth_app_id", "seller_id", "authorised_by", "authorised_at", "withdrawn_at")


@dataclass(frozen=True)
class Account:
    """`token` goes with every call for this restaurant; empty for an app of the merchant's own."""

    token: str
    auth_app_id: str | None
    seller_id: str


@dataclass(frozen=True)
class Authorised:
    """What Alipay gave for an app_auth_code."""

    token: str
    refresh_token: str
    auth_app_id: str
    seller_id: str


def account_of(session, restaurant_id: str) -> Account:
    """WalletRefuses where nobody is there to be paid."""
    row = authorisation_of(session, restaurant_id)
    if row is not None and row.withdrawn_at is None:
        return Account(opened(row.token), row.auth_app_id, row.seller_id)
    if row is None and connected() and settings().seller_id:
        return Account("", None, settings().seller_id)
    raise WalletRefuses(NOT_AUTHORISED)


def offered(session, restaurant_id: str, currency: str) -> bool:
    """Whether a guest of this restaurant can pay by Alipay."""
    if not connected() or currency != "CNY":
        return False
    row = authorisation_of(session, restaurant_id)
    return row.withdrawn_at is None if row is not None else bool(settings().seller_id)


def authorisation_of(session, restaurant_id: str):
    return session.execute(
        select(*AlipayAuthorisation.__table__.c).where(
            AlipayAuthorisation.restaurant_id == restaurant_id, AlipayAuthorisation.id == restaurant_id
        )
    ).first()


def exchange(code: str) -> Authorised:
    """alipay.open.auth.token.app: an app_auth_code, which is good once. WalletRefuses, WalletUnreachable."""
    content = {"grant_type": "authorization_code", "code": code}
    answer = gateway().call("alipay.open.auth.token.app", content, tries=1)
    # Newer answers hold a list, one for each app that was authorised; ours asks for one.
    one = (answer.get("tokens") or [answer])[0]
    return Authorised(one["app_auth_token"], one["app_refresh_token"], one["auth_app_id"], one["user_id"])


def withdraw(session, restaurant_id: str) -> None:
    """From now on nobody pays through it; what was paid can be given back after authorising again."""
    session.execute(
        update(AlipayAuthorisation)
        .where(AlipayAuthorisation.restaurant_id == restaurant_id, AlipayAuthorisation.withdrawn_at.is_(None))
        .values(withdrawn_at=now())
    )


def keep_authorisation(session, restaurant_id: str, given: Authorised, by: str, at: datetime | None = None) -> None:
    """The newest is the one that holds."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    values = (
        *(sealed(given.token), sealed(given.refresh_token), given.auth_app_id, given.seller_id),
        *(by, at or now(), None),
    )
    row = dict(zip(COLUMNS, values, strict=True))
    session.execute(
        dialect.insert(AlipayAuthorisation)
        .values(restaurant_id=restaurant_id, id=restaurant_id, **row)
        .on_conflict_do_update(index_elements=["restaurant_id", "id"], set_=row)
    )
