"""The first steps tick themselves; the day and the reports add up."""

from datetime import timedelta

import pytest

from core.clock import now
from tests.people import Person, new_key, open_place


def steps(place):
    return {s["key"]: s["done"] for s in place.owner.get(f"{place.home}/opening")[1]["steps"]}


def test_steps_tick_from_what_happened(place):
    assert steps(place) == {
        "profile": True,
        "menu": False,  # two dishes are no menu yet
        "tables": True,
        "codes": False,
        "screen": False,
        "trial": False,
    }
    place.owner.post(
        f"{place.home}/menu/import",
        {
            "currency": "CNY",
            "categories": [
                {
                    "id": "z",
                    "name": "饮料",
                    "items": [{"id": "t", "name": "茶", "price": "5.00", "variations": [], "option_groups": []}],
                }
            ],
        },
    )
    printed = place.owner.client.get(
        f"{place.home}/codes.pdf?labels=H01-H02", headers={"Authorization": f"Bearer {place.owner.token}"}
    )
    assert printed.status_code == 200
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))
    assert steps(place)["trial"] is False
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
    found = place.owner.get(f"{place.home}/opening")[1]
    assert found["left"] == 0
    assert all(s["done"] for s in found["steps"])
    assert place.owner.call("PUT", f"{place.home}/opening", {"put_off": True})[0] == 204
    assert place.owner.get(f"{place.home}/opening")[1]["put_off_at"]


def test_a_renamed_table_remembers_what_its_sticker_says(place):
    headers = {"Authorization": f"Bearer {place.owner.token}"}
    assert place.owner.client.get(f"{place.home}/codes.pdf?labels=H01", headers=headers).status_code == 200
    table = place.owner.call("PATCH", f"{place.home}/tables/{place.tables[0]['id']}", {"label": "窗边"})[1]
    assert (table["label"], table["printed_label"]) == ("窗边", "H01")
    others = place.owner.get(f"{place.home}/tables")[1]["items"]
    assert {t["printed_label"] for t in others if t["label"] != "窗边"} == {None}
    assert "labels" in place.owner.get(f"{place.home}/codes.pdf?labels=A9-A1")[1]["errors"]


def test_the_day_counts_hours_money_and_who_was_not_heard(place):
    guest = place.sit()
    place.send(guest, place.add(guest, "米饭", 3))
    day = place.owner.get(f"{place.home}/today")[1]
    assert (day["orders"], day["total"], day["unpaid"]) == (1, 600, 600)
    assert [h["orders"] for h in day["by_hour"]] == [1]
    assert day["unacknowledged"] == 1
    assert day["unheard"][0]["table"] == "H01"
    assert day["average_ready_seconds"] is None
    screen = place.screen()
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
    assert place.owner.get(f"{place.home}/today")[1]["screens"][0]["open_tickets"] == 1
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
    assert place.owner.get(f"{place.home}/today")[1]["average_ready_seconds"] in range(60)


def test_a_first_order_that_waits_is_shown_with_its_dishes(place):
    version = place.owner.get(place.home)[1]["version"]
    assert place.owner.call("PATCH", place.home, {"version": version, "gate": "first_order_waits"})[0] == 200
    guest = place.sit()
    place.send(guest, place.add(guest, "米饭", 2))
    waiting = place.owner.get(f"{place.home}/today")[1]["waiting"]
    assert [(w["table"], w["dishes"], w["for_payment"]) for w in waiting] == [("H01", ["米饭 ×2"], False)]
    assert place.owner.post(f"{place.home}/orders/{waiting[0]['order_id']}/accept")[0] == 200
    assert place.owner.get(f"{place.home}/today")[1]["waiting"] == []


def test_sales_leave_out_what_was_taken_back(place):
    guest = place.sit()
    kept = place.send(guest, place.add(guest, "米饭", 3))[1]["order"]
    taken = place.send(guest, place.add(guest, "宫保鸡丁"))[1]["order"]
    assert place.owner.post(f"{place.home}/orders/{taken['id']}/cancel", {"reason": "点错"})[0] == 200
    payment = guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())[1]["payment"]
    assert place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "card"})[0] == 200
    sold = place.owner.get(f"{place.home}/reports/sales")[1]
    assert (sold["orders"], sold["total"], sold["settled"], sold["refunded"]) == (1, kept["total"], 600, 0)
    assert [(d["names"]["zh"], d["quantity"], d["total"]) for d in sold["dishes"]] == [("米饭", 3, 600)]
    assert [d["orders"] for d in sold["days"]] == [1]


@pytest.mark.parametrize("query", ["from=2026-12-01&to=2026-11-01", "from=2020-01-01&to=2026-01-01", "from=soon"])
def test_a_span_of_days_is_checked(place, query):
    status, problem = place.owner.get(f"{place.home}/reports/sales?{query}")
    assert status == 422
    assert "from" in problem["errors"]


@pytest.mark.parametrize("path", ["/opening", "/today", "/reports/sales"])
def test_only_staff_of_this_restaurant_see_it(app, place, path):
    assert Person(app.test_client()).get(place.home + path)[0] == 401
    assert open_place(app).owner.get(place.home + path)[1]["code"] == "restaurant_unknown"


def test_closing_time_is_told(place):
    version = place.owner.get(place.home)[1]["version"]
    here = now() + timedelta(hours=8)  # Shanghai
    days = {
        d: [[f"{here.hour:02d}:00", f"{(here.hour + 1) % 24:02d}:00"]]
        for d in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    }
    assert place.owner.call("PATCH", place.home, {"version": version, "hours": days})[0] == 200
    day = place.owner.get(f"{place.home}/today")[1]
    assert day["open"]
    assert day["closes_at"].endswith(":00:00.000Z")
