"""What the platform says is brought in: each line once, looked at before it is kept, wrong lines named."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select

from core.clock import now, rfc3339
from core.ids import new_id
from rebates.books.locking import lock_books
from rebates.books.models import LedgerRow
from rebates.books.posting import Entry, Posting
from rebates.settlement.awards import read_awards
from rebates.settlement.lines import Line, problem
from rebates.settlement.models import PlatformFigure, PlatformImport
from rebates.settlement.queries import known_merchants, known_restaurants, trades_named
from rebates.settlement.spreadsheet import read_csv

MANY = 5000


@dataclass
class Plan:
    """What a file would add: rows of figures; how many lines were known; the wrong ones with their reasons."""

    column: str
    programme: str
    sha256: str
    rows: list[dict] = field(default_factory=list)
    known: int = 0
    refused: list[dict] = field(default_factory=list)

    def report(self, dry_run: bool) -> dict:
        sums = defaultdict(lambda: [0, 0])
        for row in self.rows:
            of = sums[row["month"], row["kind"]]
            of[0], of[1] = of[0] + 1, of[1] + row["amount"]
        return {
            "column": self.column,
            "programme": self.programme,
            "file_sha256": self.sha256,
            "kept": len(self.rows),
            "known": self.known,
            "wrong": len(self.refused),
            "refused": sorted(self.refused, key=lambda line: line["line"])[:1000],
            "sums": [
                {"month": month, "kind": kind, "lines": lines, "amount": amount}
                for (month, kind), (lines, amount) in sorted(sums.items())
            ],
            "dry_run": dry_run,
        }


def read(data: bytes, kind: str) -> tuple[str, list[Line], list[dict]]:
    """(hash of the bytes, lines, problems). Slow where the file is long: call it through offload(). Unreadable."""
    lines, wrong = read_awards(data) if kind == "application/json" else read_csv(data)
    return hashlib.sha256(data).hexdigest(), lines, wrong


def plan_import(session, provider_id: str, column: str, programme: str, sha256: str, lines, wrong) -> Plan:
    """Each line finds its merchant, restaurant and trade here; nothing is saved.

    A trade that the same column has already with the same amount is known; with another amount the line is refused,
    because the platform corrects by differences. An award's sum replaces what was said of that merchant's month.
    """
    plan = Plan(column, programme, sha256, refused=list(wrong))
    merchants, restaurants = known_merchants(session, provider_id), known_restaurants(session, provider_id)
    trades = trades_named(session, provider_id, programme, {line.trade_no for line in lines if line.trade_no})
    kept = _kept(session, provider_id, column, programme, sha256, lines)
    for line in lines:
        fault = _fault(line, column, merchants, restaurants)
        if fault:
            plan.refused.append(problem(line.number, fault))
            continue
        row = _row(provider_id, plan, line, merchants, trades)
        verdict = kept.weigh(row, line)
        if verdict == "new":
            plan.rows.append(row)
        elif verdict == "known":
            plan.known += 1
        else:
            plan.refused.append(problem(line.number, verdict))
    return plan


def keep_import(session, provider_id: str, plan: Plan, name: str, by: str) -> dict:
    """Saves what was planned in this very transaction; the books of the pair are locked meanwhile.

    Figures of the platform are kept beside the books; other income of ours is posted in them.
    """
    if plan.column == "ours":
        _post(session, provider_id, plan)
    else:
        at = now()
        for n in range(0, len(plan.rows), MANY):
            session.execute(insert(PlatformFigure), [{**row, "at": at} for row in plan.rows[n : n + MANY]])
    note_import(session, provider_id, plan, name, by)
    return plan.report(False)


def note_import(session, provider_id: str, plan: Plan, name: str, by: str) -> None:
    """That the file was brought in, whatever became of its lines."""
    session.execute(
        insert(PlatformImport),
        {
            **{"id": new_id(), "provider_id": provider_id, "column": plan.column, "programme": plan.programme},
            **{"name": name or plan.sha256[:12], "file_sha256": plan.sha256, "kept": len(plan.rows)},
            **{"known": plan.known, "refused": len(plan.refused), "amount": sum(row["amount"] for row in plan.rows)},
            **{"months": sorted({row["month"] for row in plan.rows}), "by": by, "at": now()},
        },
    )


def imports_of(session, provider_id: str, most: int = 100) -> list[dict]:
    """The latest first."""
    rows = session.execute(
        select(*PlatformImport.__table__.c)
        .where(PlatformImport.provider_id == provider_id)
        .order_by(PlatformImport.id.desc())
        .limit(most)
    ).mappings()
    return [{**row, "at": rfc3339(row["at"])} for row in rows]


def lock(session, provider_id: str, programme: str) -> None:
    """Two imports of the same file meet here, so that each line is kept once."""
    lock_books(session, [(provider_id, programme)])


def _post(session, provider_id, plan):
    """A ledger row for each line, of its own kind."""
    posting = Posting(session, provider_id, plan.programme)
    for row in plan.rows:
        subject = f"{_subject(plan.sha256)}{row['line']}"
        posting.post(
            Entry(*(row["restaurant_id"], subject, row["amount"], row["month"], None, None, subject, None), row["kind"])
        )
    posting.save()


def _subject(sha256) -> str:
    return f"import:{sha256}:"


class _kept:
    """What the column holds already: lines of this file, sums by trade, sums of months."""

    def __init__(self, session, provider_id, column, programme, sha256, lines):
        mine = (
            PlatformFigure.provider_id == provider_id,
            PlatformFigure.column == column,
            PlatformFigure.programme == programme,
        )
        self.lines = _lines_kept(session, provider_id, column, sha256)
        self.trades: dict = defaultdict(int)
        named = sorted({line.trade_no for line in lines if line.trade_no})
        for n in range(0, len(named), 500):
            rows = session.execute(
                select(PlatformFigure.kind, PlatformFigure.trade_no, func.sum(PlatformFigure.amount))
                .where(*mine, PlatformFigure.trade_no.in_(named[n : n + 500]))
                .group_by(PlatformFigure.kind, PlatformFigure.trade_no)
            )
            self.trades.update({(kind, trade_no): int(amount) for kind, trade_no, amount in rows})
        self.months: dict = defaultdict(int)
        if any(line.snapshot for line in lines):
            rows = session.execute(
                select(
                    *(PlatformFigure.kind, PlatformFigure.month, PlatformFigure.merchant),
                    func.sum(PlatformFigure.amount),
                )
                .where(*mine, PlatformFigure.trade_no.is_(None))
                .group_by(PlatformFigure.kind, PlatformFigure.month, PlatformFigure.merchant)
            )
            self.months.update({(kind, month, merchant): int(sum_) for kind, month, merchant, sum_ in rows})

    def weigh(self, row, line) -> str:
        """new, known, or why not; a snapshot's amount becomes what it adds to the sum so far."""
        if row["line"] in self.lines:
            return "known"
        if line.snapshot:
            key = row["kind"], row["month"], row["merchant"]
            row["amount"], self.months[key] = row["amount"] - self.months[key], row["amount"]
            return "new" if row["amount"] else "known"
        if row["trade_no"]:
            key = row["kind"], row["trade_no"]
            before = self.trades.get(key)
            if before is not None and row["amount"] > 0:
                return "known" if before == row["amount"] else "already"
            self.trades[key] = (before or 0) + row["amount"]
        return "new"


