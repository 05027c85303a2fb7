"""The sheet a dish is drawn on: shared pieces, shades, seeded chance, and numbers written short."""

import math
from random import Random

SIDE = 160
MIDDLE = SIDE / 2


class Picture:
    """Collects definitions and parts. Light falls from the upper left; shadows lie at the lower right."""

    def __init__(self, key: str):
        self.chance = Random(key)
        self.parts: list[str] = []
        self._definitions: list[str] = []
        self._shades: dict[tuple, str] = {}
        self._pieces: dict[str, str] = {}

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="7 8 146 146" width="176" height="176">'
            f"<defs>{''.join(self._definitions)}</defs>{''.join(self.parts)}</svg>"
        )

    def draw(self, *markup: str) -> None:
        self.parts += markup

    def shade(self, light: str, dark: str, way: str = "across") -> str:
        """A fill from `light` to `dark`: across (from the upper left), down, or round (from a lit middle)."""
        known = self._shades.get((light, dark, way))
        if known:
            return known
        name = f"s{len(self._shades)}"
        tag, place = {
            "across": ("linearGradient", 'x2="1" y2="1"'),
            "down": ("linearGradient", 'x2="0" y2="1"'),
            "round": ("radialGradient", 'cx=".4" cy=".36" r=".7"'),
        }[way]
        self._definitions.append(
            f'<{tag} id="{name}" {place}><stop stop-color="{light}"/><stop offset="1" stop-color="{dark}"/></{tag}>'
        )
        self._shades[light, dark, way] = f"url(#{name})"
        return f"url(#{name})"

    def glow(self, colour: str, way: str = "across", lift: float = 0.22, fall: float = 0.26) -> str:
        """A shade made of one colour."""
        return self.shade(toned(colour, 1 - 1.3 * lift), toned(colour, 1 + 2.4 * fall), way)

    def piece(self, markup: str) -> str:
        """A piece that is drawn once and laid down many times; its middle is (0, 0)."""
        if markup not in self._pieces:
            name = self._pieces[markup] = "abcdefghijkmnopqrst"[len(self._pieces)]
            self._definitions.append(f'<g id="{name}">{markup}</g>')
        return self._pieces[markup]

    def put(self, name: str, x: float, y: float, turn: float = 0, size: float = 1) -> None:
        """Lays a piece down."""
        move = f"translate({x:.0f} {y:.0f})"
        move += f"rotate({turn:.0f})" if abs(turn) >= 1 else ""
        move += f"scale({short(size)})" if abs(size - 1) > 0.04 else ""
        self.parts.append(f'<use href="#{name}" transform="{move}"/>')

    def layers(self, path: str, *strokes: tuple) -> None:
        """One path drawn several times: each stroke is (colour, width, opacity, shift to the right and down)."""
        name = f"l{len(self._definitions)}"
        self._definitions.append(f'<path id="{name}" d="{path}"/>')
        marks = "".join(
            f'<use href="#{name}" stroke="{colour}" stroke-width="{short(width)}"'
            + (f' opacity="{short(opacity)}"' if opacity != 1 else "")
            + (f' x="{short(shift)}" y="{short(shift * 1.4)}"' if shift else "")
            + "/>"
            for colour, width, opacity, shift in strokes
        )
        self.parts.append(f'<g fill="none" stroke-linecap="round">{marks}</g>')

    def spots(self, count, far=40.0, at=(MIDDLE, MIDDLE), squash=1.0, inner=0.0):
        """`count` random places within `far`, outside the `inner` share of it."""
        for _ in range(count):
            way = self.chance.uniform(0, 2 * math.pi)
            out = far * math.sqrt(self.chance.uniform(inner * inner, 1))
            yield at[0] + math.cos(way) * out, at[1] + math.sin(way) * out * squash

    def near(self, value: float, spread: float) -> float:
        return value + self.chance.uniform(-spread, spread)

    def heap(self, names, count, far=42.0, at=(MIDDLE, MIDDLE), turn=38.0, squash=1.0, wild=3.0, low=0.92, high=1.1):
        """`count` pieces piled up: the outer ones first, the middle on top and a little larger."""
        spots = []
        for n in range(count):
            way, out = n * 2.39996 + 0.6, far * math.sqrt((n + 0.35) / count)
            spots.append((out, self.near(math.cos(way) * out, wild), self.near(math.sin(way) * out * squash, wild)))
        for out, x, y in sorted(spots, reverse=True):
            size = high - (high - low) * out / far
            self.put(self.chance.choice(names), at[0] + x, at[1] + y, self.near(0, turn), size)

    def sprinkle(self, names, count, far=40.0, at=(MIDDLE, MIDDLE), turn=180.0, squash=1.0, inner=0.0):
        """`count` small things strewn at random."""
        for x, y in self.spots(count, far, at, squash, inner):
            self.put(self.chance.choice(names), x, y, self.near(0, turn))


def short(value: float) -> str:
    """At most one decimal, no trailing zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with a `share` of `other`."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def toned(colour: str, power: float) -> str:
    """Lighter below 1, darker above; unlike a mix with white or black it keeps the colour full."""
    return "#" + "".join(f"{round(255 * (c / 255) ** power):02X}" for c in bytes.fromhex(colour[1:]))
