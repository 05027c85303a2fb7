"""What the table is about to send. The cart's version and lock are the visit's row."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, found_by, same_restaurant


class CartLine(Tenant, Base):
    """`modifiers` is `[{id, quantity}]`: choices only, prices are the menu's at every look."""

    __tablename__ = "cart_lines"
    __table_args__ = (
        same_restaurant("visits", "visit_id"),
        same_restaurant("guests", "guest_id"),
        found_by("visit_id", "id"),
        CheckConstraint("quantity BETWEEN 1 AND 99", name="quantity"),
    )
    visit_id: Mapped[str] = mapped_column(Id)
    guest_id: Mapped[str] = mapped_column(Id)
    item_id: Mapped[str] = mapped_column(Id)
    quantity: Mapped[int] = mapped_column(Integer)
    modifiers: Mapped[list] = mapped_column(Json)
    note: Mapped[str] = mapped_column(String(140))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
