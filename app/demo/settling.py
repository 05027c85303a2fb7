"""The demo provider's office: merchants, registered codes, a frozen month with the platform's word on it, a dispute."""

from datetime import timedelta

from app.demo.neighbours import month_start
from core.clock import now, told
from core.transactions import reading, transaction
from qr.service import codes_of
from rebates.books.freezing import freeze_month
from rebates.members.merchants import add_merchant, group_restaurant
from rebates.members.registering import note_registration, submit_codes
from rebates.portal.orders import every_verdict
from rebates.settlement.disputing import open_dispute, say, take_step
from rebates.settlement.importing import keep_import, lock, plan_import, read
from rebates.settlement.queries import differences_of

BY = "云桥 · 财务"
MERCHANTS = (
    ("direct", "2088301234567801", "桥头餐饮有限公司", ("桥头小炒",)),
    ("indirect", "2088680123456702", "蜀香餐饮集团", ("蜀香阁", "云间茶餐厅")),
)


def settle(provider_id: str, house_id: str, neighbours: dict[str, str]) -> None:
    """`house_id` is the demo's own restaurant. After everybody has eaten; before now, where the month allows it."""
    first = month_start()
    _members(provider_id, house_id, neighbours)
    month = (first - timedelta(days=1)).strftime("%Y-%m")
    with told(min(first + timedelta(days=2, hours=5), now())):
        with transaction() as session:
            freeze_month(session, provider_id, month, BY)
        confirmed = _confirmed(month, _trades(provider_id, neighbours, month), neighbours["蜀香阁"])
        lines = [f"{month},{trade},{restaurant},{fen}" for trade, restaurant, fen in confirmed]
        _bring(provider_id, "confirmed", f"平台确认-{month}.csv", lines)
    with told(min(first + timedelta(days=4, hours=6), now())):
        _bring(provider_id, "paid", f"到账-{month}.csv", [f"{month},,,{sum(fen for _, _, fen in confirmed)}"])
        _object(provider_id, month)
    present = first.strftime("%Y-%m")
    lines = [f"{present},{trade},,50" for trade in _trades(provider_id, neighbours, present)[::2]]
    _bring(provider_id, "confirmed", f"平台确认-{present}.csv", lines)
    income = [f"{present},,{house_id},3680,成金计划", f"{present},,{house_id},30000,代运营"]
    _bring(provider_id, "ours", f"其他收入-{present}.csv", income)


def _members(provider_id, house_id, neighbours):
    """Of the house's codes two thirds are registered, some are under way and some are not submitted."""
    with transaction() as session:
        for kind, platform_id, name, houses in MERCHANTS:
            merchant = add_merchant(session, provider_id, kind, platform_id, name)
            for house in houses:
                group_restaurant(session, provider_id, neighbours[house], merchant["id"])
        tables = list(codes_of(session, house_id))
        submit_codes(session, provider_id, house_id, tables[:10])
        for n, table in enumerate(tables[:8]):
            note_registration(session, provider_id, house_id, table, "registered", f"RG{n + 1:05}")
        for house in ("桥头小炒", "蜀香阁"):
            for table in codes_of(session, neighbours[house]):
                note_registration(session, provider_id, neighbours[house], table, "registered", None)


def _trades(provider_id, neighbours, month) -> list[str]:
    """Numbers of what counted in the month."""
    with reading() as session:
        return [
            v["trade_no"]
            for rid in neighbours.values()
            for v in every_verdict(session, provider_id, rid, "DEMO", month)
            if v["counted"]
        ]


def _confirmed(month, trades, store) -> list[tuple]:
    """(trade number, restaurant id, fen): all but one, one too low, and one that we know nothing of. `store` reached
    its goal and had its code registered."""
    lines = [(trade, "", 30 if n == 1 else 50) for n, trade in enumerate(trades) if n != 2]
    return [*lines, ("", store, 2500), (f"2026{month[5:]}22001499", "", 50)]


def _bring(provider_id, column, name, lines):
    text = "\n".join(["month,trade_no,restaurant_id,amount_fen,kind", *lines])
    sha256, lines, wrong = read(text.encode(), "text/csv")
    with transaction() as session:
        lock(session, provider_id, "DEMO")
        plan = plan_import(session, provider_id, column, "DEMO", sha256, lines, wrong)
        keep_import(session, provider_id, plan, name, BY)


def _object(provider_id, month):
    with transaction() as session:
        low = next(d for d in differences_of(session, provider_id, month, "confirmed") if d.cause == "amount_differs")
        text = "这一单按单笔 0.50 元计提，平台按 0.30 元确认。付款、回传、桌码都齐，请复核。"
        dispute = open_dispute(session, provider_id, month, "confirmed", low.key, text, BY)
        say(session, provider_id, dispute["id"], "平台客服回复：已转核算，三个工作日内答复。", BY)
        take_step(session, provider_id, dispute["id"], "answer", BY)
