"""The rebate's books: standing of each trade, ledger by subject, roll-ups, merchants, statements, the platform's word"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from core.clock import now
from core.db import Json, Money, UtcDateTime
from core.ids import new_id
from rebates.books.guards import append_only, editable, frozen_months, unfrozen
from rebates.books.posting import chained

revision = "e91c4b7a20d6"
down_revision = "b7e40c92d5a8"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
PAIR = (sa.Column("provider_id", ID, nullable=False), sa.Column("programme", sa.String(length=40), nullable=False))
KINDS = "'accrual', 'adjustment', 'reversal'"
MORE = f"{KINDS}, 'advertising', 'fee_spread', 'operation_fee'"
NEW = (
    "todo_shares", "dispute_messages", "disputes", "platform_figures", "statements", "milestones", "month_sums",
    "month_counts", "merchant_months", "ledger_heads", "provider_books", "judged_trades", "payer_aliases",
    "code_registrations", "merchants",
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    _members()
    _trades()
    _sums()
    _settlement()
    op.add_column("enrolments", sa.Column("ended_at", UtcDateTime(), nullable=True))
    op.add_column("enrolments", sa.Column("merchant_id", ID, nullable=True))
    op.add_column("verdicts", sa.Column("earned", Money, nullable=True))
    op.add_column("verdicts", sa.Column("booked", Money, nullable=True))
    op.add_column("verdicts", sa.Column("cause", sa.String(length=20), nullable=True))
    _run(editable("ledger_rows", dialect))
    op.drop_index("ix_ledger_rows_restaurant_id_payment_id", table_name="ledger_rows")
    op.drop_index("ix_ledger_rows_provider_id", table_name="ledger_rows")
    for name, kind in (("subject", sa.String(length=120)), ("trade_month", sa.String(length=7)), ("position", sa.Integer())):
        op.add_column("ledger_rows", sa.Column(name, kind, nullable=True))
    op.execute("UPDATE ledger_rows SET subject = 'payment:' || payment_id, trade_month = month")
    _count()
    with op.batch_alter_table("ledger_rows") as batch:
        for name, kind in (("subject", sa.String(length=120)), ("trade_month", sa.String(length=7)), ("position", sa.Integer())):
            batch.alter_column(name, existing_type=kind, nullable=False)
        batch.drop_column("payment_id")
        batch.alter_column("kind", existing_type=sa.String(length=12), type_=sa.String(length=20))
        batch.alter_column("source", existing_type=sa.String(length=120), type_=sa.String(length=160))
        batch.drop_constraint("kind", type_="check")
        batch.create_check_constraint("kind", f"kind IN ({MORE})")
    op.create_index("ix_ledger_rows_restaurant_id_subject", "ledger_rows", ["restaurant_id", "subject"])
    op.create_index("ix_ledger_rows_provider_id_month", "ledger_rows", ["provider_id", "month", "id"])
    for table in ("ledger_rows", "statements", "platform_figures", "dispute_messages"):
        _run(append_only(table, dialect))
    _run(frozen_months(dialect))


def downgrade() -> None:
    """Rows for anything but a payment were not known before."""
    dialect = op.get_bind().dialect.name
    _run(unfrozen(dialect))
    for table in ("ledger_rows", "statements", "platform_figures", "dispute_messages"):
        _run(editable(table, dialect))
    op.drop_index("ix_ledger_rows_provider_id_month", table_name="ledger_rows")
    op.drop_index("ix_ledger_rows_restaurant_id_subject", table_name="ledger_rows")
    op.execute(f"DELETE FROM ledger_rows WHERE kind NOT IN ({KINDS})")
    op.add_column("ledger_rows", sa.Column("payment_id", ID, nullable=True))
    op.execute("UPDATE ledger_rows SET payment_id = substr(replace(subject, 'payment:', ''), 1, 36)")
    with op.batch_alter_table("ledger_rows") as batch:
        batch.alter_column("payment_id", existing_type=ID, nullable=False)
        for name in ("subject", "trade_month", "position"):
            batch.drop_column(name)
        batch.drop_constraint("kind", type_="check")
        batch.create_check_constraint("kind", f"kind IN ({KINDS})")
        batch.alter_column("kind", existing_type=sa.String(length=20), type_=sa.String(length=12))
        batch.alter_column("source", existing_type=sa.String(length=160), type_=sa.String(length=120))
    op.create_index("ix_ledger_rows_restaurant_id_payment_id", "ledger_rows", ["restaurant_id", "payment_id"])
    op.create_index("ix_ledger_rows_provider_id", "ledger_rows", ["provider_id"])
    _run(append_only("ledger_rows", dialect))
    for name in ("cause", "booked", "earned"):
        op.drop_column("verdicts", name)
    for name in ("merchant_id", "ended_at"):
        op.drop_column("enrolments", name)
    for table in NEW:
        op.drop_table(table)


CHAINED = "restaurant_id id provider_id programme subject kind amount month trade_month position source reverses_id day rules"


def _count():
    """Numbers and chains the rows that are there, and gives what they lead to: standings, heads and roll-ups."""
    tables = sa.MetaData()
    tables.reflect(op.get_bind(), only=("ledger_rows", "verdicts", "enrolments", "judged_trades", "ledger_heads", "month_counts", "month_sums", "provider_books"))
    db, heads, sums, last, pairs = op.get_bind(), {}, {}, {}, set()
    at = sa.column("at", UtcDateTime)
    rows = tables.tables["ledger_rows"]
    names = [c for c in rows.c if c.name not in ("at", "day", "rules")]
    for row in db.execute(sa.select(*names, rows.c.day, rows.c.rules, at).select_from(rows).order_by(rows.c.id)).mappings().all():
        month = (row["provider_id"], row["programme"], row["month"])
        count, sha256 = heads.get(month, (0, ""))
        told = {**{name: row[name] for name in CHAINED.split()}, "position": count + 1, "at": row["at"]}
        heads[month] = (count + 1, chained(sha256, told))
        this = (rows.c.restaurant_id == row["restaurant_id"], rows.c.id == row["id"])
        db.execute(sa.update(rows).where(*this).values(position=count + 1))
        key = (row["restaurant_id"], *month, row["kind"])
        sums[key] = sums.get(key, 0) + row["amount"]
        subject = (row["restaurant_id"], row["programme"], row["subject"])
        last[subject] = (last.get(subject, (0, None))[0] + row["amount"], row["id"])
        pairs.add(month[:2])
    trades, counts = _standing(db, tables.tables["verdicts"], at, last)
    pairs |= {(t["provider_id"], t["programme"]) for t in trades}
    pair_month = ("provider_id", "programme", "month")
    for name, found in (
        ("judged_trades", trades),
        ("ledger_heads", [dict(zip((*pair_month, "rows", "sha256"), (*key, *head))) for key, head in heads.items()]),
        ("month_sums", [dict(zip(("restaurant_id", "id", *pair_month, "kind", "amount"), (key[0], new_id(), *key[1:], n))) for key, n in sums.items()]),
        ("month_counts", [dict(zip(("restaurant_id", "id", *pair_month, "reason", "orders"), (key[0], new_id(), *key[1:], n))) for key, n in counts.items()]),
        ("provider_books", [{"provider_id": p, "programme": c, "changes": 1, "changed_at": now()} for p, c in pairs]),
    ):
        table, timed = tables.tables[name], {"changed_at": UtcDateTime(), "paid_at": UtcDateTime(), "judged_at": UtcDateTime()}
        typed = sa.table(name, *(sa.column(c.name, timed.get(c.name, Json if isinstance(c.type, sa.JSON) else c.type)) for c in table.c))
        if found:
            db.execute(sa.insert(typed), found)


def _standing(db, verdicts, at, last):
    """How each trade stands by its last verdict; (restaurant, provider, programme, month, reason) → how many."""
    standing, counts = {}, {}
    names = [c for c in verdicts.c if c.name != "at"]
    for v in db.execute(sa.select(*names, at).select_from(verdicts).order_by(verdicts.c.revision, verdicts.c.id)).mappings():
        facts, reasons = dict(v["facts"]), list(v["reasons"])
        booked, ledger_id = last.get((v["restaurant_id"], v["programme"], f"payment:{v['payment_id']}"), (0, None))
        told = facts.get("settled_at")
        standing[v["restaurant_id"], v["payment_id"], v["programme"]] = {
            **{name: v[name] for name in ("restaurant_id", "payment_id", "programme", "provider_id", "month", "revision")},
            "id": new_id(),
            "merchant": v["restaurant_id"],
            "payer": None,
            "day": facts.get("day", f"{v['month']}-01"),
            "paid_at": datetime.fromisoformat(told) if told else v["at"],
            "trade_no": v["payment_id"],
            "table_code": None,
            "rules": facts.get("rules", f"{v['month']}-01"),
            "facts": facts,
            "own_reasons": reasons,
            "reasons": reasons,
            "reason": (reasons or [""])[0],
            **dict.fromkeys(("earned", "capped", "booked"), booked),
            "ledger_id": ledger_id,
            "judged_at": v["at"],
        }
    for trade in standing.values():
        key = (trade["restaurant_id"], trade["provider_id"], trade["programme"], trade["month"], trade["reason"])
        counts[key] = counts.get(key, 0) + 1
    return list(standing.values()), counts


def _run(statements):
    for statement in statements:
        op.execute(statement)


def _fresh(*columns):
    """A column belongs to one table only."""
    return [sa.Column(c.name, c.type, nullable=c.nullable) for c in columns]


def _tenant(name, *columns, unique=()):
    more = [sa.UniqueConstraint("restaurant_id", *unique, name=op.f(f"uq_{name}_restaurant_id_{'_'.join(unique)}"))] if unique else []
    op.create_table(
        name,
        sa.Column("restaurant_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f(f"pk_{name}")),
        *more,
    )


def _members():
    op.create_table(
        "merchants",
        sa.Column("id", ID, nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("platform_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('direct', 'indirect')", name=op.f("ck_merchants_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merchants")),
        sa.UniqueConstraint("provider_id", "kind", "platform_id", name=op.f("uq_merchants_provider_id_kind_platform_id")),
    )
    _tenant(
        "code_registrations",
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("table_id", ID, nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("registration_id", sa.String(length=64), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('asked', 'registered', 'refused')", name=op.f("ck_code_registrations_state")),
        unique=("provider_id", "code"),
    )
    op.create_table(
        "payer_aliases",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("same_as", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payer_aliases")),
    )
    op.create_index("ix_payer_aliases_same_as", "payer_aliases", ["same_as"])


def _trades():
    _tenant(
        "judged_trades",
        sa.Column("payment_id", ID, nullable=False),
        sa.Column("programme", sa.String(length=40), nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("merchant", ID, nullable=False),
        sa.Column("payer", sa.String(length=64), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("paid_at", UtcDateTime(), nullable=False),
        sa.Column("trade_no", sa.String(length=64), nullable=False),
        sa.Column("table_code", sa.String(length=64), nullable=True),
        sa.Column("rules", sa.String(length=10), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("own_reasons", Json, nullable=False),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("earned", Money, nullable=False),
        sa.Column("capped", Money, nullable=False),
        sa.Column("booked", Money, nullable=False),
        sa.Column("ledger_id", ID, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("judged_at", UtcDateTime(), nullable=False),
        unique=("payment_id", "programme"),
    )
    op.create_index("ix_judged_trades_place", "judged_trades", ["provider_id", "programme", "merchant", "day", "payer"])
    op.create_index("ix_judged_trades_in_time", "judged_trades", ["provider_id", "programme", "month", "merchant", "paid_at", "trade_no"])
    op.create_index("ix_judged_trades_reason", "judged_trades", ["restaurant_id", "programme", "month", "reason"])
    op.create_index("ix_judged_trades_restaurant_id_table_code", "judged_trades", ["restaurant_id", "table_code"])
    op.create_index("ix_judged_trades_payer", "judged_trades", ["payer"])
    _tenant(
        "milestones",
        *_fresh(*PAIR),
        sa.Column("reward", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("progress", Json, nullable=False),
        sa.Column("booked", Money, nullable=False),
        sa.Column("ledger_id", ID, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        unique=("provider_id", "programme", "reward", "subject"),
    )


def _sums():
    _pair("provider_books", sa.Column("changes", sa.Integer(), nullable=False), sa.Column("changed_at", UtcDateTime(), nullable=False))
    month = sa.Column("month", sa.String(length=7), nullable=False)
    _pair(
        "ledger_heads",
        *_fresh(month),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        key=("month",),
    )
    _pair(
        "merchant_months",
        *_fresh(month),
        sa.Column("merchant", ID, nullable=False),
        *(sa.Column(name, Money, nullable=False) for name in ("earned", "capped", "booked")),
        key=("month", "merchant"),
    )
    for name, by, what in (
        ("month_counts", sa.Column("reason", sa.String(length=40), nullable=False), sa.Column("orders", sa.Integer(), nullable=False)),
        ("month_sums", sa.Column("kind", sa.String(length=20), nullable=False), sa.Column("amount", Money, nullable=False)),
    ):
        _tenant(name, *_fresh(*PAIR), *_fresh(month), by, what, unique=("provider_id", "programme", "month", by.name))
    op.create_table(
        "statements",
        sa.Column("id", ID, nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        *_fresh(month),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=False),
        sa.Column("frozen_by", sa.String(length=60), nullable=False),
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("summary", Json, nullable=False),
        sa.Column("totals", Json, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("provider_id", "month", name=op.f("uq_statements_provider_id_month")),
        sa.UniqueConstraint("provider_id", "number", name=op.f("uq_statements_provider_id_number")),
    )


def _pair(name, *columns, key=()):
    op.create_table(
        name,
        *_fresh(*PAIR),
        *columns,
        sa.PrimaryKeyConstraint("provider_id", "programme", *key, name=op.f(f"pk_{name}")),
    )


def _settlement():
    where = [
        sa.Column("restaurant_id", ID, nullable=True),
        sa.Column("merchant", ID, nullable=True),
        sa.Column("trade_no", sa.String(length=64), nullable=True),
    ]
    month = sa.Column("month", sa.String(length=7), nullable=False)
    op.create_table(
        "platform_figures",
        sa.Column("id", ID, nullable=False),
        sa.Column("column", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        *_fresh(*PAIR, month, *where),
        sa.Column("amount", Money, nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("\"column\" IN ('confirmed', 'paid')", name=op.f("ck_platform_figures_column")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_figures")),
        sa.UniqueConstraint("provider_id", "file_sha256", "line", name=op.f("uq_platform_figures_provider_id_file_sha256_line")),
    )
    op.create_index("ix_platform_figures_provider_id_month", "platform_figures", ["provider_id", "month"])
    op.create_table(
        "disputes",
        sa.Column("id", ID, nullable=False),
        *_fresh(*PAIR, month, *where),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("opened_by", sa.String(length=60), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    op.create_index("ix_disputes_provider_id_month", "disputes", ["provider_id", "month"])
    op.create_table(
        "dispute_messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("dispute_id", ID, nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["disputes.id"], name=op.f("fk_dispute_messages_dispute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_messages")),
    )
    op.create_index("ix_dispute_messages_dispute_id", "dispute_messages", ["dispute_id"])
    op.create_table(
        "todo_shares",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("restaurant_id", ID, nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_todo_shares")),
    )
    op.create_index("ix_todo_shares_provider_id", "todo_shares", ["provider_id"])
