"""The menu's version: moved on in the transaction of each change, pushed so that phones read the menu again."""

from sqlalchemy.dialects import postgresql, sqlite

from core.pushes import push
from ordering.menu.models import MenuVersion


def moved_on(session, restaurant_id: str) -> int:
    """The menu's next version, pushed so that phones read it again."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(MenuVersion).values(restaurant_id=restaurant_id, id="menu", version=1)
    version = session.execute(
        statement.on_conflict_do_update(
            index_elements=[MenuVersion.restaurant_id, MenuVersion.id], set_={"version": MenuVersion.version + 1}
        ).returning(MenuVersion.version)
    ).scalar_one()
    session.info["menu_moved"] = True  # ordering.menu.priced: this transaction prices by its own changes
    push(session, restaurant_id, f"restaurant:{restaurant_id}/menu", "menu.changed", {"version": version})
    return version
