"""Modifier groups: each is written once and used by many dishes."""


def _group(zh, en, least, most, *options):
    """An option: (zh, en, yuan more, how many of it, whether it can be had)."""
    return {
        "names": {"zh": zh, "en": en},
        "min": least,
        "max": most,
        "options": [
            {"names": {"zh": o[0], "en": o[1]}, "price": f"{o[2]}.00", "max_quantity": o[3], "available": o[4]}
            for o in (tuple(option) + (0, 1, True)[len(option) - 2 :] for option in options)
        ],
    }


def portion(small: tuple, large: tuple, more: int) -> dict:
    """Two sizes, the second `more` yuan dearer."""
    return _group("份量", "Portion", 1, 1, (*small, 0), (*large, more))


GROUPS = {
    "spice": _group("辣度", "Heat", 1, 1, ("不辣", "None"), ("微辣", "Mild"), ("中辣", "Medium"), ("重辣", "Hot")),
    "numbing": _group("麻度", "Sichuan pepper", 1, 1, ("不麻", "None"), ("微麻", "A little"), ("够麻", "Plenty")),
    "extras": _group(
        "加料",
        "Extras",
        0,
        6,
        ("加花生", "Peanuts", 3, 2),
        ("加豆腐", "Tofu", 5, 2),
        ("加土豆", "Potato", 4, 2),
        ("加牛肉", "Beef", 12, 3),
    ),
    "fish_way": _group(
        "做法",
        "Style",
        1,
        1,
        ("清蒸", "Steamed"),
        ("葱油", "Spring onion oil"),
        ("剁椒", "Chopped chilli"),
        ("豆豉", "Black bean", 0, 1, False),
    ),
    "fish_bed": _group("加料", "Extras", 0, 2, ("粉丝垫底", "Glass noodles", 6), ("嫩豆腐", "Soft tofu", 5)),
    "vinegar": _group(
        "口味",
        "Taste",
        0,
        3,
        ("少油少盐", "Less oil and salt"),
        ("不要葱", "No spring onion"),
        ("不要香菜", "No coriander"),
    ),
    "noodle": _group("面条", "Noodles", 1, 1, ("细面", "Thin"), ("宽面", "Broad"), ("刀削面", "Knife-cut", 2)),
    "topping": _group(
        "浇头", "Toppings", 0, 4, ("煎蛋", "Fried egg", 3, 2), ("青菜", "Greens", 2, 1), ("加面", "More noodles", 4, 2)
    ),
    "dip": _group("蘸料", "Dip", 0, 2, ("香醋", "Vinegar"), ("辣油", "Chilli oil"), ("姜丝", "Ginger")),
    "skewers": _group(
        "口味", "Seasoning", 1, 1, ("孜然微辣", "Cumin, mild"), ("孜然重辣", "Cumin, hot"), ("只撒盐", "Salt only")
    ),
    "ice": _group(
        "温度", "Temperature", 1, 1, ("正常冰", "Ice"), ("少冰", "Less ice"), ("去冰", "No ice"), ("热", "Hot")
    ),
    "sugar": _group(
        "甜度", "Sweetness", 1, 1, ("全糖", "Full"), ("七分糖", "70 %"), ("半糖", "Half"), ("无糖", "None")
    ),
    "tea_extras": _group(
        "加料",
        "Extras",
        0,
        4,
        ("珍珠", "Pearls", 3, 2),
        ("椰果", "Coconut jelly", 3, 2),
        ("仙草", "Grass jelly", 3, 2),
        ("奶盖", "Milk foam", 5),
    ),
    "chill": _group("温度", "Temperature", 1, 1, ("冰的", "Chilled"), ("常温", "Room temperature")),
    "pot": _group("茶具", "Served in", 1, 1, ("一杯", "A cup"), ("一壶（4–6 人）", "A pot (4–6)", 40)),
}
