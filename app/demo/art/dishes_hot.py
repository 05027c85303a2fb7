"""Signatures, hot dishes, Sichuan stir-fries."""

from app.demo.art import garnish, greens, grounds, meat, plates, sea
from app.demo.art.canvas import Picture


def kung_pao(p: Picture):
    grounds.wood(p)
    plates.plate(p)
    plates.pool(p, "#7A4A28", 45, 0.55)
    garnish.chilli_pods(p, 4, 44, inner=0.7)
    p.heap(meat.cubes(p, "#CF7A2C", 19), 20, 45)
    garnish.chilli_pods(p, 8, 38)
    p.sprinkle(garnish.peanuts(p), 5, 40, turn=60)
    garnish.scallion(p, 9, 36)


def mapo(p: Picture):
    grounds.slate(p)
    plates.bowl(p, "#B4280F", oil="#F08A3A")
    p.heap(meat.tofu(p), 27, 45, turn=32)
    garnish.dots(p, "#5A2A16", 2.7, 18, 48)
    garnish.dots(p, "#2A1410", 1, 12, 46)
    garnish.scallion(p, 11, 38)


def plum_ribs(p: Picture):
    grounds.cloth(p, "#E6D3D0", "#B9706A")
    plates.plate(p, plates.WHITE)
    plates.pool(p, "#8E3A1E", 42, 0.6)
    p.heap(meat.ribs(p), 11, 36, turn=50, low=0.95, high=1.1)
    garnish.dots(p, "#FFF3D6", 1.5, 24, 38)
    p.sprinkle(garnish.leaves(p, "#5E9B57", 7), 3, 22)


def pickled_fish(p: Picture):
    grounds.wood(p, "#C99A78")
    plates.bowl(p, "#D9A327", plates.WHITE, oil="#F5D25A")
    p.sprinkle(garnish.leaves(p, "#8FA83C", 13), 8, 46)
    p.heap(sea.fillets(p), 15, 40, turn=70)
    garnish.chilli(p, 9, 38)
    garnish.scallion(p, 8, 36)
    garnish.dots(p, "#3A2A1A", 1.1, 10, 44)


def roast_duck(p: Picture):
    grounds.cloth(p, "#D7C3A0", "#8A5B2A")
    plates.oval(p, plates.WHITE)
    leaf = greens.stalks(p)
    for x, y, turn in ((30, 84, 200), (132, 84, -20), (44, 58, 220), (118, 112, 10)):
        p.put(leaf[0], x, y, turn, 0.85)
    piece = meat.roast(p)
    for n in range(6):
        p.put(piece, 80 + (n % 2) * 2, 57 + n * 10, -4 + n, 1.08 - abs(n - 2.5) * 0.07)
    plates.small_dish(p, 132, 134, 17, "#7A2E16")


def red_pork(p: Picture):
    grounds.checks(p, "#4A6A5C")
    plates.clay_pot(p, "#7A2C12")
    p.heap(meat.belly(p), 15, 40, turn=24, low=0.98, high=1.1)
    garnish.scallion(p, 9, 34)
    star = p.piece(
        '<g fill="#6A3A1A" stroke="#2A1408" stroke-width=".6">'
        + "".join(f'<path d="M0 0Q3-4 0-9-3-4 0 0z" transform="rotate({n * 45})"/>' for n in range(8))
        + "</g>"
    )
    p.put(star, 112, 104, 20)
    p.put(star, 52, 54, 5)


def tomato_egg(p: Picture):
    grounds.cloth(p, "#BFD8CF")
    plates.plate(p, plates.WHITE, "#3B6EA8")
    plates.pool(p, "#D9562B", 45, 0.7)
    egg, tomato = greens.egg(p), greens.wedges(p, "#C62A1C", "#E8553A", 12)
    p.heap([*egg, *egg, *tomato, *tomato], 25, 40, turn=60)
    garnish.scallion(p, 10, 36)


def water_spinach(p: Picture):
    grounds.slats(p)
    plates.oval(p, plates.WHITE)
    leaf = greens.stalks(p, "#2F7A3A", "#7FB45A")
    p.heap(leaf, 26, 46, turn=26, squash=0.56, at=(80, 80))
    garnish.garlic(p, 20, 40, squash=0.6)
    garnish.shreds(p, ("#D2271B",), 4, 30, 12, 2.2, squash=0.6)


