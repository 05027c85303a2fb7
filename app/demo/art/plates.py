"""What the dish lies in. Every one leaves a place in the middle of about 50 units' radius."""

from app.demo.art.canvas import Picture, mix, short

WHITE, CELADON, STONE, INK = "#FBF8F1", "#CFE7DD", "#CFC8BA", "#3B3733"


def _ring(x, y, r, **paint) -> str:
    style = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in paint.items())
    return f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(r)}"{style}/>'


def _under(r: float) -> str:
    return _ring(87, 92, r, fill="#000", opacity=".14") + _ring(84, 87, r, fill="#000", opacity=".16")


def plate(p: Picture, colour: str = CELADON, rim: str = "") -> None:
    """A flat round plate; `rim` paints a band on it."""
    deep = mix(colour, "#35564A", 0.2)
    p.draw(
        _under(71),
        _ring(80, 80, 71, fill=p.shade(mix(colour, "#FFFFFF", 0.45), deep)),
        _ring(80, 80, 70, fill="none", stroke="#fff", stroke_width="1.6", opacity=".75"),
    )
    if rim:
        p.draw(_ring(80, 80, 62, fill="none", stroke=rim, stroke_width="5", stroke_dasharray="3 3.5", opacity=".8"))
        p.draw(_ring(80, 80, 66.5, fill="none", stroke=rim, opacity=".7"))
    p.draw(
        _ring(80, 80, 53, fill=p.shade(mix(colour, "#35564A", 0.07), mix(colour, "#FFFFFF", 0.6))),
        _ring(80, 80, 53, fill="none", stroke=deep, opacity=".5"),
    )


def bowl(p: Picture, soup: str, colour: str = STONE, oil: str = "") -> None:
    """A deep bowl full of `soup`; drops of `oil` swim at its edge."""
    p.draw(
        _under(71),
        _ring(80, 80, 71, fill=p.shade(mix(colour, "#FFFFFF", 0.4), mix(colour, "#2A2018", 0.3))),
        _ring(80, 80, 70, fill="none", stroke="#fff", stroke_width="1.4", opacity=".6"),
        _ring(80, 80, 61, fill=mix(colour, "#2A2018", 0.42)),
        _ring(80.6, 81, 59, fill=p.shade(mix(soup, "#FFFFFF", 0.12), mix(soup, "#240A02", 0.24))),
        '<path d="M31 66a52 52 0 0 1 30-34" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" opacity=".38"/>',
    )
    if oil:
        drop = p.piece(
            f'<circle r="3.4" fill="{oil}" opacity=".75"/><path d="M-1.8-.6a2 2 0 0 1 1.6-1.4" stroke="#fff" '
            'fill="none" stroke-width=".8" opacity=".8"/>'
        )
        p.sprinkle([drop], 9, 54, turn=0, inner=0.75)


def clay_pot(p: Picture, soup: str) -> None:
    """A casserole with two ears."""
    dark = p.shade("#5A534C", "#211D1A")
    p.draw(
        '<ellipse cx="86" cy="90" rx="76" ry="70" fill="#000" opacity=".2"/>',
        f'<path d="M2 66q8-7 14-1v30q-6 6-14-1-3-14 0-28zM158 66q-8-7-14-1v30q6 6 14-1 3-14 0-28z" fill="{dark}"/>',
        _ring(80, 80, 68, fill=dark),
        _ring(80, 80, 67, fill="none", stroke="#8A8178", stroke_width="1.4"),
        _ring(80, 80, 59, fill="#171412"),
        _ring(80.6, 81, 57, fill=p.shade(mix(soup, "#FFFFFF", 0.14), mix(soup, "#240A02", 0.26))),
        '<path d="M33 66a50 50 0 0 1 28-32" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".32"/>',
    )


def oval(p: Picture, colour: str = CELADON, sauce: str = "") -> None:
    """A fish plate, wider than high, with a shallow pool of sauce."""
    deep = mix(colour, "#35564A", 0.2)
    p.draw(
        '<ellipse cx="86" cy="92" rx="78" ry="56" fill="#000" opacity=".24"/>',
        f'<ellipse cx="80" cy="81" rx="78" ry="57" fill="{p.shade(mix(colour, "#FFFFFF", 0.45), deep)}"/>',
        '<ellipse cx="80" cy="81" rx="76.5" ry="55.5" fill="none" stroke="#fff" stroke-width="1.5" opacity=".7"/>',
        f'<ellipse cx="80" cy="81" rx="62" ry="42" fill="{mix(colour, "#FFFFFF", 0.4)}" stroke="{deep}" stroke-opacity=".6"/>',
    )
    if sauce:
        p.draw(
            f'<ellipse cx="80" cy="82" rx="57" ry="37" fill="{p.shade(mix(sauce, "#FFFFFF", 0.15), sauce)}" opacity=".85"/>'
        )


