"""What the platform says comes in once, stands beside what we say, and is objected to; confirmed and paid apart."""

import orjson
import pytest

from core.transactions import transaction
from rebates.members.enrolling import enrol
from tests.http.test_payments import at_simulator, seated, started
from tests.http.test_provider import new_provider
from tests.people import new_key

API = "/api/v1/provider"
MONTH = "2026-11"


class House:
    """A provider with one restaurant under a merchant, and trades that were paid in it."""

    def __init__(self, place):
        self.place = place
        self.provider, self.id = new_provider(place.app)
        with transaction() as session:
            enrol(session, place.id, self.id, "DEMO")
        new = {"kind": "direct", "platform_id": "2088123412341234", "name": "青瓷餐饮"}
        self.merchant = self.provider.post(f"{API}/merchants", new)[1]
        grouped = {"merchant_id": self.merchant["id"]}
        assert self.provider.call("PUT", f"{API}/restaurants/{place.id}/merchant", grouped)[0] == 204

    def trade(self, quantity=5, back=0) -> str:
        """¥2 a piece, paid at the simulator; the trade number that the verdict names."""
        before = {v["payment_id"] for v in self.verdicts()}
        guest, _ = seated(self.place, quantity)
        payment, client = started(guest, "simulator")
        at_simulator(self.place, client)
        if back:
            refunds = f"{self.place.home}/payments/{payment['id']}/refunds"
            self.place.owner.post(refunds, {"amount": back, "reason": "x"}, new_key())
        return next(v["trade_no"] for v in self.verdicts() if v["payment_id"] not in before)

    def verdicts(self):
        return self.provider.get(f"{API}/restaurants/{self.place.id}/verdicts?limit=200")[1]["items"]

    def month(self) -> str:
        return self.provider.get(f"{API}/restaurants")[1]["month"]

    def bring(self, lines, column="confirmed", dry=False, head="month,merchant,trade_no,amount_fen"):
        path = f"{API}/imports?column={column}&programme=DEMO&name=a.csv" + ("&dry_run=1" if dry else "")
        return self.provider.send(path, "\n".join([head, *lines]).encode())

    def differences(self, **more):
        query = "&".join(f"{k}={v}" for k, v in {"month": self.month(), **more}.items())
        return self.provider.get(f"{API}/differences?{query}")[1]

    def causes(self, **more):
        return {c["cause"]: (c["count"], c["amount"]) for c in self.differences(**more)["causes"] if c["count"]}


@pytest.fixture
def house(place):
    return House(place)


def test_a_file_is_looked_at_first_and_each_line_is_kept_once(house):
    trade, month = house.trade(), house.month()
    lines = [f"{month},2088123412341234,{trade},50", f"{month},9999,x,1", "soon,,,1", f"{month},,unknown-to-us,30"]
    status, seen = house.bring(lines, dry=True)
    assert (status, seen["kept"], seen["known"], seen["dry_run"]) == (200, 2, 0, True)
    assert [(w["line"], w["code"]) for w in seen["refused"]] == [(3, "merchant_unknown"), (4, "month")]
    assert seen["sums"] == [{"month": month, "kind": "rebate", "lines": 2, "amount": 80}]
    assert house.differences()["spoken"] is False  # nothing was saved
    kept = house.bring(lines)[1]
    assert (kept["kept"], kept["wrong"], kept["dry_run"]) == (2, 2, False)
    again = house.bring(lines)[1]
    assert (again["kept"], again["known"]) == (0, 2)
    other = house.bring([f"{month},2088123412341234,{trade},50", f"{month},2088123412341234,{trade},60"])[1]
    assert (other["kept"], other["known"], [w["code"] for w in other["refused"]]) == (0, 1, ["already"])
    (first, *_) = house.provider.get(f"{API}/imports")[1]["items"][::-1]
    assert (first["name"], first["kept"], first["refused"], first["amount"]) == ("a.csv", 2, 2, 80)
    assert first["months"] == [month]


def test_confirmed_and_paid_are_never_mixed(house):
    trade, month = house.trade(), house.month()
    house.bring([f"{month},,{trade},50"])
    house.bring([f"{month},,{trade},40"], column="paid")
    (mine,) = house.provider.get(f"{API}/restaurants?programme=DEMO")[1]["items"]
    assert (mine["estimated"], mine["confirmed"], mine["paid"]) == (50, 50, 40)
    assert house.causes(cause="matched") == {"matched": (1, 0)}
    assert house.causes(column="paid") == {"amount_differs": (1, -10)}
    (line,) = house.differences(column="paid")["items"]
    assert (line["ours"], line["theirs"], line["amount"]) == (50, 40, -10)
    assert (line["restaurant_id"], line["merchant"], line["trade_no"]) == (house.place.id, "青瓷餐饮", trade)


def test_every_difference_has_its_cause(house):
    matched, less, back, month = house.trade(), house.trade(), house.trade(back=1000), house.month()
    house.trade()  # of which the platform says nothing
    small = house.trade(quantity=2)
    house.bring([f"{month},,{t},{fen}" for t, fen in ((matched, 50), (less, 30), (back, 50), (small, 50), ("x", 50))])
    found = house.differences()
    assert house.causes() == {"matched": (1, 0), "amount_differs": (1, -20), "missing_ours": (3, 150)}
    assert found["waiting"] == {"count": 1, "amount": 50}  # the month runs: it may come
    assert found["amount"] == sum(d["amount"] for d in found["items"]) == 130
    why = {d["trade_no"]: [r["code"] for r in d["reasons"]] for d in found["items"]}
    assert (why[back], why[small], why["x"]) == (["refunded"], ["amount"], [])


