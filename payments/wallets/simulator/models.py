"""What the simulator knows, as a partner would: its own table, that the rest of the program never reads."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Json, Money, Tenant, UtcDateTime


class SimulatorTrade(Tenant, Base):
    """`id` is the payment's. `refunds`: request number → amount, so that a repeated request gives back once."""

    __tablename__ = "simulator_trades"
    amount: Mapped[int] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(String(3))
    subject: Mapped[str] = mapped_column(String(120))
    return_path: Mapped[str] = mapped_column(String(120))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refunds: Mapped[dict] = mapped_column(Json)
