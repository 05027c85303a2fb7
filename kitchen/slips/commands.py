"""Steps in ESC/POS, by python-escpos. The only bytes that go to a printer are made and looked through here."""

import os
import re
from functools import cache
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from kitchen.slips.picture import picture_of
from kitchen.slips.steps import Beep, Cut, Line, Step

TEXT = re.compile(rb"(?:[\x20-\x7e]|[\x81-\xfe][\x40-\x7e\x80-\xfe])*")
KANJI_ON = b"\x1c&"
STRIP = 240  # rows of a picture that are sent at once: small printers have small buffers


class NotPrintable(ValueError):
    """Text that would have reached the printer as something else: the last guard behind `printable`."""


def bytes_of(steps: list[Step], encoding: str) -> bytes:
    """The whole slip. `encoding` gb18030 (kanji mode) or raster, for printers without Chinese."""
    paper = _paper()
    paper.hw("INIT")
    return (_drawn if encoding == "raster" else _written)(paper, steps)


def _written(paper, steps) -> bytes:
    paper._raw(KANJI_ON)
    for step in steps:
        if not isinstance(step, Line):
            _mechanics(paper, step)
            continue
        for run in step.runs:
            paper.set(custom_size=True, width=run.width, height=run.height, bold=run.bold, invert=run.inverted)
            paper._raw(_encoded(run.text))
        paper.set(custom_size=True, width=1, height=1, bold=False, invert=False)
        paper._raw(b"\n")
    return paper.output


def _drawn(paper, steps) -> bytes:
    lines = []
    for step in steps:
        if isinstance(step, Line):
            lines.append(step)
            continue
        if lines:
            paper.image(picture_of(lines), fragment_height=STRIP)
            lines = []
        _mechanics(paper, step)
    return paper.output


def _mechanics(paper, step):
    if isinstance(step, Beep):
        paper.buzzer(step.times, 2)
    elif isinstance(step, Cut) and step.knife:
        paper.cut("PART")
    else:
        paper.print_and_feed(6)


def _encoded(text) -> bytes:
    found = text.encode("gbk", "strict")
    if not TEXT.fullmatch(found):
        raise NotPrintable(repr(text))
    return found


def _paper():
    """A printer that only collects its bytes."""
    return library().Dummy(profile=library().Thermal(features={"paperPartCut": True}))


@cache
def library() -> SimpleNamespace:
    """python-escpos is loaded by the first slip: it takes 170 ms and 9 MB that a restaurant without printers keeps.

    On import it pickles its table of printers into a folder that it leaves behind; ours is gone at once. The profile
    says how many dots a line has at most, else it prints a warning of its own to the terminal for each picture.
    """
    with TemporaryDirectory(prefix="zhuoma-escpos-") as folder:
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = folder
        try:
            from escpos.capabilities import Profile
            from escpos.exceptions import DeviceNotFoundError
            from escpos.printer import Dummy, Network, Usb
            from usb.core import NoBackendError
        finally:  # a process that we start would look for the folder that is gone, and could print nothing
            os.environ.pop("ESCPOS_CAPABILITIES_PICKLE_DIR", None)

    class Thermal(Profile):
        profile_data = {**Profile.profile_data, "media": {"dpi": 203, "width": {"mm": 80, "pixels": 576}}}

    return SimpleNamespace(
        Dummy=Dummy,
        Network=Network,
        Usb=Usb,
        Thermal=Thermal,
        DeviceNotFoundError=DeviceNotFoundError,
        NoUsb=NoBackendError,
    )
