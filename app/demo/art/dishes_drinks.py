"""Tea from above; tall drinks and bottles from the side."""

from app.demo.art import dough, drinks, fruit, garnish, grounds, plates
from app.demo.art.canvas import Picture


def longjing(p: Picture):
    grounds.slats(p, "#DCE4CC")
    drinks.pot(p, 108, 48, 34)
    drinks.teacup(p, "#C9CF7A", 62, 98, 32)
    p.sprinkle(garnish.leaves(p, "#7FA33E", 8), 7, 20, at=(62, 98))


def jasmine(p: Picture):
    grounds.cloth(p, "#E9E2F0", "#8A6AA0")
    drinks.pot(p, 106, 50, 34, "#C9A8B8")
    drinks.teacup(p, "#E3C46A", 62, 98, 32, "#F3E9EE")
    bloom = p.piece(
        "".join(f'<ellipse cy="-5" rx="3" ry="5" fill="#fff" transform="rotate({n * 72})"/>' for n in range(5))
        + '<circle r="2.2" fill="#F2C84A"/>'
    )
    p.sprinkle([bloom], 3, 17, at=(62, 98))
    for x, y in ((128, 118), (140, 104), (116, 134)):
        p.put(bloom, x, y, x)
    p.put(garnish.leaves(p, "#5E9B57", 10)[0], 130, 132, 30)


def lemon_tea(p: Picture):
    grounds.counter(p, "#F7E3A8", "#C99A5B")
    drinks.glass(p, "#C9712A", 42, fade="#8A3E12")
    cube = fruit.ice(p)
    for x, y, turn in ((70, 56, 12), (90, 64, -18), (74, 80, 30)):
        p.put(cube[0], x, y, turn, 0.9)
    p.put(fruit.citrus(p, r=16), 88, 100, 14)
    drinks.glass_front(p)
    p.put(fruit.citrus(p, r=17), 110, 30, 20)
    p.put(garnish.leaves(p, "#4E9A45", 9)[0], 66, 34, -30)


def bubble_tea(p: Picture):
    grounds.counter(p, "#E8D3C0", "#B98A5E")
    drinks.glass(p, "#E3BE93", 34, fade="#B98254")
    drinks.straw(p, "#1F6157", 9)
    pearl = p.piece(
        '<circle r="5.4" fill="#2A1610"/><path d="M-3-1q0-2 3-3" stroke="#C9A898" stroke-width="1.4" fill="none" stroke-linecap="round"/>'
    )
    for n in range(20):
        p.put(pearl, 65 + n % 5 * 7.6 + p.near(0, 1.6), 134 - n // 5 * 8 + p.near(0, 1.6))
    drinks.glass_front(p)
    p.draw('<path d="M48 24h64" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".85"/>')


def plum_drink(p: Picture):
    grounds.counter(p, "#E9CFC9", "#8A5E3C")
    drinks.glass(p, "#8E2A2A", 42, fade="#4A0E18")
    cube = fruit.ice(p)
    for x, y, turn in ((72, 54, 10), (91, 60, -20), (80, 78, 40)):
        p.put(cube[0], x, y, turn, 0.9)
    plum = dough.ball(p, "#5A1A1E", 8)
    for x, y in ((68, 124), (84, 128), (94, 116)):
        p.put(plum, x, y)
    drinks.glass_front(p)
    garnish.dots(p, "#E8B13A", 1.8, 12, 17, at=(80, 48), squash=0.4)
    p.put(garnish.leaves(p, "#4E9A45", 9)[0], 92, 36, -40)


def wheat_beer(p: Picture):
    grounds.counter(p, "#CFE0D8", "#A9744A")
    p.draw(
        '<path d="M104 58h18q10 0 10 10v34q0 10-10 10h-20" fill="none" stroke="#fff" stroke-width="8" opacity=".55"/>'
    )
    drinks.glass(p, "#F2B632", 44, "#FFF8E6", "#D98A1A")
    drinks.bubbles(p, 30, 66)
    drinks.glass_front(p)


def rice_wine(p: Picture):
    grounds.counter(p, "#E4EAF5", "#8A6A4A")
    drinks.bottle(p, "#E9DFC8", "#B0371F", 62, "#8A5B2A")
    p.draw(
        '<ellipse cx="122" cy="143" rx="22" ry="5" fill="#000" opacity=".2"/>'
        f'<path d="M98 110h40q0 24-13 30h-14q-13-6-13-30z" fill="{p.shade("#FFFFFF", "#A9C4B8")}"/>'
        '<ellipse cx="118" cy="110" rx="20" ry="5" fill="#F6F0DC" stroke="#fff"/>'
        '<path d="M103 118q1 10 6 15" stroke="#fff" stroke-width="2.4" fill="none" stroke-linecap="round" opacity=".8"/>'
    )
    garnish.dots(p, "#E8A02E", 1.5, 6, 13, at=(118, 110), squash=0.2)


def cola(p: Picture):
    grounds.counter(p, "#F3D6CF", "#7A4A3A")
    drinks.glass(p, "#5A2414", 44, fade="#200A06")
    cube = fruit.ice(p)
    for x, y, turn in ((70, 56, 8), (90, 60, -24), (78, 78, 34), (92, 86, 12)):
        p.put(cube[0], x, y, turn, 0.88)
    drinks.straw(p, "#D2271B")
    drinks.bubbles(p, 18, 90)
    drinks.glass_front(p)


def sparkling_water(p: Picture):
    grounds.counter(p, "#D3E8F0", "#9FB4BA")
    drinks.bottle(p, "#8CC8DC", "#FFFFFF", 80, "#2C6A9A")
    p.draw(
        '<path d="M66 128v.1M74 134v.1M90 126v.1M84 132v.1M95 133v.1M70 66v.1M86 62v.1M92 70v.1" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".8"/>'
    )


def coconut(p: Picture):
    grounds.cloth(p, "#CFE7DD")
    plates.board(p, "#C08C58")
    p.draw(
        '<circle cx="84" cy="87" r="52" fill="#000" opacity=".2"/>'
        f'<circle cx="80" cy="80" r="52" fill="{p.shade("#8A6238", "#4A2E16", "round")}"/><circle cx="80" cy="80" r="45" fill="#FBF8F0"/>'
        f'<circle cx="80" cy="80" r="37" fill="{p.shade("#F3F6F0", "#C9D6D0", "round")}"/>'
        '<path d="M52 68q6-14 20-20" stroke="#fff" stroke-width="4" stroke-linecap="round" fill="none"/>'
        '<path d="M34 58l-8-5M38 104l-8 6M122 56l8-6M126 98l8 4M80 28v-7M80 132v7" stroke="#4A2E16" stroke-width="2" stroke-linecap="round" opacity=".6"/>'
        '<path d="M86 88L130 20" stroke="#C9402E" stroke-width="7" stroke-linecap="round"/><path d="M85 87L129 19" stroke="#F28A72" stroke-width="2.4" stroke-linecap="round"/>'
    )
    p.put(garnish.leaves(p, "#4E9A45", 12)[0], 60, 104, 30)
    p.put(garnish.leaves(p, "#4E9A45", 10)[0], 74, 110, -10)


RECIPES = {
    "xhlj": longjing,
    "mlhc": jasmine,
    "dnc": lemon_tea,
    "zznc": bubble_tea,
    "smt": plum_drink,
    "jnpj": wheat_beer,
    "ghmj": rice_wine,
    "kl": cola,
    "sds": sparkling_water,
    "yz": coconut,
}
