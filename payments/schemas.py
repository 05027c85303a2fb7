"""Shapes of bills, payments, refunds and receipts."""

from marshmallow import ValidationError, validate, validates_schema

from core.web.schemas import MoneyField, Schema, Text, fields
from payments.bills.schemas import BillOut, Split
from payments.payments.schemas import Amount, PaymentOut, RefundedLineOut
from payments.wallets.counter import METHODS

WALLET_NAMES = ("alipay", "counter", "simulator")


class StartSomething(Schema):
    """All that is due, or `amount` of it, the orders named, or a share. `tip` comes on top and is none of the bill's.
    `take_over`: the payment that another phone gives up."""

    order_ids = fields.List(Text(max=36, min=1), load_default=list, validate=validate.Length(max=60))
    amount = MoneyField(load_default=None, allow_none=True, validate=Amount)
    split = fields.Nested(Split, load_default=None, allow_none=True)
    tip = MoneyField(load_default=0)
    take_over = Text(max=36, min=1, load_default=None, allow_none=True)

    @validates_schema
    def pay_one_thing(self, data, **_):
        split, amount = data["split"], data["amount"]
        if split and data["order_ids"]:
            raise ValidationError("Pay a share or orders, not both.", "order_ids")
        if split and (split["mode"] == "amount") != (amount is not None):
            raise ValidationError("A share by amount has one, the others have none.", "amount")


class StartAtCounter(StartSomething):
    """`wallet` alipay: the guest scans a code on the staff's screen (`…/payments/{id}/code.svg`)."""

    wallet = fields.String(load_default="counter", validate=validate.OneOf(WALLET_NAMES))


class Start(StartSomething):
    wallet = fields.String(required=True, validate=validate.OneOf(WALLET_NAMES))
    opens_in = fields.String(load_default="h5", validate=validate.OneOf(("mini_program", "h5")))


class Confirm(Schema):
    method = fields.String(required=True, validate=validate.OneOf(METHODS))
    tendered = MoneyField(load_default=None, allow_none=True)


class MiniLogin(Schema):
    """`auth_code` of my.getAuthCode, scope auth_base."""

    auth_code = Text(max=64, min=1, required=True)


class MiniLoginOut(Schema):
    signed_in = fields.Boolean()
    channel = fields.String()


class Authorise(Schema):
    """`app_auth_code`, which the address that Alipay sends the merchant back to carries; it is good once."""

    app_auth_code = Text(max=64, min=1, required=True)


class AlipayOut(Schema):
    """`offered`: guests can pay by it now. `authorise_url` is where the merchant lets the provider act."""

    set_up = fields.Boolean()
    offered = fields.Boolean()
    authorised = fields.Boolean()
    seller_id = fields.String(allow_none=True)
    authorised_at = fields.String(allow_none=True)
    withdrawn_at = fields.String(allow_none=True)
    authorise_url = fields.String(allow_none=True)


class AlipayCodeOut(Schema):
    qr_code_url = fields.String()


Day = validate.Regexp(r"^\d{4}-\d{2}-\d{2}$")


class Days(Schema):
    """ISO days, as the wallet counts them (Alipay's are Beijing's)."""

    since = fields.String(load_default=None, validate=Day)
    until = fields.String(load_default=None, validate=Day)


class Match(Schema):
    """The table's visit, open or closed."""

    visit_id = Text(max=36, min=1, required=True)


class Explain(Schema):
    note = Text(max=140, min=1, required=True)


class ReconciledDayOut(Schema):
    """Trades and their sums, less what went back."""

    wallet = fields.String()
    day = fields.String()
    state = fields.String(metadata={"enum": ["planned", "done"]})
    ours = fields.Integer()
    theirs = fields.Integer()
    ours_total = fields.Integer()
    theirs_total = fields.Integer()
    open_differences = fields.Integer()
    done_at = fields.String(allow_none=True)


