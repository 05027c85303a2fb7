"""Seafood."""

from app.demo.menu.dish import Dish

DISHES = (
    Dish(
        "srfsx",
        "蒜蓉粉丝蒸虾",
        "Prawns with Garlic and Glass Noodles",
        66,
        "八只大虾开背，粉丝吸足蒜汁。",
        "Eight prawns, opened; the noodles drink the garlic.",
        "2–3 人",
        "crustacean soy",
    ),
    Dish(
        "jyx",
        "椒盐虾",
        "Salt and Pepper Prawns",
        58,
        "壳酥肉弹，连壳吃。",
        "Crisp enough to eat with the shell.",
        "微辣",
        "crustacean",
        "spice",
    ),
    Dish(
        "clhj",
        "辣炒花甲",
        "Clams with Chilli",
        38,
        "吐沙一夜，紫苏爆炒。",
        "Rinsed overnight, tossed with perilla.",
        "中辣",
        "mollusc soy",
        "spice",
    ),
    Dish(
        "jcx",
        "姜葱炒蟹",
        "Crab with Ginger and Spring Onion",
        118,
        "每日到货，现杀现炒，约 400 克一只。",
        "In every day, about 400 g each.",
        "限量",
        "crustacean soy egg",
    ),
    Dish(
        "srsb",
        "蒜蓉粉丝扇贝（4 只）",
        "Scallops with Garlic (4)",
        48,
        "活扇贝，现开现蒸。",
        "Live scallops, opened and steamed to order.",
        "",
        "mollusc soy",
    ),
)
