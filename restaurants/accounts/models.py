"""People who sign in. Accounts are global: one person may work for several restaurants, or for a provider."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, unique

ROLES = ("owner", "manager", "waiter", "cook")
SCOPES = ("read", *ROLES, "provider")


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(120), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(60))
    provider_id: Mapped[str | None] = mapped_column(Id)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LoginSession(Base):
    """`id` is the hash of the cookie. `confirmed_at`: when the password was last given again (step-up)."""

    __tablename__ = "login_sessions"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("accounts.id"))
    csrf_token: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ApiToken(Base):
    """`id` is the hash of the token."""

    __tablename__ = "api_tokens"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(60))
    scopes: Mapped[list] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Staff(Tenant, Base):
    """An account's role in a restaurant."""

    __tablename__ = "staff"
    __table_args__ = (unique("account_id"), CheckConstraint(f"role IN {ROLES!r}", name="role"))
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("accounts.id"), index=True)
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
