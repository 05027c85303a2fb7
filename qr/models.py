"""Table codes: an opaque look-up that is stored hashed, and the copy that is printed."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Tenant, UtcDateTime, found_by, same_restaurant


class CodeLookup(Base):
    """Global: whoever scans knows no restaurant yet. `id` is the hash of the code, or of `human:` and the eight
    characters that are printed beside it."""

    __tablename__ = "code_lookups"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    restaurant_id: Mapped[str] = mapped_column(Id)
    table_id: Mapped[str] = mapped_column(Id)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TableCode(Tenant, Base):
    """What a sticker says; `human_code` only opens the page, with limited tries.

    The code stands here in clear, or no sheet could be printed again without changing every sticker in the room.
    It is no secret from whoever sits at the table; see docs/adr/0004-codes.md.
    """

    __tablename__ = "table_codes"
    __table_args__ = (same_restaurant("tables", "table_id"), found_by("table_id"))
    table_id: Mapped[str] = mapped_column(Id)
    code: Mapped[str] = mapped_column(String(22))
    human_code: Mapped[str] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
