"""What is sold and where it stands on the menu."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, same_restaurant, unique


class MenuVersion(Tenant, Base):
    """One row a restaurant (`id` is "menu"); its number is the menu's ETag and every change moves it on."""

    __tablename__ = "menu_versions"
    version: Mapped[int] = mapped_column(Integer)


class Category(Tenant, Base):
    __tablename__ = "categories"
    __table_args__ = (unique("source_key"), same_restaurant("stations", "station_id"))
    names: Mapped[dict] = mapped_column(Json)
    position: Mapped[int] = mapped_column(Integer)
    station_id: Mapped[str | None] = mapped_column(Id)
    source_key: Mapped[str] = mapped_column(String(200))


class MenuItem(Tenant, Base):
    """One sellable thing, in one or several categories. `left_count` NULL means uncounted.

    `course` 0 goes with the first. `stations_finish`: of several stations each its part, or one bump for all.
    """

    __tablename__ = "menu_items"
    __table_args__ = (
        unique("source_key"),
        same_restaurant("stations", "station_id"),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("left_count >= 0", name="left_count"),
        CheckConstraint("course BETWEEN 0 AND 9", name="course"),
        CheckConstraint("stations_finish IN ('each', 'together')", name="stations_finish"),
    )
    names: Mapped[dict] = mapped_column(Json)
    descriptions: Mapped[dict] = mapped_column(Json)
    price: Mapped[int] = mapped_column(Money)
    tags: Mapped[list] = mapped_column(Json)
    allergens: Mapped[list] = mapped_column(Json)
    image_url: Mapped[str | None] = mapped_column(String(200))
    station_id: Mapped[str | None] = mapped_column(Id)
    course: Mapped[int] = mapped_column(Integer, default=0)
    stations_finish: Mapped[str] = mapped_column(String(8), default="each")
    available: Mapped[bool] = mapped_column(Boolean)
    sold_out_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_count: Mapped[int | None] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    source_key: Mapped[str] = mapped_column(String(200))
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ItemStation(Tenant, Base):
    """A station that makes a part of the dish beside its `station_id`."""

    __tablename__ = "item_stations"
    __table_args__ = (
        same_restaurant("menu_items", "item_id"),
        same_restaurant("stations", "station_id"),
        unique("item_id", "station_id"),
    )
    item_id: Mapped[str] = mapped_column(Id)
    station_id: Mapped[str] = mapped_column(Id)
    position: Mapped[int] = mapped_column(Integer)


class CategoryItem(Tenant, Base):
    __tablename__ = "category_items"
    __table_args__ = (
        same_restaurant("categories", "category_id"),
        same_restaurant("menu_items", "item_id"),
        unique("category_id", "item_id"),
    )
    category_id: Mapped[str] = mapped_column(Id)
    item_id: Mapped[str] = mapped_column(Id)
    position: Mapped[int] = mapped_column(Integer)


class ModifierGroup(Tenant, Base):
    """规格: between `min` and `max` choices. Used by as many dishes as like it."""

    __tablename__ = "modifier_groups"
    __table_args__ = (unique("source_key"), CheckConstraint("min >= 0 AND max >= min", name="bounds"))
    names: Mapped[dict] = mapped_column(Json)
    min: Mapped[int] = mapped_column(Integer)
    max: Mapped[int] = mapped_column(Integer)
    source_key: Mapped[str] = mapped_column(String(200))


class Modifier(Tenant, Base):
    __tablename__ = "modifiers"
    __table_args__ = (
        same_restaurant("modifier_groups", "group_id"),
        unique("group_id", "source_key"),
        CheckConstraint("price >= 0", name="price"),
    )
    group_id: Mapped[str] = mapped_column(Id)
    names: Mapped[dict] = mapped_column(Json)
    price: Mapped[int] = mapped_column(Money)
    max_quantity: Mapped[int] = mapped_column(Integer)
    available: Mapped[bool] = mapped_column(Boolean)
    position: Mapped[int] = mapped_column(Integer)
    source_key: Mapped[str] = mapped_column(String(200))


class ItemModifierGroup(Tenant, Base):
    __tablename__ = "item_modifier_groups"
    __table_args__ = (
        same_restaurant("menu_items", "item_id"),
        same_restaurant("modifier_groups", "group_id"),
        unique("item_id", "group_id"),
        Index("ix_item_modifier_groups_group", "restaurant_id", "group_id"),
    )
    item_id: Mapped[str] = mapped_column(Id)
    group_id: Mapped[str] = mapped_column(Id)
    position: Mapped[int] = mapped_column(Integer)


class MenuImage(Tenant, Base):
    """A photo in two sizes, WebP. `id` is the hash of its content."""

    __tablename__ = "menu_images"
    large: Mapped[bytes] = mapped_column(LargeBinary)
    small: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
