"""Alembic: the metadata of every room, on the program's own engine."""

from alembic import context

import app.rooms  # noqa: F401  every table
from app.config import from_environment
from core.db import Json, UtcDateTime, make_engine, metadata
from core.planning import tell_planner


def render_item(kind, item, autogen_context):
    """Own column types by name."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen_context.imports.add("from core.db import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and item is Json:
        autogen_context.imports.add("from core.db import Json")
        return "Json"
    return False


def run(connection):
    """All of it or nothing. SQLite changes a table by making it anew and dropping the old one, which its foreign keys
    would refuse wherever rows point at it: they rest meanwhile and are checked before the commit."""
    on_sqlite = connection.dialect.name == "sqlite"
    driver = connection.connection.driver_connection  # a pragma within a transaction would do nothing
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
        transactional_ddl=True,  # Alembic's default for SQLite would commit step by step
    )
    if on_sqlite:
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with context.begin_transaction():
            context.run_migrations()
            if on_sqlite:
                if broken := driver.execute("PRAGMA foreign_key_check").fetchall():
                    raise RuntimeError(f"rows point at nothing (table, row, into): {broken[:5]}; nothing was changed")
                tell_planner(driver)
    finally:
        if on_sqlite:
            driver.execute("PRAGMA foreign_keys=ON")


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(from_environment().database_url).connect() as connection:
        run(connection)
