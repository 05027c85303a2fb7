"""From the water."""

import math

from app.demo.art import garnish, grounds, plates, sea
from app.demo.art.canvas import Picture


def steamed_bass(p: Picture):
    grounds.slats(p)
    plates.oval(p, sauce="#8A5E3A")
    sea.fish(p)
    garnish.shreds(p, ("#3E9A3E", "#F6E7B0", "#7CC25E", "#D2271B"), 22, 30, 20, 2.4, at=(84, 80), squash=0.5)


def glass_noodle_prawns(p: Picture):
    grounds.wood(p, "#A9744A")
    plates.steamer(p)
    garnish.shreds(p, ("#F3EFE2", "#FBF8EE"), 26, 40, 30, 2.6)
    prawn = sea.prawns(p)[0]
    for n in range(7):
        way = n * 0.8976
        p.put(prawn, 80 + 31 * math.cos(way), 81 + 31 * math.sin(way), math.degrees(way) + 90)
    p.put(prawn, 80, 81, 20)
    garnish.garlic(p, 26, 40)
    garnish.scallion(p, 10, 38)


def salt_pepper_prawns(p: Picture):
    grounds.slate(p, "#3A4650")
    plates.plate(p, plates.WHITE, "#2C4A7C")
    p.heap(sea.prawns(p, "#E2662E", "M-13 4q-5-1-7-6"), 14, 38, turn=180)
    garnish.garlic(p, 22, 40)
    garnish.chilli(p, 8, 36)
    garnish.scallion(p, 8, 36)
    garnish.dots(p, "#2A2018", 0.9, 18, 40)


def spicy_clams(p: Picture):
    grounds.checks(p, "#3B6EA8")
    plates.bowl(p, "#8A3A18", "#E6DFD2")
    p.heap(sea.clams(p), 21, 44, turn=120)
    garnish.chilli_pods(p, 9, 42)
    p.sprinkle(garnish.leaves(p, "#4E9A45", 8), 6, 36)
    garnish.scallion(p, 7, 38)


def ginger_crab(p: Picture):
    grounds.cloth(p, "#C9DCE4", "#2C4A7C")
    plates.plate(p, plates.WHITE)
    plates.pool(p, "#C98A3A", 44, 0.4)
    sea.crab(p)
    garnish.shreds(p, ("#3E9A3E", "#7CC25E", "#F6E7B0"), 12, 30, 17, 2.6, at=(80, 112), squash=0.4)


def garlic_scallops(p: Picture):
    grounds.slate(p, "#2E4046")
    plates.plate(p, plates.CELADON)
    shell = sea.scallop(p)
    garlic = p.piece(
        '<path d="M-5-2l2-2M-1 1l2-1M3-3l2 1M-3 4l2 1M3 4l2-2" stroke="#E9B85A" stroke-width="2.6" stroke-linecap="round"/>'
        '<circle cx="-1" cy="-3" r="2.6" fill="#4FA846"/><circle cx="4" cy="1" r="2.6" fill="#4FA846"/><circle cx="-4" cy="2" r="1.8" fill="#D2271B"/>'
    )
    spots = [(80 + 34 * math.cos(n * 1.2566 - 1.5708), 82 + 34 * math.sin(n * 1.2566 - 1.5708)) for n in range(5)]
    for n, (x, y) in enumerate(spots):
        p.put(shell, x, y, n * 72 + 180, 0.95)
    for x, y in spots:
        p.put(garlic, x, y, x)
    p.sprinkle(garnish.leaves(p, "#4E9A45", 9), 4, 8)


RECIPES = {
    "qzly": steamed_bass,
    "srfsx": glass_noodle_prawns,
    "jyx": salt_pepper_prawns,
    "clhj": spicy_clams,
    "jcx": ginger_crab,
    "srsb": garlic_scallops,
}
