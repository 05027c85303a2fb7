"""Links that the portal gives away."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, UtcDateTime


class TodoShare(Base):
    """A link to one restaurant's to-dos, without money. `id` is the hash of its token."""

    __tablename__ = "todo_shares"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    provider_id: Mapped[str] = mapped_column(Id, index=True)
    restaurant_id: Mapped[str] = mapped_column(Id)
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
