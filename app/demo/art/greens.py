"""Vegetables, eggs and mushrooms."""

from app.demo.art.canvas import Picture, mix, short


def beans(p: Picture) -> list[str]:
    """Blistered green beans."""
    made = []
    for colour in ("#4F8E34", "#6BA83F"):
        made.append(
            p.piece(
                f'<g fill="none" stroke-linecap="round"><path d="M-20 2Q0-6 20 1" stroke="#14240A" stroke-width="7" opacity=".35"/>'
                f'<path d="M-20 1Q0-7 20 0" stroke="{colour}" stroke-width="5.6"/><path d="M-14-1.500Q0-7 12-2.5" stroke="#fff" stroke-width="1.3" opacity=".4"/>'
                f'<path d="M-6-2.500h2M6-2h3" stroke="{mix(colour, "#2A1A04", 0.6)}" stroke-width="1.6" opacity=".6"/></g>'
            )
        )
    return made


def stalks(p: Picture, leaf: str = "#3E8A3C", stem: str = "#BFDF93") -> list[str]:
    """Leafy greens: a stem and its leaf."""
    return [
        p.piece(
            '<path d="M-26 4Q-8-3 4-2q10-14 22-5 4 10-6 15-9 2-15-4-14-1-30 5-4-3-1-9z" fill="#0A1A04" opacity=".28" transform="translate(1.4 2.2)"/>'
            f'<path d="M-27 3Q-8-4 6-2v5Q-10 3-26 8q-3-2-1-5z" fill="{p.glow(stem)}"/>'
            f'<path d="M2-2q10-14 22-6 6 11-5 16-9 3-17-5z" fill="{p.glow(leaf)}"/>'
            f'<path d="M4 0q8-3 17 0M10-1l5-5M11 0l5 5" stroke="{mix(leaf, "#FFFFFF", 0.45)}" fill="none" stroke-width=".9"/>'
            '<path d="M-22 3.500q10-4 20-4" stroke="#fff" stroke-width="1.2" fill="none" opacity=".5" stroke-linecap="round"/>'
        )
    ]


def cucumber(p: Picture) -> list[str]:
    """Smashed cucumber: chunks with a dark skin and pale seeds."""
    flesh = p.shade("#F0F8D9", "#BEDD94")
    return [
        p.piece(
            '<path d="M-12-6l18-4q8 3 7 11l-4 7-19 2q-7-7-2-16z" fill="#000" opacity=".25" transform="translate(1.4 2.2)"/>'
            f'<path d="M-12-6l18-4q8 3 7 11l-4 7-19 2q-7-7-2-16z" fill="{flesh}"/>'
            '<path d="M-12-6l18-4q8 3 7 11" fill="none" stroke="#2F7A33" stroke-width="3.8" stroke-linejoin="round"/>'
            '<path d="M-8 2h3M-2 5h3M-3-1h3M4 2h2" stroke="#A8C87A" stroke-width="1.8" stroke-linecap="round"/>'
        ),
        p.piece(
            '<circle cx="1.3" cy="2" r="10" fill="#000" opacity=".22"/><circle r="10" fill="#2F7A33"/>'
            f'<circle r="8.6" fill="{flesh}"/><circle r="5" fill="#DDF0B8"/><path d="M0-3v.1M3-1v.1M2 3v.1M-2 3v.1M-3-1v.1" stroke="#9CBF6A" stroke-width="2" stroke-linecap="round"/>'
        ),
    ]


def wedges(p: Picture, skin: str, flesh: str, side: float = 12) -> list[str]:
    """Chunks with skin on one side: aubergine, pepper, potato, tomato."""
    a, b = short(side), short(side * 0.6)
    shape = f"M-{a} {b}Q0-{a} {a} {b}q-{b} {b}-{a} {b}T-{a} {b}z"
    return [
        p.piece(
            f'<path d="{shape}" fill="#000" opacity=".27" transform="translate(1.3 2)"/><path d="{shape}" fill="{p.glow(flesh, lift=0.25)}"/>'
            f'<path d="M-{a} {b}Q0-{a} {a} {b}" fill="none" stroke="{skin}" stroke-width="3.6" stroke-linecap="round"/>'
            f'<path d="M-{short(side * 0.5)} {short(side * 0.12)}Q-{short(side * 0.1)}-{short(side * 0.22)} {short(side * 0.3)}-{short(side * 0.08)}" fill="none" stroke="#fff" stroke-width="1.4" stroke-linecap="round" opacity=".65"/>'
        )
    ]


