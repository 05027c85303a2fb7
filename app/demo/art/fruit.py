"""Fruit, ice and what else is cold and sweet."""

import math

from app.demo.art.canvas import Picture, short


def citrus(p: Picture, skin: str = "#F2C22E", flesh: str = "#FBE58A", r: float = 15) -> str:
    """A round slice of lemon, orange or lime."""
    spokes = "".join(
        f"M0 0L{short(r * 0.78 * math.cos(n * 0.785))} {short(r * 0.78 * math.sin(n * 0.785))}" for n in range(8)
    )
    return p.piece(
        f'<circle cx="1.3" cy="2" r="{short(r)}" fill="#000" opacity=".22"/><circle r="{short(r)}" fill="{skin}"/><circle r="{short(r * 0.86)}" fill="#FFFBEA"/>'
        f'<circle r="{short(r * 0.78)}" fill="{flesh}"/><path d="{spokes}" stroke="#FFFBEA" stroke-width="1.6"/>'
        f'<path d="M-{short(r * 0.5)}-{short(r * 0.4)}q{short(r * 0.3)}-{short(r * 0.3)} {short(r * 0.7)}-{short(r * 0.2)}" stroke="#fff" stroke-width="1.6" fill="none" stroke-linecap="round" opacity=".7"/>'
    )


def melon(p: Picture) -> str:
    """A wedge of watermelon."""
    return p.piece(
        '<path d="M-24-8A26 26 0 0 0 24-8z" fill="#000" opacity=".24" transform="translate(2 3)"/><path d="M-25-10A26 26 0 0 0 25-10z" fill="#2F7A3A"/>'
        '<path d="M-22-10A23 23 0 0 0 22-10z" fill="#E9F3C8"/>'
        f'<path d="M-20-10A21 21 0 0 0 20-10z" fill="{p.shade("#F5605A", "#C82A33")}"/>'
        '<path d="M-10-5l-.6 2M-2-4v2M7-5l.6 2M-5 2v2M4 2v2" stroke="#2A1210" stroke-width="2" stroke-linecap="round"/>'
        '<path d="M-14-8h12" stroke="#fff" stroke-width="1.6" opacity=".5" stroke-linecap="round"/>'
    )


def kiwi(p: Picture) -> str:
    """A slice of kiwi."""
    seeds = "".join(f"M{short(5.6 * math.cos(n * 0.571))} {short(5.6 * math.sin(n * 0.571))}h.1" for n in range(11))
    return p.piece(
        '<circle cx="1.2" cy="2" r="13" fill="#000" opacity=".22"/><circle r="13" fill="#7A5A34"/><circle r="11.8" fill="#8CC244"/><circle r="7.6" fill="#A9D564"/>'
        f'<circle r="3.6" fill="#F0F3C4"/><path d="{seeds}" stroke="#1E2412" stroke-width="1.8" stroke-linecap="round"/>'
    )


def strawberry(p: Picture) -> str:
    """A whole strawberry."""
    return p.piece(
        '<path d="M-10-5q10-7 20 0 2 10-10 18-12-8-10-18z" fill="#000" opacity=".24" transform="translate(1.4 2.4)"/>'
        f'<path d="M-10-5q10-7 20 0 2 10-10 18-12-8-10-18z" fill="{p.shade("#F2483C", "#B3161C")}"/>'
        '<path d="M-5-1v.6M0 2v.6M5-1v.6M-3 6v.6M3 6v.6M0-4v.6" stroke="#FFE08A" stroke-width="1.3" stroke-linecap="round"/>'
        '<path d="M-9-6l5 0-2-4 5 3 2-5 2 4 5-2-2 4 4 1q-10 5-19-1z" fill="#3E8A3C"/>'
    )


def pieces(p: Picture, colour: str, side: float = 11) -> list[str]:
    """Diced fruit or jelly, clear and bright."""
    h = short(side / 2)
    return [
        p.piece(
            f'<rect x="{short(1.2 - side / 2)}" y="{short(2 - side / 2)}" width="{side}" height="{side}" rx="2.6" fill="#000" opacity=".2"/>'
            f'<rect x="-{h}" y="-{h}" width="{side}" height="{side}" rx="2.6" fill="{p.glow(colour, lift=0.34, fall=0.14)}"/>'
            f'<path d="M-{short(side * 0.3)}-{short(side * 0.05)}v-{short(side * 0.24)}h{short(side * 0.36)}" stroke="#fff" stroke-width="1.5" fill="none" stroke-linecap="round" opacity=".85"/>'
        )
    ]


def ice(p: Picture, side: float = 19) -> list[str]:
    """Ice cubes seen through a drink."""
    h = side / 2
    return [
        p.piece(
            f'<rect x="-{h}" y="-{h}" width="{side}" height="{side}" rx="4" fill="#fff" opacity=".42"/>'
            f'<rect x="-{h}" y="-{h}" width="{side}" height="{side}" rx="4" fill="none" stroke="#fff" stroke-width="1.3" opacity=".9"/>'
            f'<path d="M-{short(h - 4)}-{short(h - 9)}q1-5 6-5.5" stroke="#fff" stroke-width="2" fill="none" stroke-linecap="round"/>'
        )
    ]