def dry_beans(p: Picture):
    grounds.slate(p, "#4A4038")
    plates.plate(p, "#E8DCC6")
    plates.pool(p, "#8A6A34", 42, 0.4)
    p.heap(greens.beans(p), 26, 38, turn=80)
    garnish.chilli_pods(p, 8, 40)
    garnish.dots(p, "#6A3A1E", 1.9, 22, 40)
    garnish.garlic(p, 10, 36)


def three_treasures(p: Picture):
    grounds.wood(p, "#A9744A")
    plates.plate(p, plates.CELADON)
    plates.pool(p, "#6A3A1A", 44, 0.6)
    aubergine, potato = greens.wedges(p, "#4A2358", "#C9B08A", 13), greens.wedges(p, "#C98A2E", "#F0C766", 12)
    pepper = greens.wedges(p, "#2F7A33", "#6FB04A", 11)
    p.heap([*aubergine, *potato, *pepper], 25, 40, turn=70)
    garnish.garlic(p, 12, 36)


def lamb_skewers(p: Picture):
    grounds.wood(p, "#8A5E3C")
    plates.tray(p)
    stick = meat.skewer(p)
    for n in range(5):
        p.put(stick, 80 + (n % 2) * 4 - 2, 46 + n * 18, -8 + n % 2 * 3, 1)
    garnish.dots(p, "#E9C46A", 1, 34, 50, squash=0.72)
    garnish.dots(p, "#C93A1E", 1.1, 26, 50, squash=0.72)


def twice_cooked(p: Picture):
    grounds.checks(p)
    plates.plate(p, plates.WHITE)
    plates.pool(p, "#9A4A1E", 43, 0.6)
    garnish.shreds(p, ("#4E9A45", "#A9D07A"), 10, 38, 22, 5)
    p.heap(meat.slices(p, "#A4522A", "#F3D9B0"), 15, 36, turn=60)
    garnish.shreds(p, ("#4E9A45", "#A9D07A"), 8, 34, 18, 5)
    garnish.chilli(p, 6, 32)


def fish_fragrant(p: Picture):
    grounds.cloth(p, "#C9CFE0", "#4A5C8A")
    plates.plate(p, plates.CELADON)
    plates.pool(p, "#A03A1A", 44, 0.75)
    garnish.shreds(p, ("#C98A5A", "#B9744A", "#E08A34", "#3A2A26", "#8FBF5A"), 46, 38, 30, 4.4)
    garnish.scallion(p, 8, 34)


def firecracker(p: Picture):
    grounds.slate(p, "#3A2E2A")
    plates.plate(p, plates.WHITE)
    garnish.chilli_pods(p, 50, 47)
    p.heap(meat.cubes(p, "#D08A32", 14), 11, 38, wild=6)
    garnish.chilli_pods(p, 14, 42)
    garnish.dots(p, "#FFF3D6", 1.2, 22, 40)
    garnish.scallion(p, 7, 34)


def boiled_beef(p: Picture):
    grounds.slate(p)
    plates.bowl(p, "#A81E0C", "#E6DFD2", oil="#F0702A")
    p.sprinkle(greens.stalks(p, "#5E9B57", "#D3E8B0"), 3, 26)
    p.heap(meat.slices(p, "#8A4A34", long=27), 11, 38, turn=80)
    garnish.chilli_pods(p, 14, 42)
    garnish.dots(p, "#3A2418", 1.3, 22, 42)
    garnish.scallion(p, 10, 36)


def potato_shreds(p: Picture):
    grounds.wood(p, "#B98A5E")
    plates.plate(p, "#DCE4F0", "#2C4A7C")
    plates.pool(p, "#C9A04A", 42, 0.4)
    garnish.shreds(p, ("#F5DF9A", "#EFD07A", "#FBEBB8", "#C9302A", "#4E9A45"), 48, 40, 36, 3.4)
    garnish.dots(p, "#3A2418", 1.1, 8, 34)


RECIPES = {
    "gbjd": kung_pao,
    "mpdf": mapo,
    "hmpg": plum_ribs,
    "ltscy": pickled_fish,
    "cpy": roast_duck,
    "hsr": red_pork,
    "fqcd": tomato_egg,
    "srkxc": water_spinach,
    "gbsjd": dry_beans,
    "dsx": three_treasures,
    "zryrc": lamb_skewers,
    "hgr": twice_cooked,
    "yxrs": fish_fragrant,
    "lzj": firecracker,
    "sznr": boiled_beef,
    "sltds": potato_shreds,
}
