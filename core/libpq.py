"""PostgreSQL without psycopg's cursors: the hot paths' statements through libpq's own pipeline.

A cursor converts its query and its values anew each time, and sends and awaits each statement of a pipeline for
itself, through gevent's poll: two thirds of the CPU of an order. Here a statement is prepared once on a connection,
everything is sent together and awaited once.
"""

import select
from datetime import date, datetime
from weakref import WeakKeyDictionary

from gevent import monkey
from gevent.socket import wait_read
from psycopg import IsolationLevel, generators
from psycopg.adapt import Transformer
from psycopg.errors import DataError, OperationalError, error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

BEGIN = {level: f"BEGIN ISOLATION LEVEL {level.name.replace('_', ' ')}".encode() for level in IsolationLevel}
BEGIN[None] = b"BEGIN"
COMMIT = b"COMMIT"
_prepared: WeakKeyDictionary = WeakKeyDictionary()  # connection → names of the statements that it knows


def texts(values: list) -> list[bytes | None]:
    """Values as PostgreSQL reads them in text; bytes stay as they are."""
    return [None if v is None else _as_text[type(v)](v) for v in values]


def together(connection, asked, then_commit=None) -> list:
    """`asked`: (name, SQL with $1…, rows of values as `texts` gives them, formats of the values or None).

    All in one round trip, with the BEGIN that it may need and `then_commit` behind. Returns for each the rows as tuples
    where it returns rows, else how many it touched. Raises psycopg's errors.
    """
    pgconn, known = connection.pgconn, _prepared.setdefault(connection, set())
    sent = []  # what each result belongs to: a name that is being prepared, the place in `asked`, or None
    try:
        pgconn.enter_pipeline_mode()
        if pgconn.transaction_status == TransactionStatus.IDLE and not connection.autocommit:
            pgconn.send_query_params(BEGIN[connection.isolation_level], None)
            sent.append(None)
        for place, (name, sql, rows, formats) in enumerate(asked):
            if name not in known and name not in sent:
                pgconn.send_prepare(name, sql)
                sent.append(name)
            for values in rows:
                pgconn.send_query_prepared(name, values, formats)
                sent.append(place)
        if then_commit:
            pgconn.send_query_params(then_commit, None)
            sent.append(None)
        pgconn.pipeline_sync()
        results = _results(connection, len(sent) + 1)
        pgconn.exit_pipeline_mode()
    except BaseException:  # also of a greenlet that is killed in the middle
        pgconn.finish()  # whose answer comes next, nobody knows any more
        raise
    return _answers(connection, asked, sent, results, known)


def _results(connection, count) -> list:
    """One for each that was sent, and the last for the end of the pipeline."""
    pgconn, results = connection.pgconn, []
    if pgconn.flush():
        connection.wait(generators.send(pgconn))
    while len(results) < count:
        if pgconn.is_busy():
            _wait_read(pgconn.socket)
            pgconn.consume_input()
        elif (result := pgconn.get_result()) is not None:
            results.append(result)
        elif pgconn.status == ConnStatus.BAD:
            raise OperationalError("the connection is lost")
    return results


def _answers(connection, asked, sent, results, known) -> list:
    answers, transformer, refused = [0] * len(asked), Transformer(connection), None
    for what, result in zip(sent, results, strict=False):
        status = result.status
        if status == ExecStatus.FATAL_ERROR:
            refused = refused or error_from_result(result)
        elif isinstance(what, bytes) and status == ExecStatus.COMMAND_OK:
            known.add(what)
        elif status == ExecStatus.TUPLES_OK:
            transformer.set_pgresult(result)
            answers[what] = transformer.load_rows(0, result.ntuples, tuple)
        elif what is not None and status == ExecStatus.COMMAND_OK:
            answers[what] += result.command_tuples or 0
    if refused is not None:
        raise refused
    return answers


def _array(values) -> bytes:
    escaped = (v.replace("\\", "\\\\").replace('"', '\\"') for v in values)
    return _text("{" + ",".join(f'"{v}"' for v in escaped) + "}")


def _poll(fileno):
    waiting = select.poll()
    waiting.register(fileno, select.POLLIN)
    waiting.poll()


def _text(value) -> bytes:
    if "\0" in value:
        raise DataError("PostgreSQL keeps no text with a NUL in it")
    return str.encode(value)


def _number(value) -> bytes:
    return b"%d" % value


def _time(value) -> bytes:
    return value.isoformat().encode()


class _ByKind(dict):
    """A subclass is written as the nearest kind that it is one of; looked for once."""

    def __missing__(self, kind):
        near = next((base for base in kind.__mro__ if base in self), None)
        if near is None:
            raise DataError(f"a {kind.__name__} cannot be written as PostgreSQL reads it")
        return self.setdefault(kind, self[near])


_as_text = _ByKind(
    {
        str: _text,
        bytes: bytes,
        bool: lambda value: b"t" if value else b"f",
        int: _number,
        datetime: _time,
        date: _time,
        list: _array,
    }
)
_wait_read = wait_read if monkey.is_module_patched("select") else _poll
