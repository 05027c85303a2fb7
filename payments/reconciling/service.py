"""Every night the wallet's bill is held against ours; what differs is kept and settled by a person's tap."""

from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from core.errands import send_errand
from core.errors import Conflict
from core.identity import RestaurantUnknown
from core.ids import new_id
from payments.payments.adopting import adopt_payment
from payments.payments.queries import row_of
from payments.reconciling.differences import Found, Side
from payments.reconciling.models import Difference, Reconciliation
from payments.reconciling.queries import difference_of, difference_shape
from payments.wallets.alipay.accounts import account_of
from payments.wallets.alipay.bills import alipay_day, ready_at
from payments.wallets.alipay.models import TradeLookup
from payments.wallets.alipay.trades import adopt_trade, payment_number, trade_number
from payments.wallets.protocol import WalletRefuses
from restaurants.profile.queries import restaurant_of

ALIPAY = "alipay"


class DifferenceSettled(Conflict):
    code, title = "difference_settled", "Somebody has settled this already"


class NotTheirMoney(Conflict):
    code, title = "not_their_money", "Only money that we lack can be matched or given back"


def plan_day(session, restaurant_id: str, day: str) -> None:
    """The errand of one day, once; it waits until the bill is there."""
    row = {
        "restaurant_id": restaurant_id,
        "id": new_id(),
        "wallet": ALIPAY,
        "day": day,
        "state": "planned",
        "ours": 0,
        "theirs": 0,
        "ours_total": 0,
        "theirs_total": 0,
    }
    planned = _insert(session, Reconciliation).values(row).on_conflict_do_nothing().returning(Reconciliation.id)
    if session.execute(planned).first():
        send_errand(session, restaurant_id, "alipay.reconcile", {"day": day}, ready_at(day))


def plan_day_of(session, fact) -> None:
    """(PaymentSettled)"""
    if fact.wallet == ALIPAY:
        plan_day(session, fact.restaurant_id, alipay_day(fact.settled_at))


def plan_next(session, restaurant_id: str, day: str) -> None:
    """Days without any payment of ours are looked at, too: theirs may have some."""
    following = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    if following <= alipay_day(now()):
        plan_day(session, restaurant_id, following)


def note_unmatched(session, fact) -> None:
    """A notification that nobody can be found for is money of theirs that we lack. (MoneyUnmatched)"""
    try:
        restaurant_of(session, fact.restaurant_id)
    except RestaurantUnknown:
        return  # the notice is kept; whose it is nobody here can say
    side = Side(fact.amount, 0, fact.partner_ref, None, fact.paid_at)
    found = Found("theirs_only", trade_number(fact.number), None, fact.amount, side)
    _keep(session, fact.restaurant_id, alipay_day(fact.paid_at), found)


def save_day(session, restaurant_id: str, day: str, ours: dict, theirs: dict, found: list[Found]) -> None:
    """What a day came to. Again for the same day: new differences are added, those that are gone are settled."""
    for each in found:
        _keep(session, restaurant_id, day, each)
    still = {(each.kind, each.number) for each in found}
    for row in session.execute(
        select(Difference.id, Difference.kind, Difference.number).where(
            Difference.restaurant_id == restaurant_id,
            Difference.wallet == ALIPAY,
            Difference.day == day,
            Difference.settled_at.is_(None),
            Difference.giving_back.is_(None),
        )
    ).all():
        if (row.kind, row.number) not in still:
            _settle(session, restaurant_id, row.id, "explained", "system", "Both sides agree now.")
    session.execute(
        update(Reconciliation)
        .where(
            Reconciliation.restaurant_id == restaurant_id, Reconciliation.wallet == ALIPAY, Reconciliation.day == day
        )
        .values(
            state="done",
            ours=sum(side.paid is not None for side in ours.values()),
            theirs=sum(side.paid is not None for side in theirs.values()),
            ours_total=sum((side.paid or 0) - side.back for side in ours.values()),
            theirs_total=sum((side.paid or 0) - side.back for side in theirs.values()),
            done_at=now(),
        )
    )


def begin_giving_back(session, restaurant_id: str, difference_id: str, by: str) -> dict:
    """A person's tap: the whole of it goes back to whoever paid. Repeating is harmless."""
    row = _of_theirs(_open(session, restaurant_id, difference_id))
    if row.giving_back is None:
        _claim(session, restaurant_id, row)
        _change(session, restaurant_id, difference_id, giving_back=now(), settled_by=by)
        send_errand(session, restaurant_id, "difference.give_back", {"difference_id": difference_id})
    return difference_shape(difference_of(session, restaurant_id, difference_id))


