"""Step-up: what moves much money asks for the person once more, although the session is still good."""

from datetime import timedelta

from sqlalchemy import or_, select, update

from core.clock import now
from core.errors import Forbidden
from core.identity import Caller
from restaurants.accounts.models import Account, ApiToken, LoginSession

FRESH = timedelta(minutes=5)


class PasswordNeeded(Forbidden):
    code, title = "password_needed", "Your password is needed once more"


def password_hash_of(session, account_id: str) -> str | None:
    return session.execute(select(Account.password_hash).where(Account.id == account_id)).scalar()


def confirm_person(session, credential: str) -> None:
    """The password was given again by whoever holds this cookie or token. (its hash, as callers carry it)"""
    for kind in (LoginSession, ApiToken):
        session.execute(update(kind).where(kind.id == credential).values(confirmed_at=now()))


def be_fresh(session, who: Caller) -> None:
    """PasswordNeeded unless the caller signed in, or gave the password again, within FRESH.

    An api token's age says nothing: it was made by a session, which may have been old.
    """
    since, credential = now() - FRESH, who.details["credential"]
    signed_in = select(LoginSession.id).where(
        LoginSession.id == credential, or_(LoginSession.made_at >= since, LoginSession.confirmed_at >= since)
    )
    token = select(ApiToken.id).where(ApiToken.id == credential, ApiToken.confirmed_at >= since)
    if session.execute(signed_in.union_all(token)).first() is None:
        raise PasswordNeeded("Send your password to PUT /api/v1/session/confirmed, then this request again.")
