"""From the database into DuckDB: whole columns of text by the fastest way that each driver has, nothing row by row.

PostgreSQL writes CSV itself (COPY); SQLite puts whole lines together, fields apart by a character that no key, code or
number has. Both within the session's one moment, so that payments, verdicts and ledger are of the same instant.
"""

from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Boolean, Select, cast, func
from sqlalchemy.dialects import postgresql, sqlite

UNIT = "\x1f"


@dataclass(frozen=True)
class Source:
    """A SELECT and the DuckDB types of what it gives, name by name."""

    name: str
    select: Select
    kinds: dict[str, str]


def load(session, duck, folder: Path, source: Source) -> None:
    """The table `source.name` in DuckDB."""
    path = folder / f"{source.name}.csv"
    driver = session.connection().connection.driver_connection
    if session.get_bind().dialect.name == "postgresql":
        _copy(driver, _text(source.select, postgresql), path)
        form = "delim=',', quote='\"', escape='\"'"
    else:
        _write(driver, _text(source.select, sqlite), list(source.kinds), path)
        form = f"delim='{UNIT}', quote='', escape=''"
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in source.kinds.items())
    duck.execute(
        f"CREATE OR REPLACE TABLE {source.name} AS SELECT * FROM read_csv('{path}', columns={{{columns}}}, "
        f"header=false, {form}, nullstr='', auto_detect=false, new_line='\\n')"
    )
    path.unlink()


def moment(session, column):
    """A time as text without a zone, in UTC: SQLite keeps it so, PostgreSQL would write it in the session's zone."""
    return func.timezone("UTC", column) if session.get_bind().dialect.name == "postgresql" else column


def truth(column, name: str):
    """A JSON object's true or false, false where it is not there."""
    return func.coalesce(column[name].as_boolean(), cast(False, Boolean))


def _text(select, dialect) -> str:
    compiled = select.compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True})
    return str(compiled)


def _copy(driver, text, path):
    with driver.cursor() as cursor, cursor.copy(f"COPY ({text}) TO STDOUT (FORMAT csv)") as copy:
        with open(path, "wb") as file:
            for block in copy:
                file.write(block)


def _write(driver, text, names, path):
    """SQLite puts each line together: one text a row in Python instead of one object a value."""
    line = f" || '{UNIT}' || ".join(f"coalesce({name}, '')" for name in names)
    cursor = driver.cursor()
    try:
        with open(path, "w", newline="", encoding="utf-8") as file:
            file.writelines(map(itemgetter(0), cursor.execute(f"SELECT {line} || char(10) FROM ({text})")))
    finally:
        cursor.close()
