"""Shapes of the owner's day."""

from core.web.schemas import Schema, Whole, fields
from kitchen.alarms.schemas import AlarmOut
from kitchen.screens.schemas import HealthOut


class Hour(Schema):
    hour = fields.Integer(metadata={"description": "0 to 23, in the restaurant's zone, in the order of its day."})
    orders = fields.Integer()
    total = fields.Integer()


class Unheard(Schema):
    """An order that no kitchen screen has acknowledged."""

    order_id = fields.String()
    visit_id = fields.String()
    label = fields.String()
    table = fields.String()
    released_at = fields.String()


class Waiting(Schema):
    """A first order that waits for one tap of staff, or for its payment."""

    order_id = fields.String()
    visit_id = fields.String()
    label = fields.String()
    table = fields.String()
    total = fields.Integer()
    placed_at = fields.String()
    dishes = fields.List(fields.String())
    for_payment = fields.Boolean()


class PendingPayment(Schema):
    id = fields.String()
    amount = fields.Integer()
    wallet = fields.String()


class OpenVisit(Schema):
    id = fields.String()
    table_id = fields.String()
    table = fields.String()
    status = fields.String()
    covers = fields.Integer(allow_none=True)
    rounds = fields.Integer()
    channel = fields.String()
    opened_at = fields.String()
    closed_at = fields.String(allow_none=True)
    confirming = Whole("ConfirmingOut", allow_none=True)
    bill = Whole("BillOut")
    pending_payment = fields.Nested(PendingPayment, allow_none=True)


class LateMoney(Schema):
    """Money that came after the table was closed (`after_close`) or for nothing (`too_much`)."""

    id = fields.String()
    visit_id = fields.String()
    wallet = fields.String()
    amount = fields.Integer()
    refunded = fields.Integer()
    refundable = fields.Integer()
    status = fields.String()
    opened_by = fields.String()
    settled_at = fields.String()
    remark = fields.String()


class StuckErrand(Schema):
    id = fields.String()
    kind = fields.String()
    made_at = fields.String()
    runs = fields.Integer()
    why = fields.String()
    since = fields.String()


class SoldOut(Schema):
    id = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    sold_out_until = fields.String(allow_none=True)


class ScreenHealth(HealthOut):
    open_tickets = fields.Integer()


class PrinterTrouble(Schema):
    id = fields.String()
    name = fields.String()
    error = fields.String(allow_none=True)
    since = fields.String(allow_none=True)
    waiting = fields.Integer()
    too_old = fields.List(fields.String(), metadata={"description": "Open tickets that it never printed, as A12 #041."})


class TodayOut(Schema):
    business_day = fields.String()
    server_time = fields.String()
    currency = fields.String()
    orders = fields.Integer()
    total = fields.Integer(metadata={"description": "What the day's orders cost, without fees."})
    takings = fields.Integer(metadata={"description": "Paid for the day's tables, less refunds, plus `unpaid`."})
    unpaid = fields.Integer(metadata={"description": "Still due at open tables."})
    average_ready_seconds = fields.Integer(allow_none=True)
    by_hour = fields.List(fields.Nested(Hour))
    alarms = fields.List(fields.Nested(AlarmOut))
    unacknowledged = fields.Integer()
    unheard = fields.List(fields.Nested(Unheard))
    waiting = fields.List(fields.Nested(Waiting))
    open_visits = fields.List(fields.Nested(OpenVisit))
    refund_requests = Whole("RefundRequestOut", many=True)
    late_money = fields.List(fields.Nested(LateMoney))
    open_differences = fields.Integer(
        metadata={"description": "Where the wallet's bill and ours differ and nobody has settled it."}
    )
    stuck_errands = fields.List(fields.Nested(StuckErrand))
    calls = fields.List(fields.Dict())
    screens = fields.List(fields.Nested(ScreenHealth))
    printers = fields.List(fields.Nested(PrinterTrouble))
    sold_out = fields.List(fields.Nested(SoldOut))
    paused_until = fields.String(allow_none=True)
    open = fields.Boolean()
    closes_at = fields.String(allow_none=True)
    opens_at = fields.String(allow_none=True)
