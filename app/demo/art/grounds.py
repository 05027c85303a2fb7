"""What the plate stands on."""

from app.demo.art.canvas import SIDE, Picture, mix, short

FULL = f'<path d="M0 0h{SIDE}v{SIDE}H0z" '


def wood(p: Picture, colour: str = "#C08C58") -> None:
    """Boards with a little grain."""
    p.draw(f'{FULL}fill="{p.shade(mix(colour, "#FFFFFF", 0.08), mix(colour, "#3A1E08", 0.14))}"/>')
    seams = "".join(f"M0 {y}q80 {short(p.near(0, 3))} 160 0" for y in (26, 66, 106, 146))
    grain = "".join(
        f"M{short(p.near(70, 70))} {short(y + p.near(0, 9))}h{short(p.near(34, 14))}" for y in (12, 46, 86, 126, 152)
    )
    dark = mix(colour, "#2A1404", 0.42)
    p.draw(f'<g fill="none" stroke="{dark}"><path d="{seams}" opacity=".5"/><path d="{grain}" opacity=".22"/></g>')


def slats(p: Picture, colour: str = "#EADCC3") -> None:
    """A mat of split bamboo."""
    p.draw(f'{FULL}fill="{p.shade(mix(colour, "#FFFFFF", 0.25), mix(colour, "#7A5A2A", 0.14))}"/>')
    lines = "".join(f"M0 {y}h{SIDE}" for y in range(7, SIDE, 9))
    p.draw(f'<path d="{lines}" stroke="{mix(colour, "#6A4A20", 0.32)}" opacity=".45"/>')
    p.draw(
        f'<path d="M22 0v{SIDE}M138 0v{SIDE}" stroke="{mix(colour, "#6A4A20", 0.5)}" stroke-dasharray="5 4" opacity=".5"/>'
    )


def slate(p: Picture, colour: str = "#33403C") -> None:
    """Dark stone."""
    p.draw(f'{FULL}fill="{p.shade(mix(colour, "#FFFFFF", 0.1), mix(colour, "#000000", 0.34))}"/>')
    flecks = "".join(f"M{short(p.near(80, 78))} {short(p.near(80, 78))}h1.2" for _ in range(26))
    p.draw(f'<path d="{flecks}" stroke="#fff" opacity=".14" stroke-linecap="round"/>')


def cloth(p: Picture, colour: str = "#BFD8CF", stripe: str = "#FFFFFF") -> None:
    """Linen with a few woven stripes."""
    p.draw(f'{FULL}fill="{p.shade(mix(colour, "#FFFFFF", 0.14), mix(colour, "#20302A", 0.12))}"/>')
    p.draw(
        f'<path d="M16 0v{SIDE}M24 0v{SIDE}M136 0v{SIDE}M144 0v{SIDE}" stroke="{stripe}" stroke-width="3" opacity=".4"/>'
    )
    weave = "".join(f"M0 {y}h{SIDE}" for y in range(3, SIDE, 6))
    p.draw(f'<path d="{weave}" stroke="#1A2420" opacity=".06"/>')


def checks(p: Picture, colour: str = "#C4473A") -> None:
    """A checked napkin."""
    p.draw(f'{FULL}fill="#F7EFE2"/>')
    bands = "".join(f"M{x} 0v{SIDE}M0 {x}h{SIDE}" for x in range(10, SIDE, 40))
    p.draw(f'<path d="{bands}" stroke="{colour}" stroke-width="20" opacity=".34"/>')


def counter(p: Picture, wall: str, top: str) -> None:
    """A wall and a table's edge, for what is looked at from the side."""
    p.draw(f'{FULL}fill="{p.shade(mix(wall, "#FFFFFF", 0.2), mix(wall, "#20302A", 0.1), "down")}"/>')
    p.draw('<circle cx="80" cy="70" r="58" fill="#fff" opacity=".2"/>')
    p.draw(
        f'<path d="M0 124h{SIDE}v36H0z" fill="{p.shade(mix(top, "#FFFFFF", 0.12), mix(top, "#1A0E06", 0.2), "down")}"/>'
    )
    p.draw(f'<path d="M0 124.5h{SIDE}" stroke="#fff" opacity=".35"/>')
