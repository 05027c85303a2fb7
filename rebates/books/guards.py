"""What the database itself refuses: to edit a row that is only ever added, and to add one to a frozen month.

On PostgreSQL the role that runs the program should have no UPDATE, DELETE and TRUNCATE on these tables in the first
place (docs/rebates.md); the triggers hold where one role owns everything, and on SQLite.
"""

APPEND_ONLY = ("verdicts", "ledger_rows", "statements", "platform_figures", "dispute_messages")
FROZEN = "EXISTS (SELECT 1 FROM statements s WHERE s.provider_id = NEW.provider_id AND s.month = NEW.month)"


def append_only(table: str, dialect: str) -> list[str]:
    """Statements after which UPDATE and DELETE are refused."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
    ]


def editable(table: str, dialect: str) -> list[str]:
    """The guards of `append_only` away, for a migration that has to rewrite the table."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]
    return [
        f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_append_only()",
    ]


def frozen_months(dialect: str) -> list[str]:
    """Statements after which no row comes into a month that its provider has frozen."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER ledger_rows_frozen BEFORE INSERT ON ledger_rows WHEN {FROZEN} "
            "BEGIN SELECT RAISE(ABORT, 'the month is frozen'); END"
        ]
    return [
        "CREATE OR REPLACE FUNCTION ledger_rows_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {FROZEN} THEN RAISE EXCEPTION 'the month is frozen'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER ledger_rows_frozen BEFORE INSERT ON ledger_rows "
        "FOR EACH ROW EXECUTE FUNCTION ledger_rows_frozen()",
    ]


def unfrozen(dialect: str) -> list[str]:
    """The guard of `frozen_months` away."""
    if dialect == "sqlite":
        return ["DROP TRIGGER IF EXISTS ledger_rows_frozen"]
    return [
        "DROP TRIGGER IF EXISTS ledger_rows_frozen ON ledger_rows",
        "DROP FUNCTION IF EXISTS ledger_rows_frozen()",
    ]
