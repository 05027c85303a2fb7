"""From the water: a whole fish, fish slices, prawns, clams, scallops, a crab."""

from app.demo.art.canvas import Picture


def fish(p: Picture) -> None:
    """One fish across the plate, with scales, gills and fins."""
    body, back, fin = (
        p.shade("#F2F3F1", "#A9B0B0", "down"),
        p.shade("#7C8989", "#4C5858"),
        p.shade("#93A0A0", "#566262"),
    )
    scales = "".join(
        f"M{50 + col * 9 + row % 2 * 4} {73 + row * 6}q4 3 0 6"
        for row in range(4)
        for col in range(8 - row % 2)
        if not (row == 3 and col > 5)
    )
    p.draw(
        '<path d="M18 88Q44 58 92 64q22 4 36 14l20-18q0 20-6 28l6 20q-16-4-24-12-40 18-74 8Q28 98 18 88z" fill="#000" opacity=".28" transform="translate(2 5)"/>',
        f'<path d="M122 78l25-22q1 20-4 28 6 10 5 22-18-4-27-15z" fill="{fin}"/>',
        f'<path d="M62 64q20-12 42 2l-4 5H66z" fill="{fin}"/><path d="M64 101q10 9 24 9l-4-11z" fill="{fin}"/>',
        f'<path d="M14 86Q38 58 88 62q24 3 42 18-18 18-44 22-46 4-72-16z" fill="{body}"/>',
        f'<path d="M14 86Q38 58 88 62q24 3 42 18-20-6-46-6-44-1-70 12z" fill="{back}" opacity=".75"/>',
        f'<path d="{scales}" fill="none" stroke="#5C6868" stroke-width=".9" opacity=".55"/>',
        '<path d="M43 69q9 14 1 29" fill="none" stroke="#5C6868" stroke-width="1.8"/><path d="M14 86q6 2 11 1" stroke="#5C6868" fill="none"/>',
        '<circle cx="29" cy="80" r="4" fill="#fff"/><circle cx="29" cy="80" r="2.1" fill="#1E2522"/><circle cx="28.2" cy="79.2" r=".7" fill="#fff"/>',
        '<path d="M46 66q24-6 48 0" stroke="#fff" stroke-width="2" fill="none" stroke-linecap="round" opacity=".5"/>',
    )


def fillets(p: Picture) -> list[str]:
    """Curled white slices of fish with a rosy seam."""
    fill = p.shade("#FFFFFF", "#DCD3C2")
    made = []
    for shape in ("M-14 2Q-6-11 12-7q5 4 1 10Q2 2-7 8q-7 0-7-6z", "M-13-3Q-2-10 13-2q4 6-2 9Q0 2-9 7q-7-3-4-10z"):
        made.append(
            p.piece(
                f'<path d="{shape}" fill="#3A1A04" opacity=".3" transform="translate(1.4 2.2)"/><path d="{shape}" fill="{fill}"/>'
                '<path d="M-9 3Q0-4 11-2" stroke="#E9A79A" stroke-width="1.6" fill="none" stroke-linecap="round" opacity=".75"/>'
                '<path d="M-6-3q6-4 12-3" stroke="#fff" stroke-width="1.6" fill="none" stroke-linecap="round"/>'
            )
        )
    return made


def prawns(p: Picture, colour: str = "#EE7A4A", feelers: str = "M-13 5q-8-3-10-10M-12 3q-6-6-5-13") -> list[str]:
    """Curled prawns with rings and a tail."""
    fill = p.glow(colour, lift=0.3, fall=0.2)
    shape = "M-13 5Q-14-11 2-12 17-11 15 5q-1 5-6 5-2-4 0-6 2-8-6-8-8 0-8 10-4 2-8-1z"
    return [
        p.piece(
            f'<path d="{shape}" fill="#000" opacity=".26" transform="translate(1.5 2.2)"/>'
            f'<path d="M9 8l9 3-4 3 2 5q-8-1-11-8z" fill="{p.glow(colour, fall=0.4)}"/><path d="{shape}" fill="{fill}"/>'
            '<path d="M-9-5l4 4M-3-10l1 5M6-10l-2 5M13-5l-5 2M14 2l-5-1" stroke="#FFE9DA" stroke-width="1.7" opacity=".85"/>'
            f'<path d="{feelers}" stroke="#C9542A" fill="none" stroke-width=".9"/><circle cx="-11.5" cy="2" r="1.2" fill="#1E1210"/>'
        )
    ]


