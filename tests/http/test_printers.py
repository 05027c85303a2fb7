"""Printers over HTTP on both databases: what is asked of them by hand, how they are reached, changed and removed."""

import pytest

from kitchen.slips import working
from tests.paper import read_paper
from tests.people import new_key
from tests.slips import Paper

pytestmark = pytest.mark.usefixtures("any_port")


def test_a_cook_prints_a_ticket_and_once(place, device):
    kitchen, screen = Paper(place, device.connection, policy="fallback"), place.screen()
    kitchen.order()
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]["id"]
    body = {"request_id": new_key()}
    for _ in range(2):
        status, answer = screen.post(f"/api/v1/kitchen/tickets/{ticket}/print", body)
        assert (status, [p["name"] for p in answer["printers"]]) == (202, ["热菜打印机"])
    assert kitchen.run() == 1
    assert "补打" in device.paper.inverted
    kitchen.change(policy="off")
    assert screen.post(f"/api/v1/kitchen/tickets/{ticket}/print")[1]["code"] == "no_printer"


def test_a_slip_is_printed_again_and_a_test_shows_everything(place, device):
    kitchen = Paper(place, device.connection)
    kitchen.order()
    kitchen.run()
    kitchen.own(f"/slips/{kitchen.slips()[0]['id']}/print", {})
    kitchen.own(f"/printers/{kitchen.id}/test", {})
    kitchen.own(f"/slips/{kitchen.slips()[-1]['id']}/print", {})
    device.received.clear()
    assert kitchen.run() == 3
    assert (device.paper.inverted.count("补打"), device.paper.inverted.count("测试单")) == (2, 2)
    assert "宫保鸡丁" in device.paper.text and "测试单" in device.paper.inverted


def test_into_a_file(place, any_port):
    kitchen = Paper(place, {"kind": "file", "path": "kitchen.prn"})
    kitchen.order()
    assert kitchen.run() == 1
    assert "米饭" in read_paper((any_port / "kitchen.prn").read_bytes()).text


def test_usb_that_is_not_there(place):
    kitchen = Paper(place, {"kind": "usb", "vendor": 0x0416, "product": 0x5011})
    kitchen.order()
    assert kitchen.run() == 0
    assert kitchen.printer()["last_error"] == "no_device"


def test_a_slip_that_cannot_be_drawn_holds_up_no_other(place, device, monkeypatch):
    kitchen, plain = Paper(place, device.connection), working.steps_of
    kitchen.order(0, note="坏")
    kitchen.order(1)

    def draw(said, look):
        if said["note"] == "坏":
            raise ValueError("a mistake of ours")
        return plain(said, look)

    monkeypatch.setattr(working, "steps_of", draw)
    kitchen.run()
    assert kitchen.states() == ["failed", "printed"]
    assert device.paper.cuts == 1


def test_removed_printers_print_nothing_and_stations_move(place, device):
    kitchen = Paper(place, device.connection)
    cold = place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})[1]["id"]
    kitchen.change(station_ids=[cold])
    assert place.owner.call("DELETE", f"{place.home}/stations/{cold}?move_to={kitchen.stations[0]}")[0] == 204
    assert kitchen.printer()["station_ids"] == kitchen.stations
    kitchen.order()
    assert place.owner.call("DELETE", f"{place.home}/printers/{kitchen.id}")[0] == 204
    assert kitchen.run() == 0
    assert kitchen.states() == ["failed"]
    kitchen.order(1)
    assert len(kitchen.slips()) == 1


def test_previews(place, device):
    kitchen = Paper(place, device.connection, width=58, language="both")
    status, text = place.owner.get(f"{place.home}/printers/{kitchen.id}/preview")
    assert (status, text["columns"]) == (200, 32)
    assert "宫保鸡丁" in text["text"] and "Kung Pao chicken" in text["text"]
    answer = place.app.test_client().get(
        f"{place.home}/printers/{kitchen.id}/preview.png", headers={"Authorization": f"Bearer {place.owner.token}"}
    )
    assert (answer.status_code, answer.data[:4]) == (200, b"\x89PNG")


def test_bad_settings_are_refused_by_name(place):
    good = {"kind": "network", "host": "192.168.1.50", "port": 9100}
    stations = [s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"]]
    base = {"name": "机", "station_ids": stations, "connection": good}
    for change, field in (
        ({"connection": {"kind": "network", "host": "169.254.169.254", "port": 9100}}, "connection.host"),
        ({"connection": {"kind": "file", "path": "/etc/passwd"}}, "connection.path"),
        ({"connection": {"kind": "network", "host": "192.168.1.50"}}, "connection.port"),
        ({"connection": {**good, "path": "x"}}, "connection.path"),
        ({"width": 60}, "width"),
        ({"station_ids": ["x"]}, "station_ids"),
        ({"copies": 9}, "copies"),
    ):
        status, problem = place.owner.post(f"{place.home}/printers", {**base, **change})
        assert (status, list(problem["errors"])) == (422, [field]), problem
    assert place.owner.post(f"{place.home}/printers", base)[0] == 201