def steamer(p: Picture) -> None:
    """A bamboo basket, lined with paper."""
    p.draw(
        _under(72),
        _ring(80, 80, 72, fill=p.shade("#E2B877", "#A4713A")),
        _ring(80, 80, 66, fill="none", stroke="#8A5B2A", stroke_width="1.2", stroke_dasharray="14 3"),
        _ring(80, 80, 70.5, fill="none", stroke="#F7DDAE", stroke_width="1.4", opacity=".8"),
        _ring(80, 80, 60, fill="#7A4F24"),
        _ring(80.6, 81, 58.5, fill=p.shade("#E9CF9E", "#CDA467")),
    )
    lines = "".join(
        f"M{80 - w} {y}h{2 * w}" for y, w in ((40, 42), (53, 52), (66, 57), (80, 58), (94, 57), (107, 52), (120, 42))
    )
    p.draw(f'<path d="{lines}" stroke="#9A6B34" stroke-width="1.4" opacity=".5"/>')
    p.draw(_ring(80, 81, 51, fill="#FBF4E6", opacity=".92"))


def board(p: Picture, colour: str = "#B98048") -> None:
    """A round wooden board with a groove."""
    p.draw(
        _under(71),
        _ring(80, 80, 71, fill=p.shade(mix(colour, "#FFFFFF", 0.28), mix(colour, "#2A1404", 0.26))),
        f'<g fill="none" stroke="{mix(colour, "#2A1404", 0.4)}" opacity=".4"><circle cx="80" cy="80" r="61"/>'
        '<path d="M24 56q60-10 112 2M14 84q66-8 132 0M24 108q56-6 112 0"/></g>',
        _ring(80, 80, 70, fill="none", stroke="#fff", stroke_width="1.2", opacity=".35"),
    )


def tray(p: Picture, colour: str = "#2F3633") -> None:
    """A long dark tray."""
    p.draw(
        '<rect x="12" y="30" width="146" height="116" rx="10" fill="#000" opacity=".22"/>',
        f'<rect x="7" y="24" width="146" height="114" rx="10" fill="{p.shade(mix(colour, "#FFFFFF", 0.16), mix(colour, "#000000", 0.3))}"/>',
        '<rect x="8" y="25" width="144" height="112" rx="9.5" fill="none" stroke="#fff" opacity=".3"/>',
        f'<rect x="16" y="33" width="128" height="96" rx="6" fill="{mix(colour, "#FFFFFF", 0.07)}"/>',
    )


def small_dish(p: Picture, x: float, y: float, r: float, sauce: str) -> None:
    """A saucer with a dip."""
    p.draw(
        _ring(x + 2, y + 4, r, fill="#000", opacity=".22"),
        _ring(x, y, r, fill=p.shade("#FFFFFF", "#D9D2C4")),
        _ring(x, y, r * 0.72, fill=p.glow(sauce)),
        f'<path d="M{short(x - r * 0.42)} {short(y - r * 0.1)}q{short(r * 0.1)}-{short(r * 0.3)} {short(r * 0.4)}-{short(r * 0.34)}" '
        'fill="none" stroke="#fff" stroke-width="1.6" stroke-linecap="round" opacity=".5"/>',
    )


def pool(p: Picture, colour: str, far: float = 45, opacity: float = 0.9, squash: float = 1.0) -> None:
    """Sauce on a flat plate, with a soft uneven edge."""
    import math

    points = []
    for n in range(9):
        out = p.near(far, 2.5)
        points.append((80 + out * math.cos(n * 0.698), 81 + out * squash * math.sin(n * 0.698)))
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, points[1:] + points[:1], strict=True)]
    path = f"M{short(middles[-1][0])} {short(middles[-1][1])}" + "".join(
        f"Q{short(a[0])} {short(a[1])} {short(m[0])} {short(m[1])}" for a, m in zip(points, middles, strict=True)
    )
    p.draw(
        f'<path d="{path}" fill="{p.shade(mix(colour, "#FFFFFF", 0.16), mix(colour, "#1A0802", 0.14))}" opacity="{short(opacity)}"/>'
    )
