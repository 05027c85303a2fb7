"""Rice, noodles, dumplings, pancakes, and round sweet things."""

import math

from app.demo.art.canvas import Picture, mix, short


def noodles(p: Picture, colour: str = "#EFD08A", far: float = 44, strands: int = 22) -> None:
    """A nest of strands."""
    paths = []
    for n in range(strands):
        way, out = n * 2.39996, far * (0.25 + 0.72 * ((n * 7) % strands) / strands)
        x, y = 80 + math.cos(way) * out * 0.4, 80 + math.sin(way) * out * 0.4
        r, start = out * 0.62 + 5, p.near(0, 3.1)
        a, b = start, start + 2.6
        paths.append(
            f"M{x + r * math.cos(a):.0f} {y + r * math.sin(a):.0f}A{r:.0f} {r:.0f} 0 0 1 {x + r * math.cos(b):.0f} {y + r * math.sin(b):.0f}"
        )
    dark, half = mix(colour, "#5A3206", 0.55), len(paths) // 2
    for group in (paths[:half], paths[half:]):
        p.layers("".join(group), (dark, 5.2, 0.6, 0.3), (colour, 4, 1, 0), ("#fff", 1, 0.55, -0.5))


def rice(p: Picture, colour: str = "#FFFDF6", far: float = 46, grains: int = 120) -> None:
    """A mound of grains."""
    p.draw(
        f'<circle cx="82" cy="84" r="{short(far)}" fill="#000" opacity=".14"/>'
        f'<circle cx="80" cy="80" r="{short(far)}" fill="{p.shade(mix(colour, "#FFFFFF", 0.6), mix(colour, "#8A7A58", 0.42), "round")}"/>'
    )
    for tone in (mix(colour, "#C9A860", 0.14), mix(colour, "#FFFFFF", 0.7)):
        path = ""
        for x, y in p.spots(grains // 2, far - 2):
            way = p.chance.uniform(0, math.pi)
            path += f"M{x:.0f} {y:.0f}l{4 * math.cos(way):.0f} {4 * math.sin(way):.0f}"
        p.layers(path, (mix(colour, "#8A6A38", 0.55), 3.2, 0.8, 0.3), (tone, 2.5, 1, 0))


def pleated(p: Picture, colour: str = "#F8EEDB") -> str:
    """A soup dumpling with its pleats."""
    folds = "".join(
        f"M{short(16 * math.cos(n * 0.5236))} {short(16 * math.sin(n * 0.5236))}Q{short(9 * math.cos(n * 0.5236 + 0.4))} {short(9 * math.sin(n * 0.5236 + 0.4))} 0 0"
        for n in range(12)
    )
    return p.piece(
        f'<circle cx="2" cy="3" r="18.5" fill="#000" opacity=".25"/><circle r="18.5" fill="{p.shade(mix(colour, "#FFFFFF", 0.7), mix(colour, "#8A6A38", 0.3), "round")}"/>'
        f'<path d="{folds}" fill="none" stroke="#B99A66" stroke-width="1.2" opacity=".75"/><circle r="2.6" fill="#D9BE8E"/>'
        '<path d="M-13-6q3-7 9-8" stroke="#fff" stroke-width="2.4" stroke-linecap="round" fill="none"/>'
    )


def crescent(p: Picture, light: str = "#FBF0D8", dark: str = "#D8B27A", crust: str = "", inside: str = "") -> str:
    """A half-moon dumpling: pot sticker with a `crust`, prawn dumpling with what shows through."""
    shape = "M-22 7Q-19-11 0-12 19-11 22 7 12 12 0 11-12 12-22 7z"
    pleats = "".join(f"M{x}-{y}q1 4-1 7" for x, y in ((-13, 7), (-7, 10), (0, 11), (7, 10), (13, 7)))
    return p.piece(
        f'<path d="{shape}" fill="#000" opacity=".26" transform="translate(1.5 3)"/><path d="{shape}" fill="{p.shade(light, dark)}"/>'
        + (f'<path d="M-13 5Q0-8 13 5 0 9-13 5z" fill="{inside}" opacity=".5"/>' if inside else "")
        + (f'<path d="M-22 7Q-11 1 0 3q12-2 22 4-10 5-22 4-12 1-22-4z" fill="{crust}"/>' if crust else "")
        + f'<path d="{pleats}" stroke="{mix(dark, "#5A3206", 0.3)}" fill="none" stroke-width="1.2" opacity=".75"/>'
        '<path d="M-15-3q4-6 11-7" stroke="#fff" stroke-width="2" fill="none" stroke-linecap="round" opacity=".85"/>'
    )


def pancake(p: Picture) -> None:
    """A spring-onion pancake cut in eight, one slice drawn out."""
    p.draw(
        '<circle cx="83" cy="85" r="50" fill="#000" opacity=".22"/>',
        f'<circle cx="80" cy="80" r="50" fill="{p.shade("#F4CE86", "#C4853A", "round")}"/>',
        '<circle cx="80" cy="80" r="48" fill="none" stroke="#9A5E1E" stroke-width="2" opacity=".4"/>',
    )
    toast = p.piece('<path d="M-5 0q3-5 8-2 4 3-1 5-6 2-7-3z" fill="#A4621E" opacity=".5"/>')
    p.sprinkle([toast], 16, 44)
    green = p.piece('<rect x="-2.5" y="-1.5" width="5" height="3" rx="1.2" fill="#4E9A45"/>')
    p.sprinkle([green], 26, 44)
    p.draw(
        '<path d="M30 80h100M80 30v100M45 45l70 70M45 115l70-70" stroke="#7A4A18" stroke-width="1.8" opacity=".7"/>'
        '<path d="M42 58q10-18 28-23" stroke="#fff" stroke-width="2.4" fill="none" stroke-linecap="round" opacity=".5"/>'
    )


def ball(p: Picture, colour: str, r: float = 13, dusted: str = "") -> str:
    """Rice balls, mochi, grapes: a lit sphere."""
    grains = ""
    if dusted:
        spots = "".join(f"M{short(p.near(0, r * 0.6))} {short(p.near(0, r * 0.6))}h.1" for _ in range(9))
        grains = f'<path d="{spots}" stroke="{dusted}" stroke-width="1.7" stroke-linecap="round" opacity=".8"/>'
    return p.piece(
        f'<circle cx="1.5" cy="2.6" r="{short(r)}" fill="#000" opacity=".25"/>'
        f'<circle r="{short(r)}" fill="{p.shade(mix(colour, "#FFFFFF", 0.5), mix(colour, "#3A1E08", 0.22), "round")}"/>{grains}'
        f'<path d="M-{short(r * 0.6)}-{short(r * 0.2)}q{short(r * 0.2)}-{short(r * 0.4)} {short(r * 0.6)}-{short(r * 0.45)}" stroke="#fff" stroke-width="2" stroke-linecap="round" fill="none" opacity=".85"/>'
    )


def roll(p: Picture, colour: str = "#F8D566") -> str:
    """A folded pancake parcel."""
    return p.piece(
        '<rect x="-17" y="-11" width="38" height="28" rx="8" fill="#000" opacity=".24"/>'
        f'<rect x="-19" y="-14" width="38" height="28" rx="8" fill="{p.glow(colour, lift=0.4, fall=0.16)}"/>'
        f'<path d="M-19-4Q0 8 19-4M-10 13Q0 3 10 13" fill="none" stroke="{mix(colour, "#7A4A00", 0.4)}" stroke-width="1.4" opacity=".7"/>'
        '<path d="M-14-8q6-3 13-3" stroke="#fff" stroke-width="2.2" stroke-linecap="round" fill="none" opacity=".85"/>'
    )
