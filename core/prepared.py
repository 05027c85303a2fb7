"""A statement as a driver takes it: compiled once, its values and rows turned by the shortest way there is."""

from collections import namedtuple
from functools import partial
from itertools import count

import orjson
from sqlalchemy import JSON, LargeBinary
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.exc import DBAPIError

from core import libpq

_NUMBERED = psycopg.dialect(paramstyle="numeric_dollar")  # $1 instead of %(name)s


class Prepared:
    """SQL text, what turns values into the driver's, and what turns rows back. Its name is PostgreSQL's for it."""

    _numbers = count()

    def __init__(self, built, dialect, names):
        compiled = built.compile(dialect=_NUMBERED if dialect.name == "postgresql" else dialect, column_keys=names)
        self.sql, self.name, self._dialect = compiled.string, b"z%d" % next(self._numbers), dialect
        self._names = list(compiled.positiontup)
        binds = [compiled.binds[name] for name in self._names]
        self._own = {name: bind.value for name, bind in zip(self._names, binds, strict=True) if not bind.required}
        self._given_by = [(i, c) for i, c in enumerate(_to_driver(bind.type, dialect) for bind in binds) if c]
        self.formats = [int(isinstance(bind.type, LargeBinary)) for bind in binds]
        columns = compiled._result_columns
        # Named tuples without a Python frame for each: `_make` has one.
        self._row = (
            partial(tuple.__new__, namedtuple("Row", [c.keyname for c in columns], rename=True)) if columns else None
        )
        self._taken_by = [(i, c) for i, c in enumerate(_from_driver(c.type, dialect) for c in columns) if c]
        if dialect.name == "postgresql":
            self.sql = self.sql.encode()

    def execute(self, connection, values):
        """On SQLite: its tuples, or the number of rows it touched."""
        try:
            if isinstance(values, list):
                return connection.executemany(self.sql, [self._given(v) for v in values]).rowcount
            cursor = connection.execute(self.sql, self._given(values))
            return cursor.rowcount if self._row is None else cursor.fetchall()
        except self._dialect.dbapi.Error as error:
            raise DBAPIError.instance(
                self.sql, None, error, self._dialect.dbapi.Error, dialect=self._dialect
            ) from error

    def given(self, values) -> list:
        """For PostgreSQL: a list of values for each row."""
        return [libpq.texts(self._given(v)) for v in (values if isinstance(values, list) else (values,))]

    def _given(self, values):
        if self._own:
            values = self._own | values
        row = [values[name] for name in self._names]
        for i, convert in self._given_by:
            row[i] = convert(row[i])
        return row

    def rows(self, answer):
        if self._row is None:
            return answer
        if self._taken_by:
            answer = [self._taken(list(row)) for row in answer]
        return list(map(self._row, answer))

    def _taken(self, row):
        for i, convert in self._taken_by:
            row[i] = convert(row[i])
        return row


def _to_driver(kind, dialect):
    if isinstance(kind, JSON):
        return dialect._json_serializer if dialect.name == "sqlite" else orjson.dumps
    if isinstance(kind, LargeBinary) and dialect.name == "postgresql":
        return None
    return kind._cached_bind_processor(dialect)


def _from_driver(kind, dialect):
    if isinstance(kind, JSON) and dialect.name == "sqlite":
        loads = dialect._json_deserializer
        return lambda text: None if text is None else loads(text)
    return kind._cached_result_processor(dialect, None)
