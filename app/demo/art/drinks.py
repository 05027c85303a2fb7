"""Cups, glasses and bottles: tea from above, tall drinks from the side."""

from app.demo.art.canvas import Picture, mix, short


def teacup(p: Picture, tea: str, x: float = 80, y: float = 80, r: float = 42, saucer: str = "#E9F2EC") -> None:
    """A cup on its saucer, from above."""

    def ring(x, y, r, fill, more=""):
        return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"{more}/>'

    p.draw(
        ring(short(x + 5), short(y + 8), short(r * 1.48), "#000", ' opacity=".16"'),
        ring(short(x), short(y), short(r * 1.48), p.shade(mix(saucer, "#FFFFFF", 0.5), mix(saucer, "#35564A", 0.24))),
        ring(short(x), short(y), short(r * 1.3), "none", ' stroke="#fff" stroke-width="1.4" opacity=".7"'),
        ring(short(x + 4), short(y + 6), short(r), "#000", ' opacity=".22"'),
        ring(short(x), short(y), short(r), p.shade("#FFFFFF", mix(saucer, "#35564A", 0.34))),
        ring(short(x), short(y), short(r * 0.88), mix(tea, "#2A1404", 0.3)),
        ring(short(x + 0.6), short(y + 1), short(r * 0.85), p.shade(mix(tea, "#FFFFFF", 0.3), tea, "round")),
        f'<path d="M{short(x - r * 0.66)} {short(y - r * 0.2)}a{short(r * 0.7)} {short(r * 0.7)} 0 0 1 {short(r * 0.42)}-{short(r * 0.42)}" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".6"/>',
    )


def pot(p: Picture, x: float, y: float, r: float, colour: str = "#8FB8A8") -> None:
    """A teapot from above, its spout to the left."""
    fill = p.glow(colour, lift=0.4, fall=0.3)
    p.draw(
        f'<g transform="translate({short(x)} {short(y)})"><circle cx="5" cy="7" r="{r}" fill="#000" opacity=".2"/>'
        f'<path d="M-{short(r * 0.8)} 6Q-{short(r * 1.3)} 4-{short(r * 1.6)}-{short(r * 0.5)}l6-3Q-{short(r * 1.1)}-{short(r * 0.3)}-{short(r * 0.7)}-{short(r * 0.4)}z" fill="{fill}"/>'
        f'<path d="M{short(r * 0.8)}-8q{short(r * 0.7)}-2 {short(r * 0.66)} 8 0 10-{short(r * 0.66)} 9" fill="none" stroke="{mix(colour, "#1A2A22", 0.34)}" stroke-width="6"/>'
        f'<circle r="{r}" fill="{fill}"/><circle r="{short(r * 0.62)}" fill="{p.glow(colour, "round", 0.5, 0.2)}" stroke="{mix(colour, "#1A2A22", 0.4)}" stroke-opacity=".6"/>'
        f'<circle cx="1" cy="1.5" r="{short(r * 0.17)}" fill="#000" opacity=".25"/><circle r="{short(r * 0.16)}" fill="{mix(colour, "#FFFFFF", 0.3)}"/>'
        f'<path d="M-{short(r * 0.76)}-{short(r * 0.2)}q{short(r * 0.16)}-{short(r * 0.44)} {short(r * 0.56)}-{short(r * 0.56)}" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".6"/></g>'
    )


def glass(p: Picture, drink: str, top: float = 44, foam: str = "", fade: str = "") -> None:
    """A tall glass from the side, 52 wide, filled up to `top`."""
    low = fade or mix(drink, "#1A0802", 0.18)
    p.draw(
        '<ellipse cx="90" cy="142" rx="40" ry="8" fill="#000" opacity=".22"/>',
        f'<path d="M53 {short(top)}h54l-5 92q-1 6-7 6H65q-6 0-7-6z" fill="{p.shade(mix(drink, "#FFFFFF", 0.16), low, "down")}"/>',
    )
    if foam:
        p.draw(
            f'<path d="M49 {short(top + 6)}q-5-9 4-12 2-10 12-8 6-9 15-4 9-5 15 4 10-1 11 8 9 4 3 12-4 8-12 5-8 8-16 2-8 6-15-1-12 4-17-6z" fill="{foam}"/>'
            f'<path d="M57 {short(top - 4)}q6-8 15-6M84 {short(top - 9)}q7-2 11 3" stroke="#fff" stroke-width="2.4" fill="none" stroke-linecap="round"/>'
        )


def glass_front(p: Picture) -> None:
    """The glass itself, drawn over what is in it."""
    p.draw(
        '<path d="M50 24h60l-8 112q-1 6-7 6H65q-6 0-7-6z" fill="#fff" opacity=".13"/>',
        '<path d="M50 24l8 112q1 6 7 6h30q6 0 7-6l8-112" fill="none" stroke="#fff" stroke-width="2.2" opacity=".8"/>',
        '<path d="M60 40l5 86" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".5"/>',
        '<path d="M99 52l-4 60" stroke="#fff" stroke-width="2" stroke-linecap="round" opacity=".35"/>',
    )


def straw(p: Picture, colour: str, thick: float = 6) -> None:
    """Stands in the glass."""
    p.draw(
        f'<path d="M84 112L104 6" stroke="{mix(colour, "#000000", 0.25)}" stroke-width="{short(thick)}" stroke-linecap="round"/>'
        f'<path d="M83 112L103 6" stroke="{colour}" stroke-width="{short(thick - 1.6)}" stroke-linecap="round"/>'
    )


def bubbles(p: Picture, count: int = 22, low: float = 56, high: float = 132) -> None:
    """Fizz."""
    path = "".join(f"M{short(p.near(80, 18))} {short(p.chance.uniform(low, high))}h.1" for _ in range(count))
    p.draw(f'<path d="{path}" stroke="#fff" stroke-width="2.6" stroke-linecap="round" opacity=".6"/>')


def bottle(p: Picture, body: str, label: str, x: float = 80, cap: str = "#D9B34A") -> None:
    """A bottle from the side."""
    fill = p.shade(mix(body, "#FFFFFF", 0.3), mix(body, "#000000", 0.35))
    p.draw(
        f'<g transform="translate({short(x - 80)})"><ellipse cx="88" cy="143" rx="30" ry="7" fill="#000" opacity=".22"/>'
        f'<path d="M72 16h16v26q0 8 8 16 6 6 6 14v64q0 7-7 7H65q-7 0-7-7V72q0-8 6-14 8-8 8-16z" fill="{fill}"/>'
        f'<rect x="70.5" y="11" width="19" height="8" rx="2" fill="{cap}"/>'
        f'<rect x="58" y="82" width="44" height="36" fill="{label}"/><path d="M58 86h44M58 114h44" stroke="#fff" opacity=".7"/>'
        f'<path d="M70 106q10-18 20 0M74 106q6-9 12 0" fill="none" stroke="{mix(body, "#000000", 0.2)}" stroke-width="2" opacity=".8"/><circle cx="80" cy="95" r="2.6" fill="{mix(body, "#000000", 0.2)}" opacity=".8"/>'
        '<path d="M64 74q0-7 5-12M64 122v10" stroke="#fff" stroke-width="3.4" fill="none" stroke-linecap="round" opacity=".6"/></g>'
    )
