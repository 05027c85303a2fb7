"""Who belongs to what: providers, merchant entities, restaurants in programmes, codes that the platform knows."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, unique


class Provider(Base):
    __tablename__ = "providers"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))


class Merchant(Base):
    """The entity (主体) that a platform pays to and caps by: a PID of its own (direct) or a SMID (indirect)."""

    __tablename__ = "merchants"
    __table_args__ = (
        UniqueConstraint("provider_id", "kind", "platform_id"),
        CheckConstraint("kind IN ('direct', 'indirect')", name="kind"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    provider_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(10))
    platform_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Enrolment(Tenant, Base):
    """A restaurant in a programme, by a provider. Asked by the provider, made active by the restaurant's owner.

    `active_programme` is the programme while the enrolment is active, then NULL: its uniqueness gives a restaurant one
    provider a programme, and lets nobody keep the place by merely asking. `evidence`: requirement → `{state, at}`.
    Without a merchant the restaurant is an entity of its own.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        unique("provider_id", "programme"),
        unique("active_programme"),
        CheckConstraint("state IN ('asked', 'active', 'declined')", name="state"),
    )
    provider_id: Mapped[str] = mapped_column(Id, index=True)
    programme: Mapped[str] = mapped_column(String(40))
    active_programme: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[dict] = mapped_column(Json)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merchant_id: Mapped[str | None] = mapped_column(Id)


class CodeRegistration(Tenant, Base):
    """A table's code that its provider has made known to the platform. `code` is what the sticker says."""

    __tablename__ = "code_registrations"
    __table_args__ = (
        unique("provider_id", "code"),
        CheckConstraint("state IN ('asked', 'registered', 'refused')", name="state"),
    )
    provider_id: Mapped[str] = mapped_column(Id)
    table_id: Mapped[str | None] = mapped_column(Id)
    code: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12))
    registration_id: Mapped[str | None] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PayerAlias(Base):
    """One diner under two keys of the same app (a user id and an open id): both hashed, the first means the second."""

    __tablename__ = "payer_aliases"
    __table_args__ = (Index("ix_payer_aliases_same_as", "same_as"),)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    same_as: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
