"""The API's description: valid, complete, and of one mind with the contract and the list of who may call what."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.contracts.access import permissions

# design/contract.md, the calls of this issue
CONTRACT = """
POST GET DELETE /session
POST /tokens
POST /visits
GET /restaurants/{restaurant_id}/menu
GET /visit
PUT /visit/covers
POST /visit/cart/lines
PUT DELETE /visit/cart/lines/{line_id}
POST /visit/orders
POST /visit/calls
POST /visit/payments
GET /visit/payments/{payment_id}
GET /visit/receipt
POST /screens
GET /screens/pairing
POST /restaurants/{restaurant_id}/screens
DELETE /restaurants/{restaurant_id}/screens/{screen_id}
GET /kitchen/board
POST /kitchen/tickets/{ticket_id}/{do}
POST /kitchen/tickets/{ticket_id}/lines/{line_id}/{do}
POST /kitchen/menu-items/{item_id}/availability
GET /kitchen/recent
GET /live
GET /restaurants/{restaurant_id}/tables/{table_id}/code.svg
GET /restaurants/{restaurant_id}/tables/{table_id}/code.png
GET /restaurants/{restaurant_id}/codes.pdf
POST /restaurants/{restaurant_id}/tables/{table_id}/code/rotate
POST /restaurants
GET PATCH /restaurants/{restaurant_id}
GET POST /restaurants/{restaurant_id}/categories
POST /restaurants/{restaurant_id}/menu-items
PATCH DELETE /restaurants/{restaurant_id}/menu-items/{item_id}
GET /restaurants/{restaurant_id}/modifier-groups
POST /restaurants/{restaurant_id}/menu/import
GET /restaurants/{restaurant_id}/menu/export
GET POST /restaurants/{restaurant_id}/areas
GET POST /restaurants/{restaurant_id}/tables
GET POST /restaurants/{restaurant_id}/stations
GET POST /restaurants/{restaurant_id}/staff
GET POST /restaurants/{restaurant_id}/visits
POST /restaurants/{restaurant_id}/visits/{visit_id}/close
POST /restaurants/{restaurant_id}/visits/{visit_id}/cart/lines
POST /restaurants/{restaurant_id}/visits/{visit_id}/orders
POST /restaurants/{restaurant_id}/orders/{order_id}/accept
POST /restaurants/{restaurant_id}/orders/{order_id}/cancel
POST /restaurants/{restaurant_id}/orders/{order_id}/lines/{line_id}/void
POST /restaurants/{restaurant_id}/payments/{payment_id}/confirm
POST /restaurants/{restaurant_id}/payments/{payment_id}/refunds
GET /restaurants/{restaurant_id}/calls
POST /restaurants/{restaurant_id}/calls/{call_id}/answer
GET /restaurants/{restaurant_id}/today
GET /restaurants/{restaurant_id}/reports/sales
GET /restaurants/{restaurant_id}/audit
GET /provider/restaurants
GET /provider/restaurants/{restaurant_id}/verdicts
GET /provider/restaurants/{restaurant_id}/waterfall
GET /provider/programmes
GET /provider/ledger
POST /provider/programmes/{programme}/enrolments
GET /provider/statements/{month}
GET /provider/statements/{month}.csv
GET /provider/statements/{month}.xlsx
GET /provider/statements/{month}.pdf
"""
KEYED = {
    "POST /api/v1/visit/orders",
    "POST /api/v1/visit/payments",
    "POST /api/v1/restaurants/{restaurant_id}/visits/{visit_id}/orders",
    "POST /api/v1/restaurants/{restaurant_id}/visits/{visit_id}/discounts",
    "POST /api/v1/restaurants/{restaurant_id}/visits/{visit_id}/payments",
    "POST /api/v1/restaurants/{restaurant_id}/payments/{payment_id}/refunds",
    "POST /api/v1/restaurants/{restaurant_id}/payments/{payment_id}/refund-requests",
    "POST /api/v1/restaurants/{restaurant_id}/refund-requests/{request_id}/approve",
}


@pytest.fixture(scope="module")
def spec(app):
    return app.test_client().get("/api/openapi.json").get_json()


@pytest.fixture(scope="module")
def operations(spec):
    return {
        f"{method.upper()} {path}": operation
        for path, methods in spec["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }


def test_it_is_valid_openapi(spec):
    assert spec["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(spec).iter_errors()) == []


def test_every_call_of_the_contract_is_described(operations):
    wanted = {
        f"{method} /api/v1{line.split()[-1]}" for line in CONTRACT.strip().splitlines() for method in line.split()[:-1]
    }
    assert sorted(wanted - set(operations)) == []


def test_every_operation_has_a_name_a_summary_and_an_answer(operations):
    names = [operation["operationId"] for operation in operations.values()]
    assert len(set(names)) == len(names)
    for call, operation in operations.items():
        assert operation["summary"].strip(), call
        assert "default" in operation["responses"], call
        answers = {code: a for code, a in operation["responses"].items() if code.startswith(("2", "3"))}
        assert answers, call
        for code, answer in answers.items():
            if code == "200" or code == "201":
                assert all(content.get("schema") for content in answer.get("content", {"": {}}).values()), call


def test_failures_are_problems(spec):
    content = spec["components"]["responses"]["DEFAULT_ERROR"]["content"]
    assert list(content) == ["application/problem+json"]
    assert "code" in spec["components"]["schemas"]["Problem"]["properties"]


def test_who_may_call_is_what_the_list_of_permissions_says(operations):
    said = {}
    for route, who in permissions().items():
        path = re.sub(r"<(?:[a-z]+(?:\([^)]*\))?:)?([a-z_]+)>", r"{\1}", route)
        screens = {"expo": "screen", "floor": "screen"}  # one kind of token
        kinds = {screens.get(one, one) for one in who if one != "anyone"}
        kinds = {one if one in ("guest", "screen") else "account" for one in kinds}
        said[path] = kinds
    for call, operation in operations.items():
        described = set()
        for way in operation["security"]:
            described |= {"account" if name in ("api", "cookie", "csrf") else name for name in way}
        assert described - {"pairing"} == said[call], call
        if "cookie" in {name for way in operation["security"] for name in way} and not call.startswith("GET"):
            assert {"cookie": [], "csrf": []} in operation["security"], call


def test_what_makes_something_asks_for_a_key(operations):
    described = {
        call
        for call, operation in operations.items()
        if any(p.get("name") == "Idempotency-Key" for p in operation.get("parameters", []))
    }
    assert described == KEYED


def test_the_pages_of_the_api_need_nothing_from_elsewhere(client):
    page = client.get("/api/docs").get_data(as_text=True)
    assert "http" not in page.replace("http://zm.example", "")
    with client.get("/api/docs/assets/swagger-ui-bundle.js") as script:
        assert script.status_code == 200
