"""青瓷小馆: the demo's own menu. A dish: key, zh, en, yuan, groups, tags, allergens."""

GROUPS = {
    "spicy": (
        {"zh": "辣度", "en": "Spice"},
        1,
        1,
        [("不辣", "Mild", 0), ("微辣", "Light", 0), ("中辣", "Medium", 0), ("重辣", "Hot", 0)],
    ),
    "size": ({"zh": "份量", "en": "Portion"}, 1, 1, [("小份", "Small", 0), ("大份", "Large", 20)]),
    "extra": (
        {"zh": "加料", "en": "Extras"},
        0,
        3,
        [("加花生", "Peanuts", 3), ("加豆腐", "Tofu", 5), ("加牛肉", "Beef", 12)],
    ),
    "ice": (
        {"zh": "温度", "en": "Temperature"},
        1,
        1,
        [("热", "Hot", 0), ("去冰", "No ice", 0), ("少冰", "Less ice", 0), ("正常冰", "Ice", 0)],
    ),
    "sugar": ({"zh": "甜度", "en": "Sweetness"}, 1, 1, [("无糖", "None", 0), ("半糖", "Half", 0), ("全糖", "Full", 0)]),
}
CATEGORIES = [
    (
        "signature",
        "招牌",
        "Signatures",
        "wok",
        [
            ("gbjd", "宫保鸡丁", "Kung Pao chicken", 38, "spicy extra", "招牌", "peanut"),
            ("qzly", "清蒸鲈鱼", "Steamed sea bass", 68, "size", "招牌", "fish"),
            ("hmpg", "话梅排骨", "Plum spare ribs", 52, "", "", ""),
            ("lzj", "辣子鸡", "Chicken with dried chillies", 46, "spicy size", "辣", ""),
            ("hsr", "红烧肉", "Red-braised pork", 48, "size", "", "soy"),
        ],
    ),
    (
        "cold",
        "凉菜",
        "Cold dishes",
        "cold",
        [
            ("phg", "凉拌黄瓜", "Smashed cucumber", 16, "", "素", "sesame"),
            ("ksj", "口水鸡", "Mouth-watering chicken", 32, "spicy", "辣", "peanut"),
            ("fqfp", "夫妻肺片", "Sliced beef in chilli oil", 36, "spicy", "辣", "peanut"),
            ("pdd", "皮蛋豆腐", "Tofu with century egg", 18, "", "", "egg soy"),
            ("lbme", "凉拌木耳", "Wood-ear salad", 18, "", "素", ""),
        ],
    ),
    (
        "wok",
        "热菜",
        "Hot dishes",
        "wok",
        [
            ("yxrs", "鱼香肉丝", "Pork in garlic sauce", 34, "spicy", "", ""),
            ("hgr", "回锅肉", "Twice-cooked pork", 36, "spicy", "", "soy"),
            ("mpdf", "麻婆豆腐", "Mapo tofu", 28, "spicy", "辣", "soy"),
            ("gbsjd", "干煸四季豆", "Dry-fried beans", 28, "", "", ""),
            ("szny", "水煮牛肉", "Beef in chilli broth", 58, "spicy size", "辣", ""),
            ("srk", "蒜蓉空心菜", "Water spinach with garlic", 24, "", "素", ""),
            ("xhscjd", "西红柿炒鸡蛋", "Tomato and egg", 24, "", "", "egg"),
            ("qjrs", "青椒肉丝", "Pork with green pepper", 32, "", "", ""),
        ],
    ),
    (
        "steam",
        "蒸菜",
        "Steamed",
        "wok",
        [
            ("ffzp", "粉蒸排骨", "Ribs steamed in rice flour", 42, "", "", ""),
            ("szdbc", "蒜蓉蒸粉丝虾", "Prawns with glass noodles", 66, "", "", "shellfish"),
            ("szjd", "水蒸蛋", "Steamed egg custard", 16, "", "", "egg"),
            ("mczkr", "梅菜扣肉", "Pork with preserved greens", 46, "", "", ""),
        ],
    ),
    (
        "soup",
        "汤羹",
        "Soups",
        "wok",
        [
            ("slt", "酸辣汤", "Hot and sour soup", 22, "", "辣", "egg"),
            ("zcdht", "紫菜蛋花汤", "Seaweed egg drop soup", 16, "", "", "egg"),
            ("dgpgt", "冬瓜排骨汤", "Winter melon rib soup", 38, "size", "", ""),
            ("fqdft", "番茄豆腐汤", "Tomato tofu soup", 20, "", "素", "soy"),
        ],
    ),
    (
        "staple",
        "主食",
        "Staples",
        "wok",
        [
            ("mf", "米饭", "Rice", 2, "", "素", ""),
            ("yzcf", "扬州炒饭", "Yangzhou fried rice", 26, "", "", "egg"),
            ("ddm", "担担面", "Dandan noodles", 22, "spicy", "辣", "peanut gluten"),
            ("cyb", "葱油饼", "Scallion pancake", 14, "", "", "gluten"),
            ("ghd", "锅贴", "Pot stickers", 24, "", "", "gluten"),
            ("lsf", "凉皮", "Cold skin noodles", 18, "spicy", "", "gluten"),
        ],
    ),
    (
        "tea",
        "茶饮",
        "Teas",
        "bar",
        [
            ("lj", "龙井", "Longjing tea", 38, "", "", ""),
            ("mlhc", "茉莉花茶", "Jasmine tea", 28, "", "", ""),
            ("nmc", "柠檬茶", "Lemon tea", 18, "ice sugar", "", ""),
            ("zznc", "珍珠奶茶", "Bubble tea", 20, "ice sugar", "", "milk"),
            ("smt", "酸梅汤", "Sour plum drink", 14, "ice", "", ""),
        ],
    ),
    (
        "drink",
        "酒水",
        "Drinks",
        "bar",
        [
            ("qdpj", "青岛啤酒", "Tsingtao beer", 12, "", "", "gluten"),
            ("mjt", "米酒", "Rice wine", 26, "", "", ""),
            ("kl", "可乐", "Cola", 8, "", "", ""),
            ("kqs", "矿泉水", "Mineral water", 6, "", "", ""),
        ],
    ),
    (
        "sweet",
        "甜品",
        "Sweets",
        "cold",
        [
            ("bf", "冰粉", "Ice jelly", 14, "", "", "peanut"),
            ("hdnmc", "红豆糯米糍", "Red bean mochi", 16, "", "", "gluten"),
            ("ttyy", "汤圆", "Sesame rice balls", 18, "", "", "sesame"),
            ("mgby", "芒果班戟", "Mango pancake", 22, "", "", "milk egg"),
        ],
    ),
]


def neutral(stations: dict[str, str]) -> dict:
    """The menu in the shape that every import takes; `stations` gives each key the station's name."""
    return {
        "currency": "CNY",
        "categories": [
            {
                "id": key,
                "names": {"zh": zh, "en": en},
                "station": stations[station],
                "items": [_item(*dish) for dish in dishes],
            }
            for key, zh, en, station, dishes in CATEGORIES
        ],
    }


def _item(key, zh, en, yuan, groups, tags, allergens):
    return {
        "id": key,
        "names": {"zh": zh, "en": en},
        "price": f"{yuan}.00",
        "variations": [],
        "tags": tags.split(),
        "allergens": allergens.split(),
        "image_url": f"/art/{key}.svg",
        "option_groups": [_group(g) for g in groups.split()],
    }


def _group(key):
    names, least, most, options = GROUPS[key]
    return {
        "id": key,
        "names": names,
        "min": least,
        "max": most,
        "options": [{"names": {"zh": zh, "en": en}, "price": f"{yuan}.00"} for zh, en, yuan in options],
    }
