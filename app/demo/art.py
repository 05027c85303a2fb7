"""Dish art, drawn here: a plate from above on a coloured cloth, different for every key and always the same."""

import hashlib
import math

CLOTHS = ("#DDEBE6", "#FCEFCF", "#E4EAF5", "#FBE7E1", "#F3EEE4")
SAUCES = ("#8C3B1E", "#B5652B", "#6E4B2A", "#C9822F", "#7A8B3A", "#D9B36A", "#A8432F")
PIECES = ("#D8923F", "#E9C46A", "#B4552D", "#F0E2C0", "#7FA35A", "#CF5B3C", "#9C6B3F", "#F4EFE4")
LEAVES = ("#3F7D4E", "#5E9B57", "#2F6B5C")


def dish_svg(key: str) -> str:
    """A square of 176, under 4 KB."""
    seed = hashlib.sha256(key.encode()).digest()
    pick = lambda colours, n: colours[seed[n] % len(colours)]  # noqa: E731
    parts = [
        f'<rect width="176" height="176" fill="{pick(CLOTHS, 0)}"/>',
        '<ellipse cx="91" cy="95" rx="72" ry="72" fill="#1E2522" opacity=".10"/>',
        '<circle cx="88" cy="88" r="72" fill="#FDFCF9"/>',
        '<circle cx="88" cy="88" r="70" fill="none" stroke="#7FB3A6" stroke-width="2.5"/>',
        f'<circle cx="88" cy="88" r="54" fill="{pick(SAUCES, 1)}" opacity=".88"/>',
    ]
    for n in range(15):
        angle, far = n * 2.39996 + seed[2] / 40, 46 * math.sqrt((n + 0.5) / 15)
        x, y, turn, size = (
            88 + far * math.cos(angle),
            88 + far * math.sin(angle),
            seed[3 + n % 12] * 1.4,
            9 + seed[4 + n % 10] % 7,
        )
        colour = PIECES[(seed[5] + n % 3) % len(PIECES)]
        shape = seed[6] % 3
        if shape == 0:
            parts.append(
                f'<rect x="{x - size / 2:.0f}" y="{y - size / 2:.0f}" width="{size}" height="{size}" rx="3" fill="{colour}" '
                f'stroke="#1E2522" stroke-opacity=".15" transform="rotate({turn:.0f} {x:.0f} {y:.0f})"/>'
            )
        elif shape == 1:
            parts.append(
                f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{size}" ry="{size / 2.4:.1f}" fill="{colour}" stroke="#1E2522" '
                f'stroke-opacity=".15" transform="rotate({turn:.0f} {x:.0f} {y:.0f})"/>'
            )
        else:
            parts.append(
                f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size / 1.7:.1f}" fill="{colour}" stroke="#1E2522" stroke-opacity=".15"/>'
            )
    for n in range(7):
        angle, far = seed[8 + n] / 20, 10 + seed[15 + n] % 34
        x, y = 88 + far * math.cos(angle), 88 + far * math.sin(angle)
        parts.append(
            f'<path d="M{x:.0f} {y:.0f}q5 -6 10 0q-5 6 -10 0" fill="{pick(LEAVES, 20 + n % 3)}" '
            f'transform="rotate({seed[22 + n] * 1.4:.0f} {x:.0f} {y:.0f})"/>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="12 12 152 152" width="176" height="176">{"".join(parts)}</svg>'