def finish_giving_back(session, restaurant_id: str, difference_id: str, refusal: str | None) -> None:
    """The wallet's word. After a refusal a person may try again or explain."""
    row = difference_of(session, restaurant_id, difference_id)
    if row.settled_at is None and refusal:
        _change(session, restaurant_id, difference_id, giving_back=None, note=refusal[:140])
    elif row.settled_at is None:
        _settle(session, restaurant_id, difference_id, "given_back", row.settled_by or "system")


def match(session, restaurant_id: str, difference_id: str, visit_id: str, by: str) -> dict:
    """A person's tap: it was this table's money. From then on it is a payment like any other."""
    row = _of_theirs(_open(session, restaurant_id, difference_id))
    if row.giving_back is not None:
        raise DifferenceSettled("It is going back at this moment.")
    try:
        payment_id = payment_number(row.number)
    except ValueError:
        payment_id = new_id()
    _claim(session, restaurant_id, row, payment_id)
    try:
        account = account_of(session, restaurant_id)
    except WalletRefuses as no:
        raise NotTheirMoney(str(no)) from no
    adopt_trade(session, restaurant_id, payment_id, row.number, row.partner_ref, row.theirs, account)
    adopt_payment(session, restaurant_id, visit_id, payment_id, ALIPAY, row.theirs, row.paid_at, row.partner_ref, by)
    _settle(session, restaurant_id, difference_id, "matched", by)
    _change(session, restaurant_id, difference_id, payment_id=row_of(session, restaurant_id, payment_id).id)
    return difference_shape(difference_of(session, restaurant_id, difference_id))


def explain(session, restaurant_id: str, difference_id: str, note: str, by: str) -> dict:
    """A person's word, for what no tap of ours can mend."""
    _open(session, restaurant_id, difference_id)
    _settle(session, restaurant_id, difference_id, "explained", by, note)
    return difference_shape(difference_of(session, restaurant_id, difference_id))


def _open(session, restaurant_id, difference_id):
    """The row, locked. DifferenceUnknown, DifferenceSettled."""
    session.execute(
        select(Difference.id)
        .where(Difference.restaurant_id == restaurant_id, Difference.id == difference_id)
        .with_for_update()
    )
    row = difference_of(session, restaurant_id, difference_id)
    if row.settled_at is not None:
        raise DifferenceSettled(f"It was settled: {row.settled_how}.")
    return row


def _of_theirs(row):
    """NotTheirMoney."""
    if row.kind != "theirs_only":
        raise NotTheirMoney("Explain it instead.")
    return row


def _claim(session, restaurant_id, row, payment_id="") -> None:
    """One merchant may own several restaurants here: whoever taps first has the trade. DifferenceSettled."""
    claimed = (
        _insert(session, TradeLookup)
        .values(id=row.number, restaurant_id=restaurant_id, payment_id=payment_id or row.id)
        .on_conflict_do_nothing()
        .returning(TradeLookup.id)
    )
    if session.execute(claimed).first():
        return
    holder = session.execute(select(TradeLookup.restaurant_id).where(TradeLookup.id == row.number)).scalar_one()
    if holder != restaurant_id:
        raise DifferenceSettled("Another restaurant of this merchant has taken this trade.")


def _keep(session, restaurant_id, day, found: Found) -> None:
    row = {
        "restaurant_id": restaurant_id,
        "id": new_id(),
        "wallet": ALIPAY,
        "day": day,
        "kind": found.kind,
        "number": found.number,
        "partner_ref": found.side.partner_ref,
        "payment_id": found.side.payment_id,
        "ours": found.ours,
        "theirs": found.theirs,
        "paid_at": found.side.paid_at,
        "found_at": now(),
    }
    session.execute(_insert(session, Difference).values(row).on_conflict_do_nothing())


def _settle(session, restaurant_id, difference_id, how, by, note=None) -> None:
    more = {"note": note} if note else {}
    _change(session, restaurant_id, difference_id, settled_how=how, settled_at=now(), settled_by=by, **more)


def _change(session, restaurant_id, difference_id, **values) -> None:
    session.execute(
        update(Difference)
        .where(Difference.restaurant_id == restaurant_id, Difference.id == difference_id)
        .values(**values)
    )


def _insert(session, table):
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