def clams(p: Picture) -> list[str]:
    """Open clams: two shells and the meat."""
    shell, inner = p.shade("#E9D9BC", "#9A7C58"), p.shade("#FFF9EC", "#DCC7A4")
    fan = "M-12 2Q-11-12 1-13 13-11 13 2 1 10-12 2z"
    return [
        p.piece(
            f'<path d="{fan}" fill="#000" opacity=".28" transform="translate(1.5 2.5)"/><path d="{fan}" fill="{shell}"/>'
            '<path d="M-9 0Q0-15 10 0M-6 2Q0-8 7 2M-11 0Q0-21 12 0" fill="none" stroke="#7A5A3A" stroke-width="1" opacity=".6"/>'
        ),
        p.piece(
            f'<path d="{fan}" fill="#000" opacity=".28" transform="translate(1.5 2.5)"/><path d="{fan}" fill="{shell}"/>'
            f'<path d="M-9 1Q-8-9 1-10 10-9 10 1 1 7-9 1z" fill="{inner}"/><path d="M-4 0q4-7 8-1 1 4-4 4-4 0-4-3z" fill="#EBA05E" stroke="#A9622A" stroke-width=".7"/>'
        ),
    ]


def scallop(p: Picture) -> str:
    """One scallop in its shell."""
    ribs = "".join(f"M0 16L{x}-{y}" for x, y in ((-18, 1), (-14, 10), (-8, 15), (0, 17), (8, 15), (14, 10), (18, 1)))
    edge = "q-2-5 2-8 0-6 5-7 1-5 6-5 3-4 6-2 3-2 6 2 5 0 6 5 5 1 5 7 4 3 2 8"
    fan = f"M-5 17L-19 2{edge}L5 17z"
    return p.piece(
        f'<path d="{fan}" fill="#000" opacity=".3" transform="translate(2 3)"/><path d="{fan}" fill="{p.shade("#FBE6D3", "#C58A6C")}"/>'
        f'<path d="{ribs}" stroke="#A2674C" opacity=".55"/><circle cy="-1" r="10" fill="{p.shade("#FFFFFF", "#E8D8B4", "round")}"/>'
        '<path d="M-6-3q4-5 9-4" stroke="#fff" stroke-width="2" stroke-linecap="round" fill="none"/>'
    )


def crab(p: Picture) -> None:
    """A whole crab from above."""
    shell, limb = p.shade("#F08A45", "#B93A16", "round"), "#C9481E"
    legs = "".join(f"M{58 - n} {80 + n * 7}Q{36 - n * 2} {66 + n * 10} {26 + n * 3} {82 + n * 11}" for n in range(4))
    legs += "".join(
        f"M{102 + n} {80 + n * 7}Q{124 + n * 2} {66 + n * 10} {134 - n * 3} {82 + n * 11}" for n in range(4)
    )
    claw = f'<path d="M0 0Q-16-6-18-22q-2-12 8-15 6 2 5 10-1 3 1 5 1-12 8-13 8 4 5 16-2 10-9 17z" fill="{shell}" stroke="#8E2A0E"/>'
    p.draw(
        f'<path d="{legs}" stroke="#000" stroke-width="7" fill="none" opacity=".2" transform="translate(2 3)"/>',
        f'<path d="{legs}" stroke="{limb}" stroke-width="5.5" fill="none" stroke-linecap="round"/>',
        f'<g transform="translate(56 72)rotate(-14)">{claw}</g><g transform="translate(104 72)scale(-1 1)rotate(-14)">{claw}</g>',
        '<path d="M80 60q34 0 38 24-4 28-38 30-34-2-38-30 4-24 38-24z" fill="#000" opacity=".25" transform="translate(2 4)"/>',
        f'<path d="M80 58q34 0 38 24-4 28-38 30-34-2-38-30 4-24 38-24z" fill="{shell}" stroke="#8E2A0E"/>',
        '<path d="M56 70q22-10 48 0M60 98q20 8 40 0M80 76v18" stroke="#8E2A0E" fill="none" opacity=".4" stroke-width="1.6"/>',
        '<path d="M54 76q8-11 22-13" stroke="#FFD0A0" stroke-width="3.5" stroke-linecap="round" fill="none" opacity=".8"/>',
        '<circle cx="70" cy="60" r="2.6" fill="#1E1210"/><circle cx="90" cy="60" r="2.6" fill="#1E1210"/>',
    )