def wood_ear(p: Picture) -> list[str]:
    """Frilled black mushrooms."""
    shape = "M-12 3q-5-9 4-11 5-6 11-1 9 0 8 8 3 8-6 8-5 5-10 0-8 2-7-4z"
    return [
        p.piece(
            f'<path d="{shape}" fill="#000" opacity=".3" transform="translate(1.3 2.2)"/><path d="{shape}" fill="{p.shade("#6B4A3E", "#241613")}"/>'
            '<path d="M-8 1q3-7 10-6 6-1 6 5M-4 4q3-4 7-2" stroke="#A98474" fill="none" stroke-width="1.3" stroke-linecap="round" opacity=".8"/>'
        )
    ]


def egg(p: Picture, colour: str = "#F7CB45") -> list[str]:
    """Soft scrambled egg."""
    made, fill = [], p.glow(colour, lift=0.42, fall=0.14)
    for shape in (
        "M-13 2q-4-9 5-10 4-6 10-1 10-1 9 7 4 8-6 9-5 5-10 0-9 3-8-5z",
        "M-11-4q6-8 12-2 9-3 11 5 2 8-7 8-6 6-12 0-9-2-4-11z",
    ):
        made.append(
            p.piece(
                f'<path d="{shape}" fill="#5A3A00" opacity=".3" transform="translate(1.4 2.2)"/><path d="{shape}" fill="{fill}"/>'
                '<path d="M-7-1q3-5 9-4M1 4q4 1 6-2" stroke="#FFF6CF" stroke-width="1.9" fill="none" stroke-linecap="round" opacity=".9"/>'
            )
        )
    return made


def century_egg(p: Picture) -> str:
    """A wedge of preserved egg."""
    return p.piece(
        '<path d="M-13 5Q-8-10 0-11 9-10 13 5 0 12-13 5z" fill="#000" opacity=".28" transform="translate(1.4 2.2)"/>'
        f'<path d="M-13 5Q-8-10 0-11 9-10 13 5 0 12-13 5z" fill="{p.shade("#7A5A34", "#2C1B10")}"/>'
        '<path d="M-7 4Q-3-4 0-4.5 4-4 7 4 0 8-7 4z" fill="#5E6B4A"/><path d="M-4 4Q-2 0 0-.5 3 0 4 4 0 6-4 4z" fill="#2E3A2A"/>'
        '<path d="M-8-1q3-6 7-7" stroke="#E0B57A" stroke-width="1.8" fill="none" stroke-linecap="round" opacity=".8"/>'
    )


def pods(p: Picture) -> list[str]:
    """Edamame."""
    return [
        p.piece(
            '<path d="M-20 2q6-9 12-5 4-5 10-1 6-4 11 1 5 1 8 6-6 6-12 4-5 4-10 1-6 3-10-1-6 0-9-5z" fill="#0A1A04" opacity=".28" transform="translate(1.3 2.2)"/>'
            f'<path d="M-20 2q6-9 12-5 4-5 10-1 6-4 11 1 5 1 8 6-6 6-12 4-5 4-10 1-6 3-10-1-6 0-9-5z" fill="{p.glow("#7FB548")}"/>'
            '<path d="M-12-.5q3-3 6-1M-1-1q3-3 6-1M9 .5q2-2 4-1" stroke="#E3F3B8" stroke-width="1.7" fill="none" stroke-linecap="round"/>'
        )
    ]


def tomato(p: Picture) -> str:
    """A thick slice of tomato with its chambers."""
    room = '<g transform="rotate({})"><path d="M-4-5q4-9 8 0-1 4-4 5-3-1-4-5z" fill="#F7B25A"/><path d="M-1-8h0M1-5h0M-2-4h0" stroke="#FFF1C4" stroke-width="1.4" stroke-linecap="round"/></g>'
    return p.piece(
        f'<circle cx="1.5" cy="2.5" r="16" fill="#000" opacity=".22"/><circle r="16" fill="{p.shade("#F0503A", "#B8231A")}"/><circle r="13" fill="#EE6048"/>'
        + "".join(room.format(n * 72) for n in range(5))
        + '<circle r="3" fill="#F58A70"/><path d="M-11-6q3-5 8-7" stroke="#fff" stroke-width="1.7" fill="none" stroke-linecap="round" opacity=".7"/>'
    )
