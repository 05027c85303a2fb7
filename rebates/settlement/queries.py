"""What the platform has said, beside what our books say."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import and_, case, func, or_, select

from core.clock import rfc3339
from rebates.books.models import OURS, LedgerRow
from rebates.books.queries import PAYMENT
from rebates.members.models import Enrolment, Merchant
from rebates.settlement.causes import Difference, Ours, Theirs, compare
from rebates.settlement.models import Dispute, PlatformFigure, PlatformImport
from rebates.settlement.states import STANDS
from rebates.verdicts.models import JudgedTrade
from restaurants.profile.models import Restaurant


def known_merchants(session, provider_id: str) -> dict[str, str]:
    """PID or SMID → the merchant's id."""
    rows = session.execute(select(Merchant.platform_id, Merchant.id).where(Merchant.provider_id == provider_id))
    return dict(rows.all())


def merchant_names(session, provider_id: str) -> dict[str, str]:
    """Id → name."""
    return dict(session.execute(select(Merchant.id, Merchant.name).where(Merchant.provider_id == provider_id)).all())


def known_restaurants(session, provider_id: str) -> dict[str, str]:
    """Id → name of every restaurant that the provider has ever had in a programme."""
    rows = session.execute(
        select(Enrolment.restaurant_id, Restaurant.name)
        .join(Restaurant, Restaurant.id == Enrolment.restaurant_id)
        .where(Enrolment.provider_id == provider_id, Enrolment.since.is_not(None))
        .distinct()
    )
    return dict(rows.all())


def trades_named(session, provider_id: str, programme: str, numbers: set[str]) -> dict:
    """Trade number → (restaurant_id, merchant, payment_id, reasons) of the provider's own."""
    found, ordered = {}, sorted(numbers)
    for n in range(0, len(ordered), 500):
        rows = session.execute(
            select(
                *(JudgedTrade.trade_no, JudgedTrade.restaurant_id, JudgedTrade.merchant),
                *(JudgedTrade.payment_id, JudgedTrade.reasons),
            ).where(
                JudgedTrade.provider_id == provider_id,
                JudgedTrade.programme == programme,
                JudgedTrade.trade_no.in_(ordered[n : n + 500]),
            )
        )
        found.update({row.trade_no: row for row in rows})
    return found


def said_of(session, provider_id: str, month: str, programme: str = "") -> dict:
    """What the platform said of rebates; None: nothing was said yet. Other income stands apart.

    `{confirmed, paid, confirmed_at, paid_at, restaurants: {id: {confirmed, paid}}, others: {kind: {confirmed, paid}}}`
    """
    mine = [PlatformFigure.provider_id == provider_id, PlatformFigure.month == month]
    if programme:
        mine.append(PlatformFigure.programme == programme)
    said = {"confirmed": None, "paid": None, "confirmed_at": None, "paid_at": None}
    said |= {"restaurants": defaultdict(dict), "others": defaultdict(dict)}
    rows = session.execute(
        select(
            *(PlatformFigure.column, PlatformFigure.kind, PlatformFigure.restaurant_id),
            *(func.sum(PlatformFigure.amount).label("amount"), func.max(PlatformFigure.at).label("at")),
        )
        .where(*mine)
        .group_by(PlatformFigure.column, PlatformFigure.kind, PlatformFigure.restaurant_id)
    )
    for row in rows:
        if row.kind != "rebate":
            of = said["others"][row.kind]
            of[row.column] = of.get(row.column, 0) + int(row.amount)
            continue
        said[row.column] = (said[row.column] or 0) + int(row.amount)
        said[f"{row.column}_at"] = max(said[f"{row.column}_at"] or "", rfc3339(row.at))
        if row.restaurant_id:
            said["restaurants"][row.restaurant_id][row.column] = int(row.amount)
    return said


def months_said(session, provider_id: str, restaurant_id: str | None = None, programme: str = "") -> dict:
    """Month → `{confirmed, paid}` of rebates, of the whole provider or of one restaurant."""
    mine = [PlatformFigure.provider_id == provider_id, PlatformFigure.kind == "rebate"]
    if restaurant_id:
        mine.append(PlatformFigure.restaurant_id == restaurant_id)
    if programme:
        mine.append(PlatformFigure.programme == programme)
    found: dict = defaultdict(dict)
    for month, column, amount in session.execute(
        select(PlatformFigure.month, PlatformFigure.column, func.sum(PlatformFigure.amount))
        .where(*mine)
        .group_by(PlatformFigure.month, PlatformFigure.column)
    ):
        found[month][column] = int(amount)
    return found


