"""Whole seconds of a time, in the database. SQLite's `unixepoch` costs a third of its `strftime('%s')`."""

from sqlalchemy import BigInteger
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class epoch(FunctionElement):  # noqa: N801 — reads as a function
    type, inherit_cache, name = BigInteger(), True, "epoch"


@compiles(epoch, "sqlite")
def _sqlite(element, compiler, **kw):
    return f"unixepoch({compiler.process(element.clauses, **kw)})"


@compiles(epoch, "postgresql")
def _postgresql(element, compiler, **kw):
    return f"CAST(floor(extract(epoch FROM {compiler.process(element.clauses, **kw)})) AS BIGINT)"
