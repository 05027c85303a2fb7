"""Who may call what: the whole list. A route that is not here fails the tests; say who may, and nobody else can.

A line that is not indented names who may: `anyone`, `guest`, `screen` (of cooks), `expo` and `floor` (screens of those
stations), `account` (whoever is signed in), `provider`, or roles in the restaurant. Below it stand the routes as the
program writes them.
"""

PERMISSIONS = """
anyone
    GET /api/docs
    GET /api/docs/assets/<path:name>
    GET /api/openapi.json
    GET /api/v1/restaurants/<restaurant_id>/images/<name>
    GET /api/v1/restaurants/<restaurant_id>/menu
    POST /api/v1/screens
    GET /api/v1/screens/pairing
    POST /api/v1/session
    GET /api/v1/session/first
    POST /api/v1/session/first
    POST /api/v1/visits
    GET /art/<key>.<mark>.svg
    GET /favicon.ico
    GET /healthz
    GET /kitchen
    GET /kitchen/icon.svg
    GET /kitchen/icon-<any('180', '512'):size>.png
    GET /kitchen/manifest.webmanifest
    GET /kitchen/worker.js
    GET /metrics
    GET /provider
    GET /readyz
    GET /settings
    GET /simulator/pay/<token>
    POST /simulator/pay/<token>/<any(paid,refused):decision>
    POST /webhooks/alipay
    POST /webhooks/simulator
    GET /static/dist/<path:name>
    GET /t/
    GET /t/<code>
    GET /t/<human:typed>
    POST /t/<code>/call
    GET /todo/<share_token>
    GET /api/v1/todos/<share_token>

guest
    GET /api/v1/visit
    POST /api/v1/visit/calls
    POST /api/v1/visit/cart/lines
    PUT /api/v1/visit/cart/lines/<line_id>
    DELETE /api/v1/visit/cart/lines/<line_id>
    PUT /api/v1/visit/covers
    PUT /api/v1/visit/confirming
    PUT /api/v1/visit/nickname
    POST /api/v1/visit/orders
    POST /api/v1/mini/login
    POST /api/v1/visit/payments
    GET /api/v1/visit/payments/<payment_id>
    DELETE /api/v1/visit/payments/<payment_id>
    GET /api/v1/visit/payments/<payment_id>/code.svg
    GET /api/v1/visit/fapiao
    PUT /api/v1/visit/payments/<payment_id>/fapiao
    GET /api/v1/visit/receipt
    GET /api/v1/visit/split
    GET /api/v1/visit/receipt.pdf

guest screen expo floor account
    GET /api/v1/live

screen expo floor
    POST /api/v1/screens/token

screen expo owner manager waiter cook
    GET /api/v1/kitchen/menu-items
    GET /api/v1/kitchen/recent
    POST /api/v1/kitchen/menu-items/<item_id>/availability
    POST /api/v1/kitchen/tickets/<ticket_id>/<any(start,bump,recall,rush,clear,fire):do>
    POST /api/v1/kitchen/menu-items/<item_id>/portions
    POST /api/v1/kitchen/tickets/<ticket_id>/answer
    POST /api/v1/kitchen/tickets/<ticket_id>/print
    POST /api/v1/kitchen/tickets/<ticket_id>/lines/<line_id>/<any(bump,recall,clear):do>

screen expo floor owner manager waiter cook
    GET /api/v1/kitchen/board
    POST /api/v1/kitchen/tickets/<ticket_id>/undo

floor owner manager waiter
    GET /api/v1/kitchen/floor
    POST /api/v1/kitchen/calls/<call_id>/answer
    POST /api/v1/kitchen/calls/<call_id>/take-back

expo floor owner manager waiter cook
    POST /api/v1/kitchen/tickets/<ticket_id>/<any(serve,unserve):do>
    POST /api/v1/kitchen/tickets/<ticket_id>/lines/<line_id>/<any(serve,unserve):do>

account
    GET /api/v1/session
    DELETE /api/v1/session
    PUT /api/v1/session/confirmed
    PUT /api/v1/session/password
    POST /api/v1/tokens
    GET /api/v1/tokens
    DELETE /api/v1/tokens/<token_id>
    POST /api/v1/restaurants
    GET /api/v1/restaurants

owner manager waiter cook
    GET /api/v1/restaurants/<restaurant_id>
    GET /api/v1/restaurants/<restaurant_id>/calls
    GET /api/v1/restaurants/<restaurant_id>/categories
    GET /api/v1/restaurants/<restaurant_id>/categories/<category_id>
    GET /api/v1/restaurants/<restaurant_id>/printers
    GET /api/v1/restaurants/<restaurant_id>/screens
    GET /api/v1/restaurants/<restaurant_id>/slips
    POST /api/v1/restaurants/<restaurant_id>/slips/<slip_id>/print
    GET /api/v1/restaurants/<restaurant_id>/stations
    GET /api/v1/restaurants/<restaurant_id>/station-dishes

owner manager waiter
    GET /api/v1/restaurants/<restaurant_id>/areas
    POST /api/v1/restaurants/<restaurant_id>/calls/<call_id>/answer
    GET /api/v1/restaurants/<restaurant_id>/menu-items
    GET /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>
    POST /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>/availability
    POST /api/v1/restaurants/<restaurant_id>/orders/<order_id>/accept
    POST /api/v1/restaurants/<restaurant_id>/orders/<order_id>/cancel
    POST /api/v1/restaurants/<restaurant_id>/orders/<order_id>/lines/<line_id>/serve
    POST /api/v1/restaurants/<restaurant_id>/orders/<order_id>/lines/<line_id>/void
    POST /api/v1/restaurants/<restaurant_id>/pause
    POST /api/v1/restaurants/<restaurant_id>/payments/<payment_id>/confirm
    GET /api/v1/restaurants/<restaurant_id>/tables
    GET /api/v1/restaurants/<restaurant_id>/tables/<table_id>/code.png
    GET /api/v1/restaurants/<restaurant_id>/tables/<table_id>/code.svg
    GET /api/v1/restaurants/<restaurant_id>/alarms
    GET /api/v1/restaurants/<restaurant_id>/today
    GET /api/v1/restaurants/<restaurant_id>/visits
    POST /api/v1/restaurants/<restaurant_id>/visits
    GET /api/v1/restaurants/<restaurant_id>/visits/<visit_id>
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/cart/lines
    PUT /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/cart/lines/<line_id>
    DELETE /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/cart/lines/<line_id>
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/close
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/merge
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/move
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/orders
    GET /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/payments
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/payments
    GET /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/receipt
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/separate
    GET /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/split
    GET /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/receipt.pdf
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/receipt/print
    GET /api/v1/restaurants/<restaurant_id>/payments/<payment_id>/code.svg
    POST /api/v1/restaurants/<restaurant_id>/payments/<payment_id>/refund-requests
    GET /api/v1/restaurants/<restaurant_id>/refund-requests
    GET /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/refunds

owner manager
    PATCH /api/v1/restaurants/<restaurant_id>
    GET /api/v1/restaurants/<restaurant_id>/alipay
    POST /api/v1/restaurants/<restaurant_id>/alipay/authorisation
    DELETE /api/v1/restaurants/<restaurant_id>/alipay/authorisation
    POST /api/v1/restaurants/<restaurant_id>/tables/<table_id>/alipay-code
    GET /api/v1/restaurants/<restaurant_id>/reconciliation
    POST /api/v1/restaurants/<restaurant_id>/differences/<difference_id>/give-back
    POST /api/v1/restaurants/<restaurant_id>/differences/<difference_id>/match
    POST /api/v1/restaurants/<restaurant_id>/differences/<difference_id>/explain
    POST /api/v1/restaurants/<restaurant_id>/areas
    PATCH /api/v1/restaurants/<restaurant_id>/areas/<area_id>
    DELETE /api/v1/restaurants/<restaurant_id>/areas/<area_id>
    POST /api/v1/restaurants/<restaurant_id>/categories
    PUT /api/v1/restaurants/<restaurant_id>/categories
    PATCH /api/v1/restaurants/<restaurant_id>/categories/<category_id>
    DELETE /api/v1/restaurants/<restaurant_id>/categories/<category_id>
    PUT /api/v1/restaurants/<restaurant_id>/categories/<category_id>/items
    GET /api/v1/restaurants/<restaurant_id>/codes
    GET /api/v1/restaurants/<restaurant_id>/codes.pdf
    GET /api/v1/restaurants/<restaurant_id>/codes.png
    GET /api/v1/restaurants/<restaurant_id>/codes.zip
    POST /api/v1/restaurants/<restaurant_id>/menu-items
    PATCH /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>
    DELETE /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>
    POST /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>/image
    DELETE /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>/image
    POST /api/v1/restaurants/<restaurant_id>/errands/<errand_id>/again
    GET /api/v1/restaurants/<restaurant_id>/fapiao
    GET /api/v1/restaurants/<restaurant_id>/fapiao.xlsx
    PUT /api/v1/restaurants/<restaurant_id>/fapiao/<fapiao_id>
    GET /api/v1/restaurants/<restaurant_id>/till
    GET /api/v1/restaurants/<restaurant_id>/till/counts
    GET /api/v1/restaurants/<restaurant_id>/till/counts.csv
    POST /api/v1/restaurants/<restaurant_id>/till/counts
    GET /api/v1/restaurants/<restaurant_id>/fees/sentence
    GET /api/v1/restaurants/<restaurant_id>/opening
    PUT /api/v1/restaurants/<restaurant_id>/opening
    GET /api/v1/restaurants/<restaurant_id>/reports/sales
    GET /api/v1/restaurants/<restaurant_id>/reports/kitchen
    GET /api/v1/restaurants/<restaurant_id>/reports/kitchen.csv
    GET /api/v1/restaurants/<restaurant_id>/menu/export
    POST /api/v1/restaurants/<restaurant_id>/menu/import
    GET /api/v1/restaurants/<restaurant_id>/modifier-groups
    POST /api/v1/restaurants/<restaurant_id>/modifier-groups
    GET /api/v1/restaurants/<restaurant_id>/modifier-groups/<group_id>
    PATCH /api/v1/restaurants/<restaurant_id>/modifier-groups/<group_id>
    DELETE /api/v1/restaurants/<restaurant_id>/modifier-groups/<group_id>
    POST /api/v1/restaurants/<restaurant_id>/payments/<payment_id>/refunds
    POST /api/v1/restaurants/<restaurant_id>/refund-requests/<request_id>/approve
    POST /api/v1/restaurants/<restaurant_id>/refund-requests/<request_id>/refuse
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/discounts
    POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/discounts/<discount_id>/undo
    POST /api/v1/restaurants/<restaurant_id>/printers
    PATCH /api/v1/restaurants/<restaurant_id>/printers/<printer_id>
    DELETE /api/v1/restaurants/<restaurant_id>/printers/<printer_id>
    GET /api/v1/restaurants/<restaurant_id>/printers/<printer_id>/preview
    GET /api/v1/restaurants/<restaurant_id>/printers/<printer_id>/preview.png
    POST /api/v1/restaurants/<restaurant_id>/printers/<printer_id>/test
    POST /api/v1/restaurants/<restaurant_id>/screens
    PATCH /api/v1/restaurants/<restaurant_id>/screens/<screen_id>
    POST /api/v1/restaurants/<restaurant_id>/screens/<screen_id>/replace
    DELETE /api/v1/restaurants/<restaurant_id>/screens/<screen_id>
    GET /api/v1/restaurants/<restaurant_id>/staff
    POST /api/v1/restaurants/<restaurant_id>/stations
    PATCH /api/v1/restaurants/<restaurant_id>/stations/<station_id>
    DELETE /api/v1/restaurants/<restaurant_id>/stations/<station_id>
    POST /api/v1/restaurants/<restaurant_id>/tables
    PATCH /api/v1/restaurants/<restaurant_id>/tables/<table_id>
    DELETE /api/v1/restaurants/<restaurant_id>/tables/<table_id>
    DELETE /api/v1/restaurants/<restaurant_id>/tables/<table_id>/code
    POST /api/v1/restaurants/<restaurant_id>/tables/<table_id>/code/rotate

owner
    GET /api/v1/restaurants/<restaurant_id>/audit
    GET /api/v1/restaurants/<restaurant_id>/enrolments
    POST /api/v1/restaurants/<restaurant_id>/enrolments/<enrolment_id>/<any(accept,decline):answer>
    POST /api/v1/restaurants/<restaurant_id>/staff
    PATCH /api/v1/restaurants/<restaurant_id>/staff/<staff_id>
    POST /api/v1/restaurants/<restaurant_id>/staff/<staff_id>/password
    DELETE /api/v1/restaurants/<restaurant_id>/staff/<staff_id>

provider
    POST /api/v1/provider/codes/import
    GET /api/v1/provider/differences
    GET /api/v1/provider/disputes
    POST /api/v1/provider/disputes
    GET /api/v1/provider/disputes/<dispute_id>
    POST /api/v1/provider/disputes/<dispute_id>/messages
    POST /api/v1/provider/disputes/<dispute_id>/<any(answer,agree,withdraw,reopen):step>
    GET /api/v1/provider/enrolments
    GET /api/v1/provider/imports
    POST /api/v1/provider/imports
    GET /api/v1/provider/ledger
    GET /api/v1/provider/merchants
    POST /api/v1/provider/merchants
    PATCH /api/v1/provider/merchants/<merchant_id>
    GET /api/v1/provider/programmes
    GET /api/v1/provider/codes.csv
    GET /api/v1/provider/differences.csv
    GET /api/v1/provider/imports/sample.csv
    GET /api/v1/provider/restaurants.csv
    GET /api/v1/provider/todos.csv
    GET /api/v1/provider/restaurants
    GET /api/v1/provider/restaurants/<restaurant_id>
    GET /api/v1/provider/restaurants/<restaurant_id>/codes.csv
    GET /api/v1/provider/restaurants/<restaurant_id>/verdicts.csv
    GET /api/v1/provider/restaurants/<restaurant_id>/shares
    POST /api/v1/provider/restaurants/<restaurant_id>/shares
    POST /api/v1/provider/restaurants/<restaurant_id>/syncs
    DELETE /api/v1/provider/shares/<share_id>
    GET /api/v1/provider/statements
    GET /api/v1/provider/restaurants/<restaurant_id>/codes
    POST /api/v1/provider/restaurants/<restaurant_id>/codes
    PUT /api/v1/provider/restaurants/<restaurant_id>/codes/<table_id>
    PUT /api/v1/provider/restaurants/<restaurant_id>/merchant
    DELETE /api/v1/provider/restaurants/<restaurant_id>/programmes/<programme>
    GET /api/v1/provider/restaurants/<restaurant_id>/verdicts
    GET /api/v1/provider/restaurants/<restaurant_id>/waterfall
    PUT /api/v1/provider/restaurants/<restaurant_id>/programmes/<programme>/requirements/<requirement>
    POST /api/v1/provider/programmes/<programme>/enrolments
    GET /api/v1/provider/statements/<month>
    GET /api/v1/provider/statements/<month>.csv
    GET /api/v1/provider/statements/<month>.pdf
    GET /api/v1/provider/statements/<month>.xlsx
    POST /api/v1/provider/restaurants/<restaurant_id>/risks
    POST /api/v1/provider/statements/<month>/freeze
"""

