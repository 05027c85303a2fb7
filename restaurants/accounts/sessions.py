"""Signed in: sessions with a cookie in the browser, api tokens for programs. Secrets are kept as hashes."""

from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from core.clock import now
from core.errors import NotFound
from core.ids import digest, new_secret
from restaurants.accounts.models import Account, ApiToken, LoginSession

IDLE, LASTS = timedelta(hours=12), timedelta(days=7)
SLACK = timedelta(hours=1)  # a session is lengthened at most this often, so that a read rarely writes


class TokenUnknown(NotFound):
    code, title = "token_unknown", "There is no such api token"


def begin_session(session, account_id: str) -> tuple[str, str]:
    """(cookie, csrf token). A new cookie at every sign-in."""
    secret, csrf, at = new_secret(256), new_secret(), now()
    session.execute(delete(LoginSession).where(LoginSession.ends_at < at))
    session.execute(
        insert(LoginSession),
        {"id": digest(secret), "account_id": account_id, "csrf_token": csrf, "made_at": at, "ends_at": at + IDLE},
    )
    return secret, csrf


def due_again(row) -> bool:
    """Whether a session in use should be lengthened: an hour of its idle time is gone and its week is not."""
    return row.ends_at < min(now() + IDLE - SLACK, row.made_at + LASTS)


def keep_session(session, secret: str) -> None:
    """Another 12 h, but never beyond 7 days after sign-in. A session ended meanwhile stays ended."""
    key = LoginSession.id == digest(secret)
    made_at = session.execute(select(LoginSession.made_at).where(key)).scalar()
    if made_at:
        session.execute(update(LoginSession).where(key).values(ends_at=min(now() + IDLE, made_at + LASTS)))


def end_session(session, secret: str) -> None:
    session.execute(delete(LoginSession).where(LoginSession.id == digest(secret)))


def session_of(session, secret: str):
    """(account_id, csrf_token, made_at, ends_at, email, name, provider_id) behind a cookie, or None."""
    return session.execute(
        select(
            LoginSession.account_id,
            LoginSession.csrf_token,
            LoginSession.made_at,
            LoginSession.ends_at,
            Account.email,
            Account.name,
            Account.provider_id,
        )
        .join(Account, Account.id == LoginSession.account_id)
        .where(LoginSession.id == digest(secret), LoginSession.ends_at > now())
    ).first()


def make_token(session, account_id: str, name: str, scopes: list, ends_at) -> str:
    """The api token, shown once."""
    secret = new_secret(256)
    session.execute(
        insert(ApiToken),
        {
            "id": digest(secret),
            "account_id": account_id,
            "name": name,
            "scopes": scopes,
            "made_at": now(),
            "ends_at": ends_at,
        },
    )
    return f"a.{secret}"


def tokens_of(session, account_id: str) -> list:
    """(id, name, scopes, made_at, ends_at) rows; the tokens themselves are not kept."""
    return session.execute(
        select(ApiToken.id, ApiToken.name, ApiToken.scopes, ApiToken.made_at, ApiToken.ends_at)
        .where(ApiToken.account_id == account_id)
        .order_by(ApiToken.made_at)
    ).all()


def revoke_token(session, account_id: str, token_id: str) -> None:
    if not session.execute(delete(ApiToken).where(ApiToken.account_id == account_id, ApiToken.id == token_id)).rowcount:
        raise TokenUnknown()


def token_of(session, secret: str):
    row = session.execute(
        select(ApiToken.account_id, ApiToken.ends_at, ApiToken.scopes, Account.name, Account.email, Account.provider_id)
        .join(Account, Account.id == ApiToken.account_id)
        .where(ApiToken.id == digest(secret))
    ).first()
    return row if row and (row.ends_at is None or row.ends_at > now()) else None


def holds(session, account_id: str, credential: str) -> bool:
    """Whether the session or api token with this hash is still the account's, for sockets that stay open."""
    found = session.execute(
        select(LoginSession.account_id, LoginSession.ends_at)
        .where(LoginSession.id == credential)
        .union_all(select(ApiToken.account_id, ApiToken.ends_at).where(ApiToken.id == credential))
    ).first()
    return bool(found) and found.account_id == account_id and (found.ends_at is None or found.ends_at > now())
