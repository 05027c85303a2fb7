"""Who did what that matters."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Json, Tenant, UtcDateTime


class AuditRow(Tenant, Base):
    __tablename__ = "audit_rows"
    actor: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict | None] = mapped_column(Json)
    after: Mapped[dict | None] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
