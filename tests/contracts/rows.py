"""One row in every table of a schema as it stands in the database, whatever revision that is."""

import re
from datetime import UTC, date, datetime

import sqlalchemy as sa

ONE_OF = re.compile(r"^\W*(\w+)\W.*?(?:IN|ANY) ?\W.*?'([^']*)'", re.IGNORECASE | re.DOTALL)
BETWEEN = re.compile(r"(\w+)\W+(?:BETWEEN|>=) (\d+)", re.IGNORECASE)


def fill(connection) -> set[str]:
    """A row in each empty table, all with the same ids, so that each points at the next. The names of all tables."""
    found = sa.MetaData()
    found.reflect(connection)
    tables = [table for table in found.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        if not connection.scalar(sa.select(sa.func.count()).select_from(table)):
            allowed = dict(_allowed(connection, table))
            row = {column.name: allowed.get(column.name, _value(column)) for column in table.columns}
            connection.execute(sa.insert(table), row)
    return {table.name for table in tables}


def _allowed(connection, table):
    for check in sa.inspect(connection).get_check_constraints(table.name):
        if one_of := ONE_OF.match(check["sqltext"]):
            yield one_of.groups()
        else:
            yield from ((name, int(least)) for name, least in BETWEEN.findall(check["sqltext"]))


def _value(column):
    kind = column.type
    if isinstance(kind, sa.JSON):
        return {}
    if isinstance(kind, sa.Boolean):
        return True
    if isinstance(kind, (sa.Integer, sa.Numeric)):
        return 1
    if isinstance(kind, sa.DateTime):
        return datetime(2026, 11, 24, 12, tzinfo=UTC)
    if isinstance(kind, sa.Date):
        return date(2026, 11, 24)
    if isinstance(kind, sa.LargeBinary):
        return b"x"
    return "x"
