"""Every room's routes, in the order in which the API's pages list them. Importing this loads every table."""

import core.errands
import core.idempotency
import core.leases
import core.pushes  # noqa: F401
import payments.reconciling.models
import payments.wallets.alipay.models
from app.floor_routes import blp as floor
from app.live_routes import blp as live
from app.opening import blp as opening
from app.reports import blp as reports
from app.station_dishes import blp as station_dishes
from app.stuck import blp as stuck
from app.today import blp as today
from kitchen.alarms.routes import blp as alarms
from kitchen.boards.routes import blp as boards
from kitchen.screens.routes import blp as screens
from kitchen.slips.routes import blp as slips
from kitchen.tickets.routes import blp as tickets
from kitchen.times.routes import blp as kitchen_times
from ordering.menu.editing.routes import blp as editing
from ordering.menu.routes import blp as menu
from ordering.table.routes import blp as guest
from ordering.table.staff_order_routes import blp as table_orders
from ordering.table.staff_routes import blp as service
from payments.alipay_routes import blp as alipay
from payments.bill_routes import blp as bills
from payments.fapiao.routes import blp as fapiao
from payments.money_routes import blp as reconciliation
from payments.receipt_routes import blp as receipts
from payments.refund_requests.routes import blp as refund_requests
from payments.refund_routes import blp as refunds
from payments.routes import blp as payments
from payments.routes import webhooks
from payments.simulator_routes import blp as simulator
from payments.tills.routes import blp as tills
from qr.print_routes import blp as codes
from qr.routes import blp as tables
from rebates.books.routes import blp as freezing
from rebates.members.owner_routes import blp as enrolments
from rebates.members.routes import blp as members
from rebates.portal.export_routes import blp as exports
from rebates.portal.routes import blp as provider
from rebates.portal.share_routes import blp as shares
from rebates.portal.statement_routes import blp as statements
from rebates.settlement.routes import blp as settlement
from rebates.verdicts.routes import blp as risks
from restaurants.accounts.routes import blp as accounts
from restaurants.accounts.staff_routes import blp as staff
from restaurants.audit.routes import blp as audit
from restaurants.profile.routes import blp as restaurants
from restaurants.stations.routes import blp as stations
from restaurants.tables.routes import blp as areas

BLUEPRINTS = (
    accounts,
    guest,
    menu,
    screens,
    boards,
    tickets,
    floor,
    alarms,
    slips,
    editing,
    payments,
    alipay,
    reconciliation,
    bills,
    receipts,
    refunds,
    refund_requests,
    fapiao,
    tills,
    webhooks,
    simulator,
    live,
    restaurants,
    staff,
    stations,
    station_dishes,
    areas,
    tables,
    codes,
    service,
    table_orders,
    today,
    stuck,
    opening,
    reports,
    kitchen_times,
    audit,
    provider,
    freezing,
    risks,
    statements,
    exports,
    shares,
    members,
    settlement,
    enrolments,
)
