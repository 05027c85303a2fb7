"""`flask printers list` and `flask printers test`, as somebody beside a printer runs them."""

import pytest


@pytest.fixture
def run(app, place, any_port):
    return lambda *words: app.test_cli_runner().invoke(args=["printers", *words, "--restaurant", place.id])


def add(place, device) -> str:
    station = place.owner.get(f"{place.home}/stations")[1]["items"][0]["id"]
    settings = {"name": "热菜打印机", "station_ids": [station], "connection": device.connection, "policy": "always"}
    status, made = place.owner.post(f"{place.home}/printers", settings)
    assert status == 201, made
    return made["id"]


def test_a_test_slip_comes_out_and_the_list_says_so(place, run, device):
    assert run("list").output == "There is no printer.\n"
    printer = add(place, device)
    assert "last printed never" in run("list").output
    done = run("test", printer)
    assert (done.exit_code, device.paper.cuts, device.paper.stray) == (0, 1, []), done.output
    listed = run("list").output
    assert printer in listed and "热菜打印机" in listed and "0 waiting" in listed and "never" not in listed


def test_what_does_not_come_out_is_said_in_one_line(place, run, refuses):
    done = run("test", add(place, refuses))
    assert done.exit_code == 1
    assert "unreachable" in done.output and "1 waiting" in done.output and "Traceback" not in done.output
    assert run("test", "nobody").exit_code == 1
