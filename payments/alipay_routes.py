"""Alipay's URLs: the mini program's login, a restaurant's authorisation, and codes that Alipay makes."""

from urllib.parse import urlencode

from flask import current_app

from core.clock import now, rfc3339
from core.errands import send_errand
from core.facts import announce
from core.identity import caller, guest_only, staff_only
from core.limits import allow
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from payments import schemas
from payments.paying import NotOpened
from payments.payments.events import GuestSignedIn, PayersMerged
from payments.reconciling.service import plan_day
from payments.wallets.alipay import accounts, codes, logging_in
from payments.wallets.alipay.bills import alipay_day
from payments.wallets.alipay.connection import connected, settings, user_key
from payments.wallets.protocol import WalletRefuses
from qr.service import CodeUnknown, code_of
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of
from restaurants.tables.queries import table_of

blp = Blueprint("alipay", __name__, url_prefix="/api/v1", description="Alipay: login, authorisation, codes")
AUTHORISE = "https://openauth.alipay.com/oauth2/appToAppAuth.htm"


@blp.route("/mini/login", methods=["POST"])
@guest_only
@blp.arguments(schemas.MiniLogin)
@blp.response(200, schemas.MiniLoginOut)
def sign_in(body):
    """Binds the wallet user to this phone. Only this exchange makes a visit the mini program's, no word of a client."""
    who = caller()
    allow(f"login:{who.guest_id}", 10, 60)
    user_id, open_id = _asked(lambda: logging_in.exchange_login(body["auth_code"]))

    def work():
        with transaction() as session:
            key = logging_in.remember(session, who.restaurant_id, who.guest_id, user_id, open_id)
            announce(session, GuestSignedIn(who.restaurant_id, who.visit_id, who.guest_id, key))
            if user_id and open_id:
                announce(session, PayersMerged(who.restaurant_id, user_key(open_id), key))
            over = now() + logging_in.REMEMBERED
            send_errand(session, who.restaurant_id, "alipay.forget", {"guest_id": who.guest_id}, over)

    again_on_conflict(work)
    return {"signed_in": True, "channel": "mini_program"}


@blp.route("/restaurants/<restaurant_id>/alipay", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, schemas.AlipayOut)
def look(restaurant_id):
    """Whether guests can pay by Alipay here, and what is missing."""
    return _shape(restaurant_id)


@blp.route("/restaurants/<restaurant_id>/alipay/authorisation", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Authorise)
@blp.response(200, schemas.AlipayOut)
def authorise(body, restaurant_id):
    """The merchant lets the provider act: the code becomes a token, kept encrypted, that goes with every call."""
    given = _asked(lambda: accounts.exchange(body["app_auth_code"]))
    who = caller().principal
    with transaction() as session:
        accounts.keep_authorisation(session, restaurant_id, given, who)
        record(session, restaurant_id, who, "alipay.authorised", given.seller_id)
        plan_day(session, restaurant_id, alipay_day(now()))
    return _shape(restaurant_id)


@blp.route("/restaurants/<restaurant_id>/alipay/authorisation", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def withdraw(restaurant_id):
    """No new payment by Alipay; repeating is harmless."""
    with transaction() as session:
        accounts.withdraw(session, restaurant_id)
        record(session, restaurant_id, caller().principal, "alipay.withdrawn", restaurant_id)


@blp.route("/restaurants/<restaurant_id>/tables/<table_id>/alipay-code", methods=["POST"])
@staff_only("owner", "manager")
@blp.response(200, schemas.AlipayCodeOut)
def make_code(restaurant_id, table_id):
    """The picture of a code that opens the mini program at this table."""
    with reading() as session:
        table, code = table_of(session, restaurant_id, table_id), code_of(session, restaurant_id, table_id)
    if code is None:
        raise CodeUnknown("This table has no code in use.")
    return {"qr_code_url": _asked(lambda: codes.make_code(code.code, table.label))}


def _asked(work):
    """A refusal of the partner, in its words."""
    try:
        return work()
    except WalletRefuses as no:
        raise NotOpened(str(no)) from no


def _shape(restaurant_id) -> dict:
    with reading() as session:
        row = accounts.authorisation_of(session, restaurant_id)
        currency = restaurant_of(session, restaurant_id)["currency"]
        can_pay = accounts.offered(session, restaurant_id, currency)
    return {
        "set_up": connected(),
        "offered": can_pay,
        "authorised": row is not None and row.withdrawn_at is None,
        "seller_id": row.seller_id if row else settings().seller_id or None if connected() else None,
        "authorised_at": rfc3339(row.authorised_at) if row else None,
        "withdrawn_at": rfc3339(row.withdrawn_at) if row else None,
        "authorise_url": _authorise_url() if connected() and settings().provider_pid else None,
    }


def _authorise_url() -> str:
    back = {"app_id": settings().app_id, "redirect_uri": f"{current_app.config['PUBLIC_URL']}/settings"}
    return f"{AUTHORISE}?{urlencode(back)}"
