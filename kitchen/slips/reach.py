"""What printers may be reached. An owner types the address, so it must lead to a printer and nowhere else.

Networks: loopback and the private ranges of IPv4 only; never link-local (169.254.169.254 tells a cloud's secrets),
never the carrier's range (100.100.100.200 does too), no public host. Ports: 9100 to 9109 unless PRINTER_PORTS says
more. USB and files belong to the machine, so they are only for whoever runs it: LOCAL_PRINTERS=1, or development.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from pathlib import Path

NETWORKS = [ipaddress.ip_network(n) for n in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,62})"
NAME = re.compile(rf"(?=.{{1,253}}$)({LABEL}\.)*[A-Za-z][A-Za-z0-9-]{{0,62}}")  # 0x7f.1 is no name
DEVICE = re.compile(r"/dev/(usb/)?lp[0-9]{1,2}")
FILE = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}\.prn")


@dataclass(frozen=True)
class Reach:
    """`ports`: (first, last) · `local`: USB and files may be used · `folder`: where `name.prn` files stand."""

    ports: tuple[int, int] = (9100, 9109)
    local: bool = False
    folder: Path = Path("var/printers")


class OutOfReach(ValueError):
    """`field` of the connection and why it may not be used."""

    def __init__(self, field: str, why: str):
        super().__init__(why)
        self.field = field


_reach = Reach()


def use(reach: Reach) -> None:
    """Set once by the factory."""
    global _reach
    _reach = reach


def checked(connection: dict) -> dict:
    """The connection with `address`, the very one to connect to, or `file`, the path to open. OutOfReach.

    A name is looked up here and nowhere later, so that it cannot lead elsewhere between the look and the use.
    """
    if connection["kind"] == "network":
        return {**connection, "address": _address(connection["host"], connection["port"])}
    if not _reach.local:
        raise OutOfReach("kind", "Printers on the machine itself need LOCAL_PRINTERS=1 in its environment.")
    if connection["kind"] == "file":
        return {**connection, "file": _file(connection["path"])}
    return connection


def _address(host: str, port: int) -> str:
    first, last = _reach.ports
    if not first <= port <= last:
        raise OutOfReach("port", f"A port from {first} to {last}; the machine's PRINTER_PORTS may name others.")
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        found = _looked_up(host)
    if found.version != 4 or not any(found in network for network in NETWORKS):
        raise OutOfReach("host", "An address of the restaurant's own network: 10.…, 172.16–31.…, 192.168.… or 127.…")
    return str(found)


def _looked_up(host):
    if not NAME.fullmatch(host):
        raise OutOfReach("host", "An address such as 192.168.1.50, or a name.")
    try:
        answers = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)
    except OSError as error:
        raise OutOfReach("host", "No address is known for this name.") from error
    return ipaddress.ip_address(answers[0][4][0])


def _file(path: str) -> str:
    if DEVICE.fullmatch(path):
        return path
    if FILE.fullmatch(path):
        return str(_reach.folder / path)
    raise OutOfReach("path", "A printer's device such as /dev/usb/lp0, or a file name such as kitchen.prn.")
