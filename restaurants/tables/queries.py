"""Reads of tables and areas."""

from sqlalchemy import select

from restaurants.tables.models import Area, Table


def table_of(session, restaurant_id: str, table_id: str):
    """The row, or None."""
    return session.execute(
        select(*Table.__table__.c).where(Table.restaurant_id == restaurant_id, Table.id == table_id)
    ).first()


def tables_of(session, restaurant_id: str, area_id: str | None = None) -> list:
    """Tables in use, in their order."""
    query = select(*Table.__table__.c).where(Table.restaurant_id == restaurant_id, Table.archived_at.is_(None))
    if area_id:
        query = query.where(Table.area_id == area_id)
    return session.execute(query.order_by(Table.position, Table.label)).all()


def areas_of(session, restaurant_id: str) -> list:
    return (
        session.execute(
            select(Area.id, Area.names, Area.position)
            .where(Area.restaurant_id == restaurant_id)
            .order_by(Area.position, Area.id)
        )
        .mappings()
        .all()
    )
