"""Meat: glazed cubes, slices, ribs, a sliced roast, skewers."""

from app.demo.art.canvas import Picture, short


def cubes(p: Picture, colour: str, side: float = 17, shine: float = 0.55) -> list[str]:
    """Diced and glazed."""
    made, fill = [], p.glow(colour, lift=0.3, fall=0.34)
    for wide, high in ((side + 1, side - 1), (side - 2, side + 1)):
        x, y = -wide / 2, -high / 2
        made.append(
            p.piece(
                f'<rect x="{short(x + 1.4)}" y="{short(y + 2.4)}" width="{short(wide)}" height="{short(high)}" rx="4.5" fill="#000" opacity=".3"/>'
                f'<rect x="{short(x)}" y="{short(y)}" width="{short(wide)}" height="{short(high)}" rx="4.5" fill="{fill}"/>'
                f'<path d="M{short(x + 3.4)} {short(y + high * 0.5)}q0-{short(high * 0.3)} {short(wide * 0.34)}-{short(high * 0.32)}" fill="none" '
                f'stroke="#fff" stroke-width="1.9" stroke-linecap="round" opacity="{short(shine)}"/>'
            )
        )
    return made


def belly(p: Picture) -> list[str]:
    """Red-braised pork: skin, fat and lean in layers."""
    skin, lean = p.shade("#A8431C", "#5E1C0A"), p.shade("#9A4A26", "#6A2A12")
    made = []
    for wide in (21, 19):
        h = wide / 2
        made.append(
            p.piece(
                f'<rect x="{short(1.5 - h)}" y="-7" width="{wide}" height="19" rx="5" fill="#000" opacity=".32"/>'
                f'<rect x="{short(-h)}" y="-9.5" width="{wide}" height="19" rx="5" fill="{lean}"/>'
                f'<path d="M{short(-h)} -1q{short(h)} 3 {wide} 0v4q-{short(h)} 3-{wide} 0z" fill="#EBC48E"/>'
                f'<rect x="{short(-h)}" y="-9.5" width="{wide}" height="9.5" rx="4.5" fill="{skin}"/>'
                f'<path d="M{short(3 - h)}-5q3-2.5 8-2.2" stroke="#FFD3A8" stroke-width="2" fill="none" stroke-linecap="round" opacity=".85"/>'
            )
        )
    return made


def slices(p: Picture, colour: str, fat: str = "", long: float = 26) -> list[str]:
    """Thin curled slices; `fat` gives them a pale edge."""
    h, fill = long / 2, p.glow(colour, lift=0.2, fall=0.28)
    made = []
    for bend in (5, 8):
        shape = f"M-{short(h)} 3Q-{short(h * 0.4)}-{bend + 5} {short(h * 0.9)}-{bend - 1}q4 5 0 9Q0 4-{short(h * 0.8)} 10q-4-3-3-7z"
        edge = (
            f'<path d="M-{short(h)} 3Q-{short(h * 0.4)}-{bend + 5} {short(h * 0.9)}-{bend - 1}" fill="none" stroke="{fat}" stroke-width="3.4" stroke-linecap="round"/>'
            if fat
            else ""
        )
        made.append(
            p.piece(
                f'<path d="{shape}" fill="#000" opacity=".27" transform="translate(1.3 2)"/><path d="{shape}" fill="{fill}"/>{edge}'
                f'<path d="M-{short(h * 0.4)} 1q{short(h * 0.4)}-5 {short(h)}-4" stroke="#fff" stroke-width="1.4" fill="none" stroke-linecap="round" opacity=".4"/>'
            )
        )
    return made


def ribs(p: Picture, colour: str = "#7A2E16") -> list[str]:
    """A rib's meat with its bone showing."""
    meat = p.glow(colour, lift=0.3, fall=0.4)
    return [
        p.piece(
            '<rect x="-13" y="-6" width="30" height="17" rx="7" fill="#000" opacity=".28"/>'
            '<path d="M-17-2q-3-1-2.5 1.5-1.5 3 1.5 3h34q3.5.5 2.5-2 1-3-2-2.800z" fill="#F6ECDA" stroke="#C9B48F" stroke-width=".7"/>'
            f'<path d="M-12-6q9-4 22-2 5 3 3 10-2 6-12 6-9 1-13-2-4-6 0-12z" fill="{meat}"/>'
            '<path d="M-8-3q6-3.5 14-2.5" stroke="#FFC9A0" stroke-width="2.2" fill="none" stroke-linecap="round" opacity=".75"/>'
            '<path d="M2 5.500h5" stroke="#FFC9A0" stroke-width="1.2" stroke-linecap="round" opacity=".4"/>'
        )
    ]


def roast(p: Picture, skin: str = "#B4561E", meat: str = "#F0D3AC") -> str:
    """One slice of a roast bird with its crisp skin; laid side by side it makes the bird again."""
    shape = "M-26-6Q0-13 26-7q4 7 0 14Q0 10-26 7q-4-6 0-13z"
    return p.piece(
        f'<path d="{shape}" fill="#000" opacity=".25" transform="translate(1.5 2.5)"/><path d="{shape}" fill="{p.glow(skin, "down", 0.3, 0.36)}"/>'
        f'<path d="M-25 4Q0 8 25 4q1 2 0 3Q0 10-25 7z" fill="{meat}"/>'
        '<path d="M-17-5Q0-9 17-5.5" stroke="#FFDBA6" stroke-width="2.4" fill="none" stroke-linecap="round" opacity=".75"/>'
    )


def skewer(p: Picture, colour: str = "#8A4A22") -> str:
    """A skewer of 110 units with five pieces."""
    fill, parts = p.glow(colour, lift=0.24, fall=0.36), []
    for n in range(5):
        x = -40 + n * 17
        parts.append(
            f'<rect x="{x}" y="{short(-7 + n % 2)}" width="15.5" height="13" rx="4.5" fill="{fill}"/>'
            f'<path d="M{x + 3} {short(-3 + n % 2)}q3-2 7-1.5" stroke="#FFD9A8" stroke-width="1.6" fill="none" stroke-linecap="round" opacity=".6"/>'
        )
    return p.piece(
        '<path d="M-60 2H66" stroke="#000" stroke-width="5" opacity=".25" stroke-linecap="round"/><path d="M-62 0H64" stroke="#D9AF73" stroke-width="2.6" stroke-linecap="round"/>'
        '<rect x="-38" y="-3" width="84" height="13" rx="5" fill="#000" opacity=".24"/>' + "".join(parts)
    )


def tofu(p: Picture, side: float = 17, colour: str = "#F5EBD6") -> list[str]:
    """Soft cubes with a lit top."""
    fill, made = p.glow(colour, lift=0.6, fall=0.22), []
    for w, h in ((side, side - 1), (side - 2, side)):
        x, y = short(-w / 2), short(-h / 2)
        made.append(
            p.piece(
                f'<rect x="{short(1.4 - w / 2)}" y="{short(2.6 - h / 2)}" width="{short(w)}" height="{short(h)}" rx="3.4" fill="#2A0802" opacity=".34"/>'
                f'<rect x="{x}" y="{y}" width="{short(w)}" height="{short(h)}" rx="3.4" fill="{fill}"/>'
                f'<rect x="{short(2 - w / 2)}" y="{short(1.6 - h / 2)}" width="{short(w - 5)}" height="{short(h - 6)}" rx="2.4" fill="#fff" opacity=".45"/>'
            )
        )
    return made