class DifferenceOut(Schema):
    """`kind`: ours_only, theirs_only, amount, refund. `settled_how`: given_back, matched, explained."""

    id = fields.String()
    wallet = fields.String()
    day = fields.String()
    kind = fields.String(metadata={"enum": ["ours_only", "theirs_only", "amount", "refund"]})
    number = fields.String()
    trade_no = fields.String(allow_none=True)
    payment_id = fields.String(allow_none=True)
    ours = fields.Integer(allow_none=True)
    theirs = fields.Integer(allow_none=True)
    paid_at = fields.String(allow_none=True)
    found_at = fields.String()
    giving_back = fields.Boolean()
    settled_how = fields.String(allow_none=True)
    settled_at = fields.String(allow_none=True)
    note = fields.String(allow_none=True)


class ReconciliationOut(Schema):
    days = fields.List(fields.Nested(ReconciledDayOut))
    differences = fields.List(fields.Nested(DifferenceOut))


class StartedOut(Schema):
    """`client` is what the phone needs next: nothing, `redirect_url`, `trade_no` …"""

    payment = fields.Nested(PaymentOut)
    client = fields.Dict()


class PaymentsOut(Schema):
    """`wallets`: by which this table can be paid at the counter now."""

    items = fields.List(fields.Nested(PaymentOut))
    wallets = fields.List(fields.String())
    next_cursor = fields.String(allow_none=True)


class PrintReceipt(Schema):
    """Without `printer_id` the one for receipts; `request_id` makes it happen once, however often it is sent."""

    printer_id = Text(max=36, min=1, load_default=None, allow_none=True)
    request_id = Text(max=64, min=8, load_default=None, allow_none=True)


class PrinterNamedOut(Schema):
    id = fields.String()
    name = fields.String()


class PrintedOut(Schema):
    """What was put into which printer's queue; the slips' own list tells what became of it."""

    kind = fields.String(metadata={"enum": ["pre_bill", "receipt"]})
    printer = fields.Nested(PrinterNamedOut)


class ReceiptLineOut(Schema):
    name = fields.String()
    names = fields.Dict()
    quantity = fields.Integer()
    unit_price = fields.Integer()
    line_total = fields.Integer()
    modifiers = fields.List(fields.Dict())
    note = fields.String()


class ReceiptOrderOut(Schema):
    id = fields.String()
    number = fields.Integer()
    label = fields.String()
    round = fields.Integer()
    placed_at = fields.String()
    payment_state = fields.String()
    total = fields.Integer()
    lines = fields.List(fields.Nested(ReceiptLineOut))


class ReceiptRefundOut(Schema):
    """What is back, or (`status` pending) on its way."""

    amount = fields.Integer()
    status = fields.String()
    at = fields.String()
    lines = fields.List(fields.Nested(RefundedLineOut))


class ReceiptPaymentOut(Schema):
    id = fields.String()
    wallet = fields.String()
    method = fields.String(allow_none=True)
    amount = fields.Integer()
    tip = fields.Integer()
    refunded = fields.Integer()
    refunds = fields.List(fields.Nested(ReceiptRefundOut))
    by = fields.String()
    settled_at = fields.String()
    tendered = fields.Integer(allow_none=True)
    change = fields.Integer(allow_none=True)


class ReceiptOut(Schema):
    """Line by line: the lines add up to `subtotal`, with the fees to `total`; `paid` and `tips` are the payments."""

    kind = fields.String(metadata={"enum": ["pre_bill", "receipt"]})
    restaurant = fields.String()
    address = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    table = fields.String()
    covers = fields.Integer(allow_none=True)
    rounds = fields.Integer()
    opened_at = fields.String()
    closed_at = fields.String(allow_none=True)
    time_zone = fields.String()
    number = fields.String()
    orders = fields.List(fields.Nested(ReceiptOrderOut))
    bill = fields.Nested(BillOut)
    payments = fields.List(fields.Nested(ReceiptPaymentOut))
