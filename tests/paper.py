"""Reads what a slip printer was sent back into lines, and knows every byte that is not ours."""

from dataclasses import dataclass, field


@dataclass
class Paper:
    """`lines`: (text, its widest magnification, whether inverted) · `stray`: bytes that no command of ours explains."""

    lines: list = field(default_factory=list)
    cuts: int = 0
    beeps: int = 0
    pictures: int = 0
    stray: list = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(text.rstrip() for text, *_ in self.lines)

    @property
    def inverted(self) -> str:
        return "\n".join(text for text, _, inverted in self.lines if inverted)


COMMANDS = {  # name → bytes that follow it
    b"\x1b@": 0,
    b"\x1c&": 0,
    b"\x1d!": 1,
    b"\x1bE": 1,
    b"\x1dB": 1,
    b"\x1bd": 1,
    b"\x1dV": 1,
    b"\x1bB": 2,
    b"\x1dr": 1,
}


def read_paper(sent: bytes) -> Paper:
    """A whole slip, or many."""
    paper, line, size, widest, inverted, struck, at = Paper(), b"", 1, 1, False, False, 0
    while at < len(sent):
        name = sent[at : at + 2]
        if sent[at : at + 3] == b"\x10\x04\x04":
            at += 3
        elif name == b"\x1dv":
            wide = int.from_bytes(sent[at + 4 : at + 6], "little")
            high = int.from_bytes(sent[at + 6 : at + 8], "little")
            paper.pictures += 1
            at += 8 + wide * high
        elif name in COMMANDS:
            given = sent[at + 2 : at + 2 + COMMANDS[name]]
            at += 2 + len(given)
            if name == b"\x1d!":
                size = (given[0] >> 4) + 1
            elif name == b"\x1dB":
                inverted = bool(given[0])
            paper.cuts += name == b"\x1dV"
            paper.beeps += name == b"\x1bB"
        elif sent[at] == 0x0A:
            paper.lines.append((line.decode("gb18030"), widest, struck))
            line, widest, struck = b"", 1, False
            at += 1
        elif 0x20 <= sent[at] <= 0x7E or (0x81 <= sent[at] <= 0xFE and at + 1 < len(sent) and sent[at + 1] >= 0x40):
            long = 1 if sent[at] < 0x80 else 2
            line += sent[at : at + long]
            widest, struck = max(widest, size), struck or inverted
            at += long
        else:
            paper.stray.append(sent[at])
            at += 1
    return paper
