"""What a printer is told, one step after another. Pure; commands.py says it in ESC/POS, picture.py draws it."""

from dataclasses import dataclass

from kitchen.slips.lettering import printable, width_of

COLUMNS = {58: 32, 80: 48}  # paper in mm → columns of 12 dots


@dataclass(frozen=True, slots=True)
class Run:
    """Printable text of one look. `width` and `height` magnify, 1 to 4."""

    text: str
    width: int = 1
    height: int = 1
    bold: bool = False
    inverted: bool = False

    def __post_init__(self):
        if printable(self.text) != self.text:
            raise ValueError(f"not printable: {self.text!r}")

    @property
    def columns(self) -> int:
        return width_of(self.text) * self.width


@dataclass(frozen=True, slots=True)
class Line:
    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def columns(self) -> int:
        return sum(run.columns for run in self.runs)


@dataclass(frozen=True, slots=True)
class Beep:
    times: int = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """Feeds the slip past the knife; `knife` false only feeds, for printers whose paper is torn off."""

    knife: bool = True


Step = Line | Beep | Cut


def as_text(steps: list[Step]) -> str:
    """The slip for a terminal or a page: one line each."""
    return "\n".join(step.text.rstrip() for step in steps if isinstance(step, Line))