def _lines_kept(session, provider_id, column, sha256) -> set[int]:
    if column == "ours":
        subject = _subject(sha256)
        posted = select(LedgerRow.subject).where(
            LedgerRow.provider_id == provider_id, LedgerRow.subject.startswith(subject, autoescape=True)
        )
        return {int(each.removeprefix(subject)) for each in session.execute(posted).scalars()}
    here = select(PlatformFigure.line).where(
        *(PlatformFigure.provider_id == provider_id, PlatformFigure.column == column),
        PlatformFigure.file_sha256 == sha256,
    )
    return set(session.execute(here).scalars())


def _fault(line, column, merchants, restaurants) -> str:
    if line.merchant and line.merchant not in merchants:
        return "merchant_unknown"
    if line.restaurant and line.restaurant not in restaurants:
        return "restaurant_unknown"
    if column == "ours" and line.kind == "rebate":
        return "computed"
    return "needs_restaurant" if column == "ours" and not line.restaurant else ""


def _row(provider_id, plan, line, merchants, trades) -> dict:
    of = trades.get(line.trade_no)
    return {
        **{"id": new_id(), "provider_id": provider_id, "column": plan.column, "kind": line.kind},
        **{"programme": plan.programme, "month": line.month, "amount": line.amount},
        "restaurant_id": line.restaurant or (of.restaurant_id if of else None),
        "merchant": merchants[line.merchant] if line.merchant else (of.merchant if of else None),
        **{"trade_no": line.trade_no or None, "file_sha256": plan.sha256, "line": line.number},
    }
