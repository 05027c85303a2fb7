"""Everything that a guest sees of the table."""

from core.web.schemas import Schema, Whole, fields
from ordering.carts.schemas import CartOut
from ordering.orders.schemas import OrderOut
from ordering.visits.schemas import GuestOut, RestaurantBrief, TableRef, VisitOut


class StateOut(Schema):
    """Everything that this guest sees."""

    visit = Whole(VisitOut)
    table = Whole(TableRef)
    restaurant = Whole(RestaurantBrief)
    guests = Whole(GuestOut, many=True)
    cart = fields.Nested(CartOut)
    orders = fields.List(fields.Nested(OrderOut))
    bill = Whole("BillOut")
    calls = Whole("CallOut", many=True)
    rush_after_seconds = fields.Integer()
    stream = fields.String()
    epoch = fields.Integer()
    seq = fields.Integer()
