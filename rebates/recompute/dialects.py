"""Where DuckDB's SQL and Spark's differ. Everything else that compiling writes is the same for both."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """`table` and `view` begin the statement that gives a query a name: kept, or asked again each time."""

    name: str
    division: str
    table: str
    view: str

    def divided(self, left: str, right: int) -> str:
        """Whole division; DuckDB's `/` and Spark's give fractions."""
        return f"({left} {self.division} {right})"

    def days_later(self, day: str, days: str) -> str:
        return f"date_add({day}, {days})" if self.name == "spark" else f"({day} + {days})"


DUCKDB = Dialect("duckdb", "//", table="CREATE OR REPLACE TABLE", view="CREATE OR REPLACE VIEW")
# A view on a view on a view is worked out again at each mention: what DuckDB keeps, Spark caches.
SPARK = Dialect("spark", "div", table="CACHE TABLE", view="CREATE OR REPLACE TEMP VIEW")
