"""Where a printer may stand, when paper stands in for a screen, and what becomes of a slip."""

import socket
from datetime import UTC, datetime, timedelta

import pytest

from app.config import _ports
from kitchen.slips import devices, reach
from kitchen.slips.falling_back import wants_paper
from kitchen.slips.reach import OutOfReach, Reach, checked
from kitchen.slips.states import fate, is_late, rest

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setattr(reach, "_reach", Reach((9100, 9109), True, tmp_path))
    return tmp_path


def network(host, port=9100):
    return {"kind": "network", "host": host, "port": port}


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.7", "172.16.3.4", "172.31.255.255", "192.168.1.50"])
def test_the_restaurants_own_network(house, host):
    assert checked(network(host))["address"] == host


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "100.100.100.200", "0.0.0.0", "8.8.8.8", "172.32.0.1", "224.0.0.1", "255.255.255.255"),
        *("::1", "fe80::1", "fd00:ec2::254", "::ffff:169.254.169.254", "::ffff:127.0.0.1"),
        *("0x7f.1", "2130706433", "127.1", "0177.0.0.1", "127.0.0.1:80", "127.0.0.1/8", "http://127.0.0.1", ""),
        *("a" * 254, "-x", "x_y.lan", "printer lan", "printer\n.lan", "127.0.0.1\x00"),
    ],
)
def test_no_other_address_however_it_is_written(house, host):
    with pytest.raises(OutOfReach) as refused:
        checked(network(host))
    assert refused.value.field == "host"


@pytest.mark.parametrize("port", [22, 80, 3306, 5432, 6379, 9099, 9110])
def test_no_other_port(house, port):
    with pytest.raises(OutOfReach) as refused:
        checked(network("192.168.1.50", port))
    assert refused.value.field == "port"


def test_a_name_is_looked_up_once_and_its_address_is_what_counts(house, monkeypatch):
    answers = iter(["192.168.1.50", "169.254.169.254"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers), 0))])
    assert checked(network("printer.lan"))["address"] == "192.168.1.50"
    with pytest.raises(OutOfReach):
        checked(network("printer.lan"))  # it leads elsewhere now: every print looks again and connects to what it saw


def test_a_name_that_nobody_knows(house, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(OutOfReach, match="No address"):
        checked(network("printer.lan"))


@pytest.mark.parametrize("path", ["/dev/usb/lp0", "/dev/lp1", "kitchen.prn"])
def test_devices_and_files(house, path):
    found = checked({"kind": "file", "path": path})["file"]
    assert found == (path if path.startswith("/dev/") else str(house / path))


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/dev/sda", "/dev/usb/../sda", "../x.prn", "a/b.prn", ".prn", "x.PRN", "/dev/lp0\n", "lp0"]
)
def test_no_other_file(house, path):
    with pytest.raises(OutOfReach):
        checked({"kind": "file", "path": path})


def test_what_belongs_to_the_machine_is_for_whoever_runs_it(monkeypatch):
    monkeypatch.setattr(reach, "_reach", Reach())
    for connection in ({"kind": "file", "path": "/dev/usb/lp0"}, {"kind": "usb", "vendor": 1, "product": 1}):
        with pytest.raises(OutOfReach, match="LOCAL_PRINTERS"):
            checked(connection)


def test_ports_from_the_environment():
    assert (_ports("9100-9109"), _ports("9100")) == ((9100, 9109), (9100, 9100))
    with pytest.raises(RuntimeError, match="PRINTER_PORTS"):
        _ports("all")


def ago(seconds):
    return AT - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("status", "heard", "fired", "dark", "wanted"),
    [
        ("open", None, 0, False, False),
        ("open", None, 19.9, False, False),
        ("open", None, 20, False, True),  # a live screen that does not draw is no screen
        ("open", None, 0, True, True),  # at once: nobody is there
        ("open", 1, 60, True, False),  # it was drawn
        ("started", None, 60, True, False),  # a cook has touched it
        ("bumped", None, 60, True, False),
        ("voided", None, 60, True, False),
    ],
)
def test_when_paper_stands_in(status, heard, fired, dark, wanted):
    acknowledged = None if heard is None else ago(heard)
    assert wants_paper(status, acknowledged, ago(fired), dark, AT) is wanted


def slip(cause="fired", made=0, perhaps=False, kind="fired"):
    return {"kind": kind, "cause": cause, "made_at": ago(made), "perhaps": perhaps}


def ticket(status="open", heard=False):
    return {"status": status, "acknowledged_at": AT if heard else None}


@pytest.mark.parametrize(
    ("what", "it", "policy", "becomes"),
    [
        (slip(), ticket(), "always", "print"),
        (slip(made=901), ticket(), "always", "too_old"),
        (slip("void:x", 901), ticket(), "always", "too_old"),
        (slip(), ticket(heard=True), "always", "print"),
        (slip(), ticket(heard=True), "fallback", "unneeded"),
        (slip(perhaps=True), ticket(heard=True), "fallback", "print"),  # half a slip may hang out of the printer
        (slip(), ticket("bumped"), "always", "unneeded"),
        (slip(), ticket("voided"), "always", "unneeded"),
        (slip("again:x"), ticket("bumped"), "always", "print"),
        (slip("test:x"), None, "always", "print"),
    ],
)
def test_what_becomes_of_a_slip_whose_turn_it_is(what, it, policy, becomes):
    assert fate(what, it, policy, timedelta(seconds=900), AT) == becomes


def test_when_a_slip_says_that_it_is_late():
    assert not is_late(slip(), ago(60), AT)
    assert is_late(slip(), ago(61), AT)
    assert is_late(slip("again:x"), ago(0), AT)
    assert is_late(slip(perhaps=True), ago(0), AT)
    assert not is_late(slip("void:x", kind="void"), ago(600), AT)


def test_rest():
    assert [rest(n).seconds for n in range(1, 8)] == [1, 2, 4, 8, 10, 10, 10]


class Waits:
    """A wire and a printer that had answered before anybody looked at the clock."""

    def __init__(self, *told):
        self.told, self.patience = list(told), None

    def settimeout(self, seconds):
        self.patience = seconds

    def _read(self):
        said = self.told.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


def test_an_answer_that_came_while_the_server_stood_still_counts():
    both = Waits(TimeoutError(), b"\x12")
    assert (devices._read(both, both), both.patience) == (b"\x12", 0)


def test_no_answer_is_none():
    both = Waits(TimeoutError(), BlockingIOError())
    with pytest.raises(TimeoutError):
        devices._read(both, both)
