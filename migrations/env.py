"""Alembic: the metadata of every room, on the program's own engine."""

from alembic import context

import app.rooms  # noqa: F401  every table
from app.config import from_environment
from core.db import Json, UtcDateTime, make_engine, metadata


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
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(from_environment().database_url).connect() as connection:
        run(connection)
        connection.commit()
