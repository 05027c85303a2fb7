"""Bytes to a printer, over the network, by USB or into a file, through python-escpos. Never inside a transaction.

Network calls wait in gevent's hub without holding anybody; USB blocks in its library and goes to a thread; a device
file is opened without blocking, for a printer without paper takes nothing and says nothing.
"""

import errno
import fcntl
import os
import socket
import struct
import time
from pathlib import Path

from core.offload import offload
from kitchen.slips.commands import library
from kitchen.slips.reach import OutOfReach, checked

OPENS, TAKES, PRINTS = 2.0, 3.0, 4.0  # seconds: to connect, to take a slip, to print it
ANSWERS, SAYS = 4.0, 0.6  # seconds to tell its state: for one that can, and for one that is thought not to
STATUS, SENSOR = b"\x10\x04\x04", b"\x1dr\x01"  # at once; after all that was sent before it
NO_PAPER = 0x60
UNSENT = 0x5411  # SIOCOUTQ: what the other side has not confirmed yet
FILE_FULL = 1_000_000  # bytes: a file that stands in for a printer begins anew


class PrinterTrouble(Exception):
    """`code` names it in the owner's words; `perhaps`: part of the slip had gone out, it may be on paper."""

    def __init__(self, code: str, perhaps: bool):
        super().__init__(code)
        self.code, self.perhaps = code, perhaps


def send(connection: dict, data: bytes, manner: str) -> str:
    """Prints `data`. Returns the printer's manner as it showed itself: `answers` or `mute`. PrinterTrouble.

    `manner`: `answers`: it told once that a slip was out of its head, so silence before or after one is trouble ·
    `doubted`: so, but this slip went to it before: swallowed twice it is on paper, and must not hold up the rest ·
    `new`: not known yet, given time to show it · `mute`: believed when its network card has everything.
    """
    try:
        found = checked(connection)
    except OutOfReach as error:
        raise PrinterTrouble("out_of_reach", False) from error
    if found["kind"] == "network":
        return _to_network(found, data, manner)
    if found["kind"] == "usb":
        offload(_to_usb, found, data)
    else:
        _to_file(found["file"], data)
    return "mute"


def _to_network(found, data, manner) -> str:
    printer = library().Network(found["address"], found["port"])
    try:  # its own open() leaves the socket behind when nobody answers
        wire = printer.device = socket.create_connection((found["address"], found["port"]), OPENS)
    except OSError as error:
        raise PrinterTrouble("unreachable", False) from error
    try:
        status = _asked(printer, wire, STATUS, SAYS if manner == "mute" else ANSWERS)
        if status is None and manner in ("answers", "doubted"):
            raise PrinterTrouble("silent", False)
        if status is not None and status & NO_PAPER:
            raise PrinterTrouble("no_paper", False)
        _hand_over(printer, wire, data)
        if status is not None and manner != "mute":
            if _asked(printer, wire, SENSOR, PRINTS) is not None:
                return "answers"
            if manner == "answers":
                raise PrinterTrouble("silent", True)
        _let_go(wire)
        return "mute"
    finally:
        printer.close()


def _asked(printer, wire, question, patience) -> int | None:
    """The printer's byte, or None where it says nothing. PrinterTrouble where it hung up."""
    try:
        wire.settimeout(patience)
        printer._raw(question)
        said = _read(printer, wire)
    except TimeoutError:
        return None
    except OSError as error:
        raise PrinterTrouble("broke_off", question == SENSOR) from error
    if not said:
        raise PrinterTrouble("broke_off", question == SENSOR)
    return said[-1]


def _read(printer, wire) -> bytes:
    """TimeoutError. A hub that stood still sees its clock before the answer that came meanwhile: so it looks again."""
    try:
        return printer._read()
    except TimeoutError as error:
        wire.settimeout(0)
        try:
            return printer._read()
        except BlockingIOError:
            raise error from None


def _hand_over(printer, wire, data):
    """All of it, and confirmed by the other side: what is closed with words still unread is thrown away by TCP."""
    until = time.monotonic() + TAKES
    wire.settimeout(TAKES)
    try:
        printer._raw(data)
    except TimeoutError as error:
        raise PrinterTrouble("stuck", True) from error
    except OSError as error:
        raise PrinterTrouble("broke_off", True) from error
    while struct.unpack("i", fcntl.ioctl(wire.fileno(), UNSENT, b"\0\0\0\0"))[0]:
        if time.monotonic() > until:
            raise PrinterTrouble("stuck", True)
        if wire.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise PrinterTrouble("broke_off", True)
        time.sleep(0.01)


def _let_go(wire):
    """Hangs up as CUPS does: we have said all, then the printer closes."""
    try:
        wire.shutdown(socket.SHUT_WR)
        wire.settimeout(SAYS)
        wire.recv(16)
    except TimeoutError:
        return
    except OSError as error:
        raise PrinterTrouble("broke_off", True) from error


def _to_usb(found, data):
    printer = library().Usb(found["vendor"], found["product"], timeout=int(TAKES * 1000))
    try:
        printer.open()
    except (library().DeviceNotFoundError, library().NoUsb, RuntimeError) as error:
        raise PrinterTrouble("no_device", False) from error
    try:
        printer._raw(data)
    except OSError as error:  # usb.core.USBError is one
        raise PrinterTrouble("stuck" if error.errno == errno.ETIMEDOUT else "broke_off", True) from error
    finally:
        printer.close()


def _to_file(path, data):
    try:
        handle = _opened(path)
    except OSError as error:
        raise PrinterTrouble("no_device", False) from error
    until, sent = time.monotonic() + TAKES, 0
    try:
        while sent < len(data):
            try:
                sent += os.write(handle, data[sent:])
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise PrinterTrouble("stuck", sent > 0) from error
                time.sleep(0.02)
    except OSError as error:
        raise PrinterTrouble("broke_off", sent > 0) from error
    finally:
        os.close(handle)


def _opened(path) -> int:
    flags = os.O_WRONLY | os.O_APPEND | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    if path.startswith("/dev/"):
        return os.open(path, flags)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    full = os.path.exists(path) and os.path.getsize(path) > FILE_FULL
    return os.open(path, flags | os.O_CREAT | (os.O_TRUNC if full else 0), 0o600)