def test_an_award_answer_replaces_what_it_said_before(house):
    house.trade(), house.trade()
    month = house.month()
    path = f"{API}/imports?column=confirmed&programme=DEMO"

    def say(fen):
        query = {"subject_type": "ALIPAY_USER", "subject_id": "2088123412341234"}
        query |= {"start_time": f"{month}-01 00:00:00", "end_time": f"{month}-28 23:59:59"}
        data = orjson.dumps({"query": query, "answer": {"award_amount": fen, "trade_count": 1}})
        return house.provider.send(path, data, "application/json")[1]["kept"]

    assert (say(50), say(100), say(100)) == (1, 1, 0)
    assert house.causes(cause="matched") == {"matched": (2, 0)}
    assert say(90) == 1
    assert house.causes() == {"amount_differs": (1, -10)}


def test_a_dispute_has_a_thread_and_a_state(house):
    trade, month = house.trade(), house.month()
    house.bring([f"{month},,{trade},30"])
    (line,) = house.differences()["items"]
    about = {"month": month, "key": line["key"], "text": "凭证见附件"}
    assert house.provider.post(f"{API}/disputes", {**about, "key": "DEMO:trade:rebate:moon"})[0] == 404
    status, dispute = house.provider.post(f"{API}/disputes", about)
    assert (status, dispute["state"], dispute["ours"], dispute["theirs"]) == (201, "open", 50, 30)
    assert house.provider.post(f"{API}/disputes", about)[1]["code"] == "disputed_already"
    assert house.causes() == {"disputed": (1, -20)}
    (line,) = house.differences()["items"]
    assert (line["was"], line["dispute_id"]) == ("amount_differs", dispute["id"])
    home = f"{API}/disputes/{dispute['id']}"
    assert house.provider.post(f"{home}/messages", {"text": ""})[0] == 422
    house.provider.post(f"{home}/messages", {"text": "平台 11-26 回复：补差"})
    assert house.provider.post(f"{home}/answer")[1]["state"] == "answered"
    assert house.provider.post(f"{home}/answer")[1]["code"] == "dispute_step"
    agreed = house.provider.post(f"{home}/agree")[1]
    assert (agreed["state"], len(agreed["messages"])) == ("agreed", 4)
    assert house.causes() == {"amount_differs": (1, -20)}
    stranger, _ = new_provider(house.place.app, "路人")
    assert stranger.get(home)[0] == stranger.get(f"{API}/disputes/{house.id}")[0] == 404
    assert stranger.get(f"{API}/disputes")[1]["items"] == []
    assert house.provider.get(f"{API}/disputes?month={month}")[1]["items"][0]["state"] == "agreed"


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("column=confirmed&programme=MOON", b"month,amount_fen\n2026-10,1\n", "programme_unknown"),
        ("column=nothing&programme=DEMO", b"month,amount_fen\n2026-10,1\n", "invalid"),
        ("column=confirmed&programme=DEMO", b"nonsense", "import_unreadable"),
        ("column=confirmed&programme=DEMO", b"", "import_unreadable"),
    ],
)
def test_what_cannot_be_brought_in_says_why(house, path, data, code):
    status, problem = house.provider.send(f"{API}/imports?{path}", data)
    assert (status in (404, 422), problem["code"]) == (True, code)


def test_a_strangers_merchant_and_restaurant_are_nobodys(house):
    stranger, _ = new_provider(house.place.app, "路人")
    month = house.month()
    path = f"{API}/imports?column=confirmed&programme=DEMO&dry_run=1"
    file = f"month,merchant,restaurant_id,amount_fen\n{month},2088123412341234,,1\n{month},,{house.place.id},1\n"
    refused = stranger.send(path, file.encode())[1]["refused"]
    assert [r["code"] for r in refused] == ["merchant_unknown", "restaurant_unknown"]
    assert stranger.get(f"{API}/imports")[1]["items"] == []


def test_other_income_is_booked_by_its_kind_and_compared_like_the_rest(house):
    house.trade()
    month, head = house.month(), "month,kind,restaurant_id,amount_yuan"
    lines = [
        f"{month},成金计划,{house.place.id},12.34",
        f"{month},代运营,{house.place.id},100.00",
        f"{month},rebate,,1.00",
    ]
    status, report = house.bring([*lines, f"{month},advertising,,3.00"], column="ours", head=head)
    assert (status, report["kept"]) == (200, 2)
    assert [r["code"] for r in report["refused"]] == ["computed", "needs_restaurant"]
    assert house.bring([*lines, f"{month},advertising,,3.00"], column="ours", head=head)[1]["known"] == 2
    house.bring([f"{month},成金计划,{house.place.id},12.00"], head=head)
    statement = house.provider.get(f"{API}/statements/{month}")[1]
    assert (statement["estimated"], statement["confirmed"]) == (50, None)  # rebates; other income is not mixed in
    others = {row["kind"]: (row["ours"], row["confirmed"], row["paid"]) for row in statement["others"]}
    assert others == {
        "advertising": (1234, 1200, None),
        "fee_spread": (0, None, None),
        "operation_fee": (10000, None, None),
    }
    (line,) = [d for d in house.differences()["items"] if d["kind"] == "advertising"]
    assert (line["cause"], line["ours"], line["theirs"], line["amount"]) == ("amount_differs", 1234, 1200, -34)
    rows = house.provider.get(f"{API}/ledger?month={month}")[1]["items"]
    assert sorted((row["kind"], row["amount"]) for row in rows) == [
        ("accrual", 50),
        ("advertising", 1234),
        ("operation_fee", 10000),
    ]
