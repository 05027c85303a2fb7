"""Cold dishes, soups and sweets."""

import math

from app.demo.art import dough, fruit, garnish, greens, grounds, meat, plates
from app.demo.art.canvas import Picture


def smashed_cucumber(p: Picture):
    grounds.cloth(p, "#E4EAF5", "#2C4A7C")
    plates.plate(p, plates.WHITE)
    plates.pool(p, "#7A5A2A", 40, 0.4)
    p.heap(greens.cucumber(p), 19, 38, turn=90)
    garnish.garlic(p, 16, 36)
    garnish.chilli(p, 7, 34)
    garnish.dots(p, "#FFF3D6", 1.1, 16, 38)


def mouthwatering(p: Picture):
    grounds.wood(p, "#9A6A42")
    plates.bowl(p, "#B8300F", plates.WHITE, oil="#F08A3A")
    p.heap(meat.slices(p, "#E9CFA0", "#F8E3B4", 28), 12, 34, turn=22)
    p.sprinkle(garnish.peanuts(p), 7, 36, turn=60)
    garnish.dots(p, "#FFF3D6", 1.2, 26, 44)
    garnish.scallion(p, 12, 36)


def beef_in_oil(p: Picture):
    grounds.slats(p)
    plates.plate(p, plates.CELADON)
    plates.pool(p, "#B02A10", 46, 0.9)
    p.heap(meat.slices(p, "#8A4636", "#D9A78A", 24), 18, 38, turn=80)
    p.sprinkle(garnish.peanuts(p), 6, 36, turn=60)
    garnish.dots(p, "#FFF3D6", 1.1, 24, 40)
    p.sprinkle(garnish.leaves(p, "#4E9A45", 7), 8, 34)


