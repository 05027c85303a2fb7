"""What SQLite's planner is told about the tables, written with every `flask db upgrade`.

Without statistics it takes any index for ten rows a value, so a restaurant for ten rows: then whatever lies in the
wanted order is walked, and one bump went through every line that was ever cooked. Gathered statistics (ANALYZE) would
know the truth of one evening and be empty on the first, and connections that stand would not hear of them. So they are
said: the same in every file, from its first row on, and plans that are tested are those that run.
"""

ROWS = 1_000_000
ROWS_OF_PARTIAL = 200  # an index with a condition is for the few rows that somebody still works on
FEW = {"restaurant_id": 3, "station_id": 4, "status": 4, "state": 4, "kind": 4, "item_id": 100, "day": 300, "cause": 4}
MANY = 50_000  # values of any other column: ids, moments, hashes


def tell_planner(driver) -> None:
    """`driver`: SQLite's own connection, within a transaction or not."""
    driver.execute("ANALYZE sqlite_schema")  # makes the table of statistics
    driver.execute("DELETE FROM sqlite_stat1")
    tables = driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    for (table,) in tables.fetchall():
        for _, index, is_unique, _, is_partial in driver.execute(f'PRAGMA index_list("{table}")').fetchall():
            columns = [row[2] for row in driver.execute(f'PRAGMA index_info("{index}")')]
            told = told_of(columns, is_unique, is_partial)
            driver.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", (table, index, told))
    driver.execute("ANALYZE sqlite_schema")  # this connection reads them now, others when they open


def told_of(columns: list[str], is_unique, is_partial) -> str:
    """How many rows there are, then how many share the first value, the first two, and so on."""
    rows = [ROWS_OF_PARTIAL if is_partial else ROWS]
    for column in columns:
        rows.append(max(2, rows[-1] // FEW.get(column, MANY)))
    if is_unique:
        rows[-1] = 1
    return " ".join(map(str, rows))