def differences_of(session, provider_id: str, month: str, column: str, programme: str = "") -> list[Difference]:
    """Every pair of the month, the matched ones too; empty where the platform has said nothing.

    Keys begin with the programme: the same trade is one thing in each.
    """
    theirs = _theirs(session, provider_id, month, column, programme)
    disputed = set(
        session.execute(
            select(Dispute.key).where(
                *(Dispute.provider_id == provider_id, Dispute.month == month, Dispute.column == column),
                Dispute.state.in_(STANDS),
            )
        ).scalars()
    )
    found = []
    for code, said in sorted(theirs.items()):
        ours = _ours(session, provider_id, month, code)
        ours += _judged(session, provider_id, code, said, ours)
        mine = {key.removeprefix(f"{code}:") for key in disputed if key.startswith(f"{code}:")}
        found += [replace(d, key=f"{code}:{d.key}") for d in compare(ours, said, frozenset(mine))]
    return found


def last_import(session, provider_id: str) -> str | None:
    """When the platform was last heard."""
    at = session.execute(
        select(func.max(PlatformImport.at)).where(
            PlatformImport.provider_id == provider_id, PlatformImport.column != "ours"
        )
    ).scalar()
    return rfc3339(at)


def _theirs(session, provider_id, month, column, programme):
    mine = [PlatformFigure.provider_id == provider_id, PlatformFigure.month == month, PlatformFigure.column == column]
    if programme:
        mine.append(PlatformFigure.programme == programme)
    found: dict = defaultdict(list)
    for r in session.execute(
        select(
            *(PlatformFigure.programme, PlatformFigure.kind, PlatformFigure.amount),
            *(PlatformFigure.restaurant_id, PlatformFigure.merchant, PlatformFigure.trade_no),
        ).where(*mine)
    ):
        found[r.programme].append(Theirs(r.kind, r.amount, r.restaurant_id or "", r.merchant or "", r.trade_no or ""))
    return found


def _ours(session, provider_id, month, programme):
    """What the ledger holds of the month, subject by subject, with what was posted for the same things later."""
    own = list(known_restaurants(session, provider_id))
    mine = LedgerRow.restaurant_id.in_(own), LedgerRow.provider_id == provider_id, LedgerRow.programme == programme
    here = LedgerRow.month == month
    rows = session.execute(
        select(
            *(LedgerRow.restaurant_id, LedgerRow.subject, LedgerRow.kind),
            *(func.count(case((here, 1))).label("here"), func.max(LedgerRow.trade_month).label("trade_month")),
            func.sum(case((here, LedgerRow.amount), else_=0)).label("amount"),
            func.sum(case((here, 0), else_=LedgerRow.amount)).label("later"),
        )
        .where(*mine, or_(here, and_(LedgerRow.month > month, LedgerRow.trade_month <= month)))
        .group_by(LedgerRow.restaurant_id, LedgerRow.subject, LedgerRow.kind)
    ).all()
    trades = _trades(session, provider_id, programme, own, {r.subject for r in rows})
    merchants = _merchant_of(session, provider_id)
    sums: dict = {}
    for r in rows:
        kind = "rebate" if r.kind in OURS else r.kind
        of = sums.setdefault((r.restaurant_id, r.subject, kind), [0, 0, 0, r.trade_month])
        of[0], of[1], of[2] = of[0] + r.here, of[1] + int(r.amount), of[2] + int(r.later)
    found = []
    for (restaurant_id, subject, kind), (rows_here, amount, later, trade_month) in sums.items():
        if rows_here:
            trade = trades.get(subject)
            merchant = trade.merchant if trade else merchants.get(restaurant_id, restaurant_id)
            found.append(
                Ours(
                    *(kind, subject, restaurant_id, merchant, trade.trade_no if trade else "", amount, later),
                    tuple(trade.reasons) if trade else (),
                    trade_month < month,
                )
            )
    return found


def _judged(session, provider_id, programme, said, ours) -> list[Ours]:
    """Trades that the platform names and that earn nothing here: the reasons why not belong beside its figure."""
    numbers = {line.trade_no for line in said if line.trade_no} - {o.trade_no for o in ours}
    return [
        Ours("rebate", PAYMENT + t.payment_id, t.restaurant_id, t.merchant, number, 0, 0, tuple(t.reasons))
        for number, t in trades_named(session, provider_id, programme, numbers).items()
    ]


def _trades(session, provider_id, programme, own, subjects) -> dict:
    payments = sorted({s.removeprefix(PAYMENT) for s in subjects if s.startswith(PAYMENT)})
    found = {}
    for n in range(0, len(payments), 500):
        rows = session.execute(
            select(JudgedTrade.payment_id, JudgedTrade.trade_no, JudgedTrade.merchant, JudgedTrade.reasons).where(
                *(JudgedTrade.restaurant_id.in_(own), JudgedTrade.provider_id == provider_id),
                JudgedTrade.programme == programme,
                JudgedTrade.payment_id.in_(payments[n : n + 500]),
            )
        )
        found.update({PAYMENT + row.payment_id: row for row in rows})
    return found


def _merchant_of(session, provider_id) -> dict:
    rows = session.execute(
        select(Enrolment.restaurant_id, Enrolment.merchant_id).where(
            Enrolment.provider_id == provider_id, Enrolment.merchant_id.is_not(None)
        )
    )
    return dict(rows.all())