def tofu_century_egg(p: Picture):
    grounds.slate(p, "#3E4A50")
    plates.plate(p, plates.WHITE)
    plates.pool(p, "#5A2E12", 44, 0.75)
    block = meat.tofu(p, 22, "#FBF1DC")
    for n in range(9):
        p.put(block[0], 57 + n % 3 * 23.5, 58 + n // 3 * 22.5)
    wedge = greens.century_egg(p)
    for x, y, turn in ((58, 70, -20), (82, 60, 10), (104, 76, 40), (90, 92, -10), (64, 98, 24)):
        p.put(wedge, x, y, turn, 0.95)
    garnish.scallion(p, 12, 32)
    garnish.chilli(p, 5, 30)


def wood_ears(p: Picture):
    grounds.cloth(p, "#FCEFCF", "#C98A2E")
    plates.plate(p, plates.CELADON)
    p.heap(greens.wood_ear(p), 25, 40, turn=180)
    garnish.shreds(p, ("#E08A34", "#FBF3DA"), 9, 36, 16, 2.6)
    p.sprinkle(garnish.leaves(p, "#5E9B57", 7), 8, 34)
    garnish.chilli(p, 7, 34)


def edamame(p: Picture):
    grounds.wood(p, "#C9A06A")
    plates.bowl(p, "#6A7A4A", "#3A5A6A")
    p.heap(greens.pods(p), 24, 42, turn=120)
    garnish.dots(p, "#FFFFFF", 1, 16, 42)
    garnish.chilli(p, 3, 30)


def sugar_tomato(p: Picture):
    grounds.cloth(p, "#CFE0D8")
    plates.plate(p, plates.WHITE, "#1F6157")
    tomato = greens.tomato(p)
    for n in range(7):
        way = n * 0.8976
        p.put(tomato, 80 + 30 * math.cos(way), 80 + 30 * math.sin(way), n * 40)
    p.put(tomato, 80, 80, 15, 1.1)
    garnish.dots(p, "#FFFFFF", 1.1, 60, 42)
    p.sprinkle(garnish.leaves(p, "#4E9A45", 8), 3, 12)


def hot_sour(p: Picture):
    grounds.cloth(p, "#E8D3C6", "#A4452A")
    plates.bowl(p, "#A8561E", plates.WHITE)
    garnish.shreds(p, ("#3A2620", "#F3E6CC", "#E8A04A", "#F5CE5A"), 38, 44, 18, 3.8)
    garnish.dots(p, "#D8321F", 2, 12, 46)
    garnish.scallion(p, 12, 40)
    p.sprinkle(garnish.leaves(p, "#4E9A45", 8), 5, 30)


def egg_drop(p: Picture):
    grounds.slats(p, "#DCE4D8")
    plates.bowl(p, "#D9C47A", "#9FC4B8")
    p.heap(greens.egg(p, "#FBE08A"), 11, 40, turn=180, low=0.8, high=0.95)
    nori = p.piece(
        '<path d="M-11-3q6-6 12-3 8 1 9 6-5 6-11 4-9 2-10-7z" fill="#22382E" opacity=".85"/><path d="M-6-2q6-3 11 1" stroke="#5A7A68" fill="none"/>'
    )
    p.sprinkle([nori], 11, 44)
    garnish.scallion(p, 12, 42)


def melon_ribs(p: Picture):
    grounds.wood(p, "#B98A5E")
    plates.clay_pot(p, "#D6C9A0")
    melon = fruit.pieces(p, "#E3F0CF", 21)
    p.heap([*melon, *melon, *meat.ribs(p, "#A9714A")], 15, 38, turn=60)
    garnish.scallion(p, 9, 38)
    garnish.dots(p, "#C9302A", 2.6, 7, 38)


def tomato_tofu(p: Picture):
    grounds.cloth(p, "#F3E3D6", "#C4473A")
    plates.bowl(p, "#D2542A", plates.WHITE, oil="#F5A04A")
    p.heap([*meat.tofu(p, 18), *greens.wedges(p, "#B9261A", "#E8553A", 12)], 19, 42, turn=50)
    p.sprinkle(garnish.leaves(p, "#4E9A45", 8), 7, 34)


def egg_custard(p: Picture):
    grounds.slate(p, "#46524A")
    plates.bowl(p, "#F5CF5A", "#CFE7DD")
    p.draw(
        f'<circle cx="80" cy="81" r="57" fill="{p.shade("#FCE79A", "#EDBE45", "round")}"/>'
        '<path d="M46 100q10-10 22 0t22-3 20 4q-4 14-32 15-26-1-32-16z" fill="#6A3410" opacity=".5"/><path d="M40 62q14-22 40-24" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none" opacity=".65"/>'
    )
    garnish.scallion(p, 13, 26)
    garnish.dots(p, "#D98A3A", 2, 8, 34)


def ice_jelly(p: Picture):
    grounds.cloth(p, "#D3E4EA", "#4A7A9A")
    plates.bowl(p, "#6A2E14", plates.WHITE)
    p.heap(fruit.ice(p, 18), 16, 44, turn=60)
    p.sprinkle(fruit.pieces(p, "#E8473C", 9), 7, 36)
    p.sprinkle(garnish.peanuts(p), 7, 36, turn=60)
    garnish.dots(p, "#3A1E18", 2, 14, 40)
    garnish.dots(p, "#FFF3D6", 1.2, 16, 40)
    p.sprinkle(garnish.leaves(p, "#4E9A45", 8), 3, 16)


def mochi(p: Picture):
    grounds.slats(p, "#EBDCC8")
    plates.plate(p, "#3E4A46")
    balls = [
        dough.ball(p, "#D98AA0", 19, "#FFFFFF"),
        dough.ball(p, "#F0E9DC", 19, "#B98A5E"),
        dough.ball(p, "#A9C48A", 19, "#FFFFFF"),
    ]
    for n, (x, y) in enumerate(((56, 62), (102, 64), (80, 100))):
        p.put(balls[n], x, y)
    garnish.dots(p, "#8A2F3A", 2.4, 9, 46, inner=0.7)
    p.sprinkle(garnish.leaves(p, "#5E9B57", 9), 3, 14)


def rice_balls(p: Picture):
    grounds.wood(p, "#A9744A")
    plates.bowl(p, "#E3D3B4", "#3A5A6A")
    one = dough.ball(p, "#FBF8F1", 14.5)
    p.heap([one], 10, 40, turn=0)
    p.draw(
        '<path d="M74 84q7-6 13 0 3 7-4 10-9 1-9-10z" fill="#241A18"/><path d="M77 86q3-3 6-1" stroke="#8A7A74" stroke-width="1.4" fill="none" stroke-linecap="round"/>'
    )
    garnish.dots(p, "#E8A02E", 1.7, 16, 46)


def mango_rolls(p: Picture):
    grounds.cloth(p, "#F6E3E0", "#D98A8A")
    plates.plate(p, plates.WHITE)
    parcel = dough.roll(p)
    for x, y, turn in ((62, 62, -16), (98, 74, 12), (70, 102, 6)):
        p.put(parcel, x, y, turn)
    p.sprinkle(fruit.pieces(p, "#F5A623", 10), 9, 44, inner=0.75)
    p.put(fruit.strawberry(p), 112, 108, 20)
    p.sprinkle(garnish.leaves(p, "#5E9B57", 8), 3, 46, inner=0.85)


def fruit_plate(p: Picture):
    grounds.cloth(p, "#CFE7DD")
    plates.plate(p, plates.WHITE)
    melon, orange, kiwi, berry, grape = (
        fruit.melon(p),
        fruit.citrus(p, "#EE8A2A", "#F8B45A", 14),
        fruit.kiwi(p),
        fruit.strawberry(p),
        dough.ball(p, "#6A3A7A", 7),
    )
    for n in range(6):
        way = n * 1.047 + 0.3
        p.put(
            melon if n % 2 else orange,
            80 + 36 * math.cos(way),
            80 + 36 * math.sin(way),
            math.degrees(way) - 90 if n % 2 else 0,
            0.8 if n % 2 else 1,
        )
    for n in range(3):
        way = n * 2.094 + 0.9
        p.put(kiwi, 80 + 19 * math.cos(way), 80 + 19 * math.sin(way), 30 * n, 0.9)
    p.sprinkle([grape], 9, 46, turn=0, inner=0.8)
    p.put(berry, 78, 78, -8)
    p.put(berry, 92, 88, 26, 0.9)


RECIPES = {
    "phg": smashed_cucumber,
    "ksj": mouthwatering,
    "fqfp": beef_in_oil,
    "pddf": tofu_century_egg,
    "lbme": wood_ears,
    "ysmd": edamame,
    "tbfq": sugar_tomato,
    "slt": hot_sour,
    "zcdht": egg_drop,
    "dgpgt": melon_ribs,
    "fqdft": tomato_tofu,
    "szd": egg_custard,
    "bf": ice_jelly,
    "nmc": mochi,
    "zmty": rice_balls,
    "mgbj": mango_rolls,
    "sgpp": fruit_plate,
}
