"""The simulator's page: here a person pays, refuses or walks away, and chooses how the notification travels."""

from flask import Response, current_app, redirect, render_template, request

from core.clock import now
from core.errands import send_errand
from core.errors import NotFound
from core.languages import language
from core.limits import allow
from core.money import to_text
from core.transactions import reading, transaction
from core.web.api import Blueprint
from payments.payments.inbox import take_notice
from payments.wallets.simulator.notices import TRAVELS, notice_of
from payments.wallets.simulator.signing import trade_behind
from payments.wallets.simulator.wallet import decide as choose
from payments.wallets.simulator.wallet import trade_row
from restaurants.profile.fees import UNITS

blp = Blueprint("simulator", __name__, url_prefix="/simulator", description="A wallet that is no wallet")


class TradeUnknown(NotFound):
    code, title = "trade_unknown", "This page belongs to no payment"


@blp.route("/pay/<token>", methods=["GET"])
@blp.response(200, {"type": "string"}, content_type="text/html")
def page(token):
    """The trade as the simulator knows it."""
    row = _trade(token)
    html = render_template(
        "simulator/page.html",
        trade=row,
        amount=to_text(row.amount, row.currency),
        sign=UNITS.get(row.currency, row.currency + " "),
        state=_state(row),
        left=max(0, int((row.expires_at - now()).total_seconds())),
        token=token,
        lang=language(),
    )
    return Response(html, headers={"Cache-Control": "no-store"})


@blp.route("/pay/<token>/<any(paid,refused):decision>", methods=["POST"])
@blp.response(303)
def decide(token, decision):
    """The person's decision; the wallet then tells the restaurant, which believes nothing else."""
    row = _trade(token)
    allow(f"simulator:{row.id}", 20, 60)
    if choose(row.restaurant_id, row.id, decision):
        travels = TRAVELS.get(request.form.get("travels", "now"), TRAVELS["now"])
        with transaction() as session:
            for after in filter(None, travels):
                send_errand(session, row.restaurant_id, "simulator.tell", {"payment_id": row.id}, now() + after)
        for _ in [after for after in travels if not after]:
            take_notice("simulator", *notice_of(_trade(token)))
    return redirect(f"/simulator/pay/{token}?lang={language()}", 303)


def _trade(token):
    if not current_app.config["SIMULATOR"]:
        raise TradeUnknown("The simulator is off here.")
    found = trade_behind(token)
    with reading() as session:
        row = found and trade_row(session, *found)
    if row is None:
        raise TradeUnknown()
    return row


def _state(row) -> str:
    if row.paid_at:
        return "paid"
    if row.refused_at:
        return "refused"
    if row.closed_at:
        return "closed"
    return "expired" if row.expires_at <= now() else "open"
