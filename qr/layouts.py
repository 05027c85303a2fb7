"""The four sheets of A4 and where their pieces lie, in mm."""

from dataclasses import dataclass

A4_WIDE, A4_HIGH = 210.0, 297.0


@dataclass(frozen=True)
class Layout:
    """Faces of `width` × `height`, `columns` × `rows` a page. `twin`: each stands a second time, upside down, above
    its fold, so that a tent is read from both sides."""

    width: float
    height: float
    columns: int
    rows: int
    code_mm: float
    gap_x: float
    gap_y: float
    top: float
    twin: bool = False

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def copies(self) -> int:
        return 2 if self.twin else 1

    def place(self, n: int) -> tuple[float, float]:
        """Upper left corner of the n-th face, measured from the page's upper left corner."""
        row, column = divmod(n, self.columns)
        used = self.columns * self.width + (self.columns - 1) * self.gap_x
        return (A4_WIDE - used) / 2 + column * (self.width + self.gap_x), self.top + row * (self.height + self.gap_y)


LAYOUTS = {
    "sticker_9": Layout(60, 70, 3, 3, 40, gap_x=5, gap_y=16, top=20),
    "sticker_6": Layout(80, 80, 2, 3, 40, gap_x=10, gap_y=12, top=14),
    "card": Layout(90, 54, 2, 4, 40, gap_x=10, gap_y=13, top=16),
    "tent": Layout(105, 148.5, 2, 1, 60, gap_x=0, gap_y=0, top=148.5, twin=True),
}
