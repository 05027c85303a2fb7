"""Small things that make a dish: chillies, spring onion, sesame, peppercorns, peanuts, shreds."""

import math

from app.demo.art.canvas import Picture, mix, short


def dots(p: Picture, colour: str, r: float, count: int, far: float = 40, **where) -> None:
    """Peppercorns, sesame, mince, beans."""
    path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in p.spots(count, far, **where))
    p.layers(path, ("#000", 2 * r, 0.28, 0.6), (colour, 2 * r, 1, 0), ("#fff", r * 0.6, 0.6, -0.3 * r))


def scallion(p: Picture, count: int, far: float = 36, **where) -> None:
    """Rings of spring onion."""
    path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in p.spots(count, far, **where))
    p.layers(path, ("#000", 7.6, 0.25, 0.9), ("#3C9A3E", 7.4, 1, 0), ("#B9E38F", 4.4, 1, 0), ("#57A848", 1.8, 1, 0))


def chilli(p: Picture, count: int, far: float = 34, **where) -> None:
    """Rings of fresh chilli."""
    path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in p.spots(count, far, **where))
    p.layers(path, ("#000", 7.2, 0.25, 0.9), ("#D2271B", 7, 1, 0), ("#F79A72", 3.6, 1, 0), ("#FBE3B0", 1.5, 1, 0.5))


def garlic(p: Picture, count: int, far: float = 36, **where) -> None:
    """Chopped garlic."""
    path = "".join(f"M{x:.0f} {y:.0f}l{p.near(0, 2):.0f} 2" for x, y in p.spots(count, far, **where))
    p.layers(path, ("#8A6428", 4, 0.7, 0.3), ("#FBEFCB", 3.2, 1, 0), ("#fff", 1.1, 0.8, -0.5))


def shreds(p: Picture, colours, count: int, far: float = 38, long: float = 22, thick: float = 2.8, **where) -> None:
    """Julienne in several passes, so that every colour lies under and over the others."""
    passes = [c for _ in range(2) for c in colours] if count > 12 else list(colours)
    for colour in passes:
        path = ""
        for x, y in p.spots(max(1, round(count / len(passes))), far, **where):
            way, bend = p.chance.uniform(0, 2 * math.pi), p.near(0, 0.7)
            a, b = long / 2 * math.cos(way - bend), long / 2 * math.sin(way - bend)
            c, d = long * math.cos(way), long * math.sin(way)
            path += f"M{x - c / 2:.0f} {y - d / 2:.0f}q{a:.0f} {b:.0f} {c:.0f} {d:.0f}"
        dark = mix(colour, "#1A1008", 0.6)
        p.layers(path, (dark, thick + 1.2, 0.45, 0.4), (colour, thick, 1, 0), ("#fff", thick * 0.28, 0.5, -0.2 * thick))


def dried_chillies(p: Picture) -> list[str]:
    """Whole and broken dried chillies."""
    red = p.shade("#D8321F", "#7E0F0A")
    return [
        p.piece(
            f'<path d="M-9 1q8-7 17-2 2 2-1 4-8-1-14 3-4 0-2-5z" fill="#000" opacity=".25" transform="translate(1 1.5)"/>'
            f'<path d="M-9 1q8-7 17-2 2 2-1 4-8-1-14 3-4 0-2-5z" fill="{red}"/>'
            '<path d="M-5-.5q5-3 10-1.5" stroke="#FF9C7E" stroke-width="1.2" fill="none" stroke-linecap="round" opacity=".8"/>'
        ),
        p.piece(
            f'<rect x="-6" y="-2" width="12" height="5.5" rx="2.6" fill="{red}" stroke="#4A0806" stroke-opacity=".3"/>'
            '<path d="M-3.5-.6h6" stroke="#FF9C7E" stroke-width="1.1" stroke-linecap="round" opacity=".8"/>'
            '<ellipse cx="5" cy=".8" rx="1.2" ry="2" fill="#5A0A08"/>'
        ),
    ]


def chilli_pods(p: Picture, count: int, far: float = 40, **where) -> None:
    """Many dried chillies at once, in two passes."""
    for share in (count // 2, count - count // 2):
        path = ""
        for x, y in p.spots(share, far, **where):
            way = p.chance.uniform(0, 2 * math.pi)
            a, b = 5.6 * math.cos(way), 5.6 * math.sin(way)
            path += f"M{x - a:.0f} {y - b:.0f}q{a + b / 5:.0f} {b - a / 5:.0f} {2 * a:.0f} {2 * b:.0f}"
        p.layers(
            path, ("#000", 6.4, 0.28, 1), ("#7E0F0A", 6.2, 1, 0), ("#CE2A1A", 4.6, 1, -0.3), ("#FF9C7E", 1.1, 0.85, -1)
        )


def peanuts(p: Picture) -> list[str]:
    """Fried peanuts."""
    fill = p.shade("#F3D9A0", "#C8974F")
    return [
        p.piece(
            '<ellipse cx="1" cy="1.5" rx="5.6" ry="4.2" fill="#000" opacity=".26"/>'
            f'<ellipse rx="5.6" ry="4.2" fill="{fill}"/><path d="M-4 .4q4 1.6 8.5-.2" stroke="#A97A38" fill="none" stroke-width=".8" opacity=".7"/>'
            '<path d="M-3-1.8q2-1.3 4-.8" stroke="#fff" stroke-width="1.1" fill="none" stroke-linecap="round" opacity=".7"/>'
        )
    ]


def leaves(p: Picture, colour: str = "#4E9A45", long: float = 9) -> list[str]:
    """Coriander, mint, basil: little leaves with a vein."""
    w = short(long * 0.42)
    return [
        p.piece(
            f'<path d="M-{long} 0Q0-{w} {long} 0 0 {w}-{long} 0z" fill="#000" opacity=".22" transform="translate(1 1.4)"/>'
            f'<path d="M-{long} 0Q0-{w} {long} 0 0 {w}-{long} 0z" transform="scale(1 1.7)" fill="{p.glow(colour)}"/>'
            f'<path d="M-{long * 0.8:.0f} 0H{long * 0.7:.0f}" stroke="{mix(colour, "#FFFFFF", 0.5)}" stroke-width=".7"/>'
        )
    ]