# A body that is right, for routes whose ids are tried with another restaurant's: past its shape, only the id is wrong.
BODIES = {
    "POST /api/v1/kitchen/menu-items/<item_id>/portions": {"quantity": 1, "request_id": "12345678"},
    "POST /api/v1/kitchen/tickets/<ticket_id>/answer": {"minutes": 5},
    "POST /api/v1/kitchen/tickets/<ticket_id>/undo": {"undoes": "12345678"},
    "POST /api/v1/kitchen/menu-items/<item_id>/availability": {"available": True},
    "PUT /api/v1/visit/cart/lines/<line_id>": {"quantity": 1},
    "PATCH /api/v1/restaurants/<restaurant_id>/areas/<area_id>": {"position": 1},
    "PATCH /api/v1/restaurants/<restaurant_id>/categories/<category_id>": {"position": 1},
    "PUT /api/v1/restaurants/<restaurant_id>/categories/<category_id>/items": {"ids": ["x"]},
    "PATCH /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>": {"price": 1},
    "POST /api/v1/restaurants/<restaurant_id>/menu-items/<item_id>/availability": {"available": True},
    "PATCH /api/v1/restaurants/<restaurant_id>/modifier-groups/<group_id>": {"min": 0},
    "POST /api/v1/restaurants/<restaurant_id>/differences/<difference_id>/match": {"visit_id": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/differences/<difference_id>/explain": {"note": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/orders/<order_id>/cancel": {"reason": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/orders/<order_id>/lines/<line_id>/void": {"reason": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/payments/<payment_id>/confirm": {"method": "cash"},
    "PUT /api/v1/visit/payments/<payment_id>/fapiao": {"title": "x"},
    "PUT /api/v1/restaurants/<restaurant_id>/fapiao/<fapiao_id>": {"done": True},
    "POST /api/v1/restaurants/<restaurant_id>/payments/<payment_id>/refunds": {"amount": 1, "reason": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/payments/<payment_id>/refund-requests": {"amount": 1, "reason": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/refund-requests/<request_id>/refuse": {"note": "x"},
    "PATCH /api/v1/restaurants/<restaurant_id>/printers/<printer_id>": {"name": "x"},
    "PATCH /api/v1/restaurants/<restaurant_id>/screens/<screen_id>": {"name": "x"},
    "PATCH /api/v1/restaurants/<restaurant_id>/staff/<staff_id>": {"role": "cook"},
    "PATCH /api/v1/restaurants/<restaurant_id>/stations/<station_id>": {"position": 1},
    "PATCH /api/v1/restaurants/<restaurant_id>/tables/<table_id>": {"seats": 2},
    "PUT /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/cart/lines/<line_id>": {"quantity": 1},
    "POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/close": {"how": "forced", "reason": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/discounts": {"kind": "comp", "reason": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/discounts/<discount_id>/undo": {"reason": "x"},
    "PUT /api/v1/provider/restaurants/<restaurant_id>/programmes/<programme>/requirements/<requirement>": {
        "state": "done"
    },
    "POST /api/v1/provider/restaurants/<restaurant_id>/risks": {"items": [{"trade_no": "x", "answer": "cleared"}]},
    "POST /api/v1/provider/restaurants/<restaurant_id>/shares": {},
    "POST /api/v1/provider/restaurants/<restaurant_id>/syncs": {},
    "PATCH /api/v1/provider/merchants/<merchant_id>": {"name": "x"},
    "POST /api/v1/provider/disputes/<dispute_id>/messages": {"text": "x"},
    "POST /api/v1/provider/disputes/<dispute_id>/<any(answer,agree,withdraw,reopen):step>": {},
    "POST /api/v1/provider/restaurants/<restaurant_id>/codes": {"table_ids": ["x"]},
    "PUT /api/v1/provider/restaurants/<restaurant_id>/codes/<table_id>": {"state": "asked"},
    "PUT /api/v1/provider/restaurants/<restaurant_id>/merchant": {"merchant_id": None},
    "POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/merge": {"into_visit_id": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/move": {"table_id": "x"},
    "POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/separate": {"table_id": "x", "order_ids": ["x"]},
    "POST /api/v1/restaurants/<restaurant_id>/visits/<visit_id>/orders": {"cart_version": 1, "shown_total": 0},
}


def permissions() -> dict[str, set[str]]:
    """`{"GET /path": who}`"""
    found, who = {}, set()
    for line in filter(None, PERMISSIONS.splitlines()):
        if line.startswith(" "):
            assert line.strip() not in found, f"listed twice: {line.strip()}"
            found[line.strip()] = who
        else:
            who = set(line.split())
    return found


def routes(app) -> list[tuple[str, str]]:
    """(method, rule) of everything that the program answers."""
    return [(method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}]
