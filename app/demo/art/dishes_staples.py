"""Rice, noodles, dumplings and pancakes."""

import math

from app.demo.art import dough, garnish, greens, grounds, meat, plates
from app.demo.art.canvas import Picture


def plain_rice(p: Picture):
    grounds.cloth(p, "#BFD8CF")
    plates.bowl(p, "#E9E2D2", "#5C8A9A")
    dough.rice(p, far=52)
    garnish.dots(p, "#2A2018", 0.9, 9, 12)


def fried_rice(p: Picture):
    grounds.wood(p)
    plates.plate(p, plates.WHITE, "#3B6EA8")
    dough.rice(p, "#F6DFA0", 45, 76)
    for colour in ("#F5C534", "#5FA843", "#EE8434"):
        garnish.dots(p, colour, 2.7, 7, 42)
    p.sprinkle(meat.cubes(p, "#D9776A", 8)[:1], 5, 38, turn=40)
    p.sprinkle(greens.egg(p)[:1], 4, 34)
    garnish.scallion(p, 10, 40)


def dandan(p: Picture):
    grounds.slate(p)
    plates.bowl(p, "#B03A12", plates.WHITE, oil="#F08A3A")
    dough.noodles(p, "#F2DDA0", 46)
    garnish.dots(p, "#5A2E16", 2.8, 22, 17, at=(80, 78))
    p.sprinkle(garnish.peanuts(p), 6, 22, turn=60)
    leaf = greens.stalks(p)
    p.put(leaf[0], 108, 110, 130, 0.9)
    garnish.scallion(p, 9, 28)


def beef_noodles(p: Picture):
    grounds.wood(p, "#8A5E3C")
    plates.bowl(p, "#7A3E1A", "#2C4A7C")
    dough.noodles(p, "#F0D38E", 46)
    beef = meat.slices(p, "#7A4030", long=26)
    for n, (x, y) in enumerate(((58, 66), (74, 58), (66, 80), (84, 72))):
        p.put(beef[n % 2], x, y, -30 + n * 12)
    p.put(greens.stalks(p)[0], 106, 104, 120)
    garnish.scallion(p, 8, 16, at=(104, 74))
    p.sprinkle(garnish.leaves(p, "#4E9A45", 8), 4, 30)
    p.draw(
        '<circle cx="66" cy="108" r="15" fill="#000" opacity=".2"/><circle cx="64" cy="106" r="15" fill="#FFFDF6"/><circle cx="64" cy="106" r="8.5" fill="#F5A62E"/><path d="M59 103q2-4 6-4" stroke="#fff" stroke-width="1.8" fill="none" stroke-linecap="round"/>'
    )


def scallion_pancake(p: Picture):
    grounds.checks(p, "#C98A2E")
    plates.board(p)
    dough.pancake(p)


def pot_stickers(p: Picture):
    grounds.wood(p, "#B07F50")
    plates.plate(p, plates.WHITE)
    one = dough.crescent(p, "#FBE3B4", "#D0A05C", crust="#B8702A")
    for x, y, turn in ((54, 58, -8), (98, 54, 6), (42, 84, -4), (84, 80, 4), (54, 110, -6), (97, 106, 8)):
        p.put(one, x, y, turn)
    plates.small_dish(p, 122, 82, 15, "#5A2A12")
    garnish.scallion(p, 6, 4, at=(72, 82))


def soup_dumplings(p: Picture):
    grounds.slate(p, "#4A4038")
    plates.steamer(p)
    one = dough.pleated(p)
    for n in range(6):
        p.put(one, 80 + 33 * math.cos(n * 1.047), 81 + 33 * math.sin(n * 1.047), n * 25, 0.9)
    p.put(one, 80, 81, 12, 0.92)


def prawn_dumplings(p: Picture):
    grounds.cloth(p, "#E9D3CB", "#B0371F")
    plates.steamer(p)
    one = dough.crescent(p, "#FFFFFF", "#E8D9C4", inside="#F08A6A")
    for x, y, turn in ((60, 60, -14), (104, 62, 12), (58, 100, 8), (104, 102, -8)):
        p.put(one, x, y, turn, 0.98)
    garnish.dots(p, "#5FA843", 2.7, 3, 6)


RECIPES = {
    "mf": plain_rice,
    "yzcf": fried_rice,
    "ddm": dandan,
    "hsnrm": beef_noodles,
    "cyb": scallion_pancake,
    "gt": pot_stickers,
    "xlb": soup_dumplings,
    "xj": prawn_dumplings,
}
