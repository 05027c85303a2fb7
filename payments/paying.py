"""Starting a payment and giving money back, from the key of the request to the answer of the partner."""

from flask import Response, current_app

from core.clock import now
from core.errands import send_errand
from core.errors import Conflict, Invalid
from core.facts import ask
from core.identity import caller
from core.partner_calls import once_with_partner
from core.transactions import reading
from payments.bills.events import VisitOf
from payments.payments.asking import OFTEN, end_pending
from payments.payments.queries import row_of, trade_of
from payments.payments.refunds import amount_of, finish_refund, refund_and_trade, reserve_refund
from payments.payments.service import record_known, save_opened, start_payment
from payments.wallets import WALLETS
from payments.wallets.alipay.accounts import offered
from payments.wallets.protocol import Known, WalletRefuses
from qr.service import code_of
from restaurants.accounts.confirming import be_fresh
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of

REFUND_BY_WORD = 50000  # minor units, until the owner sets another


class NotOpened(Conflict):
    code, title = "wallet_refuses", "The wallet refuses"


def pay(body: dict, restaurant_id: str, visit_id: str, who: str, name: str, mark: str = "") -> Response:
    """201 `{payment, client}`; the same key, the same answer."""
    wallet = _usable(body["wallet"], restaurant_id)

    def intend(session):
        payment, trade = start_payment(
            session,
            restaurant_id,
            visit_id,
            who,
            name,
            wallet.name,
            body["amount"],
            body["order_ids"],
            split=body["split"],
            tip=body["tip"],
            mark=mark,
            opens_in=body.get("opens_in", "h5"),
            return_path=_table_page(session, restaurant_id, visit_id),
        )
        due_at = now() + OFTEN if wallet.asked else trade.expires_at
        send_errand(session, restaurant_id, "payment.ask", {"payment_id": payment["id"]}, due_at)
        return {"payment_id": payment["id"]}

    def call(subject):
        with reading() as session:
            trade = trade_of(session, row_of(session, restaurant_id, subject["payment_id"]))
        try:
            return wallet.open(trade)
        except WalletRefuses as refusal:
            return refusal

    def save(session, subject, opened):
        payment_id = subject["payment_id"]
        if isinstance(opened, WalletRefuses):
            amount = row_of(session, restaurant_id, payment_id).amount
            record_known(session, restaurant_id, payment_id, Known(amount, failed_at=now()))
            return 409, NotOpened(str(opened)).body()
        return 201, {"payment": save_opened(session, restaurant_id, payment_id, opened), "client": opened.client}

    return once_with_partner(
        who,
        "payments",
        restaurant_id,
        {**body, "visit_id": visit_id},
        prepare=lambda: end_pending(restaurant_id, visit_id, who, body["take_over"]),
        intend=intend,
        call=call,
        save=save,
    )


def give_back(
    body: dict, restaurant_id: str, payment_id: str, who: str, also=lambda session, refund_id: None
) -> Response:
    """201 the refund: done, pending where the wallet did not answer, or refused by it.

    `also` is done in the transaction that reserves it.
    """

    def intend(session):
        amount, lines = amount_of(session, restaurant_id, payment_id, body)
        if amount > _refund_by_word(session, restaurant_id):
            be_fresh(session, caller())
        record(session, restaurant_id, who, "payment.refunded", payment_id, after={**body, "amount": amount})
        refund_id = reserve_refund(
            session, restaurant_id, payment_id, amount, body["reason"], who, body["due"], lines=lines
        )
        # Should this process die before the wallet's answer is saved, the errand sends the same request again.
        send_errand(session, restaurant_id, "refund.send", {"refund_id": refund_id}, now() + 10 * OFTEN)
        also(session, refund_id)
        return {"refund_id": refund_id}

    def save(session, subject, refusal):
        return 201, finish_refund(session, restaurant_id, subject["refund_id"], refusal)

    return once_with_partner(
        who,
        f"refunds:{payment_id}",
        restaurant_id,
        body,
        intend=intend,
        call=lambda subject: send_refund(restaurant_id, subject["refund_id"]),
        save=save,
    )


def _refund_by_word(session, restaurant_id) -> int:
    """Up to here a good session is enough; beyond it the person gives the password again. The owner sets it."""
    return restaurant_of(session, restaurant_id)["limits"].get("refund_by_word", REFUND_BY_WORD)


def send_refund(restaurant_id: str, refund_id: str) -> str | None:
    """Asks the wallet; the text of its refusal, or None when the money is back. WalletUnreachable."""
    with reading() as session:
        refund, trade = refund_and_trade(session, restaurant_id, refund_id)
        wallet = WALLETS[row_of(session, restaurant_id, refund.payment_id).wallet]
    try:
        wallet.give_back(trade, refund_id, refund.amount)
    except WalletRefuses as refusal:
        return str(refusal) or "The wallet refuses."
    return None


def wallets_for(session, restaurant_id: str, currency: str) -> list[str]:
    """By which a guest of this restaurant can pay: those that are set up, for it and its currency."""
    usable = {"simulator": current_app.config["SIMULATOR"], "alipay": offered(session, restaurant_id, currency)}
    return [name for name in WALLETS if usable.get(name, True)]


def _usable(name: str, restaurant_id: str):
    with reading() as session:
        usable = wallets_for(session, restaurant_id, restaurant_of(session, restaurant_id)["currency"])
    if name not in usable:
        raise Invalid(f"{name} is not set up here.", errors={"wallet": ["Use one of: " + ", ".join(usable) + "."]})
    return WALLETS[name]


def _table_page(session, restaurant_id, visit_id) -> str:
    """Where a browser comes back to from a wallet's page."""
    visit = ask(session, VisitOf(restaurant_id, visit_id))
    code = code_of(session, restaurant_id, visit["table_id"])
    return f"/t/{code.code}" if code else "/"
