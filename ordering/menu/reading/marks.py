"""By what a kept menu is known to hold still: the menu's version, the restaurant's, and its pause. One small read.

Asked with every menu read, so it costs as little as a read can: a plain cursor, no transaction, and those who ask at
the same moment share one statement. It begins after each of them asked, so none is told of a menu older than its
question. (A phone that hears `menu.changed` asks at once, perhaps another process.)
"""

import threading

from core.transactions import engine

READ = (
    "SELECT r.id, r.version, r.paused_until, m.version FROM restaurants r"
    " LEFT JOIN menu_versions m ON m.restaurant_id = r.id AND m.id = 'menu' WHERE r.id {}"
)


class _Batch:
    def __init__(self):
        self.ids, self.found = set(), None


_gate = threading.Lock()
_open = _Batch()


def marks_of(restaurant_id: str) -> tuple | None:
    """None where there is no such restaurant."""
    global _open
    batch = _open
    batch.ids.add(restaurant_id)
    with _gate:
        if batch.found is None:
            _open = _Batch()  # who comes from now on waits for the next
            batch.found = _read(sorted(tuple(batch.ids)))
    return batch.found.get(restaurant_id)


def _read(ids: list[str]) -> dict[str, tuple]:
    connection = engine().raw_connection()
    try:
        if engine().dialect.name == "postgresql":
            rows = _in_postgres(connection.dbapi_connection, ids)
        else:
            cursor = connection.cursor()
            rows = cursor.execute(READ.format(f"IN ({', '.join('?' * len(ids))})"), ids).fetchall()
        return {row[0]: tuple(row[1:]) for row in rows}
    finally:
        connection.close()


def _in_postgres(connection, ids):
    """One statement whatever the number of ids, prepared once, without a transaction's two more round trips."""
    connection.autocommit = True
    try:
        return connection.execute(READ.format("= ANY(%s)"), [ids], prepare=True).fetchall()
    finally:
        if not connection.closed:
            connection.autocommit = False
