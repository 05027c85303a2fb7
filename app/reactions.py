"""What each fact causes, and who answers which question. The rooms themselves do not know each other."""

from app.floor import tell_bill, tell_ready, tell_ready_of_visit
from kitchen.alarms.events import OrderHeard, OrderUnheard, PaperOf
from kitchen.alarms.queries import answer_dark
from kitchen.screens.rerouting import keep_screens_of_one_kind, leave_station
from kitchen.slips.answering import answer_paper
from kitchen.slips.queueing import move_printers, print_fired, print_hurried, print_moved, print_void
from kitchen.slips.service import print_bill
from kitchen.tickets.changes import drop_call, hurry, void_line, void_tickets
from kitchen.tickets.events import (
    DishAvailabilitySet,
    DishesOf,
    HoldOrders,
    HoldVisits,
    LinesChanged,
    LinesFired,
    LinesHeld,
    OrderAcknowledged,
    RushAnswered,
    TicketsFired,
)
from kitchen.tickets.fire import fire_tickets
from kitchen.tickets.held import answer_held, let_go
from kitchen.tickets.moving import hand_over_tickets, relabel_tickets
from kitchen.tickets.serving import leave_pass, serve_line
from ordering.calls.events import CallAnswered, CallMade, CallTakenBack
from ordering.calls.service import answer_from_kitchen, drop_calls
from ordering.carts.service import empty_cart, tell_cart
from ordering.menu.queries import answer_dishes
from ordering.menu.rerouting import keep_cooking, reroute_dishes
from ordering.menu.service import set_availability
from ordering.orders.events import (
    DarkStations,
    LineServed,
    LineVoided,
    OrderCancelled,
    OrderPlaced,
    OrderReleased,
    OrdersOf,
)
from ordering.orders.queries import answer_orders
from ordering.orders.service import (
    hold_orders,
    mark_accepted,
    mark_fired,
    mark_heard,
    mark_held,
    mark_lines,
    mark_orders_paid,
    mark_orders_paying,
    mark_orders_unpaid,
    mark_refunded,
    mark_unheard,
    tell_orders,
)
from ordering.table import events as table
from ordering.visits import events as visits
from ordering.visits.queries import answer_guests, answer_visit
from ordering.visits.service import hold_visit, hold_visits, note_mini_program
from payments.bills import events as bills
from payments.bills.merging import join_bills, part_bills
from payments.bills.queries import bill_of
from payments.bills.service import add_to_bill, open_bill, set_covers_on_bill, take_line_off_bill, take_off_bill
from payments.payments.events import (
    GuestSignedIn,
    MoneyUnmatched,
    OrderSynced,
    PayerKnown,
    PayersMerged,
    PaymentEnded,
    PaymentRefunded,
    PaymentSettled,
    PaymentStarted,
)
from payments.payments.queries import answer_all_trades, answer_trades
from payments.reconciling.service import note_unmatched, plan_day_of
from payments.returning import plan_return
from payments.syncing import plan_order_sync, sync_again
from rebates.members.events import CodeRegistered, PapersChanged
from rebates.portal.events import OrderSyncWanted
from rebates.recompute.events import AllTrades, TradesOf
from rebates.verdicts.events import RiskAnswered
from rebates.verdicts.service import (
    judge_trade,
    merge_payers,
    note_code,
    note_papers,
    note_payer,
    note_risk,
    note_sync,
    rejudge_trade,
)
from restaurants.stations.events import StationKindChanging, StationRemoved

# An order goes to the kitchen when it is released: at once, after staff approve, or after payment (OrderReleased).
REACTIONS = {
    StationKindChanging: [keep_screens_of_one_kind, keep_cooking],
    StationRemoved: [leave_station, move_printers, reroute_dishes],
    visits.VisitOpened: [open_bill],
    visits.CoversChanged: [set_covers_on_bill, tell_cart, tell_bill],
    visits.GuestRenamed: [tell_cart, tell_orders],
    visits.VisitClosed: [empty_cart, let_go, leave_pass, drop_calls, tell_ready_of_visit],
    visits.VisitMoved: [print_moved, relabel_tickets, tell_ready_of_visit],
    visits.VisitsMerged: [print_moved, hand_over_tickets, join_bills, tell_ready_of_visit, tell_bill],
    visits.RoundsSeparated: [print_moved, hand_over_tickets, part_bills, tell_ready_of_visit, tell_cart, tell_bill],
    CallMade: [print_hurried, hurry, tell_bill],
    CallAnswered: [drop_call, tell_bill],
    CallTakenBack: [tell_bill],
    RushAnswered: [answer_from_kitchen],
    OrderPlaced: [add_to_bill, tell_bill],
    OrderReleased: [fire_tickets],
    TicketsFired: [print_fired],
    OrderCancelled: [print_void, void_tickets, take_off_bill, tell_cart, tell_bill, tell_ready],
    LineServed: [serve_line, tell_ready],
    LineVoided: [print_void, void_line, take_line_off_bill, tell_cart, tell_bill, tell_ready],
    OrderAcknowledged: [mark_accepted],
    OrderUnheard: [mark_unheard],
    OrderHeard: [mark_heard],
    LinesChanged: [mark_lines, tell_ready],
    LinesHeld: [mark_held],
    LinesFired: [mark_fired],
    DishAvailabilitySet: [set_availability],
    GuestSignedIn: [note_mini_program],
    bills.DiscountChanged: [tell_bill],
    PaymentStarted: [mark_orders_paying, tell_bill],
    PaymentEnded: [mark_orders_unpaid, tell_bill],
    # The books of a provider are shared by many restaurants: judging comes last, so that nobody waits for them long.
    PaymentSettled: [mark_orders_paid, plan_order_sync, plan_return, plan_day_of, tell_bill, judge_trade],
    PayerKnown: [note_payer],
    PayersMerged: [merge_payers],
    OrderSynced: [note_sync],
    CodeRegistered: [note_code],
    PapersChanged: [note_papers],
    RiskAnswered: [note_risk],
    MoneyUnmatched: [note_unmatched],
    bills.OrdersCovered: [mark_orders_paid],
    OrderSyncWanted: [sync_again],
    PaymentRefunded: [mark_refunded, tell_bill, rejudge_trade],
}
ANSWERS = {
    PaperOf: answer_paper,
    DishesOf: answer_dishes,
    DarkStations: answer_dark,
    table.BillOf: bill_of,
    bills.OrdersOf: answer_orders,
    bills.HoldVisit: hold_visit,
    HoldOrders: hold_orders,
    HoldVisits: hold_visits,
    table.HeldOf: answer_held,
    bills.VisitOf: answer_visit,
    bills.PrintSlip: print_bill,
    bills.GuestsOf: answer_guests,
    TradesOf: answer_trades,
    AllTrades: answer_all_trades,
    OrdersOf: answer_orders,
    visits.VisitOf: answer_visit,
}
