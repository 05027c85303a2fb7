"""The mini program's silent login: an auth code becomes the wallet user behind a phone. Nothing else is asked for."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from payments.wallets.alipay.connection import gateway, settings, user_key
from payments.wallets.alipay.models import AlipayUser

REMEMBERED = timedelta(days=1)


def exchange_login(auth_code: str) -> tuple[str | None, str | None]:
    """(user_id, open_id) by alipay.system.oauth.token; older apps get the first, newer ones perhaps only the second.

    The access token is thrown away: nothing more of a person is read. WalletRefuses, WalletUnreachable.
    """
    answer = gateway().call(
        "alipay.system.oauth.token",
        token=settings().mini_app_token,
        tries=1,  # a code is good once
        grant_type="authorization_code",
        code=auth_code,
    )
    return answer.get("user_id") or None, answer.get("open_id") or None


def remember(session, restaurant_id: str, guest_id: str, user_id: str | None, open_id: str | None) -> str:
    """The key that stands for this user from now on. Signing in again is harmless."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    key = user_key(user_id or open_id)
    row = {"user_id": user_id, "open_id": open_id, "user_key": key, "at": now()}
    session.execute(
        dialect.insert(AlipayUser)
        .values(restaurant_id=restaurant_id, id=guest_id, **row)
        .on_conflict_do_update(index_elements=["restaurant_id", "id"], set_=row)
    )
    return key


def forget(session, restaurant_id: str, guest_id: str) -> None:
    session.execute(delete(AlipayUser).where(AlipayUser.restaurant_id == restaurant_id, AlipayUser.id == guest_id))
